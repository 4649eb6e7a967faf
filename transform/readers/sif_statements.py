"""Every statement of a grade in a single-inspection report: on its cover, in its headings and in its summaries."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

from transform.readers.sif_forms import (
    BOARD_FORMS,
    BOARD_SECTION_FORMS,
    COUNCIL_FORMS,
    COVER_FORMS,
    Form,
    Forms,
    Place,
    grade_of,
)
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
    pages = [
        [line for line in page.lines if line not in cover.left_out]
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


def board_statements(report: Document, cover: Cover) -> tuple[Statement, ...]:
    """Return all statements of the grade in a report on nothing but a safeguarding children board."""
    return tuple(_matching([line for line in report.lines if line not in cover.left_out], BOARD_FORMS))


def _of_row(row: Row) -> Statement:
    return Statement(row.area, grade_of(row.printed), row.printed, row.page, row.quote, Place.COVER_TABLE)


def _board_part(lines: Sequence[Line]) -> int:
    """Return where the board's part starts: at its heading with the grade, which is set bold or under its title."""
    run = _run(lines)
    for at in _openings(run, BOARD_SECTION_FORMS):
        if any(_statement(run, at, form) for form in BOARD_SECTION_FORMS.each):
            titles = lines[max(0, at - _HEADING_WITHIN) : at]
            if lines[at].bold or any(_BOARD_HEADING.fullmatch(title.text) for title in titles):
                return at
    return len(lines)


@dataclass(frozen=True)
class _Run:
    """Lines as one text with spaces between them; `starts` says where each starts, and where one more would."""

    lines: Sequence[Line]
    text: str
    starts: list[int]

    def end(self, at: int) -> int:
        """Return where the text of a line ends."""
        return self.starts[at + 1] - 1


def _run(lines: Sequence[Line]) -> _Run:
    texts = [line.text for line in lines]
    return _Run(lines, " ".join(texts), list(accumulate((len(text) + 1 for text in texts), initial=0)))


def _openings(run: _Run, forms: Forms) -> list[int]:
    """Return the lines that begin as a form does."""
    opens = forms.opening.match
    return [at for at, start in enumerate(run.starts[:-1]) if opens(run.text, start)]


def _matching(lines: Sequence[Line], forms: Forms) -> Iterator[Statement]:
    run = _run(lines)
    for at in _openings(run, forms):
        found = (_statement(run, at, form) for form in forms.each)
        first = next((statement for statement in found if statement), None)
        if first:
            yield first


def _statement(run: _Run, at: int, form: Form) -> Statement | None:
    """Return the statement that starts at a line, when a sentence or a heading ends at its grade."""
    beyond = min(at + _LONGEST_LINES, len(run.lines))
    match = form.pattern.match(run.text, run.starts[at], run.end(beyond - 1))
    if match is None:
        return None
    end = _TAIL.match(run.text, match.end(), run.end(beyond - 1))
    if end is None:
        return None
    last = bisect_right(run.starts, end.end()) - 1
    within = end.end() < run.end(last)
    if end["closed"] is None and (within or _goes_on(run.lines[last + 1 : min(last + 2, beyond)])):
        return None
    place = Place.SUMMARY if form.place is Place.SECTION and within else form.place
    return Statement(form.area, grade_of(match["grade"]), match["grade"], run.lines[at].page, match[0], place)


def _goes_on(following: Sequence[Line]) -> bool:
    return any(line.text[0].islower() and not line.text.startswith("because") for line in following)
