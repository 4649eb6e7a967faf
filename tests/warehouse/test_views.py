from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import duckdb
import pytest

from transform.records import Inspection, Severity
from transform.vocabulary import Area, Framework, Grade
from warehouse.publish import build_views
from warehouse.rows import Batch
from warehouse.store import load

from . import made
from .golden import FOLDER, TABLES, built, shown
from .made import MARSH, at, fetch, publication, reading, rows, sweep

CONTRACT = {
    "inspections": "inspection_id file_id ofsted_urn authority gss_code region framework inspection_type "
    "inspection_start inspection_end further_windows published_on lead_inspector theme source_url document_sha256 "
    "first_seen_at last_seen_at amended_at withdrawn_at reader_version",
    "judgements": "inspection_id file_id ofsted_urn authority framework published_on area grade grade_rank "
    "grade_as_printed page quote witnesses source_url",
    "findings": "inspection_id file_id kind position text page",
    "grade_changes": "authority area from_grade to_grade from_inspection_id to_inspection_id published_on direction",
    "quarantine": "document_sha256 file_id source_url stage reason detail first_seen_at last_seen_at resolved_at",
    "latest_judgements": "authority inspection_start inspection_end published_on source_url",
    "authorities": "ofsted_urn name valid_from valid_to",
    "statistical_neighbours": "ofsted_urn neighbour_urn",
    "frameworks": "framework valid_from valid_to",
    "areas": "framework area valid_from valid_to",
    "grades": "grade valid_from valid_to",
    "documents": "document_sha256",
    "fetches": "url requested_at",
    "changes": "field old_value new_value",
    "runs": "run_id",
}


def columns(con: duckdb.DuckDBPyConnection, view: str) -> dict[str, str]:
    return dict(
        rows(
            con,
            "SELECT column_name, data_type FROM duckdb_columns() WHERE table_name = ? AND schema_name = 'main'",
            view,
        )
    )


@pytest.mark.parametrize("view", TABLES)
def test_a_view_is_as_kept(view: str) -> None:
    assert shown(built(), view) == (FOLDER / f"{view}.txt").read_text()


@pytest.mark.parametrize("view", CONTRACT)
def test_a_view_has_the_contracts_columns(view: str) -> None:
    assert set(CONTRACT[view].split()) <= set(columns(built(), view))


def test_areas_are_columns_of_latest_judgements() -> None:
    full = rows(built(), "SELECT DISTINCT area FROM areas WHERE framework IN ('ILACS', 'SIF')")
    assert {area for (area,) in full} <= set(columns(built(), "latest_judgements"))


def test_dates_are_dates_and_times_have_a_zone() -> None:
    views = rows(built(), "SELECT view_name FROM duckdb_views() WHERE NOT internal AND schema_name = 'main'")
    for (view,) in views:
        for name, kind in columns(built(), view).items():
            if name.endswith("_at"):
                assert kind == "TIMESTAMP WITH TIME ZONE", (view, name)
            if name.endswith(("_on", "_start", "_end", "valid_from", "valid_to")) and not name.startswith("char_"):
                assert kind == "DATE", (view, name)


def test_reference_data_has_every_code_once() -> None:
    con = built()
    assert {code for (code,) in rows(con, "SELECT framework FROM frameworks")} == set(Framework)
    assert {code for (code,) in rows(con, "SELECT area FROM areas")} == set(Area)
    assert {code for (code,) in rows(con, "SELECT grade FROM grades")} == set(Grade)
    assert rows(con, "SELECT count(*) FROM authorities WHERE ofsted_urn NOT LIKE '99%'") == [(153,)]
    assert rows(con, "SELECT DISTINCT count(*) FROM statistical_neighbours GROUP BY ofsted_urn") == [(10,)]
    no_overall = "SELECT valid_to FROM areas WHERE framework = 'ILACS' AND area = 'overall_effectiveness'"
    assert rows(con, no_overall) == [(date(2026, 3, 31),)]
    assert rows(con, "SELECT valid_from FROM authorities WHERE name = 'Cumberland'") == [(date(2023, 4, 1),)]


@pytest.fixture
def con() -> Iterator[duckdb.DuckDBPyConnection]:
    """A working database in which views can be built, which are gone with the test."""
    con = made.emptied()
    yield con
    con.execute("ROLLBACK")


def build(con: duckdb.DuckDBPyConnection, *reports: tuple[date, Inspection], urn: str = MARSH) -> None:
    """Build the views over one authority's reports, whose file ids count from 1."""
    listed = [publication(str(number), when, urn) for number, (when, _) in enumerate(reports, 1)]
    load(
        con,
        Batch(
            "r",
            (),
            (sweep(0, *listed, urn=urn),),
            tuple(fetch(number / 100, row.file_id, row.file_id) for number, row in enumerate(listed)),
            tuple(reading(1, row.file_id, report) for row, (_, report) in zip(listed, reports, strict=True)),
        ),
        at(1),
    )
    con.execute("BEGIN TRANSACTION")
    build_views(con, at(2))


def ilacs_2(grade: Grade | None, start: date, **more: object) -> Inspection:
    """Return an ILACS inspection with this grade for help and protection, or with that grade withheld."""
    report = made.ilacs(start, grades={Area.HELP_AND_PROTECTION: grade or Grade.GOOD})
    if grade is None:
        kept = tuple(row for row in report.judgements if row.area is not Area.HELP_AND_PROTECTION)
        report = replace(report, judgements=kept)
    return replace(report, **more)


def test_a_withheld_grade_is_not_bridged(con: duckdb.DuckDBPyConnection) -> None:
    build(
        con,
        (date(2023, 5, 1), ilacs_2(Grade.GOOD, date(2023, 3, 6))),
        (date(2024, 5, 1), ilacs_2(None, date(2024, 3, 4))),
        (date(2025, 5, 1), ilacs_2(Grade.INADEQUATE, date(2025, 3, 3))),
    )
    assert rows(con, "FROM grade_changes") == []


def test_an_area_not_judged_is_bridged(con: duckdb.DuckDBPyConnection) -> None:
    build(
        con,
        (date(2023, 5, 1), ilacs_2(Grade.GOOD, date(2023, 3, 6))),
        (date(2024, 5, 1), ilacs_2(Grade.NOT_JUDGED, date(2024, 3, 4))),
        (date(2025, 5, 1), ilacs_2(Grade.INADEQUATE, date(2025, 3, 3))),
    )
    got = rows(
        con, "SELECT area, from_grade, to_grade, from_inspection_id, to_inspection_id, direction FROM grade_changes"
    )
    assert got == [("help_and_protection", "good", "inadequate", "99001-1", "99001-3", "declined")]


def test_the_grades_of_two_inspections_are_never_mixed(con: duckdb.DuckDBPyConnection) -> None:
    build(
        con,
        (date(2023, 5, 1), ilacs_2(Grade.GOOD, date(2023, 3, 6))),
        (date(2025, 5, 1), ilacs_2(None, date(2025, 3, 3))),
    )
    got = rows(con, "SELECT inspection_id, help_and_protection, withheld_areas FROM latest_judgements")
    assert got == [("99001-2", None, ["help_and_protection"])]


def test_the_latest_is_by_inspection_and_not_by_publication(con: duckdb.DuckDBPyConnection) -> None:
    build(
        con,
        (date(2026, 6, 17), made.ilacs(date(2026, 4, 27))),
        (date(2026, 6, 18), made.ilacs(date(2026, 1, 26))),
    )
    assert rows(con, "SELECT inspection_id, overall_effectiveness FROM latest_judgements") == [("99001-1", None)]


def test_a_report_whose_start_is_not_known_is_not_passed_over(con: duckdb.DuckDBPyConnection) -> None:
    undated = replace(made.ilacs(date(2026, 4, 27)), start=None, end=None)
    build(con, (date(2025, 5, 1), made.ilacs(date(2025, 3, 3))), (date(2026, 6, 17), undated))
    got = rows(con, "SELECT inspection_id, inspection_start, overall_effectiveness_status FROM latest_judgements")
    assert got == [("99001-2", None, "withheld: see document_issues")]


def test_an_abolished_authority_has_no_standing_grades(con: duckdb.DuckDBPyConnection) -> None:
    build(con, (date(2020, 3, 2), made.ilacs(date(2020, 1, 13))), urn=made.OLD)
    assert rows(con, "SELECT count(*) FROM judgements") == [(4,)]
    assert rows(con, "FROM latest_judgements") == []


@pytest.mark.parametrize(
    ("report", "pathway"),
    [
        (made.ilacs(date(2024, 5, 13), 4), ("short", "length")),
        (made.ilacs(date(2024, 5, 13), 11), ("standard", "length")),
        (made.ilacs(date(2024, 5, 13), 2), (None, None)),
        (made.ilacs(date(2024, 5, 13), 11, inspection_type="short"), ("short", "printed")),
        (made.ungraded(Framework.JTAI, date(2024, 1, 15), inspection_type="short"), (None, None)),
    ],
)
def test_the_pathway_says_what_it_stands_on(
    con: duckdb.DuckDBPyConnection, report: Inspection, pathway: tuple[str | None, str | None]
) -> None:
    build(con, (date(2024, 9, 1), report))
    assert rows(con, "SELECT pathway, pathway_basis FROM inspections") == [pathway]


def test_the_printed_date_never_replaces_the_listed_one(con: duckdb.DuckDBPyConnection) -> None:
    build(con, (date(2024, 7, 2), made.ilacs(date(2024, 5, 13), printed_published_on=date(2024, 7, 1))))
    assert rows(con, "SELECT published_on, printed_published_on FROM inspections") == [
        (date(2024, 7, 2), date(2024, 7, 1))
    ]
    assert rows(con, "SELECT kind, severity, believed, other FROM document_issues") == [
        ("published_date_differs", Severity.WARNING, "2024-07-02", "2024-07-01")
    ]


def test_every_judgement_has_the_link_of_its_report(con: duckdb.DuckDBPyConnection) -> None:
    build(con, (date(2024, 7, 2), made.ilacs(date(2024, 5, 13))))
    assert rows(con, "SELECT DISTINCT ofsted_urn, source_url FROM judgements") == [(MARSH, made.url("1"))]
