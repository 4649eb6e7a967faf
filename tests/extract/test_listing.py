from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import pytest

from extract.listing import list_providers, read_search, search_url
from extract.pages import LayoutChangedError, PageNotFoundError
from tests.extract.markup import Row, page, search_page

if TYPE_CHECKING:
    from collections.abc import Callable

BASE = "https://reports.ofsted.gov.uk"
URL = search_url(BASE)
ROWS = [Row("80901", "Mereshire County Council"), Row("2639999", "Ash & Elm", "3 March 2025")]


def rows(count: int, first: int = 0) -> list[Row]:
    return [Row(str(80000 + number), f"Council {number}") for number in range(first, first + count)]


def server(found: list[Row], cap: int = 100, *, total: bool = True) -> Callable[[str], str]:
    """A search that gives at most `cap` rows, and whose own link to the next page trusts what it was asked for."""

    def fetch(url: str) -> str:
        query = parse_qs(urlsplit(url).query)
        start, asked = int(query["start"][0]), int(query["rows"][0])
        return search_page(
            found[start : start + min(asked, cap)],
            len(found) if total else None,
            following=search_url(BASE, start + asked, asked),
        )

    return fetch


def test_the_search_is_for_local_authorities() -> None:
    query = parse_qs(urlsplit(search_url(BASE + "/", 100)).query)
    assert query == {"level_1_types": ["3"], "level_2_types[]": ["12"], "start": ["100"], "rows": ["100"]}
    assert search_url(BASE, rows=500) == search_url(BASE, rows=100)


@pytest.mark.parametrize("old", [False, True])
def test_rows_are_read_by_their_labels(old: bool) -> None:
    found = read_search(search_page(ROWS, 1153, old=old, following="/search?start=100&rows=100"), URL)
    assert found.total == 1153
    assert found.next_url == f"{BASE}/search?start=100&rows=100"
    first, second = found.providers
    assert (first.urn, first.name, first.latest_report_on) == ("80901", "Mereshire County Council", date(2026, 1, 12))
    assert (second.urn, second.name, second.latest_report_on) == ("2639999", "Ash & Elm", date(2025, 3, 3))
    assert first.url == f"{BASE}/provider/44/80901"


def test_bytes_are_read_like_text() -> None:
    html = search_page([Row("80901", "Môr Council")], 1)
    assert read_search(html.encode(), URL) == read_search(html, URL)


@pytest.mark.parametrize("latest", ["", "soon", "31 February 2026", "2026-01-12"])
def test_a_latest_report_that_is_no_date_is_absent(latest: str) -> None:
    (provider,) = read_search(search_page([Row("80901", "Mereshire", latest)], 1), URL).providers
    assert provider.latest_report_on is None


def test_rows_without_their_classes_are_still_told_apart() -> None:
    html = search_page(ROWS, 2).replace('class="search-result', 'class="x').replace("results-list", "y")
    assert read_search(html, URL).providers == read_search(search_page(ROWS, 2), URL).providers


def test_values_of_one_row_never_reach_another() -> None:
    html = page(
        '<b class="results-count">2</b><div><a href="/provider/44/1">A</a><a href="/provider/44/2">B</a>'
        "<p>URN: 1</p><p>Latest report: 1 May 2024</p></div>"
    )
    assert [provider.latest_report_on for provider in read_search(html, URL).providers] == [None, None]


def test_a_row_that_contradicts_its_link_is_told() -> None:
    html = search_page(ROWS, 2).replace("URN: <strong>80901", "URN: <strong>80902")
    with pytest.raises(LayoutChangedError, match="80901, gave 80902"):
        read_search(html, URL)


def test_an_empty_result_is_empty() -> None:
    assert read_search(search_page([], 0), URL).providers == ()
    assert read_search(search_page([], 153), search_url(BASE, 200)).providers == ()


@pytest.mark.parametrize("total", [None, 153])
def test_a_page_that_should_list_something_is_not_empty(total: int | None) -> None:
    with pytest.raises(LayoutChangedError, match="Find an inspection report"):
        read_search(search_page([], total), URL)


def test_a_number_of_results_that_is_no_number_is_told() -> None:
    with pytest.raises(LayoutChangedError, match="one number"):
        read_search(search_page(ROWS, 2).replace(">2<", ">many<"), URL)


def test_the_not_found_page_is_known() -> None:
    with pytest.raises(PageNotFoundError):
        read_search(page("<h1>Page not found</h1>"), URL)


def test_others_are_listed_apart() -> None:
    found = read_search(search_page([*ROWS, Row("SC1", "A home", kind="2")], 3), URL)
    assert [provider.urn for provider in found.providers] == ["80901", "2639999"]
    assert (found.others, found.rows) == ((f"{BASE}/provider/2/SC1",), 3)


@pytest.mark.parametrize(
    ("count", "cap", "pages"), [(153, 100, 2), (153, 50, 4), (100, 100, 1), (3, 100, 1), (0, 100, 1)]
)
def test_all_pages_are_read_even_when_they_are_shorter_than_asked(count: int, cap: int, pages: int) -> None:
    found = list_providers(server(rows(count), cap), BASE)
    assert [provider.urn for provider in found.providers] == [row.urn for row in rows(count)]
    assert (found.pages, found.total, found.complete) == (pages, count, True)


def test_without_a_total_the_pages_end_at_an_empty_one() -> None:
    found = list_providers(server(rows(153), total=False), BASE)
    assert (len(found.providers), found.pages, found.complete) == (153, 3, False)


def test_pages_that_repeat_themselves_end() -> None:
    found = list_providers(lambda _: search_page(rows(10), 153), BASE)
    assert (len(found.providers), found.pages, found.complete) == (10, 2, False)


def test_pages_without_end_are_told() -> None:
    def fetch(url: str) -> str:
        start = int(parse_qs(urlsplit(url).query)["start"][0])
        return search_page(rows(3, start), 10**6)

    with pytest.raises(LayoutChangedError, match="no end"):
        list_providers(fetch, BASE)
