"""One process that reads documents, and the pipe to it."""

from __future__ import annotations

import selectors
import signal
import subprocess
import sys
from io import BufferedReader
from typing import IO, cast

import orjson

from transform.generation import reader_version
from transform.records import Unreadable

_CHUNK = 1 << 20
# Starting takes a fifth of a second; a machine that swaps may need far longer.
_SECONDS_TO_START = 120.0


class ReaderProcessError(Exception):
    """The processes that read documents do not start, or are of another generation: no document is to blame."""


class ReaderProcess:
    """A `transform.worker` that has said that it is ready."""

    def __init__(self, most_memory: int, most_seconds: float) -> None:
        """Start the process; `most_memory` in bytes, `most_seconds` for each document.

        Raises:
            ReaderProcessError: when it does not start, or has other readers than this process.
        """
        self._most_seconds = most_seconds
        self._process = process = subprocess.Popen(  # noqa: S603 - our own module, no outside input
            [sys.executable, "-m", "transform.worker", str(most_memory), str(most_seconds)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            start_new_session=True,  # Ctrl-C is for the run, which then ends its workers
        )
        self._questions, self._answers = cast("tuple[IO[bytes], BufferedReader]", (process.stdin, process.stdout))
        self._selector = selectors.DefaultSelector()
        self._selector.register(self._answers, selectors.EVENT_READ)
        said = self._answer(_SECONDS_TO_START)
        if isinstance(said, Unreadable) or orjson.loads(said) != reader_version():
            self.close()
            detail = "they do not start" if isinstance(said, Unreadable) else "the readers were changed under this run"
            raise ReaderProcessError(
                f"The processes that read documents cannot be used: {detail}. Nothing was read; "
                "if starting the run again does not help, install anew with 'make install'."
            )

    @property
    def gone(self) -> bool:
        """That the process has ended."""
        return self._process.poll() is not None

    def ask(self, request: dict[str, object]) -> bytes | Unreadable:
        """Return the answer to a request, or why there is none; without one the process is gone."""
        try:
            self._questions.write(orjson.dumps(request) + b"\n")
            self._questions.flush()
        except BrokenPipeError:
            return self._ended()
        return self._answer(self._most_seconds)

    def _answer(self, most_seconds: float) -> bytes | Unreadable:
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

    def _ended(self) -> Unreadable:
        code = self._process.wait()
        how = f"by {signal.Signals(-code).name}" if code < 0 else f"with status {code}"
        detail = f"The process that read the document was ended {how}: the file is damaged, or takes too much memory."
        return Unreadable("reader_crashed", detail)

    def kill(self) -> None:
        """End the process, which holds nothing that could be lost."""
        self._process.kill()

    def close(self) -> None:
        """End the process and give back its pipes."""
        self.kill()
        self._selector.close()
        self._process.communicate()
