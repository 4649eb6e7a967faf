"""Every statement of a grade in a single-inspection report: on its cover, in its headings and in its summaries."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from transform.furniture import furniture
from transform.readers.sif_forms import BOARD_FORMS, COUNCIL_FORMS, COVER_FORMS, Form, Place, grade_of
from transform.readers.sif_table import Row, table_rows, table_start
from transform.vocabulary import Area, Grade

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from transform.document import Document, Line
    from transform.readers.sif_cover import Cover

_LONGEST_LINES = 6
# What ends a statement: a full stop or colon, a footnote's mark, the end of the line, or the reason that follows.
_TAIL = re.compile(r"(?: and is not yet good)?(?:(?P<closed>[.:]\d?(?=\s|$)|,? (?:because|as)\b)|\d?(?=\s|$))")
_BOARD_HEADING = re.compile(
    r"(?:section 2\b.*|the local safeguarding children(?:['’]?s)? board(?: \(lscb\))?)", re.IGNORECASE
)
_HEADING_WITHIN = 4


@dataclass(frozen=True)
class Statement:
    """A grade as one place prints it; `grade` is None when the words are not of the scale."""

    area: Area
    grade: Grade | None
    printed: str
    page: int
    quote: str
    place: Place


def statements(document: Document, cover: Cover) -> tuple[Statement, ...]:
    """Return all statements of grades in a report, in the order printed.

    What is said of the safeguarding children board is read from its own part of the report and from the cover; from
    the start of that part on, nothing is taken as said of the council. The cover's table may go on over the page.
    """
    left_out = furniture(document)
    pages = [
        [line for line in page.lines if line not in left_out]
        for page in document.pages
        if page.number > cover.page.number
    ]
    front = list(cover.page.lines)
    if pages and len(table_rows([*front, *pages[0]])) > len(table_rows(front)):
        front += pages.pop(0)
    body = [line for page in pages for line in page]
    table_at = table_start(front)
    board_at = _board_part(body)
    below = front[table_at:]
    return (
        *_matching(front[:table_at], COVER_FORMS),
        *(_of_row(row) for row in table_rows(front)),
        *(one for one in _matching(below, COVER_FORMS) if one.area is Area.LSCB_EFFECTIVENESS),
        *_matching([*below, *body[:board_at]], COUNCIL_FORMS),
        *_matching(body[board_at:], BOARD_FORMS),
    )


def board_statements(report: Document) -> tuple[Statement, ...]:
    """Return all statements of the grade in a report on nothing but a safeguarding children board."""
    left_out = furniture(report)
    return tuple(_matching([line for line in report.lines if line not in left_out], BOARD_FORMS))


def _of_row(row: Row) -> Statement:
    return Statement(row.area, grade_of(row.printed), row.printed, row.page, row.quote, Place.COVER_TABLE)


def _board_part(lines: Sequence[Line]) -> int:
    """Return where the board's part starts: at its heading with the grade, which is set bold or under its title."""
    for at, line in enumerate(lines):
        titles = lines[max(0, at - _HEADING_WITHIN) : at]
        titled = any(_BOARD_HEADING.fullmatch(title.text) for title in titles)
        for form in BOARD_FORMS:
            if form.place is Place.SECTION and (line.bold or titled) and _statement(lines, at, form):
                return at
    return len(lines)


def _matching(lines: Sequence[Line], forms: Sequence[Form]) -> Iterator[Statement]:
    for at in range(len(lines)):
        found = (_statement(lines, at, form) for form in forms)
        first = next((statement for statement in found if statement), None)
        if first:
            yield first


def _statement(lines: Sequence[Line], at: int, form: Form) -> Statement | None:
    """Return the statement that starts at a line, when a sentence or a heading ends at its grade."""
    candidates = lines[at : at + _LONGEST_LINES]
    text = ""
    ends: list[int] = []
    for line in candidates:
        text = f"{text} {line.text}" if text else line.text
        ends.append(len(text))
    match = form.pattern.match(text)
    if match is None:
        return None
    end = _TAIL.match(text, match.end())
    if end is None:
        return None
    last = next((place for place, each in enumerate(ends) if each >= end.end()), len(ends) - 1)
    if end["closed"] is None and (end.end() < ends[last] or _goes_on(candidates[last + 1 : last + 2])):
        return None
    quote = text[: match.end()]
    place = Place.SUMMARY if form.place is Place.SECTION and end.end() < ends[last] else form.place
    return Statement(form.area, grade_of(match["grade"]), match["grade"], candidates[0].page, quote, place)


def _goes_on(following: Sequence[Line]) -> bool:
    return any(line.text[0].islower() and not line.text.startswith("because") for line in following)
