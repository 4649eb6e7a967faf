"""What the sites list changes: reports are amended and withdrawn, pages laid out anew, half of a list is missing."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import duckdb
import pytest

from tests.faults import results
from tests.faults.compare import PUBLISHED
from tests.faults.conftest import World
from tests.faults.person import REFRESH, Done, Person
from tests.faults.small import small_corpus
from tests.replica import needs_replica, running

pytestmark = [needs_replica, pytest.mark.corpus, pytest.mark.faults]

REPORT = "50308602"
# What an amendment and a withdrawal leave behind for good.
PAST = frozenset({"store.changes", "main.changes"})


@pytest.fixture
def person(world: World, tmp_path: Path) -> Person:
    """Somebody whose home holds everything."""
    return world.person(Path(shutil.copytree(world.undisturbed, tmp_path / "home")))


def rechecked(person: Person) -> Done:
    return person.outcomes(*REFRESH, "--recheck")


def published(person: Person, query: str) -> list[tuple[Any, ...]]:
    with duckdb.connect(str(person.home / PUBLISHED), read_only=True) as con:
        return con.execute(query).fetchall()


def test_a_report_is_amended(world: World, person: Person) -> None:
    before = published(person, f"SELECT area, grade FROM judgements WHERE file_id = '{REPORT}' ORDER BY ALL")
    world.replica.control(f"amend?file={REPORT}")
    assert rechecked(person).code == 0
    versions = published(
        person, f"SELECT document_sha256 FROM document_versions WHERE file_id = '{REPORT}' ORDER BY version"
    )
    assert len(versions) == 2
    assert all((person.home / "archive" / sha[:2] / sha[2:4] / sha).exists() for (sha,) in versions)
    changes = published(person, f"SELECT field, old_value, new_value FROM changes WHERE file_id = '{REPORT}'")
    assert changes == [("document_sha256", *(sha for (sha,) in versions))]
    assert published(person, f"SELECT area, grade FROM judgements WHERE file_id = '{REPORT}' ORDER BY ALL") == before
    world.nothing_wrong(person)
    told = world.told(person, f"amended .*Trafford.*/{REPORT}")
    # The host gives the first one again: that is a third version, and what it says is what was said.
    world.replica.control("reset")
    assert rechecked(person).code == 0
    world.nothing_wrong(person)
    assert published(person, f"SELECT area, grade FROM judgements WHERE file_id = '{REPORT}' ORDER BY ALL") == before
    results.note(results.Result("a report is amended", told, "both versions kept, each difference in changes"))


def test_a_report_is_withdrawn_and_comes_back(world: World, person: Person) -> None:
    held = published(person, "SELECT count(*) FROM judgements")
    world.replica.control(f"withdraw?file={REPORT}")
    assert rechecked(person).code == 0
    assert published(person, "SELECT file_id FROM inspections WHERE withdrawn_at IS NOT NULL") == [(REPORT,)]
    assert published(person, "SELECT count(*) FROM judgements") == held
    assert published(person, "SELECT file_id, field, old_value FROM changes") == [(REPORT, "withdrawn_at", None)]
    told = world.told(person, f"withdrawn .*Trafford.*/{REPORT}")
    world.nothing_wrong(person)
    world.healed(person, lambda: rechecked(person), leaving=PAST)
    results.note(results.Result("a report is withdrawn", told, "kept and marked; unmarked when it is listed again"))


def test_a_provider_page_is_laid_out_anew(world: World, person: Person) -> None:
    world.replica.control("relayout")
    assert rechecked(person).code == 1
    world.survived("the provider pages are laid out anew", person, "failed.*layout has changed")


def test_the_provider_pages_are_laid_out_anew_before_anything_is_held(world: World, tmp_path: Path) -> None:
    person = world.person(tmp_path / "home")
    world.replica.control("relayout")
    assert person.refresh().code == 1
    world.survived("the provider pages are laid out anew, nothing is held", person, "failed.*layout has changed")


MISSING = frozenset({"80447", "80573", "80564", "80491", "80476", "80519"})


def test_the_search_lists_half_of_the_authorities(world: World, person: Person, tmp_path: Path) -> None:
    held = published(person, "SELECT count(*) FROM inspections")
    with running("--corpus", str(small_corpus(tmp_path / "half", MISSING))) as half:
        done = Person(half, person.home, world.register, {"OUTCOMES_NEWSROOMS": "none"}).outcomes("refresh")
    assert done.code == 1
    assert published(person, "SELECT count(*) FROM inspections WHERE withdrawn_at IS NULL") == held
    world.survived("the search lists half of the authorities", person, "failed.*no longer lists 6 authorities")


def test_all_lists_fall_back_to_an_earlier_year(world: World, person: Person) -> None:
    held = published(person, "SELECT (SELECT count(*) FROM press_releases), (SELECT count(*) FROM judgements)")
    world.replica.control("as-of?date=2023-12-31")
    assert person.refresh().code == 1
    assert published(person, "SELECT (SELECT count(*) FROM press_releases), (SELECT count(*) FROM judgements)") == held
    world.nothing_wrong(person)
    told = world.told(person, r"failed.*no longer lists \d+ authorities.*reports are no longer listed")
    world.healed(person, leaving=PAST)
    results.note(results.Result("all lists fall back to an earlier year", told, "kept and marked, then as before"))
