"""The export as a Frictionless Data Package: each file with its fields, their types and meanings, and keys."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flows.export.files import ExportedFile
from flows.export.keys import KEYS, foreign_keys
from flows.export.views import LICENCE_NAME, LICENCE_TITLE, LICENCE_URL, Kind, Release, View

# Abolished authorities have no number of Ofsted's, and a primary key may have no null.
KEYS_WITH_NULLS = frozenset({"authorities"})
_TYPES = {
    Kind.BOOLEAN: "boolean",
    Kind.INTEGER: "integer",
    Kind.NUMBER: "number",
    Kind.DATE: "date",
    Kind.TIME: "datetime",
    Kind.TEXT: "string",
    Kind.LIST: "array",
    Kind.JSON_LIST: "array",
    Kind.JSON_OBJECT: "object",
}
_LICENCES = [{"name": LICENCE_NAME, "title": LICENCE_TITLE, "path": LICENCE_URL}]
_SOURCES = [
    {"title": "Ofsted: find an inspection report", "path": "https://reports.ofsted.gov.uk/"},
    {"title": "Newsrooms of England's councils; the views press_releases and newsrooms have the addresses"},
]
_FORMATS: dict[str, dict[str, Any]] = {
    "csv": {
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {
            "delimiter": ",",
            "lineTerminator": "\r\n",
            "quoteChar": '"',
            "doubleQuote": True,
            "skipInitialSpace": False,
            "header": True,
        },
    },
    "parquet": {"profile": "data-resource", "format": "parquet", "mediatype": "application/vnd.apache.parquet"},
    "xlsx": {
        "profile": "data-resource",
        "format": "xlsx",
        "mediatype": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    },
}


def data_package(files: Sequence[ExportedFile], release: Release) -> dict[str, Any]:
    """Return the package's descriptor, which is valid by the profiles of versions 1 and 2."""
    return {
        "profile": "data-package",
        "name": "inspection-outcomes",
        "title": "Judgements of Ofsted's inspections of councils' children's services in England",
        "description": "Each judgement with the page and the words of the report that give it, and what councils say. "
        "Made by reading the published reports; it is no publication of Ofsted.",
        "created": release.published_at.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "licenses": _LICENCES,
        "sources": _SOURCES,
        "resources": [_resource(file) for file in files],
    }


def _resource(file: ExportedFile) -> dict[str, Any]:
    """A view's file with its schema, or the workbook as a whole, whose dictionary is one of its sheets."""
    view = file.view
    told = {
        "name": _resource_name(view.name if view else "workbook", file.format),
        "path": file.path,
        **_FORMATS[file.format],
        "bytes": file.bytes,
        "hash": f"sha256:{file.sha256}",
    }
    if view:
        told |= {"description": view.meaning, "schema": _schema(view, file.format)}
    return told


def _resource_name(view: str, format_name: str) -> str:
    return view if format_name == "csv" else f"{view}-{format_name}"


def _schema(view: View, format_name: str) -> dict[str, Any]:
    schema: dict[str, Any] = {
        "fields": [
            {"name": column.name, "type": _type(column.kind, format_name), "description": column.meaning}
            | ({"format": "%Y-%m-%dT%H:%M:%S.%fZ"} if column.kind is Kind.TIME and format_name == "csv" else {})
            for column in view.columns
        ],
        "missingValues": [""],
    }
    if view.name in KEYS and view.name not in KEYS_WITH_NULLS:
        schema["primaryKey"] = list(KEYS[view.name])
    if references := foreign_keys(view.name):
        schema["foreignKeys"] = [
            {
                "fields": list(foreign.columns),
                # A view that refers to itself has no name there.
                "reference": {
                    "resource": "" if foreign.view == view.name else _resource_name(foreign.view, format_name),
                    "fields": list(foreign.key),
                },
            }
            for foreign in references
        ]
    return schema


def _type(kind: Kind, format_name: str) -> str:
    nested = format_name != "csv" and kind in (Kind.JSON_LIST, Kind.JSON_OBJECT)
    return "string" if nested else _TYPES[kind]
