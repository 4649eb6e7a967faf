"""Which flow runs have a process that lives: each holds a lock of its own, which ends with the process."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import UUID

from filelock import FileLock, Timeout

from flows.settings import Settings


@contextmanager
def alive(settings: Settings, run_id: UUID | str) -> Iterator[None]:
    """Show that the flow run has a process, until this ends."""
    path = _path(settings, run_id)
    path.parent.mkdir(parents=True, exist_ok=True)
    with FileLock(path):
        yield
    path.unlink(missing_ok=True)


def lives(settings: Settings, run_id: UUID | str) -> bool:
    """Say whether the flow run has a process on this machine; what a dead one left is cleared away."""
    path = _path(settings, run_id)
    if not path.exists():
        return False
    try:
        with FileLock(path, timeout=0):
            path.unlink(missing_ok=True)
            return False
    except Timeout:
        return True


def _path(settings: Settings, run_id: UUID | str) -> Path:
    return settings.home / "prefect" / "runs" / f"{run_id}.lock"
