from __future__ import annotations

from datetime import date

import duckdb
import pytest

from transform.press.records import ReleaseKind
from transform.vocabulary import Area, Grade
from warehouse.press_load import load_press
from warehouse.press_queries import ItemToFetch, items_to_fetch, newsrooms_swept, releases_to_read
from warehouse.press_rows import PressBatch
from warehouse.rows import Fetch, FetchOutcome

from . import made
from .made import FELL, MARSH, at, sha
from .press_made import address, fetched, item, newsroom, published, release, told, untold

SAID = release(grades={Area.HELP_AND_PROTECTION: Grade.GOOD}, published_on=date(2026, 6, 25))


@pytest.fixture
def con() -> duckdb.DuckDBPyConnection:
    return made.emptied()


def to_fetch(con: duckdb.DuckDBPyConnection, day: float) -> list[str]:
    return [one.url for one in items_to_fetch(con, at(day))]


def test_a_newsroom_was_swept_when_it_was_last_read_without_a_problem(con: duckdb.DuckDBPyConnection) -> None:
    load_press(con, PressBatch("r", (newsroom(0), newsroom(0, urn=FELL, problem="unreadable"))), at(0))
    assert newsrooms_swept(con) == {MARSH: at(0)}
    load_press(con, PressBatch("r", (newsroom(1, problem="unreadable"), newsroom(1, urn=FELL))), at(1))
    assert newsrooms_swept(con) == {MARSH: at(0), FELL: at(1)}


def test_items_are_asked_for_newest_first_until_they_are_held(con: duckdb.DuckDBPyConnection) -> None:
    listed = (item("1", published_on=date(2026, 1, 1)), item("2", published_on=date(2026, 2, 1)), item("3"))
    load_press(con, PressBatch("r", (newsroom(0, *listed), newsroom(0, item("1"), urn=FELL))), at(0))
    assert items_to_fetch(con, at(0)) == [ItemToFetch(address(name)) for name in ("2", "1", "3")]
    load_press(con, PressBatch("r", (), (fetched(1, "2", "a"), fetched(1, "3", None))), at(1))
    assert to_fetch(con, 1) == [address("1"), address("3")], "a request that failed is made again at once"


@pytest.mark.parametrize("answer", [fetched(1, "1", "x", FetchOutcome.REJECTED), fetched(1, "1", None, status=410)])
def test_what_the_host_does_not_have_is_asked_for_a_week_later(con: duckdb.DuckDBPyConnection, answer: Fetch) -> None:
    # Other pages of the same run, so that one refusal among them is no fault of the host.
    others = tuple(fetched(1, str(number), "good") for number in range(91, 95))
    load_press(con, PressBatch("r", (newsroom(0, item("1")),), (answer, *others)), at(1))
    assert [to_fetch(con, day) for day in (1, 7.9, 8)] == [[], [], [address("1")]]


def test_a_page_that_was_refused_when_hosts_failed_is_asked_for_once_more(con: duckdb.DuckDBPyConnection) -> None:
    refused, failed = fetched(1, "1", "x", FetchOutcome.REJECTED), fetched(1, "2", None)
    load_press(con, PressBatch("r", (newsroom(0, item("1")),), (refused, failed)), at(1))
    assert to_fetch(con, 1.1) == [address("1")]


def test_a_page_that_could_not_be_read_is_asked_for_a_week_later(con: duckdb.DuckDBPyConnection) -> None:
    batch = PressBatch("r", (newsroom(0, item("1")),), (fetched(1, "1", "x"),), (untold(1, "1", "x"),))
    load_press(con, batch, at(1))
    assert [to_fetch(con, day) for day in (1, 7.9, 8)] == [[], [], [address("1")]]


def test_a_changed_listing_is_asked_for_again_with_validators(con: duckdb.DuckDBPyConnection) -> None:
    headers = {"etag": '"v1"', "Last-Modified": "Mon, 01 Jun 2026 08:00:00 GMT"}
    load_press(con, PressBatch("r", (newsroom(0, item("1")),), (fetched(1, "1", "a", headers=headers),)), at(1))
    assert to_fetch(con, 2) == []
    load_press(con, PressBatch("r", (newsroom(2, item("1", "Another title")),)), at(2))
    asked = ItemToFetch(address("1"), sha("a"), '"v1"', "Mon, 01 Jun 2026 08:00:00 GMT")
    assert items_to_fetch(con, at(2)) == [asked]
    confirmed = fetched(3, "1", "a", FetchOutcome.NOT_MODIFIED, status=304)
    load_press(con, PressBatch("r", (), (confirmed,)), at(3))
    assert to_fetch(con, 4) == []
    assert items_to_fetch(con, at(4), checked_before=at(3.5)) == [asked]
    assert items_to_fetch(con, at(4), checked_before=at(3)) == []


def test_a_new_release_is_looked_at_daily_for_edits(con: duckdb.DuckDBPyConnection) -> None:
    load_press(con, published(0, "1", SAID), at(0))
    assert [to_fetch(con, day) for day in (0.1, 1)] == [[], [address("1")]]
    load_press(con, PressBatch("r", (), (fetched(1, "1", "page of 1", FetchOutcome.UNCHANGED),)), at(1))
    assert [to_fetch(con, day) for day in (1.5, 2)] == [[], [address("1")]]
    assert to_fetch(con, 24) == [address("1")]
    assert to_fetch(con, 25) == [], "published on 25 June, over thirty days ago"


def test_an_old_release_and_one_about_something_else_are_not(con: duckdb.DuckDBPyConnection) -> None:
    load_press(con, published(0, "1", release(published_on=date(2023, 3, 10))), at(0))
    load_press(con, published(0.1, "2", release(ReleaseKind.OTHER, published_on=date(2026, 6, 30))), at(1))
    assert to_fetch(con, 2) == []


def test_pages_are_read_once_by_each_reader_version(con: duckdb.DuckDBPyConnection) -> None:
    listed = newsroom(0, item("1", published_on=date(2026, 1, 1)), item("2", published_on=date(2026, 2, 1)))
    fetches = (fetched(0, "1", "a"), fetched(0, "2", "b"), fetched(1, "1", "c"))
    load_press(con, PressBatch("r", (listed,), fetches), at(1))
    pages = [("2", MARSH, "b"), ("1", MARSH, "a"), ("1", MARSH, "c")]
    everything = [(address(name), urn, sha(body)) for name, urn, body in pages]
    assert releases_to_read(con, "press-1") == releases_to_read(con, None) == everything
    load_press(con, PressBatch("r", readings=(told(2, "2", "b", SAID), untold(2, "1", "a"))), at(2))
    assert releases_to_read(con, "press-1") == everything[2:]
    assert releases_to_read(con, "press-2") == everything


def test_a_page_in_two_newsrooms_is_read_for_each(con: duckdb.DuckDBPyConnection) -> None:
    batch = PressBatch("r", (newsroom(0, item("1")), newsroom(0, item("1"), urn=FELL)), (fetched(0, "1", "a"),))
    load_press(con, batch, at(0))
    assert [page.ofsted_urn for page in releases_to_read(con, None)] == [MARSH, FELL]
