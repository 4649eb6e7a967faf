"""robots.txt: what a host asks crawlers not to fetch (RFC 9309)."""

from __future__ import annotations

import math
from dataclasses import dataclass

from protego import Protego

from extract.errors import FetchError, FetchProblem

# The token that a robots.txt names this program by.
PRODUCT = "InspectionOutcomes"
MOST_BYTES = 512 * 1024
# RFC 9309, 2.4: rules are not used for longer than a day. An unreachable file is asked for again sooner.
KEEP_SECONDS = 24 * 3600.0
KEEP_UNREACHABLE_SECONDS = 600.0
# 429 says to stay away for now, so it is no 'unavailable'.
UNAVAILABLE = frozenset(range(400, 500)) - {429}


@dataclass(frozen=True)
class Rules:
    """What a host's robots.txt says. Without a file everything is allowed; with an unreachable one nothing is.

    `unreachable` is the sentence that says why it could not be read, `keep_seconds` how long this holds.
    """

    parsed: Protego | None = None
    unreachable: str | None = None
    keep_seconds: float = KEEP_SECONDS

    def check(self, url: str, longest_delay: float = math.inf) -> None:
        """Check that a URL may be fetched by one who waits for `longest_delay` seconds between requests at most.

        Raises:
            FetchError: `robots_disallowed`, or `robots_unreachable` when nobody can tell.
        """
        if self.unreachable is not None:
            raise FetchError(FetchProblem.ROBOTS_UNREACHABLE, url, self.unreachable)
        if self.parsed is not None and not self.parsed.can_fetch(url, PRODUCT):
            detail = f"The host's robots.txt asks {PRODUCT} not to fetch this: leave it out, or ask the host's owner."
            raise FetchError(FetchProblem.ROBOTS_DISALLOWED, url, detail)
        if (delay := self.crawl_delay or 0.0) > longest_delay:
            detail = (
                f"The host's robots.txt asks for {delay:g} seconds between two requests, and over {longest_delay:g} "
                "are not waited for: leave it out, or ask the host's owner."
            )
            raise FetchError(FetchProblem.ROBOTS_DISALLOWED, url, detail)

    @property
    def crawl_delay(self) -> float | None:
        """The pause between requests that the file asks for, in seconds."""
        return self.parsed.crawl_delay(PRODUCT) if self.parsed else None


def read_rules(body: bytes) -> Rules:
    """Return the rules that a robots.txt holds; whatever is no rule in it is passed over."""
    return Rules(Protego.parse(body.decode("utf-8-sig", errors="replace")))


def rules_without_file(error: FetchError) -> Rules:
    """Return what holds when robots.txt could not be fetched.

    RFC 9309, 2.3.1: a 4xx status is 'unavailable', and the crawler may fetch anything; a server's error or no
    answer is 'unreachable', and it must take everything as disallowed.
    """
    if error.kind is FetchProblem.HTTP_ERROR and error.status in UNAVAILABLE:
        return Rules()
    why = f"robots.txt cannot be read ({error.detail.rstrip('.')}), so nothing is fetched from this host: try later."
    return Rules(unreachable=why, keep_seconds=KEEP_UNREACHABLE_SECONDS)
