"""The working database: opening it, its tables, and transactions on it."""

from __future__ import annotations

import re
from contextlib import contextmanager
from typing import TYPE_CHECKING

import duckdb

from warehouse import bulk, reference
from warehouse.errors import NotAWarehouseError, SchemaVersionError, WarehouseError, WarehouseLockedError
from warehouse.resources import sql_files

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SCHEMA_VERSION = 2

# Files that DuckDB 2 writes by default cannot be opened by the 1.x that many readers' tools carry.
_NEW_FILE: dict[str, str | bool | int | float | list[str]] = {"storage_compatibility_version": "v1.5.0"}


def connect(path: Path, *, read_only: bool = False) -> duckdb.DuckDBPyConnection:
    """Open a database file, making it if it is not there, with the time zone set to UTC.

    A file that is made can be opened by DuckDB 1.5 and newer, whichever version makes it.

    Raises:
        WarehouseLockedError: when another process holds the file, or this one holds it in the other mode.
        NotAWarehouseError: when the file is no database or is damaged.
        WarehouseError: when the file cannot be opened for another reason, such as its permissions.
    """
    try:
        if not read_only and not path.exists():
            _make(path)
        con = duckdb.connect(str(path), read_only=read_only)
    except duckdb.Error as error:
        raise _opening_error(path, error) from error
    con.execute("SET TimeZone = 'UTC'")
    return con


def _make(path: Path) -> None:
    """Make the file beside its place, so that a process which is killed meanwhile leaves no half of one there."""
    new = path.with_name(f".{path.name}.new")
    new.unlink(missing_ok=True)
    try:
        duckdb.connect(str(new), config=_NEW_FILE).close()
        new.replace(path)
    finally:
        new.unlink(missing_ok=True)


def _opening_error(path: Path, error: duckdb.Error) -> WarehouseError:
    message = str(error)
    if "Conflicting lock" in message:
        held = re.search(r"held in (.+?) \(PID (\d+)\)", message)
        holder = f"process {held[2]} ({held[1]})" if held else "another process"
        return WarehouseLockedError(f"{path} is held by {holder}: wait until it has ended, or end it, then try again.")
    if "different configuration" in message:
        return WarehouseLockedError(f"{path} is already open in this process in the other mode: close it first.")
    if "does not exist" in message:
        return WarehouseError(f"There is no database at {path}: 'outcomes refresh' makes it.")
    if "newer version" in message:
        return NotAWarehouseError(f"{path} was written by a newer DuckDB than this one ({duckdb.__version__}).")
    if is_damage(error):
        return NotAWarehouseError(
            f"{path} is not a DuckDB database, or is damaged: put back a copy, or move it away to begin anew."
        )
    return WarehouseError(f"{path} cannot be opened: {message.strip().splitlines()[0]}")


def is_damage(error: duckdb.Error) -> bool:
    """Say whether an error tells that a database's file is not what was written."""
    message = str(error)
    return any(
        said in message
        for said in ("not a valid DuckDB", "Could not read enough bytes", "Corrupt database", "checksum")
    )


def ensure_schema(con: duckdb.DuckDBPyConnection) -> None:
    """Make the tables in a new database; bring an existing one's reference data and derived views up to date.

    Raises:
        SchemaVersionError: when the tables are those of another version of this project.
        NotAWarehouseError: when the database holds other things than this project's tables.
    """
    if _schema_version(con) is None:
        with transaction(con):
            create_tables(con)
            _fill_reference(con)
        return
    check_schema(con)
    if con.execute("SELECT reference_digest FROM store.about").fetchall() != [(reference.digest(),)]:
        with transaction(con):
            con.execute("DROP SCHEMA reference CASCADE")
            _create_reference(con)
            _fill_reference(con)


def check_schema(con: duckdb.DuckDBPyConnection) -> None:
    """Check that the tables are this version's; a database without any has none that are another's.

    Raises:
        SchemaVersionError, NotAWarehouseError: as for `ensure_schema`.
    """
    version = _schema_version(con)
    if version is not None and version != SCHEMA_VERSION:
        raise SchemaVersionError(
            f"The working database has tables of version {version}, and this program is for version {SCHEMA_VERSION}. "
            "Move the working database away and run 'outcomes refresh', which fills a new one; the published file "
            "stays as it is until then."
        )


def create_tables(con: duckdb.DuckDBPyConnection) -> None:
    """Make the schemas `store` and `reference` with their tables and derived views, empty, with their comments."""
    con.execute("CREATE SCHEMA store")
    for file in sql_files("tables"):
        con.execute(file.text)
    _create_reference(con)


def _create_reference(con: duckdb.DuckDBPyConnection) -> None:
    con.execute("CREATE SCHEMA reference")
    for file in (*sql_files("reference"), *sql_files("derived")):
        con.execute(file.text)


def _schema_version(con: duckdb.DuckDBPyConnection) -> int | None:
    tables = con.execute(
        "SELECT schema_name || '.' || table_name FROM duckdb_tables() "
        "WHERE NOT internal AND database_name = current_database()"
    ).fetchall()
    if not tables:
        return None
    if ("store.about",) not in tables:
        raise NotAWarehouseError(f"The database is another project's: it holds {tables[0][0]} and no store.about.")
    rows: list[tuple[int]] = con.execute("SELECT schema_version FROM store.about").fetchall()
    return rows[0][0]


def _fill_reference(con: duckdb.DuckDBPyConnection) -> None:
    reference.fill(con)
    con.execute("DELETE FROM store.about")
    bulk.insert(con, "store.about", [{"schema_version": SCHEMA_VERSION, "reference_digest": reference.digest()}])


@contextmanager
def transaction(con: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """Do all of what is inside, or, when it raises, none of it."""
    con.execute("BEGIN TRANSACTION")
    try:
        yield
    except BaseException:
        con.execute("ROLLBACK")
        raise
    con.execute("COMMIT")
