import http.client
import json
import socket
import struct
from collections.abc import Iterator
from importlib import resources
from urllib.parse import urljoin, urlsplit

import pytest
import requests
from bs4 import BeautifulSoup

from flows.sample.site import serve_sample

EDITION = resources.files("flows.sample") / "edition"
PUBLICATIONS = json.loads((EDITION / "publications.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def base() -> Iterator[str]:
    with serve_sample() as url:
        yield url


def soup(url: str, **params: str) -> BeautifulSoup:
    response = requests.get(url, params=params, timeout=10)
    assert response.status_code == 200
    assert "SAMPLE" in response.text
    return BeautifulSoup(response.text, "lxml")


def test_is_on_loopback_and_gone_afterwards() -> None:
    with serve_sample() as url:
        assert urlsplit(url).hostname == "127.0.0.1"
        assert requests.get(f"{url}/robots.txt", timeout=10).text.startswith("User-agent: *")
    with pytest.raises(requests.ConnectionError):
        requests.get(f"{url}/robots.txt", timeout=10)


def test_search_lists_each_authority_with_its_latest_report(base: str) -> None:
    page = soup(f"{base}/search", **{"level_1_types": "3", "level_2_types[]": "12", "start": "0", "rows": "100"})
    listed = {}
    for result in page.select("ul.results-list > li.search-result"):
        texts = [item.get_text(" ", strip=True) for item in result.select("ul.search-result__provider-info li")]
        facts = dict(text.split(": ", 1) for text in texts)
        link = result.select_one("h3 a[href*='/provider/']")
        assert link["href"] == f"/provider/44/{facts['URN']}"
        listed[link.get_text()] = facts["Latest report"]
    assert listed == {
        "Birmingham": "18 April 2023",
        "Cheshire East": "16 May 2024",
        "Liverpool": "07 July 2026",
        "Trafford": "03 August 2026",
    }
    assert page.select_one(".results-count").get_text() == "4"
    assert page.select_one("a.pagination__next") is None


def test_search_pages_lead_through_all_authorities(base: str) -> None:
    address, names = f"{base}/search?level_1_types=3&level_2_types%5B%5D=12&start=0&rows=3", []
    while address:
        page = soup(address)
        names += [link.get_text() for link in page.select("h3.search-result__title a")]
        following = page.select_one("a.pagination__next")
        address = urljoin(base, following["href"]) if following else ""
    assert names == ["Birmingham", "Cheshire East", "Liverpool", "Trafford"]


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ({"q": "traff"}, ["Trafford"]),
        ({"q": "80447"}, ["Cheshire East"]),
        ({"q": "nowhere"}, []),
        ({"level_2_types[0]": "9"}, []),
        ({"start": "4"}, []),
        ({"rows": "x", "start": "-1"}, ["Birmingham", "Cheshire East", "Liverpool", "Trafford"]),
    ],
)
def test_search_parameters(base: str, query: dict[str, str], names: list[str]) -> None:
    page = soup(f"{base}/search", **query)
    assert [link.get_text() for link in page.select("h3.search-result__title a")] == names
    assert (page.select_one("ul.results-list") is None) == (not names)


@pytest.mark.parametrize("urn", sorted({row["urn"] for row in PUBLICATIONS}))
def test_provider_page_lists_its_reports_newest_first(base: str, urn: str) -> None:
    page = soup(f"{base}/provider/44/{urn}")
    expected = sorted(
        (row for row in PUBLICATIONS if row["urn"] == urn), key=lambda row: row["published"], reverse=True
    )
    assert page.select_one("h1.title-block__heading").get_text() == expected[0]["authority"]
    assert page.select_one(".title-block__subheading").get_text() == f"URN: {urn}"
    links = page.select("ol.timeline li.timeline__day a.publication-link")
    assert [link["href"] for link in links] == [f"{base}/v1/file/{row['file_id']}" for row in expected]
    for link, row in zip(links, expected, strict=True):
        label, _, day = link.select_one("span.nonvisual").get_text().partition(", pdf - ")
        assert label == row["label"]
        day_of_month, month, year = day.split()
        assert len(day_of_month) == 2
        assert (int(year), int(day_of_month)) == (int(row["published"][:4]), int(row["published"][8:]))
        assert month.isalpha()


@pytest.mark.parametrize("row", PUBLICATIONS, ids=lambda row: row["file_id"])
def test_file_is_the_edition_s_and_confirmed_by_its_etag(base: str, row: dict[str, str]) -> None:
    url = f"{base}/v1/file/{row['file_id']}"
    response = requests.get(url, timeout=10)
    is_pdf = response.content.startswith(b"%PDF-")
    suffix, content_type = ("pdf", "application/pdf") if is_pdf else ("html", "text/html; charset=utf-8")
    assert response.status_code == 200
    assert response.headers["Content-Type"] == content_type
    assert response.content == (EDITION / "files" / f"{row['file_id']}.{suffix}").read_bytes()
    again = requests.get(url, headers={"If-None-Match": response.headers["ETag"]}, timeout=10)
    assert (again.status_code, again.content) == (304, b"")
    assert requests.get(url, headers={"If-None-Match": '"other"'}, timeout=10).content == response.content


@pytest.mark.parametrize(
    "path",
    [
        "/v1/file/1",
        "/v1/file/../publications",
        "/v1/file/%2e%2e%2fpublications",
        "/provider/44/1",
        "/provider/21/80447",
        "/",
    ],
)
def test_other_addresses_are_not_found(base: str, path: str) -> None:
    connection = http.client.HTTPConnection(urlsplit(base).netloc, timeout=10)
    connection.request("GET", path)
    response = connection.getresponse()
    response.read()
    assert response.status == 404
    connection.close()


def test_a_client_may_hang_up(base: str, capfd: pytest.CaptureFixture[str]) -> None:
    for _ in range(3):
        client = socket.create_connection((urlsplit(base).hostname, urlsplit(base).port), timeout=10)
        client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        client.sendall(b"GET /v1/file/990000001 HTTP/1.1\r\nHost: sample\r\n")
        client.close()
    assert requests.get(f"{base}/robots.txt", timeout=10).status_code == 200
    assert capfd.readouterr() == ("", "")


def test_a_connection_is_kept_across_requests(base: str, capfd: pytest.CaptureFixture[str]) -> None:
    connection = http.client.HTTPConnection(urlsplit(base).netloc, timeout=10)
    etag, first = "", None
    for method, path in (
        ("GET", "/search"),
        ("HEAD", "/search"),
        ("GET", "/v1/file/990000001"),
        ("GET", "/v1/file/990000001"),
    ):
        connection.request(method, path, headers={"If-None-Match": etag})
        response = connection.getresponse()
        response.read()
        first = first or connection.sock
        assert connection.sock is first
        assert response.version == 11
        assert not response.will_close
        etag = response.headers.get("ETag", "")
    assert response.status == 304
    connection.close()
    assert capfd.readouterr() == ("", "")
