from __future__ import annotations

from dataclasses import replace
from datetime import date

import duckdb
import pytest

from transform.records import Inspection, Severity
from transform.vocabulary import Area, Framework, Grade
from warehouse.rows import Batch, Fetch, FetchKind, FetchOutcome
from warehouse.store import LoadSummary, finish_run, load, start_run
from warehouse.stored import QuarantineRow

from . import made
from .made import at, fetch, listing, publication, reading, rows, sweep, unreadable


@pytest.fixture
def con() -> duckdb.DuckDBPyConnection:
    return made.emptied()


REPORT = made.ilacs(date(2024, 5, 13))


def open_quarantine(con: duckdb.DuckDBPyConnection) -> list[tuple[object, ...]]:
    return rows(con, "SELECT stage, file_id, reason FROM store.quarantine WHERE resolved_at IS NULL ORDER BY ALL")


def current(con: duckdb.DuckDBPyConnection, file_id: str) -> list[tuple[object, ...]]:
    return rows(con, "SELECT version, document_sha256 FROM store.current_documents WHERE file_id = ?", file_id)


class TestListings:
    def test_a_new_publication_is_seen_when_its_page_was_read(self, con: duckdb.DuckDBPyConnection) -> None:
        summary = load(con, Batch("r", (listing(),), (sweep(0, publication("1")),)), at(1))
        assert summary == LoadSummary(new_publications=1)
        assert rows(con, "SELECT file_id, first_seen_at, last_seen_at FROM store.publications") == [("1", at(0), at(0))]

    def test_each_changed_field_is_a_change(self, con: duckdb.DuckDBPyConnection) -> None:
        load(con, Batch("r1", sweeps=(sweep(0, publication("1")),)), at(0))
        moved = replace(publication("1", date(2026, 6, 2), label="Focused visit"), source_url="https://other.example/1")
        summary = load(con, Batch("r2", sweeps=(sweep(1, moved),)), at(1))
        assert summary == LoadSummary(changed_publications=1)
        assert rows(
            con, "SELECT run_id, changed_at, field, old_value, new_value FROM store.changes ORDER BY field"
        ) == [
            ("r2", at(1), "label", "Children's services inspection", "Focused visit"),
            ("r2", at(1), "published_on", "2026-06-01", "2026-06-02"),
            ("r2", at(1), "source_url", made.url("1"), "https://other.example/1"),
        ]
        assert rows(con, "SELECT label, published_on FROM store.publications") == [("Focused visit", date(2026, 6, 2))]

    def test_what_a_page_no_longer_lists_is_marked_and_kept(self, con: duckdb.DuckDBPyConnection) -> None:
        load(con, Batch("r", sweeps=(sweep(0, publication("1"), publication("2")),)), at(0))
        assert load(con, Batch("r", sweeps=(sweep(1, publication("1")),)), at(1)).withdrawn_publications == 1
        assert rows(con, "SELECT file_id, withdrawn_at FROM store.publications ORDER BY ALL") == [
            ("1", None),
            ("2", at(1)),
        ]

    def test_withdrawn_once_is_one_change_however_often_swept(self, con: duckdb.DuckDBPyConnection) -> None:
        for day, listed in enumerate([("1", "2"), ("1",), ("1",), ("1", "2")]):
            load(con, Batch("r", sweeps=(sweep(day, *map(publication, listed)),)), at(day))
        assert rows(con, "SELECT file_id, field, old_value, new_value FROM store.changes ORDER BY changed_at") == [
            ("2", "withdrawn_at", None, "2026-07-02 06:00:00+00:00"),
            ("2", "withdrawn_at", "2026-07-02 06:00:00+00:00", None),
        ]
        assert rows(con, "SELECT DISTINCT withdrawn_at FROM store.publications") == [(None,)]

    def test_another_authoritys_page_withdraws_nothing(self, con: duckdb.DuckDBPyConnection) -> None:
        load(con, Batch("r", sweeps=(sweep(0, publication("1")),)), at(0))
        load(con, Batch("r", sweeps=(sweep(1, urn=made.FELL),)), at(1))
        assert rows(con, "SELECT withdrawn_at FROM store.publications") == [(None,)]

    def test_a_file_on_two_pages_is_two_publications(self, con: duckdb.DuckDBPyConnection) -> None:
        pages = (sweep(0, publication("1")), sweep(0, publication("1", urn=made.FELL), urn=made.FELL))
        load(con, Batch("r", sweeps=pages), at(0))
        assert rows(con, "SELECT ofsted_urn, file_id FROM store.publications ORDER BY ALL") == [
            (made.MARSH, "1"),
            (made.FELL, "1"),
        ]

    def test_a_file_twice_on_one_page_is_one_publication(self, con: duckdb.DuckDBPyConnection) -> None:
        twice = sweep(0, publication("1"), publication("1", label="Again"))
        assert load(con, Batch("r", sweeps=(twice,)), at(0)).new_publications == 1

    def test_an_older_page_changes_nothing(self, con: duckdb.DuckDBPyConnection) -> None:
        load(con, Batch("r", sweeps=(sweep(1, publication("1"), publication("2")),)), at(1))
        assert load(con, Batch("r", sweeps=(sweep(0, publication("1")),)), at(2)) == LoadSummary()

    def test_two_pages_of_one_authority_in_a_batch_are_taken_in_turn(self, con: duckdb.DuckDBPyConnection) -> None:
        load(con, Batch("r", sweeps=(sweep(1, publication("2")), sweep(0, publication("1")))), at(1))
        assert rows(con, "SELECT file_id, withdrawn_at FROM store.publications ORDER BY ALL") == [
            ("1", at(1)),
            ("2", None),
        ]


class TestDocuments:
    def test_changed_bytes_are_a_new_version(self, con: duckdb.DuckDBPyConnection) -> None:
        load(con, Batch("r", fetches=(fetch(0, "1", "a", headers={"ETag": '"x"'}), fetch(1, "1", "b"))), at(1))
        load(con, Batch("r", fetches=(fetch(2, "1", "b", FetchOutcome.UNCHANGED),)), at(2))
        load(con, Batch("r", fetches=(fetch(3, "1", "a"),)), at(3))
        got = rows(
            con, "SELECT version, document_sha256, first_seen_at, last_seen_at, etag FROM store.document_versions"
        )
        assert sorted(got) == [
            (1, made.sha("a"), at(0), at(0), '"x"'),
            (2, made.sha("b"), at(1), at(2), None),
            (3, made.sha("a"), at(3), at(3), None),
        ]

    def test_not_modified_confirms_the_version(self, con: duckdb.DuckDBPyConnection) -> None:
        load(con, Batch("r", fetches=(fetch(0, "1", "a"),)), at(0))
        answer = fetch(2, "1", "a", FetchOutcome.NOT_MODIFIED, status=304, bytes=0)
        load(con, Batch("r", fetches=(answer,)), at(2))
        assert rows(con, "SELECT version, last_seen_at FROM store.document_versions") == [(1, at(2))]
        assert rows(con, "SELECT bytes, last_fetched_at FROM store.documents") == [(1, at(0))]

    def test_a_refused_body_never_replaces_a_good_one(self, con: duckdb.DuckDBPyConnection) -> None:
        load(con, Batch("r", fetches=(fetch(0, "1", "good"),), readings=(reading(0, "good", REPORT),)), at(0))
        refused = fetch(1, "1", "<html>", FetchOutcome.REJECTED)
        summary = load(
            con, Batch("r", fetches=(refused,), readings=(unreadable(1, "<html>", "not_found_page"),)), at(1)
        )
        assert current(con, "1") == [(1, made.sha("good"))]
        assert summary.quarantined == 1
        assert open_quarantine(con) == [("fetch", "1", "not_found_page")]
        assert rows(con, "SELECT accepted FROM store.documents ORDER BY first_fetched_at") == [(True,), (False,)]

    def test_a_newer_version_that_cannot_be_read_leaves_the_older_one(self, con: duckdb.DuckDBPyConnection) -> None:
        load(con, Batch("r", fetches=(fetch(0, "1", "good"),), readings=(reading(0, "good", REPORT),)), at(0))
        load(con, Batch("r", fetches=(fetch(1, "1", "bad"),)), at(1))
        assert current(con, "1") == [(1, made.sha("good"))], "one not yet read does not take the place of one that was"
        load(con, Batch("r", readings=(unreadable(1, "bad"),)), at(1))
        assert current(con, "1") == [(1, made.sha("good"))]
        assert open_quarantine(con) == [("read", "1", "damaged_pdf")]

    def test_the_same_bytes_under_two_ids_are_each_in_quarantine(self, con: duckdb.DuckDBPyConnection) -> None:
        fetches = (fetch(0, "1", "gone"), fetch(0.1, "2", "gone"))
        load(con, Batch("r", fetches=fetches, readings=(unreadable(0, "gone"),)), at(0))
        load(con, Batch("r", fetches=(fetch(1, "3", "gone"),)), at(1))
        assert [row[1] for row in open_quarantine(con)] == ["1", "2", "3"]


class TestQuarantine:
    def test_a_failed_request_is_resolved_by_a_good_one(self, con: duckdb.DuckDBPyConnection) -> None:
        load(con, Batch("r", fetches=(fetch(0, "1", None), fetch(1, "1", None))), at(1))
        assert open_quarantine(con) == [("fetch", "1", "http_503")]
        load(con, Batch("r", fetches=(fetch(2, "1", "a"),)), at(2))
        got = rows(con, "SELECT first_seen_at, last_seen_at, resolved_at FROM store.quarantine")
        assert got == [(at(0), at(1), at(2))]

    def test_a_good_answer_for_one_file_says_nothing_of_another(self, con: duckdb.DuckDBPyConnection) -> None:
        load(con, Batch("r", fetches=(fetch(0, "1", None), fetch(1, "2", "a"))), at(1))
        assert open_quarantine(con) == [("fetch", "1", "http_503")]

    def test_what_recurs_is_open_again(self, con: duckdb.DuckDBPyConnection) -> None:
        tries = (fetch(0, "1", None), fetch(1, "1", "a"), fetch(2, "1", None))
        summary = load(con, Batch("r", fetches=tries), at(2))
        assert summary.quarantined == 2
        assert rows(con, "SELECT first_seen_at, last_seen_at, resolved_at FROM store.quarantine") == [
            (at(0), at(2), None)
        ]

    def test_pages_are_told_apart_by_address(self, con: duckdb.DuckDBPyConnection) -> None:
        def page(days: float, address: str, outcome: FetchOutcome) -> Fetch:
            return Fetch(address, FetchKind.PROVIDER, at(days), 0.1, outcome, status=None, detail="no list")

        bad = (page(0, "https://a.example", FetchOutcome.REJECTED), page(0.5, "https://b.example", FetchOutcome.FAILED))
        load(con, Batch("r", fetches=bad), at(0))
        load(con, Batch("r", fetches=(page(1, "https://a.example", FetchOutcome.UNCHANGED),)), at(1))
        assert rows(con, "SELECT source_url, reason FROM store.quarantine WHERE resolved_at IS NULL") == [
            ("https://b.example", "no_answer")
        ]

    def test_the_requests_own_reason_is_taken(self, con: duckdb.DuckDBPyConnection) -> None:
        load(con, Batch("r", fetches=(fetch(0, "1", "x", FetchOutcome.REJECTED, reason="truncated_pdf"),)), at(0))
        load(con, Batch("r", fetches=(fetch(0, "2", "y", FetchOutcome.REJECTED),)), at(0))
        assert open_quarantine(con) == [("fetch", "1", "truncated_pdf"), ("fetch", "2", "body_refused")]

    def test_what_is_read_well_later_is_resolved(self, con: duckdb.DuckDBPyConnection) -> None:
        load(con, Batch("r", fetches=(fetch(0, "1", "a"),), readings=(unreadable(0, "a", "reader_failed"),)), at(0))
        assert open_quarantine(con) == [("read", "1", "reader_failed")]
        load(con, Batch("r", readings=(reading(1, "a", REPORT, version="readers-2"),)), at(1))
        assert rows(con, "SELECT reason, resolved_at FROM store.quarantine") == [("reader_failed", at(1))]

    @pytest.mark.parametrize(
        ("urn", "report", "published_on", "reason"),
        [
            ("99999", REPORT, date(2024, 7, 1), "unknown_authority"),
            (made.MARSH, REPORT, date(2024, 5, 16), "ends_after_publication"),
            (made.MARSH, made.ilacs(date(2024, 5, 13), -1), date(2024, 7, 1), "dates_out_of_order"),
            (made.NEW, made.ilacs(date(2021, 3, 1)), date(2021, 6, 1), "before_the_authority"),
            (made.OLD, made.ilacs(date(2021, 4, 12)), date(2021, 6, 1), "after_the_authority"),
        ],
    )
    def test_what_contradicts_the_rest_is_withheld(
        self, con: duckdb.DuckDBPyConnection, urn: str, report: Inspection, published_on: date, reason: str
    ) -> None:
        page = sweep(0, publication("1", published_on, urn), urn=urn)
        load(con, Batch("r", (), (page,), (fetch(0, "1", "a"),), (reading(0, "a", report),)), at(0))
        assert open_quarantine(con) == [("load", "1", reason)]
        assert rows(con, "FROM store.stated_facts") == []

    def test_a_corrected_date_releases_it(self, con: duckdb.DuckDBPyConnection) -> None:
        load(con, made.held("1", date(2024, 5, 16), REPORT), at(0))
        assert open_quarantine(con) == [("load", "1", "ends_after_publication")]
        load(con, Batch("r", sweeps=(sweep(1, publication("1", date(2024, 6, 16))),)), at(1))
        assert open_quarantine(con) == []
        assert rows(con, "SELECT count(*) FROM store.listed_inspections WHERE withheld_reason IS NULL") == [(1,)]


class TestReadings:
    def test_a_newer_reader_replaces_what_was_read(self, con: duckdb.DuckDBPyConnection) -> None:
        load(con, made.held("1", date(2024, 7, 1), REPORT), at(0))
        better = made.ilacs(date(2024, 5, 13), grades={Area.CARE_LEAVERS: Grade.OUTSTANDING}, findings=())
        batch = Batch("r2", readings=(reading(1, "body of 1", better, version="readers-2"),))
        assert load(con, batch, at(1)) == LoadSummary(documents_read=1, changed_values=1)
        assert rows(con, "SELECT reader_version FROM store.readings") == [("readers-2",)]
        assert rows(con, "SELECT count(*) FROM store.judgements") == [(5,)]
        assert rows(con, "SELECT count(*) FROM store.findings") == [(0,)]
        got = rows(con, "SELECT run_id, entity, inspection_id, field, old_value, new_value FROM store.changes")
        assert got == [("r2", "inspection", "99001-1", "grade of care_leavers", "good", "outstanding")]

    def test_the_same_content_again_changes_only_the_reader(self, con: duckdb.DuckDBPyConnection) -> None:
        load(con, made.held("1", date(2024, 7, 1), REPORT), at(0))
        again = Batch("r", readings=(reading(1, "body of 1", REPORT),))
        assert load(con, again, at(1)) == LoadSummary(documents_read=1)
        assert rows(con, "SELECT reader_version, read_at FROM store.readings") == [("readers-1", at(0))]
        load(con, Batch("r", readings=(reading(2, "body of 1", REPORT, version="readers-2"),)), at(2))
        assert rows(con, "SELECT reader_version, read_at FROM store.readings") == [("readers-2", at(2))]

    def test_an_amended_document_is_marked_and_its_changes_noted(self, con: duckdb.DuckDBPyConnection) -> None:
        load(con, made.held("1", date(2024, 7, 1), REPORT), at(0))
        amended = made.ilacs(date(2024, 5, 13), lead_inspectors=("Cy Example",))
        load(con, Batch("r", fetches=(fetch(3, "1", "new"),), readings=(reading(3, "new", amended),)), at(3))
        assert rows(con, "SELECT version, amended_at FROM store.current_documents") == [(2, at(3))]
        assert rows(con, "SELECT field, old_value, new_value FROM store.changes ORDER BY field") == [
            ("document_sha256", made.sha("body of 1"), made.sha("new")),
            ("lead_inspector", "Ada Example", "Cy Example"),
        ]

    def test_an_amended_document_that_says_the_same_is_a_change_too(self, con: duckdb.DuckDBPyConnection) -> None:
        load(con, made.held("1", date(2024, 7, 1), REPORT), at(0))
        load(con, Batch("r", fetches=(fetch(3, "1", "new"),), readings=(reading(3, "new", REPORT),)), at(3))
        assert rows(con, "SELECT field FROM store.changes") == [("document_sha256",)]

    def test_a_vanished_judgement_is_a_change_to_nothing(self, con: duckdb.DuckDBPyConnection) -> None:
        load(con, made.held("1", date(2024, 7, 1), REPORT), at(0))
        without = replace(REPORT, judgements=REPORT.judgements[1:])
        load(con, Batch("r", readings=(reading(1, "body of 1", without, version="readers-2"),)), at(1))
        assert rows(con, "SELECT field, old_value, new_value FROM store.changes") == [
            ("grade of impact_of_leaders", "good", None)
        ]
        assert rows(con, "SELECT kind, severity, field FROM store.document_issues") == [
            ("judgement_missing", Severity.ERROR, "impact_of_leaders")
        ]

    def test_a_file_with_two_inspections_has_two_ids(self, con: duckdb.DuckDBPyConnection) -> None:
        review = made.ungraded(
            Framework.LSCB_REVIEW, date(2015, 1, 12), judgements=(made.judgement(Area.LSCB_EFFECTIVENESS),)
        )
        load(con, made.held("1", date(2015, 3, 1), made.sif(date(2015, 1, 12)), review), at(0))
        assert rows(con, "SELECT inspection_id FROM store.listed_inspections ORDER BY 1") == [
            ("99001-1",),
            ("99001-1-2",),
        ]


class TestTransaction:
    def test_a_batch_that_fails_leaves_nothing(
        self, con: duckdb.DuckDBPyConnection, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def fail(*_: object) -> None:
            raise OSError("no space left")

        monkeypatch.setattr("warehouse.quarantine.Quarantine.settle", fail)
        with pytest.raises(OSError, match="no space"):
            load(con, made.held("1", date(2024, 7, 1), REPORT), at(0))
        for table in ("publications", "providers", "fetches", "document_versions", "readings", "judgements"):
            assert rows(con, f"SELECT count(*) FROM store.{table}") == [(0,)], table
        monkeypatch.undo()
        assert load(con, made.held("1", date(2024, 7, 1), REPORT), at(0)).documents_read == 1

    def test_a_time_without_a_zone_is_refused(self, con: duckdb.DuckDBPyConnection) -> None:
        with pytest.raises(ValueError, match="zone"):
            load(con, Batch("r"), at(0).replace(tzinfo=None))


class TestRuns:
    def test_a_run_is_noted_from_start_to_end(self, con: duckdb.DuckDBPyConnection) -> None:
        start_run(con, "r1", "refresh", at(0))
        assert rows(con, "SELECT run_id, state, finished_at FROM store.runs") == [("r1", "running", None)]
        counts = LoadSummary(new_publications=2) + LoadSummary(new_publications=1, quarantined=1)
        finish_run(con, "r1", at(1), "failed", counts, "a page could not be read")
        state, finished_at, noted, detail = rows(con, "SELECT state, finished_at, counts, detail FROM store.runs")[0]
        assert (state, finished_at, detail) == ("failed", at(1), "a page could not be read")
        assert (noted["new_publications"], noted["quarantined"], noted["documents_read"]) == (3, 1, 0)

    def test_a_run_that_never_ended_is_interrupted(self, con: duckdb.DuckDBPyConnection) -> None:
        start_run(con, "r1", "refresh", at(0))
        start_run(con, "r2", "refresh", at(1))
        assert rows(con, "SELECT run_id, state FROM store.runs ORDER BY 1") == [
            ("r1", "interrupted"),
            ("r2", "running"),
        ]


def test_quarantine_rows_name_the_tables_columns(con: duckdb.DuckDBPyConnection) -> None:
    columns = rows(
        con, "SELECT column_name FROM duckdb_columns() WHERE table_name = 'quarantine' ORDER BY column_index"
    )
    assert [name for (name,) in columns] == list(QuarantineRow.__dataclass_fields__)
