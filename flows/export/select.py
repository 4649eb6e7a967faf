"""The queries that an export asks of the published file: the same rows in the same order, whatever the format."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from flows.export.keys import KEYS
from flows.export.views import Column, Kind, View

_PARQUET = {
    # A sum of whole numbers is wider than what other programs know as a whole number.
    Kind.INTEGER: "{name}::BIGINT",
    Kind.TEXT: "{name}::VARCHAR",
    Kind.JSON_LIST: "to_json({name})::VARCHAR",
    Kind.JSON_OBJECT: "to_json({name})::VARCHAR",
}
_TEXT = {
    Kind.TIME: "strftime({name} AT TIME ZONE 'UTC', '%Y-%m-%dT%H:%M:%S.%fZ')",
    Kind.LIST: "to_json({name})::VARCHAR",
    Kind.JSON_LIST: "to_json({name})::VARCHAR",
    Kind.JSON_OBJECT: "to_json({name})::VARCHAR",
}
_CELL = {
    # A workbook's times have no zone; the dictionary says that they are in UTC.
    Kind.TIME: "({name} AT TIME ZONE 'UTC')",
    Kind.TEXT: "{name}::VARCHAR",
    Kind.LIST: "array_to_string({name}, '; ')",
    Kind.JSON_LIST: "to_json({name})::VARCHAR",
    Kind.JSON_OBJECT: "to_json({name})::VARCHAR",
}


_UNORDERED = frozenset({Kind.JSON_LIST, Kind.JSON_OBJECT})


def for_parquet(view: View) -> str:
    """Return the query for a view's rows with types that every reader of Parquet knows."""
    return _query(view, lambda column: _PARQUET.get(column.kind, "{name}"))


def for_csv(view: View) -> str:
    """Return the query for a view's rows with every value as text: ISO dates, times in UTC, lists as JSON."""
    return _query(view, lambda column: _TEXT.get(column.kind, "{name}::VARCHAR"))


def for_workbook(view: View, first: Sequence[str]) -> str:
    """Return the query for a view's rows as a workbook's cells: times without a zone, lists as one text.

    The rows stand in the order of the columns `first`, some with DESC behind their name, and only then of the key.
    """
    return _query(view, lambda column: _CELL.get(column.kind, "{name}"), first)


def _query(view: View, expression: Callable[[Column], str], first: Sequence[str] = ()) -> str:
    columns = ", ".join(
        f"{expression(column).format(name=_of(column.quoted))} AS {column.quoted}" for column in view.columns
    )
    key = KEYS.get(view.name, ())
    # By the view's own columns: ordered as text, 10 would stand before 2. Some rows have a null in their key, and some
    # views have no key: the other columns make the order certain.
    others = [column for column in view.columns if column.name not in key and column.kind not in _UNORDERED]
    by = [f"rows.{name}" for name in (*first, *key)] + [_of(column.quoted) for column in others]
    return f'SELECT {columns} FROM "{view.name}" AS rows ORDER BY {", ".join(by)}'


def _of(quoted: str) -> str:
    return f"rows.{quoted}"
