from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import duckdb
import pytest

from transform.vocabulary import Area, Grade
from warehouse.publish import build_views
from warehouse.rows import Batch
from warehouse.store import load

from . import made
from .made import DOWN, FELL, MARSH, NEW, at, fetch, publication, reading, rows, sweep

FIRST = date(2021, 5, 3)
# Days from one inspection to the next: five of each of two authorities, ten in all.
INTERVALS = {MARSH: (280, 287, 294, 301, 308), FELL: (315, 322, 329, 336, 343)}


def reports(urn: str, days: tuple[int, ...], grade: Grade, start: date = FIRST, length: int = 4) -> Batch:
    """Return one authority's reports so many days after each other; all are as long and find the same."""
    starts = [start + timedelta(days=sum(days[:number])) for number in range(len(days) + 1)]
    listed = [publication(f"{urn}-{day}", day + timedelta(days=40), urn) for day in starts]
    found = [made.ilacs(day, length, {Area.OVERALL_EFFECTIVENESS: grade}) for day in starts]
    return Batch(
        "r",
        (),
        (sweep(0, *listed, urn=urn),),
        tuple(fetch(number / 100, row.file_id, row.file_id) for number, row in enumerate(listed)),
        tuple(reading(1, row.file_id, report) for row, report in zip(listed, found, strict=True)),
    )


@pytest.fixture
def con() -> Iterator[duckdb.DuckDBPyConnection]:
    """A working database in which views can be built, which are gone with the test."""
    con = made.emptied()
    yield con
    con.execute("ROLLBACK")


def due(con: duckdb.DuckDBPyConnection, urn: str, asked: str, *batches: Batch) -> tuple[object, ...]:
    for batch in batches:
        load(con, batch, at(1))
    con.execute("BEGIN TRANSACTION")
    build_views(con, at(2))
    return rows(con, f"SELECT {asked} FROM due_next WHERE ofsted_urn = ?", urn)[0]


def ten(grade: Grade = Grade.GOOD) -> tuple[Batch, ...]:
    return tuple(reports(urn, days, grade) for urn, days in INTERVALS.items())


WINDOW = "window_start, window_middle, window_end, past_intervals, why_no_window"


def test_the_window_is_what_ten_past_intervals_suggest(con: duckdb.DuckDBPyConnection) -> None:
    last = FIRST + timedelta(days=1470)
    assert due(con, MARSH, f"inspection_start, {WINDOW}", *ten()) == (
        last,
        last + timedelta(days=280),
        last + timedelta(days=308),
        last + timedelta(days=336),
        10,
        None,
    )


def test_fewer_intervals_are_no_basis(con: duckdb.DuckDBPyConnection) -> None:
    why = "fewer than 10 intervals since May 2021 began with that grade"
    assert due(con, MARSH, WINDOW, ten()[0]) == (None, None, None, 5, why)


def test_intervals_of_another_grade_are_no_basis(con: duckdb.DuckDBPyConnection) -> None:
    why = "fewer than 10 intervals since May 2021 began with that grade"
    outstanding = reports(DOWN, (), Grade.OUTSTANDING)
    assert due(con, DOWN, WINDOW, *ten(), outstanding) == (None, None, None, 0, why)


def test_the_time_without_inspections_tells_nothing_of_others(con: duckdb.DuckDBPyConnection) -> None:
    across = reports(DOWN, (1500, 800), Grade.GOOD, date(2019, 1, 14))
    assert due(con, DOWN, "past_intervals", *ten(), across) == (11,)


PATHWAY = "next_pathway, past_short, past_standard, why_no_pathway"


def test_the_pathway_is_what_followed_the_same_grade(con: duckdb.DuckDBPyConnection) -> None:
    assert due(con, MARSH, PATHWAY, *ten()) == ("short", 10, 0, None)


def test_a_pathway_that_was_not_the_rule_is_not_foretold(con: duckdb.DuckDBPyConnection) -> None:
    why = "less than 80 % of the inspections that followed that grade took one pathway"
    standard = reports(DOWN, (400, 400, 400), Grade.GOOD, length=11)
    assert due(con, DOWN, PATHWAY, *ten(), standard) == (None, 10, 3, why)


def test_without_an_overall_grade_nothing_is_foretold(con: duckdb.DuckDBPyConnection) -> None:
    told = due(
        con, FELL, f"overall_effectiveness, {PATHWAY}, {WINDOW}", reports(FELL, (), Grade.GOOD, date(2026, 4, 13))
    )
    assert told[:4] == (None, None, None, None)
    assert str(told[4]).startswith("its last inspection gives no overall grade")
    assert told[5:8] == (None, None, None)
    assert str(told[9]).startswith("its last inspection gives no overall grade")


def test_an_authority_without_an_inspection_is_listed(con: duckdb.DuckDBPyConnection) -> None:
    why = "no full inspection of it is held"
    assert due(con, NEW, "inspection_id, why_no_pathway, why_no_window, is_estimate") == (None, why, why, True)
