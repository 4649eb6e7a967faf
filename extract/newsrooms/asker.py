"""Asking one newsroom: its own hosts alone, and no more bytes than a page of news has."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Protocol

from extract.http import Manners, PoliteSession
from extract.newsrooms.items import Failure, NewsroomError, NewsroomProblem, Purpose, failure

if TYPE_CHECKING:
    from datetime import date

    from extract.errors import FetchError
    from extract.newsrooms.register import Newsroom
    from extract.pace import Clock
    from extract.response import Response, Validators

# The longest real pages of news are a tenth of this.
MOST_BYTES = 5_000_000
# What one newsroom may cost: all posts of ten years are less. The time is that of its answers, without the pauses.
MOST_BYTES_IN_ALL = 150_000_000
MOST_SECONDS_IN_ALL = 900.0


class Session(Protocol):
    """What addresses are asked by."""

    def get(self, url: str, validators: Validators | None = None) -> Response:
        """Return what an address gives; raise FetchError otherwise."""


def open_session(manners: Manners, newsroom: Newsroom, clock: Clock | None = None) -> PoliteSession:
    """Return a session that asks, and follows redirects to, the newsroom's own hosts only.

    Newsrooms with the same `hosts` can share one, and should, so that the pause between requests holds among them.
    """
    return PoliteSession(replace(manners, most_bytes=min(manners.most_bytes, MOST_BYTES)), newsroom.hosts, clock)


@dataclass
class Asker:
    """What an adapter reads a newsroom with.

    `since` is the first day that is wanted, None for all. `most_pages` cuts the reading short without a word. `notes`
    grows as parts fail that do not stop the rest; `taken` and `seconds` are what the answers so far have cost.
    """

    session: Session
    newsroom: Newsroom
    since: date | None
    purpose: Purpose
    most_pages: int | None = None
    notes: list[Failure] = field(default_factory=list)
    taken: int = 0
    seconds: float = 0.0

    def get(self, url: str, most_bytes: int = MOST_BYTES) -> Response:
        """Return what one of the newsroom's own addresses gives.

        Raises:
            FetchError: as the session does.
            NewsroomError: `foreign` for another host's address, asked for or redirected to; `too_large`; `too_slow`,
                when the newsroom's answers have taken too long together.
        """
        self._check_own(url)
        self._check_cost(url)
        response = self.session.get(url)
        self.taken += len(response.body)
        self.seconds += response.seconds
        self._check_own(response.final_url)
        if len(response.body) > most_bytes:
            detail = f"The answer is larger than {most_bytes} bytes, which no list of news is: look at it in a browser."
            raise NewsroomError(NewsroomProblem.TOO_LARGE, url, detail)
        return response

    def note(self, error: FetchError | NewsroomError) -> None:
        """Take note that a part failed while the rest goes on."""
        self.notes.append(failure(error))

    def is_old(self, day: date | None) -> bool:
        """That a day is known to lie before what is wanted."""
        return self.since is not None and day is not None and day < self.since

    def _check_cost(self, url: str) -> None:
        if self.taken > MOST_BYTES_IN_ALL:
            detail = f"The newsroom's lists are larger than {MOST_BYTES_IN_ALL} bytes: narrow them in the register."
            raise NewsroomError(NewsroomProblem.TOO_LARGE, url, detail)
        if self.seconds > MOST_SECONDS_IN_ALL:
            detail = f"The newsroom's answers took longer than {MOST_SECONDS_IN_ALL:g} seconds: try again later."
            raise NewsroomError(NewsroomProblem.TOO_SLOW, url, detail)

    def _check_own(self, url: str) -> None:
        if not self.newsroom.is_own(url):
            detail = "The address is not on the newsroom's own hosts and is not fetched: correct it in the register."
            raise NewsroomError(NewsroomProblem.FOREIGN, url, detail)
