"""The sheets of a spreadsheet file (ODS, XLSX) or of a CSV file, as cells that keep their place."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TypeAlias

from python_calamine import CalamineError, CalamineWorkbook

from transform.official.errors import OfficialFileError

CellValue: TypeAlias = str | float | bool | date | datetime | time | timedelta
OF_ZIP = b"PK\x03\x04"
# What people save as a CSV file from Windows is not always UTF-8.
ENCODINGS = ("utf-8-sig", "cp1252")


@dataclass(frozen=True)
class SheetCells:
    """A sheet: its rows from the first one on, each from its first column; an empty cell is an empty text."""

    name: str
    rows: tuple[tuple[CellValue, ...], ...]

    def address(self, row: int, column: int) -> str:
        """Return how people name a cell, such as F17, from its places counted from 0."""
        return f"{_letters(column)}{row + 1}"


def read_sheets(body: bytes, name: str) -> tuple[SheetCells, ...]:
    """Return the sheets of a file; repeated cells are there as often as they stand, merged ones once.

    Raises:
        OfficialFileError: when it is neither a spreadsheet nor a CSV file.
    """
    if not body:
        raise OfficialFileError(f"{name} is empty.")
    return _of_workbook(body, name) if body.startswith(OF_ZIP) else (_of_csv(body, name),)


def _of_workbook(body: bytes, name: str) -> tuple[SheetCells, ...]:
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(body))
        return tuple(
            SheetCells(title, tuple(map(tuple, book.get_sheet_by_name(title).to_python(skip_empty_area=False))))
            for title in book.sheet_names
        )
    except (CalamineError, ValueError, OSError) as error:
        first = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise OfficialFileError(f"{name} is no ODS or XLSX file that can be read ({first}).") from error


def _of_csv(body: bytes, name: str) -> SheetCells:
    text = _text(body)
    if text is None or "\0" in text:
        raise OfficialFileError(f"{name} is neither an ODS or XLSX file nor a CSV file.")
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    except csv.Error as error:
        raise OfficialFileError(f"{name} is no CSV file that can be read ({error}).") from error
    return SheetCells("", tuple(map(tuple, rows)))


def _text(body: bytes) -> str | None:
    for encoding in ENCODINGS:
        try:
            return body.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


def _letters(column: int) -> str:
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
