"""Loading anything twice is loading it once, and running again later changes nothing but when it was seen."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from transform.records import Inspection
from transform.vocabulary import Area, Grade
from warehouse.rows import Batch, FetchOutcome
from warehouse.store import load

from . import made

FILES = ("1", "2")
BODIES = ("a", "b", "c")
URNS = (made.MARSH, made.FELL)


@st.composite
def inspections(draw: st.DrawFn) -> tuple[Inspection, ...]:
    grade = draw(st.sampled_from([Grade.GOOD, Grade.INADEQUATE, Grade.INCONSISTENT]))
    start = draw(st.sampled_from([date(2022, 11, 7), date(2024, 5, 13), date(2026, 4, 20)]))
    report = made.ilacs(start, draw(st.sampled_from([4, 11, -3])), {Area.HELP_AND_PROTECTION: grade})
    return (report,) * draw(st.integers(0, 2))


@st.composite
def batches(draw: st.DrawFn, number: int) -> Batch:
    """A batch whose own times lie within its day."""

    def moment() -> float:
        return number + draw(st.integers(0, 9)) / 10

    publications = st.builds(
        made.publication,
        st.sampled_from(FILES),
        st.sampled_from([date(2024, 6, 20), date(2026, 6, 1)]),
        st.sampled_from(URNS),
        st.sampled_from(["Inspection", "Focused visit"]),
    )
    sweeps = []
    for urn in draw(st.lists(st.sampled_from(URNS), max_size=2)):
        listed = draw(st.lists(publications, max_size=2))
        sweeps.append(made.sweep(moment(), *(replace(row, ofsted_urn=urn) for row in listed), urn=urn))
    bodies = st.sampled_from([*BODIES, None])
    fetches = []
    for file_id, body in draw(st.lists(st.tuples(st.sampled_from(FILES), bodies), max_size=3)):
        outcome = draw(st.sampled_from([FetchOutcome.NEW, FetchOutcome.REJECTED, FetchOutcome.NOT_MODIFIED]))
        fetches.append(made.fetch(moment(), file_id, body, outcome))
    readings = []
    for body in draw(st.lists(st.sampled_from(BODIES), max_size=2)):
        version = draw(st.sampled_from(["readers-1", "readers-2"]))
        if draw(st.booleans()):
            readings.append(made.reading(moment(), body, *draw(inspections()), version=version))
        else:
            readings.append(made.unreadable(moment(), body, version=version))
    listings = (made.listing(latest=date(2026, 6, 1 + number)),) if draw(st.booleans()) else ()
    return Batch(f"run-{number}", listings, tuple(sweeps), tuple(fetches), tuple(readings))


@st.composite
def sequences(draw: st.DrawFn) -> list[Batch]:
    return [draw(batches(number)) for number in range(draw(st.integers(1, 3)))]


def loaded(*batches: tuple[Batch, float]) -> dict[str, list[tuple[Any, ...]]]:
    """Load batches, each with the day that it is loaded on, into an empty database and return all its rows."""
    con = made.emptied()
    for batch, day in batches:
        load(con, batch, made.at(day))
    return {table: made.rows(con, f"FROM store.{table} ORDER BY ALL") for table in made.TABLES}


FEW = settings(
    max_examples=6, deadline=timedelta(seconds=10), derandomize=True, suppress_health_check=list(HealthCheck)
)


@FEW
@given(sequences())
def test_loading_twice_is_loading_once(sequence: list[Batch]) -> None:
    dated = [(batch, number + 1.0) for number, batch in enumerate(sequence)]
    once = loaded(*dated)
    assert loaded(*dated, *dated) == once
    assert loaded(*(batch for batch in dated for _ in range(2))) == once


def test_what_is_seen_again_later_changes_only_when_it_was_seen() -> None:
    first = made.held("1", date(2024, 7, 1), made.ilacs(date(2024, 5, 13)))
    again = Batch(
        "run-2",
        first.listings,
        (replace(first.sweeps[0], swept_at=made.at(5)),),
        (replace(first.fetches[0], requested_at=made.at(5), outcome=FetchOutcome.UNCHANGED),),
        (replace(first.readings[0], read_at=made.at(5)),),
    )
    once, twice = loaded((first, 0)), loaded((first, 0), (again, 5))
    differing = {table for table in made.TABLES if once[table] != twice[table]}
    assert differing == {"providers", "publications", "fetches", "documents", "document_versions"}
    assert [row[5:9] for row in twice["publications"]] == [(made.at(0), made.at(5), None, None)]
    assert [row[1:5] for row in twice["document_versions"]] == [(1, made.sha("body of 1"), made.at(0), made.at(5))]
