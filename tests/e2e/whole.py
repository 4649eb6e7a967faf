"""All that a home holds, table by table: what two runs that saw the same things have in common."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import duckdb

Rows = list[tuple[Any, ...]]

# When somebody looked, and how often, is each run's own; so is what the last look found to be new.
OWN = {"runs", "fetches", "release"}

TABLES = "SELECT table_name FROM duckdb_tables() WHERE NOT internal AND schema_name = 'store'"
VIEWS = "SELECT view_name FROM duckdb_views() WHERE NOT internal AND schema_name = 'main'"


def whole(home: Path) -> dict[str, Rows]:
    """The rows of every table of the working database and of every view of the published file, without times."""
    return {
        **_rows(home / "warehouse.duckdb", TABLES, "store"),
        **_rows(home / "inspection_outcomes.duckdb", VIEWS, "main"),
    }


def _rows(database: Path, names: str, schema: str) -> dict[str, Rows]:
    found: dict[str, Rows] = {}
    with duckdb.connect(str(database), read_only=True) as con:
        for (table,) in con.execute(names).fetchall():
            described = con.execute(f"DESCRIBE {schema}.{table}").fetchall()
            columns = [name for name, kind, *_ in described if kind != "TIMESTAMP WITH TIME ZONE" and name != "run_id"]
            if table not in OWN and columns:
                query = f"SELECT {', '.join(columns)} FROM {schema}.{table} ORDER BY ALL"
                found[f"{schema}.{table}"] = con.execute(query).fetchall()
    return found
