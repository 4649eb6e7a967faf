"""The entity diagram: how the published file's views hang together, from sql/keys.csv and the comments in the database.

`python -m warehouse.entity_diagram` prints it, for docs/entity-diagram.md.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import duckdb

from warehouse.comments import add_shared_comments
from warehouse.database import ensure_schema
from warehouse.publish import build_views
from warehouse.resources import csv_rows

if TYPE_CHECKING:
    from collections.abc import Mapping

_HEAD = """# Entity diagram

How the views of `inspection_outcomes.duckdb` hang together: the columns that tell a view's rows apart (PK) and those by
which it refers to another view (FK). What each view and each other column means stands in
[the data dictionary](data-dictionary.md). A line leads from the one to the many; a circle means that there may be none.
"""


@dataclass(frozen=True)
class Key:
    """That columns of a view tell its rows apart, or refer to another view's key; `part` is the diagram's title."""

    part: str
    view: str
    columns: tuple[str, ...]
    refers_to: str | None


def keys() -> tuple[Key, ...]:
    """Return the rows of keys.csv."""
    return tuple(
        Key(row["part"], row["view"], tuple(row["columns"].split()), row["refers_to"] or None)
        for row in csv_rows("sql/keys.csv")
    )


def diagram_markdown(con: duckdb.DuckDBPyConnection) -> str:
    """Return the diagrams of a published file as Markdown: one per part of keys.csv, in Mermaid."""
    types: dict[tuple[str, str], str] = {(row[0], row[1]): row[2] for row in con.execute(_TYPES).fetchall()}
    meanings: dict[str, str] = dict(con.execute(_MEANINGS).fetchall())
    listed = keys()
    sections = [_HEAD]
    for part in dict.fromkeys(key.part for key in listed):
        own = [key for key in listed if key.part == part]
        views = list(dict.fromkeys(key.view for key in own))
        lines = [f"\n## {part}\n", "```mermaid", "erDiagram"]
        for view in views:
            lines += [f"    {view} {{", *_attributes([key for key in own if key.view == view], types), "    }"]
        lines += [_relation(key, listed) for key in own if key.refers_to]
        lines += ["```", "", *(f"- `{view}`: {meanings[view]}" for view in views)]
        sections.append("\n".join(lines) + "\n")
    return "".join(sections)


_TYPES = """
SELECT table_name, column_name, replace(data_type, 'TIMESTAMP WITH TIME ZONE', 'TIMESTAMPTZ')
FROM duckdb_columns() WHERE schema_name = 'main' AND NOT internal AND database_name = current_database()
"""
_MEANINGS = """
SELECT view_name, comment FROM duckdb_views()
WHERE schema_name = 'main' AND NOT internal AND database_name = current_database()
"""


def _attributes(of_view: list[Key], types: Mapping[tuple[str, str], str]) -> list[str]:
    """Return a line per column that is part of a key, with its type and what it is part of."""
    columns = dict.fromkeys(column for key in of_view for column in key.columns)
    lines = []
    for column in columns:
        marks = [
            mark
            for mark, refers in (("PK", False), ("FK", True))
            if any(column in key.columns and bool(key.refers_to) is refers for key in of_view)
        ]
        lines.append(f"        {types[of_view[0].view, column]} {column} {', '.join(marks)}")
    return lines


def _relation(key: Key, listed: tuple[Key, ...]) -> str:
    """Return a reference as a line: each row to one other, or to none where the columns need have no value."""
    own = {column for other in listed if other.view == key.view and not other.refers_to for column in other.columns}
    one = "||" if own.issuperset(key.columns) else "|o"
    many = "o|" if own == set(key.columns) else "o{"
    return f'    {key.refers_to} {one}--{many} {key.view} : "{", ".join(key.columns)}"'


def _print_diagram() -> None:
    con = duckdb.connect()
    ensure_schema(con)
    build_views(con, datetime.fromtimestamp(0, UTC))
    add_shared_comments(con)
    sys.stdout.write(diagram_markdown(con))


if __name__ == "__main__":
    _print_diagram()
