"""What the imitated sites do wrong: each kind of fault on each kind of page, always and once in three times."""

from __future__ import annotations

from dataclasses import dataclass

from tests.replica import Replica

KINDS = ("500", "503", "429", "403", "reset", "truncate", "slow", "slim", "html")
PAGES = {
    "search": ("/search",),
    "provider": ("/provider/",),
    "file": ("/v1/file/",),
    "robots": ("/robots.txt",),
    "newsroom list": (
        "/newsroom/kirklees/news",
        "/newsroom/cheshire-east/news",
        "/newsroom/cheshire-east/rss",
        "/newsroom/trafford/sitemap.xml",
        "/newsroom/stoke-on-trent/wp-json",
        "/newsroom/stoke-on-trent/feed",
    ),
    "newsroom article": (
        "/newsroom/kirklees/news/2",
        "/newsroom/cheshire-east/news/article",
        "/newsroom/trafford/articles",
        "/newsroom/stoke-on-trent/2",
    ),
}


# What status says of each kind, whatever the page.
SAYS = {
    "500": r"has failed \(500\)",
    "503": r"has failed \(503\)",
    "429": r"refuses \(429\)",
    "403": r"refuses \(403\)",
    "reset": "shorter than the host announced",
    "truncate": "shorter than the host announced",
    "slow": "sent nothing for 1 seconds",
    "slim": "Slim Application Error",
    "html": "not found|reports asked for were refused|no RSS or Atom feed",
}
# A robots.txt that is refused, or holds no rules, forbids nothing (RFC 9309): there is nothing to tell.
NOTHING_TO_TELL = {("403", "robots"), ("html", "robots")}
# A run makes fewer requests than three times this.
MOST_MIXED = 30
COMPLETED = r"refresh  completed"


@dataclass(frozen=True)
class SiteFault:
    """A kind of fault of a kind of page, at every nth request; all kinds and pages when these are not given."""

    kind: str | None
    page: str | None
    every: int

    @property
    def name(self) -> str:
        often = "always" if self.every == 1 else f"1 in {self.every}"
        return f"{self.kind or 'all kinds'} of {self.page or 'all pages'}, {often}"

    @property
    def says(self) -> str:
        """What status must tell, as a pattern."""
        if (self.kind, self.page) in NOTHING_TO_TELL:
            return COMPLETED
        return SAYS[self.kind] if self.kind else "|".join(SAYS.values())

    def set(self, replica: Replica) -> None:
        """Let the imitation do so from now on."""
        for prefix in PAGES[self.page] if self.page else ("/",):
            if self.kind:
                replica.control(f"fault?kind={self.kind}&every={self.every}&match={prefix}")
                continue
            for number in range(MOST_MIXED):
                # Each rule holds once. It counts the requests that no earlier one has taken: so every nth is faulty.
                every = (self.every - 1) * (number + 1) + 1
                kind = KINDS[number % len(KINDS)]
                replica.control(f"fault?kind={kind}&every={every}&times=1&match={prefix}")


# Of the search and of robots.txt one page is asked for in a run, so that one in three would never come.
ONCE = {"search", "robots"}
SITE_FAULTS = (
    *(SiteFault(kind, page, 1) for page in PAGES for kind in KINDS),
    *(SiteFault(kind, page, 3) for page in PAGES for kind in KINDS if page not in ONCE),
    *(SiteFault(None, page, 3) for page in PAGES if page not in ONCE),
    SiteFault(None, None, 3),
)
