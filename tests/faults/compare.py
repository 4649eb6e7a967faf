"""Whether two homes hold the same, and whether what one has published is right.

Compared are all tables of the working database and all views of the published file, but for what differs between any
two runs: the times themselves (whether there is one is compared, but for those in HISTORY), the run's ids, and the
tables `runs`, `fetches` and `release`, which say who looked when. Of the quarantine only what is open is compared, of
documents and their readings only those that were accepted: what a fault brought is kept, marked as resolved or refused.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import duckdb

WORKING, PUBLISHED = "warehouse.duckdb", "inspection_outcomes.duckdb"
OWN = {"runs", "fetches", "release"}
TIMES = "TIMESTAMP WITH TIME ZONE"
# Whether these are set tells of the past of a home, and not of what it holds.
HISTORY = {"changed_at", "resolved_at"}
ONLY = {
    "quarantine": "resolved_at IS NULL",
    "documents": "accepted",
    "readings": "document_sha256 IN (SELECT document_sha256 FROM store.documents WHERE accepted)",
}
TABLES = "SELECT table_name FROM duckdb_tables() WHERE NOT internal AND schema_name = 'store'"
VIEWS = "SELECT view_name FROM duckdb_views() WHERE NOT internal AND schema_name = 'main'"

Rows = list[tuple[Any, ...]]
# What a published judgement is, without the address, which holds the imitation's port.
JUDGEMENTS = "SELECT * EXCLUDE (source_url) FROM judgements ORDER BY ALL"


def content(home: Path) -> dict[str, Rows]:
    """What a home holds, by table and view."""
    return {**_rows(home / WORKING, TABLES, "store"), **_rows(home / PUBLISHED, VIEWS, "main")}


def differences(found: dict[str, Rows], expected: dict[str, Rows]) -> list[str]:
    """The tables whose rows differ, with the first row that only one of them has."""
    told = []
    for name in sorted(found.keys() | expected.keys()):
        if found.get(name) == expected.get(name):
            continue
        lost = [row for row in expected.get(name, []) if row not in found.get(name, [])]
        added = [row for row in found.get(name, []) if row not in expected.get(name, [])]
        doubled = len(found.get(name, [])) - len(expected.get(name, []))
        told.append(f"{name}: {len(lost)} lost {lost[:1]}, {len(added)} added {added[:1]}, {doubled} more rows")
    return told


def wrong_rows(home: Path, expected: Path) -> Rows:
    """The published judgements that the undisturbed home does not have; none when nothing is published."""
    if not (home / PUBLISHED).exists():
        return []
    right = set(_judgements(expected))
    return [row for row in _judgements(home) if row not in right]


def _judgements(home: Path) -> Rows:
    with duckdb.connect(str(home / PUBLISHED), read_only=True) as con:
        return con.execute(JUDGEMENTS).fetchall()


def _rows(database: Path, names: str, schema: str) -> dict[str, Rows]:
    found: dict[str, Rows] = {}
    with duckdb.connect(str(database), read_only=True) as con:
        for (table,) in con.execute(names).fetchall():
            described = [row[:2] for row in con.execute(f"DESCRIBE {schema}.{table}").fetchall()]
            columns = [
                f"{name} IS NULL" if kind == TIMES else name
                for name, kind in described
                if name != "run_id" and not (kind == TIMES and name in HISTORY)
            ]
            if table not in OWN and columns:
                query = f"SELECT {', '.join(columns)} FROM {schema}.{table} WHERE {ONLY.get(table, 'true')}"
                found[f"{schema}.{table}"] = sorted(con.execute(query).fetchall(), key=repr)
    return found
