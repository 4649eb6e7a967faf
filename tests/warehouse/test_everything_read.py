"""All that a reader can say of an inspection reaches the public views."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from datetime import date

import duckdb
import pytest

from transform.records import DocumentIssue, Finding, FindingKind, Inspection, Judgement, Passage, Severity, Window
from transform.vocabulary import Area, Framework, Grade
from warehouse.publish import build_views
from warehouse.store import load

from . import made
from .made import at, rows

START, END = date(2024, 5, 13), date(2024, 5, 24)
FULL = Inspection(
    framework=Framework.AREA_SEND,
    start=START,
    end=END,
    provider_as_printed="Made Council",
    further_windows=(Window(date(2024, 6, 3), date(2024, 6, 4)),),
    inspection_type="full",
    lead_inspectors=("Ada Example", "Ben Example"),
    printed_published_on=date(2024, 7, 30),
    theme="A theme",
    theme_code="a_theme",
    inspectorates=("Ofsted", "CQC"),
    previous_inspection=Window(date(2018, 3, 5), date(2018, 3, 9)),
    headline="The arrangements lead to inconsistent experiences.",
    next_full_inspection_years=3,
    monitoring_inspection=True,
    written_statement_required=False,
    visit_number=2,
    follows_judgement_on=date(2023, 1, 20),
    judgements=(Judgement(Area.AREA_SEND_OUTCOME, Grade.INCONSISTENT, "inconsistent experiences", 2, "So it is.", 3),),
    findings=(
        Finding(FindingKind.IMPROVEMENT, 1, "Leaders should plan.", 5, heading="What to improve"),
        Finding(
            FindingKind.IMPROVEMENT, 2, "And tell.", 6, "Head", 1, "outcome 1", "sufficient", "The local authority"
        ),
    ),
    passages=(Passage(1, "Section", "1.2", 4, "Words of the report."),),
    issues=(DocumentIssue("footer_dates_differ", Severity.WARNING, "It differs.", 4, "inspection_end", "one", "two"),),
)
# The columns of the view inspections that hold a field, where they are not called as it is.
COLUMNS = {
    "start": ["inspection_start"],
    "end": ["inspection_end"],
    "previous_inspection": ["previous_inspection_start", "previous_inspection_end"],
}
VIEWS = {"judgements": Judgement, "findings": Finding, "passages": Passage, "issues": DocumentIssue}


@pytest.fixture
def con() -> Iterator[duckdb.DuckDBPyConnection]:
    con = made.emptied()
    load(con, made.held("1", date(2024, 7, 30), FULL), at(0))
    con.execute("BEGIN TRANSACTION")
    build_views(con, at(1))
    yield con
    con.execute("ROLLBACK")


def test_the_made_inspection_has_everything() -> None:
    assert [item.name for item in fields(Inspection) if getattr(FULL, item.name) in (None, ())] == []


@pytest.mark.parametrize("name", [item.name for item in fields(Inspection) if item.name not in VIEWS])
def test_a_fact_of_the_inspection_is_a_column(con: duckdb.DuckDBPyConnection, name: str) -> None:
    value = getattr(FULL, name)
    values = [value.start, value.end] if isinstance(value, Window) else [value]
    got = rows(con, f"SELECT {', '.join(COLUMNS.get(name, [name]))} FROM inspections")[0]
    for found, expected in zip(got, values, strict=True):
        if name == "further_windows":
            assert found == [{"start_date": window.start, "end_date": window.end} for window in FULL.further_windows]
        else:
            assert found == (list(expected) if isinstance(expected, tuple) else expected)


@pytest.mark.parametrize("name", VIEWS)
def test_a_part_of_the_inspection_is_a_row(con: duckdb.DuckDBPyConnection, name: str) -> None:
    view = {"issues": "document_issues"}.get(name, name)
    columns = [item.name for item in fields(VIEWS[name])]
    order = "position" if "position" in columns else columns[0]
    got = rows(con, f"SELECT {', '.join(columns)} FROM {view} ORDER BY {order}")
    assert got == [tuple(getattr(part, column) for column in columns) for part in getattr(FULL, name)]
