"""A file of an export: where it stands in the folder, what it holds, and its hash."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from flows.export.views import View


@dataclass(frozen=True)
class ExportedFile:
    """A file that was written.

    `path` is within the export, with slashes. `view` is what the whole file holds, None for the workbook and for pages;
    `rows` are the number of rows of each view, or sheet, in it.
    """

    path: str
    format: str
    bytes: int
    sha256: str
    view: View | None = None
    rows: Mapping[str, int] = field(default_factory=dict)


def exported(
    folder: Path, path: Path, format_name: str, view: View | None = None, rows: Mapping[str, int] | None = None
) -> ExportedFile:
    """Return what there is to say of a file that was written under `folder`."""
    with path.open("rb") as file:
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    return ExportedFile(
        path.relative_to(folder).as_posix(), format_name, path.stat().st_size, sha256, view, dict(rows or {})
    )
