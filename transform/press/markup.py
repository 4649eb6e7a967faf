"""A newsroom's bytes as a tree, within bounds: what is too big, too deep or no web page is refused, nothing is run."""

from __future__ import annotations

import re

from bs4 import BeautifulSoup, Tag
from bs4.exceptions import ParserRejectedMarkup

from transform.document import HEADER, UnreadableError

# Newsrooms' pages have up to 6,000 elements, 60 levels and half a megabyte; the parser takes a second for 100,000.
MOST_BYTES = 5_000_000
MOST_TAGS = 60_000
MOST_LEVELS = 150

_DECLARED = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.IGNORECASE)
_TAG = re.compile(r"<[a-z]", re.IGNORECASE)
_MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_NEVER_IN_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def tree_of(body: bytes) -> BeautifulSoup:
    """Return a page's tree.

    Raises:
        UnreadableError: when the body is empty (`empty_page`), larger than `MOST_BYTES` (`page_too_large`), no web
            page (`not_a_web_page`), or has more elements or levels than any page (`too_much_markup`,
            `markup_too_deep`).
    """
    if len(body) > MOST_BYTES:
        raise UnreadableError("page_too_large", f"The page has {len(body)} bytes; over {MOST_BYTES} are not read.")
    if not body.strip():
        raise UnreadableError("empty_page", "The page is empty.")
    if body.lstrip()[:1024].startswith(HEADER):
        raise UnreadableError("not_a_web_page", "The body is a PDF, not a web page.")
    text = _NEVER_IN_TEXT.sub("", decode(body))
    tags = sum(1 for _ in _TAG.finditer(text))
    if not tags:
        raise UnreadableError("not_a_web_page", "The body has no markup: it is not a web page.")
    if tags > MOST_TAGS:
        raise UnreadableError("too_much_markup", f"The page has {tags} elements; over {MOST_TAGS} are not read.")
    try:
        soup = BeautifulSoup(text.encode(), "lxml", from_encoding="utf-8")
    except ParserRejectedMarkup as error:
        raise UnreadableError("not_a_web_page", "The body's markup cannot be read.") from error
    _check_levels(soup)
    return soup


def decode(body: bytes) -> str:
    """Return the text of a page: by its byte order mark, as UTF-8 when it is that, else by the page's own word."""
    for mark, encoding in _MARKS:
        if body.startswith(mark):
            return body[len(mark) if encoding == "utf-8" else 0 :].decode(encoding, errors="replace")
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        declared = _DECLARED.search(body[:4096])
    encoding = declared[1].decode("ascii").lower() if declared else "windows-1252"
    if encoding in ("utf-8", "utf8", "iso-8859-1", "latin-1", "latin1", "ascii", "us-ascii"):
        # A page with a stray byte; browsers take these names for windows-1252, and only whole UTF-8 for UTF-8.
        encoding = "utf-8" if encoding.startswith("utf") else "windows-1252"
    try:
        return body.decode(encoding, errors="replace")
    except (LookupError, ValueError):
        return body.decode("windows-1252", errors="replace")


def _check_levels(soup: BeautifulSoup) -> None:
    waiting: list[tuple[Tag, int]] = [(soup, 0)]
    while waiting:
        tag, level = waiting.pop()
        if level > MOST_LEVELS:
            raise UnreadableError("markup_too_deep", f"The page's elements are nested over {MOST_LEVELS} levels deep.")
        waiting.extend((child, level + 1) for child in tag.children if isinstance(child, Tag))
