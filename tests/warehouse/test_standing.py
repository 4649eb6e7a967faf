"""Which grades stood when: the views over time, against a replay in Python and counts made by hand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import duckdb
import pytest

from transform.records import Inspection
from transform.vocabulary import Area, Framework, Grade
from warehouse.publish import build_views
from warehouse.rows import Batch
from warehouse.store import load

from . import chance, made, standing
from .golden import built
from .made import MARSH, NEW, OLD, at, held, publication, rows, sweep, ungraded

HELP = Area.HELP_AND_PROTECTION
WORSE = {HELP: Grade.INADEQUATE}


@pytest.fixture
def con() -> Iterator[duckdb.DuckDBPyConnection]:
    """A working database in which views can be built, which are gone with the test."""
    con = made.emptied()
    yield con
    con.execute("ROLLBACK")


def build(con: duckdb.DuckDBPyConnection, *batches: Batch) -> None:
    for number, batch in enumerate(batches):
        load(con, batch, at(number + 1))
    con.execute("BEGIN TRANSACTION")
    build_views(con, at(90))


def two(first: tuple[date, Inspection], second: tuple[date, Inspection]) -> tuple[Batch, Batch]:
    """Return the batches of two reports of one authority, the second loaded later; each with its publication."""
    listed = [publication(number, when) for number, (when, _) in (("1", first), ("2", second))]
    later = replace(held("2", *second, days=1), sweeps=(sweep(1, *listed),))
    return held("1", *first), later


def grade_on(con: duckdb.DuckDBPyConnection, day: str, urn: str = MARSH) -> list[tuple[str | None, ...]]:
    return rows(con, "SELECT inspection_id, help_and_protection FROM grades_on(?::DATE) WHERE ofsted_urn = ?", day, urn)


def test_the_scenario_is_as_replayed() -> None:
    standing.check_all(built())


@pytest.mark.parametrize("seed", range(3))
def test_reports_by_chance_are_as_replayed(con: duckdb.DuckDBPyConnection, seed: int) -> None:
    build(con, *chance.batches(seed))
    assert rows(con, "SELECT count(superseded_by) > 0, count(withdrawn_at) > 0 FROM inspections") == [(True, True)]
    standing.check_all(con)


def test_a_day_knows_only_what_was_published_by_then(con: duckdb.DuckDBPyConnection) -> None:
    build(con, held("1", date(2024, 7, 1), made.ilacs(date(2024, 5, 13))))
    assert grade_on(con, "2024-06-30") == [(None, None)]
    assert grade_on(con, "2024-07-01") == [("99001-1", "good")]
    assert rows(con, "SELECT why_null FROM grades_on('2024-06-30') WHERE ofsted_urn = ?", MARSH) == [
        ("No full inspection of it is held that was published by then.",)
    ]


def test_until_a_report_is_issued_anew_its_first_issue_stands(con: duckdb.DuckDBPyConnection) -> None:
    report, again = made.ilacs(date(2024, 5, 13)), made.ilacs(date(2024, 5, 13), grades=WORSE)
    build(con, *two((date(2024, 7, 1), report), (date(2024, 9, 1), again)))
    assert grade_on(con, "2024-08-31") == [("99001-1", "good")]
    assert grade_on(con, "2024-09-01") == [("99001-2", "inadequate")]
    assert rows(con, "SELECT inspection_id, stood_from, is_standing FROM judgement_history WHERE area = ?", HELP) == [
        ("99001-2", date(2024, 7, 1), True)
    ]


def test_an_inspection_that_is_published_after_a_later_one_never_stands(con: duckdb.DuckDBPyConnection) -> None:
    earlier = made.ilacs(date(2024, 2, 5), grades=WORSE)
    build(con, *two((date(2024, 9, 1), earlier), (date(2024, 7, 1), made.ilacs(date(2024, 5, 13)))))
    assert grade_on(con, "2024-12-01") == [("99001-2", "good")]
    told = "inspection_id, stood_from, is_standing, ended_because, previous_grade"
    assert rows(con, f"SELECT {told} FROM judgement_history WHERE area = ? ORDER BY position", HELP) == [
        ("99001-1", None, False, "never stood", None),
        ("99001-2", date(2024, 7, 1), True, None, "inadequate"),
    ]


def test_an_area_that_is_judged_no_more_stands_no_more(con: duckdb.DuckDBPyConnection) -> None:
    joint, separate = made.ilacs(date(2022, 5, 9)), made.ilacs(date(2025, 5, 12))
    build(con, *two((date(2022, 7, 1), joint), (date(2025, 7, 1), separate)))
    told = "stood_from, stood_until, days_stood, ended_by_inspection_id, ended_because, direction"
    area = "children_in_care_and_care_leavers"
    assert rows(con, f"SELECT {told} FROM judgement_history WHERE area = ?", area) == [
        (date(2022, 7, 1), date(2025, 7, 1), 1096, "99001-2", "area no longer judged", None)
    ]
    assert rows(con, f"SELECT {told} FROM judgement_history WHERE area = 'children_in_care'") == [
        (date(2025, 7, 1), None, 455, None, None, None)
    ]
    shown = rows(
        con,
        "SELECT children_in_care, care_leavers, children_in_care_and_care_leavers FROM grades_on('2023-01-01') "
        "WHERE ofsted_urn = ?",
        MARSH,
    )
    assert shown == [(None, None, "good")]


def test_a_predecessors_grades_are_its_own(con: duckdb.DuckDBPyConnection) -> None:
    build(con, held("1", date(2020, 7, 1), made.ilacs(date(2020, 1, 13)), urn=OLD))
    assert grade_on(con, "2021-03-31", OLD) == [("99005-1", "good")]
    assert grade_on(con, "2021-03-31", NEW) == []
    assert grade_on(con, "2021-04-01", OLD) == []
    assert grade_on(con, "2021-04-01", NEW) == [(None, None)]
    assert rows(con, "SELECT DISTINCT stood_until, ended_because, is_standing FROM judgement_history") == [
        (date(2021, 4, 1), "authority abolished", False)
    ]


@pytest.mark.parametrize("framework", [Framework.JTAI, Framework.ILACS_FOCUSED_VISIT, Framework.ILACS_MONITORING_VISIT])
def test_a_visit_changes_no_standing_grade(con: duckdb.DuckDBPyConnection, framework: Framework) -> None:
    visit = ungraded(framework, date(2024, 5, 13))
    build(con, *two((date(2023, 7, 1), made.ilacs(date(2023, 5, 15))), (date(2024, 7, 1), visit)))
    assert grade_on(con, "2024-12-01") == [("99001-1", "good")]
    assert rows(con, "SELECT count(*) FROM judgement_history WHERE inspection_id = '99001-2'") == [(0,)]
    assert rows(con, "SELECT kind, framework FROM authority_timeline ORDER BY published_on")[1][1] == framework


def test_national_profile_goes_up_to_the_last_quarter_that_is_over() -> None:
    assert rows(built(), "SELECT max(quarter_end), published_at::DATE FROM national_profile, release GROUP BY ALL") == [
        (date(2026, 6, 30), date(2026, 7, 11))
    ]
