"""Lists of news made to keep their parsers busy: each is read or refused in seconds, and nothing else happens."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import suppress

import pytest

from extract.newsrooms.cards import read_cards
from extract.newsrooms.feed import read_feed
from extract.newsrooms.items import NewsroomError
from extract.newsrooms.sitemap import read_sitemap
from extract.newsrooms.verify import feeds_of
from extract.newsrooms.wordpress import read_posts
from extract.robots import read_rules

URL = "https://council.example/news"
MOST_BYTES = 2_000_000
# A machine that does much else takes several times the second or two that the slowest takes.
MOST_SECONDS = 15.0


def cards(body: bytes) -> object:
    return read_cards(body, URL, {})


def full(part: bytes, start: bytes = b"", most: int = MOST_BYTES) -> bytes:
    return start + part * ((most - len(start)) // len(part))


FEED = b'<rss version="2.0"><channel>'
SLOW: tuple[tuple[str, Callable[[bytes], object], bytes], ...] = (
    ("nested", cards, full(b"<b><i>")),
    ("links", cards, full(b'<a href="/news/x">Ofsted says a lot</a>')),
    ("as many links as are read", cards, b'<a href="/news/x">Ofsted says a lot</a>' * 50_000),
    ("cards", cards, b'<article><h3><a href="/1">Ofsted says a lot of it</a></h3></article>' * 16_000),
    ("text", cards, full(b"Ofsted 1 May 2024 ")),
    ("attributes", cards, full(b' a="b"', b"<a")),
    ("links to feeds", lambda body: feeds_of(body, URL), full(b'<link rel="alternate" href="/f" type="text/xml">')),
    ("items", lambda body: read_feed(body, URL), full(b"<item><title>a</title><link>/1</link></item>", FEED)),
    ("elements", lambda body: read_feed(body, URL), full(b"<a>", FEED)),
    ("references", lambda body: read_feed(body, URL), full(b"&amp;lt;", FEED + b"<item><title>")),
    ("declarations", lambda body: read_feed(body, URL), full(b"<![CDATA[", FEED + b"<item><title>")),
    ("feed's attributes", lambda body: read_feed(body, URL), full(b' a="b"', b"<rss")),
    ("posts", lambda body: read_posts(body, URL), b"[" + full(b'{"link":"/1","title":{"rendered":"<b>"}},') + b"{}]"),
    ("one post", lambda body: read_posts(body, URL), b'[{"link":"/1","title":{"rendered":"' + full(b"<b>") + b'"}}]'),
    ("addresses", lambda body: read_sitemap(body, URL), full(b"<url><loc>/1</loc></url>", b"<urlset>")),
    ("rules", lambda body: read_rules(body).check(URL), full(b"Disallow: /*a*b$\n", b"User-agent: *\n", 512 * 1024)),
    (
        "stars",
        lambda body: read_rules(body).check(URL + "a" * 1900),
        b"User-agent: *\nDisallow: /" + b"*a" * 200 + b"b",
    ),
)


@pytest.mark.parametrize(("read", "body"), [one[1:] for one in SLOW], ids=[one[0] for one in SLOW])
def test_it_is_read_or_refused_in_time(read: Callable[[bytes], object], body: bytes) -> None:
    started = time.process_time()
    with suppress(NewsroomError):
        read(body)
    assert time.process_time() - started < MOST_SECONDS
