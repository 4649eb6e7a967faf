from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from extract.errors import FetchError, FetchProblem
from extract.http import PoliteSession
from extract.manners import Manners
from tests.extract.site import FakeTime, Reply, Site

if TYPE_CHECKING:
    from collections.abc import Callable

MANNERS = Manners("data@council.example", pause_seconds=0, tries=2, backoff_seconds=1, longest_wait_seconds=60)


def session_for(*sites: Site, fake: FakeTime, manners: Manners = MANNERS) -> PoliteSession:
    return PoliteSession(manners, frozenset(site.authority for site in sites), fake.clock)


def kind_for(session: PoliteSession, url: str) -> FetchProblem | None:
    try:
        session.get(url)
    except FetchError as error:
        return error.kind
    return None


RULES = b"""\xef\xbb\xbfUser-agent: *
Disallow: /search
Allow: /search/open

User-agent: InspectionOutcomes
Disallow: /only-them
Crawl-delay: 7

User-agent: Mozilla
Disallow: /
"""


def test_rules_for_this_program_hold(site: Site, fake: FakeTime) -> None:
    site.gives("/robots.txt", Reply(RULES))
    session = session_for(site, fake=fake)
    assert kind_for(session, site.gives("/search?q=", Reply())) is None
    assert kind_for(session, site.gives("/only-them/1", Reply())) is FetchProblem.ROBOTS_DISALLOWED
    assert site.paths() == ["/search?q="]


def test_rules_for_everybody_hold_when_there_are_none_for_this_program(site: Site, fake: FakeTime) -> None:
    site.gives("/robots.txt", Reply(b"User-agent: *\nDisallow: /search\nAllow: /search/open\n"))
    session = session_for(site, fake=fake)
    assert kind_for(session, site.gives("/search?q=", Reply())) is FetchProblem.ROBOTS_DISALLOWED
    assert kind_for(session, site.gives("/search/open", Reply())) is None
    assert kind_for(session, site.origin + "/a/../search") is FetchProblem.ROBOTS_DISALLOWED


@pytest.mark.parametrize(("delay", "pause", "waited"), [("7", 1, 7), ("0.5", 1, 1), ("soon", 1, 1)])
def test_a_longer_crawl_delay_is_kept(site: Site, fake: FakeTime, delay: str, pause: float, waited: float) -> None:
    site.gives("/robots.txt", Reply(f"User-agent: *\nCrawl-delay: {delay}\n".encode()))
    session = session_for(site, fake=fake, manners=replace(MANNERS, pause_seconds=pause))
    for _ in range(3):
        session.get(site.gives("/a", Reply()))
    assert fake.waits[1:] == [waited, waited]


@pytest.mark.parametrize("delay", ["121", "86400", "1e308"])
def test_a_crawl_delay_that_no_run_can_keep_leaves_the_host_alone(site: Site, fake: FakeTime, delay: str) -> None:
    site.gives("/robots.txt", Reply(f"User-agent: *\nCrawl-delay: {delay}\n".encode()))
    session = session_for(site, fake=fake)
    for path in ("/a", "/b"):
        with pytest.raises(FetchError) as caught:
            session.get(site.gives(path, Reply()))
        assert caught.value.kind is FetchProblem.ROBOTS_DISALLOWED
    assert site.paths() == []
    assert sum(fake.waits) < 10


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410])
def test_without_rules_everything_is_allowed(site: Site, fake: FakeTime, status: int) -> None:
    site.gives("/robots.txt", Reply(b"User-agent: *\nDisallow: /", status))
    assert kind_for(session_for(site, fake=fake), site.gives("/a", Reply())) is None
    assert fake.waits == []


@pytest.mark.parametrize("body", [b"", b"<!DOCTYPE html><html><body>Home</body></html>", b"\xff\xfe\x00garbage"])
def test_a_file_without_rules_allows_everything(site: Site, fake: FakeTime, body: bytes) -> None:
    site.gives("/robots.txt", Reply(body))
    assert kind_for(session_for(site, fake=fake), site.gives("/a", Reply())) is None


@pytest.mark.parametrize(
    "reply",
    [
        Reply(b"", 500),
        Reply(b"", 429),
        Reply(b"", 503, {"Retry-After": "9999"}),
        Reply(b"User-agent", how="short"),
        Reply(b"#" * 600_000),
        Reply(status=302, headers={"Location": "/robots.txt"}),
        Reply(status=302, headers={"Location": "http://elsewhere.example/robots.txt"}),
    ],
    ids=["500", "429", "closed", "cut short", "too large", "in circles", "to elsewhere"],
)
def test_unreadable_rules_forbid_everything(site: Site, fake: FakeTime, reply: Reply) -> None:
    site.gives("/robots.txt", reply)
    session = session_for(site, fake=fake)
    url = site.gives("/a", Reply())
    assert kind_for(session, url) is FetchProblem.ROBOTS_UNREACHABLE
    asked = len(site.asked)
    assert kind_for(session, url) is FetchProblem.ROBOTS_UNREACHABLE
    assert len(site.asked) == asked
    assert site.paths() == []


def test_rules_are_asked_for_once_a_day_and_sooner_after_a_failure(site: Site, fake: FakeTime) -> None:
    url = site.gives("/a", Reply())
    site.gives("/robots.txt", Reply(b"", 500), Reply(b"", 500), Reply(b"User-agent: *\nDisallow: /b"))
    session = session_for(site, fake=fake)
    assert kind_for(session, url) is FetchProblem.ROBOTS_UNREACHABLE
    fake.at += 601
    for _ in range(3):
        session.get(url)
    assert [asked.path for asked in site.asked].count("/robots.txt") == 3
    fake.at += 24 * 3600
    session.get(url)
    assert [asked.path for asked in site.asked].count("/robots.txt") == 4


def test_rules_may_stand_on_another_allowed_host(new_site: Callable[[], Site], fake: FakeTime) -> None:
    one, two = new_site(), new_site()
    one.gives(
        "/robots.txt",
        Reply(status=301, headers={"Location": two.gives("/rules", Reply(b"User-agent: *\nDisallow: /a"))}),
    )
    session = session_for(one, two, fake=fake)
    assert kind_for(session, one.gives("/a", Reply())) is FetchProblem.ROBOTS_DISALLOWED
    assert kind_for(session, one.gives("/b", Reply())) is None


def test_where_a_redirect_leads_must_be_allowed_too(site: Site, fake: FakeTime) -> None:
    site.gives("/robots.txt", Reply(b"User-agent: *\nDisallow: /private"))
    site.gives("/private", Reply())
    url = site.gives("/a", Reply(status=302, headers={"Location": "/private"}))
    assert kind_for(session_for(site, fake=fake), url) is FetchProblem.ROBOTS_DISALLOWED
    assert site.paths() == ["/a"]
