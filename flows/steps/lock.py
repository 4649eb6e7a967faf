"""One writer at a time: a lock on a file, held by whoever loads, that says who holds it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout


class WriterBusyError(Exception):
    """Another process writes; the message says which."""


@contextmanager
def writer_lock(path: Path, holder: str, wait: float = 0) -> Iterator[None]:
    """Hold the writer's lock; `holder` is what others are told, `wait` how many seconds to wait for them.

    The lock is the operating system's: it ends with its process, however that ends.

    Raises:
        WriterBusyError: when the lock is still held after `wait` seconds.
    """
    note = _note(path)
    lock = FileLock(path)
    try:
        lock.acquire(timeout=wait)
    except Timeout:
        other = writer_of(path) or "another process"
        raise WriterBusyError(f"Already being written by {other}: wait until it has ended, then try again.") from None
    try:
        note.write_text(holder)
        yield
    finally:
        note.unlink(missing_ok=True)
        lock.release()


def writer_of(path: Path) -> str | None:
    """Return who writes at this moment, as they named themselves, or None."""
    if not path.exists():
        return None
    try:
        with FileLock(path).acquire(timeout=0):
            return None
    except Timeout:
        try:
            return _note(path).read_text()
        except FileNotFoundError:  # it has ended in this moment
            return "another process"
    except OSError:  # who may only read the folder cannot ask for the lock either
        return None


def _note(path: Path) -> Path:
    return path.with_suffix(".holder")
