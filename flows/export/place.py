"""Putting an export in its place whole: made beside it, then swapped; nothing that is not an export is touched."""

from __future__ import annotations

import hashlib
import json
import shutil
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from flows.export.errors import ExportError

MANIFEST = "manifest.json"
MADE_BY = "outcomes export"
# What file managers leave in a folder that somebody looked into.
_OF_NOBODY = frozenset({".DS_Store", "Thumbs.db", "desktop.ini"})


@contextmanager
def in_place_of(folder: Path) -> Iterator[Path]:
    """Give a new folder to write to, which takes the place of `folder` at the end, when nothing was raised.

    `folder` may be missing or empty, or hold an export that nobody changed since; it stays as it is on a failure.

    Raises:
        ExportError: when it holds anything else, or cannot be written.
    """
    folder = folder.expanduser().absolute()
    # Where it is a link to a folder, that folder is replaced and the link is kept.
    folder = folder.resolve() if folder.is_symlink() else folder
    if Path.cwd().is_relative_to(folder):
        raise ExportError(f"{folder} is the folder that you are in, and would be replaced: give one in it, or another.")
    refuse_others_files(folder)
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        building = folder.with_name(f".{folder.name}-{uuid.uuid4().hex[:8]}")
        building.mkdir()
    except OSError as error:
        raise ExportError(f"{folder} cannot be written ({error.strerror}): give another folder.") from error
    try:
        yield building
        refuse_others_files(folder)
        _swap(building, folder)
    except OSError as error:
        raise ExportError(f"{folder} cannot be written ({error.strerror or error}); it is as it was.") from error
    finally:
        shutil.rmtree(building, ignore_errors=True)


def refuse_others_files(folder: Path) -> None:
    """Check that a folder holds nothing but an export as it was written.

    Raises:
        ExportError: when it is no folder, or holds files of others or files that were changed.
    """
    if not folder.exists():
        return
    if not folder.is_dir():
        raise ExportError(f"{folder} is no folder: give the folder that the export is to stand in.")
    try:
        there = {
            path.relative_to(folder).as_posix(): path
            for path in folder.rglob("*")
            if (path.is_symlink() or not path.is_dir()) and path.name not in _OF_NOBODY
        }
        written = _written(folder / MANIFEST)
        for name, path in sorted(there.items()):
            if name not in written and not (written and name == MANIFEST):
                raise ExportError(f"{folder} holds {name}, which no export made: give another folder, or move it away.")
            if name != MANIFEST and _sha256(path) != written[name]:
                raise ExportError(
                    f"{folder} holds {name}, which was changed since it was exported: give another folder, or move it "
                    "away."
                )
    except OSError as error:
        raise ExportError(f"{folder} cannot be read ({error.strerror}): give another folder.") from error


def _written(manifest: Path) -> dict[str, str]:
    """The files that an export's manifest lists, with their hashes; none when it is no such manifest."""
    try:
        told = json.loads(manifest.read_text(encoding="utf-8"))
        if told["made_by"] != MADE_BY:
            return {}
        return {str(file["path"]): str(file["sha256"]) for file in told["files"]}
    except (FileNotFoundError, ValueError, KeyError, TypeError):
        return {}


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _swap(building: Path, folder: Path) -> None:
    former = building.with_name(f"{building.name}-former")
    if folder.exists():
        folder.rename(former)
    try:
        building.rename(folder)
    except OSError:
        if former.exists():
            former.rename(folder)
        raise
    shutil.rmtree(former, ignore_errors=True)
