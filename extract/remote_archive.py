"""The archive at an address of fsspec, such as a bucket: the same promises as the folder's, kept by other means.

An object store takes a body whole or not at all. Anywhere else a body is written under another name first and then
renamed. Wherever it is, each body is read back and held against its hash before `put` returns.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
import time
import uuid
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fsspec.core import url_to_fs

from extract.archive import (
    SHA256,
    STALE_AFTER_SECONDS,
    ArchiveDamagedError,
    ArchiveError,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

# Schemes of stores in which a write is seen as a whole when it has ended, and not at all before.
WRITES_WHOLE = frozenset({"s3", "s3a", "gs", "gcs", "abfs", "abfss", "az", "memory"})
# A store on the network answers many requests as fast as one.
THREADS = 8


class RemoteArchive:
    """Bodies named by their content at an address such as `s3://bucket/prefix`. Safe for several processes at once."""

    def __init__(self, address: str) -> None:
        """Connect to nothing yet.

        Raises:
            ImportError: when the package for such addresses is missing; the message names it.
            ValueError: when there are no such addresses.
        """
        self.address = address.rstrip("/")
        # What another process has written since must be seen, so nothing is remembered of listings.
        self._files, self._root = url_to_fs(self.address, use_listings_cache=False)
        self._whole = address.partition("://")[0] in WRITES_WHOLE

    def place(self, sha256: str) -> str:
        """Return the address at which a body stands, or would.

        Raises:
            ValueError: when this is not a SHA-256 in lower-case hexadecimal.
        """
        return f"{self.address}/{_name(sha256)}"

    def has(self, sha256: str) -> bool:
        """Return whether a body is here.

        Raises:
            ArchiveError: when the store cannot be asked.
        """
        return self._size(self._path(sha256)) is not None

    def put(self, body: bytes) -> str:
        """Keep a body and return its SHA-256; one that is here already is not written again.

        Raises:
            ArchiveError: when it cannot be written.
        """
        return self.put_many([body])[0]

    def put_many(self, bodies: Iterable[bytes]) -> list[str]:
        """Keep several bodies, all of them in the store when this returns, and return their SHA-256 in the same order.

        Raises:
            ArchiveError: when one cannot be written; some of the others may have been kept, whole.
        """
        named = [(hashlib.sha256(body).hexdigest(), body) for body in bodies]
        with ThreadPoolExecutor(THREADS) as threads:
            for _ in threads.map(self._keep, dict(named).items()):
                pass
        return [sha256 for sha256, _ in named]

    def read(self, sha256: str) -> bytes:
        """Return a body, checked against its hash.

        Raises:
            ArchiveDamagedError: when it is missing or has changed.
            ArchiveError: when the store cannot be asked.
        """
        place = self.place(sha256)
        try:
            body: bytes = self._files.cat_file(self._path(sha256))
        except FileNotFoundError as error:
            detail = f"The archive has no {place}: fetch its source again, or restore it from a copy."
            raise ArchiveDamagedError(detail) from error
        except Exception as error:  # each store has errors of its own
            raise self._failed("read", error) from error
        if hashlib.sha256(body).hexdigest() != sha256:
            detail = f"The archive's {place} has changed since it was written: delete it, and fetch its source again."
            raise ArchiveDamagedError(detail)
        return body

    @contextmanager
    def at_hand(self, sha256: str) -> Iterator[Path]:
        """Give a file on this machine that holds a body, checked against its hash, for as long as it is needed.

        Raises:
            ArchiveDamagedError, ArchiveError: as for `read`.
        """
        body = self.read(sha256)
        with tempfile.TemporaryDirectory(prefix="outcomes-") as folder:
            path = Path(folder) / sha256
            path.write_bytes(body)
            yield path

    def lacking(self, hashes: Iterable[str]) -> set[str]:
        """Return those of these bodies that are not here; asks for the store's list, not for each.

        Raises:
            ArchiveError: when the store cannot be asked.
        """
        wanted = set(hashes)
        if len(wanted) == 1:
            return {sha256 for sha256 in wanted if not self.has(sha256)}
        try:
            return wanted - {path.rpartition("/")[2] for path in self._files.find(self._root)} if wanted else set()
        except FileNotFoundError:
            return wanted
        except Exception as error:
            raise self._failed("read", error) from error

    def set_aside(self, sha256: str) -> None:
        """Take a body that is no longer what was put here out of its place, and keep it for whoever wants to see it.

        Raises:
            ArchiveError: when it cannot be moved.
        """
        aside = f"{self._root}/damaged/{sha256}.damaged"
        try:
            if not self._whole:
                self._files.makedirs(f"{self._root}/damaged", exist_ok=True)
            self._files.mv(self._path(sha256), aside)
        except FileNotFoundError:
            return
        except Exception as error:
            raise self._failed("written", error) from error

    def clear_leftovers(self, older_than_seconds: float = STALE_AFTER_SECONDS) -> int:
        """Delete the half-written bodies that interrupted runs left, and return how many there were.

        Raises:
            ArchiveError: when the store cannot be asked.
        """
        if self._whole:
            self.has("0" * 64)  # a store that does not answer is noticed here, before any site is asked
            return 0
        before = time.time() - older_than_seconds
        try:
            stale = [path for path in self._partial() if self._files.modified(path).timestamp() <= before]
            for path in stale:
                self._files.rm_file(path)
        except Exception as error:
            raise self._failed("written", error) from error
        return len(stale)

    def _partial(self) -> list[str]:
        try:
            return list(self._files.ls(f"{self._root}/partial", detail=False))
        except FileNotFoundError:
            return []

    def _path(self, sha256: str) -> str:
        return f"{self._root}/{_name(sha256)}"

    def _size(self, path: str) -> int | None:
        try:
            return int(self._files.info(path)["size"])
        except FileNotFoundError:
            return None
        except Exception as error:
            raise self._failed("read", error) from error

    def _keep(self, named: tuple[str, bytes]) -> None:
        sha256, body = named
        path = self._path(sha256)
        # One of another size was damaged from outside, and is replaced.
        if self._size(path) == len(body):
            return
        try:
            if self._whole:
                self._files.pipe_file(path, body)
            else:
                self._write_and_rename(path, body)
        except Exception as error:
            raise self._failed("written", error) from error
        self.read(sha256)

    def _write_and_rename(self, path: str, body: bytes) -> None:
        partial = f"{self._root}/partial/{path[-64:][:16]}-{uuid.uuid4().hex}"
        self._files.makedirs(partial.rpartition("/")[0], exist_ok=True)
        self._files.makedirs(path.rpartition("/")[0], exist_ok=True)
        self._files.pipe_file(partial, body)
        self._files.mv(partial, path)

    def _failed(self, what: str, error: Exception) -> ArchiveError:
        said: Any = os.strerror(error.errno) if isinstance(error, OSError) and error.errno else str(error)
        why = " ".join(str(said).split()) or type(error).__name__
        return ArchiveError(
            f"The archive {self.address} cannot be {what} ({why}): look at its address and credentials."
        )


def _name(sha256: str) -> str:
    if not SHA256.fullmatch(sha256):
        raise ValueError(f"Not a SHA-256: {sha256!r}.")
    return f"{sha256[:2]}/{sha256[2:4]}/{sha256}"
