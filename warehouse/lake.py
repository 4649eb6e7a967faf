"""The published views as the tables of a DuckLake, beside the file: a publication is one snapshot, seen whole or not.

A view that still holds what the lake holds is left as it is, so that a publication adds no more than what is new. Of
two writers at once the second finds what the first has committed, and begins again from there.
"""

from __future__ import annotations

import random
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

import duckdb

from warehouse.database import transaction
from warehouse.errors import LakeError
from warehouse.extensions import load_extension

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

# Another writer takes seconds; five in a row are not a coincidence.
TRIES = 5
_EXTENSIONS = ("ducklake", "postgres_scanner")


@dataclass(frozen=True)
class Lake:
    """Where a lake is: its catalogue, as `postgres:dbname=… host=…` or a file, and the folder of its Parquet files."""

    catalogue: str
    data: Path


@dataclass(frozen=True)
class LakeSummary:
    """The snapshot that holds the publication, and how many of its tables are new in it."""

    snapshot: int
    written: int


def publish_to_lake(published: Path, lake: Lake, *, allow_fewer: bool = False) -> LakeSummary:
    """Make the lake hold what the published file holds, in one snapshot; it is made where it is not there yet.

    Args:
        published: the published file.
        lake: where the lake is.
        allow_fewer: do so although the lake holds more inspections.

    Raises:
        LakeError: when the lake cannot be used, holds a newer publication or more inspections, or when other writers
            came first again and again. It then holds what it held before.
    """
    con = duckdb.connect()
    try:
        _attach(con, published, lake)
        for number in range(1, TRIES + 1):
            try:
                with transaction(con):
                    _check(con, lake, allow_fewer=allow_fewer)
                    written = _write(con)
                return LakeSummary(_snapshot(con), written)
            except duckdb.TransactionException:  # another writer has committed since
                time.sleep(random.uniform(0.1, 0.5) * number)  # noqa: S311 - so that two do not meet again
        raise LakeError(f"The lake {lake.catalogue} was written by others {TRIES} times in a row: publish again later.")
    except duckdb.Error as error:
        raise LakeError(f"The lake {lake.catalogue} cannot be written: {_first_line(error)}") from error
    finally:
        con.close()


def _attach(con: duckdb.DuckDBPyConnection, published: Path, lake: Lake) -> None:
    for name in _EXTENSIONS:
        if not load_extension(con, name):
            raise LakeError(
                f"The lake {lake.catalogue} cannot be written: DuckDB's extension {name} is not installed for its "
                f"version {duckdb.__version__}; the extra 'lake' has it for 1.5.5."
            )
    con.execute("SET TimeZone = 'UTC'")
    try:
        lake.data.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise LakeError(f"The lake's folder {lake.data} cannot be made ({error.strerror}).") from error
    con.execute(f"ATTACH {_text('ducklake:' + lake.catalogue)} AS lake (DATA_PATH {_text(f'{lake.data}/')})")
    con.execute(f"ATTACH {_text(str(published))} AS published (READ_ONLY)")


def _check(con: duckdb.DuckDBPyConnection, lake: Lake, *, allow_fewer: bool) -> None:
    if "release" not in _described(con, "lake"):
        return
    here, there = (_release(con, database) for database in ("published", "lake"))
    if here[0] < there[0]:
        raise LakeError(
            f"The lake {lake.catalogue} holds a newer publication, of {there[0]:%Y-%m-%d %H:%M} UTC; this one is of "
            f"{here[0]:%Y-%m-%d %H:%M} UTC, and was not written into it."
        )
    if here[1] < there[1] and not allow_fewer:
        raise LakeError(
            f"The lake {lake.catalogue} holds {there[1]} inspections, and would then hold {here[1]}: it was left as it "
            "is. If that is right, allow fewer ('outcomes publish --allow-fewer')."
        )


def _release(con: duckdb.DuckDBPyConnection, database: str) -> tuple[datetime, int]:
    rows: list[tuple[datetime, int]] = con.execute(
        f"SELECT published_at, (SELECT count(*) FROM {database}.main.inspections) FROM {database}.main.release"  # noqa: S608 - our own names
    ).fetchall()
    return rows[0]


def _write(con: duckdb.DuckDBPyConnection) -> int:
    """Replace the tables whose rows, columns or comments differ, and return how many those are."""
    views, tables = _described(con, "published"), _described(con, "lake")
    for gone in tables.keys() - views.keys():
        con.execute(f"DROP TABLE lake.main.{_name(gone)}")
    written = 0
    for view, described in views.items():
        if tables.get(view) == described and _digest(con, "lake", view) == _digest(con, "published", view):
            continue
        con.execute(f"CREATE OR REPLACE TABLE lake.main.{_name(view)} AS FROM published.main.{_name(view)}")
        con.execute(f"COMMENT ON TABLE lake.main.{_name(view)} IS {_text(described.comment)}")
        for column, _, comment in described.columns:
            con.execute(f"COMMENT ON COLUMN lake.main.{_name(view)}.{_name(column)} IS {_text(comment)}")
        written += 1
    return written


@dataclass(frozen=True)
class _Described:
    """A view, or the table made of it: its comment, and name, type and comment of each column."""

    comment: str
    columns: list[tuple[str, str, str]]


def _described(con: duckdb.DuckDBPyConnection, database: str) -> dict[str, _Described]:
    rows = con.execute(_DESCRIBED, {"database": database}).fetchall()
    return {name: _Described(comment, columns) for name, comment, columns in rows}


_DESCRIBED = """
SELECT
    c.table_name, any_value(coalesce(t.comment, '')),
    list((c.column_name, c.data_type, coalesce(c.comment, '')) ORDER BY c.column_index)
FROM duckdb_columns() AS c
JOIN (
    SELECT database_name, schema_name, view_name AS table_name, comment FROM duckdb_views()
    UNION ALL
    SELECT database_name, schema_name, table_name, comment FROM duckdb_tables()
) AS t USING (database_name, schema_name, table_name)
WHERE database_name = $database AND schema_name = 'main' AND NOT c.internal
GROUP BY c.table_name ORDER BY c.table_name
"""


def _digest(con: duckdb.DuckDBPyConnection, database: str, name: str) -> list[tuple[object, ...]]:
    """What two tables have in common that hold the same rows, in whatever order."""
    table = f"{database}.main.{_name(name)}"
    return con.execute(f"SELECT count(*), sum(hash(t)) FROM {table} AS t").fetchall()  # noqa: S608 - our own names


def _snapshot(con: duckdb.DuckDBPyConnection) -> int:
    rows: list[tuple[int]] = con.execute("SELECT max(snapshot_id) FROM lake.snapshots()").fetchall()
    return rows[0][0]


def _name(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _text(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _first_line(error: duckdb.Error) -> str:
    return str(error).strip().splitlines()[0].rstrip(".") + "."
