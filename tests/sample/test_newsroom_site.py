"""The sample's newsroom, asked over HTTP by what asks councils' own."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import requests
from bs4 import BeautifulSoup

from extract.http import Manners
from extract.newsrooms.asker import open_session
from extract.newsrooms.find import find_items
from extract.newsrooms.items import Found, Purpose
from extract.newsrooms.likely import likely
from extract.newsrooms.register import Newsroom, read_register
from extract.newsrooms.verify import verify
from flows.sample.newsroom import NewsItem, newsroom, newsrooms_csv
from flows.sample.site import serve_sample
from tests.sample.make_sample import EDITION

ROOT = "/newsroom/cheshire-east"
MANNERS = Manners("data@council.example", pause_seconds=0, tries=1)


@pytest.fixture(scope="module")
def base() -> Iterator[str]:
    with serve_sample() as url:
        yield url


@pytest.fixture
def registered(base: str, tmp_path: Path) -> Newsroom:
    (registered,) = read_register(newsrooms_csv(base, tmp_path))
    return registered


def found(registered: Newsroom, purpose: Purpose) -> Found:
    with open_session(MANNERS, registered) as session:
        return find_items(session, registered, None, purpose)


def get(url: str, etag: str = "") -> requests.Response:
    return requests.get(url, headers={"If-None-Match": etag}, timeout=10)


def titles(url: str) -> list[str]:
    response = get(url)
    assert response.status_code == 200
    return [link.get_text() for link in BeautifulSoup(response.text, "lxml").select(".list__item > article h2 a")]


def test_the_register_names_the_site_that_serves_it(base: str, registered: Newsroom) -> None:
    assert (registered.ofsted_urn, registered.authority) == ("80447", "Cheshire East")
    assert registered.address == f"{base}{ROOT}/news"
    assert registered.settings["feed"] == f"{base}{ROOT}/rss/news"
    assert registered.settings["listing"] == f"{base}{ROOT}/news?page={{page}}"


def test_the_register_as_it_stands_in_the_edition_leads_nowhere() -> None:
    (registered,) = read_register(EDITION / "newsrooms.csv")
    assert all(host.endswith("sample.invalid") for host in registered.hosts)


@pytest.mark.parametrize("purpose", Purpose)
def test_feed_and_listing_hold_every_item(base: str, registered: Newsroom, purpose: Purpose) -> None:
    listed = found(registered, purpose)
    assert (listed.problems, listed.foreign) == ((), ())
    assert [(item.url, item.title, item.published_on) for item in listed.items] == [
        (f"{base}{item.path}", item.title, item.published) for item in newsroom().items
    ]
    assert all(
        item.paragraphs[0] in (given.summary or "") for item, given in zip(newsroom().items, listed.items, strict=True)
    )


def test_every_item_is_worth_fetching(registered: Newsroom) -> None:
    assert all(likely(item) for item in found(registered, Purpose.BACKFILL).items)


def test_the_newsroom_verifies(base: str, registered: Newsroom) -> None:
    with open_session(MANNERS, registered) as session:
        verified = verify(session, registered)
    assert (verified.status, verified.redirected_to, verified.problem) == (200, None, None)
    assert verified.feeds == (f"{base}{ROOT}/rss/news",)
    assert verified.newest is not None
    assert verified.newest.published_on == newsroom().items[0].published


def test_a_page_past_the_end_repeats_the_last(base: str) -> None:
    listing = f"{base}{ROOT}/news"
    first, last = titles(f"{listing}?page=1"), titles(f"{listing}?page=2")
    assert (len(first), len(last)) == (5, 3)
    assert titles(listing) == titles(f"{listing}?page=0") == titles(f"{listing}?page=x") == first
    assert titles(f"{listing}?page=999") == last


@pytest.mark.parametrize("item", newsroom().items, ids=lambda item: str(item.number))
def test_an_article_stands_among_other_stories(base: str, item: NewsItem) -> None:
    response = get(f"{base}{item.path}")
    assert response.headers["Content-Type"] == "text/html; charset=utf-8"
    page = BeautifulSoup(response.text, "lxml")
    assert "SAMPLE" in page.select_one(".sample-notice").get_text()
    assert page.select_one("h1").get_text() == item.title
    assert page.select_one(".meta--date").get_text().startswith("Published: ")
    assert len(page.select(".editor li")) == sum(paragraph.startswith("- ") for paragraph in item.paragraphs)
    others = [other.title for other in newsroom().items if other is not item]
    assert [link.get_text() for link in page.select("aside li > a")] == others
    assert "Last updated 01 September 2026" in page.select_one("footer").get_text()
    again = get(f"{base}{item.path}", response.headers["ETag"])
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize("path", ["", "/", "/news/", "/news/article/1", "/news/article/412/another_title", "/rss"])
def test_other_addresses_of_the_newsroom_are_not_found(base: str, path: str) -> None:
    assert get(f"{base}{ROOT}{path}").status_code == 404
