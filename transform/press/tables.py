"""Grades that stand in a table: an area, and beside it one grade, or one for each inspection that the table compares.

A row is a paragraph with its cells joined by " | ". Where a row has more than one grade, only a heading that dates
every column says which is this inspection's; an undated one leaves the row unread.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from transform.press.areas import Scope, named_areas
from transform.press.cues import MONTHS, YEAR
from transform.press.mentions import Mention, MentionKind, grades_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from transform.press.spans import Sentence

_THIS = re.compile(r"\b(?:this|current|latest|new|now)\b")
_BEFORE = re.compile(r"\b(?:last|previous|earlier|before|prior|old)\b")


@dataclass(frozen=True)
class Cell:
    """A table's cell: its text, plain and in lower case, and where it starts in the release."""

    text: str
    start: int


@dataclass(frozen=True)
class TableGrade:
    """A row's area and the grade that its column gives it, or, where `current` is false, gave it before.

    `area` counts from `area_start`, `grade` from `grade_start` (characters of the release).
    """

    area: Mention
    area_start: int
    grade: Mention
    grade_start: int
    current: bool
    when: str | None


@dataclass(frozen=True)
class Tables:
    """What a release's tables give, and the paragraphs that are rows of them."""

    grades: tuple[TableGrade, ...]
    paragraphs: frozenset[int]


def tables(rows: tuple[Sentence, ...], scope: Scope) -> Tables:
    """Read the rows of tables, given the sentences of a release in order."""
    grades: list[TableGrade] = []
    paragraphs: set[int] = set()
    heading: list[Cell] = []
    last = None
    for sentence in rows:
        if " | " not in f"{sentence.text} " or not sentence.whole:
            continue
        if last is None or sentence.paragraph != last + 1:
            heading = []
        last = sentence.paragraph
        cells = _cells(sentence)
        if not heading and not _is_grade(cells[-1]):
            heading = cells
        elif any(_is_grade(cell) for cell in cells[1:]):
            paragraphs.add(sentence.paragraph)
            grades += _row(cells, heading, scope)
    return Tables(tuple(grades), frozenset(paragraphs))


def _cells(sentence: Sentence) -> list[Cell]:
    cells: list[Cell] = []
    at = 0
    for part in sentence.text.split("|"):
        cells.append(Cell(part.strip(), sentence.start + at + len(part) - len(part.lstrip())))
        at += len(part) + 1
    return cells


def _grade(cell: Cell) -> Mention | None:
    found = list(grades_in(cell.text))
    bare = len(found) == 1 and not re.sub(r"\W", "", cell.text[: found[0].start] + cell.text[found[0].end :])
    return found[0] if bare else None


def _is_grade(cell: Cell) -> bool:
    return _grade(cell) is not None


def _area(cell: Cell) -> Mention | None:
    found = named_areas(cell.text)
    if len(found) == 1 and not re.sub(r"\bthe\b|\W|\d", "", cell.text[: found[0].start] + cell.text[found[0].end :]):
        area = found[0]
        return Mention(MentionKind.AREA, area.start, area.end, name=area.name, formal=area.formal)
    return None


def _row(cells: list[Cell], heading: list[Cell], scope: Scope) -> Iterator[TableGrade]:
    area = _area(cells[0])
    graded = [(number, cell) for number, cell in enumerate(cells) if number and cell.text]
    if area is None or not all(_is_grade(cell) for _, cell in graded):
        return
    ages = {number: _age(heading[number], scope) for number, _ in graded if number < len(heading)}
    if len(graded) == 1:
        ages = {graded[0][0]: ages.get(graded[0][0]) or (True, None)}
    if len(ages) < len(graded) or None in ages.values() or sum(age[0] for age in ages.values() if age) > 1:
        return
    for number, cell in graded:
        grade, age = _grade(cell), ages[number]
        if grade and age:
            yield TableGrade(area, cells[0].start, grade, cell.start, *age)


def _age(cell: Cell, scope: Scope) -> tuple[bool, str | None] | None:
    """Whether a column is this inspection's, and its date as printed; None when its heading does not say."""
    year = YEAR.search(cell.text)
    if year and scope.earliest and scope.latest:
        month = MONTHS.index(year[1]) + 1 if year[1] else 12
        current = (int(year[2]), month) >= (scope.earliest.year, scope.earliest.month)
        return current, year[0]
    if _THIS.search(cell.text) and not year:
        return True, None
    return (False, None) if _BEFORE.search(cell.text) else None
