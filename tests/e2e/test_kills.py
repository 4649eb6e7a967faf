"""`kill -9` of a flow run, of `outcomes serve` or of Prefect's server, at random moments of a refresh.

OUTCOMES_KILLS takes another number of kills than twenty; `--log-cli-level=INFO` shows each of them.
"""

from __future__ import annotations

import logging
import os
import random
import shutil
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from tests.e2e.serving import Served, begin, serving_environment
from tests.e2e.whole import whole
from tests.flows.faulty_site import faulty_site
from tests.flows.runs import run_refresh
from tests.replica import program, running

pytestmark = [pytest.mark.flows, pytest.mark.slow]

LOG = logging.getLogger(__name__)
KILLS = 20
SEED = 20261123
ENDED = ("COMPLETED", "FAILED", "CRASHED", "CANCELLED")


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    if program():
        with running() as replica:
            yield replica.address
    else:
        with faulty_site() as site:
            yield site.url


def processes() -> dict[int, tuple[int, str]]:
    """The parent and the command line of each process."""
    found: dict[int, tuple[int, str]] = {}
    for folder in Path("/proc").iterdir():
        with suppress(OSError, ValueError):
            parent = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
            command = (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode()
            found[int(folder.name)] = parent, command
    return found


def child_of(served: Served, word: str) -> int | None:
    """A process that `serve` has started and whose command line has this word."""
    found = processes()
    return next((pid for pid, (parent, says) in found.items() if parent == served.process.pid and word in says), None)


VICTIMS: dict[str, Callable[[Served], int | None]] = {
    "the flow run": lambda served: child_of(served, "flow_run") or child_of(served, "engine"),
    "serve": lambda served: served.process.pid,
    "the server": lambda served: child_of(served, "flows.server_process"),
}


def refresh(served: Served) -> str:
    return served.start("refresh", {})


def wait_until_ended(served: Served, run_id: str) -> str:
    """The state in which a run has ended, when no other is under way any more."""

    def state() -> str:
        (run,) = served.ask("/flow_runs/filter", {"flow_runs": {"id": {"any_": [run_id]}}})
        return str(run["state"]["type"])

    served.wait_for(lambda: state() in ENDED and all(run["state"]["type"] in ENDED for run in served.runs()))
    return state()


def forget(home: Path) -> None:
    """Leave nothing of the home but Prefect's part, so that a refresh has everything to do."""
    for path in home.iterdir():
        if path.name in ("archive", "backfills"):
            shutil.rmtree(path)
        elif path.suffix in (".duckdb", ".wal"):
            path.unlink()


def test_starting_again_finishes_the_work(address: str, tmp_path: Path) -> None:
    chance = random.Random(SEED)
    home = tmp_path / "home"
    run_refresh(tmp_path / "undisturbed", address, workers=2)
    expected = whole(tmp_path / "undisturbed")
    environment = serving_environment(home, address, OUTCOMES_WORKERS="2")
    served = begin(home, environment, tmp_path / "serve-0.log")
    try:
        began = time.monotonic()
        assert wait_until_ended(served, refresh(served)) == "COMPLETED"
        longest = time.monotonic() - began
        assert whole(home) == expected
        for number in range(1, int(os.environ.get("OUTCOMES_KILLS", KILLS)) + 1):
            forget(home)
            cut_off = refresh(served)
            victim, moment = chance.choice(sorted(VICTIMS)), chance.uniform(0, longest)
            time.sleep(moment)
            if killed := VICTIMS[victim](served):
                os.kill(killed, signal.SIGKILL)
            told = f"kill {number}, seed {SEED}: {victim}{'' if killed else ' (had ended)'}, after {moment:.1f} seconds"
            if victim != "the flow run":
                served.process.wait(60)
                served = begin(home, environment, tmp_path / f"serve-{number}.log")
            told += f", and it was {wait_until_ended(served, cut_off)}"
            assert wait_until_ended(served, refresh(served)) == "COMPLETED", told
            found = whole(home)
            assert found.keys() == expected.keys(), told
            for table, rows in expected.items():
                assert found[table] == rows, f"{told}: {table}"
            LOG.info(told)
    finally:
        served.process.send_signal(signal.SIGTERM)
        served.process.wait(60)
