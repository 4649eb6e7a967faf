"""Documents read in worker processes, several at a time, none of which can stop or starve the run.

The standard library's process pools import the main module anew in every worker (five seconds, when that is
Prefect's) and are broken for good by one crash of native code; so each thread here keeps one `transform.worker`
and starts another when that one dies or takes too long.
"""

from __future__ import annotations

import selectors
import subprocess
import sys
import threading
from concurrent.futures import Future, ThreadPoolExecutor
from functools import cache
from io import BufferedReader
from pathlib import Path
from types import TracebackType
from typing import IO, Self, cast

from pydantic import TypeAdapter

from transform.read import reader_version
from transform.records import Reading, Unreadable

_CHUNK = 1 << 20


class _Worker:
    """One process and the pipe to it."""

    def __init__(self, most_memory: int) -> None:
        self._process = process = subprocess.Popen(  # noqa: S603 - our own module, no outside input
            [sys.executable, "-m", "transform.worker", str(most_memory)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            start_new_session=True,  # Ctrl-C is for the run, which then ends its workers
        )
        self._questions, self._answers = cast("tuple[IO[bytes], BufferedReader]", (process.stdin, process.stdout))
        self._selector = selectors.DefaultSelector()
        self._selector.register(self._answers, selectors.EVENT_READ)

    def read(self, path: Path, most_seconds: float) -> bytes | Unreadable:
        """Return the worker's answer, or why there is none; without one the worker is gone."""
        try:
            self._questions.write(str(path).encode() + b"\n")
            self._questions.flush()
        except BrokenPipeError:
            return self._ended()
        answer = bytearray()
        while not answer.endswith(b"\n"):
            if not self._selector.select(most_seconds):
                self.kill()
                return Unreadable("took_too_long", f"Reading the document took over {most_seconds:g} seconds.")
            chunk = self._answers.read1(_CHUNK)
            if not chunk:
                return self._ended()
            answer += chunk
        return bytes(answer)

    @property
    def gone(self) -> bool:
        """That the process has ended."""
        return self._process.poll() is not None

    def _ended(self) -> Unreadable:
        self._process.wait()
        return Unreadable(
            "reader_crashed", f"The process that read the document ended with {self._process.returncode}."
        )

    def kill(self) -> None:
        """End the process, which holds nothing that could be lost."""
        self._process.kill()

    def close(self) -> None:
        """End the process and give back its pipes."""
        self.kill()
        self._selector.close()
        self._process.communicate()


class ReaderPool:
    """Worker processes that read archived documents; used as a context manager, closed at its end."""

    def __init__(self, workers: int, most_seconds: float, most_memory: int) -> None:
        self._most_seconds = most_seconds
        self._most_memory = most_memory
        self._threads = ThreadPoolExecutor(workers, thread_name_prefix="reader")
        self._own = threading.local()
        self._workers: list[_Worker] = []

    def submit(self, path: Path) -> Future[Reading]:
        """Read an archived body; the future never fails for what the body holds or does to its reader."""
        return self._threads.submit(self._read, path)

    def _read(self, path: Path) -> Reading:
        worker: _Worker | None = getattr(self._own, "worker", None)
        if worker is not None and worker.gone:
            # It ended between two documents, of which the next is not to blame.
            self._drop(worker)
            worker = None
        if worker is None:
            worker = self._own.worker = _Worker(self._most_memory)
            self._workers.append(worker)
        answer = worker.read(path, self._most_seconds)
        if isinstance(answer, Unreadable):
            self._drop(worker)
            return Reading(reader_version(), 0, unreadable=answer)
        return _readings().validate_json(answer)

    def _drop(self, worker: _Worker) -> None:
        self._workers.remove(worker)
        worker.close()
        self._own.worker = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is not None:
            # No thread may start on another document while the workers are being ended.
            self._threads.shutdown(wait=False, cancel_futures=True)
            for worker in tuple(self._workers):
                worker.kill()
        self._threads.shutdown()
        for worker in self._workers:
            worker.close()


@cache
def _readings() -> TypeAdapter[Reading]:
    return TypeAdapter(Reading)
