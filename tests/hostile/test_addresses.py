"""No request leaves for a host outside the sources' settings, whatever a page, a feed or a redirect says."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, date, datetime
from html import escape
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extract.errors import FetchError
from extract.govuk import search_url
from extract.http import Manners, PoliteSession
from extract.newsrooms.find import find_items
from extract.newsrooms.items import Purpose
from extract.newsrooms.register import COLUMNS, read_register
from extract.newsrooms.verify import verify
from extract.pages import PageError
from flows.sample.answers import Answer
from flows.steps.newsrooms import verify_newsrooms
from flows.steps.official import find_official_file
from tests.extract.site import FakeTime, Reply, Site, new_sites
from tests.flows.comparison.govuk_site import TITLE, as_json
from tests.flows.faulty_site import Fault, faulty_site
from tests.flows.runs import load_refresh, loaded, settings_for
from tests.hostile.contacts import watched
from tests.hostile.tricks import ELSEWHERE, tricks

MANNERS = Manners("tests@example.org", pause_seconds=0, tries=1, read_seconds=2)
TODAY = datetime(2026, 11, 23, 9, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _direct(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_PROXY", "*")


@pytest.fixture
def new_site() -> Iterator[Callable[[], Site]]:
    with new_sites() as make:
        yield make


@pytest.fixture
def own(new_site: Callable[[], Site]) -> Site:
    return new_site()


@pytest.fixture
def other(new_site: Callable[[], Site]) -> Iterator[Site]:
    """A server on this machine that nobody may ask."""
    site = new_site()
    yield site
    assert site.asked == []


def port(site: Site) -> int:
    return int(site.authority.rpartition(":")[2])


def only(seen: Iterable[str], authority: str) -> None:
    """A host is contacted, and no other; asking for an address that is a number resolves no name."""
    assert set(seen) == {authority}


def test_what_watches_sees_names_and_connections(own: Site, other: Site) -> None:
    with watched() as seen, PoliteSession(MANNERS, frozenset({own.authority})) as session:
        session.get(own.gives("/a", Reply()))
        with pytest.raises(FetchError):
            PoliteSession(MANNERS, frozenset({"no-such-host.invalid"})).get("http://no-such-host.invalid/")
    assert {own.authority, "no-such-host.invalid:80"} == set(seen)


# Redirects: of a page, and of robots.txt.


@pytest.mark.parametrize("place", range(len(ELSEWHERE)))
def test_no_redirect_leads_elsewhere(own: Site, other: Site, place: int) -> None:
    target = tricks(own.authority, port(other))[place]
    # A line's end cannot stand in a header: what a host sends there is the next header.
    location = target.replace("\r", "").replace("\n", "").encode().decode("latin-1")
    own.gives("/robots.txt", Reply(status=301, headers={"Location": location}))
    start = own.gives("/start", Reply(status=302, headers={"Location": location}))
    with watched() as seen, PoliteSession(MANNERS, frozenset({own.origin}), FakeTime().clock) as session:
        for url in (start, f"{own.origin}/a"):
            with suppress(FetchError):
                session.get(url)
    only(seen, own.authority)


SIGNS = (
    "http:",
    "https:",
    "ftp:",
    "//",
    "/",
    "\\",
    "@",
    ":",
    "?",
    "#",
    "%40",
    "%2f",
    "[",
    "]",
    ".",
    "。",
    "\t",
    "\u00ad",
)
NAMES = ("evil.example", "127.0.0.1", "127.1", "localhost", "OWN", "OTHER", "::1", "2130706433", "xn--", "é", "v1")
PIECES = st.sampled_from((*SIGNS, *NAMES))


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(pieces=st.lists(PIECES, max_size=9))
def test_no_address_of_such_pieces_leads_elsewhere(own: Site, other: Site, pieces: list[str]) -> None:
    url = "".join(pieces).replace("OWN", own.authority).replace("OTHER", other.authority)
    with watched() as seen, PoliteSession(MANNERS, frozenset({own.origin}), FakeTime().clock) as session:
        for address in (url, f"http://{url}"):
            with suppress(FetchError):
                session.get(address)
    assert {contact.replace("127.0.0.1.:", "127.0.0.1:") for contact in seen} <= {own.authority}


# A refresh: the search, an authority's page, a file, a newsroom's lists.


def added(markup: str, before: str) -> Fault:
    def change(answer: Answer) -> Answer:
        assert before.encode() in answer.body
        return replace(answer, body=answer.body.replace(before.encode(), f"{markup}\n{before}".encode(), 1))

    return change


def test_a_refresh_asks_nobody_that_its_pages_name(other: Site, tmp_path: Path) -> None:
    with faulty_site() as site, watched() as seen:
        authority = site.url.removeprefix("http://")
        addresses = tricks(authority, port(other))
        site.faults |= {
            "/search": added(links(addresses, "/provider/44/80000"), '<ul class="results-list">'),
            "/provider/44/*": added(publications(addresses), "</ol>"),
        }
        summary = load_refresh(tmp_path, site.url, newsrooms="none")
        only(seen, authority)
        assert site.files_asked()
    # The source's own host under another scheme is asked for, and refused.
    refused = f"https://{authority}/provider/44/80000"
    assert {problem.source for problem in summary.problems} <= {site.url, refused}
    answered = {address for (address,) in loaded(tmp_path, ANSWERED)}
    assert all(address.startswith(f"{site.url}/") for address in answered)


ANSWERED = """
    SELECT url FROM store.fetches WHERE outcome <> 'failed' UNION SELECT source_url FROM store.publications
"""


def links(addresses: list[str], path: str) -> str:
    shown = (address.replace("/v1/file/1", path) for address in addresses)
    rows = "".join(f'<li><h3><a href="{escape(address)}">Council</a></h3></li>' for address in shown)
    return f'<ul>{rows}</ul><a class="pagination__next" href="http://evil.example/search?start=100">Next</a>'


def publications(addresses: list[str]) -> str:
    return "".join(
        f'<li class="timeline__day"><a class="publication-link" href="{escape(address)}">'
        f'<span class="nonvisual">Report {number}, pdf - 9 January 2020</span></a></li>'
        for number, address in enumerate(addresses)
        # What is on the source's own host under another scheme or form is one of its files, under its own address.
        if "/v1/file/1" in address
    )


def test_a_file_may_not_send_a_refresh_elsewhere(other: Site, tmp_path: Path) -> None:
    with faulty_site() as site, watched() as seen:
        authority = site.url.removeprefix("http://")
        targets = iter(
            [
                f"http://127.0.0.1:{port(other)}/v1/file/1",
                f"//{other.authority}/x",
                "https://evil.example/x.pdf",
                f"http://{authority}@evil.example/x.pdf",
            ]
        )

        def away(answer: Answer) -> Answer:
            return Answer(302, "text/html", b"", {"Location": next(targets, "http://evil.example/")})

        site.faults["/v1/file/*"] = away
        summary = load_refresh(tmp_path, site.url, newsrooms="none")
        only(seen, authority)
    assert all("not followed" in problem.detail for problem in summary.problems if "/v1/file/" in problem.source)


# Newsrooms: each way to read one, and what its pages name.


def every_way(own: Site, addresses: list[str]) -> dict[str, str]:
    """Serve lists that hold the addresses, and return the settings that name them."""
    shown = [escape(address) for address in addresses]
    text = {"Content-Type": "text/plain"}
    doctype = '<!DOCTYPE rss SYSTEM "http://evil.example/rss.dtd">'
    items = "".join(
        f'<item><title>Ofsted {address}</title><link>{address}</link><enclosure url="{address}"/></item>'
        for address in shown
    )
    style = '<?xml-stylesheet href="http://evil.example/s.xsl" type="text/xsl"?>'
    own.gives("/feed", Reply(f'{style}{doctype}<rss version="2.0"><channel>{items}</channel></rss>'.encode()))
    entries = "".join(f"<sitemap><loc>{address}</loc></sitemap><url><loc>{address}</loc></url>" for address in shown)
    own.gives("/sitemap.xml", Reply(f"{style}<sitemapindex>{entries}</sitemapindex>".encode()))
    named = "\n".join(f"Sitemap: {address}" for address in addresses)
    own.gives("/robots.txt", Reply(f"User-agent: *\nDisallow:\n{named}\n".encode(), headers=text))
    posted = [
        {"link": address, "title": {"rendered": "Ofsted"}, "date": "2026-11-20T00:00:00"} for address in addresses
    ]
    own.gives("/wp?per_page=100&page=1&_fields=link,date,title,excerpt,content", Reply(json.dumps(posted).encode()))
    cards = "".join(
        f'<article><h3><a href="{a}">Ofsted inspection of {n}</a></h3></article>' for n, a in enumerate(shown)
    )
    head = '<base href="http://evil.example/"><link rel="canonical" href="http://evil.example/news">'
    head += '<link rel="alternate" type="application/rss+xml" href="http://evil.example/feed">'
    head += '<meta http-equiv="refresh" content="0;url=http://evil.example/">'
    for path in ("/news", "/news?page=1"):
        own.gives(path, Reply(f"<html><head>{head}</head><body><main>{cards}</main></body></html>".encode()))
    return {"feed": "/feed", "sitemap": "/sitemap.xml", "rest": "/wp", "listing": "/news?page={page}"}


def register(own: Site, folder: Path, **given: str) -> Path:
    whole = {key: own.origin + path for key, path in given.items()}
    adapter = {"rest": "wordpress"}.get(next(iter(given)), next(iter(given)))
    path = folder / "newsrooms.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        rows = csv.writer(file)
        rows.writerow(COLUMNS)
        set_as = ";".join(f"{key}={value}" for key, value in whole.items())
        rows.writerow(("80447", "Cheshire East", f"{own.origin}/news", adapter, set_as, "made", "", "", ""))
    return path


@pytest.mark.parametrize("purpose", Purpose)
@pytest.mark.parametrize("way", ["feed", "sitemap", "robots", "rest", "listing"])
def test_a_newsroom_is_asked_on_its_own_hosts_only(
    own: Site, other: Site, tmp_path: Path, way: str, purpose: Purpose
) -> None:
    ways = every_way(own, tricks(own.authority, port(other)))
    settings_of = {"sitemap": "/robots.txt"} if way == "robots" else {way: ways[way]}
    (room,) = read_register(register(own, tmp_path, **settings_of))
    with watched() as seen, PoliteSession(MANNERS, room.hosts, FakeTime().clock) as session:
        found = find_items(session, room, date(2020, 1, 1), purpose)
        verify(session, room)
        for item in (*found.items, *found.foreign):
            with suppress(FetchError):
                session.get(item.url)
    only({contact.lower() for contact in seen}, own.authority)
    assert own.paths()


def test_a_refresh_reads_newsrooms_and_asks_nobody_that_they_name(own: Site, other: Site, tmp_path: Path) -> None:
    ways = every_way(own, [*tricks(own.authority, port(other)), f"{own.origin}/news/ofsted-1"])
    story = '<html><head><link rel="canonical" href="http://evil.example/1"><base href="http://evil.example/"></head>'
    story += '<body><main><h1>Ofsted report</h1><img src="http://evil.example/1.png"><p>Inspectors said it is good.</p>'
    own.gives(
        "/news/ofsted-1", Reply(f'{story}<a href="//evil.example/report">report</a></main></body></html>'.encode())
    )
    path = register(own, tmp_path, **ways)
    with faulty_site() as site, watched() as seen:
        load_refresh(tmp_path / "home", site.url, newsrooms=str(path), clock=lambda: TODAY)
        assert set(seen) == {own.authority, site.url.removeprefix("http://")}
        list(verify_newsrooms(settings_for(tmp_path / "home", site.url), path, FakeTime().clock))
        assert set(seen) == {own.authority, site.url.removeprefix("http://")}
    assert "/news/ofsted-1" in own.paths()
    read = "SELECT final_url FROM store.fetches WHERE kind = 'release' AND outcome = 'new'"
    assert (f"{own.origin}/news/ofsted-1",) in loaded(tmp_path / "home", read)


# GOV.UK.


@pytest.mark.parametrize("place", range(len(ELSEWHERE)))
def test_no_release_on_gov_uk_leads_elsewhere(own: Site, other: Site, tmp_path: Path, place: int) -> None:
    target = tricks(own.authority, port(other))[place]
    path = "/government/statistics/x"
    results = {"results": [{"title": TITLE, "link": target}, {"title": TITLE.replace("2025", "2024"), "link": path}]}
    attachment = {"title": "Inspection outcomes", "url": target.replace("/v1/file/1", "/inspection-outcomes.ods")}
    own.gives(search_url(""), as_json(results))
    own.gives(f"/api/content{path}", as_json({"details": {"attachments": [attachment]}}))
    where = {"govuk_url": own.origin, "govuk_files_url": own.origin}
    with watched() as seen, suppress(FetchError, PageError):
        find_official_file(settings_for(tmp_path, own.origin, **where), FakeTime().clock)
    only(seen, own.authority)
