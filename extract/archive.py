"""Everything that was fetched, kept under its SHA-256. A file in it is whole or not there, whatever happens when.

A body is written beside its place, forced to the disk and only then renamed into it; then the directories are forced
to the disk too, so that what `put` has returned outlasts a loss of power.
"""

from __future__ import annotations

import errno
import hashlib
import os
import re
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

SHA256 = re.compile(r"[0-9a-f]{64}")
FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
# Disks answer several requests to force data out almost as fast as one.
SYNC_THREADS = 4
STALE_AFTER_SECONDS = 3600.0


class ArchiveError(Exception):
    """That the archive cannot be used; the message is one sentence that says what to do."""


class ArchiveDamagedError(ArchiveError):
    """That a file of the archive is missing or is not what was put there."""


class ArchiveFullError(ArchiveError):
    """That there is no room left to write. Nothing half-written stays behind."""


class Archive:
    """A directory of bodies named by their content. Safe for several threads and processes at once."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._partial = root / "partial"

    def path(self, sha256: str) -> Path:
        """Return where a body stands, or would.

        Raises:
            ValueError: when this is not a SHA-256 in lower-case hexadecimal.
        """
        if not SHA256.fullmatch(sha256):
            raise ValueError(f"Not a SHA-256: {sha256!r}.")
        return self.root / sha256[:2] / sha256[2:4] / sha256

    def place(self, sha256: str) -> str:
        """Return where a body stands, or would, as people are told.

        Raises:
            ValueError: when this is not a SHA-256 in lower-case hexadecimal.
        """
        return str(self.path(sha256))

    def has(self, sha256: str) -> bool:
        """Return whether a body is here."""
        return self.path(sha256).is_file()

    def put(self, body: bytes) -> str:
        """Keep a body and return its SHA-256; one that is here already is not written again.

        Raises:
            ArchiveFullError: when the disk is full.
            ArchiveError: when it cannot be written for another reason.
        """
        return self.put_many([body])[0]

    def put_many(self, bodies: Iterable[bytes]) -> list[str]:
        """Keep several bodies, all of them on the disk when this returns, and return their SHA-256 in the same order.

        This is cheaper than one `put` after another, since the disk is waited for once.

        Raises:
            ArchiveFullError, ArchiveError: as for `put`; some of the bodies may have been kept, whole.
        """
        hashes: list[str] = []
        written: dict[str, Path] = {}
        try:
            for body in bodies:
                sha256 = hashlib.sha256(body).hexdigest()
                hashes.append(sha256)
                if sha256 not in written and not self._stands(sha256, len(body)):
                    written[sha256] = self._write(sha256, body)
            self._settle(written)
        except OSError as error:
            raise self._unwritable(error) from error
        finally:
            for partial in written.values():
                partial.unlink(missing_ok=True)
        return hashes

    def read(self, sha256: str) -> bytes:
        """Return a body, checked against its hash.

        Raises:
            ArchiveDamagedError: when it is missing, cannot be read or has changed.
        """
        path = self.path(sha256)
        try:
            body = path.read_bytes()
        except FileNotFoundError as error:
            detail = f"The archive has no {path}: fetch its source again, or restore the file from a copy."
            raise ArchiveDamagedError(detail) from error
        except OSError as error:
            raise ArchiveDamagedError(f"The archive's {path} cannot be read ({error.strerror}).") from error
        if hashlib.sha256(body).hexdigest() != sha256:
            detail = f"The archive's {path} has changed since it was written: delete it, and fetch its source again."
            raise ArchiveDamagedError(detail)
        return body

    @contextmanager
    def at_hand(self, sha256: str) -> Iterator[Path]:
        """Give the file that holds a body, which whoever reads it checks."""
        yield self.path(sha256)

    def lacking(self, hashes: Iterable[str]) -> set[str]:
        """Return those of these bodies that are not here."""
        return {sha256 for sha256 in hashes if not self.has(sha256)}

    def set_aside(self, sha256: str) -> None:
        """Take a body that is no longer what was put here out of its place, and keep it for whoever wants to see it.

        Raises:
            ArchiveError: when it cannot be moved.
        """
        aside = self.root / "damaged" / sha256
        try:
            aside.parent.mkdir(exist_ok=True)
            self.path(sha256).replace(aside)
        except FileNotFoundError:
            return
        except OSError as error:
            raise self._unwritable(error) from error

    def leftovers(self, older_than_seconds: float = STALE_AFTER_SECONDS) -> list[Path]:
        """Return the half-written files that interrupted runs left; none that may still be being written."""
        before = time.time() - older_than_seconds
        found = []
        for path in self._partial.glob("*"):
            try:
                if path.stat().st_mtime <= before:
                    found.append(path)
            except FileNotFoundError:
                continue
        return sorted(found)

    def clear_leftovers(self, older_than_seconds: float = STALE_AFTER_SECONDS) -> int:
        """Delete the half-written files that interrupted runs left, and return how many there were."""
        stale = self.leftovers(older_than_seconds)
        for path in stale:
            path.unlink(missing_ok=True)
        return len(stale)

    def _stands(self, sha256: str, size: int) -> bool:
        """That a body is here already. One of another size was damaged from outside, and is replaced."""
        try:
            return self.path(sha256).stat().st_size == size
        except FileNotFoundError:
            return False

    def _write(self, sha256: str, body: bytes) -> Path:
        self._partial.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=f"{sha256[:16]}-", dir=self._partial)
        partial = Path(name)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(body)
        except BaseException:
            partial.unlink(missing_ok=True)
            raise
        return partial

    def _settle(self, written: dict[str, Path]) -> None:
        places = {sha256: self.path(sha256) for sha256 in written}
        _sync_all(list(written.values()))
        for sha256, place in places.items():
            place.parent.mkdir(parents=True, exist_ok=True)
            written[sha256].chmod(0o444)
            written[sha256].replace(place)
        directories = {parent for place in places.values() for parent in (place.parent, place.parent.parent)}
        if places:
            _sync_all([*directories, self.root])

    def _unwritable(self, error: OSError) -> ArchiveError:
        if error.errno in FULL:
            detail = f"The disk of the archive {self.root} is full ({error.strerror}): make room, and run this again."
            return ArchiveFullError(detail)
        return ArchiveError(f"The archive {self.root} cannot be written ({error.strerror}): look at its permissions.")


def _sync_all(paths: Sequence[Path]) -> None:
    if len(paths) < SYNC_THREADS:
        for path in paths:
            _sync(path)
        return
    with ThreadPoolExecutor(SYNC_THREADS) as pool:
        for _ in pool.map(_sync, paths):
            pass


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
