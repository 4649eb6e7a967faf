"""Listings in pages, as newsrooms show them to people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extract.errors import FetchError, FetchProblem
from extract.newsrooms.cards import read_cards
from extract.newsrooms.items import NewsItem, NewsroomError, NewsroomProblem, Purpose

if TYPE_CHECKING:
    from collections.abc import Iterator

    from extract.newsrooms.asker import Asker

PAGE = "{page}"
# A council that publishes two items a day and shows ten on a page fills the latter in some five years.
MOST_PAGES = {Purpose.WATCH: 30, Purpose.BACKFILL: 400}
# Where nothing says when the items get older than what is wanted, what is new stands on the first pages.
WATCH_PAGES = 3
GONE = frozenset({400, 404, 410})
MOST_BYTES = 2_000_000


def listing_items(asker: Asker) -> Iterator[NewsItem]:
    """Yield the items of the newsroom's listing, page after page.

    It ends at a page that is not there, lists nothing or nothing that was not listed before (pages past the end
    repeat the last one, or the first), or lists only what is older than wanted. When the pages are numbered from 0,
    the second may repeat the first: sites that count from 1 often take 0 for 1.

    Raises:
        FetchError: when a page cannot be fetched.
        NewsroomError: `too_many` when there is no end; the items so far have been yielded.
    """
    settings = asker.newsroom.settings
    paged = PAGE in settings["listing"]
    first, step = int(settings.get("first", "1")), int(settings.get("step", "1"))
    allowed = MOST_PAGES[asker.purpose] if paged else 1
    seen: set[str] = set()
    dated = False
    for number in range(min(allowed, asker.most_pages or allowed)):
        url = settings["listing"].replace(PAGE, str(first + number * step))
        items = _page(asker, url, past_first=number > 0)
        new = [item for item in items if item.url not in seen]
        seen.update(item.url for item in new)
        yield from new
        days = [item.published_on for item in new if item.published_on]
        dated = dated or bool(days)
        more = any(asker.newsroom.is_own_item(item.url) for item in new) or (first == 0 and number == 1 and items)
        if not more or (days and asker.is_old(max(days))):
            return
        endless = asker.since is None or not dated
        if endless and asker.purpose is Purpose.WATCH and number + 1 == WATCH_PAGES:
            return
    if paged and asker.most_pages is None:
        detail = f"The listing does not end within {allowed} pages: look at it, and correct it in the register."
        raise NewsroomError(NewsroomProblem.TOO_MANY, settings["listing"], detail)


def _page(asker: Asker, url: str, *, past_first: bool) -> list[NewsItem]:
    settings = asker.newsroom.settings
    try:
        response = asker.get(url, MOST_BYTES)
    except FetchError as error:
        if past_first and error.kind is FetchProblem.HTTP_ERROR and error.status in GONE:
            return []
        raise
    items = read_cards(response.body, response.final_url, settings)
    if not items and not past_first and "item" in settings:
        detail = f"The selector '{settings['item']}' matches nothing on the page: correct it in the register."
        raise NewsroomError(NewsroomProblem.UNREADABLE, url, detail)
    return items
