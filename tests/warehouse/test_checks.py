"""Each check finds the fault that it is for, and none in a sound build."""

from __future__ import annotations

from collections.abc import Iterator

import duckdb
import pytest

from warehouse.checks import run_check, run_checks
from warehouse.errors import PublishRefusedError
from warehouse.resources import sql_files

from .golden import build
from .test_press_checks import FAULTS as PRESS_FAULTS

FAULTS = {
    "keys_are_unique": [
        "INSERT INTO mart.inspections FROM mart.inspections WHERE inspection_id = '99001-101'",
        "INSERT INTO store.findings FROM store.findings LIMIT 1",
        "INSERT INTO store.publications FROM store.publications LIMIT 1",
        "INSERT INTO store.fetches FROM store.fetches LIMIT 1",
    ],
    "judgements_have_a_source": [
        "UPDATE mart.judgements SET quote = ' ' WHERE inspection_id = '99001-101'",
        "UPDATE mart.judgements SET page = 0 WHERE inspection_id = '99001-101'",
        "UPDATE mart.judgements SET page = 13 WHERE inspection_id = '99001-101'",
        "UPDATE mart.judgements SET inspection_id = 'none' WHERE inspection_id = '99001-101'",
        "UPDATE mart.judgements SET witnesses = 0 WHERE inspection_id = '99001-101'",
    ],
    "documents_are_held": [
        "UPDATE store.documents SET accepted = false",
        "DELETE FROM store.documents",
        "DELETE FROM store.reported_inspections WHERE framework = 'SIF'",
    ],
    "codes_are_known": [
        "UPDATE mart.inspections SET framework = 'ILAC' WHERE framework = 'JTAI'",
        "UPDATE mart.judgements SET grade = 'fine' WHERE inspection_id = '99001-101'",
        "UPDATE mart.judgements SET grade = 'adequate' WHERE inspection_id = '99001-101'",
        "UPDATE mart.judgements SET area = 'leadership' WHERE inspection_id = '99001-101'",
        "UPDATE store.findings SET kind = 'praise'",
        "UPDATE store.document_issues SET severity = 'fatal'",
    ],
    "areas_fit_the_framework": [
        "UPDATE mart.inspections SET inspection_start = DATE '2026-04-01' WHERE inspection_id = '99001-103'",
        "UPDATE mart.judgements SET area = 'care_leavers' WHERE area = 'children_in_care_and_care_leavers'",
    ],
    "required_areas_are_judged": [
        "DELETE FROM mart.judgements WHERE inspection_id = '99001-104' AND area = 'care_leavers'",
        "DELETE FROM mart.judgements WHERE area = 'area_send_outcome'",
        "UPDATE store.document_issues SET severity = 'warning'",
        "UPDATE mart.inspections SET inspection_start = NULL WHERE inspection_id = '99001-104'",
    ],
    "ungraded_have_no_grades": ["UPDATE mart.judgements SET framework = 'JTAI' WHERE inspection_id = '99001-101'"],
    "dates_are_in_order": [
        "UPDATE mart.inspections SET inspection_end = inspection_start - 1",
        "UPDATE mart.inspections SET published_on = inspection_start",
    ],
    "authorities_existed": [
        "UPDATE mart.inspections SET ofsted_urn = '99999' WHERE ofsted_urn = '99003'",
        "UPDATE mart.inspections SET ofsted_urn = '99004' WHERE inspection_id = '99001-101'",
        "UPDATE mart.inspections SET ofsted_urn = '99005' WHERE inspection_id = '99001-104'",
    ],
    "profiles_add_up": [
        "UPDATE mart.grade_profile SET authorities_with_grade = 9 WHERE region IS NULL AND area = 'impact_of_leaders'",
        "UPDATE mart.grade_profile SET authorities = 1 WHERE region = 'North'",
    ],
    "latest_are_the_latest": [
        "CREATE OR REPLACE VIEW latest_judgements AS SELECT * REPLACE ('outstanding' AS help_and_protection) FROM old",
        "CREATE OR REPLACE VIEW latest_judgements AS SELECT * REPLACE (DATE '2019-01-14' AS inspection_start) FROM old",
    ],
    "joint_grade_is_not_split": [
        "UPDATE mart.judgements SET area = 'care_leavers' WHERE area = 'help_and_protection'",
        "UPDATE mart.judgements SET area = 'children_in_care_and_care_leavers' WHERE area = 'help_and_protection'",
    ],
    "withheld_are_explained": ["DELETE FROM store.quarantine WHERE stage = 'load'"],
}


@pytest.fixture(scope="module")
def sound() -> duckdb.DuckDBPyConnection:
    con = build()
    con.execute("CREATE TABLE old AS FROM latest_judgements")
    return con


@pytest.fixture
def con(sound: duckdb.DuckDBPyConnection) -> Iterator[duckdb.DuckDBPyConnection]:
    sound.execute("BEGIN TRANSACTION")
    yield sound
    sound.execute("ROLLBACK")


def test_a_sound_build_has_no_fault(con: duckdb.DuckDBPyConnection) -> None:
    assert run_checks(con) == ()


def test_each_check_has_a_fault_that_it_finds() -> None:
    assert {check.name for check in sql_files("checks")} == set(FAULTS) | set(PRESS_FAULTS)


@pytest.mark.parametrize(("check", "fault"), [(check, fault) for check, faults in FAULTS.items() for fault in faults])
def test_a_check_finds_its_fault(con: duckdb.DuckDBPyConnection, check: str, fault: str) -> None:
    con.execute(fault)
    failed = run_check(con, next(file for file in sql_files("checks") if file.name == check))
    assert failed
    assert failed.total >= len(failed.rows) > 0
    told = str(PublishRefusedError("Not published:", (failed,)))
    assert check in told
    assert failed.rows[0] in told
