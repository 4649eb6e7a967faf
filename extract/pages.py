"""Helpers to read web pages strictly: what is not as expected is an error that says what was expected and found."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING

from bs4 import BeautifulSoup, Tag
from bs4.exceptions import ParserRejectedMarkup

if TYPE_CHECKING:
    from collections.abc import Container

NOT_FOUND = frozenset({"page not found", "report not found"})
MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("january", "jan"),
            ("february", "feb"),
            ("march", "mar"),
            ("april", "apr"),
            ("may",),
            ("june", "jun"),
            ("july", "jul"),
            ("august", "aug"),
            ("september", "sept", "sep"),
            ("october", "oct"),
            ("november", "nov"),
            ("december", "dec"),
        ),
        start=1,
    )
    for name in names
}
# The largest real pages of Ofsted's are a tenth of this, and have a tenth of so many links.
MOST_BYTES = 2_000_000
MOST_LINKS = 500
DATE = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?\s+([A-Za-z]+)\.?,?\s+(\d{4})")


class PageError(Exception):
    """That a page could not be read; the message is for people."""

    def __init__(self, page_url: str, detail: str) -> None:
        super().__init__(f"{page_url}: {detail}")
        self.page_url = page_url
        self.detail = detail


class LayoutChangedError(PageError):
    """That a page is not laid out as expected, so that nothing may be concluded from what is missing in it."""

    def __init__(self, page_url: str, selector: str, expected: str, found: str) -> None:
        super().__init__(page_url, f"The page's layout has changed: '{selector}' should give {expected}, gave {found}.")
        self.selector = selector
        self.expected = expected
        self.found = found


class PageNotFoundError(PageError):
    """That a host sent its 'not found' page in place of the page."""


def parse(html: bytes | str) -> BeautifulSoup:
    """Return a page's tree. Bytes are taken for UTF-8 when they are; otherwise the page's own word is taken."""
    if isinstance(html, str):
        return BeautifulSoup(html, "lxml")
    try:
        return BeautifulSoup(html.decode("utf-8-sig"), "lxml")
    except UnicodeDecodeError:
        with suppress(ValueError):  # the parser's, when the page names an encoding that cannot be a name
            return BeautifulSoup(html, "lxml")
    return BeautifulSoup(html.decode("cp1252", errors="replace"), "lxml")


def parse_page(html: bytes | str, page_url: str) -> BeautifulSoup:
    """Return the tree of a page that is no larger than such pages are: the parser's time and memory grow with it.

    Raises:
        LayoutChangedError: when it is larger, or the parser can make nothing of it.
    """
    if len(html) > MOST_BYTES:
        raise LayoutChangedError(page_url, "html", f"a page of {MOST_BYTES} bytes at most", f"{len(html)} bytes")
    try:
        return parse(html)
    except ParserRejectedMarkup as error:
        raise LayoutChangedError(page_url, "html", "a web page", "markup that cannot be read") from error


def select_links(soup: BeautifulSoup, selector: str, page_url: str) -> list[Tag]:
    """Return the links that a selector gives, when they are no more than a page has.

    Raises:
        LayoutChangedError: when there are more.
    """
    found = soup.select(selector)
    if len(found) > MOST_LINKS:
        raise LayoutChangedError(page_url, selector, f"{MOST_LINKS} links at most", f"{len(found)}")
    return list(found)


def text_of(node: Tag, without: str = "") -> str:
    """Return the text of an element with single spaces, leaving out elements within it that `without` selects."""
    left_out = {id(string) for part in (node.select(without) if without else ()) for string in part.strings}
    return " ".join("".join(string for string in node.strings if id(string) not in left_out).split())


def at_most_one(node: Tag, selector: str, page_url: str) -> Tag | None:
    """Return the element that a selector gives, if any.

    Raises:
        LayoutChangedError: when there are several.
    """
    found = node.select(selector)
    if len(found) > 1:
        raise LayoutChangedError(page_url, selector, "one element at most", f"{len(found)}")
    return found[0] if found else None


def one(node: Tag, selector: str, page_url: str) -> Tag:
    """Return the only element that a selector gives.

    Raises:
        LayoutChangedError: when there is none, or several.
    """
    found = at_most_one(node, selector, page_url)
    if found is None:
        raise LayoutChangedError(page_url, selector, "one element", f"none ({heading_note(node)})")
    return found


def heading_note(node: Tag) -> str:
    """Return what a page says that it is, for messages."""
    for name in ("h1", "title"):
        found = node.find(name)
        if isinstance(found, Tag) and (text := text_of(found)):
            return f"the page is headed '{text[:80]}'"
    return "the page has no heading"


def check_found(soup: BeautifulSoup, page_url: str, headings: Container[str] = NOT_FOUND) -> None:
    """Check that a page is not the site's 'not found' page.

    Raises:
        PageNotFoundError: when its heading says that it is.
    """
    for heading in soup.find_all("h1"):
        if text_of(heading).rstrip(".").lower() in headings:
            raise PageNotFoundError(
                page_url, f"The site answers '{text_of(heading)}': look whether the link still stands."
            )


def read_date(text: str) -> date | None:
    """Return the date of a text that is a date and nothing else ("9 January 2020"); None for anything else."""
    match = DATE.fullmatch(text.strip())
    if match is None:
        return None
    month = MONTHS.get(match[2].lower())
    try:
        return date(int(match[3]), month, int(match[1])) if month else None
    except ValueError:
        return None
