from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from urllib.parse import parse_qs, urlsplit

import pytest

from extract.errors import FetchError
from extract.newsrooms.items import NewsroomError, NewsroomProblem, Purpose
from extract.newsrooms.listing import MOST_PAGES, WATCH_PAGES, listing_items
from tests.extract.newsrooms.rooms import asker, newsroom, page, row, urls
from tests.extract.site import Reply, Site

PAGED = "/news?page={page}"
JUNE, MAY, APRIL = "2024-06-01", "2024-05-01", "2024-04-01"


class Endless(Site):
    """A listing of which every page has items that no other has."""

    day = ""

    def next_reply(self, path: str) -> Reply:
        if path == "/robots.txt":
            return Reply(status=404)
        number = int(parse_qs(urlsplit(path).query)["page"][0])
        return page(row(number * 2, self.day), row(number * 2 + 1, self.day))


@pytest.fixture
def endless() -> Iterator[Endless]:
    site = Endless()
    yield site
    site.close()


def test_pages_are_read_until_one_repeats_the_last(site: Site) -> None:
    site.gives("/news?page=1", page(row(4), row(3)))
    site.gives("/news?page=2", page(row(2), row(1)))
    site.gives("/news?page=3", page(row(2), row(1)))
    assert urls(listing_items(asker(newsroom(site, "listing", listing=PAGED)))) == [
        "news/4",
        "news/3",
        "news/2",
        "news/1",
    ]
    assert site.paths() == ["/news?page=1", "/news?page=2", "/news?page=3"]


@pytest.mark.parametrize("end", [page(), page(row(4)), Reply(status=404), Reply(status=400), Reply(status=410)])
def test_pages_end_where_nothing_new_is_listed(site: Site, end: Reply) -> None:
    site.gives("/news?page=1", page(row(4)))
    site.gives("/news?page=2", page(row(3)))
    site.gives("/news?page=3", end)
    assert urls(listing_items(asker(newsroom(site, "listing", listing=PAGED)))) == ["news/4", "news/3"]


@pytest.mark.parametrize(
    ("settings", "asked"),
    [
        ({"listing": PAGED, "first": "0"}, ["/news?page=0", "/news?page=1", "/news?page=2"]),
        ({"listing": "/all/page/{page}/"}, ["/all/page/1/", "/all/page/2/", "/all/page/3/"]),
        ({"listing": "/l?start={page}", "first": "0", "step": "10"}, ["/l?start=0", "/l?start=10", "/l?start=20"]),
    ],
)
def test_pages_are_numbered_as_the_register_says(site: Site, settings: dict[str, str], asked: list[str]) -> None:
    for number, path in enumerate(asked):
        site.gives(path, page(row(number)) if number < 2 else page())
    assert len(list(listing_items(asker(newsroom(site, "listing", **settings))))) == 2
    assert site.paths() == asked


def test_a_site_that_takes_page_0_for_page_1_is_read_on(site: Site) -> None:
    for number, shown in enumerate([9, 9, 8, 8]):
        site.gives(f"/news?page={number}", page(row(shown)))
    assert urls(listing_items(asker(newsroom(site, "listing", listing=PAGED, first="0")))) == ["news/9", "news/8"]


def test_reading_ends_at_a_page_of_older_items(site: Site) -> None:
    site.gives("/news?page=1", page(row(9), row(8, JUNE), row(1, APRIL)))
    site.gives("/news?page=2", page(row(7, APRIL), row(6, APRIL)))
    found = listing_items(asker(newsroom(site, "listing", listing=PAGED), since=date(2024, 5, 1)))
    assert urls(found) == ["news/9", "news/8", "news/1", "news/7", "news/6"]
    assert site.paths() == ["/news?page=1", "/news?page=2"]


def test_an_address_without_a_number_is_one_page(site: Site) -> None:
    site.gives("/news", page(row(2), row(1)))
    assert urls(listing_items(asker(newsroom(site, "listing", listing="/news")))) == ["news/2", "news/1"]
    assert site.paths() == ["/news"]


def test_a_failure_on_the_way_keeps_what_was_listed(site: Site) -> None:
    site.gives("/news?page=1", page(row(2)))
    site.gives("/news?page=2", Reply(status=500))
    found = listing_items(asker(newsroom(site, "listing", listing=PAGED)))
    assert urls([next(found)]) == ["news/2"]
    with pytest.raises(FetchError):
        next(found)


def test_a_first_page_that_is_gone_is_a_failure(site: Site) -> None:
    with pytest.raises(FetchError):
        list(listing_items(asker(newsroom(site, "listing", listing=PAGED))))


def test_a_selector_that_matches_nothing_is_a_changed_layout(site: Site) -> None:
    site.gives("/news?page=1", page(row(2)))
    with pytest.raises(NewsroomError, match=r"selector '\.item' matches nothing"):
        list(listing_items(asker(newsroom(site, "listing", listing=PAGED, item=".item"))))


def test_a_listing_without_an_end_is_left(endless: Endless) -> None:
    found = []
    with pytest.raises(NewsroomError) as caught:
        found.extend(listing_items(asker(newsroom(endless, "listing", listing=PAGED))))
    assert caught.value.kind is NewsroomProblem.TOO_MANY
    assert len(endless.paths()) == MOST_PAGES[Purpose.BACKFILL]


@pytest.mark.parametrize(("day", "since"), [("", date(2024, 5, 1)), (JUNE, None)])
def test_the_watch_reads_the_first_pages_where_no_day_ends_it(endless: Endless, day: str, since: date | None) -> None:
    endless.day = day
    found = list(listing_items(asker(newsroom(endless, "listing", listing=PAGED), since, Purpose.WATCH)))
    assert len(found) == WATCH_PAGES * 2


def test_the_watch_misses_nothing_in_silence(endless: Endless) -> None:
    endless.day = JUNE
    with pytest.raises(NewsroomError) as caught:
        list(listing_items(asker(newsroom(endless, "listing", listing=PAGED), date(2024, 5, 1), Purpose.WATCH)))
    assert caught.value.kind is NewsroomProblem.TOO_MANY


def test_links_to_other_hosts_do_not_keep_a_listing_going(site: Site) -> None:
    for number in (1, 2, 3, 4):
        advert = f'<article><h3><a href="https://ads.example/{number}">Buy one of these today</a></h3></article>'
        site.gives(f"/news?page={number}", page(row(1), advert))
    list(listing_items(asker(newsroom(site, "listing", listing=PAGED))))
    assert len(site.paths()) == 2
