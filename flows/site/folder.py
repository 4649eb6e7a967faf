"""The folder of the site: what was made there is known from a list, and nothing else is overwritten or removed."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

LIST = ".outcomes-site.json"


class SiteError(Exception):
    """The site cannot be made where or as it was asked for."""


@dataclass(frozen=True)
class Written:
    """What became of a folder: numbers of files."""

    files: int
    written: int
    removed: int


def write(folder: Path, files: Mapping[str, bytes]) -> Written:
    """Make a folder hold these files; those that are the same already stay untouched.

    Args:
        folder: an empty folder, one that is not there yet, or one that this function made before.
        files: bytes by path within the folder, with slashes.

    Raises:
        SiteError: when the folder holds files of somebody else, or cannot be written to.
    """
    try:
        before = _listed(folder)
        foreign = sorted(path for path in files if path not in before and _place(folder, path).exists())
        if foreign:
            raise SiteError(f"{folder / foreign[0]} is not of this site's making: give a new or an empty folder.")
        hashes = {path: hashlib.sha256(content).hexdigest() for path, content in sorted(files.items())}
        folder.mkdir(parents=True, exist_ok=True)
        # Should this be cut off, the next time still knows what is its own.
        if before != hashes:
            _put(folder / LIST, _list({**before, **hashes}))
        changed = [path for path in sorted(files) if not _holds(folder, path, files[path])]
        for path in changed:
            _put(_place(folder, path), files[path])
        gone = [path for path in sorted(before) if path not in files and _remove(folder, path, before[path])]
        if before != hashes:
            _put(folder / LIST, _list(hashes))
    except OSError as error:
        raise SiteError(f"The site cannot be written to {folder}: {error.strerror or error}.") from error
    return Written(len(files), len(changed), len(gone))


def _listed(folder: Path) -> dict[str, str]:
    """The hashes of the files that were made in the folder, by path."""
    if not folder.exists():
        return {}
    if not folder.is_dir():
        raise SiteError(f"{folder} is a file: give a new or an empty folder.")
    if not (folder / LIST).exists():
        if any(folder.iterdir()):
            raise SiteError(f"{folder} holds files that are not of this site's making: give a new or an empty folder.")
        return {}
    try:
        listed = json.loads((folder / LIST).read_text(encoding="utf-8"))["files"]
        return {path: str(digest) for path, digest in listed.items() if _is_inside(path)}
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise SiteError(f"{folder / LIST} is damaged: give a new or an empty folder.") from error


def _is_inside(path: str) -> bool:
    parts = PurePosixPath(path).parts
    return bool(parts) and not path.startswith("/") and ".." not in parts and "\\" not in path


def _place(folder: Path, path: str) -> Path:
    return folder.joinpath(*PurePosixPath(path).parts)


def _holds(folder: Path, path: str, content: bytes) -> bool:
    place = _place(folder, path)
    return place.is_file() and place.read_bytes() == content


def _put(place: Path, content: bytes) -> None:
    """Write a file in one step, so that whoever reads the folder meanwhile gets the old one or the new one."""
    place.parent.mkdir(parents=True, exist_ok=True)
    descriptor, name = tempfile.mkstemp(dir=place.parent, prefix=".outcomes-site-")
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
        Path(name).chmod(0o644)
        Path(name).replace(place)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _remove(folder: Path, path: str, digest: str) -> bool:
    """Remove a file that was made here, unless somebody changed it since."""
    place = _place(folder, path)
    if not place.is_file() or hashlib.sha256(place.read_bytes()).hexdigest() != digest:
        return False
    place.unlink()
    if place.parent != folder and not any(place.parent.iterdir()):
        place.parent.rmdir()
    return True


def _list(hashes: Mapping[str, str]) -> bytes:
    told = {"made_by": "outcomes site: the files listed here are its own", "files": dict(sorted(hashes.items()))}
    return (json.dumps(told, indent=0, ensure_ascii=False) + "\n").encode()
