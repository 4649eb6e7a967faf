from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest

from flows.steps.lock import WriterBusyError, writer_lock, writer_of

HOLDER = """
import sys
from pathlib import Path
from flows.steps.lock import writer_lock
with writer_lock(Path(sys.argv[1]), sys.argv[2]):
    print("held", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def lock(tmp_path: Path) -> Path:
    return tmp_path / "writer.lock"


@contextmanager
def another_process(lock: Path, holder: str) -> Iterator[subprocess.Popen[str]]:
    """A process that holds the lock until its standard input is closed."""
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(lock), holder], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout
        assert process.stdout.readline() == "held\n"
        try:
            yield process
        finally:
            process.kill()


def lock_of(lock: Path, wait: float = 0) -> AbstractContextManager[None]:
    return writer_lock(lock, "me", wait)


def test_a_second_process_is_told_who_holds_it(lock: Path) -> None:
    with another_process(lock, "run 7, process 42"):
        assert writer_of(lock) == "run 7, process 42"
        with (
            pytest.raises(WriterBusyError, match=r"written by run 7, process 42: wait until it has ended"),
            lock_of(lock),
        ):
            pass
        assert writer_of(lock) == "run 7, process 42"


def test_a_second_writer_in_this_process_is_told_too(lock: Path) -> None:
    with writer_lock(lock, "the first"), pytest.raises(WriterBusyError, match="the first"), lock_of(lock):
        pass


def test_it_is_free_once_its_holder_has_ended(lock: Path) -> None:
    with another_process(lock, "run 7") as process:
        process.communicate("", timeout=10)
        assert process.returncode == 0
        with lock_of(lock):
            assert writer_of(lock) == "me"
    assert writer_of(lock) is None


def test_a_killed_holder_s_lock_is_free(lock: Path) -> None:
    with another_process(lock, "run 7") as process:
        process.send_signal(signal.SIGKILL)
        process.wait(timeout=10)
        assert writer_of(lock) is None
        with lock_of(lock):
            assert writer_of(lock) == "me"
    assert writer_of(lock) is None


def test_it_is_free_after_an_error(lock: Path) -> None:
    with pytest.raises(ZeroDivisionError), lock_of(lock):
        raise ZeroDivisionError
    assert writer_of(lock) is None
    with lock_of(lock):
        pass


def test_a_holder_can_be_waited_for(lock: Path) -> None:
    with another_process(lock, "run 7") as process:
        assert process.stdin
        ending = threading.Timer(0.2, process.stdin.close)
        ending.start()
        with lock_of(lock, wait=10):
            assert writer_of(lock) == "me"
        ending.join()


def test_who_waits_says_for_whom(lock: Path) -> None:
    said: list[str] = []
    with another_process(lock, "run 7") as process:
        assert process.stdin
        ending = threading.Timer(0.2, process.stdin.close)
        ending.start()
        with writer_lock(lock, "me", 10, said.append):
            pass
        ending.join()
    assert len(said) == 1
    assert said[0].startswith("Waiting for run 7, for ")
    assert said[0].endswith(" seconds at most.")


def test_who_waits_in_vain_gives_up(lock: Path) -> None:
    said: list[str] = []
    with (
        another_process(lock, "run 7"),
        pytest.raises(WriterBusyError, match="written by run 7"),
        writer_lock(lock, "me", 0.1, said.append),
    ):
        pass
    assert len(said) == 1


def test_nobody_writes_where_nobody_ever_did(lock: Path) -> None:
    assert writer_of(lock) is None
    assert not lock.exists()
    assert writer_of(lock.parent / "nowhere" / "writer.lock") is None


def test_a_holder_that_left_no_note_is_another_process(lock: Path) -> None:
    with another_process(lock, "run 7"):
        lock.with_suffix(".holder").unlink()
        assert writer_of(lock) == "another process"
        with pytest.raises(WriterBusyError, match="another process"), lock_of(lock):
            pass


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may write everywhere")
def test_who_may_only_read_the_folder_is_not_stopped(lock: Path) -> None:
    with lock_of(lock):
        pass
    lock.touch()
    lock.chmod(0o444)
    lock.parent.chmod(0o555)
    try:
        assert writer_of(lock) is None
    finally:
        lock.parent.chmod(0o755)
