"""The yearly table itself: which sheet it is, what its columns are, of which day it is, and its rows."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from transform.official.errors import OfficialFileError
from transform.official.files import read_sheets
from transform.official.values import OfficialValue, printed, read_day, read_grade, unmarked
from transform.printed_dates import parse_date
from transform.vocabulary import AREA_RULES, Area, Framework, Grade

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from transform.official.sheets import CellValue, SheetCells

# The names stand below a title or two; a table has none so far down.
MOST_TITLES = 40
NAME, CODE, INSPECTED, PUBLISHED, LINK = "name", "code", "inspected", "published", "link"
_FACTS = {
    "local authority name": NAME,
    "local authority": NAME,
    "local authority area code": CODE,
    "local authority code": CODE,
    "inspection date": INSPECTED,
    "publication date": PUBLISHED,
    "web link": LINK,
}
_GSS = re.compile(r"E\d{8}")
_THE_TABLE = "inspections as at"
_AS_AT = re.compile(r"\bas\s+at\s+(\d{1,2}(?:st|nd|rd|th)?\s+[a-z]+\s+\d{4})\b", re.IGNORECASE)


@dataclass(frozen=True)
class OfficialRow:
    """A row: an authority, and what the table says of its latest inspection. Cells that are missing are not there."""

    row: int
    name: OfficialValue[str]
    gss_code: str | None
    inspected_on: OfficialValue[date]
    published_on: OfficialValue[date] | None
    grades: Mapping[Area, OfficialValue[Grade]]
    link: str | None

    @property
    def says_something(self) -> bool:
        """Whether there is more in it than a name: a note below the table has its words in one cell."""
        days = [self.inspected_on.printed, self.published_on.printed if self.published_on else ""]
        return bool(self.gss_code) or any(days) or any(grade.printed for grade in self.grades.values())


@dataclass(frozen=True)
class OfficialOutcomes:
    """The table. `as_at` are the days that the file's name and titles give ("as at 31 March 2025"): one, one hopes."""

    file: str
    sheet: str
    as_at: tuple[date, ...]
    rows: tuple[OfficialRow, ...]


def read_outcomes(body: bytes, file: str) -> OfficialOutcomes:
    """Read the table from an ODS or CSV file; `file` is its name.

    Columns are found by their names, in any order, with or without a leading "The" and marks of footnotes. A date or
    a grade that cannot be read is no error, but a value that `is_read` is false of.

    Raises:
        OfficialFileError: when the file is none that holds the table, or could hold it twice.
    """
    sheet, head = _table(read_sheets(body, file), file)
    columns = _columns(sheet.rows[head], file)
    rows = tuple(
        _row(sheet, place, columns)
        for place in range(head + 1, len(sheet.rows))
        if any(cell != "" for cell in sheet.rows[place])
    )
    if not rows:
        raise OfficialFileError(f"{file} has a line of names and no rows below it.")
    return OfficialOutcomes(file, sheet.name, _as_at(file, sheet.rows[:head]), rows)


def _table(sheets: Sequence[SheetCells], file: str) -> tuple[SheetCells, int]:
    found = [(sheet, head) for sheet in sheets if (head := _head(sheet)) is not None]
    # The same file can hold the history of inspections, with the same columns.
    named = [(sheet, head) for sheet, head in found if _plain(sheet.name).startswith(_THE_TABLE)]
    chosen = named or found
    if len(chosen) == 1:
        return chosen[0]
    if chosen:
        titles = ", ".join(sheet.name for sheet, _ in chosen)
        raise OfficialFileError(f"{file} has more than one sheet that could be the table: {titles}.")
    raise OfficialFileError(
        f"{file} is not Ofsted's table of local authority inspection outcomes: no line of names has 'Local authority "
        "name', 'Inspection date' and a judgement such as 'Overall effectiveness'."
    )


def _head(sheet: SheetCells) -> int | None:
    for place, row in enumerate(sheet.rows[:MOST_TITLES]):
        kinds = {_kind(cell) for cell in row}
        if {NAME, INSPECTED} <= kinds and any(isinstance(kind, Area) for kind in kinds):
            return place
    return None


def _columns(head: Sequence[CellValue], file: str) -> dict[str | Area, int]:
    columns: dict[str | Area, int] = {}
    for place, cell in enumerate(head):
        kind = _kind(cell)
        if kind is None:
            continue
        if kind in columns:
            twice = f"'{printed(head[columns[kind]])}' and '{printed(cell)}'"
            raise OfficialFileError(f"{file} has two columns that mean the same: {twice}.")
        columns[kind] = place
    return columns


def _kind(cell: CellValue) -> str | Area | None:
    name = _plain(printed(cell))
    return _FACTS.get(name) or _AREAS.get(name)


def _plain(text: str) -> str:
    """A name in small letters, without marks, punctuation and the leading article, which not every year prints."""
    words = re.sub(r"[^a-z0-9]+", " ", unmarked(text).casefold().replace("&", " and ")).split()
    return " ".join(words[1:] if words[:1] == ["the"] else words)


_AREAS: Mapping[str, Area] = {
    _plain(rule.title): rule.area for rule in AREA_RULES if rule.framework in (Framework.ILACS, Framework.SIF)
}


def _row(sheet: SheetCells, row: int, columns: Mapping[str | Area, int]) -> OfficialRow:
    cells = sheet.rows[row]

    def cell(kind: str | Area) -> tuple[CellValue, str] | None:
        place = columns.get(kind)
        return None if place is None else (cells[place] if place < len(cells) else "", sheet.address(row, place))

    def text(kind: str) -> str:
        found = cell(kind)
        return printed(found[0]) if found else ""

    return OfficialRow(
        row=row + 1,
        name=OfficialValue(sheet.address(row, columns[NAME]), text(NAME), unmarked(text(NAME))),
        gss_code=code if _GSS.fullmatch(code := text(CODE).upper()) else None,
        inspected_on=read_day(*(cell(INSPECTED) or ("", ""))),
        published_on=read_day(*found) if (found := cell(PUBLISHED)) else None,
        grades={kind: read_grade(*found) for kind in columns if isinstance(kind, Area) and (found := cell(kind))},
        link=text(LINK) or None,
    )


def _as_at(file: str, titles: Sequence[Sequence[CellValue]]) -> tuple[date, ...]:
    texts = [re.sub(r"[_\-\s]+", " ", file), *(printed(cell) for row in titles for cell in row)]
    days = (parse_date(match[1]) for text in texts for match in _AS_AT.finditer(text))
    return tuple(sorted({day for day in days if day}))
