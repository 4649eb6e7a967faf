from __future__ import annotations

import hashlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from importlib import resources
from pathlib import Path
from typing import Any

import pytest

from flows.steps.pool import ReaderPool
from tests.hostile.bombs import endless_pdf, large_pdf
from transform.read import read_body
from transform.records import Reading

EDITION = resources.files("flows.sample") / "edition" / "files"
ILACS, SIF = (EDITION / name for name in ("990000004.pdf", "990000001.pdf"))
MEMORY = 1_500_000_000


@pytest.fixture
def processes(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[subprocess.Popen[bytes]]]:
    """The worker processes that the pool starts; none of them may be left at the end."""
    started: list[subprocess.Popen[bytes]] = []
    start = subprocess.Popen

    def starting(words: list[str], **options: Any) -> subprocess.Popen[bytes]:
        started.append(start(words, **options))
        return started[-1]

    monkeypatch.setattr(subprocess, "Popen", starting)
    yield started
    assert started
    assert [process.returncode is None for process in started] == [False] * len(started)


@pytest.fixture
def keep(tmp_path: Path) -> Callable[[bytes], Path]:
    def put(body: bytes) -> Path:
        path = tmp_path / hashlib.sha256(body).hexdigest()
        path.write_bytes(body)
        return path

    return put


@pytest.fixture
def endless(tmp_path: Path) -> Path:
    """A document that a worker never comes to the end of: nobody writes to this pipe."""
    path = tmp_path / "pipe"
    os.mkfifo(path)
    return path


def pool(most_seconds: float = 60, most_memory: int = MEMORY, workers: int = 1) -> ReaderPool:
    return ReaderPool(workers, most_seconds, most_memory)


def reason(reading: Reading) -> str | None:
    return reading.unreadable.reason if reading.unreadable else None


def detail(reading: Reading) -> str | None:
    return reading.unreadable.detail if reading.unreadable else None


def until(true: Callable[[], bool]) -> None:
    end = time.monotonic() + 10
    while not true():
        assert time.monotonic() < end, "it never came to that"
        time.sleep(0.01)


@contextmanager
def being_read(path: Path) -> Iterator[None]:
    """Wait until a process reads from the pipe; what is inside happens before it comes to the end."""
    handles: list[int] = []

    def opened() -> bool:
        try:
            handles.append(os.open(path, os.O_WRONLY | os.O_NONBLOCK))
        except OSError:  # nobody reads yet
            return False
        return True

    until(opened)
    try:
        yield
    finally:
        os.close(handles[0])


Processes = list[subprocess.Popen[bytes]]
Keep = Callable[[bytes], Path]


def test_a_reading_is_what_the_readers_give(processes: Processes, keep: Keep) -> None:
    bodies = [ILACS.read_bytes(), SIF.read_bytes(), (EDITION / "990000009.html").read_bytes()]
    with pool(workers=2) as readers:
        readings = [readers.submit(keep(body)).result() for body in bodies]
    assert readings == [read_body(body) for body in bodies]
    assert [len(reading.inspections) for reading in readings] == [1, 1, 0]
    assert [reason(reading) for reading in readings] == [None, None, "not_found_page"]
    assert len(processes) <= 2


def test_a_killed_worker_takes_one_document_with_it(processes: Processes, keep: Keep, endless: Path) -> None:
    good = keep(ILACS.read_bytes())
    with pool() as readers:
        first, doomed, after = readers.submit(good), readers.submit(endless), readers.submit(good)
        first.result()
        with being_read(endless):
            processes[0].send_signal(signal.SIGKILL)
            assert reason(doomed.result()) == "reader_crashed"
        told = detail(doomed.result())
        assert told
        assert told.startswith("The process that read the document was ended by SIGKILL: ")
        assert doomed.result().inspections == ()
        assert after.result() == first.result()
    assert len(processes) == 2


def test_a_worker_that_died_between_documents_costs_none(processes: Processes, keep: Keep) -> None:
    good = keep(ILACS.read_bytes())
    with pool() as readers:
        first = readers.submit(good).result()
        processes[0].kill()
        processes[0].wait()
        assert readers.submit(good).result() == first
    assert len(processes) == 2


def test_a_document_that_takes_too_long_is_given_up(processes: Processes, keep: Keep, endless: Path) -> None:
    with pool(most_seconds=1) as readers:
        hanging, after = readers.submit(endless), readers.submit(keep(ILACS.read_bytes()))
        assert reason(hanging.result()) == "took_too_long"
        assert detail(hanging.result()) == "Reading the document took over 1 seconds."
        assert len(after.result().inspections) == 1
    assert processes[0].returncode == -signal.SIGKILL


def test_documents_that_take_too_much_memory_are_given_up(processes: Processes, keep: Keep, tmp_path: Path) -> None:
    huge = tmp_path / hashlib.sha256(b"huge").hexdigest()
    with huge.open("wb") as file:
        file.truncate(10**9)
    with pool(most_memory=300_000_000) as readers:
        readings = [
            readers.submit(path).result() for path in (huge, keep(large_pdf(150_000_000)), keep(ILACS.read_bytes()))
        ]
    # pdfium ends its process where it gets no memory.
    assert [reason(reading) for reading in readings] == ["too_much_memory", "reader_crashed", None]
    assert [len(reading.inspections) for reading in readings] == [0, 0, 1]


def test_the_least_memory_that_can_be_set_is_enough_for_a_report(processes: Processes, keep: Keep) -> None:
    with pool(most_memory=200_000_000) as readers:
        assert len(readers.submit(keep(ILACS.read_bytes())).result().inspections) == 1


def test_an_archived_file_that_changed_is_not_read(processes: Processes, keep: Keep, tmp_path: Path) -> None:
    body = ILACS.read_bytes()
    damaged = keep(body + b" ")
    damaged.write_bytes(body)
    folder = tmp_path / hashlib.sha256(b"folder").hexdigest()
    folder.mkdir()
    paths = [damaged, tmp_path / hashlib.sha256(b"gone").hexdigest(), folder, keep(body)]
    with pool() as readers:
        readings = [readers.submit(path).result() for path in paths]
    assert [reason(reading) for reading in readings] == [
        "archive_damaged",
        "archive_unreadable",
        "archive_unreadable",
        None,
    ]
    assert len(processes) == 1


@pytest.mark.parametrize("error", [KeyboardInterrupt, RuntimeError])
def test_an_error_ends_the_workers_at_once(
    processes: Processes, keep: Keep, endless: Path, error: type[BaseException]
) -> None:
    started = time.monotonic()
    good = keep(ILACS.read_bytes())
    waiting: list[Future[Reading]] = []

    def run() -> None:
        with pool(workers=2) as readers:
            readers.submit(good).result()
            waiting.extend(readers.submit(endless) for _ in range(20))
            raise error

    with pytest.raises(error):
        run()
    assert time.monotonic() - started < 20
    assert all(future.cancelled() or future.done() for future in waiting)
    assert any(future.cancelled() for future in waiting)


def test_workers_end_with_a_run_that_is_killed(tmp_path: Path) -> None:
    body = ILACS.read_bytes()
    path = tmp_path / hashlib.sha256(body).hexdigest()
    path.write_bytes(body)
    program = (
        "import subprocess, sys, time; from pathlib import Path; from flows.steps.pool import ReaderPool\n"
        "start = subprocess.Popen\n"
        "def starting(*a, **k):\n    p = start(*a, **k); print(p.pid, flush=True); return p\n"
        "subprocess.Popen = starting\n"
        "with ReaderPool(1, 60, 1_500_000_000) as readers:\n"
        "    readers.submit(Path(sys.argv[1])).result(); print('read', flush=True); time.sleep(60)\n"
    )
    with subprocess.Popen([sys.executable, "-c", program, str(path)], stdout=subprocess.PIPE, text=True) as run:
        assert run.stdout
        worker = int(run.stdout.readline())
        assert run.stdout.readline() == "read\n"
        run.kill()
    until(lambda: not _runs(worker))


def test_a_worker_whose_run_was_killed_does_not_read_on_for_ever(tmp_path: Path) -> None:
    body = endless_pdf()
    path = tmp_path / hashlib.sha256(body).hexdigest()
    path.write_bytes(body)
    words = [sys.executable, "-m", "transform.worker", "1500000000", "0.5"]
    with subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as worker:
        assert worker.stdin
        worker.stdin.write(b'{"path": "%s"}\n' % bytes(path))
        worker.stdin.flush()
        assert worker.wait(30) == -signal.SIGXCPU


def _runs(process_id: int) -> bool:
    try:
        os.kill(process_id, 0)
    except ProcessLookupError:
        return False
    state = Path(f"/proc/{process_id}/stat")
    # One that has ended and that nobody has asked about does not run.
    return not (state.exists() and state.read_text().rpartition(")")[2].split()[0] == "Z")
