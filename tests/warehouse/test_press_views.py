from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import duckdb
import pytest

from transform.press.records import Release, ReleaseKind
from transform.vocabulary import Area, Framework, Grade
from warehouse.checks import run_checks
from warehouse.press_load import load_press
from warehouse.press_rows import PressBatch
from warehouse.publish import build_views, publish
from warehouse.store import connect, load

from . import made
from .golden import shown
from .made import MARSH, at, held, rows
from .press_golden import TABLES, built, kept_file
from .press_golden import loaded as load_scenario
from .press_made import fetched, published, release, told, window
from .test_publish import content

CONTRACT = {
    "press_releases": "release_id ofsted_urn authority url title published_on kind inspection_id",
    "press_claims": "release_id area grade grade_as_printed quote char_start char_end",
    "press_statements": "release_id speaker role quote",
    "reconciliations": "release_id inspection_id field press_value report_value verdict",
}
REPORT = held("7", date(2024, 7, 1), made.ilacs(date(2024, 5, 13)))
MATCHED = "SELECT inspection_id, match_basis FROM press_releases"
GOOD_HELP = {Area.HELP_AND_PROTECTION: Grade.GOOD}


@pytest.mark.parametrize("view", TABLES)
def test_a_view_is_as_kept(view: str) -> None:
    assert shown(built(), view, TABLES[view]) == kept_file(view).read_text()


@pytest.mark.parametrize("view", CONTRACT)
def test_a_view_has_the_contracts_columns(view: str) -> None:
    columns = rows(
        built(), "SELECT column_name FROM duckdb_columns() WHERE table_name = ? AND schema_name = 'main'", view
    )
    assert set(CONTRACT[view].split()) <= {name for (name,) in columns}


def test_what_is_published_passes_the_checks_and_does_not_depend_on_the_past(tmp_path: Path) -> None:
    files = []
    for name, passes in (("once", 1), ("often", 2)):
        con = made.working(tmp_path / f"{name}.duckdb")
        for _ in range(passes):
            load_scenario(con)
        files.append(tmp_path / f"{name}-published.duckdb")
        publish(con, files[-1], at(10))
        con.close()
    assert content(files[0]) == content(files[1])
    reader = connect(files[0], read_only=True)
    assert rows(reader, "SELECT count(*) FROM press_releases") == [(6,)]
    reader.close()


@pytest.fixture
def con() -> Iterator[duckdb.DuckDBPyConnection]:
    """A working database in which views can be built, which are gone with the test."""
    con = made.emptied()
    yield con
    con.execute("ROLLBACK")


def build(con: duckdb.DuckDBPyConnection) -> None:
    con.execute("BEGIN TRANSACTION")
    build_views(con, at(9))
    assert run_checks(con) == ()


def announced(published_on: date | None = date(2024, 7, 3), grades: dict[Area, Grade] | None = None) -> Release:
    return release(grades=grades or GOOD_HELP, published_on=published_on)


def test_a_release_before_its_report_is_matched_when_the_report_appears(con: duckdb.DuckDBPyConnection) -> None:
    load_press(con, published(0, "1", announced(date(2024, 6, 29))), at(0))
    build(con)
    assert rows(con, MATCHED) == [(None, None)]
    assert rows(con, "FROM reconciliations") == rows(con, "FROM press_omissions") == []
    con.execute("ROLLBACK")
    load(con, REPORT, at(1))
    build(con)
    assert rows(con, MATCHED) == [(f"{MARSH}-7", "publication")]
    assert rows(con, "SELECT count(*) FROM press_omissions") == [(4,)]


def test_a_claim_that_the_framework_does_not_judge_is_only_in_press(con: duckdb.DuckDBPyConnection) -> None:
    load(con, held("7", date(2026, 6, 17), made.ilacs(date(2026, 4, 27))), at(0))
    claimed = {Area.OVERALL_EFFECTIVENESS: Grade.GOOD, Area.CHILDREN_IN_CARE_AND_CARE_LEAVERS: Grade.GOOD}
    load_press(con, published(0, "1", announced(date(2026, 6, 17), claimed)), at(0))
    build(con)
    verdicts = rows(con, "SELECT area, grade, report_grade, verdict FROM press_claims ORDER BY ALL")
    assert verdicts == [
        ("children_in_care_and_care_leavers", "good", None, "only_in_press"),
        ("overall_effectiveness", "good", None, "only_in_press"),
    ]


def test_a_link_to_a_report_that_was_issued_again_is_to_the_one_that_stands(con: duckdb.DuckDBPyConnection) -> None:
    both = (made.publication("7", date(2024, 7, 1)), made.publication("8", date(2024, 8, 1)))
    again = held("8", date(2024, 8, 1), made.ilacs(date(2024, 5, 13)), days=1)
    load(con, REPORT, at(0))
    load(con, replace(again, sweeps=(made.sweep(1, *both),)), at(1))
    links = ("https://files.example/v1/file/7", "https://reports.example/provider/44/99001")
    load_press(con, published(0, "1", replace(announced(), report_links=links)), at(0))
    build(con)
    assert rows(con, MATCHED) == [(f"{MARSH}-8", "report_link")]


def test_the_grades_of_a_report_that_are_not_judged_are_not_left_out(con: duckdb.DuckDBPyConnection) -> None:
    grades = {Area.CARE_LEAVERS: Grade.NOT_JUDGED}
    load(con, held("7", date(2024, 7, 1), made.ilacs(date(2024, 5, 13), grades=grades)), at(0))
    load_press(con, published(0, "1", announced()), at(0))
    build(con)
    left_out = rows(con, "SELECT area FROM press_omissions ORDER BY ALL")
    assert left_out == [("children_in_care",), ("impact_of_leaders",), ("overall_effectiveness",)]


def test_a_release_that_gives_no_grade_leaves_none_out(con: duckdb.DuckDBPyConnection) -> None:
    load(con, REPORT, at(0))
    load_press(con, published(0, "1", release(published_on=date(2024, 7, 3))), at(0))
    build(con)
    assert rows(con, MATCHED) == [(f"{MARSH}-7", "publication")]
    assert rows(con, "FROM press_omissions") == []
    assert rows(con, "SELECT DISTINCT verdict FROM reconciliations") == [("only_in_report",)]


def test_a_visit_is_matched_by_its_days(con: duckdb.DuckDBPyConnection) -> None:
    letter = made.ungraded(Framework.ILACS_FOCUSED_VISIT, date(2024, 9, 10))
    load(con, held("9", date(2024, 10, 10), letter), at(0))
    said = release(
        ReleaseKind.FOCUSED_VISIT,
        published_on=date(2024, 11, 20),
        visited=window(date(2024, 9, 10), date(2024, 9, 11)),
    )
    load_press(con, published(0, "1", said), at(0))
    build(con)
    assert rows(con, MATCHED) == [(f"{MARSH}-9", "window")]
    assert rows(con, "SELECT window_start, window_end FROM press_releases") == [(date(2024, 9, 10), date(2024, 9, 11))]


def test_the_release_that_is_still_on_the_web_is_the_original(con: duckdb.DuckDBPyConnection) -> None:
    load_press(con, published(0, "1", announced()), at(0))
    load_press(con, published(1, "2", announced(date(2024, 7, 4))), at(1))
    gone = PressBatch("r", (), (fetched(2, "1", None, status=404),))
    load_press(con, gone, at(2))
    build(con)
    shows = "SELECT split_part(url, '/', 5), duplicate_of IS NULL, withdrawn_at FROM press_releases ORDER BY ALL"
    assert rows(con, shows) == [("1", False, at(2)), ("2", True, None)]


def test_a_page_that_came_back_is_not_withdrawn(con: duckdb.DuckDBPyConnection) -> None:
    load_press(con, published(0, "1", announced()), at(0))
    back = (fetched(1, "1", None, status=404), fetched(2, "1", "page of 1"))
    load_press(con, PressBatch("r", (), back), at(2))
    build(con)
    assert rows(con, "SELECT withdrawn_at FROM press_releases") == [(None,)]


def test_the_versions_of_a_release_have_their_own_claims(con: duckdb.DuckDBPyConnection) -> None:
    load_press(con, published(0, "1", announced()), at(0))
    edited = announced(grades={Area.CARE_LEAVERS: Grade.GOOD})
    load_press(con, PressBatch("r", (), (fetched(1, "1", "b"),), (told(1, "1", "b", edited),)), at(1))
    build(con)
    versions = "SELECT version, is_current, claims[1].area FROM press_release_versions ORDER BY ALL"
    assert rows(con, versions) == [(1, False, "help_and_protection"), (2, True, "care_leavers")]
    assert rows(con, "SELECT area FROM press_claims") == [("care_leavers",)]
    assert rows(con, "SELECT version, amended_at FROM press_releases") == [(2, at(1))]
