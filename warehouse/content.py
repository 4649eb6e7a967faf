"""Whether two published files hold the same, so that the one that people have open need not be replaced."""

from __future__ import annotations

import hashlib
from itertools import zip_longest
from typing import TYPE_CHECKING

from warehouse.resources import sql_files, text

if TYPE_CHECKING:
    from collections.abc import Iterator

    import duckdb

# The smallest first: where two files differ, that is mostly known after the first few.
_TABLES = """
SELECT schema_name, table_name FROM duckdb_tables()
WHERE NOT internal AND database_name = current_database()
ORDER BY estimated_size, schema_name, table_name
"""


def made_by() -> str:
    """Return what tells the SQL of this version's marts, views, macros and comments from another version's.

    The database's own account of a view is not the same every time.
    """
    folders = ("tables", "reference", "derived", "marts", "summaries", "views", "search", "macros")
    made = [file.text for folder in folders for file in sql_files(folder)]
    return hashlib.sha256("\n".join([*made, text("sql/columns.csv")]).encode()).hexdigest()


def same_content(one: duckdb.DuckDBPyConnection, other: duckdb.DuckDBPyConnection) -> bool:
    """Say whether two published files hold the same rows, made by the same SQL, but for the time of publishing."""
    return all(ours == theirs for ours, theirs in zip_longest(_parts(one), _parts(other)))


def _parts(con: duckdb.DuckDBPyConnection) -> Iterator[object]:
    for schema, table in con.execute(_TABLES).fetchall():
        columns = "* EXCLUDE (published_at)" if (schema, table) == ("mart", "build") else "*"
        # The names are the database's own.
        query = f"SELECT count(*), sum(hash(one)::HUGEINT) FROM (SELECT {columns} FROM {schema}.{table}) AS one"  # noqa: S608
        yield schema, table, con.execute(query).fetchall()
