"""Views as CSV files: RFC 4180, UTF-8, and no cell that a spreadsheet program would run as a formula."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import duckdb

from flows.export.select import for_csv
from flows.export.views import Kind, View

ROWS_AT_ONCE = 5000

_MARK = "'"
_INVISIBLE = r"\s\x00-\x1f\x7f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff"
# Spreadsheet programs know a formula by its first character, and some pass over blanks and invisible ones before it.
# What begins with the mark itself is marked as well, so that the mark can be taken off again.
_RISKY = re.compile(rf"['\t\r\n]|[{_INVISIBLE}]*[=+\-@＝＋－＠]")
_NEEDS_QUOTES = re.compile(r'[",\r\n]|^\s|\s$|^$')


def neutralised(text: str) -> str:
    """Return a text with an apostrophe before it where a spreadsheet program could take it for a formula.

    A text that begins with an apostrophe gets another: to have the original, take one off wherever there is one.
    """
    return _MARK + text if _RISKY.match(text) else text


def write_csv(con: duckdb.DuckDBPyConnection, view: View, path: Path) -> int:
    """Write a view's rows to a CSV file with a line of names, and return how many rows there are.

    A null is an empty cell and an empty text a pair of quotes. Numbers and dates are never marked, so that a negative
    number stays a number.
    """
    texts = [column.kind is Kind.TEXT for column in view.columns]
    rows = 0
    found = con.execute(for_csv(view))
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write(_line([column.name for column in view.columns]))
        while many := found.fetchmany(ROWS_AT_ONCE):
            rows += len(many)
            file.writelines(
                _line([neutralised(cell) if text and cell else cell for cell, text in zip(row, texts, strict=True)])
                for row in many
            )
    return rows


def _line(cells: Sequence[str | None]) -> str:
    return ",".join("" if cell is None else _quoted(cell) for cell in cells) + "\r\n"


def _quoted(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"' if _NEEDS_QUOTES.search(cell) else cell
