"""Bytes: what is not held yet is fetched, checked for what it claims to be, and archived before anything reads it."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Future
from dataclasses import dataclass

from extract.http import FetchError, Validators
from flows.steps.run import Problem, Run
from flows.steps.watch import failed, fetched
from transform.document import UnreadableError, check_is_pdf
from transform.records import Reading
from warehouse.rows import Fetch, FetchKind, FetchOutcome
from warehouse.store import FileToFetch


@dataclass(frozen=True)
class Fetched:
    """A batch of fetches, and the readings of what they brought, some of which may still be under way."""

    fetches: tuple[Fetch, ...]
    readings: dict[str, Future[Reading]]


def fetch(run: Run, files: Sequence[FileToFetch], done: int, total: int) -> Fetched:
    """Fetch and archive these files, and hand each new body to the readers at once.

    `done` and `total` tell the run's progress how many files went before and how many there are.
    """
    fetches: list[Fetch] = []
    readings: dict[str, Future[Reading]] = {}
    for number, file in enumerate(files, done + 1):
        row = _fetch(run, file)
        fetches.append(row)
        sha256 = row.document_sha256
        if sha256 and row.outcome in (FetchOutcome.NEW, FetchOutcome.REJECTED) and sha256 not in readings:
            readings[sha256] = run.pool.submit(run.archive.path(sha256))
        run.progress("reports", number, total)
    return Fetched(tuple(fetches), readings)


def _fetch(run: Run, file: FileToFetch) -> Fetch:
    validators = Validators(file.etag, file.last_modified) if file.etag or file.last_modified else None
    try:
        response = run.session.get(file.source_url, validators)
    except FetchError as error:
        run.problems.append(Problem(file.source_url, str(error)))
        return failed(run, error, FetchKind.FILE, file.file_id)
    if response.not_modified:
        return fetched(response, FetchKind.FILE, FetchOutcome.NOT_MODIFIED, file.sha256, file_id=file.file_id)
    sha256 = run.archive.put(response.body)
    try:
        check_is_pdf(response.body)
    except UnreadableError as error:
        return fetched(
            response, FetchKind.FILE, FetchOutcome.REJECTED, sha256, file_id=file.file_id, detail=error.detail
        )
    outcome = FetchOutcome.UNCHANGED if sha256 == file.sha256 else FetchOutcome.NEW
    return fetched(response, FetchKind.FILE, outcome, sha256, file_id=file.file_id)
