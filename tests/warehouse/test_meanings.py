"""Every code that the code can emit is explained, and nothing else is."""

from __future__ import annotations

import re

from extract.errors import FetchProblem
from extract.newsrooms.items import NewsroomProblem
from warehouse.meanings import meanings_markdown
from warehouse.resources import csv_rows, sql_files

from .emitted import ROOT, Taker, emitted
from .golden import built
from .made import rows

SEVERITIES = {"error", "warning", "info", "error or warning"}
STAGES = {"fetch", "read", "load", "newsroom", "press_read", "fetch or read", "read or press_read"}
ISSUE = {("transform.records", "DocumentIssue"): Taker(0, "kind")}
REASON = {
    ("transform.records", "Unreadable"): Taker(0, "reason"),
    ("transform.document", "UnreadableError"): Taker(0, "reason"),
    ("warehouse.rows", "Fetch"): Taker(12, "reason"),
    ("", "add_fetch"): Taker(1, "reason"),
}


def test_each_kind_of_issue_in_the_code_is_explained() -> None:
    explained = {row["kind"] for row in csv_rows("issue_kinds.csv")}
    in_code = emitted(ISSUE, "transform", "warehouse") | {
        rule.name: "warehouse/sql/rules" for rule in sql_files("rules")
    }
    assert len(in_code) > 50
    assert {kind: place for kind, place in in_code.items() if kind not in explained} == {}, "warehouse/issue_kinds.csv"
    assert explained - in_code.keys() == set(), "of no code any more: take it out of warehouse/issue_kinds.csv"


def test_each_reason_in_the_code_is_explained() -> None:
    explained = {row["reason"] for row in csv_rows("quarantine_reasons.csv")}
    withheld = next(file.text for file in sql_files("derived") if file.name == "listed_inspections")
    in_code = emitted(REASON, "transform", "warehouse", "flows")
    in_code |= {problem.value: "a newsroom's problem" for problem in (*FetchProblem, *NewsroomProblem)}
    in_code |= dict.fromkeys(re.findall(r"WHEN .* THEN '([a-z_]+)'", withheld), "listed_inspections.sql")
    assert len(in_code) > 25
    missing = {reason: place for reason, place in in_code.items() if reason not in explained}
    assert missing == {}, "warehouse/quarantine_reasons.csv"
    assert explained - in_code.keys() == set(), "of no code any more: take it out of warehouse/quarantine_reasons.csv"


def test_the_lists_are_in_order_and_whole() -> None:
    for name, key in (("issue_kinds", "kind"), ("quarantine_reasons", "reason")):
        listed = csv_rows(f"{name}.csv")
        assert [row[key] for row in listed] == sorted({row[key] for row in listed})
        assert all(value and value.strip() == value for row in listed for value in row.values())
        assert all(row[part].endswith(".") for row in listed for part in ("meaning", "what_to_do"))
    assert {row["severity"] for row in csv_rows("issue_kinds.csv")} <= SEVERITIES
    assert {row["stage"] for row in csv_rows("quarantine_reasons.csv")} <= STAGES


def test_the_page_is_made_from_the_lists() -> None:
    written = (ROOT / "docs" / "document-issues.md").read_text("utf-8")
    assert written == meanings_markdown(), "python -m warehouse.meanings > docs/document-issues.md"


def test_the_published_file_has_the_meanings() -> None:
    con = built()
    assert rows(con, "SELECT count(*) FROM issue_kinds") == [(len(csv_rows("issue_kinds.csv")),)]
    assert rows(con, "SELECT count(*) FROM quarantine_reasons") == [(len(csv_rows("quarantine_reasons.csv")),)]
    loaded = "SELECT kind FROM document_issues ANTI JOIN issue_kinds USING (kind)"
    assert rows(con, loaded) == []
