"""The cover pages of single-inspection reports: where they stand, and the reports that one file holds.

A file can hold two reports, each with a cover of its own: the council's, and the review of its safeguarding
children board, published a week apart and bound together.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from transform.document import Document, Line, Page
from transform.furniture import furniture
from transform.readers.printed_labels import BEFORE_DATE, COLON, DATES
from transform.readers.printed_names import is_no_name, name_of_lines, printed_name

if TYPE_CHECKING:
    from collections.abc import Sequence

INSPECTION_DATES = re.compile(rf"{DATES}(?:\s*:\s*|{COLON}{BEFORE_DATE})", re.IGNORECASE)
ROW_ONE = re.compile(r"1\.?\s+children who need help (?:and|&)(?!\w)", re.IGNORECASE)

_MARK = r"[\d¹²³⁴-⁹]{0,2}(?!\w)"  # of a footnote
_TITLE = re.compile(
    r"(?P<again>re[-‐-―]?\s?)?inspection of (?:the )?services for children in need of help (?:and|&) protection[,;]? "
    rf"(?:and )?children looked after (?:and|&) care leavers{_MARK}",
    re.IGNORECASE,
)
_BOARD = re.compile(
    r"(?:review|inspection) of the effectiveness of (?:the )?local safeguarding children(?:['’‘]?s)? board",
    re.IGNORECASE,
)
_AND_BOARD = re.compile(rf"\W*(?:(?:and|&) (?:the )?)?{_BOARD.pattern}{_MARK}", re.IGNORECASE)
_ANY_TITLE = re.compile(r"(?:re-?\s?)?(?:inspection|review)s? of\b|joint [\w ]{0,40}inspections? of\b", re.IGNORECASE)
# A word of the title, which few of the reports and letters of other kinds print on their first pages.
_TITLE_WORD = re.compile(r"\blooked\b", re.IGNORECASE)
_COVER_WITHIN = 2
_TITLE_LINES = 9
_BOARD_TITLE_LINES = 5
_DATES_WITHIN = 12


@dataclass(frozen=True)
class Cover:
    """The page that carries a report's title, without its furniture; `title_at` indexes the title's first line.

    `left_out` is the furniture of the whole report. `again` says that the title is that of a re-inspection,
    `with_board` that it announces the review of the safeguarding children board as part of the report.
    """

    page: Page
    left_out: frozenset[Line]
    title_at: int
    again: bool
    with_board: bool


def find_cover(document: Document) -> Cover | None:
    """Return the cover of a single-inspection report when it stands on one of the first pages, else None.

    The title alone does not do: letters about later visits name the inspection too. A cover also prints the
    inspection's dates or the first row of the judgements.
    """
    for page in document.pages[:_COVER_WITHIN]:
        if not _TITLE_WORD.search(page.text):
            continue
        if not any(INSPECTION_DATES.match(line.text) or ROW_ONE.match(line.text) for line in page.lines):
            continue
        left_out = furniture(document)
        bare, found = _find_title(page, left_out, _TITLE)
        if found:
            at, match = found
            below = together(bare.lines[at : at + _TITLE_LINES + _BOARD_TITLE_LINES])
            return Cover(bare, left_out, at, match["again"] is not None, _BOARD.search(below) is not None)
    return None


def find_board_cover(report: Document) -> Cover | None:
    """Return the cover of a review of a safeguarding children board when a report starts with it, else None."""
    left_out = furniture(report)
    bare, found = _find_title(report.pages[0], left_out, _BOARD)
    return Cover(bare, left_out, found[0], again=False, with_board=True) if found else None


def reports(document: Document) -> tuple[tuple[Document, Cover | None], ...]:
    """Return the reports that a file holds, in the order printed; their pages keep the numbers of the file.

    Each comes with its cover where that is of a single-inspection report, as from `find_cover`.
    """
    cover = find_cover(document)
    starts = [0]
    for index, page in enumerate(document.pages):
        if cover and page.number > cover.page.number and _starts_report(page):
            starts.append(index)
    if len(starts) == 1:
        return ((document, cover),)
    ends = [*starts[1:], len(document.pages)]
    parts = [Document(document.pages[start:end]) for start, end in zip(starts, ends, strict=True)]
    return tuple((part, find_cover(part)) for part in parts)


def provider(cover: Cover) -> str | None:
    """Return the name that stands above the title, as printed, or below it and above the dates; None when unsure."""
    lines = cover.page.lines
    above = [line.text for line in lines[: cover.title_at]]
    if any(not is_no_name(text) for text in above):
        return name_of_lines(above)
    dates_at = next((at for at, line in enumerate(lines) if INSPECTION_DATES.match(line.text)), 0)
    title = _TITLE.match(_words(lines[cover.title_at : dates_at]))
    return printed_name(_AND_BOARD.sub("", title.string[title.end() :], count=1)) if title else None


def together(lines: Sequence[Line]) -> str:
    """Return the lines' text on one line, with single spaces."""
    return " ".join(" ".join(line.text for line in lines).split())


def _words(lines: Sequence[Line]) -> str:
    """Return the lines' text without the lone numbers among them: a page's, or a footnote's mark."""
    return together([line for line in lines if not line.text.strip().isdigit()])


def _find_title(
    page: Page, left_out: frozenset[Line], title: re.Pattern[str]
) -> tuple[Page, tuple[int, re.Match[str]] | None]:
    """Return a page without its furniture, and where a title stands on it."""
    lines = tuple(line for line in page.lines if line not in left_out)
    for at in range(len(lines)):
        match = title.match(_words(lines[at : at + _TITLE_LINES]))
        if match:
            return replace(page, lines=lines), (at, match)
    return page, None


def _starts_report(page: Page) -> bool:
    """Whether a page has the title of a report and, soon below it, the dates of its inspection."""
    titles = [at for at, line in enumerate(page.lines) if _ANY_TITLE.match(line.text)]
    if not titles:
        return False
    dates = [at for at, line in enumerate(page.lines) if INSPECTION_DATES.match(line.text)]
    return any(0 < date - title <= _DATES_WITHIN for title in titles for date in dates)
