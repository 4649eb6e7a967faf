from __future__ import annotations

import contextlib
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.newsrooms.feed import MOST_BYTES, MOST_ENTRIES, feed_items, read_feed
from extract.newsrooms.items import NewsItem, NewsroomError, NewsroomProblem
from tests.extract.newsrooms.rooms import asker, newsroom, rss, rss_item
from tests.extract.site import Reply, Site

URL = "https://www.anyshire.gov.uk/rss/news"
HOST = "https://www.anyshire.gov.uk"
BOMB = (
    '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa">'
    + "".join(f'<!ENTITY {new} "{f"&{old};" * 10}">' for old, new in zip("abcdefgh", "bcdefghi", strict=True))
    + '<!ENTITY file SYSTEM "file:///etc/hostname">]>'
    + '<rss version="2.0"><channel><item><title>&i;&file;</title><link>/1</link></item></channel></rss>'
)


def refused(body: bytes) -> NewsroomProblem:
    with pytest.raises(NewsroomError) as caught:
        read_feed(body, URL)
    assert caught.value.url == URL
    assert caught.value.detail.endswith((".", "browser."))
    return caught.value.kind


def test_a_feed_is_read(site: Site) -> None:
    site.gives(
        "/rss/news",
        rss(
            rss_item("/news/1", "Thu, 09 Jan 2020 08:00:00 GMT", "One &amp;amp; only", "&lt;p&gt;How it was&lt;/p&gt;")
        ),
    )
    assert list(feed_items(asker(newsroom(site, feed="/rss/news")))) == [
        NewsItem(f"{site.origin}/news/1", "One & only", date(2020, 1, 9), "How it was")
    ]


def test_atom_gives_its_link_and_never_the_day_of_a_change() -> None:
    atom = """<feed xmlns="http://www.w3.org/2005/Atom"><title>News</title>
      <entry><title type="html">A &lt;i&gt;first&lt;/i&gt;</title><link rel="alternate" href="/news/1"/>
        <published>2024-05-06T10:00:00Z</published><updated>2024-06-01T10:00:00Z</updated>
        <content type="html">&lt;p&gt;All of it&lt;/p&gt;</content><summary>Some</summary></entry>
      <entry><title>Second</title><link href="/news/2"/><updated>2024-06-01T10:00:00Z</updated></entry></feed>"""
    assert read_feed(atom.encode(), URL) == [
        NewsItem(f"{HOST}/news/1", "A first", date(2024, 5, 6), "All of it"),
        NewsItem(f"{HOST}/news/2", "Second", None, None),
    ]


def test_what_feeds_get_wrong_is_put_up_with() -> None:
    body = """<rss version="2.0"><channel>
      <item><title>Lower case</title><link>/news/1</link><pubdate>Mon, 06 May 2024 09:00:00 +0100</pubdate></item>
      <item><title>No scheme</title><link>www.anyshire.gov.uk/news/2</link></item>
      <item><title>Link in the guid</title><link></link><guid>https://www.anyshire.gov.uk/news/3</guid></item>
      <item><title>Number as guid</title><guid isPermaLink="false">4711</guid></item>
      <item><link>/news/5</link></item></channel></rss>"""
    items = read_feed(body.encode(), URL)
    assert [item.url.removeprefix(HOST) for item in items] == ["/news/1", "/news/2", "/news/3", "/news/5"]
    assert items[0].published_on == date(2024, 5, 6)
    assert items[3].title is None


def test_utf16_is_read() -> None:
    body = rss(rss_item("/1", title="é")).body.decode().replace("utf-8", "utf-16")
    assert read_feed(body.encode("utf-16"), URL)[0].title == "é"


def test_a_feed_without_items_is_a_feed() -> None:
    assert read_feed(rss().body, URL) == []


@pytest.mark.parametrize(
    "body", [b"", b"<html><body><h1>Moved</h1></body></html>", b'{"items": []}', b"\x00\xff\xfe", b"<rss><channel>"]
)
def test_what_is_no_feed_is_refused(body: bytes) -> None:
    assert refused(body) is NewsroomProblem.UNREADABLE


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-32"])
def test_entities_are_refused_before_anything_expands_them(encoding: str) -> None:
    assert refused(BOMB.encode(encoding)) is NewsroomProblem.UNREADABLE


def test_bytes_are_never_taken_for_the_name_of_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    name = b'<rss version="2.0"><channel>'
    Path(name.decode()).write_bytes(rss(rss_item("/from-the-file")).body)
    assert refused(name) is NewsroomProblem.UNREADABLE


def test_a_feed_of_thousands_is_refused() -> None:
    assert refused(rss(*[rss_item("/1")] * (MOST_ENTRIES + 1)).body) is NewsroomProblem.TOO_MANY


def test_a_feed_too_large_is_refused_unread(site: Site) -> None:
    site.gives("/feed/", Reply(b"<rss>" + b" " * MOST_BYTES))
    with pytest.raises(NewsroomError) as caught:
        list(feed_items(asker(newsroom(site, feed="/feed/"))))
    assert caught.value.kind is NewsroomProblem.TOO_LARGE


@given(st.binary(max_size=200))
@settings(max_examples=60)
def test_no_bytes_break_the_reader(noise: bytes) -> None:
    whole = rss(rss_item("/news/1")).body
    for body in (noise, b"<rss>" + noise, whole[:90] + noise + whole[90:]):
        with contextlib.suppress(NewsroomError):
            read_feed(body, URL)
