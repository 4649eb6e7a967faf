from __future__ import annotations

import gzip
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.errors import FetchError, FetchProblem
from extract.hosts import AllowedHosts, origin_of
from extract.http import PoliteSession
from extract.manners import Manners
from extract.pace import seconds_to_wait
from extract.response import Validators
from tests.extract.site import FakeTime, Reply, Site

if TYPE_CHECKING:
    from collections.abc import Callable

QUICK = Manners("https://council.example/contact", pause_seconds=0, backoff_seconds=1, read_seconds=5)
SLIM = b"<!DOCTYPE html><html><body>\n<h1 class='x'> Slim Application Error </h1><p>Sorry.</p></body></html>"


def session_for(*sites: Site, fake: FakeTime | None = None, manners: Manners = QUICK) -> PoliteSession:
    return PoliteSession(manners, frozenset(site.authority for site in sites), fake.clock if fake else None)


def problem(session: PoliteSession, url: str) -> FetchError:
    with pytest.raises(FetchError) as caught:
        session.get(url)
    return caught.value


def test_an_answer_with_all_that_is_known_of_it(site: Site, fake: FakeTime) -> None:
    headers = {
        "ETag": '"1a"',
        "Last-Modified": "Mon, 06 Jan 2020 09:30:00 GMT",
        "Content-Type": "text/html",
        "X-Other": "1",
    }
    url = site.gives("/page?q=&a%5B%5D=1", Reply(b"<p>page</p>", headers=headers))
    response = session_for(site, fake=fake).get(url)
    assert (response.url, response.final_url, response.status) == (url, url, 200)
    assert response.body == b"<p>page</p>"
    assert response.requested_at == fake.start
    assert (response.tries, response.seconds, response.not_modified) == (1, 0.0, False)
    assert response.validators == Validators('"1a"', "Mon, 06 Jan 2020 09:30:00 GMT")
    assert response.headers["content-type"] == "text/html"
    assert "x-other" not in response.headers


def test_every_request_says_who_asks_and_how_to_reach_them(site: Site) -> None:
    session_for(site).get(site.gives("/a", Reply()))
    assert [asked.path for asked in site.asked] == ["/robots.txt", "/a"]
    for asked in site.asked:
        agent = asked.headers["User-Agent"]
        assert agent.startswith("Mozilla/5.0 (compatible; InspectionOutcomes/")
        assert agent.endswith("; +https://council.example/contact)")


@pytest.mark.parametrize("contact", ["", "  ", "a\r\nX: y", "caf\u00e9@example.org"])
def test_a_contact_that_reaches_nobody_is_refused(contact: str) -> None:
    with pytest.raises(ValueError, match="contact"):
        Manners(contact)


def test_requests_to_a_host_are_a_pause_apart(site: Site, fake: FakeTime) -> None:
    url = site.gives("/a", Reply())
    session = session_for(site, fake=fake, manners=replace(QUICK, pause_seconds=2))
    session.get(url)
    fake.at += 0.5
    session.get(url)
    fake.at += 60
    session.get(url)
    assert fake.waits == [2, 1.5]


def test_one_connection_is_kept(site: Site) -> None:
    url = site.gives("/a", Reply(b"x" * 5000))
    site.gives("/gone", Reply(b"gone", 410))
    with session_for(site) as session:
        for _ in range(5):
            session.get(url)
            problem(session, site.origin + "/gone")
    assert len({asked.connection for asked in site.asked}) == 1


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux lets a program choose")
def test_short_answers_on_a_kept_connection_are_not_held_up(site: Site) -> None:
    url = site.gives("/a", Reply(b"short"))
    with session_for(site) as session:
        taken = []
        for _ in range(20):
            started = time.monotonic()
            session.get(url)
            taken.append(time.monotonic() - started)
    # A server that writes head and body apart takes 40 ms for each where acknowledgements are put off.
    assert sorted(taken)[len(taken) // 4] < 0.035


def test_threads_ask_one_host_one_by_one_and_two_hosts_at_once(new_site: Callable[[], Site]) -> None:
    one, two = new_site(), new_site()
    together = threading.Barrier(2, timeout=5)
    one.delay = two.delay = 0.005
    urls = [site.gives("/a", Reply(site.authority.encode())) for site in (one, two) for _ in range(8)]
    session = session_for(one, two)
    with ThreadPoolExecutor(16) as pool:
        bodies = list(pool.map(lambda url: session.get(url).body.decode(), urls))
    assert bodies == [one.authority] * 8 + [two.authority] * 8
    assert one.most_at_once == two.most_at_once == 1
    assert len({asked.connection for asked in one.asked}) == 1

    def ask(site: Site) -> None:
        site.replies["/a"] = [Reply()]
        original = site.next_reply
        site.next_reply = lambda path: (together.wait(), original(path))[1]  # type: ignore[method-assign]
        session.get(site.origin + "/a")

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(ask, (one, two)))


@pytest.mark.parametrize(
    "bad",
    [
        Reply(b"no", 403),
        Reply(b"no", 429),
        Reply(b"no", 500),
        Reply(b"no", 503),
        Reply(b"half", how="short"),
        Reply(b"half", how="chunked_short"),
        Reply(b"half", how="reset"),
        Reply(SLIM),
        Reply(b"not gzip", headers={"Content-Encoding": "gzip"}),
    ],
    ids=lambda reply: f"{reply.status}-{reply.how}-{reply.body[:4]!r}",
)
def test_what_passes_is_tried_again_with_growing_waits(site: Site, fake: FakeTime, bad: Reply) -> None:
    url = site.gives("/a", bad, bad, Reply(b"good"))
    response = session_for(site, fake=fake).get(url)
    assert (response.body, response.tries) == (b"good", 3)
    first, second = fake.waits
    assert 1 <= first <= 1.25
    assert 2 <= second <= 2.25


@pytest.mark.parametrize(
    ("bad", "kind", "status"),
    [
        (Reply(b"slower", 403), FetchProblem.HTTP_ERROR, 403),
        (Reply(b"down", 502), FetchProblem.HTTP_ERROR, 502),
        (Reply(SLIM), FetchProblem.SERVER_ERROR_PAGE, 200),
        (Reply(b"half", how="short"), FetchProblem.TRUNCATED, None),
        (Reply(b"half", how="chunked_short"), FetchProblem.TRUNCATED, None),
        (Reply(b"half", how="reset"), FetchProblem.CONNECTION, None),
    ],
)
def test_after_the_last_try_the_failure_is_told(
    site: Site, fake: FakeTime, bad: Reply, kind: FetchProblem, status: int | None
) -> None:
    error = problem(session_for(site, fake=fake, manners=replace(QUICK, tries=3)), site.gives("/a", bad))
    assert (error.kind, error.status, len(site.paths())) == (kind, status, 3)
    if error.response:
        assert error.response.body == bad.body
    assert str(error).startswith(f"{site.origin}/a: ")
    assert error.detail.endswith(".")


@pytest.mark.parametrize("status", [400, 401, 404, 410, 304, 206, 204])
def test_an_answer_that_will_not_change_is_not_asked_for_again(site: Site, status: int) -> None:
    url = site.gives(
        "/a", Reply(b"" if status in (304, 204) else b"page", status, {"Content-Length": "0"} if status == 204 else {})
    )
    error = problem(session_for(site), url)
    assert (error.kind, error.status, site.paths()) == (FetchProblem.HTTP_ERROR, status, ["/a"])


def test_a_page_about_the_error_page_is_no_error_page(site: Site) -> None:
    body = b"<h1>Errors</h1><p>What 'Slim Application Error' means</p>"
    assert session_for(site).get(site.gives("/a", Reply(body))).body == body


@pytest.mark.parametrize("form", ["seconds", "date"])
def test_retry_after_is_obeyed(site: Site, fake: FakeTime, form: str) -> None:
    value = "30" if form == "seconds" else format_datetime(fake.start + timedelta(seconds=30), usegmt=True)
    url = site.gives("/a", Reply(b"", 429, {"Retry-After": value}), Reply(b"good"))
    assert session_for(site, fake=fake).get(url).body == b"good"
    assert fake.waits == [30]


def test_a_host_that_asks_for_a_long_wait_is_left_alone_until_then(site: Site, fake: FakeTime) -> None:
    url = site.gives("/a", Reply(b"", 503, {"Retry-After": "3600"}), Reply(b"good"))
    session = session_for(site, fake=fake)
    error = problem(session, url)
    assert (error.kind, error.status, error.retry_after) == (FetchProblem.RETRY_LATER, 503, 3600)
    fake.at += 3000
    assert problem(session, url).retry_after == 600
    assert (site.paths(), fake.waits) == (["/a"], [])
    fake.at += 601
    assert session.get(url).body == b"good"


def test_nothing_listens(fake: FakeTime, new_site: Callable[[], Site]) -> None:
    site = new_site()
    session = session_for(site, fake=fake)
    session.get(site.gives("/a", Reply()))
    site.close()
    session.close()
    error = problem(session, site.origin + "/a")
    assert error.kind is FetchProblem.CONNECTION
    assert "check the network" in error.detail


def test_a_silent_host_is_not_waited_for(site: Site) -> None:
    url = site.gives("/a", Reply(how="silent"))
    error = problem(session_for(site, manners=replace(QUICK, read_seconds=0.1, tries=1)), url)
    assert error.kind is FetchProblem.TIMEOUT


def test_a_host_that_sends_a_byte_at_a_time_is_not_waited_for(site: Site) -> None:
    url = site.gives("/a", Reply(headers={"Content-Length": "100000"}, how="drip"))
    error = problem(session_for(site, manners=replace(QUICK, most_seconds=0.15)), url)
    assert (error.kind, site.paths()) == (FetchProblem.TOO_SLOW, ["/a"])


@pytest.mark.parametrize(
    "reply",
    [
        Reply(b"x" * 10_001),
        Reply(headers={"Content-Length": "10001"}, how="silent after its head"),
        Reply(b"x" * 10_001, how="chunked"),
        Reply(gzip.compress(b"x" * 20_000_000, mtime=0), headers={"Content-Encoding": "gzip"}),
        Reply(gzip.compress(gzip.compress(b"x" * 20_000_000, mtime=0)), headers={"Content-Encoding": "gzip, gzip"}),
    ],
    ids=["sent", "announced", "chunked", "bomb", "bomb in a bomb"],
)
def test_a_body_over_the_limit_is_dropped(site: Site, reply: Reply) -> None:
    session = session_for(site, manners=replace(QUICK, most_bytes=10_000))
    assert problem(session, site.gives("/a", reply)).kind is FetchProblem.TOO_LARGE
    assert session.get(site.gives("/b", Reply(b"y" * 10_000))).body == b"y" * 10_000
    assert site.paths() == ["/a", "/b"]


@pytest.mark.parametrize("how", ["whole", "chunked"])
def test_a_compressed_body_is_handed_over_decompressed(site: Site, how: str) -> None:
    body = bytes(range(256)) * 2000
    url = site.gives("/a", Reply(gzip.compress(body, mtime=0), headers={"Content-Encoding": "gzip"}, how=how))
    assert session_for(site).get(url).body == body


def test_validators_make_a_request_conditional(site: Site) -> None:
    url = site.gives("/a", Reply(b"", 304, {"ETag": '"2"'}))
    response = session_for(site).get(url, Validators('"2"', "Mon, 06 Jan 2020 09:30:00 GMT"))
    assert (response.not_modified, response.body, response.etag) == (True, b"", '"2"')
    asked = site.asked[-1].headers
    assert (asked["If-None-Match"], asked["If-Modified-Since"]) == ('"2"', "Mon, 06 Jan 2020 09:30:00 GMT")


def test_without_validators_a_request_is_plain(site: Site) -> None:
    session_for(site).get(site.gives("/a", Reply()), Validators())
    assert not {"If-None-Match", "If-Modified-Since"} & set(site.asked[-1].headers)


def test_redirects_are_followed_to_allowed_hosts(new_site: Callable[[], Site]) -> None:
    one, two = new_site(), new_site()
    target = two.gives("/caf%C3%A9", Reply(b"here"))
    url = one.gives("/a", Reply(status=301, headers={"Location": "/b"}))
    one.gives("/b", Reply(status=307, headers={"Location": f"{two.origin}/caf\u00e9".encode().decode("latin-1")}))
    response = session_for(one, two).get(url)
    assert (response.body, response.url, response.final_url) == (b"here", url, target)
    assert "location" not in response.headers


@pytest.mark.parametrize(
    "target", ["http://localhost:9/x", "ftp://127.0.0.1/x", "http://a@{authority}/x", "//evil.example/"]
)
def test_redirects_to_elsewhere_are_not_followed(site: Site, target: str) -> None:
    url = site.gives("/a", Reply(status=302, headers={"Location": target.format(authority=site.authority)}))
    assert problem(session_for(site), url).kind is FetchProblem.REDIRECT_REFUSED


def test_redirects_have_an_end(site: Site) -> None:
    url = site.gives("/a", Reply(status=302, headers={"Location": "/a"}))
    assert problem(session_for(site), url).kind is FetchProblem.TOO_MANY_REDIRECTS
    assert len(site.paths()) == 6


@pytest.mark.parametrize("target", ["http://[", "//[", "http://[::1", "http://%zz", "http://a..b", "http://:x/"])
def test_a_redirect_that_is_no_address_is_refused_and_asked_once(site: Site, target: str) -> None:
    url = site.gives("/a", Reply(status=302, headers={"Location": target}))
    assert problem(session_for(site), url).kind is FetchProblem.REDIRECT_REFUSED
    assert site.paths() == ["/a"]


@pytest.mark.parametrize(
    ("reply", "kind"),
    [
        (Reply(b"x" * 10_001, 302), FetchProblem.TOO_LARGE),
        (Reply(gzip.compress(b"x" * 20_000_000, mtime=0), 302, {"Content-Encoding": "gzip"}), FetchProblem.TOO_LARGE),
        (Reply(status=302, headers={"Content-Length": "9000"}, how="drip"), FetchProblem.TOO_SLOW),
    ],
    ids=["large", "bomb", "drip"],
)
def test_a_redirect_s_own_body_is_under_the_same_limits(site: Site, reply: Reply, kind: FetchProblem) -> None:
    site.gives("/b", Reply(b"here"))
    url = site.gives("/a", replace(reply, headers={**reply.headers, "Location": "/b"}))
    session = session_for(site, manners=replace(QUICK, most_bytes=10_000, most_seconds=0.3))
    assert problem(session, url).kind is kind
    assert site.paths() == ["/a"]


def test_a_redirect_to_nowhere_is_an_error(site: Site) -> None:
    assert problem(session_for(site), site.gives("/a", Reply(status=302))).status == 302


def test_cookies_are_not_kept(site: Site) -> None:
    session = session_for(site)
    session.get(site.gives("/a", Reply(headers={"Set-Cookie": "id=1; Path=/"})))
    session.get(site.origin + "/a")
    assert "Cookie" not in site.asked[-1].headers


def test_a_host_that_is_not_allowed_is_not_asked(site: Site, new_site: Callable[[], Site]) -> None:
    other = new_site()
    error = problem(session_for(other), site.gives("/a", Reply()))
    assert error.kind is FetchProblem.HOST_NOT_ALLOWED
    assert site.authority in error.detail
    assert site.asked == []


@pytest.mark.parametrize(
    "url",
    [
        "",
        "/a",
        "ftp://{0}/a",
        "file:///etc/passwd",
        "http://user@{0}/a",
        "http://{0}\\@evil/",
        "http://{0}/a b",
        "http://[::1",
        "http://{0}x/",
    ],
)
def test_an_address_that_can_be_misread_is_refused(site: Site, url: str) -> None:
    error = problem(session_for(site), url.format(site.authority))
    assert error.kind in (FetchProblem.BAD_URL, FetchProblem.HOST_NOT_ALLOWED)
    assert site.asked == []


@pytest.mark.parametrize(
    ("entry", "url", "allowed"),
    [
        ("files.example", "https://files.example/x", True),
        ("files.example", "http://FILES.example:80/x", True),
        ("files.example", "https://files.example.:443/x", True),
        ("files.example", "https://files.example:8443/x", False),
        ("files.example", "https://a.files.example/x", False),
        ("files.example", "https://files.example.evil/x", False),
        ("https://files.example", "https://files.example/x", True),
        ("https://Files.example", "http://files.example/x", False),
        ("127.0.0.1:8901", "http://127.0.0.1:8901/x", True),
        ("127.0.0.1:8901", "http://127.0.0.1:8902/x", False),
        ("[::1]:8901", "http://[::1]:8901/x", True),
    ],
)
def test_allowed_hosts(entry: str, url: str, allowed: bool) -> None:
    assert (origin_of(url) in AllowedHosts(frozenset({entry}))) is allowed


@given(st.text())
def test_an_address_has_an_origin_or_is_refused(url: str) -> None:
    try:
        origin = origin_of(url)
    except FetchError as refusal:
        origin = None
        kind = refusal.kind
    if origin is None:
        assert kind is FetchProblem.BAD_URL
    else:
        assert origin_of(f"{origin}/x") == origin


@given(
    st.from_regex(r"https?://(a|B-1|127\.0\.0\.1|\[::1\])\.?(:[0-9]{1,4})?", fullmatch=True),
    st.text("abc/?#:%&=.-", max_size=12),
)
def test_an_origin_does_not_depend_on_what_follows_it(start: str, rest: str) -> None:
    assert origin_of(f"{start}/{rest}") == origin_of(start)
    assert str(origin_of(start)) == str(origin_of(str(origin_of(start))))


@given(st.integers(0, 10**9), st.integers(0, 4 * 10**9))
def test_both_forms_of_retry_after_say_the_same(seconds: int, moment: int) -> None:
    now = datetime.fromtimestamp(moment, UTC)
    assert seconds_to_wait(f" {seconds} ", now) == seconds
    assert seconds_to_wait(format_datetime(now + timedelta(seconds=seconds), usegmt=True), now) == seconds
    assert seconds_to_wait(format_datetime(now - timedelta(seconds=seconds), usegmt=True), now) == 0


@given(st.text())
def test_a_retry_after_that_says_nothing_is_passed_over(value: str) -> None:
    waited = seconds_to_wait(value, datetime(2026, 1, 1, tzinfo=UTC))
    assert waited is None or waited >= 0
