"""What is exported: the views of a published file with their columns, and what the file says of itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum, auto

import duckdb

from warehouse.comments import public_columns

LICENCE_NAME = "OGL-UK-3.0"
LICENCE_TITLE = "Open Government Licence v3.0"
LICENCE_URL = "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"
ATTRIBUTION = "Contains public sector information licensed under the Open Government Licence v3.0."


class Kind(Enum):
    """What a column holds, as far as the formats tell it apart."""

    BOOLEAN = auto()
    INTEGER = auto()
    NUMBER = auto()
    DATE = auto()
    TIME = auto()
    TEXT = auto()
    LIST = auto()
    """A list of texts or numbers."""
    JSON_LIST = auto()
    """A list of records, written as JSON in every format, since not every program reads nested columns."""
    JSON_OBJECT = auto()
    """A map or a record, as JSON like a list of records."""


@dataclass(frozen=True)
class Column:
    """A view's column; `meaning` is its comment in the file."""

    name: str
    type: str
    meaning: str

    @property
    def kind(self) -> Kind:
        """What it holds."""
        return _kind(self.type)

    @property
    def quoted(self) -> str:
        """Its name, as SQL."""
        return '"' + self.name.replace('"', '""') + '"'


@dataclass(frozen=True)
class View:
    """A view of the published file."""

    name: str
    meaning: str
    columns: tuple[Column, ...]


@dataclass(frozen=True)
class Release:
    """What the published file says of itself.

    `published_at` is when it was built, `last_swept_at` when an authority's page was last read for it: the first
    differs between two builds of the same data, the second does not. `newest_report_on` is the latest publication.
    """

    published_at: datetime
    last_swept_at: datetime | None
    newest_report_on: date | None
    inspections: int
    schema_version: int


_NUMBERS = ("DOUBLE", "FLOAT", "DECIMAL")
_INTEGERS = frozenset(
    {"TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT", "UTINYINT", "USMALLINT", "UINTEGER", "UBIGINT"}
)


def _kind(type_name: str) -> Kind:
    if type_name in _INTEGERS:
        return Kind.INTEGER
    if type_name.startswith(_NUMBERS) and not type_name.endswith("[]"):
        return Kind.NUMBER
    if type_name.endswith("[]"):
        return Kind.JSON_LIST if type_name.startswith(("STRUCT", "MAP")) or "[][]" in type_name else Kind.LIST
    if type_name.startswith(("STRUCT", "MAP")):
        return Kind.JSON_OBJECT
    return {"BOOLEAN": Kind.BOOLEAN, "DATE": Kind.DATE, "TIMESTAMP WITH TIME ZONE": Kind.TIME}.get(type_name, Kind.TEXT)


def views_of(con: duckdb.DuckDBPyConnection) -> tuple[View, ...]:
    """Return the public views of a published file, by name."""
    columns: dict[tuple[str, str], list[Column]] = {}
    for view, meaning, name, type_name, says in public_columns(con):
        columns.setdefault((view, meaning), []).append(Column(name, type_name, says or ""))
    return tuple(View(name, meaning or "", tuple(found)) for (name, meaning), found in columns.items())


def release_of(con: duckdb.DuckDBPyConnection) -> Release:
    """Return what a published file says of itself."""
    return Release(*con.execute(_RELEASE).fetchall()[0])


_RELEASE = """
SELECT published_at, last_swept_at, (SELECT max(published_on) FROM inspections), inspections, schema_version
FROM release
"""
