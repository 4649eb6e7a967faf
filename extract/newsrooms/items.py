"""What a newsroom lists, and why a part of it could not be read."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urldefrag, urlencode, urljoin, urlsplit, urlunsplit

from extract.errors import FetchError, FetchProblem
from extract.hosts import origin_of
from extract.pages import parse

if TYPE_CHECKING:
    from datetime import date

    from bs4 import Tag

MOST_URL = 2000
# The longest pages of news have a tenth of so many elements. Parsers take minutes for what is nothing else.
MOST_ELEMENTS = 50_000
MOST_TITLE = 300
MOST_SUMMARY = 4000
# How many times longer than its text a piece of markup may be, before the rest of it is left unread.
MARKUP_TO_TEXT = 25
# What newsletters and social media add to an address to tell where a reader came from.
TRACKING = re.compile(r"utm_\w+|fbclid|gclid|mc_[ce]id")
# "www.example.gov.uk/news/1": an address that lacks its scheme, as some feeds print them.
WITHOUT_SCHEME = re.compile(r"www\.[\w.-]+\.[a-z]{2,}(?::\d+)?(?:/|$)", re.IGNORECASE)


class Purpose(StrEnum):
    """What items are looked for: the newest ones, or all that there are."""

    WATCH = "watch"
    BACKFILL = "backfill"


class NewsroomProblem(StrEnum):
    """The ways in which a newsroom's answer is of no use."""

    FOREIGN = "foreign"
    TOO_LARGE = "too_large"
    TOO_MANY = "too_many"
    TOO_SLOW = "too_slow"
    UNREADABLE = "unreadable"
    NOTHING_LISTED = "nothing_listed"


class NewsroomError(Exception):
    """That a newsroom's answer is of no use: a kind, and one sentence for people that says what to do."""

    def __init__(self, kind: NewsroomProblem, url: str, detail: str) -> None:
        super().__init__(f"{url}: {detail}")
        self.kind = kind
        self.url = url
        self.detail = detail


@dataclass(frozen=True)
class Failure:
    """A part of a newsroom that could not be read; `detail` is one sentence for people."""

    kind: FetchProblem | NewsroomProblem
    url: str
    detail: str


@dataclass(frozen=True)
class NewsItem:
    """An item that a newsroom lists.

    `published_on` is the day that the list gives in its own time zone, never that of a change. `summary` is what the
    list says of the item besides its title, as plain text: a teaser, or the beginning of its body.
    """

    url: str
    title: str | None = None
    published_on: date | None = None
    summary: str | None = None


@dataclass(frozen=True)
class Found:
    """What was found in a newsroom, each address once. `foreign` stands on other hosts: recorded, not to be fetched."""

    items: tuple[NewsItem, ...] = ()
    problems: tuple[Failure, ...] = ()
    foreign: tuple[NewsItem, ...] = ()


def failure(error: FetchError | NewsroomError) -> Failure:
    """Return an error as a record."""
    return Failure(error.kind, error.url, error.detail)


def unexpected(error: Exception, url: str) -> NewsroomError:
    """Return an error that no reader foresaw as one that is a newsroom's."""
    said = " ".join(str(error).split())[:200]
    detail = f"The answer cannot be read ({type(error).__name__}: {said}): look at it in a browser."
    return NewsroomError(NewsroomProblem.UNREADABLE, url, detail)


def check_markup(body: bytes, url: str) -> None:
    """Check that a page or feed has no more elements than lists of news have.

    Raises:
        NewsroomError: `too_large` when it has.
    """
    if (found := body.count(b"<")) > 2 * MOST_ELEMENTS:
        detail = f"The answer has {found} tags, which no list of news has: look at it in a browser."
        raise NewsroomError(NewsroomProblem.TOO_LARGE, url, detail)


def item_url(base: str, printed: str) -> str | None:
    """Return the whole address of a link on a page, without fragment, tracking and the scheme's own port.

    None is for what is no web address, such as a mail address or a script.
    """
    printed = printed.strip().replace(" ", "%20")
    if WITHOUT_SCHEME.match(printed):
        printed = f"{urlsplit(base).scheme}://{printed}"
    try:
        parts = urlsplit(urldefrag(urljoin(base, printed)).url)
        origin = origin_of(parts.geturl())
    except (ValueError, FetchError):
        return None
    query = parts.query
    if TRACKING.search(query):
        pairs = parse_qsl(query, keep_blank_values=True)
        query = urlencode([(name, value) for name, value in pairs if not TRACKING.fullmatch(name)])
    url = urlunsplit((origin.scheme, origin.authority, parts.path or "/", query, ""))
    return url if len(url) <= MOST_URL else None


def plain(markup: str, most: int) -> str | None:
    """Return a piece of markup as text with single spaces, cut at `most` characters; None when nothing is left.

    Titles in feeds are often escaped twice, which shows as entities in the text and is undone.
    """
    markup = markup[: MARKUP_TO_TEXT * most]
    text = spaced_text(parse(markup)) if "<" in markup else html.unescape(markup)
    return " ".join(html.unescape(text).split())[:most].rstrip() or None


def spaced_text(node: Tag) -> str:
    """Return the text of an element with a space between its parts, as between paragraphs that nothing else parts."""
    return " ".join(node.get_text(" ").split())
