"""XML sitemaps (sitemaps.org): addresses with the day of their last change, and indexes of such files."""

from __future__ import annotations

import io
import re
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from lxml import etree
from protego import Protego

from extract.errors import FetchError
from extract.newsrooms.dates import stamped_day
from extract.newsrooms.items import MOST_TITLE, NewsItem, NewsroomError, NewsroomProblem, item_url, plain

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from extract.newsrooms.asker import Asker

MOST_FILES = 50
# An index of indexes is not allowed by the protocol, and met all the same.
MOST_DEPTH = 3
MOST_ADDRESSES = 50_000
MOST_BYTES = 20_000_000
GZIP = b"\x1f\x8b"
ROBOTS = "/robots.txt"
# How the part of a path begins that leads to news: a council's sitemap has all of its site.
NEWS_WORDS = "news|article|press|media-release|media-centre|stories|story|announcement"
ANY = "*"


@dataclass(frozen=True)
class Entry:
    """An address in a sitemap. `changed_on` is its last change; `published_on` and `title` are in sitemaps of news."""

    url: str
    changed_on: date | None = None
    published_on: date | None = None
    title: str | None = None


@dataclass(frozen=True)
class Sitemap:
    """What a file holds: pages, or other sitemaps."""

    pages: tuple[Entry, ...]
    sitemaps: tuple[Entry, ...]


def sitemap_items(asker: Asker) -> Iterator[NewsItem]:
    """Yield the addresses of the newsroom's sitemap that may be news, those that changed last first in each file.

    The day of the last change is not given on as a date of publication; what did not change since the day that is
    wanted was not published since either, and is left out. A file of an index that fails is noted.

    Raises:
        FetchError, NewsroomError: when the first file cannot be fetched or read.
    """
    words = asker.newsroom.settings.get("words", NEWS_WORDS)
    beginnings = "|".join(map(re.escape, words.lower().split("|")))
    wanted = None if words == ANY else re.compile(rf"(?<![a-z])(?:{beginnings})")
    for entry in _pages(asker):
        if asker.is_old(entry.changed_on) or not (wanted is None or wanted.search(_path(entry.url))):
            continue
        yield NewsItem(entry.url, entry.title, entry.published_on)


def _pages(asker: Asker) -> Iterator[Entry]:
    waiting = [(url, 0) for url in _starts(asker)]
    asked: set[str] = set()
    most = min(MOST_FILES, asker.most_pages or MOST_FILES)
    while waiting:
        url, depth = waiting.pop(0)
        if url in asked or depth > MOST_DEPTH:
            continue
        if len(asked) == most:
            if asker.most_pages is None:
                detail = f"The sitemap has more than {MOST_FILES} files: give one of them in the register."
                asker.note(NewsroomError(NewsroomProblem.TOO_MANY, asker.newsroom.settings["sitemap"], detail))
            return
        asked.add(url)
        try:
            response = asker.get(url, MOST_BYTES)
            found = read_sitemap(response.body, response.final_url)
        except (FetchError, NewsroomError) as error:
            if depth == 0 and not waiting and len(asked) == 1:
                raise
            asker.note(error)
            continue
        yield from _latest_first(found.pages)
        fresh = [entry for entry in _latest_first(found.sitemaps) if not asker.is_old(entry.changed_on)]
        waiting.extend((entry.url, depth + 1) for entry in fresh)


def _starts(asker: Asker) -> list[str]:
    """The sitemap of the register, or those that the host's robots.txt names."""
    url = asker.newsroom.settings["sitemap"]
    if not url.endswith(ROBOTS):
        return [url]
    text = asker.get(url).body.decode("utf-8-sig", errors="replace")
    named = [address for printed in Protego.parse(text).sitemaps if (address := item_url(url, printed))]
    return named or [url.removesuffix(ROBOTS) + "/sitemap.xml"]


def read_sitemap(body: bytes, url: str) -> Sitemap:
    """Return what a sitemap holds; one that is compressed is unpacked, up to a limit.

    Raises:
        NewsroomError: `unreadable`, `too_large`, or `too_many` addresses.
    """
    if body.startswith(GZIP):
        body = _unpacked(body, url)
    if b"<!entity" in body.replace(b"\x00", b"").lower():
        raise _unreadable(url, "The sitemap declares entities, which none needs: look at it before it is read.")
    pages: list[Entry] = []
    sitemaps: list[Entry] = []
    try:
        for _, element in etree.iterparse(
            io.BytesIO(body), events=("end",), resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
        ):
            kind = _name(element)
            if kind not in ("url", "sitemap"):
                continue
            if entry := _entry(element, url):
                (pages if kind == "url" else sitemaps).append(entry)
            element.clear()
            if len(pages) + len(sitemaps) > MOST_ADDRESSES:
                detail = f"The sitemap holds more than {MOST_ADDRESSES} addresses, which the protocol forbids."
                raise NewsroomError(NewsroomProblem.TOO_MANY, url, detail)
    except etree.XMLSyntaxError as error:
        raise _unreadable(url, f"The answer is no XML sitemap ({error.msg}): look for its new address.") from error
    return Sitemap(tuple(pages), tuple(sitemaps))


def _entry(element: etree._Element, base: str) -> Entry | None:
    """The address of an element; what it says of images and translations lies deeper and is passed over."""
    values: dict[str, str] = {}
    for child in element:
        name = _name(child)
        for part in child if name == "news" else (child,):
            values.setdefault(_name(part), (part.text or "").strip())
    address = item_url(base, values["loc"]) if values.get("loc") else None
    if address is None:
        return None
    return Entry(
        url=address,
        changed_on=stamped_day(values.get("lastmod", "")),
        published_on=stamped_day(values.get("publication_date", "")),
        title=plain(values.get("title", ""), MOST_TITLE),
    )


def _name(element: etree._Element) -> str:
    return str(element.tag).rpartition("}")[2].lower()


def _latest_first(entries: tuple[Entry, ...]) -> list[Entry]:
    return sorted(entries, key=lambda entry: entry.changed_on.toordinal() if entry.changed_on else 0, reverse=True)


def _path(url: str) -> str:
    return unquote(urlsplit(url).path).replace("_", "-").lower()


def _unpacked(body: bytes, url: str) -> bytes:
    unpacker = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
    try:
        unpacked = unpacker.decompress(body, MOST_BYTES)
    except zlib.error as error:
        raise _unreadable(url, f"The sitemap cannot be unpacked ({error}): try again later.") from error
    if unpacker.unconsumed_tail:
        detail = f"The sitemap unpacks to more than {MOST_BYTES} bytes: look at it before it is read."
        raise NewsroomError(NewsroomProblem.TOO_LARGE, url, detail)
    if not unpacker.eof:
        raise _unreadable(url, "The sitemap is cut short: try again later.")
    return unpacked


def _unreadable(url: str, detail: str) -> NewsroomError:
    return NewsroomError(NewsroomProblem.UNREADABLE, url, detail)
