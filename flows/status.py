"""How things stand: what is published, how the last runs went, what is in quarantine, and what stands in the way.

The published file tells what people read; the working database what runs did since, also those that published nothing.
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb
from filelock import FileLock, Timeout

from flows.ask import OUT, QuestionError, rows, shown
from flows.settings import Settings
from flows.steps.lock import writer_of
from warehouse.clock import TOLERANCE, newest_time
from warehouse.database import check_schema
from warehouse.store import WarehouseError, connect

Lines = list[tuple[Any, ...]]

# Bytes that a run takes beside what grows with what is held.
LEAST_ROOM = 50_000_000

HELD = """
SELECT format('{:<22} {:>5} inspections, published {} to {}',
    framework, count(*), min(published_on)::VARCHAR, max(published_on)::VARCHAR)
FROM inspections GROUP BY framework ORDER BY count(*) DESC"""
CHANGED = """
SELECT CASE WHEN withdrawn_at IS NULL THEN 'amended' ELSE 'withdrawn' END,
    coalesce(withdrawn_at, amended_at), authority, label, published_on, source_url
FROM publications WHERE withdrawn_at IS NOT NULL OR amended_at IS NOT NULL
ORDER BY coalesce(withdrawn_at, amended_at) DESC, file_id LIMIT 10"""
NOT_READ = """
SELECT authority, label, published_on, source_url FROM publications WHERE state = 'not_yet_read'
ORDER BY published_on DESC"""
# These two are asked of either database.
RUNS = """
SELECT run_id, kind,
    CASE WHEN state = 'interrupted' OR (state = 'running' AND ?)
        THEN 'cut off: its process was ended, or had no room to write; what it loaded is kept, the next goes on'
        ELSE state END,
    CASE WHEN finished_at IS NOT NULL THEN 'ended' END, finished_at, detail
FROM {schema}.runs ORDER BY started_at DESC LIMIT 5"""
QUARANTINE = """
SELECT stage, reason, detail, source_url, first_seen_at FROM {schema}.quarantine
WHERE resolved_at IS NULL ORDER BY first_seen_at DESC"""
LAST_TO_PUBLISH = """
SELECT run_id FROM {schema}.runs WHERE kind <> 'watch' AND state <> 'running' ORDER BY started_at DESC LIMIT 1"""


@dataclass(frozen=True)
class _Told:
    """What a database tells of the runs.

    `last` is the last one that should have published, `newest` the newest time in the database.
    """

    runs: Lines
    quarantine: Lines
    last: Lines
    newest: datetime | None = None


def print_status(settings: Settings) -> None:
    """Print what the published file holds, how the last runs went, and what is in quarantine and why.

    Raises:
        QuestionError: when there is no published file, or it cannot be opened; all else was printed before.
    """
    path = settings.published
    writer = writer_of(settings.lock)
    working = None if writer else _working(settings)
    unreadable: QuestionError | None = None
    try:
        held, changed, not_read = (rows(path, query).values for query in (HELD, CHANGED, NOT_READ))
        published = _Told(*(rows(path, query, given).values for query, given in _asked("main", cut_off=False)))
    except QuestionError as error:
        if working is None and not writer:
            raise
        unreadable = error
    _say(f"published file: {path}")
    if writer:
        _say(f"being written at this moment by {writer}")
    if isinstance(working, str):
        _say(f"working database: {working}")
    for line in _warnings(settings, working.newest if isinstance(working, _Told) else None):
        _say(line)
    if unreadable is None:
        if isinstance(working, _Told) and working.last != published.last:
            _say("not published: what the last run loaded; 'outcomes publish' builds the file anew, or says why not.")
        _print("What is held", held)
        _print("Amended and withdrawn, the last ten", changed)
    told = working if isinstance(working, _Told) else None if unreadable else published
    if told:
        _print("The last runs", told.runs)
        _print("In quarantine", told.quarantine)
    if unreadable:
        raise unreadable
    _print("Not read, and why", not_read)


def _asked(schema: str, *, cut_off: bool) -> list[tuple[str, tuple[object, ...]]]:
    """The queries that either database is asked; `cut_off` says that what is noted as running is not."""
    return [
        (RUNS.format(schema=schema), (cut_off,)),
        (QUARANTINE.format(schema=schema), ()),
        (LAST_TO_PUBLISH.format(schema=schema), ()),
    ]


def _working(settings: Settings) -> _Told | str | None:
    """What the working database tells, or the sentence that says why it tells nothing; None when it is not there.

    It is read under the writer's lock, since who has the file open shuts a run out.
    """
    if not settings.working.exists():
        return None
    lock = FileLock(settings.lock)
    try:
        lock.acquire(timeout=0)
    except (Timeout, OSError):  # a run has just begun, or this user may only read
        return None
    try:
        con = connect(settings.working, read_only=True)
        try:
            check_schema(con)
            told = (con.execute(query, given).fetchall() for query, given in _asked("store", cut_off=True))
            return _Told(*told, newest=newest_time(con))
        finally:
            con.close()
    except WarehouseError as error:
        return str(error)
    except duckdb.Error as error:
        return f"{settings.working} cannot be read: {str(error).strip().splitlines()[0]}"
    finally:
        lock.release()


def _warnings(settings: Settings, newest: datetime | None) -> list[str]:
    """What will stand in the way of the next run: a clock that is wrong, a disk that has no room for it."""
    told = []
    now = datetime.now(UTC)
    if newest and newest > now + TOLERANCE:
        told.append(
            f"clock: this machine's says {now:%Y-%m-%d %H:%M} UTC, and {newest:%Y-%m-%d %H:%M} was noted before: "
            "it is wrong, or was. The next refresh asks Ofsted's site for the time."
        )
    # A build takes as much again as the published file, and the working database is written beside itself.
    needed = LEAST_ROOM + sum(2 * _size(path) for path in (settings.published, settings.working))
    free = shutil.disk_usage(settings.home).free
    if free < needed:
        told.append(f"disk: {free / 1e6:.0f} MB are free, and a run needs about {needed / 1e6:.0f} MB: make room.")
    return told


def _size(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0


def _say(text: str) -> None:
    OUT.print(text, markup=False, soft_wrap=True)


def _print(title: str, lines: Lines) -> None:
    OUT.print(f"\n[bold]{title}[/bold]")
    for line in lines:
        _say("  " + "  ".join(shown(value) for value in line if value is not None))
    if not lines:
        _say("  none")
