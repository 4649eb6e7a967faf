"""What columns mean, as comments in the database.

A meaning that many tables share stands once, in sql/columns.csv; one that a single relation has stands there as
`relation.column`, or in the relation's own SQL file.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from warehouse.resources import csv_rows

if TYPE_CHECKING:
    import duckdb

_WITHOUT = """
SELECT schema_name, table_name, column_name
FROM duckdb_columns()
WHERE NOT internal AND comment IS NULL AND database_name = current_database()
ORDER BY ALL
"""


def add_shared_comments(con: duckdb.DuckDBPyConnection) -> None:
    """Give each column without a comment the one that sql/columns.csv has for it, if it has one."""
    shared = {row["column"]: row["meaning"] for row in csv_rows("sql/columns.csv")}
    statements = []
    for schema, table, column in con.execute(_WITHOUT).fetchall():
        meaning = shared.get(f"{table}.{column}") or shared.get(column)
        if meaning:
            quoted = meaning.replace("'", "''")
            statements.append(f"""COMMENT ON COLUMN {schema}."{table}"."{column}" IS '{quoted}'""")
    con.execute("; ".join(statements))


_PUBLIC = """
SELECT v.view_name, v.comment, c.column_name, c.data_type, c.comment
FROM duckdb_views() AS v
JOIN duckdb_columns() AS c
    ON c.database_name = v.database_name AND c.schema_name = v.schema_name AND c.table_name = v.view_name
WHERE NOT v.internal AND v.schema_name = 'main' AND v.database_name = current_database()
ORDER BY v.view_name, c.column_index
"""


def public_columns(con: duckdb.DuckDBPyConnection) -> list[tuple[str, str | None, str, str, str | None]]:
    """Return each public view's columns in their order: view and its comment, column, type and the column's comment."""
    return con.execute(_PUBLIC).fetchall()


def without_comment(con: duckdb.DuckDBPyConnection) -> list[str]:
    """Return the tables, views, columns and macros that have no comment."""
    rows = con.execute(
        "SELECT schema_name || '.' || table_name || '.' || column_name AS name FROM duckdb_columns() "
        "WHERE NOT internal AND comment IS NULL AND database_name = current_database() "
        "UNION ALL SELECT schema_name || '.' || table_name FROM duckdb_tables() "
        "WHERE NOT internal AND comment IS NULL AND database_name = current_database() "
        "UNION ALL SELECT schema_name || '.' || view_name FROM duckdb_views() "
        "WHERE NOT internal AND comment IS NULL AND database_name = current_database() "
        "UNION ALL SELECT schema_name || '.' || function_name FROM duckdb_functions() "
        "WHERE NOT internal AND comment IS NULL AND database_name = current_database() ORDER BY 1"
    ).fetchall()
    return [row[0] for row in rows]
