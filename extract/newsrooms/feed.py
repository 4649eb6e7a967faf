"""RSS and Atom feeds, which hold the newest items only."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, Any

import feedparser

from extract.newsrooms.dates import stamped_day
from extract.newsrooms.items import (
    MOST_SUMMARY,
    MOST_TITLE,
    NewsItem,
    NewsroomError,
    NewsroomProblem,
    check_markup,
    item_url,
    plain,
    unexpected,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from extract.newsrooms.asker import Asker

# Feeds hold ten to fifty items; the parser's time for damaged ones grows faster than their size.
MOST_BYTES = 2_000_000
MOST_ENTRIES = 1_000
ROOT = re.compile(rb"<(?:\w+:)?(?:rss|feed|rdf)\b", re.IGNORECASE)
ROOT_WITHIN = 4_000


def feed_items(asker: Asker) -> Iterator[NewsItem]:
    """Yield what the newsroom's feed holds.

    Raises:
        FetchError, NewsroomError: when it cannot be fetched or read.
    """
    response = asker.get(asker.newsroom.settings["feed"], MOST_BYTES)
    yield from read_feed(response.body, response.final_url)


def read_feed(body: bytes, url: str) -> list[NewsItem]:
    """Return the items of a feed, as far as they have a web address.

    Raises:
        NewsroomError: `unreadable`, also for a feed that declares entities; `too_many`; `too_large`.
    """
    letters = body.replace(b"\x00", b"")
    if not ROOT.search(letters, 0, ROOT_WITHIN):
        raise _unreadable(url, "The answer is no RSS or Atom feed: look for the feed's new address.")
    if b"<!entity" in letters.lower():
        raise _unreadable(url, "The feed declares entities, which no feed needs: look at it before it is read.")
    check_markup(body, url)
    try:
        # Given bytes alone, feedparser would take some for the name of a file, and text for an address to fetch.
        parsed: Any = feedparser.parse(io.BytesIO(body), resolve_relative_uris=False, sanitize_html=False)
    except Exception as error:  # the parser is known to fail in many ways on damaged feeds
        raise unexpected(error, url) from error
    if not parsed.entries and (parsed.bozo or not parsed.version):
        raise _unreadable(url, "The answer begins like a feed and is damaged, or none: look at it in a browser.")
    if len(parsed.entries) > MOST_ENTRIES:
        detail = f"The feed holds {len(parsed.entries)} items, which no newsroom's does: look at it in a browser."
        raise NewsroomError(NewsroomProblem.TOO_MANY, url, detail)
    return [item for entry in parsed.entries if (item := _item(entry, url))]


def _item(entry: Any, url: str) -> NewsItem | None:
    address = _address(entry, url)
    if address is None:
        return None
    contents = [part.get("value") or "" for part in entry.get("content", ())]
    summary = max([entry.get("summary") or "", *contents], key=len)
    published = entry.get("published") or ""
    return NewsItem(
        url=address,
        title=plain(entry.get("title") or "", MOST_TITLE),
        # Only the date of publication: what feeds call "updated" is that of the last change.
        published_on=stamped_day(published) if published else None,
        summary=plain(summary, MOST_SUMMARY),
    )


def _address(entry: Any, url: str) -> str | None:
    """The address of an entry; where its link is empty, that of another link or of its identifier."""
    printed = [entry.get("link"), *(link.get("href") for link in entry.get("links", ())), entry.get("id")]
    for number, candidate in enumerate(printed):
        if not candidate or (number == len(printed) - 1 and not candidate.startswith(("http://", "https://"))):
            continue
        if address := item_url(url, candidate):
            return address
    return None


def _unreadable(url: str, detail: str) -> NewsroomError:
    return NewsroomError(NewsroomProblem.UNREADABLE, url, detail)
