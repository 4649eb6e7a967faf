from __future__ import annotations

from dataclasses import replace
from datetime import date

import duckdb
import pytest

from transform.press.records import Claim, Release, ReleaseKind, ReleaseReading
from transform.vocabulary import Area, Grade
from warehouse.press_load import PressSummary, load_press
from warehouse.press_rows import PressBatch, release_id
from warehouse.rows import Batch, FetchKind, FetchOutcome
from warehouse.store import load

from . import made
from .made import FELL, MARSH, at, rows
from .press_made import address, fetched, full, item, newsroom, published, release, told, untold, window

GOOD_HELP = {Area.HELP_AND_PROTECTION: Grade.GOOD}
SAID = full(release(grades=GOOD_HELP))
OPEN = "SELECT stage, source_url, reason FROM store.quarantine WHERE resolved_at IS NULL ORDER BY ALL"
VERSIONS = "SELECT version, document_sha256, is_current FROM store.press_versions ORDER BY ALL"


@pytest.fixture
def con() -> duckdb.DuckDBPyConnection:
    return made.emptied()


def test_a_release_is_told_by_its_authority_and_address() -> None:
    assert release_id("99001", "https://council.example/a") == "99001-9a57738e041c"


def test_what_is_loaded_is_counted_once(con: duckdb.DuckDBPyConnection) -> None:
    batch = published(0, "1", SAID)
    assert load_press(con, batch, at(0)) == PressSummary(new_items=1, new_releases=1, claims=1)
    assert load_press(con, batch, at(0)) == PressSummary()
    assert PressSummary(1, 2, 3, 4, 5) + PressSummary(1, 1, 1, 1, 1) == PressSummary(2, 3, 4, 5, 6)


def test_items_that_are_about_something_else_are_no_releases(con: duckdb.DuckDBPyConnection) -> None:
    for name, kind in (("1", ReleaseKind.OTHER), ("2", ReleaseKind.NOT_ABOUT_THE_COUNCIL)):
        assert load_press(con, published(0, name, release(kind)), at(0)).new_releases == 0
    assert rows(con, "SELECT kind FROM store.press_readings ORDER BY ALL") == [("not_about_the_council",), ("other",)]


def test_a_time_needs_its_zone(con: duckdb.DuckDBPyConnection) -> None:
    with pytest.raises(ValueError, match="zone"):
        load_press(con, PressBatch("r"), at(0).replace(tzinfo=None))


def test_a_batch_that_fails_leaves_nothing(con: duckdb.DuckDBPyConnection, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("no")

    monkeypatch.setattr("warehouse.quarantine.Quarantine.settle", fail)
    with pytest.raises(RuntimeError):
        load_press(con, published(0, "1", SAID), at(0))
    assert rows(con, "FROM store.press_items") == rows(con, "FROM store.press_claims") == []


def test_the_text_of_a_page_is_not_kept(con: duckdb.DuckDBPyConnection) -> None:
    secret = "Words that only the page itself has."
    load_press(con, published(0, "1", release(grades=GOOD_HELP, closing=secret)), at(0))
    kept = [str(row) for table in made.TABLES for row in rows(con, f"FROM store.{table}")]
    assert not [row for row in kept if secret in row]


class TestVersions:
    def test_an_edited_release_is_a_new_version_and_both_are_kept(self, con: duckdb.DuckDBPyConnection) -> None:
        load_press(con, published(0, "1", SAID), at(0))
        outstanding = release(grades={Area.HELP_AND_PROTECTION: Grade.OUTSTANDING})
        edit = PressBatch("run-2", (), (fetched(1, "1", "edited"),), (told(1.1, "1", "edited", outstanding),))
        assert load_press(con, edit, at(2)) == PressSummary(changed_releases=1, claims=1)
        assert load_press(con, edit, at(2)) == PressSummary()
        assert rows(con, VERSIONS) == [(1, made.sha("page of 1"), False), (2, made.sha("edited"), True)]
        assert rows(con, "SELECT grade FROM store.press_claims ORDER BY ALL") == [("good",), ("outstanding",)]

    def test_other_bytes_that_say_the_same_are_the_same_version(self, con: duckdb.DuckDBPyConnection) -> None:
        load_press(con, published(0, "1", SAID), at(0))
        again = PressBatch("run-2", (), (fetched(1, "1", "new token"),), (told(1.1, "1", "new token", SAID),))
        assert load_press(con, again, at(2)) == PressSummary()
        assert rows(con, VERSIONS) == [(1, made.sha("new token"), True)]
        seen = rows(con, "SELECT first_seen_at, last_seen_at FROM store.press_versions")
        assert seen == [(at(0), at(1))]

    def test_an_edit_that_is_taken_back_is_a_third_version(self, con: duckdb.DuckDBPyConnection) -> None:
        load_press(con, published(0, "1", SAID), at(0))
        edited = release(grades=GOOD_HELP, closing="Another end.")
        load_press(con, PressBatch("r", (), (fetched(1, "1", "b"),), (told(1, "1", "b", edited),)), at(1))
        summary = load_press(con, PressBatch("r", (), (fetched(2, "1", "page of 1"),)), at(2))
        assert summary == PressSummary(changed_releases=1)
        assert [row[0] for row in rows(con, VERSIONS)] == [1, 2, 3]

    def test_an_answer_that_nothing_changed_confirms_the_body(self, con: duckdb.DuckDBPyConnection) -> None:
        load_press(con, published(0, "1", SAID), at(0))
        answer = fetched(3, "1", "page of 1", FetchOutcome.NOT_MODIFIED, status=304)
        assert load_press(con, PressBatch("r", (), (answer,)), at(3)) == PressSummary()
        assert rows(con, "SELECT body_number, last_seen_at FROM store.press_bodies") == [(1, at(3))]

    def test_a_newer_reader_replaces_what_was_read(self, con: duckdb.DuckDBPyConnection) -> None:
        load_press(con, published(0, "1", SAID), at(0))
        better = release(grades={**GOOD_HELP, Area.CARE_LEAVERS: Grade.GOOD})
        again = PressBatch("r", readings=(told(1, "1", "page of 1", better, version="press-2"),))
        assert load_press(con, again, at(1)).claims == 1
        assert rows(con, "SELECT version FROM store.press_versions") == [(1,)]
        assert rows(con, "SELECT area FROM store.press_claims ORDER BY ALL") == [
            ("care_leavers",),
            ("help_and_protection",),
        ]
        assert rows(con, "FROM store.press_statements") == []

    def test_the_same_reading_by_a_newer_reader_changes_its_version_alone(self, con: duckdb.DuckDBPyConnection) -> None:
        load_press(con, published(0, "1", SAID), at(0))
        again = PressBatch("r", readings=(told(1, "1", "page of 1", SAID, version="press-2"),))
        assert load_press(con, again, at(1)) == PressSummary()
        assert rows(con, "SELECT reader_version FROM store.press_readings") == [("press-2",)]
        assert rows(con, "SELECT count(*) FROM store.press_statements") == [(2,)]


class TestNewsrooms:
    def test_one_that_fails_is_recorded_and_its_last_good_time_stays(self, con: duckdb.DuckDBPyConnection) -> None:
        load_press(con, PressBatch("r", (newsroom(0, item("1")),)), at(0))
        broken = PressBatch("r", (newsroom(1, item("2"), problem="unreadable"), newsroom(1, urn=FELL)))
        assert load_press(con, broken, at(1)) == PressSummary(new_items=1, quarantined=1)
        state = "SELECT ofsted_urn, last_tried_at, last_swept_at, problem FROM store.newsrooms ORDER BY ALL"
        assert rows(con, state) == [(MARSH, at(1), at(0), "unreadable"), (FELL, at(1), at(1), None)]
        assert rows(con, OPEN) == [("newsroom", address("feed"), "unreadable")]
        assert load_press(con, broken, at(1)) == PressSummary()
        load_press(con, PressBatch("r", (newsroom(2),)), at(2))
        assert rows(con, OPEN) == []

    def test_its_failed_request_is_not_told_twice(self, con: duckdb.DuckDBPyConnection) -> None:
        request = replace(fetched(0, "feed", None), kind=FetchKind.NEWSROOM)
        batch = PressBatch("r", (newsroom(0.1, problem="http_error"),), (request,))
        assert load_press(con, batch, at(1)).quarantined == 1
        assert rows(con, OPEN) == [("newsroom", address("feed"), "http_error")]
        assert rows(con, "SELECT kind, outcome FROM store.fetches") == [("newsroom", "failed")]

    def test_what_is_no_longer_listed_is_kept(self, con: duckdb.DuckDBPyConnection) -> None:
        load_press(con, PressBatch("r", (newsroom(0, item("1")), newsroom(1, item("2")))), at(1))
        assert rows(con, "SELECT url, last_seen_at FROM store.press_items ORDER BY ALL") == [
            (address("1"), at(0)),
            (address("2"), at(1)),
        ]

    def test_another_title_or_day_is_a_change_and_none_is_not(self, con: duckdb.DuckDBPyConnection) -> None:
        listed = "SELECT title, published_on, changed_at FROM store.press_items"
        load_press(con, PressBatch("r", (newsroom(0, item("1", None)),)), at(0))
        load_press(con, PressBatch("r", (newsroom(1, item("1", "Title", date(2026, 6, 1))),)), at(1))
        load_press(con, PressBatch("r", (newsroom(2, item("1", None)),)), at(2))
        assert rows(con, listed) == [("Title", date(2026, 6, 1), None)]
        load_press(con, PressBatch("r", (newsroom(3, item("1", "Other", date(2026, 6, 1))),)), at(3))
        assert rows(con, listed) == [("Other", date(2026, 6, 1), at(3))]

    def test_an_address_in_two_newsrooms_is_two_releases_of_one_page(self, con: duckdb.DuckDBPyConnection) -> None:
        shared = item("joint")
        sweeps = (newsroom(0, shared), newsroom(0, shared, urn=FELL))
        reads = (told(1, "joint", "a", SAID), replace(told(1, "joint", "a", SAID), ofsted_urn=FELL))
        batch = PressBatch("r", sweeps, (fetched(0.5, "joint", "a"),), reads)
        assert load_press(con, batch, at(1)) == PressSummary(new_items=2, new_releases=2, claims=2)
        assert rows(con, "SELECT count(*) FROM store.press_bodies") == [(1,)]


class TestQuarantine:
    def test_a_page_that_cannot_be_read_is_one_line_until_it_can(self, con: duckdb.DuckDBPyConnection) -> None:
        batch = PressBatch("r", (newsroom(0, item("1")),), (fetched(0, "1", "x"),), (untold(0, "1", "x"),))
        assert load_press(con, batch, at(0)) == PressSummary(new_items=1, quarantined=1)
        assert rows(con, OPEN) == [("press_read", address("1"), "page_without_text")]
        assert rows(con, VERSIONS) == []
        load_press(con, PressBatch("r", readings=(told(1, "1", "x", SAID, version="press-2"),)), at(1))
        assert rows(con, OPEN) == []

    def test_what_was_read_well_stands_when_a_newer_body_cannot_be(self, con: duckdb.DuckDBPyConnection) -> None:
        load_press(con, published(0, "1", SAID), at(0))
        load_press(con, PressBatch("r", (), (fetched(1, "1", "x"),), (untold(1, "1", "x"),)), at(1))
        assert rows(con, VERSIONS) == [(1, made.sha("page of 1"), True)]
        assert rows(con, OPEN) == [("press_read", address("1"), "page_without_text")]

    def test_a_request_that_fails_is_one_line_until_one_is_answered(self, con: duckdb.DuckDBPyConnection) -> None:
        failed = fetched(0, "1", None, reason="foreign_address")
        assert load_press(con, PressBatch("r", (), (failed,)), at(0)).quarantined == 1
        assert rows(con, OPEN) == [("fetch", address("1"), "foreign_address")]
        load_press(con, PressBatch("r", (), (fetched(1, "1", "x"),)), at(1))
        assert rows(con, OPEN) == []

    def test_reports_and_newsrooms_leave_each_others_lines_open(self, con: duckdb.DuckDBPyConnection) -> None:
        report = made.held("1", date(2024, 7, 1))
        report = replace(report, readings=(made.unreadable(0, "body of 1"),))
        load(con, report, at(0))
        load_press(con, PressBatch("r", (newsroom(1, problem="unreadable"),)), at(1))
        load(con, Batch("r", (made.listing(),)), at(2))
        assert [row[0] for row in rows(con, OPEN)] == ["newsroom", "read"]


class TestClaims:
    """What no reading should give is kept as unsure, with the reason."""

    @pytest.mark.parametrize(
        ("said", "reason"),
        [
            (release(ReleaseKind.JTAI, GOOD_HELP), "outside_framework"),
            (release(ReleaseKind.OTHER, GOOD_HELP), "outside_framework"),
            (release(ReleaseKind.SIF, {Area.IMPACT_OF_LEADERS: Grade.GOOD}), "outside_framework"),
            (release(ReleaseKind.ILACS, {Area.HELP_AND_PROTECTION: Grade.ADEQUATE}), "outside_scale"),
            (
                release(
                    grades={Area.OVERALL_EFFECTIVENESS: Grade.GOOD},
                    window=window(date(2026, 4, 13), date(2026, 4, 24)),
                ),
                "outside_framework",
            ),
            (
                replace(
                    SAID,
                    unsure=(),
                    claims=(Claim(Area.CARE_LEAVERS, Grade.GOOD, "good", "no words of the page", 0, 20),),
                ),
                "without_source",
            ),
        ],
    )
    def test_a_claim_that_does_not_fit_is_unsure(
        self, con: duckdb.DuckDBPyConnection, said: Release, reason: str
    ) -> None:
        batch = published(0, "1", SAID)
        reading = replace(batch.readings[0], reading=ReleaseReading("press-1", said))
        load_press(con, replace(batch, readings=(reading,)), at(0))
        assert rows(con, "FROM store.press_claims") == []
        assert rows(con, "SELECT reason FROM store.press_unsure_claims") == [(reason,)]

    def test_two_grades_for_one_area_are_none(self, con: duckdb.DuckDBPyConnection) -> None:
        said = release(grades=GOOD_HELP)
        twice = replace(said, claims=(*said.claims, replace(said.claims[0], grade=Grade.INADEQUATE)))
        load_press(con, published(0, "1", twice), at(0))
        assert rows(con, "FROM store.press_claims") == []
        assert rows(con, "SELECT reason FROM store.press_unsure_claims") == [("contradicted",), ("contradicted",)]

    def test_one_grade_given_twice_is_one_claim(self, con: duckdb.DuckDBPyConnection) -> None:
        said = release(grades=GOOD_HELP)
        load_press(con, published(0, "1", replace(said, claims=said.claims * 2)), at(0))
        assert rows(con, "SELECT count(*) FROM store.press_claims") == [(1,)]

    def test_a_claim_of_the_title_counts_the_titles_characters(self, con: duckdb.DuckDBPyConnection) -> None:
        said = release(title="Services rated good")
        claim = Claim(Area.OVERALL_EFFECTIVENESS, Grade.GOOD, "good", "rated good", 9, 19, in_title=True)
        load_press(con, published(0, "1", replace(said, claims=(claim,))), at(0))
        assert rows(con, "SELECT quote, in_title FROM store.press_claims") == [("rated good", True)]
