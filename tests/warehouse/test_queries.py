from __future__ import annotations

from dataclasses import replace
from datetime import date

import duckdb
import pytest

from warehouse.rows import Batch, Fetch, FetchOutcome
from warehouse.store import (
    FileToFetch,
    HeldFile,
    KnownProvider,
    LoadSummary,
    documents_to_read,
    files_to_fetch,
    held_files,
    known_providers,
    load,
    start_run,
    status,
)

from . import made
from .made import at, fetch, listing, publication, reading, sweep, unreadable

REPORT = made.ilacs(date(2024, 5, 13))
# Other files of the same run, so that one refusal among them is no fault of the host.
ANSWERED = tuple(fetch(1, str(number), "good") for number in range(91, 95))


@pytest.fixture
def con() -> duckdb.DuckDBPyConnection:
    return made.emptied()


def to_fetch(con: duckdb.DuckDBPyConnection, day: float) -> list[str]:
    return [file.file_id for file in files_to_fetch(con, at(day))]


def test_a_provider_is_known_by_the_date_at_its_last_sweep(con: duckdb.DuckDBPyConnection) -> None:
    load(con, Batch("r", (listing(latest=date(2026, 5, 1)),)), at(0))
    assert known_providers(con) == {made.MARSH: KnownProvider(made.MARSH, None, None)}
    load(con, Batch("r", (), (sweep(1),)), at(1))
    assert known_providers(con)[made.MARSH] == KnownProvider(made.MARSH, date(2026, 5, 1), at(1))
    load(con, Batch("r", (listing(latest=date(2026, 6, 9)),)), at(2))
    assert known_providers(con)[made.MARSH].latest_report_on == date(2026, 5, 1), "the sweep for it has not been"
    load(con, Batch("r", (listing(latest=date(2026, 6, 9)),), (sweep(3),)), at(3))
    assert known_providers(con)[made.MARSH].latest_report_on == date(2026, 6, 9)


def test_files_are_asked_for_newest_first_until_they_are_held(con: duckdb.DuckDBPyConnection) -> None:
    pages = sweep(0, publication("1", date(2026, 1, 1)), publication("2", date(2026, 2, 1)))
    load(con, Batch("r", sweeps=(pages,)), at(0))
    assert files_to_fetch(con, at(1)) == [FileToFetch("2", made.url("2")), FileToFetch("1", made.url("1"))]
    load(con, Batch("r", fetches=(fetch(1, "2", "a"), fetch(1.1, "1", None))), at(1))
    assert to_fetch(con, 1.2) == ["1"], "a request that failed is made again at once"


@pytest.mark.parametrize(
    "answer", [fetch(1, "1", "<html>", FetchOutcome.REJECTED), replace(fetch(1, "1", None), status=404)]
)
def test_what_the_host_does_not_have_is_asked_for_a_week_later(con: duckdb.DuckDBPyConnection, answer: Fetch) -> None:
    load(con, Batch("r", sweeps=(sweep(0, publication("1")),)), at(0))
    load(con, Batch("r", fetches=(answer, *ANSWERED)), at(1))
    assert [to_fetch(con, day) for day in (1, 7.9, 8)] == [[], [], ["1"]]


def test_what_was_refused_when_much_was_is_asked_for_once_more_at_once(con: duckdb.DuckDBPyConnection) -> None:
    load(con, Batch("r", sweeps=(sweep(0, publication("1"), publication("2")),)), at(0))
    refused = [fetch(1, name, "<html>", FetchOutcome.REJECTED) for name in ("1", "2")]
    load(con, Batch("r", fetches=(*refused, *ANSWERED)), at(1))
    assert to_fetch(con, 1.1) == ["1", "2"]
    load(con, Batch("r2", fetches=(fetch(2, "1", "<html>", FetchOutcome.REJECTED), fetch(2, "2", "a"))), at(2))
    assert [to_fetch(con, day) for day in (2, 8.9, 9)] == [[], [], ["1"]], "refused twice, it waits a week"


def test_a_changed_listing_is_asked_for_again_with_validators(con: duckdb.DuckDBPyConnection) -> None:
    load(con, Batch("r", sweeps=(sweep(0, publication("1")),)), at(0))
    headers = {"etag": '"v1"', "Last-Modified": "Mon, 01 Jun 2026 08:00:00 GMT"}
    load(con, Batch("r", fetches=(fetch(1, "1", "a", headers=headers),)), at(1))
    assert to_fetch(con, 2) == []
    load(con, Batch("r", sweeps=(sweep(2, publication("1", label="Amended")),)), at(2))
    asked = FileToFetch("1", made.url("1"), made.sha("a"), '"v1"', "Mon, 01 Jun 2026 08:00:00 GMT")
    assert files_to_fetch(con, at(3)) == [asked]
    load(con, Batch("r", fetches=(fetch(3, "1", "a", FetchOutcome.NOT_MODIFIED, status=304),)), at(3))
    assert to_fetch(con, 4) == []
    assert files_to_fetch(con, at(4), checked_before=at(3.5)) == [asked]
    assert files_to_fetch(con, at(4), checked_before=at(3)) == []


def test_a_withdrawn_file_is_not_asked_for(con: duckdb.DuckDBPyConnection) -> None:
    load(con, Batch("r", sweeps=(sweep(0, publication("1")), sweep(1))), at(1))
    assert to_fetch(con, 2) == []


def test_held_files_are_the_newest_accepted_versions(con: duckdb.DuckDBPyConnection) -> None:
    load(con, Batch("r", fetches=(fetch(0, "1", "a"), fetch(1, "1", "b"))), at(1))
    load(con, Batch("r", fetches=(fetch(2, "1", "c", FetchOutcome.REJECTED),)), at(2))
    assert held_files(con) == {"1": HeldFile("1", made.sha("b"), None, None, at(1))}


def test_documents_are_read_once_by_each_reader_version(con: duckdb.DuckDBPyConnection) -> None:
    pages = sweep(0, publication("1", date(2026, 1, 1)), publication("2", date(2026, 2, 1)))
    load(con, Batch("r", (), (pages,), (fetch(0, "1", "a"), fetch(0.1, "2", "b"))), at(0))
    assert documents_to_read(con, "readers-1") == [made.sha("b"), made.sha("a")]
    load(con, Batch("r", readings=(reading(1, "a", REPORT), unreadable(1, "b"))), at(1))
    assert documents_to_read(con, "readers-1") == []
    assert documents_to_read(con, "readers-2") == [made.sha("b"), made.sha("a")]
    assert documents_to_read(con, None) == [made.sha("b"), made.sha("a")]


def test_superseded_and_refused_documents_are_not_read(con: duckdb.DuckDBPyConnection) -> None:
    load(con, Batch("r", fetches=(fetch(0, "1", "a"), fetch(1, "1", "b"))), at(1))
    load(con, Batch("r", fetches=(fetch(2, "1", "c", FetchOutcome.REJECTED),)), at(2))
    assert documents_to_read(con, "readers-1") == [made.sha("b")]


def test_what_stands_is_read_again_beside_the_newest_that_cannot_be(con: duckdb.DuckDBPyConnection) -> None:
    load(con, Batch("r", (), (), (fetch(0, "1", "a"),), (reading(0, "a", REPORT),)), at(0))
    load(con, Batch("r", (), (), (fetch(1, "1", "b"),), (unreadable(1, "b"),)), at(1))
    assert sorted(documents_to_read(con, "readers-2")) == sorted([made.sha("a"), made.sha("b")])


def test_status_counts_what_is_held(con: duckdb.DuckDBPyConnection) -> None:
    assert status(con).last_run is None
    start_run(con, "r", "refresh", at(0))
    load(con, made.held("1", date(2024, 7, 1), REPORT), at(0))
    load(con, Batch("r", fetches=(fetch(1, "2", None),)), at(1))
    got = status(con)
    assert got.inspections == {"ILACS": 1}
    assert got.quarantine == {("fetch", "http_503"): 1}
    assert got.last_run == ("r", "refresh", at(0), "running")
    assert (got.publications, got.withdrawn, got.documents, got.last_fetched_at) == (1, 0, 1, at(1))


def test_summaries_add_up() -> None:
    one = LoadSummary(new_publications=1, quarantined=2)
    assert one + replace(one, documents_read=3) == LoadSummary(new_publications=2, documents_read=3, quarantined=4)
