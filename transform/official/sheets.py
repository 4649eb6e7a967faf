"""The cells of a sheet, which keep their place."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeAlias

CellValue: TypeAlias = str | float | date | datetime


@dataclass(frozen=True)
class SheetCells:
    """A sheet: its rows from the first one on, each from its first column; an empty cell is an empty text."""

    name: str
    rows: tuple[tuple[CellValue, ...], ...]

    def address(self, row: int, column: int) -> str:
        """Return how people name a cell, such as F17, from its places counted from 0."""
        return f"{_letters(column)}{row + 1}"


def _letters(column: int) -> str:
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
