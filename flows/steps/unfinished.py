"""The memory of a backfill that was cut off: when it began and which documents it has read, until it is through."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterable
from datetime import datetime
from pathlib import Path

from flows.settings import Settings
from flows.steps.wish import Wish


class Unfinished:
    """What is known of the backfill of a wish. One that was never begun, or has ended, begins at `now`."""

    def __init__(self, settings: Settings, wish: Wish, now: datetime) -> None:
        # The same picked in another order is the same wish.
        wanted = {
            name: sorted(set(value)) if isinstance(value, list) else value
            for name, value in wish.model_dump(mode="json", exclude={"dry_run"}).items()
        }
        name = hashlib.sha256(json.dumps(wanted).encode()).hexdigest()[:16]
        self._path = settings.home / "backfills" / f"{name}.jsonl"
        self.began_at, self.done = _read(self._path) or (now, frozenset[str]())
        self.goes_on = self.began_at != now

    def begin(self) -> None:
        """Remember when it began."""
        if not self.goes_on:
            self._path.parent.mkdir(exist_ok=True)
            self._path.write_text(json.dumps(self.began_at.isoformat()) + "\n", encoding="utf-8")

    def note(self, documents: Collection[str]) -> None:
        """Remember that these documents were read."""
        self.done |= frozenset(documents)
        with self._path.open("a", encoding="utf-8") as file:
            file.writelines(json.dumps(sha256) + "\n" for sha256 in documents)

    def end(self) -> None:
        """Forget it: asked for again, it is begun anew."""
        self._path.unlink(missing_ok=True)


def _read(path: Path) -> tuple[datetime, frozenset[str]] | None:
    try:
        first, *rest = path.read_text(encoding="utf-8").splitlines()
        return datetime.fromisoformat(json.loads(first)), frozenset(_hashes(rest))
    except (FileNotFoundError, ValueError):
        return None


def _hashes(lines: list[str]) -> Iterable[str]:
    for line in lines:
        try:
            yield json.loads(line)
        except ValueError:  # the last line of a process that was killed
            return
