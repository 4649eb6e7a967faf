"""Files that somebody deletes, locks, damages or leaves behind from another version."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb
import pytest

from tests.faults import results
from tests.faults.compare import PUBLISHED, WORKING
from tests.faults.conftest import World
from tests.faults.person import Person
from tests.replica import needs_replica

pytestmark = [needs_replica, pytest.mark.corpus, pytest.mark.faults]

HOLD = "import duckdb, sys; c = duckdb.connect(sys.argv[1]); print('open', flush=True); sys.stdin.read()"


@pytest.fixture
def person(world: World, tmp_path: Path) -> Person:
    """Somebody whose home holds everything."""
    return world.person(Path(shutil.copytree(world.undisturbed, tmp_path / "home")))


def damage(path: Path, at: int, by: bytes = bytes(range(256)) * 16) -> None:
    """Write other bytes over a part of a file."""
    path.chmod(0o644)
    body = bytearray(path.read_bytes())
    body[at : at + len(by)] = by[: len(body) - at]
    path.write_bytes(body)


def shorten(path: Path) -> None:
    path.chmod(0o644)
    path.write_bytes(path.read_bytes()[:-100])


def archived(home: Path, kind: bytes) -> list[Path]:
    files = sorted(path for path in (home / "archive").rglob("*") if path.is_file())
    return [path for path in files if path.read_bytes().startswith(kind)]


# The archive.


ALTERATIONS: dict[str, Callable[[Path], None]] = {
    "altered": lambda path: damage(path, 500, b"XXXX"),
    "cut short": shorten,
    "deleted": Path.unlink,
}


@pytest.mark.parametrize("how", ALTERATIONS)
@pytest.mark.parametrize(("what", "kind"), [("report", b"%PDF"), ("release", b"<!DOCTYPE")])
def test_an_archived_file_that_was_altered(world: World, person: Person, how: str, what: str, kind: bytes) -> None:
    for path in archived(person.home, kind)[:3]:
        ALTERATIONS[how](path)
    assert person.outcomes("reread").code == 1
    says = r"cannot be read: No such file" if how == "deleted" else r"no longer what was fetched"
    world.survived(f"an archived {what} was {how}, then 'outcomes reread'", person, says)
    # What was fetched again is whole.
    assert person.outcomes("reread").code == 0


# The published file.


def test_the_published_file_was_deleted(world: World, person: Person) -> None:
    (person.home / PUBLISHED).unlink()
    world.survived("the published file was deleted", person, "There is no published file")


@pytest.mark.parametrize("at", ["at its head", "in its middle", "empty", "cut short"])
def test_the_published_file_was_corrupted(world: World, person: Person, at: str) -> None:
    path = person.home / PUBLISHED
    whole = path.read_bytes()
    if at == "empty":
        path.write_bytes(b"")
    elif at == "cut short":
        path.write_bytes(whole[: len(whole) // 2])
    elif at == "at its head":
        damage(path, 4096)
    else:
        for start in range(12288, len(whole), 65536):
            damage(path, start)
    told = world.told(person, "cannot be opened.*'outcomes publish' builds it anew")
    world.healed(person)
    results.note(results.Result(f"the published file was corrupted, {at}", told, results.SAME))


@contextmanager
def held(path: Path) -> Iterator[subprocess.Popen[str]]:
    """Another program that has a database open for writing."""
    command = [sys.executable, "-c", HOLD, str(path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout
        assert holder.stdout.readline() == "open\n"
        try:
            yield holder
        finally:
            holder.kill()


def test_the_published_file_is_locked(world: World, person: Person) -> None:
    with held(person.home / PUBLISHED) as holder:
        done = person.refresh()
        assert done.code == 1
        assert done.err.count("\n") == 1
        told = world.told(person, f"is held by process {holder.pid}")
    # The run that could not publish is among the last runs, with its reason.
    assert f"is held by process {holder.pid}" in person.status()
    world.nothing_wrong(person)
    world.healed(person)
    results.note(results.Result("the published file is locked by another program", told, results.SAME))


# The working database.


def test_the_working_database_is_locked(world: World, person: Person) -> None:
    with held(person.home / WORKING) as holder:
        done = person.refresh()
        assert done.code == 1
        assert done.err.count("\n") == 1
        told = world.told(person, f"working database: .*is held by process {holder.pid}")
    world.nothing_wrong(person)
    world.healed(person)
    results.note(results.Result("the working database is locked by another program", told, results.SAME))


@pytest.mark.parametrize("version", [1, 99])
def test_a_warehouse_of_another_schema(world: World, person: Person, version: int) -> None:
    path = person.home / WORKING
    with duckdb.connect(str(path)) as con:
        con.execute("UPDATE store.about SET schema_version = ?", [version])
    done = person.refresh()
    assert done.code == 1
    assert "Move the working database away" in done.err
    world.nothing_wrong(person)
    told = world.told(person, f"working database: .*tables of version {version}")
    path.unlink()  # as the sentence says
    world.healed(person)
    which = "an older" if version == 1 else "a newer"
    results.note(results.Result(f"a warehouse of {which} schema", told, results.SAME))


def test_the_working_database_is_corrupted(world: World, person: Person) -> None:
    damage(person.home / WORKING, 0)
    done = person.refresh()
    assert done.code == 1
    assert "move it away to begin anew" in done.err
    world.nothing_wrong(person)
    told = world.told(person, "working database: .*is damaged")
    (person.home / WORKING).unlink()
    world.healed(person)
    results.note(results.Result("the working database was corrupted", told, results.SAME))


def test_a_process_that_was_killed_while_it_made_the_database(world: World, tmp_path: Path) -> None:
    person = world.person(tmp_path / "home")
    person.home.mkdir()
    # What it leaves is beside the place, which is taken at once.
    (person.home / f".{WORKING}.new").write_bytes(b"half of a database")
    assert person.refresh().code == 0
    world.healed(person)
