"""A machine whose clock is wrong."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from unittest import mock

import duckdb
import pytest

from flows.settings import load_settings
from flows.steps.clock import ClockError
from flows.steps.refresh import RefreshSummary, refresh, reread
from flows.steps.run import open_run
from tests.faults import results
from tests.faults.compare import WORKING, content, differences
from tests.faults.conftest import World
from tests.faults.person import Person
from tests.replica import needs_replica

pytestmark = [needs_replica, pytest.mark.corpus, pytest.mark.faults]

LONG_AGO, FAR_AHEAD = datetime(2020, 1, 1, tzinfo=UTC), datetime(2099, 1, 1, tzinfo=UTC)


@pytest.fixture
def person(world: World, tmp_path: Path) -> Person:
    """Somebody whose home holds everything."""
    return world.person(Path(shutil.copytree(world.undisturbed, tmp_path / "home")))


def from_time(start: datetime) -> Callable[[], datetime]:
    """A clock that runs as clocks do, and began at another time."""
    apart = start - datetime.now(UTC)
    return lambda: datetime.now(UTC) + apart


def refresh_at(person: Person, start: datetime, *, again: bool = False) -> RefreshSummary:
    """A refresh, or the reading again of all, on a machine with this time."""
    with mock.patch.dict("os.environ", person.environment, clear=True):
        settings = load_settings()
        with open_run(settings, clock=from_time(start), network=not again) as run:
            return reread(run) if again else refresh(run, newsrooms_since=date(2015, 1, 1))


@pytest.mark.parametrize(("start", "when"), [(LONG_AGO, "in 2020"), (FAR_AHEAD, "in 2099")])
def test_a_clock_that_is_years_off_stops_the_run(world: World, person: Person, start: datetime, when: str) -> None:
    with pytest.raises(ClockError, match="This machine's clock says that it is"):
        refresh_at(person, start)
    world.survived(f"the clock is {when}", person, "failed.*This machine's clock says that it is")


def test_a_clock_that_is_years_ahead_leaves_nothing_in_a_new_home(world: World, tmp_path: Path) -> None:
    person = world.person(tmp_path / "home")
    with pytest.raises(ClockError):
        refresh_at(person, FAR_AHEAD)
    with duckdb.connect(str(person.home / WORKING), read_only=True) as con:
        assert con.execute("SELECT count(*) FROM store.publications").fetchall() == [(0,)]
    told = world.told(person, "clock: this machine's says")
    world.healed(person)
    results.note(results.Result("the clock is in 2099, nothing is held", told, results.SAME))


def test_what_a_clock_far_ahead_has_noted_without_the_network_is_set_back(world: World, person: Person) -> None:
    refresh_at(person, FAR_AHEAD, again=True)
    told = world.told(person, "clock: this machine's says .* 2099-01-01")
    world.healed(person)
    assert "clock:" not in person.status()
    results.note(results.Result("'outcomes reread' with the clock in 2099", told, results.SAME))


def test_what_is_new_after_a_run_a_week_ahead_is_taken_in(world: World, tmp_path: Path) -> None:
    person = world.person(tmp_path / "home")
    world.replica.control("as-of?date=2026-04-01")
    control = world.person(tmp_path / "control")
    assert control.refresh().code == 0
    assert refresh_at(person, datetime.now(UTC) + timedelta(days=8)).problems == ()
    world.nothing_wrong(person)
    told = world.told(person, "clock: this machine's says")
    world.replica.control("reset")
    set_back = person.refresh()
    assert set_back.code == 1
    assert "were noted by a clock that was ahead; they were set back" in set_back.out
    world.nothing_wrong(person)
    assert control.refresh().code == person.refresh().code == 0
    assert differences(content(person.home), content(control.home)) == []
    results.note(results.Result("the clock is a week ahead, then right", told, results.SAME))
