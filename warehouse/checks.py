"""The checks of a finished build: SQL files that return the rows that should not be there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from warehouse.errors import FailedCheck
from warehouse.resources import sql_files

if TYPE_CHECKING:
    import duckdb

MOST_ROWS = 5


def run_checks(con: duckdb.DuckDBPyConnection) -> tuple[FailedCheck, ...]:
    """Run all checks on a build and return those that found rows."""
    failed = []
    for check in sql_files("checks"):
        rows = con.execute(check.text).fetchall()
        if rows:
            shown = tuple(sorted(" ".join(map(str, row)) for row in rows)[:MOST_ROWS])
            failed.append(FailedCheck(check.name, check.says.rstrip("."), shown, len(rows)))
    return tuple(failed)
