"""Which lines of a document belong to the page and not to the text: page numbers, running headers and footers."""

from __future__ import annotations

import re
from collections import Counter
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from transform.document import Document, Line, Page

# Shares of the page's height. Body text of the reports starts below the top band; at the bottom it may reach into
# the band, so a line there is furniture only when its wording comes back on other pages.
TOP_BAND = 0.925
BOTTOM_BAND = 0.1
NUMBERS_BAND = 0.13
REPEATED_ON_PAGES = 0.3
MANY_WORDS = 4
MARK_RISE = 7.0

DIGITS = re.compile(r"\d+")
PAGE_NUMBER = re.compile(r"(?:page\s+)?(\d{1,3})(?:\s+of\s+\d{1,3})?", re.IGNORECASE)


def furniture(document: Document) -> frozenset[Line]:
    """Return the page numbers, running headers and running footers of a document.

    A running line stands in a page's margin and comes back, but for its numbers, on three pages in ten (on three,
    when it has many words: a part of a report may have a footer of its own), and at least on two. A page number
    stands alone in the margin, in step with the pages.
    """
    margins: list[Line] = []
    numbers: list[tuple[Page, Line]] = []
    for page in document.pages:
        top, bottom, numbered = (share * page.height for share in (TOP_BAND, BOTTOM_BAND, NUMBERS_BAND))
        for line in page.lines:
            if not numbered <= line.baseline <= top:
                numbers.append((page, line))
                if not bottom <= line.baseline <= top:
                    margins.append(line)
    return frozenset(_running(margins, len(document.pages))) | frozenset(_page_numbers(numbers))


def first_pages(left_out: frozenset[Line]) -> dict[str, int]:
    """Return each text of a document's furniture with the first page that it is on, in their order."""
    first: dict[str, int] = {}
    for line in sorted(left_out, key=lambda line: (line.page, -line.baseline, line.left)):
        first.setdefault(line.text, line.page)
    return first


def _running(margins: list[Line], pages: int) -> list[Line]:
    worded = [(DIGITS.sub("#", line.text).strip("# "), line) for line in margins if any(map(str.isalpha, line.text))]
    on_pages = Counter(key for key, _ in {(key, line.page) for key, line in worded})
    enough = max(2.0, REPEATED_ON_PAGES * pages)
    return [
        line for key, line in worded if on_pages[key] >= (min(enough, 3) if len(key.split()) >= MANY_WORDS else enough)
    ]


def _page_numbers(candidates: list[tuple[Page, Line]]) -> list[Line]:
    numbered: list[tuple[int, Line]] = []
    for page, line in candidates:
        match = PAGE_NUMBER.fullmatch(line.text)
        if match and not _is_footnote_mark(line, page):
            numbered.append((int(match[1]) - line.page, line))
    if not numbered:
        return []
    step = Counter(step for step, _ in numbered).most_common(1)[0][0]
    in_step = [line for each, line in numbered if each == step]
    height = median(line.baseline for line in in_step)
    return [line for line in in_step if abs(line.baseline - height) < 2 * MARK_RISE]


def _is_footnote_mark(line: Line, page: Page) -> bool:
    """Whether the words of a footnote start right beside a lone number and a little lower."""
    height, right = line.baseline, line.right
    for other in page.lines:
        if 1 <= height - other.baseline < MARK_RISE and 0 <= other.left - right < 3 * MARK_RISE:
            return True
    return False
