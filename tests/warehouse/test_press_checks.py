"""Each check of the newsrooms' tables finds the fault that it is for, and none in a sound build."""

from __future__ import annotations

from collections.abc import Iterator

import duckdb
import pytest

from warehouse.checks import run_check, run_checks
from warehouse.resources import sql_files

from .press_golden import build

CLAIM = "WHERE area = 'help_and_protection'"
FAULTS = {
    "press_keys_are_unique": [
        "INSERT INTO mart.press_releases FROM mart.press_releases LIMIT 1",
        "INSERT INTO store.newsrooms FROM store.newsrooms LIMIT 1",
        "INSERT INTO mart.reconciliations FROM mart.reconciliations LIMIT 1",
        *(
            f"INSERT INTO store.{table} FROM store.{table}"
            for table in (
                "press_claims",
                "press_unsure_claims",
                "press_earlier_grades",
                "press_statements",
                "press_findings",
                "press_issues",
            )
        ),
    ],
    "press_codes_are_known": [
        "UPDATE mart.press_releases SET kind = 'school' WHERE kind = 'other'",
        "UPDATE mart.press_releases SET published_on_source = 'guess'",
        "UPDATE store.press_claims SET grade = 'adequate'",
        "UPDATE store.press_earlier_grades SET grade = 'poor'",
        "UPDATE mart.reconciliations SET verdict = 'nearly'",
        "UPDATE mart.release_matches SET match_basis = 'title'",
    ],
    "press_claims_have_a_source": [
        f"UPDATE store.press_claims SET quote = ' ' {CLAIM}",
        f"UPDATE store.press_claims SET char_end = char_end + 1 {CLAIM}",
        f"UPDATE store.press_claims SET char_start = -1, char_end = length(quote) - 1 {CLAIM}",
        "UPDATE store.press_unsure_claims SET char_start = char_end",
        "UPDATE store.press_earlier_grades SET char_end = char_start",
        "UPDATE store.press_claims SET document_sha256 = 'none'",
    ],
    "press_claims_fit_the_framework": [
        f"UPDATE store.press_claims SET area = 'adoption_performance' {CLAIM}",
        f"UPDATE store.press_claims SET area = 'children_in_care_and_care_leavers' {CLAIM}",
        "UPDATE mart.press_releases SET kind = 'jtai' WHERE kind = 'ilacs'",
    ],
    "press_claims_are_reconciled": [
        "DELETE FROM mart.reconciliations WHERE field = 'care_leavers'",
        "DELETE FROM mart.reconciliations WHERE field = 'help_and_protection'",
        "UPDATE mart.reconciliations SET verdict = 'agrees' WHERE field = 'help_and_protection'",
        "UPDATE mart.reconciliations SET report_value = 'inadequate' WHERE field = 'impact_of_leaders'",
        "UPDATE mart.reconciliations SET press_value = 'inadequate' WHERE field = 'impact_of_leaders'",
    ],
    "press_matches_are_sound": [
        "UPDATE mart.release_matches SET inspection_id = 'none'",
        "UPDATE mart.release_matches SET inspection_id = '99003-301'",
        "UPDATE mart.inspections SET superseded_by = '99001-109' WHERE inspection_id = '99001-103'",
        "UPDATE mart.press_releases SET published_on = DATE '2023-02-01' WHERE kind = 'ilacs'",
        "UPDATE mart.press_releases SET kind = 'other' WHERE kind = 'ilacs'",
        "UPDATE mart.release_duplicates SET duplicate_of = release_id",
        "UPDATE mart.release_duplicates SET duplicate_of = 'none'",
    ],
    "press_refusals_are_explained": [
        "DELETE FROM store.quarantine WHERE stage = 'newsroom'",
        "UPDATE store.quarantine SET resolved_at = last_seen_at WHERE stage = 'newsroom'",
        "UPDATE store.press_readings SET unreadable_reason = 'empty_page' WHERE kind = 'jtai'",
    ],
}


@pytest.fixture(scope="module")
def sound() -> duckdb.DuckDBPyConnection:
    return build()


@pytest.fixture
def con(sound: duckdb.DuckDBPyConnection) -> Iterator[duckdb.DuckDBPyConnection]:
    sound.execute("BEGIN TRANSACTION")
    yield sound
    sound.execute("ROLLBACK")


def test_a_sound_build_has_no_fault(con: duckdb.DuckDBPyConnection) -> None:
    assert run_checks(con) == ()


@pytest.mark.parametrize(("check", "fault"), [(check, fault) for check, faults in FAULTS.items() for fault in faults])
def test_a_check_finds_its_fault(con: duckdb.DuckDBPyConnection, check: str, fault: str) -> None:
    con.execute(fault)
    failed = run_check(con, next(file for file in sql_files("checks") if file.name == check))
    assert failed
    assert failed.total >= len(failed.rows) > 0
