"""What the steps of one run share: its settings, its clock, the archive, the sites, the database and the readers."""

from __future__ import annotations

import logging
import os
import uuid
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Protocol

import duckdb

from extract.http import Clock, Manners, PoliteSession
from flows.settings import Settings, make_home, require_contact
from flows.steps.archive import Bodies, open_archive
from flows.steps.disk import full_disk_told
from flows.steps.lock import writer_lock
from flows.steps.patience import Patience
from flows.steps.readers import OpenReaders, Readers, readers_here
from warehouse.errors import WarehouseError
from warehouse.rows import FetchKind
from warehouse.store import connect, ensure_schema

LOG = logging.getLogger("outcomes")

# A host that fails so often in a row is down or wants to be left alone: the rest waits for the next run.
MOST_FAILURES_IN_A_ROW = 5

KEPT = "What was loaded is kept, and so is what was published."


class Progress(Protocol):
    """Told how far a stage is."""

    def __call__(self, stage: str, done: int, total: int) -> None:
        """Take note that `done` of `total` items of the stage are done."""


def silent(stage: str, done: int, total: int) -> None:
    """Take no note."""


@dataclass(frozen=True)
class Problem:
    """A part of a run that failed while the rest went on: what was asked for, and what went wrong with it."""

    source: str
    detail: str


@dataclass
class Run:
    """One run. `problems` grows as parts fail; a run with problems ends as failed, having done the rest.

    `failures_in_a_row` counts the last requests of a kind that had no answer, `patience` what each newsroom's hosts
    have cost, over all batches.
    """

    run_id: str
    settings: Settings
    con: duckdb.DuckDBPyConnection
    archive: Bodies
    readers: Readers
    progress: Progress
    clock: Callable[[], datetime]
    session: PoliteSession
    problems: list[Problem] = field(default_factory=list)
    failures_in_a_row: Counter[FetchKind] = field(default_factory=Counter)
    patience: defaultdict[frozenset[str], Patience] = field(default_factory=lambda: defaultdict(Patience))

    def gives_up(self, kind: FetchKind) -> bool:
        """Say whether requests of this kind have failed so often in a row that no more are made."""
        return self.failures_in_a_row[kind] >= MOST_FAILURES_IN_A_ROW

    def note_given_up(self, source: str, left: int) -> None:
        """Add to the problems that so many requests were not made."""
        detail = f"Given up after {MOST_FAILURES_IN_A_ROW} failures in a row; the next run asks for the other {left}."
        self.note_problem(source, detail)

    def note_problem(self, source: str, detail: str) -> None:
        """Add to the problems, once: a step that is performed again meets the same ones again."""
        if (problem := Problem(source, detail)) not in self.problems:
            self.problems.append(problem)


def utc_now() -> datetime:
    """Return the time, in UTC."""
    return datetime.now(UTC)


@contextmanager
def open_run(
    settings: Settings,
    *,
    network: bool = True,
    progress: Progress = silent,
    clock: Callable[[], datetime] = utc_now,
    called: str = "run",
    say: Callable[[str], object] = LOG.warning,
    read_by: OpenReaders = readers_here,
) -> Iterator[Run]:
    """Open what a run needs, as the one writer, and close it whatever happens; `network` says that it asks sites.

    `called` is what others are told that they wait for, `say` is told whom this run waits for.
    `read_by` opens what reads documents.

    Raises:
        SettingsError: when other people's sites would be asked without a contact, or the home cannot be written.
        WriterBusyError: when another run still writes after the seconds of the setting `wait`.
        WarehouseError: when the working database cannot be opened or, for a run without the network, is not there.
        DiskFullError: when the disk is full, at whatever point.
    """
    if network:
        require_contact(settings, (settings.ofsted_url, settings.files_url))
        make_home(settings)
    elif not settings.working.exists():
        raise WarehouseError(f"Nothing is loaded in {settings.home}: 'outcomes refresh' loads it.")
    run_id = f"{clock():%Y%m%dT%H%M%SZ}-{uuid.uuid4().hex[:6]}"
    hosts = frozenset({settings.ofsted_url, settings.files_url})
    with (
        full_disk_told(settings.home, KEPT),
        writer_lock(settings.lock, f"{called} {run_id}, process {os.getpid()}", settings.wait, say),
    ):
        con = connect(settings.working)
        try:
            ensure_schema(con)
            archive = open_archive(settings)
            archive.clear_leftovers()  # of runs that were cut off
            with (
                read_by(settings, archive) as readers,
                PoliteSession(manners_of(settings), hosts, Clock(now=clock)) as session,
            ):
                yield Run(
                    run_id=run_id,
                    settings=settings,
                    con=con,
                    archive=archive,
                    readers=readers,
                    progress=progress,
                    clock=clock,
                    session=session,
                )
        finally:
            con.close()


def manners_of(settings: Settings) -> Manners:
    """Return how hosts are asked, as the settings say."""
    return Manners(
        contact=settings.contact or "this-machine-only",
        pause_seconds=settings.pause,
        read_seconds=settings.timeout,
        tries=settings.tries,
        backoff_seconds=settings.backoff,
        most_bytes=settings.most_bytes,
    )
