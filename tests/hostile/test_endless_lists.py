"""A hundred thousand pages of a list, and lists that name as many: read as far as such lists go, and told."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from extract.http import Manners, PoliteSession
from extract.newsrooms import listing, sitemap, wordpress
from extract.newsrooms.find import find_items
from extract.newsrooms.items import NewsroomProblem, Purpose
from extract.newsrooms.register import Adapter, Newsroom
from extract.ofsted import list_providers
from extract.pages import LayoutChangedError
from tests.extract.site import FakeTime

PAGES = 100_000
MANNERS = Manners("tests@example.org", pause_seconds=0, tries=1, read_seconds=5)


@contextmanager
def endless(page: Callable[[str, int], str]) -> Iterator[tuple[str, list[str]]]:
    """Serve one page after the other, whatever is asked for, and list what was."""
    asked: list[str] = []
    numbers = iter(range(PAGES))

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, *_: object) -> None:
            pass

        def do_GET(self) -> None:
            asked.append(self.path)
            robots = self.path == "/robots.txt"
            body = b"" if robots else page(f"http://{self.headers['Host']}", next(numbers)).encode()
            self.send_response(404 if robots else 200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, args=(0.005,), daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", asked
    finally:
        server.shutdown()
        server.server_close()


def cards(origin: str, number: int) -> str:
    return f'<main><article><h3><a href="/news/{number}">Item number {number} of the news</a></h3></article></main>'


def posts(origin: str, number: int) -> str:
    return json.dumps([{"link": f"{origin}/{number}/", "title": {"rendered": f"Post {number}"}}])


def sitemaps(origin: str, number: int) -> str:
    named = "".join(f"<sitemap><loc>{origin}/{1000 * number + n}</loc></sitemap>" for n in range(1000))
    return f"<sitemapindex>{named}<url><loc>{origin}/news/{number}</loc></url></sitemapindex>"


WAYS = {
    Adapter.LISTING: ({"listing": "/news?page={page}"}, cards, max(listing.MOST_PAGES.values())),
    Adapter.WORDPRESS: ({"rest": "/wp"}, posts, wordpress.MOST_PAGES),
    Adapter.SITEMAP: ({"sitemap": "/1"}, sitemaps, sitemap.MOST_FILES),
}


@pytest.mark.parametrize("adapter", WAYS)
def test_a_newsroom_without_an_end_is_left_and_told(adapter: Adapter) -> None:
    settings, page, most = WAYS[adapter]
    with endless(page) as (origin, asked):
        given = {key: origin + path for key, path in settings.items()}
        room = Newsroom("80000", "Anyshire", f"{origin}/news", adapter, given)
        with PoliteSession(MANNERS, room.hosts, FakeTime().clock) as session:
            found = find_items(session, room, None, Purpose.BACKFILL)
    assert [problem.kind for problem in found.problems] == [NewsroomProblem.TOO_MANY]
    assert len(found.items) >= most
    assert most <= len(asked) <= most + 2


def test_a_search_without_an_end_is_left_and_told() -> None:
    def page(origin: str, number: int) -> str:
        row = '<li><h3><a href="/provider/44/{0}">Council {0}</a></h3></li>'
        shown = "".join(row.format(3 * number + n) for n in range(3))
        return f'<strong class="results-count">{PAGES}</strong><ul>{shown}</ul>'

    with endless(page) as (origin, asked), PoliteSession(MANNERS, frozenset({origin}), FakeTime().clock) as session:
        with pytest.raises(LayoutChangedError, match="no end"):
            list_providers(lambda url: session.get(url).body, origin)
        assert len(asked) <= 31
