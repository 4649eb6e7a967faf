"""A reviewed correction is applied, shown as such, reported when it has no effect, and refused when it is malformed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, replace
from datetime import date
from pathlib import Path

import duckdb
import pytest

from transform.records import Inspection, Severity
from transform.vocabulary import Area, Framework, Grade
from warehouse import bulk
from warehouse.corrections import COLUMNS, FIELDS, correction_rows, parse_corrections
from warehouse.errors import CorrectionsError
from warehouse.publish import build_views, publish
from warehouse.rows import Batch
from warehouse.store import load

from . import made
from .made import at, held, reading, rows

REPORT = made.ilacs(date(2024, 5, 13))
SHA = made.sha("body of 1")
HEAD = ",".join(COLUMNS)


@pytest.fixture
def con() -> Iterator[duckdb.DuckDBPyConnection]:
    con = made.emptied()
    yield con
    con.execute("DELETE FROM reference.corrections")


def line(field: str, value: str, *, sha: str = SHA, number: int = 1, page: str = "", quote: str = "") -> str:
    return f'{sha},{number},{field},"{value}",Seen on page 1,A Reviewer,2026-10-05,{page},{quote}'


def correct(con: duckdb.DuckDBPyConnection, *lines: str) -> None:
    bulk.insert(con, "reference.corrections", parse_corrections("\n".join([HEAD, *lines])))


def built(con: duckdb.DuckDBPyConnection, *queries: str) -> list[list[tuple[object, ...]]]:
    con.execute("BEGIN TRANSACTION")
    build_views(con, at(2))
    got = [rows(con, query) for query in queries]
    con.execute("ROLLBACK")
    return got


def test_a_grade_is_corrected_and_says_so(con: duckdb.DuckDBPyConnection) -> None:
    correct(con, line("judgement:care_leavers", "inadequate"))
    load(con, held("1", date(2024, 7, 2), REPORT), at(0))
    judged, corrections, inspections, latest = built(
        con,
        "SELECT grade, grade_rank, grade_as_printed, quote, corrected_by FROM judgements WHERE area = 'care_leavers'",
        "SELECT field, value, value_read, state, who FROM corrections",
        "SELECT corrected_fields FROM inspections",
        "SELECT care_leavers FROM latest_judgements",
    )
    assert judged == [("inadequate", 4, "Good", "care_leavers: good", "A Reviewer")]
    assert corrections == [("judgement:care_leavers", "inadequate", "good", "applied", "A Reviewer")]
    assert inspections == [(["judgement:care_leavers"],)]
    assert latest == [("inadequate",)]


def test_what_is_not_corrected_says_that_too(con: duckdb.DuckDBPyConnection) -> None:
    correct(con, line("judgement:care_leavers", "inadequate"))
    load(con, held("1", date(2024, 7, 2), REPORT), at(0))
    load(con, held("2", date(2023, 7, 4), made.ilacs(date(2023, 5, 15)), urn=made.FELL), at(0))
    judged, inspections = built(
        con,
        "SELECT count(*), count(corrected_by) FROM judgements",
        "SELECT file_id, corrected_fields FROM inspections WHERE corrected_fields IS NULL",
    )
    assert (judged, inspections) == ([(10, 1)], [("2", None)])


def test_a_withheld_grade_is_put_in_with_its_page_and_words(con: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    issue = made.issue("grades_contradict", Severity.ERROR, "care_leavers")
    kept = tuple(row for row in REPORT.judgements if row.area is not Area.CARE_LEAVERS)
    load(con, held("1", date(2024, 7, 2), replace(REPORT, judgements=kept, issues=(issue,))), at(0))
    correct(con, line("judgement:care_leavers", "good"))
    assert built(con, "SELECT state FROM corrections") == [[("no_such_judgement",)]]
    con.execute("DELETE FROM reference.corrections")
    correct(con, line("judgement:care_leavers", "good", page="2", quote="Good for care leavers"))
    summary = publish(con, tmp_path / "p.duckdb", at(2))
    assert (summary.judgements, summary.warnings) == (5, ())
    with duckdb.connect(str(tmp_path / "p.duckdb"), read_only=True) as reader:
        got = rows(reader, "SELECT grade, page, quote, corrected_by FROM judgements WHERE area = 'care_leavers'")
    assert got == [("good", 2, "Good for care leavers", "A Reviewer")]


FULL = made.ungraded(
    Framework.JTAI,
    date(2024, 5, 13),
    theme="A theme",
    lead_inspectors=("Ada Example", "Ben Example"),
    visit_number=1,
    monitoring_inspection=False,
)
VALUES = {
    "inspection_start": "2024-05-06",
    "inspection_end": "2024-05-20",
    "printed_published_on": "2024-07-01",
    "previous_inspection_start": "2020-01-06",
    "previous_inspection_end": "2020-01-10",
    "follows_judgement_on": "2023-02-01",
    "next_full_inspection_years": "3",
    "visit_number": "2",
    "monitoring_inspection": "true",
    "written_statement_required": "false",
    "lead_inspectors": "Cy Example; Di Example",
}


@pytest.mark.parametrize("field", FIELDS)
def test_each_field_can_be_corrected(con: duckdb.DuckDBPyConnection, field: str) -> None:
    value = VALUES.get(field, "another")
    load(con, held("1", date(2024, 7, 2), FULL), at(0))
    shown = "array_to_string(lead_inspectors, '; ')" if field == "lead_inspectors" else f"{field}::VARCHAR"
    query = f"SELECT {shown}, {', '.join(name for name in FIELDS if name != field)} FROM store.corrected_inspections"
    before = rows(con, query)[0]
    correct(con, line(field, value))
    assert before[0] != value
    assert rows(con, query) == [(value, *before[1:])]


def test_all_of_them_are_shown(con: duckdb.DuckDBPyConnection) -> None:
    load(con, held("1", date(2024, 7, 2), FULL), at(0))
    correct(con, *(line(field, VALUES.get(field, "another")) for field in FIELDS))
    corrections, inspections = built(
        con, "SELECT DISTINCT state FROM corrections", "SELECT corrected_fields, inspection_start FROM inspections"
    )
    assert corrections == [("applied",)]
    assert inspections == [(sorted(FIELDS), date(2024, 5, 6))]


def test_every_fact_but_the_framework_can_be_corrected() -> None:
    held_otherwise = {
        "start": "inspection_start",
        "end": "inspection_end",
        "previous_inspection": "previous_inspection_end",
    }
    facts = {item.name for item in fields(Inspection)} - {
        "framework", "further_windows", "inspectorates", "judgements", "findings", "passages", "issues"
    }  # fmt: skip
    assert {held_otherwise.get(name, name) for name in facts} <= set(FIELDS)


def test_a_corrected_date_releases_what_was_withheld(con: duckdb.DuckDBPyConnection) -> None:
    load(con, held("1", date(2024, 7, 2), replace(REPORT, end=date(2024, 5, 10))), at(0))
    assert built(con, "FROM inspections") == [[]]
    correct(con, line("inspection_end", "2024-05-17"))
    assert built(con, "SELECT inspection_end FROM inspections") == [[(date(2024, 5, 17),)]]


def test_what_has_no_effect_is_reported(con: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    load(con, held("1", date(2024, 7, 2), REPORT), at(0))
    load(con, held("2", date(2023, 7, 4), made.ilacs(date(2023, 5, 15)), urn=made.FELL), at(0))
    correct(
        con,
        line("judgement:care_leavers", "good"),
        line("inspection_start", "2024-05-13"),
        line("theme", "Another", number=2),
        line("theme", "Another", sha="f" * 64),
        line("judgement:adoption_performance", "good"),
        line("inspection_type", "standard", sha=made.sha("body of 2")),
    )
    summary = publish(con, tmp_path / "p.duckdb", at(2))
    told = {warning for warning in summary.warnings if "correction" in warning}
    first = f"of document {SHA[:12]}"
    read = "is not needed any more, since that is what was read"
    unread = "is of a judgement that was not read, and gives no page and quote"
    assert told == {
        f"The correction of inspection_start {first} {read}: see corrections.",
        f"The correction of judgement:care_leavers {first} {read}: see corrections.",
        f"The correction of judgement:adoption_performance {first} {unread}: see corrections.",
        f"The correction of theme {first} fits no inspection of the document: see corrections.",
        "The correction of theme of document ffffffffffff fits no document that stands: see corrections.",
    }


def test_a_correction_of_bytes_that_were_replaced_fits_none(con: duckdb.DuckDBPyConnection) -> None:
    load(con, held("1", date(2024, 7, 2), REPORT), at(0))
    correct(con, line("inspection_type", "short"))
    amended = Batch("r", (), (), (made.fetch(1, "1", "amended"),), (reading(1, "amended", REPORT),))
    load(con, amended, at(1))
    assert built(con, "SELECT state FROM corrections", "SELECT inspection_type FROM inspections") == [
        [("no_such_document",)],
        [(None,)],
    ]


def test_a_grade_outside_the_frameworks_scale_is_not_published(con: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    load(con, held("1", date(2024, 7, 2), REPORT), at(0))
    correct(con, line("judgement:care_leavers", Grade.ADEQUATE))
    with pytest.raises(Exception, match="codes_are_known"):
        publish(con, tmp_path / "p.duckdb", at(2))


@pytest.mark.parametrize(
    ("row", "told"),
    [
        (line("inspection_start", "2024-05-13", sha="abc"), "document_sha256 must be 64 hexadecimal digits"),
        (line("inspection_start", "2024-05-13", number=0), "inspection_number must be a number from 1"),
        (line("framework", "SIF"), "'framework' is no field that can be corrected"),
        (line("inspection_start", "13/05/2024"), "'13/05/2024' is no value of inspection_start"),
        (line("inspection_start", "2024-02-30"), "'2024-02-30' is no value of inspection_start"),
        (line("visit_number", "two"), "'two' is no value of visit_number"),
        (line("monitoring_inspection", "yes"), "'yes' is no value of monitoring_inspection"),
        (line("lead_inspectors", "Ada;Ben"), "'Ada;Ben' is no value of lead_inspectors"),
        (line("theme", ""), "'' is no value of theme"),
        (line("judgement:leaders", "good"), "'judgement:leaders' names no area"),
        (line("judgement:care_leavers", "Good"), "'Good' is no grade"),
        (line("judgement:care_leavers", "good", page="2"), "page and quote go together"),
        (line("theme", "Another", page="2", quote="Words"), "page must be a number from 1, of a judgement"),
        (line("theme", "Another").replace("A Reviewer", " "), "who is missing"),
        (line("theme", "Another").replace("Seen on page 1", ""), "reason is missing"),
        (line("theme", "Another").replace("2026-10-05", "October"), "'October' is no value of on_date"),
        (line("theme", "Another") + ",more", "a row has 9 cells"),
        ("a,b", "a row has 9 cells"),
    ],
)
def test_a_malformed_row_is_one_clear_line(row: str, told: str) -> None:
    with pytest.raises(CorrectionsError) as error:
        parse_corrections("\n".join([HEAD, line("headline", "Sound"), row]))
    assert str(error.value) == f"warehouse/corrections.csv, line 3: {told}."


def test_a_field_is_corrected_once_and_the_columns_are_fixed() -> None:
    with pytest.raises(CorrectionsError, match="line 3: the same field is corrected on an earlier line"):
        parse_corrections("\n".join([HEAD, line("theme", "One"), line("theme", "Two")]))
    with pytest.raises(CorrectionsError, match="line 1: the first line must be document_sha256,inspection_number"):
        parse_corrections("document_sha256,field\n")


def test_the_recorded_corrections_are_well_formed() -> None:
    correction_rows()
