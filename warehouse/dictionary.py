"""The data dictionary: what the published file's views, columns and macros mean, from the comments in the database.

`python -m warehouse.dictionary` prints it, for docs/data-dictionary.md.
"""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from itertools import groupby

import duckdb

from warehouse.comments import add_shared_comments, public_columns
from warehouse.database import ensure_schema
from warehouse.publish import build_views

_HEAD = """# Data dictionary

The views and macros of `inspection_outcomes.duckdb`, from the comments in the file itself; any DuckDB tool shows them
(`SELECT column_name, comment FROM duckdb_columns() WHERE table_name = 'judgements'`). Dates are `DATE`; times are
`TIMESTAMP WITH TIME ZONE`, in UTC.
"""

_MACROS = """
SELECT function_name, parameters, comment FROM duckdb_functions()
WHERE NOT internal AND function_type IN ('macro', 'table_macro') AND database_name = current_database()
ORDER BY function_name
"""


def dictionary_markdown(con: duckdb.DuckDBPyConnection) -> str:
    """Return the data dictionary of a published file, as Markdown: a section per view by name, then one per macro."""
    rows = public_columns(con)
    sections = [_HEAD]
    for (name, meaning), columns in groupby(rows, key=lambda row: (row[0], row[1])):
        lines = [f"\n## {name}\n", meaning, "", "| column | type | meaning |", "| --- | --- | --- |"]
        lines += [f"| `{column}` | `{kind}` | {_cell(says)} |" for _, _, column, kind, says in columns]
        sections.append("\n".join(lines) + "\n")
    for name, parameters, meaning in con.execute(_MACROS).fetchall():
        sections.append(f"\n## {name}({', '.join(parameters)})\n\n{meaning}\n")
    return "".join(sections)


def _cell(comment: str | None) -> str:
    return (comment or "").replace("|", "\\|")


def _print_dictionary() -> None:
    con = duckdb.connect()
    ensure_schema(con)
    build_views(con, datetime.fromtimestamp(0, UTC))
    add_shared_comments(con)
    sys.stdout.write(dictionary_markdown(con))


if __name__ == "__main__":
    _print_dictionary()
