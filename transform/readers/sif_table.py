"""The table of judgements on the cover of a single-inspection report: five numbered rows, a label and a grade each.

Labels and grades wrap in their cells, and a line of the one often goes on with a line of the other. So a row's words
are taken as a whole: those of the label are taken away in their order, and what is left is the grade. Where that
leaves a row without a grade, as in a file that prints all labels before all grades, the cells are found by their place.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from transform.grades import parse_grade
from transform.readers.sif_cover import together
from transform.readers.sif_table_places import cells_beside
from transform.vocabulary import Area

if TYPE_CHECKING:
    from collections.abc import Sequence

    from transform.document import Line

_LABELS: tuple[tuple[str, Area, str], ...] = (
    ("1", Area.HELP_AND_PROTECTION, "children who need help and protection"),
    ("2", Area.LOOKED_AFTER_AND_PERMANENCE, "children looked after and achieving permanence"),
    ("2.1", Area.ADOPTION_PERFORMANCE, "adoption performance"),
    ("2.2", Area.CARE_LEAVERS, "experiences and progress of care leavers"),
    ("3", Area.LEADERSHIP_MANAGEMENT_GOVERNANCE, "leadership management and governance"),
)
# What a grade's cell can hold, to know where the last row ends.
_CELLS = ("outstanding", "good", "requires improvement to be good", "inadequate", "adequate", "not judged")
_NUMBER = re.compile(r"(?P<number>[1-3](?:\.[12])?)[.)]?(?:\s+|$|(?=[A-Z]))")
_MARK = re.compile(r"\[?[\d¹²³⁴-⁹*†‡]{1,2}\]?")
_MARKS = "0123456789¹²³⁴⁵⁶⁷⁸⁹*†‡"
# How far, in points, a grade may stand above or below its label: the outer lines of a cell of three beside one line.
_BESIDE = 32.0


@dataclass(frozen=True)
class Row:
    """A row of the table; `printed` is the grade's cell, which may hold nothing, or words that are no grade."""

    area: Area
    printed: str
    page: int
    quote: str


def table_start(lines: Sequence[Line]) -> int:
    """Return the index of the table's first line, or the number of lines when there is no table."""
    return min((start.at for start in _starts(lines)), default=len(lines))


def table_rows(lines: Sequence[Line]) -> tuple[Row, ...]:
    """Return the rows of the table on a page, in the order printed; a row that is not printed is left out."""
    starts = _starts(lines)
    ends = [*(start.at for start in starts), len(lines)][1:]
    parts = [lines[start.at : end] for start, end in zip(starts, ends, strict=True)]
    rows = tuple(_row(part, start, last=start is starts[-1]) for part, start in zip(parts, starts, strict=True))
    if rows and not all(parse_grade(row.printed) for row in rows):
        return _completed(
            rows, lines[starts[0].at :], [_label_lines(*each) for each in zip(parts, starts, strict=True)]
        )
    return rows


def _completed(rows: tuple[Row, ...], lines: Sequence[Line], labels: Sequence[Sequence[Line]]) -> tuple[Row, ...]:
    """Return the rows with the grades that stand beside them, where those are all there and none says otherwise."""
    cells = cells_beside(lines, labels) or ()
    found = tuple(
        row if parse_grade(row.printed) else _with_cell(row, cell, together(label))
        for row, cell, label in zip(rows, cells, labels, strict=False)
    )
    differs = any(
        cell and parse_grade(row.printed) not in (None, parse_grade(cell))
        for row, cell in zip(rows, cells, strict=False)
    )
    whole = len(found) == len(rows) and all(parse_grade(row.printed) for row in found)
    return found if whole and not differs else rows


def _with_cell(row: Row, cell: str, label: str) -> Row:
    """Return a row with a cell, of which the row itself may hold the first line already."""
    both = f"{row.printed} {cell}".strip()
    return replace(row, printed=both if parse_grade(both) else cell, quote=f"{label} {cell}")


def _label_lines(lines: Sequence[Line], start: _Start) -> list[Line]:
    """Return the lines that hold words of a row's label, in their order."""
    missing = list(start.label)
    found: list[Line] = []
    for line in lines:
        before = len(missing)
        for word in line.text.split():
            if missing and _plain(word) == missing[0]:
                missing.pop(0)
        if len(missing) < before:
            found.append(line)
    return found


@dataclass(frozen=True)
class _Start:
    at: int
    area: Area
    label: tuple[str, ...]


def _starts(lines: Sequence[Line]) -> list[_Start]:
    """Find the lines that a row starts on: its number, and the first words of its label there or on the next line."""
    found: list[_Start] = []
    for at, line in enumerate(lines):
        number = _NUMBER.match(line.text)
        if number is None:
            continue
        text = f"{line.text[number.end() :]} {together(lines[at + 1 : at + 2])}"
        words = [word for word in map(_plain, text.split()) if word != "the"]
        for printed, area, label in _LABELS:
            if printed == number["number"]:
                wanted = tuple(map(_plain, label.split()))
                if tuple(words[:2]) == wanted[:2]:
                    found.append(_Start(at, area, wanted))
    return found


def _row(lines: Sequence[Line], start: _Start, *, last: bool) -> Row:
    """Read a row from its lines; those of the last row end with its grade, since the table's end is not marked."""
    missing = list(start.label)
    cell: list[str] = []
    used: list[Line] = []
    label_heights: list[float] = []
    cell_heights: list[float] = []
    for line in lines:
        text = line.text if used else _NUMBER.sub("", line.text, count=1)
        words = [word for word in text.split() if not _MARK.fullmatch(word)]
        if used and not words:
            continue
        more: list[str] = []
        whole = not missing
        for word in words:
            if missing and _plain(word) == missing[0]:
                missing.pop(0)
                label_heights.append(line.baseline)
            elif not (missing and _plain(word) == "the"):
                more.append(word)
        if last and whole and not _can_be_cell([*cell, *more]):
            break
        used.append(line)
        if more:
            cell += more
            cell_heights.append(line.baseline)
    beside = all(min(label_heights) - _BESIDE <= at <= max(label_heights) + _BESIDE for at in cell_heights)
    printed = " ".join(cell) if beside and not missing else ""
    return Row(start.area, printed, lines[0].page, together(used))


def _can_be_cell(words: Sequence[str]) -> bool:
    phrase = "".join(word.casefold().strip(f".:;(){_MARKS}") for word in words)
    return any(cell.replace(" ", "").startswith(phrase) for cell in _CELLS)


def _plain(word: str) -> str:
    """A label's word without case, plural or punctuation, for reports print "experience and progress" too."""
    return word.casefold().rstrip(_MARKS).strip(",.:;").replace("&", "and").removesuffix("s")
