"""What a newsroom lists: its feed for the watch, its listing or sitemap for all that it ever published."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extract.errors import FetchError
from extract.newsrooms.asker import Asker, Session
from extract.newsrooms.feed import feed_items
from extract.newsrooms.items import Failure, Found, NewsItem, NewsroomError, NewsroomProblem, Purpose, unexpected
from extract.newsrooms.listing import listing_items
from extract.newsrooms.register import NEEDED, Adapter, Newsroom
from extract.newsrooms.sitemap import sitemap_items
from extract.newsrooms.url_list import listed_urls
from extract.newsrooms.wordpress import wordpress_items

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

# Twenty years of two items a day.
MOST_ITEMS = 15_000
READ: dict[Adapter, Callable[[Asker], Iterator[NewsItem]]] = {
    Adapter.FEED: feed_items,
    Adapter.WORDPRESS: wordpress_items,
    Adapter.LISTING: listing_items,
    Adapter.SITEMAP: sitemap_items,
    Adapter.URL_LIST: listed_urls,
}
ORDER = {
    Purpose.WATCH: (Adapter.FEED, Adapter.WORDPRESS, Adapter.LISTING, Adapter.SITEMAP, Adapter.URL_LIST),
    Purpose.BACKFILL: (Adapter.URL_LIST, Adapter.WORDPRESS, Adapter.LISTING, Adapter.SITEMAP, Adapter.FEED),
}


def find_items(
    session: Session,
    newsroom: Newsroom,
    since: date | None,
    purpose: Purpose,
    *,
    most_pages: int | None = None,
) -> Found:
    """Return what a newsroom lists that was published on or after `since`, or whose day the list does not give.

    The register's row may give several ways to read the newsroom. The first in the order of the purpose that gives
    items is enough, except that a feed whose oldest item is newer than `since` may have lost some, and one page of a
    listing or a list of addresses is not all there ever was: then the next way is read too. One that fails is a
    problem, and the next is tried. Nothing is raised for what a newsroom does: it is in `problems`.
    """
    gathered = _Gathered(newsroom, since)
    asker = Asker(session, newsroom, since, purpose, most_pages)
    for adapter in ORDER[purpose]:
        if NEEDED[adapter] in newsroom.settings and _read(adapter, asker, gathered):
            break
    problems = list(asker.notes)
    if not gathered.listed and not problems and since is None:
        detail = "The newsroom lists nothing: look at its address in a browser, and correct the register."
        problems.append(Failure(NewsroomProblem.NOTHING_LISTED, newsroom.address, detail))
    return Found(tuple(gathered.items.values()), tuple(problems), tuple(gathered.foreign.values()))


class _Gathered:
    """Items as they come in, each address once; `listed` counts all, `old` those before the day that is wanted."""

    def __init__(self, newsroom: Newsroom, since: date | None) -> None:
        self.items: dict[str, NewsItem] = {}
        self.foreign: dict[str, NewsItem] = {}
        self.listed = self.old = 0
        self._newsroom = newsroom
        self._since = since

    def add(self, item: NewsItem) -> None:
        self.listed += 1
        if self._since and item.published_on and item.published_on < self._since:
            self.old += 1
            return
        kind = self.items if self._newsroom.is_own_item(item.url) else self.foreign
        kind.setdefault(item.url, item)

    @property
    def full(self) -> bool:
        return len(self.items) + len(self.foreign) >= MOST_ITEMS


def _read(adapter: Adapter, asker: Asker, gathered: _Gathered) -> bool:
    """Read a newsroom in one way, and say whether that is enough for the purpose."""
    before = gathered.listed
    try:
        for item in READ[adapter](asker):
            gathered.add(item)
            if gathered.full:
                detail = f"The newsroom lists more than {MOST_ITEMS} items: narrow it down in the register."
                raise NewsroomError(NewsroomProblem.TOO_MANY, asker.newsroom.address, detail)
    except (FetchError, NewsroomError) as error:
        asker.note(error)
        return gathered.full
    except Exception as error:  # whatever a newsroom's answer does to its reader stops no other newsroom
        asker.note(unexpected(error, asker.newsroom.settings[NEEDED[adapter]]))
        return False
    if gathered.listed == before or adapter is Adapter.URL_LIST:
        return False
    if adapter is Adapter.FEED and asker.purpose is Purpose.WATCH:
        return asker.since is None or gathered.old > 0
    return (
        adapter is not Adapter.LISTING
        or asker.purpose is Purpose.WATCH
        or "{page}" in asker.newsroom.settings["listing"]
    )
