"""Whether a row of the register still holds: what the newsroom's address answers, and what it lists."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from extract.errors import FetchError
from extract.newsrooms.asker import Asker, Session
from extract.newsrooms.find import find_items
from extract.newsrooms.items import NewsItem, NewsroomError, Purpose, check_markup, item_url, unexpected
from extract.pages import parse

if TYPE_CHECKING:
    from extract.newsrooms.register import Newsroom

FEED_TYPES = frozenset({"application/rss+xml", "application/atom+xml", "application/rdf+xml"})
MOST_FEEDS = 20
MOST_BYTES = 3_000_000


@dataclass(frozen=True)
class Verified:
    """What a newsroom answered.

    `status` is its page's HTTP status, None when there was no answer. `redirected_to` is where the address leads, also
    when that is another host and was not asked. `feeds` are those that the page names, on whatever host. `newest` is
    the item with the latest day among those that the newsroom's list for the watch shows first, or the first of them
    when the list gives no days. `problem` is what failed, in sentences; None when nothing did.
    """

    newsroom: Newsroom
    status: int | None = None
    redirected_to: str | None = None
    feeds: tuple[str, ...] = ()
    newest: NewsItem | None = None
    problem: str | None = None


def verify(session: Session, newsroom: Newsroom) -> Verified:
    """Ask a newsroom's address, and its list for one page; what fails is in the result."""
    problems: list[str] = []
    status: int | None = None
    redirected_to: str | None = None
    feeds: tuple[str, ...] = ()
    try:
        response = Asker(session, newsroom, None, Purpose.WATCH).get(newsroom.address, MOST_BYTES)
        status = response.status
        redirected_to = response.final_url if response.final_url != newsroom.address else None
        feeds = feeds_of(response.body, response.final_url)
    except FetchError as error:
        status, redirected_to = error.status, error.redirected_to
        problems.append(str(error))
    except NewsroomError as error:
        problems.append(str(error))
    except Exception as error:  # as for what it lists
        problems.append(str(unexpected(error, newsroom.address)))
    found = find_items(session, newsroom, None, Purpose.WATCH, most_pages=1)
    problems += [said for failed in found.problems if (said := f"{failed.url}: {failed.detail}") not in problems]
    dated = [item for item in found.items if item.published_on]
    newest = max(dated, key=lambda item: str(item.published_on)) if dated else next(iter(found.items), None)
    return Verified(newsroom, status, redirected_to, feeds, newest, " ".join(problems) or None)


def feeds_of(html: bytes, page_url: str) -> tuple[str, ...]:
    """Return the addresses of the feeds that a page names by `<link rel="alternate">`, each once.

    Raises:
        NewsroomError: `too_large` when it has more elements than any page.
    """
    check_markup(html, page_url)
    feeds: dict[str, None] = {}
    for link in parse(html).select("link[rel~=alternate][href]"):
        kind = str(link.get("type", "")).partition(";")[0].strip().lower()
        if kind in FEED_TYPES and (url := item_url(page_url, str(link["href"]))):
            feeds[url] = None
    return tuple(feeds)[:MOST_FEEDS]
