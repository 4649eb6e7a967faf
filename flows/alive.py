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
    begun = path.with_suffix(".begun")
    with FileLock(begun):
        # Under this name it is held from the first moment to the last: one that is free is that of a dead process.
        begun.rename(path)
        try:
            yield
        finally:
            path.unlink(missing_ok=True)


def lives(settings: Settings, run_id: UUID | str) -> bool:
    """Say whether the flow run has a process, on whichever machine shares the home."""
    return _is_held(_path(settings, run_id))


def died(settings: Settings) -> list[str]:
    """Return the ids of the flow runs whose process has ended without a word."""
    return [path.stem for path in sorted(_folder(settings).glob("*.lock")) if not _is_held(path)]


def forget(settings: Settings, run_id: UUID | str) -> None:
    """Clear away what the process of a flow run left when it died."""
    _path(settings, run_id).unlink(missing_ok=True)


def _is_held(path: Path) -> bool:
    if not path.exists():
        return False
    try:
        with FileLock(path, timeout=0):
            return False
    except Timeout:
        return True


def _path(settings: Settings, run_id: UUID | str) -> Path:
    return _folder(settings) / f"{run_id}.lock"


def _folder(settings: Settings) -> Path:
    return settings.home / "prefect" / "runs"
