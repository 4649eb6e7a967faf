"""Which generation of readers made a reading: a digest of their source and of the libraries beneath them.

Made from the source so that nobody can change a reader and forget to say so: what the old one read is then read again
from the archive.
"""

from __future__ import annotations

import hashlib
from functools import cache
from importlib import resources
from importlib.metadata import version


@cache
def reader_version() -> str:
    """Return the generation of the readers of reports."""
    return _digest("readers", "pypdfium2")


@cache
def release_reader_version() -> str:
    """Return the generation of the reader of councils' releases."""
    return _digest("press", "beautifulsoup4", "lxml")


def _digest(folder: str, *libraries: str) -> str:
    digest = hashlib.sha256(" ".join(version(library) for library in libraries).encode())
    root = resources.files("transform")
    for place in (root, root / folder):
        for file in sorted(place.iterdir(), key=lambda entry: entry.name):
            if file.name.endswith(".py"):
                digest.update(file.name.encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()[:12]
