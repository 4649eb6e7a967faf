"""Pages, feeds and files of other people's web sites."""

from __future__ import annotations

from contextlib import suppress

from extract.errors import FetchError
from extract.govuk import newest_release, table_attachment
from extract.newsrooms.cards import read_cards
from extract.newsrooms.feed import read_feed
from extract.newsrooms.items import MOST_SUMMARY, MOST_TITLE, MOST_URL, NewsItem, NewsroomError
from extract.newsrooms.sitemap import MOST_ADDRESSES, read_sitemap
from extract.newsrooms.verify import feeds_of
from extract.newsrooms.wordpress import read_posts
from extract.ofsted import read_provider, read_search
from extract.pages import PageError
from extract.robots import read_rules
from tests.fuzz.promises import can_be_asked, keeps_to_the_page
from transform.press.read import read_release
from transform.press.records import AuthorityNames

NEWS = "https://www.elmshire.gov.uk/news/article/12/inspection"
OFSTED = "https://reports.ofsted.gov.uk"
FILES = "https://files.ofsted.gov.uk"
GOVUK = "https://www.gov.uk"
NAMES = AuthorityNames(own=("Elmshire",), others=("Oakford", "North Elmshire", "Isle of Birch", "Elm"))
SELECTORS: tuple[dict[str, str], ...] = (
    {},
    {"item": "li.news", "link": "a", "title": "h3", "date": "time", "summary": "p"},
)


def release(data: bytes) -> None:
    """Read a page of a newsroom."""
    reading = read_release(data, NEWS, NAMES)
    if reading.unreadable:
        assert reading.unreadable.reason != "reader_failed", reading.unreadable.detail
        return
    assert reading.release, "neither a release nor a reason"
    keeps_to_the_page(reading.release)


def feed(data: bytes) -> None:
    """Read an RSS or Atom feed; a damaged one may be refused, and nothing else may happen."""
    try:
        _are_items(read_feed(data, NEWS))
    except NewsroomError:
        return


def sitemap(data: bytes) -> None:
    """Read a sitemap."""
    try:
        found = read_sitemap(data, NEWS)
    except NewsroomError:
        return
    entries = (*found.pages, *found.sitemaps)
    assert len(entries) <= MOST_ADDRESSES, "too many addresses"
    can_be_asked(entry.url for entry in entries)


def wordpress(data: bytes) -> None:
    """Read posts of a WordPress site."""
    try:
        _are_items(read_posts(data, NEWS))
    except NewsroomError:
        return


def listing(data: bytes) -> None:
    """Read a newsroom's list, with and without selectors, and the feeds that a page names."""
    with suppress(NewsroomError):
        for selectors in SELECTORS:
            _are_items(read_cards(data, NEWS, selectors))
        can_be_asked(feeds_of(data, NEWS))


def _are_items(items: list[NewsItem]) -> None:
    can_be_asked(item.url for item in items)
    for item in items:
        assert len(item.url) <= MOST_URL, "a long address"
        assert len(item.title or "") <= MOST_TITLE, "a long title"
        assert len(item.summary or "") <= MOST_SUMMARY, "a long summary"


def robots(data: bytes) -> None:
    """Read the rules of a host, and ask them."""
    rules = read_rules(data)
    assert rules.crawl_delay is None or rules.crawl_delay >= 0, "a pause of less than nothing"
    for path in ("/", "/news/1?a=b", "/caf%C3%A9"):
        try:
            rules.check(f"https://www.elmshire.gov.uk{path}")
        except FetchError:
            continue


def search_page(data: bytes) -> None:
    """Read a page of Ofsted's search."""
    for start in (0, 100):
        try:
            page = read_search(data, f"{OFSTED}/search?start={start}")
        except PageError:
            continue
        for url in (*(provider.url for provider in page.providers), *page.others):
            assert url.startswith(f"{OFSTED}/provider/"), "a page on another host"


def provider_page(data: bytes) -> None:
    """Read an authority's page."""
    try:
        page = read_provider(data, f"{OFSTED}/provider/44/80447", FILES)
    except PageError:
        return
    for report in page.reports:
        assert report.url == f"{FILES}/v1/file/{report.file_id}", "a file on another host"
        assert report.label, "a report without a label"


def govuk(data: bytes) -> None:
    """Read GOV.UK's answers: a search, and the description of a release."""
    with suppress(PageError):
        assert newest_release(data, GOVUK).path.startswith("/government/statistics/"), "a path elsewhere"
    with suppress(PageError):
        assert table_attachment(data, GOVUK).name, "a file without a name"
