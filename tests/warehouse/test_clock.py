from __future__ import annotations

from datetime import date, timedelta

import duckdb
import pytest

from warehouse.clock import bring_back, newest_time
from warehouse.rows import Batch
from warehouse.runs import start_run
from warehouse.store import load

from . import made
from .made import at, publication, rows, sweep

REPORT = made.ilacs(date(2024, 5, 13))


@pytest.fixture
def con() -> duckdb.DuckDBPyConnection:
    return made.emptied()


def test_times_that_are_not_ahead_stay(con: duckdb.DuckDBPyConnection) -> None:
    load(con, made.held("1", date(2024, 7, 1), REPORT), at(3))
    assert bring_back(con, at(3)) is None
    assert bring_back(con, at(2.5)) is None, "a day's difference is none"


def test_times_that_are_ahead_come_back_in_their_order(con: duckdb.DuckDBPyConnection) -> None:
    load(con, Batch("r", sweeps=(sweep(0, publication("1")),)), at(0))
    load(con, Batch("r", sweeps=(sweep(399, publication("1"), publication("2")),)), at(399))
    load(con, Batch("r", sweeps=(sweep(400, publication("1"), publication("2")),)), at(400))
    assert bring_back(con, at(10)) == at(400)
    assert newest_time(con) == at(10)
    assert rows(con, "SELECT file_id, first_seen_at, last_seen_at FROM store.publications ORDER BY ALL") == [
        ("1", at(0), at(10)),
        ("2", at(9), at(10)),
    ]


def test_what_a_page_lists_after_that_is_taken_in(con: duckdb.DuckDBPyConnection) -> None:
    load(con, Batch("r", sweeps=(sweep(400, publication("1")),)), at(400))
    later = Batch("r", sweeps=(sweep(11, publication("1"), publication("2")),))
    assert load(con, later, at(11)).new_publications == 0, "older than the newest, as it seems"
    bring_back(con, at(10))
    assert load(con, later, at(11)).new_publications == 1


def test_a_run_alone_is_brought_back_without_a_word(con: duckdb.DuckDBPyConnection) -> None:
    load(con, made.held("1", date(2024, 7, 1), REPORT), at(3))
    start_run(con, "r1", "refresh", at(3) + timedelta(days=9999))
    assert bring_back(con, at(4)) is None
    assert newest_time(con) == at(4)
