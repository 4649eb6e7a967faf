"""The SQL files and the lists in CSV files that are packaged beside the code."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from functools import cache
from importlib import resources


@dataclass(frozen=True)
class SqlFile:
    """A packaged SQL file; `says` is its leading comment, which tells what it makes or asks for."""

    name: str
    says: str
    text: str


@cache
def sql_files(folder: str) -> tuple[SqlFile, ...]:
    """Return the SQL files of a folder of `warehouse/sql`, by name."""
    entries = sorted((resources.files("warehouse") / "sql" / folder).iterdir(), key=lambda entry: entry.name)
    return tuple(_sql_file(entry.name, entry.read_text("utf-8")) for entry in entries if entry.name.endswith(".sql"))


@cache
def text(name: str) -> str:
    """Return a packaged file's text, by its path within `warehouse`."""
    return resources.files("warehouse").joinpath(*name.split("/")).read_text("utf-8")


@cache
def csv_rows(name: str) -> tuple[dict[str, str], ...]:
    """Return the rows of a packaged CSV file, by the names in its first line."""
    return tuple(csv.DictReader(io.StringIO(text(name))))


def _sql_file(name: str, content: str) -> SqlFile:
    says = []
    for line in content.splitlines():
        if not line.startswith("--"):
            break
        says.append(line.removeprefix("--").strip())
    return SqlFile(name.removesuffix(".sql"), " ".join(says), content)
