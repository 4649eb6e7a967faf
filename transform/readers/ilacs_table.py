"""The table of judgements on an ILACS report's first page, read by where its words stand.

The table has two columns. Its lines come in any order: a label goes over one, two or three lines, its grade over one
or two beside any of them, and a row whose halves stand level comes as one line. So a label and a grade are paired
when they stand at the same height, and a row where that leaves a choice is not read.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from statistics import median
from typing import TYPE_CHECKING

from transform.readers.ilacs_areas import area_of, begins_area

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from transform.document import Document, Line, Page

FIRST_PAGES = 2
HEADER = re.compile(r"judge?ments?\s+grades?", re.IGNORECASE)
_LEFT_HEADER = re.compile(r"judge?ments?", re.IGNORECASE)
_RIGHT_HEADER = re.compile(r"grades?", re.IGNORECASE)
_HEADER_GRADE_WIDTH = 6.4  # of "Grade" in bold, in usual characters
_LEADING = 2.5  # of a paragraph, in usual characters: the size that a file gives for its type is not always the printed
_COLUMN_SLACK = 30.0
_LEVEL = 4.0
_GRADE_WORDS = (
    r"(?=[A-Z])(?i:outstanding|good|inadequate|adequate|not judged|requires? improvement(?: to(?: be(?: good)?)?)?)"
)
_GRADE_CELL = re.compile(
    rf"{_GRADE_WORDS}|(?i:(?:(?:improvement )?to )?be good|improvement(?: to(?: be)?)?|requires|to be)"
)
_UNFINISHED_GRADE = re.compile(r"requires?|.* (?:to|be)", re.IGNORECASE)
_LABEL_AND_GRADE = re.compile(rf"(?P<label>\S.*?)[\s(‘“•|:–—-]+(?P<grade>{_GRADE_WORDS})")
# What may be printed around a label or a grade: brackets, stops and the marks of footnotes.
_AROUND = " .:;()‘’“”'\"•|–—-"
_MARK = re.compile(r"(?<=[^\W\d_])(?:[.:)]?\s?\[?\d{1,2}\]?$|[.:)]?\s?[¹²³⁴-⁹*†‡]$|\d{1,2}(?=\s)|[¹²³⁴-⁹*†‡](?=\s))")
_WIDEST_GAP = 3.2  # in lines: rows of a table stand closer


@dataclass(frozen=True)
class Row:
    """A row of the table: its label and grade as printed; `grade` is None where no single grade stands beside it."""

    label: str
    grade: str | None
    page: int


@dataclass(frozen=True)
class Table:
    """The rows of the table, and the lines that it is made of."""

    rows: tuple[Row, ...]
    lines: frozenset[Line]


@dataclass
class _Cell:
    """A label or a grade while its lines are gathered; `top` and `bottom` are the baselines of its outer lines."""

    top: float
    texts: list[str]
    bottom: float = field(init=False)

    def __post_init__(self) -> None:
        self.bottom = self.top

    def add(self, text: str, baseline: float) -> None:
        self.texts.append(text)
        self.bottom = baseline

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.texts).split())


def read_table(document: Document, left_out: frozenset[Line]) -> Table | None:
    """Return the table of judgements, or None where the first pages have none; `left_out` are the pages' furniture.

    A table that goes over the foot of its page is read on from the top of the next.
    """
    pages = document.pages[: FIRST_PAGES + 1]
    for index, page in enumerate(pages[:FIRST_PAGES]):
        start = _start(page)
        if start is None:
            continue
        header, column = start
        rows, lines, ended = _read_page(page, header, column, left_out)
        if not ended and index + 1 < len(pages):
            more, further, _ = _read_page(pages[index + 1], None, column, left_out)
            rows, lines = rows + more, lines + further
        return Table(tuple(rows), frozenset(lines))
    return None


def _start(page: Page) -> tuple[float, float] | None:
    """Return the height of the table's header and where its second column starts, or None without a table.

    A table without its header line is one where areas and grades stand in two columns all the same.
    """
    pitch = _pitch(page)
    for line in page.lines:
        if HEADER.fullmatch(line.text):
            return line.baseline, line.right - _HEADER_GRADE_WIDTH * pitch
        if _RIGHT_HEADER.fullmatch(line.text) and any(
            _LEFT_HEADER.fullmatch(other.text) and abs(other.baseline - line.baseline) < _LEVEL for other in page.lines
        ):
            return line.baseline, line.left
    heights = [line.baseline for line in page.lines if begins_area(line.text)]
    columns = [line.left for line in page.lines if _GRADE_CELL.fullmatch(_bare(line.text))]
    ends = ((line, _LABEL_AND_GRADE.fullmatch(_bare(line.text))) for line in page.lines)
    columns = columns or [line.right - len(both["grade"]) * pitch for line, both in ends if both]
    if len(heights) > 1 and columns:
        return max(heights) + _LEVEL, median(columns)
    return None


def _pitch(page: Page) -> float:
    """Return the width of the page's usual character, in points."""
    return median([(line.right - line.left) / len(line.text) for line in page.lines] or [1.0])


def _read_page(
    page: Page, header: float | None, column: float, left_out: frozenset[Line]
) -> tuple[list[Row], list[Line], bool]:
    below = [
        line
        for line in page.lines
        if line not in left_out and (header is None or line.baseline < header - _LEVEL / 2)
        if any(map(str.isalpha, line.text))
    ]
    below.sort(key=lambda line: (-round(line.baseline), line.left))
    own = [
        line.left
        for line in below
        if _GRADE_CELL.fullmatch(_bare(line.text)) and abs(line.left - column) < _COLUMN_SLACK
    ]
    column = median(own) if own else column
    pitch = _pitch(page)
    labels: list[_Cell] = []
    grades: list[_Cell] = []
    used: list[Line] = []
    ended = False
    for line, label, grade in _split(below, column, pitch):
        if (label is None and grade is None) or _is_past_the_table(labels, grades, line, label, pitch):
            ended = True
            break
        used.append(line)
        if label:
            _gather(labels, label, line.baseline, goes_on=bool(labels) and _goes_on(labels[-1], label))
        if grade:
            unfinished = bool(grades) and _UNFINISHED_GRADE.fullmatch(grades[-1].text) is not None
            _gather(grades, grade, line.baseline, goes_on=bool(grades) and (unfinished or grade[0].islower()))
    return list(_paired(labels, grades, page.number, _LEADING * pitch)), used, ended


def _bare(text: str) -> str:
    return _MARK.sub("", text.strip(_AROUND)).strip(_AROUND)


def _split(lines: Iterable[Line], column: float, pitch: float) -> Iterator[tuple[Line, str | None, str | None]]:
    """Give each line's part of the left and of the right column; neither for a line that runs across both."""
    for line in lines:
        text = _bare(line.text)
        both = _LABEL_AND_GRADE.fullmatch(text)
        if line.left > column - _COLUMN_SLACK / 2:
            yield line, None, text
        elif both and _ends_in_column(line, len(both["grade"]) * pitch, column):
            yield line, both["label"], both["grade"]
        elif line.right < column + _COLUMN_SLACK / 2:
            yield line, text, None
        else:
            yield line, None, None


def _ends_in_column(line: Line, width: float, column: float) -> bool:
    """Say whether the grade that ends a line, of this width, starts where the column does."""
    return abs(line.right - width - column) < _COLUMN_SLACK


def _is_past_the_table(
    labels: Sequence[_Cell], grades: Sequence[_Cell], line: Line, label: str | None, pitch: float
) -> bool:
    """Say whether a line stands far below the table, or follows a label that names nothing and has no grade."""
    bottom = min((cell.bottom for cell in (*labels, *grades)), default=None)
    if bottom is not None and bottom - line.baseline > _WIDEST_GAP * _LEADING * pitch:
        return True
    if label and labels and not _goes_on(labels[-1], label) and area_of(labels[-1].text) is None:
        return not any(cell.bottom <= labels[-1].top + pitch for cell in grades)
    return False


def _goes_on(last: _Cell, label: str) -> bool:
    """Say whether a line goes on with the label above it; rows start with a capital letter or as areas do."""
    if begins_area(label):
        return False
    return label[0].islower() or (begins_area(last.text) and area_of(last.text) is None)


def _gather(cells: list[_Cell], text: str, baseline: float, *, goes_on: bool) -> None:
    if goes_on:
        cells[-1].add(text, baseline)
    else:
        cells.append(_Cell(baseline, [text]))


def _paired(labels: Sequence[_Cell], grades: Sequence[_Cell], page: int, leading: float) -> Iterator[Row]:
    beside = [[grade for grade in grades if _level(label, grade, leading)] for label in labels]
    for label, candidates in zip(labels, beside, strict=True):
        sole = len(candidates) == 1 and sum(candidates[0] in others for others in beside) == 1
        if sole or area_of(label.text):
            yield Row(label.text, candidates[0].text if sole else None, page)


def _level(label: _Cell, grade: _Cell, leading: float) -> bool:
    slack = 0.6 * leading
    return label.bottom - slack <= grade.top <= label.top + slack
