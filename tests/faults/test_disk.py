"""A disk that is full: a small file system of its own, at each stage of the work and at each size."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from unittest import mock

import pytest

from flows.steps import refresh as refreshing
from tests.faults import results
from tests.faults.compare import PUBLISHED
from tests.faults.conftest import World
from tests.faults.person import Done, Person
from tests.replica import needs_replica

pytestmark = [
    needs_replica,
    pytest.mark.corpus,
    pytest.mark.faults,
    pytest.mark.skipif(os.geteuid() != 0, reason="only root can make a file system of a fixed size"),
]

KILOBYTES = 64_000


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 64 MB."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={KILOBYTES}k", "none", folder], check=False)
    if mounted.returncode:
        pytest.skip("a small file system cannot be mounted here")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", folder], check=True)


def fill(disk: Path, leaving: int = 0) -> None:
    """Take all room but so many kilobytes."""
    with (disk / "ballast").open("ab", buffering=0) as ballast:
        free = os.statvfs(disk).f_bavail * os.statvfs(disk).f_bsize - leaving * 1024
        while free > 0:
            free -= ballast.write(bytes(min(free, 1 << 20)))


def make_room(disk: Path) -> None:
    (disk / "ballast").unlink(missing_ok=True)


def told_in_a_line(done: Done) -> None:
    assert done.code == 1
    assert done.err.startswith("outcomes: ")
    assert done.err.count("\n") == 1
    assert "full" in done.err or "No space left" in done.err, done.err


def full_at(stage: str, disk: Path) -> Any:
    """Let the disk become full just before a step of the refresh."""
    step: Callable[..., Any] = getattr(refreshing, stage)

    def with_full_disk(*args: Any, **given: Any) -> Any:
        fill(disk)
        return step(*args, **given)

    return mock.patch.object(refreshing, stage, with_full_disk)


@pytest.mark.parametrize(
    ("stage", "what"),
    [
        ("fetch", "the archive is written"),
        ("load", "the working database is written"),
        ("fetch_releases", "a council's page is archived"),
        ("load_press", "what councils say is loaded"),
        ("publish", "the published file is built"),
    ],
)
def test_the_disk_is_full(world: World, disk: Path, stage: str, what: str) -> None:
    person = world.person(disk / "home")
    with full_at(stage, disk):
        told_in_a_line(person.refresh())
    world.nothing_wrong(person)
    told = world.told(person, r"disk: 0 MB are free")
    said = world.told(person, r"refresh  (cut off|failed)")
    make_room(disk)
    world.healed(person)
    results.note(results.Result(f"the disk is full when {what}", f"{told} {said}", results.SAME))


@pytest.mark.parametrize("kilobytes", [*range(0, 1000, 200), *range(1000, 16_000, 2500), *range(16_000, 24_000, 500)])
def test_the_disk_has_so_much_room(world: World, disk: Path, kilobytes: int) -> None:
    person = world.person(disk / "home")
    fill(disk, leaving=kilobytes)
    done = person.refresh()
    if done.code:
        told_in_a_line(done)
    world.nothing_wrong(person)
    person.status()
    make_room(disk)
    world.healed(person)


@pytest.mark.parametrize("command", ["export", "site", "publish"])
@pytest.mark.parametrize("kilobytes", [0, 300])
def test_the_disk_is_full_when_files_are_written(world: World, disk: Path, command: str, kilobytes: int) -> None:
    person = world.person(disk / "home")
    assert person.refresh().code == 0
    before = (person.home / PUBLISHED).read_bytes()
    words = (command, str(disk / "folder")) if command != "publish" else (command,)
    fill(disk, leaving=kilobytes)
    told_in_a_line(person.outcomes(*words))
    assert (person.home / PUBLISHED).read_bytes() == before
    told = world.told(person, r"disk: 0 MB are free")
    make_room(disk)
    assert person.outcomes(*words).code == 0
    world.healed(person)
    results.note(results.Result(f"the disk is full at 'outcomes {command}', {kilobytes} kB left", told, results.SAME))


def test_the_disk_is_full_from_the_start(world: World, disk: Path) -> None:
    person: Person = world.person(disk / "home")
    fill(disk)
    told_in_a_line(person.refresh())
    make_room(disk)
    world.healed(person)
