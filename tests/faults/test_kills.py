"""SIGTERM and `kill -9` of `outcomes refresh`, of a backfill and of `outcomes publish`, at random moments.

The processes are those of the command line, without Prefect. OUTCOMES_KILLS takes another number than 200; the seed is
fixed, the moments are drawn over the time that the work takes on this machine.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.faults import results
from tests.faults.compare import PUBLISHED, content, differences
from tests.faults.conftest import World
from tests.faults.person import REFRESH, Person
from tests.replica import needs_replica

pytestmark = [needs_replica, pytest.mark.corpus, pytest.mark.faults]

KILLS = int(os.environ.get("OUTCOMES_KILLS", "200"))
SEED = 20261124
COMMAND = "from flows.cli import main; main()"
# A backfill of all that is missing is Prefect's alone to ask for; what it does is done without it.
BACKFILL = """
from flows.settings import load_settings
from flows.steps.backfill import Backfill
from flows.steps.run import open_run
from flows.steps.wish import Wish
with open_run(load_settings()) as run:
    Backfill(run, Wish()).perform()
"""
WORK = {
    "outcomes refresh": [sys.executable, "-c", COMMAND, *REFRESH],
    "a backfill": [sys.executable, "-c", BACKFILL],
    "outcomes publish": [sys.executable, "-c", COMMAND, "publish"],
}
SIGNALS = (signal.SIGTERM, signal.SIGKILL)


def killed(person: Person, command: list[str], moment: float, how: signal.Signals) -> str:
    """Run it, end it at a moment, and say how it ended."""
    environment = {**person.environment, "OUTCOMES_BATCH": "4"}
    with subprocess.Popen(
        command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
    ) as process:
        try:
            _, said = process.communicate(timeout=moment)
        except subprocess.TimeoutExpired:
            process.send_signal(how)
            _, said = process.communicate(timeout=60)
    assert "Traceback" not in said, said
    return "it had ended" if process.returncode == 0 else how.name


@pytest.fixture(scope="module")
def lengths(_world: World, tmp_path_factory: pytest.TempPathFactory) -> dict[str, float]:
    """How many seconds each work takes when nothing ends it."""
    found = {}
    for what, command in WORK.items():
        person = _world.person(tmp_path_factory.mktemp("lengths") / "home")
        if what == "outcomes publish":
            shutil.copytree(_world.undisturbed, person.home)
        found[what] = full_length(person, command)
    return found


def full_length(person: Person, command: list[str]) -> float:
    began = time.monotonic()
    subprocess.run(command, env={**person.environment, "OUTCOMES_BATCH": "4"}, check=True, capture_output=True)
    return time.monotonic() - began


@pytest.mark.parametrize("number", range(KILLS))
def test_work_that_is_killed_is_finished_by_the_next_run(
    world: World, lengths: dict[str, float], tmp_path: Path, number: int
) -> None:
    chance = random.Random(SEED + number)
    what, how = list(WORK)[number % len(WORK)], chance.choice(SIGNALS)
    moment = chance.uniform(0, lengths[what])
    home = tmp_path / "home"
    # Half of the work finds an empty home, half one that holds everything already.
    if what == "outcomes publish" or chance.random() < 0.5:
        shutil.copytree(world.undisturbed, home)
    person = world.person(home)
    ended = killed(person, WORK[what], moment, how)
    world.nothing_wrong(person)
    status = person.status()
    if (home / PUBLISHED).exists():
        assert "The last runs" in status, status
    else:
        assert "There is no published file" in status, status
    done = person.refresh()
    assert done.code == 0, done.out + done.err
    assert differences(content(home), world.expected) == []
    results.note(
        results.Result(f"{ended}: {what} (1 times), share {number}", "cut off, where a run had begun", results.SAME)
    )
    shutil.rmtree(home)
