"""Rules between an inspection's values, its listing and other inspections: what breaks one is a warning, never mended.

Each file of sql/rules returns the inspections that break it, as the columns of `mart.broken_rules` but the kind, which
is the file's name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from warehouse import bulk
from warehouse.resources import sql_files

if TYPE_CHECKING:
    import duckdb


def note_broken_rules(con: duckdb.DuckDBPyConnection) -> None:
    """Fill `mart.broken_rules` from the marts of inspections and judgements."""
    rows: list[dict[str, object]] = []
    for rule in sql_files("rules"):
        con.execute(rule.text)
        names = [column[0] for column in con.description or ()]
        rows += [{"kind": rule.name, **dict(zip(names, row, strict=True))} for row in con.fetchall()]
    bulk.insert(con, "mart.broken_rules", sorted(rows, key=lambda row: (str(row["kind"]), str(row["inspection_id"]))))
