"""Documents read in worker processes, several at a time, none of which can stop or starve the run.

The standard library's process pools import the main module anew in every worker (five seconds, when that is
Prefect's) and are broken for good by one crash of native code; so each thread here keeps one `ReaderProcess` and
starts another when that one dies or takes too long.
"""

from __future__ import annotations

import threading
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import AbstractContextManager, nullcontext
from functools import cache
from pathlib import Path
from types import TracebackType
from typing import Self

from pydantic import TypeAdapter

from extract.archive import ArchiveDamagedError, ArchiveError
from flows.steps.reader_process import ReaderProcess
from transform.generation import reader_version, release_reader_version
from transform.press.records import AuthorityNames, ReleaseReading
from transform.records import Reading, Unreadable

# An archived body: its file, or what gives one for as long as it is needed.
Body = Path | AbstractContextManager[Path]


class ReaderPool:
    """Worker processes that read archived documents; used as a context manager, closed at its end.

    A future never fails for what a body holds or does to its reader: that is in the reading. It fails with
    `ReaderProcessError` when the processes cannot be used at all.
    """

    def __init__(self, workers: int, most_seconds: float, most_memory: int) -> None:
        self._most_seconds = most_seconds
        self._most_memory = most_memory
        self._threads = ThreadPoolExecutor(workers, thread_name_prefix="reader")
        self._own = threading.local()
        self._processes: list[ReaderProcess] = []
        self._ending = False

    def submit(self, body: Body) -> Future[Reading]:
        """Read an archived report."""
        return self._threads.submit(self._read_report, body)

    def submit_release(self, body: Body, url: str, names: AuthorityNames) -> Future[ReleaseReading]:
        """Read an archived page of a newsroom, of the council that `names` tells from all others."""
        release = {"url": url, "own": names.own, "others": names.others}
        return self._threads.submit(self._read_release, body, release)

    def _read_report(self, body: Body) -> Reading:
        answer = self._read(body)
        if isinstance(answer, Unreadable):
            return Reading(reader_version(), 0, unreadable=answer)
        return _reports().validate_json(answer)

    def _read_release(self, body: Body, release: dict[str, object]) -> ReleaseReading:
        answer = self._read(body, release=release)
        if isinstance(answer, Unreadable):
            return ReleaseReading(release_reader_version(), unreadable=answer)
        return _releases().validate_json(answer)

    def _read(self, body: Body, **request: object) -> bytes | Unreadable:
        try:
            with nullcontext(body) if isinstance(body, Path) else body as path:
                return self._ask({"path": str(path), **request})
        except ArchiveDamagedError as error:
            return Unreadable("archive_damaged", str(error))
        except ArchiveError as error:
            return Unreadable("archive_unreadable", str(error))

    def _ask(self, request: dict[str, object]) -> bytes | Unreadable:
        process: ReaderProcess | None = getattr(self._own, "process", None)
        if process is not None and process.gone:
            # It ended between two documents, of which the next is not to blame.
            self._drop(process)
            process = None
        if process is None:
            process = self._own.process = ReaderProcess(self._most_memory, self._most_seconds)
            self._processes.append(process)
            if self._ending:  # it was starting while the others were ended
                process.kill()
        answer = process.ask(request)
        if isinstance(answer, Unreadable):
            self._drop(process)
        return answer

    def _drop(self, process: ReaderProcess) -> None:
        self._processes.remove(process)
        process.close()
        self._own.process = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is not None:
            # No thread may start on another document while the processes are being ended.
            self._ending = True
            self._threads.shutdown(wait=False, cancel_futures=True)
            for process in tuple(self._processes):
                process.kill()
        self._threads.shutdown()
        for process in self._processes:
            process.close()


@cache
def _reports() -> TypeAdapter[Reading]:
    return TypeAdapter(Reading)


@cache
def _releases() -> TypeAdapter[ReleaseReading]:
    return TypeAdapter(ReleaseReading)
