from __future__ import annotations

from collections.abc import Callable
from datetime import date

from extract.newsrooms.register import Newsroom
from extract.newsrooms.verify import Verified, feeds_of, verify
from tests.extract.newsrooms.rooms import newsroom, page, row, rss, rss_item, session, sitemap
from tests.extract.site import Reply, Site

LINKS = """<link rel="alternate" type="application/rss+xml" href="/rss/news">
  <link rel="alternate feed" type="application/atom+xml; charset=utf-8" href="https://other.example/atom">
  <link rel="alternate" type="application/rss+xml" href="/rss/news"><link rel="alternate" hreflang="cy" href="/cy">
  <link rel="stylesheet" type="application/rss+xml" href="/style"><link rel="alternate" type="application/rss+xml">"""


def verified(room: Newsroom) -> Verified:
    with session(room) as asked:
        return verify(asked, room)


def test_a_newsroom_that_holds(site: Site) -> None:
    site.gives("/news", page(head=LINKS))
    old, new = "Mon, 06 May 2024 09:00:00 GMT", "Tue, 07 May 2024 09:00:00 GMT"
    site.gives("/feed/", rss(rss_item("/news/1", old), rss_item("/news/2", new), rss_item("/news/3")))
    room = newsroom(site, feed="/feed/")
    got = verified(room)
    assert got.newest is not None
    assert got.newest.published_on == date(2024, 5, 7)
    assert got == Verified(room, 200, None, (f"{site.origin}/rss/news", "https://other.example/atom"), got.newest)


def test_feeds_are_found_once_and_only_feeds() -> None:
    assert feeds_of(LINKS.encode(), "https://a.gov.uk/news/") == (
        "https://a.gov.uk/rss/news",
        "https://other.example/atom",
    )


def test_a_listing_is_asked_for_one_page(site: Site) -> None:
    site.gives("/news", page())
    for number in range(1, 9):
        site.gives(f"/news?page={number}", page(row(number, f"2024-05-0{number}")))
    got = verified(newsroom(site, "listing", listing="/news?page={page}"))
    assert got.newest is not None
    assert got.newest.url == f"{site.origin}/news/1"
    assert got.problem is None
    assert site.paths() == ["/news", "/news?page=1"]


def test_without_days_the_first_item_is_given(site: Site) -> None:
    site.gives("/news", page())
    site.gives("/map", sitemap((f"{site.origin}/news/1", "2024-01-01"), (f"{site.origin}/news/2", "2024-05-01")))
    got = verified(newsroom(site, "sitemap", sitemap="/map"))
    assert got.newest is not None
    assert got.newest.url == f"{site.origin}/news/2"


def test_a_move_on_the_same_host_is_told(site: Site) -> None:
    site.gives("/news", Reply(status=301, headers={"Location": "/newsroom"}))
    site.gives("/newsroom", page())
    site.gives("/feed/", rss(rss_item("/news/1")))
    got = verified(newsroom(site, feed="/feed/"))
    assert (got.status, got.redirected_to, got.problem) == (200, f"{site.origin}/newsroom", None)


def test_a_move_to_another_host_is_told_and_not_followed(site: Site, new_site: Callable[[], Site]) -> None:
    other = new_site()
    site.gives("/news", Reply(status=301, headers={"Location": f"{other.origin}/newsroom"}))
    site.gives("/feed/", rss(rss_item("/news/1")))
    got = verified(newsroom(site, feed="/feed/"))
    assert (got.status, got.redirected_to) == (None, f"{other.origin}/newsroom")
    assert got.problem is not None
    assert "not followed" in got.problem
    assert got.newest is not None
    assert other.asked == []


def test_every_failure_is_told(site: Site) -> None:
    site.gives("/news", Reply(status=503))
    got = verified(newsroom(site, feed="/feed/"))
    assert got.status == 503
    assert got.newest is None
    assert got.problem is not None
    assert f"{site.origin}/news: The host has failed (503)" in got.problem
    assert f"{site.origin}/feed/: The host has no such page (404)" in got.problem
