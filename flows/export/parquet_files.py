"""Views as Parquet files, with types that every reader of Parquet knows."""

from __future__ import annotations

from pathlib import Path

import duckdb

from flows.export.select import for_parquet
from flows.export.views import ATTRIBUTION, View


def write_parquet(con: duckdb.DuckDBPyConnection, view: View, path: Path) -> int:
    """Write a view's rows to a Parquet file, and return how many rows there are.

    Days are DATE, times TIMESTAMP in UTC, lists of texts are lists; maps and records are JSON in a text.
    """
    metadata = f"{{description: {_literal(view.meaning)}, licence: {_literal(ATTRIBUTION)}}}"
    options = f"FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 122880, KV_METADATA {metadata}"
    (rows,) = con.execute(f"COPY ({for_parquet(view)}) TO {_literal(str(path))} ({options})").fetchall()
    return int(rows[0])


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
