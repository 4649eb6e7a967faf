"""Many rows into a table, or many values into a statement, at once: one by one is far slower."""

from __future__ import annotations

import tempfile
from typing import TYPE_CHECKING, Any

import orjson

if TYPE_CHECKING:
    from collections.abc import Iterable

    import duckdb


def insert(con: duckdb.DuckDBPyConnection, table: str, rows: Iterable[Any]) -> int:
    """Append rows to a table, through a file of JSON, and return how many there were.

    Args:
        con: the connection, in whose transaction the rows go.
        table: the table's name with its schema.
        rows: dataclasses or dictionaries that name every column of the table.
    """
    listed = list(rows)
    if not listed:
        return 0
    with tempfile.NamedTemporaryFile(prefix="outcomes-", suffix=".json") as file:
        file.write(orjson.dumps(listed))
        file.flush()
        quoted = file.name.replace("'", "''")
        con.execute(f"COPY {table} FROM '{quoted}' (FORMAT json, ARRAY true)")
    return len(listed)


def as_json(values: Iterable[object]) -> str:
    """Return values as one parameter, for `unnest(?::JSON::VARCHAR[])`.

    DuckDB's client looks for pandas, in vain, for each element of a list that it is given.
    """
    return orjson.dumps(list(values)).decode()
