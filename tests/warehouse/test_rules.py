"""Each rule finds what breaks it, says nothing of what does not, and changes no value."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import duckdb
import pytest

from transform.records import Inspection, Window
from transform.vocabulary import Area, Framework, Grade
from warehouse.publish import build_views
from warehouse.rows import Batch
from warehouse.store import load

from . import made
from .made import at, fetch, publication, reading, rows, sweep

OVERALL, LEADERS, HELP = Area.OVERALL_EFFECTIVENESS, Area.IMPACT_OF_LEADERS, Area.HELP_AND_PROTECTION
CARE, LEAVERS, JOINT = Area.CHILDREN_IN_CARE, Area.CARE_LEAVERS, Area.CHILDREN_IN_CARE_AND_CARE_LEAVERS
GOOD, BEST, WEAK, WORST = Grade.GOOD, Grade.OUTSTANDING, Grade.REQUIRES_IMPROVEMENT, Grade.INADEQUATE


@pytest.fixture
def con() -> Iterator[duckdb.DuckDBPyConnection]:
    con = made.emptied()
    yield con
    con.execute("ROLLBACK")


def broken(con: duckdb.DuckDBPyConnection, *reports: tuple[date, Inspection]) -> list[tuple[object, ...]]:
    """Return the rules that these reports of one authority break, as file id, kind, field and both values."""
    listed = [publication(str(number), when) for number, (when, _) in enumerate(reports, 1)]
    fetches = tuple(fetch(number / 100, row.file_id, row.file_id) for number, row in enumerate(listed))
    readings = tuple(reading(1, row.file_id, report) for row, (_, report) in zip(listed, reports, strict=True))
    load(con, Batch("r", (), (sweep(0, *listed),), fetches, readings), at(1))
    con.execute("BEGIN TRANSACTION")
    build_views(con, at(2))
    assert rows(con, "SELECT * FROM document_issues WHERE source <> 'rule' OR severity <> 'warning'") == []
    return rows(con, "SELECT file_id, kind, field, believed, other FROM document_issues ORDER BY ALL")


def graded(start: date, grades: dict[Area, Grade], days: int = 11) -> tuple[date, Inspection]:
    """Return an ILACS inspection and a Tuesday some six weeks after it as its publication."""
    published_on = date.fromordinal(start.toordinal() + days + 42)
    return date.fromordinal(published_on.toordinal() - published_on.weekday() + 1), made.ilacs(start, days, grades)


def kinds(found: list[tuple[object, ...]]) -> set[object]:
    return {row[1] for row in found}


@pytest.mark.parametrize(
    ("start", "area"),
    [
        (date(2018, 3, 5), HELP),
        (date(2022, 12, 5), JOINT),
        (date(2023, 1, 16), CARE),
        (date(2026, 3, 16), LEAVERS),
    ],
)
def test_an_inadequate_area_of_practice_goes_with_overall_inadequate(
    con: duckdb.DuckDBPyConnection, start: date, area: Area
) -> None:
    found = broken(con, graded(start, {area: WORST, OVERALL: WEAK, LEADERS: WEAK}))
    assert found == [
        ("1", "inadequate_area_not_overall", "overall_effectiveness", "requires_improvement", f"{area}: inadequate")
    ]
    assert rows(con, "SELECT grade FROM judgements WHERE area = 'overall_effectiveness'") == [("requires_improvement",)]


@pytest.mark.parametrize(
    "report",
    [
        graded(date(2024, 5, 13), {LEADERS: WORST, OVERALL: WEAK}),
        graded(date(2024, 5, 13), {LEADERS: WEAK, HELP: WORST, OVERALL: WORST}),
        graded(date(2026, 4, 13), {HELP: WORST}),
        graded(date(2024, 5, 13), {LEADERS: BEST}),
    ],
)
def test_what_follows_the_rules_is_not_mentioned(
    con: duckdb.DuckDBPyConnection, report: tuple[date, Inspection]
) -> None:
    assert broken(con, report) == []


@pytest.mark.parametrize(
    ("grades", "other"),
    [
        ({OVERALL: BEST, LEADERS: GOOD}, "good to good"),
        ({OVERALL: WEAK, LEADERS: BEST}, "outstanding to good"),
        ({OVERALL: WORST, LEADERS: WEAK}, "good to requires_improvement"),
    ],
)
def test_overall_lies_within_the_areas(con: duckdb.DuckDBPyConnection, grades: dict[Area, Grade], other: str) -> None:
    found = broken(con, graded(date(2024, 5, 13), grades))
    overall = str(grades[OVERALL])
    assert ("1", "overall_outside_areas", "overall_effectiveness", overall, other) in found


def test_an_area_withheld_could_explain_the_overall_grade(con: duckdb.DuckDBPyConnection) -> None:
    when, report = graded(date(2024, 5, 13), {OVERALL: WEAK})
    kept = tuple(row for row in report.judgements if row.area is not LEAVERS)
    listed = [publication("1", when)]
    batch = Batch(
        "r", (), (sweep(0, *listed),), (fetch(0, "1", "a"),), (reading(1, "a", replace(report, judgements=kept)),)
    )
    load(con, batch, at(1))
    con.execute("BEGIN TRANSACTION")
    build_views(con, at(2))
    assert rows(con, "SELECT kind FROM document_issues") == [("judgement_missing",)]


def test_overall_is_not_better_than_leaders(con: duckdb.DuckDBPyConnection) -> None:
    found = broken(con, graded(date(2024, 5, 13), {LEADERS: WEAK}))
    assert found == [
        (
            "1",
            "overall_better_than_leaders",
            "overall_effectiveness",
            "good",
            "impact_of_leaders: requires_improvement",
        )
    ]


def test_the_single_inspections_overall_lies_within_its_areas(con: duckdb.DuckDBPyConnection) -> None:
    found = broken(con, (date(2014, 5, 6), made.sif(date(2014, 3, 4), {OVERALL: WORST})))
    assert kinds(found) == {"overall_outside_areas"}


@pytest.mark.parametrize(("before", "weak"), [(WEAK, True), (WORST, True), (GOOD, False), (BEST, False)])
@pytest.mark.parametrize(("start", "ruled"), [(date(2024, 5, 13), True), (date(2026, 4, 13), False)])
def test_a_short_inspection_follows_a_good_one(
    con: duckdb.DuckDBPyConnection, before: Grade, weak: bool, start: date, ruled: bool
) -> None:
    first = graded(date(2021, 6, 7), dict.fromkeys((OVERALL, LEADERS, HELP, JOINT), before))
    found = broken(con, first, graded(start, {}, days=4))
    expected = ("2", "short_after_weak_judgement", "inspection_type", "short, by its length", f"99001-1: {before}")
    assert found == ([expected] if weak and ruled else [])


def test_a_standard_inspection_may_follow_any(con: duckdb.DuckDBPyConnection) -> None:
    first = graded(date(2021, 6, 7), dict.fromkeys((OVERALL, LEADERS, HELP, JOINT), WORST))
    assert broken(con, first, graded(date(2024, 5, 13), {})) == []


def test_only_the_inspection_just_before_counts(con: duckdb.DuckDBPyConnection) -> None:
    weak = graded(date(2018, 6, 4), dict.fromkeys((OVERALL, LEADERS, HELP, JOINT), WEAK))
    better = graded(date(2021, 6, 7), {})
    assert broken(con, weak, better, graded(date(2024, 5, 13), {}, days=4)) == []


@pytest.mark.parametrize(
    ("published_on", "kind"),
    [
        (date(2024, 5, 30), "publication_lag_unusual"),
        (date(2024, 5, 31), None),
        (date(2024, 9, 13), None),
        (date(2024, 9, 16), "publication_lag_unusual"),
        (date(2024, 6, 29), "published_at_weekend"),
        (date(2024, 6, 30), "published_at_weekend"),
    ],
)
def test_publication_comes_after_a_usual_time_and_on_a_working_day(
    con: duckdb.DuckDBPyConnection, published_on: date, kind: str | None
) -> None:
    found = broken(con, (published_on, made.ilacs(date(2024, 5, 13))))
    assert kinds(found) == ({kind} if kind else set())


def test_the_last_day_is_that_of_the_last_period(con: duckdb.DuckDBPyConnection) -> None:
    later = made.ilacs(date(2024, 5, 13), further_windows=(Window(date(2024, 6, 10), date(2024, 6, 14)),))
    found = broken(con, (date(2024, 6, 20), later))
    assert [row[1:] for row in found] == [
        ("publication_lag_unusual", "published_on", "2024-06-20", "2024-06-14"),
    ]


def test_ungraded_visits_break_no_rule_between_grades(con: duckdb.DuckDBPyConnection) -> None:
    visit = made.ungraded(Framework.JTAI, date(2024, 5, 13))
    assert broken(con, (date(2024, 6, 25), visit)) == []
