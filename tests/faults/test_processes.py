"""Two processes at once, and who looks on while one writes."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.faults.conftest import World
from tests.faults.person import REFRESH, Person
from tests.replica import needs_replica

pytestmark = [needs_replica, pytest.mark.corpus, pytest.mark.faults]

PROGRAM = "from flows.cli import main; main()"
PAIRS = [(REFRESH, REFRESH), (REFRESH, ("publish",)), (("reread",), REFRESH), (("publish",), ("publish",))]


def start(person: Person, *words: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", PROGRAM, *words],
        env=person.environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


@pytest.mark.parametrize(("one", "other"), PAIRS, ids=lambda words: words[0])
def test_two_at_once_take_turns(world: World, tmp_path: Path, one: tuple[str, ...], other: tuple[str, ...]) -> None:
    home = tmp_path / "home"
    if one != REFRESH:
        shutil.copytree(world.undisturbed, home)
    person = world.person(home)
    if one == REFRESH and other != REFRESH:
        assert person.refresh().code == 0
    both = [start(person, *one), start(person, *other)]
    said = [process.communicate(timeout=120) for process in both]
    assert [process.returncode for process in both] == [0, 0], said
    world.survived(f"'outcomes {one[0]}' and 'outcomes {other[0]}' at once", person, "refresh  completed")


def test_the_second_of_two_that_may_not_wait_says_so(world: World, tmp_path: Path) -> None:
    person = world.person(tmp_path / "home", wait=0)
    both = [start(person, *REFRESH), start(person, *REFRESH)]
    said = [process.communicate(timeout=120) for process in both]
    assert sorted(process.returncode for process in both) == [0, 1], said
    refused = next(err for process, (_, err) in zip(both, said, strict=True) if process.returncode)
    assert refused.startswith("outcomes: Already being written by ")
    world.survived("two refreshes at once, neither of which may wait", person, "refresh  completed")


def test_status_is_told_while_a_run_writes_and_does_not_disturb_it(world: World, tmp_path: Path) -> None:
    person = world.person(Path(shutil.copytree(world.undisturbed, tmp_path / "home")), batch=1)
    writing = start(person, "refresh", "--recheck")
    told = ""
    while writing.poll() is None:
        status = person.status()
        told = next((line for line in status.splitlines() if line.startswith("being written")), told)
        world.nothing_wrong(person)
    out, err = writing.communicate()
    assert writing.returncode == 0, out + err
    assert told.startswith("being written at this moment by run ")
    world.healed(person)
