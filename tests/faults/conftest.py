from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.faults import results
from tests.faults.compare import Rows, content, differences, wrong_rows
from tests.faults.person import Done, Person
from tests.faults.small import small_corpus
from tests.replica import Replica, register, running


@dataclass(frozen=True)
class World:
    """The imitated sites over the small corpus, and a home that never met a fault."""

    replica: Replica
    register: Path
    undisturbed: Path
    expected: dict[str, Rows]

    def person(self, home: Path, **given: object) -> Person:
        """Somebody who begins with an empty home; `given` are settings."""
        named = {f"OUTCOMES_{name.upper()}": str(value) for name, value in given.items()}
        return Person(self.replica, home, self.register, named)

    def nothing_wrong(self, person: Person) -> None:
        """Check that nothing is published that the undisturbed home does not say."""
        assert wrong_rows(person.home, self.undisturbed) == []

    def told(self, person: Person, says: str) -> str:
        """Check that status tells of the fault, and return the sentence."""
        status = person.status()
        assert re.search(says, status), status
        return results.sentence(status, says, self.replica.address, person.home)

    def healed(
        self, person: Person, run: Callable[[], Done] | None = None, *, leaving: frozenset[str] = frozenset()
    ) -> None:
        """Check that the next run, undisturbed, ends with what the undisturbed home holds, `leaving` tables out."""
        self.replica.control("reset")
        done = (run or person.refresh)()
        assert done.code == 0, done.out + done.err
        found = {name: rows for name, rows in content(person.home).items() if name not in leaving}
        expected = {name: rows for name, rows in self.expected.items() if name not in leaving}
        assert differences(found, expected) == []

    def survived(self, fault: str, person: Person, says: str) -> str:
        """Check all of this after a fault, note it, and return what status told."""
        self.nothing_wrong(person)
        told = self.told(person, says)
        try:
            self.healed(person)
        except AssertionError as error:
            results.note(results.Result(fault, told, f"RED: {str(error)[:200]}"))
            raise
        results.note(results.Result(fault, told, results.SAME))
        return told


@pytest.fixture(scope="session")
def _world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    folder = tmp_path_factory.mktemp("faults")
    with running("--corpus", str(small_corpus(folder / "corpus"))) as replica:
        rooms = register(replica, folder)
        home = folder / "undisturbed"
        done = Person(replica, home, rooms).refresh()
        assert done.code == 0, done.out + done.err
        yield World(replica, rooms, home, content(home))


@pytest.fixture
def world(_world: World) -> Iterator[World]:
    """The world, with no fault set before and after."""
    _world.replica.control("reset")
    yield _world
    _world.replica.control("reset")
