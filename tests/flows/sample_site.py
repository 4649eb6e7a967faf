"""What tests of the site look at: the published file, and the files of a folder."""

from __future__ import annotations

from pathlib import Path

import duckdb


def opened(published: Path) -> duckdb.DuckDBPyConnection:
    con = duckdb.connect(str(published), read_only=True)
    con.execute("SET TimeZone = 'UTC'")
    return con


def files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}
