from __future__ import annotations

import socket
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from extract.errors import FetchProblem
from extract.newsrooms import find as find_module
from extract.newsrooms.asker import MOST_BYTES
from extract.newsrooms.find import find_items
from extract.newsrooms.items import Found, NewsroomProblem, Purpose
from extract.newsrooms.register import Newsroom
from tests.extract.newsrooms.rooms import newsroom, page, posts, row, rss, rss_item, session, sitemap, urls
from tests.extract.site import Reply, Site

WATCH, BACKFILL = Purpose.WATCH, Purpose.BACKFILL
ALL = {"feed": "/feed/", "rest": "/rest", "listing": "/news?page={page}", "sitemap": "/map"}
REST_1 = "/rest?per_page=100&page=1&orderby=date&order=desc&_fields=link%2Cdate%2Ctitle%2Cexcerpt%2Ccontent"


def find(room: Newsroom, purpose: Purpose = WATCH, since: date | None = None) -> Found:
    with session(room) as asked:
        return find_items(asked, room, since, purpose)


def kinds(found: Found) -> list[str]:
    return [str(problem.kind) for problem in found.problems]


@pytest.fixture
def full(site: Site) -> Site:
    site.gives("/feed/", rss(rss_item("/news/1", "Mon, 06 May 2024 09:00:00 GMT")))
    site.gives(REST_1, posts(site, 2, pages=1))
    site.gives("/news?page=1", page(row(3, "2024-05-06")))
    site.gives("/news?page=2", page())
    site.gives("/map", sitemap((f"{site.origin}/news/4", "")))
    return site


@pytest.mark.parametrize(
    ("purpose", "without", "found"),
    [
        (WATCH, set(), ["news/1"]),
        (WATCH, {"feed"}, ["2/"]),
        (WATCH, {"feed", "rest"}, ["news/3"]),
        (WATCH, {"feed", "rest", "listing"}, ["news/4"]),
        (BACKFILL, set(), ["2/"]),
        (BACKFILL, {"rest"}, ["news/3"]),
        (BACKFILL, {"rest", "listing"}, ["news/4"]),
        (BACKFILL, {"rest", "listing", "sitemap"}, ["news/1"]),
    ],
)
def test_each_purpose_has_its_way(full: Site, purpose: Purpose, without: set[str], found: list[str]) -> None:
    settings = {key: value for key, value in ALL.items() if key not in without}
    got = find(newsroom(full, **settings), purpose)
    assert urls(got.items) == found
    assert got.problems == ()


@pytest.mark.parametrize("status", [401, 403, 404, 500])
def test_a_way_that_fails_is_a_problem_and_the_next_is_tried(full: Site, status: int) -> None:
    full.gives(REST_1, Reply(status=status))
    got = find(newsroom(full, **ALL), BACKFILL)
    assert urls(got.items) == ["news/3"]
    assert kinds(got) == ["http_error"]


def test_a_feed_that_may_have_lost_some_is_followed_by_the_listing(full: Site) -> None:
    room = newsroom(full, feed="/feed/", listing=ALL["listing"])
    assert urls(find(room, since=date(2024, 5, 1)).items) == ["news/1", "news/3"]
    both = rss(
        rss_item("/news/1", "Mon, 06 May 2024 09:00:00 GMT"), rss_item("/news/0", "Mon, 01 Apr 2024 09:00:00 GMT")
    )
    full.gives("/feed/", both)
    assert urls(find(room, since=date(2024, 5, 1)).items) == ["news/1"]


def test_one_page_is_not_all_there_ever_was(full: Site) -> None:
    full.gives("/news", page(row(3)))
    room = newsroom(full, "listing", listing="/news", sitemap="/map")
    assert urls(find(room, BACKFILL).items) == ["news/3", "news/4"]
    assert urls(find(room, WATCH).items) == ["news/3"]


def test_a_list_of_addresses_is_added_to_what_is_found(full: Site, tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_text(f"url\n{full.origin}/old/1\n", "utf-8")
    room = newsroom(full, "url_list", tmp_path, urls="list.csv", sitemap="/map")
    assert urls(find(room, BACKFILL).items) == ["old/1", "news/4"]


def test_items_before_the_day_are_left_out_and_undated_ones_kept(site: Site) -> None:
    site.gives("/news?page=1", page(row(1, "2024-05-01"), row(2, "2024-04-30"), row(3)))
    room = newsroom(site, "listing", listing="/news?page={page}")
    assert urls(find(room, since=date(2024, 5, 1)).items) == ["news/1", "news/3"]


def test_items_elsewhere_are_recorded_and_not_asked_for(site: Site, new_site: Callable[[], Site]) -> None:
    other = new_site()
    site.gives(
        "/feed/", rss(rss_item("/in/1"), rss_item(f"{other.origin}/in/2"), rss_item("/out/3"), rss_item("/in/1"))
    )
    got = find(newsroom(site, feed="/feed/", within="/in/"))
    assert urls(got.items) == ["in/1"]
    assert urls(got.foreign) == ["in/2", "out/3"]
    assert other.asked == []


def test_an_empty_newsroom_is_told(site: Site) -> None:
    site.gives("/feed/", rss())
    room = newsroom(site, feed="/feed/")
    assert kinds(find(room)) == ["nothing_listed"]
    assert kinds(find(room, since=date(2024, 5, 1))) == []


def test_one_that_lists_very_much_is_cut_short(full: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(find_module, "MOST_ITEMS", 3)
    full.gives("/feed/", rss(*(rss_item(f"/news/{number}") for number in range(9))))
    got = find(newsroom(full, **ALL))
    assert len(got.items) == 3
    assert kinds(got) == ["too_many"]


@pytest.mark.parametrize("purpose", Purpose)
def test_a_dead_host_costs_a_line_for_each_way(purpose: Purpose) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        origin = f"http://127.0.0.1:{closed.getsockname()[1]}"
    dead = Newsroom("80000", "Anyshire", origin, find_module.Adapter.FEED, {"feed": f"{origin}/feed/"})
    got = find(dead, purpose)
    assert got.items == ()
    assert kinds(got) == ["robots_unreachable"]


def test_a_page_of_50_megabytes_is_one_problem(site: Site) -> None:
    site.gives("/feed/", Reply(b"<rss>", headers={"Content-Length": "50000000"}))
    assert kinds(find(newsroom(site, feed="/feed/"))) == [FetchProblem.TOO_LARGE]
    site.gives("/feed/", Reply(b"x" * (MOST_BYTES + 1), how="chunked"))
    assert kinds(find(newsroom(site, feed="/feed/"))) == [FetchProblem.TOO_LARGE]


@pytest.mark.parametrize(
    "target", ["http://localhost:{port}/x", "http://127.0.0.2:{port}/", "http://10.0.0.1/", "//[::1]/"]
)
def test_redirects_to_other_hosts_are_refused(site: Site, new_site: Callable[[], Site], target: str) -> None:
    other = new_site()
    port = other.authority.rpartition(":")[2]
    site.gives("/feed/", Reply(status=302, headers={"Location": target.format(port=port)}))
    got = find(newsroom(site, feed="/feed/"))
    assert got.items == ()
    assert kinds(got) == [FetchProblem.REDIRECT_REFUSED]
    assert other.asked == []


def test_a_session_that_may_ask_more_does_not_widen_the_newsroom(site: Site, new_site: Callable[[], Site]) -> None:
    other = new_site()
    other.gives("/feed/", rss(rss_item("/news/1")))
    site.gives("/feed/", Reply(status=302, headers={"Location": f"{other.origin}/feed/"}))
    both = Newsroom(
        "80001", "Othershire", other.origin, find_module.Adapter.FEED, {"feed": f"{site.origin}/", "rest": other.origin}
    )
    room = newsroom(site, feed="/feed/")
    with session(both) as wide:
        got = find_items(wide, room, None, WATCH)
    assert got.items == ()
    assert kinds(got) == [NewsroomProblem.FOREIGN]


def test_what_no_reader_foresaw_stops_nothing(full: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_: object) -> None:
        raise RecursionError("too deep")

    monkeypatch.setitem(find_module.READ, find_module.Adapter.FEED, fail)
    got = find(newsroom(full, **ALL))
    assert urls(got.items) == ["2/"]
    assert got.problems[0].kind is NewsroomProblem.UNREADABLE
    assert "RecursionError: too deep" in got.problems[0].detail


@pytest.mark.parametrize(("limit", "kind"), [("MOST_BYTES_IN_ALL", "too_large"), ("MOST_SECONDS_IN_ALL", "too_slow")])
def test_what_a_newsroom_may_cost_is_limited(
    site: Site, monkeypatch: pytest.MonkeyPatch, limit: str, kind: str
) -> None:
    monkeypatch.setattr(f"extract.newsrooms.asker.{limit}", -1)
    assert kinds(find(newsroom(site, feed="/feed/"))) == [kind]
