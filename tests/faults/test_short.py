"""The short form of the fault suite, which is part of every test run: a few faults, one of each place.

`make faults` tries all of them.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.faults.compare import PUBLISHED
from tests.faults.conftest import World
from tests.faults.results import SAME
from tests.faults.site import SiteFault
from tests.faults.test_files import archived, damage
from tests.replica import needs_replica

PAGE = Path(__file__).parents[2] / "docs" / "faults.md"
pytestmark = [needs_replica, pytest.mark.corpus]


def test_all_kinds_of_faults_of_all_pages(world: World, tmp_path: Path) -> None:
    person = world.person(tmp_path / "home")
    fault = SiteFault(None, None, 3)
    fault.set(world.replica)
    assert person.refresh().code == 1
    told = world.survived(fault.name, person, fault.says)
    assert f"| {fault.name} | {told} | {SAME} |" in PAGE.read_text(encoding="utf-8"), "docs/faults.md says otherwise"


def test_files_of_each_kind_are_damaged(world: World, tmp_path: Path) -> None:
    person = world.person(Path(shutil.copytree(world.undisturbed, tmp_path / "home")))
    for kind in (b"%PDF", b"<!DOCTYPE"):
        damage(archived(person.home, kind)[0], 500, b"XXXX")
    assert person.outcomes("reread").code == 1
    world.told(person, "no longer what was fetched.*The next refresh asks for it again")
    damage(person.home / PUBLISHED, 4096)
    world.told(person, "cannot be opened.*'outcomes publish' builds it anew")
    world.healed(person)
