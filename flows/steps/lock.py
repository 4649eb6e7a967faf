"""One writer at a time: a lock on a file, held by whoever loads, that says who holds it."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

LOG = logging.getLogger("outcomes")

# Seconds between two looks at who writes, so that whoever waits learns that the turn has gone to another.
LOOK_EVERY = 5.0


class WriterBusyError(Exception):
    """Another process writes; the message says which."""


@contextmanager
def writer_lock(path: Path, holder: str, wait: float = 0, say: Callable[[str], object] = LOG.warning) -> Iterator[None]:
    """Hold the writer's lock; `holder` is what others are told, `wait` how many seconds to wait for them.

    `say` is told for whom it waits. The lock is the operating system's: it ends with its process, however that ends.

    Raises:
        WriterBusyError: when the lock is still held after `wait` seconds.
    """
    note = _note(path)
    lock = FileLock(path)
    _wait_for(lock, path, wait, say)
    try:
        note.write_text(holder)
        yield
    finally:
        note.unlink(missing_ok=True)
        lock.release()


def _wait_for(lock: FileLock, path: Path, wait: float, say: Callable[[str], object]) -> None:
    end = time.monotonic() + wait
    told: str | None = None
    left = 0.0
    while True:
        try:
            lock.acquire(timeout=min(left, LOOK_EVERY))
        except Timeout:
            other = writer_of(path) or "another process"
        else:
            return
        left = end - time.monotonic()
        if left <= 0:
            raise WriterBusyError(f"Already being written by {other}: wait until it has ended, then try again.")
        if other != told:
            say(f"Waiting for {other}, for {left:.0f} seconds at most.")
            told = other


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
