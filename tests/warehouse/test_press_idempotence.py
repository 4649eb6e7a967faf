"""Loading newsrooms twice is loading them once, and a whole refresh run again makes nothing new."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from transform.press.records import Release, ReleaseKind
from transform.vocabulary import Area, Grade
from warehouse.press_load import PressSummary, load_press
from warehouse.press_rows import PressBatch
from warehouse.rows import FetchOutcome

from . import made
from .press_made import TABLES, fetched, full, item, newsroom, published, release, told, untold
from .test_idempotence import FEW

NAMES = ("1", "2")
BODIES = ("a", "b", "c")
URNS = (made.MARSH, made.FELL)


@st.composite
def releases(draw: st.DrawFn) -> Release:
    kind = draw(st.sampled_from([ReleaseKind.ILACS, ReleaseKind.JTAI, ReleaseKind.OTHER]))
    grade = draw(st.sampled_from([Grade.GOOD, Grade.INADEQUATE, Grade.ADEQUATE]))
    said = release(kind, {Area.CARE_LEAVERS: grade}, closing=draw(st.sampled_from(["An end.", "Another end."])))
    return full(said) if draw(st.booleans()) else said


@st.composite
def batches(draw: st.DrawFn, number: int) -> PressBatch:
    """A batch whose own times lie within its day."""

    def moment() -> float:
        return number + draw(st.integers(0, 9)) / 10

    names, bodies = st.sampled_from(NAMES), st.sampled_from(BODIES)
    days = st.sampled_from([None, date(2026, 6, 20), date(2026, 6, 21)])
    items = st.builds(item, names, st.sampled_from([None, "Title", "Other title"]), days)
    sweeps = [
        newsroom(
            moment(), *draw(st.lists(items, max_size=2)), urn=urn, problem=draw(st.sampled_from([None, "unreadable"]))
        )
        for urn in draw(st.lists(st.sampled_from(URNS), max_size=3))
    ]
    outcomes = st.sampled_from([FetchOutcome.NEW, FetchOutcome.REJECTED, FetchOutcome.NOT_MODIFIED])
    fetches = [
        fetched(moment(), name, body, draw(outcomes))
        for name, body in draw(st.lists(st.tuples(names, st.sampled_from([*BODIES, None])), max_size=4))
    ]
    readings = []
    for name, body in draw(st.lists(st.tuples(names, bodies), max_size=4)):
        version = draw(st.sampled_from(["press-1", "press-2"]))
        if draw(st.booleans()):
            readings.append(told(moment(), name, body, draw(releases()), version=version))
        else:
            readings.append(untold(moment(), name, body, version=version))
    return PressBatch(f"run-{number}", tuple(sweeps), tuple(fetches), tuple(readings))


@st.composite
def sequences(draw: st.DrawFn) -> list[PressBatch]:
    return [draw(batches(number)) for number in range(draw(st.integers(1, 3)))]


def loaded(*batches: tuple[PressBatch, float]) -> dict[str, list[tuple[Any, ...]]]:
    """Load batches, each with the day that it is loaded on, into an empty database and return all its rows."""
    con = made.emptied()
    for batch, day in batches:
        load_press(con, batch, made.at(day))
    return {table: made.rows(con, f"FROM store.{table} ORDER BY ALL") for table in TABLES}


@FEW
@given(sequences())
def test_loading_twice_is_loading_once(sequence: list[PressBatch]) -> None:
    dated = [(batch, number + 1.0) for number, batch in enumerate(sequence)]
    once = loaded(*dated)
    assert loaded(*dated, *dated) == once
    assert loaded(*(batch for batch in dated for _ in range(2))) == once


def test_a_refresh_run_again_later_changes_only_when_it_was_seen() -> None:
    said = full(release(grades={Area.CARE_LEAVERS: Grade.GOOD}))
    first = published(0, "1", said)
    again = PressBatch(
        "run-2",
        (replace(first.sweeps[0], swept_at=made.at(5)),),
        (replace(first.fetches[0], requested_at=made.at(5), outcome=FetchOutcome.UNCHANGED),),
        (replace(first.readings[0], read_at=made.at(5)),),
    )
    once, twice = loaded((first, 0)), loaded((first, 0), (again, 5))
    differing = {table for table in TABLES if once[table] != twice[table]}
    assert differing == {"newsrooms", "press_items", "press_bodies", "fetches", "documents"}
    assert [len(once[table]) for table in differing - {"fetches"}] == [1, 1, 1, 1]
    con = made.emptied()
    assert load_press(con, first, made.at(0)) == PressSummary(new_items=1, new_releases=1, claims=1)
    assert load_press(con, again, made.at(5)) == PressSummary()
