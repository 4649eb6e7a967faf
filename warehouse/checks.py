"""The checks of a finished build: SQL files that return the rows that should not be there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from warehouse.errors import FailedCheck
from warehouse.resources import SqlFile, sql_files

if TYPE_CHECKING:
    import duckdb

MOST_ROWS = 5


def run_checks(con: duckdb.DuckDBPyConnection) -> tuple[FailedCheck, ...]:
    """Run all checks on a build and return those that found rows."""
    return tuple(failed for check in sql_files("checks") if (failed := run_check(con, check)))


def run_check(con: duckdb.DuckDBPyConnection, check: SqlFile) -> FailedCheck | None:
    """Run one check on a build; return it with the first rows that it found, or None when it found none."""
    rows = con.execute(check.text).fetchall()
    if not rows:
        return None
    shown = tuple(sorted(" ".join(map(str, row)) for row in rows)[:MOST_ROWS])
    return FailedCheck(check.name, check.says.rstrip("."), shown, len(rows))
