"""Bytes: what is not held yet is fetched, checked for what it claims to be, and archived before anything reads it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from extract.http import FetchError, FetchProblem, Response
from extract.response import Validators
from flows.steps.readers import Pending
from flows.steps.run import Run
from flows.steps.watch import failed, fetched
from transform.document import UnreadableError, check_is_pdf
from transform.records import Reading
from warehouse.rows import Fetch, FetchKind, FetchOutcome
from warehouse.store import FileToFetch

# Bodies that are forced to the disk together: the disk is waited for once, and the readers soon have work.
ARCHIVED_TOGETHER = 10
# Bytes of bodies that wait to be archived together.
MOST_WAITING = 20_000_000
# Answers that are about the one file that was asked for, not about the host.
GONE = frozenset({404, 410})
OF_THE_FILE = frozenset({FetchProblem.TOO_LARGE, FetchProblem.REDIRECT_REFUSED, FetchProblem.TOO_MANY_REDIRECTS})


@dataclass(frozen=True)
class Fetched:
    """A batch of fetches, and the readings of what they brought, some of which may still be under way.

    There are fewer fetches than files when the run gave up asking.
    """

    fetches: tuple[Fetch, ...]
    readings: dict[str, Pending[Reading]]


@dataclass(frozen=True)
class _Answer:
    """An answer to the request for a file: its row without the body's hash, the body, and the hash of the one held."""

    fetch: Fetch
    body: bytes | None = None
    held: str | None = None


def fetch(run: Run, files: Sequence[FileToFetch], done: int, total: int) -> Fetched:
    """Fetch and archive these files, and hand each new body to the readers at once.

    `done` and `total` tell the run's progress how many files went before and how many there are.
    """
    fetches: list[Fetch] = []
    readings: dict[str, Pending[Reading]] = {}
    answers: list[_Answer] = []
    for number, answer in enumerate(_answers(run, files), done + 1):
        answers.append(answer)
        if len(answers) == ARCHIVED_TOGETHER or sum(len(one.body or b"") for one in answers) > MOST_WAITING:
            fetches += _archived(run, answers, readings)
            answers = []
        run.progress("reports", number, total)
    fetches += _archived(run, answers, readings)
    return Fetched(tuple(fetches), readings)


def _answers(run: Run, files: Sequence[FileToFetch]) -> Iterator[_Answer]:
    for file in files:
        try:
            answer = _ask(run, file)
            run.failures_in_a_row[FetchKind.FILE] = 0
        except FetchError as error:
            run.note_problem(file.source_url, error.detail)
            answer = _Answer(failed(run, error, FetchKind.FILE, file.file_id))
            run.failures_in_a_row[FetchKind.FILE] += error.kind not in OF_THE_FILE
        yield answer
        if run.gives_up(FetchKind.FILE):
            return


def _ask(run: Run, file: FileToFetch) -> _Answer:
    try:
        response = run.session.get(file.source_url, Validators(file.etag, file.last_modified))
    except FetchError as error:
        if error.kind is not FetchProblem.HTTP_ERROR or error.status not in GONE or error.response is None:
            raise
        response = error.response
    if response.not_modified:
        row = fetched(response, FetchKind.FILE, FetchOutcome.NOT_MODIFIED, file.sha256, file_id=file.file_id)
        return _Answer(row)
    return _Answer(_checked(response, file), response.body, file.sha256)


def _checked(response: Response, file: FileToFetch) -> Fetch:
    """The row of a body, which is refused when it is not what it should be, whatever its status says."""
    try:
        check_is_pdf(response.body)
    except UnreadableError as error:
        return fetched(response, FetchKind.FILE, FetchOutcome.REJECTED, file_id=file.file_id, detail=error.detail)
    if response.status in GONE:
        detail = f"The host sent a PDF and said that it is gone (status {response.status})."
        return fetched(response, FetchKind.FILE, FetchOutcome.REJECTED, file_id=file.file_id, detail=detail)
    return fetched(response, FetchKind.FILE, FetchOutcome.NEW, file_id=file.file_id)


def _archived(run: Run, answers: Sequence[_Answer], readings: dict[str, Pending[Reading]]) -> list[Fetch]:
    bodies = [answer.body for answer in answers if answer.body is not None]
    hashes = iter(run.archive.put_many(bodies))
    rows: list[Fetch] = []
    new: list[str] = []
    for answer in answers:
        if answer.body is None:
            rows.append(answer.fetch)
            continue
        sha256 = next(hashes)
        if sha256 == answer.held:
            rows.append(replace(answer.fetch, document_sha256=sha256, outcome=FetchOutcome.UNCHANGED))
            continue
        rows.append(replace(answer.fetch, document_sha256=sha256))
        new.append(sha256)
    readings.update(run.readers.reports([sha256 for sha256 in dict.fromkeys(new) if sha256 not in readings]))
    return rows
