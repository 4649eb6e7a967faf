"""What the steps of one run share: its settings, its clock, the archive, the sites, the database and the readers."""

from __future__ import annotations

import logging
import os
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Protocol

import duckdb

from extract.archive import Archive
from extract.http import Manners, PoliteSession
from flows.settings import Settings, require_contact
from flows.steps.lock import writer_lock
from flows.steps.pool import ReaderPool
from warehouse.store import connect, ensure_schema

LOG = logging.getLogger("outcomes")


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
    """One run. `problems` grows as parts fail; a run with problems ends as failed, having done the rest."""

    run_id: str
    settings: Settings
    con: duckdb.DuckDBPyConnection
    archive: Archive
    pool: ReaderPool
    progress: Progress
    clock: Callable[[], datetime]
    session: PoliteSession
    problems: list[Problem] = field(default_factory=list)


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
) -> Iterator[Run]:
    """Open what a run needs, as the one writer, and close it whatever happens; `network` says that it asks sites.

    Raises:
        SettingsError: when other people's sites would be asked without a contact.
        WriterBusyError: when another run writes.
        WarehouseError: when the working database cannot be opened.
    """
    if network:
        require_contact(settings)
    settings.home.mkdir(parents=True, exist_ok=True)
    run_id = f"{clock():%Y%m%dT%H%M%SZ}-{uuid.uuid4().hex[:6]}"
    with writer_lock(settings.lock, f"run {run_id}, process {os.getpid()}"):
        con = connect(settings.working)
        try:
            ensure_schema(con)
            with (
                ReaderPool(settings.workers, settings.document_seconds, settings.document_memory) as pool,
                _session(settings) as session,
            ):
                yield Run(
                    run_id=run_id,
                    settings=settings,
                    con=con,
                    archive=Archive(settings.archive),
                    pool=pool,
                    progress=progress,
                    clock=clock,
                    session=session,
                )
        finally:
            con.close()


def _session(settings: Settings) -> PoliteSession:
    manners = Manners(
        contact=settings.contact or "this-machine-only",
        pause_seconds=settings.pause,
        read_seconds=settings.timeout,
        tries=settings.tries,
        backoff_seconds=settings.backoff,
        most_bytes=settings.most_bytes,
    )
    return PoliteSession(manners, frozenset({settings.ofsted_url, settings.files_url}))
