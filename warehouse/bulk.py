"""Many rows into a table at once, through a file of JSON lines: inserting them one by one is far slower."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import orjson

if TYPE_CHECKING:
    from collections.abc import Iterable

    import duckdb


def insert(con: duckdb.DuckDBPyConnection, table: str, rows: Iterable[Any]) -> int:
    """Append rows to a table and return how many there were.

    Args:
        con: the connection, in whose transaction the rows go.
        table: the table's name with its schema.
        rows: dataclasses or dictionaries that name every column of the table.
    """
    lines = [orjson.dumps(row, option=orjson.OPT_APPEND_NEWLINE) for row in rows]
    if not lines:
        return 0
    with tempfile.TemporaryDirectory(prefix="outcomes-") as folder:
        file = Path(folder) / "rows.ndjson"
        file.write_bytes(b"".join(lines))
        quoted = str(file).replace("'", "''")
        con.execute(f"COPY {table} FROM '{quoted}' (FORMAT json, ARRAY false)")
    return len(lines)
