"""The real reports and the imitated newsrooms, refreshed once into an empty home for the tests that look at it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.replica import Replica, outcomes, register, running

SINCE = "2015-01-01"


@dataclass(frozen=True)
class Refreshed:
    """What was refreshed, with the environment of a further run on it. No test changes its home."""

    replica: Replica
    home: Path
    environment: dict[str, str]

    @property
    def published(self) -> Path:
        return self.home / "inspection_outcomes.duckdb"


@contextmanager
def refreshed_home(folder: Path) -> Iterator[Refreshed]:
    with running() as replica:
        home = folder / "home"
        environment = replica.settings(home) | {"OUTCOMES_NEWSROOMS": str(register(replica, folder))}
        done = outcomes(environment, "refresh", "--newsrooms-since", SINCE)
        assert done.returncode == 0, done.stdout + done.stderr
        yield Refreshed(replica, home, environment)
