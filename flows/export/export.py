"""The export: the published file's views in the formats asked for, with a manifest, put in a folder whole."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

import duckdb

from flows.ask import OUT, open_published
from flows.export.csv_files import write_csv
from flows.export.data_package import data_package
from flows.export.errors import ExportError
from flows.export.files import ExportedFile, exported
from flows.export.manifest import README, manifest
from flows.export.parquet_files import write_parquet
from flows.export.place import MANIFEST, in_place_of
from flows.export.views import Release, View, release_of, views_of
from flows.export.workbook import NAME, write_workbook

Write = Callable[[duckdb.DuckDBPyConnection, View, Path], int]


class Format(StrEnum):
    """A format of an export."""

    PARQUET = "parquet"
    CSV = "csv"
    XLSX = "xlsx"


WRITERS: dict[Format, Write] = {Format.PARQUET: write_parquet, Format.CSV: write_csv}


@dataclass(frozen=True)
class Exported:
    """What was exported: where, and its files, the manifest left out."""

    folder: Path
    files: tuple[ExportedFile, ...]


def export(published: Path, folder: Path, formats: Sequence[Format] = tuple(Format)) -> Exported:
    """Write the views of the published file to a folder, in these formats.

    The folder becomes the export as a whole; when this fails, it stays as it was.

    Raises:
        QuestionError: when the published file is not there or cannot be opened.
        ExportError: when the folder holds other things than an export, or the export cannot be written.
    """
    con = open_published(published)
    try:
        con.execute("SET TimeZone = 'UTC'")
        # The order of rows without a key must not depend on which thread was first.
        con.execute("SET threads = 1")
        with in_place_of(folder) as building:
            views, release = views_of(con), release_of(con)
            files = list(_written(con, views, release, building, formats))
            pages = {
                "datapackage.json": _json(data_package(files, release)),
                "README.md": README,
            }
            for name, text in pages.items():
                (building / name).write_text(text, encoding="utf-8", newline="\n")
                files.append(exported(building, building / name, Path(name).suffix[1:]))
            (building / MANIFEST).write_text(_json(manifest(files, release, formats)), encoding="utf-8", newline="\n")
    except duckdb.Error as error:
        raise ExportError(f"{published} cannot be exported: {str(error).splitlines()[0]}.") from error
    finally:
        con.close()
    return Exported(folder, tuple(files))


def print_exported(done: Exported) -> None:
    """Print where an export is, and what it holds."""
    for form in Format:
        files = [file for file in done.files if file.format == form]
        if files:
            rows = sum(sum(file.rows.values()) for file in files)
            size = sum(file.bytes for file in files) / 1e6
            what = files[0].path if len(files) == 1 else f"{len(files)} files"
            OUT.print(f"{form}: {what} with {rows} rows, {size:.1f} MB")
    OUT.print(f"exported: {done.folder.absolute()}", markup=False, soft_wrap=True)


def _written(
    con: duckdb.DuckDBPyConnection,
    views: Sequence[View],
    release: Release,
    building: Path,
    formats: Sequence[Format],
) -> Iterator[ExportedFile]:
    for form, write in WRITERS.items():
        if form not in formats:
            continue
        (building / form).mkdir()
        for view in views:
            path = building / form / f"{view.name}.{form}"
            rows = write(con, view, path)
            yield exported(building, path, form, view, {view.name: rows})
    if Format.XLSX in formats:
        rows_of = write_workbook(con, views, release, building / NAME)
        yield exported(building, building / NAME, Format.XLSX, rows=rows_of)


def _json(told: dict[str, Any]) -> str:
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"
