"""A disk without room, told in words, whoever meets it: the archive, the database, or a folder of files."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
# What DuckDB's messages quote of the operating system's.
SAID = ("No space left on device", "Disk quota exceeded", "File too large")


class DiskFullError(Exception):
    """There is no room left to write; the message says where, and what to do."""


@contextmanager
def full_disk_told(folder: Path, kept: str) -> Iterator[None]:
    """Turn whatever a full disk makes of what is inside into one sentence; `kept` says what is not lost.

    Raises:
        DiskFullError: when the disk is full.
    """
    try:
        yield
    except Exception as error:
        if not _is_full(error):
            raise
        raise DiskFullError(f"The disk of {folder} is full: make room, and run this again. {kept}") from error


def _is_full(error: BaseException | None) -> bool:
    while error is not None:
        if isinstance(error, OSError) and error.errno in FULL:
            return True
        if isinstance(error, duckdb.Error) and any(said in str(error) for said in SAID):
            return True
        error = error.__cause__ or error.__context__
    return False
