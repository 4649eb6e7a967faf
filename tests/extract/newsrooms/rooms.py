"""Newsrooms on a loopback site, and the lists that they give."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from extract.http import Manners, PoliteSession
from extract.newsrooms.asker import Asker, open_session
from extract.newsrooms.items import NewsItem, Purpose
from extract.newsrooms.register import Adapter, Newsroom
from tests.extract.site import FakeTime, Reply, Site

HTML = {"Content-Type": "text/html; charset=utf-8"}


def newsroom(site: Site, adapter: str = "feed", folder: Path = Path(), **settings: str) -> Newsroom:
    """A newsroom of the site; addresses among the settings are given by their path."""
    given = {
        key: site.origin + value if key in ("feed", "rest", "listing", "sitemap") and value.startswith("/") else value
        for key, value in settings.items()
    }
    return Newsroom("80000", "Anyshire", f"{site.origin}/news", Adapter(adapter), given, folder=folder)


def session(room: Newsroom, tries: int = 1, most_bytes: int = 50_000_000) -> PoliteSession:
    manners = Manners("tests@example.org", pause_seconds=0, tries=tries, read_seconds=2, most_bytes=most_bytes)
    return open_session(manners, room, FakeTime().clock)


def asker(room: Newsroom, since: date | None = None, purpose: Purpose = Purpose.BACKFILL) -> Asker:
    return Asker(session(room), room, since, purpose)


def urls(items: Iterable[NewsItem]) -> list[str]:
    """The paths of items."""
    return [item.url.split("/", 3)[3] for item in items]


def page(*rows: str, head: str = "") -> Reply:
    main = f"<main><h1>Latest news</h1>{''.join(rows)}</main>"
    return Reply(f"<html><head>{head}</head><body>{main}</body></html>".encode(), headers=HTML)


def row(number: int, day: str = "", title: str = "") -> str:
    """A card as Drupal sites lay them out."""
    named = title or f"Item number {number} of the news"
    stamp = f'<time datetime="{day}">{day}</time>' if day else ""
    return f'<div class="views-row"><article><h3><a href="/news/{number}">{named}</a></h3>{stamp}</article></div>'


def rss(*items: str) -> Reply:
    return xml(f'<rss version="2.0"><channel><title>News</title>{"".join(items)}</channel></rss>')


def rss_item(link: str, published: str = "", title: str = "Something new", summary: str = "") -> str:
    stamp = f"<pubDate>{published}</pubDate>" if published else ""
    return f"<item><title>{title}</title><link>{link}</link>{stamp}<description>{summary}</description></item>"


def posts(site: Site, *numbers: int, day: str = "2024-05-06T00:00:00", pages: int | None = None) -> Reply:
    body = [
        {
            "link": f"{site.origin}/{number}/",
            "date": day,
            "title": {"rendered": f"Post &#8216;{number}&#8217;"},
            "content": {"rendered": f"<p>Body of <b>{number}</b></p>"},
        }
        for number in numbers
    ]
    headers = {"Content-Type": "application/json"} | ({"X-WP-TotalPages": str(pages)} if pages is not None else {})
    return Reply(json.dumps(body).encode(), headers=headers)


def sitemap(*entries: tuple[str, str]) -> Reply:
    rows = "".join(f"<url><loc>{loc}</loc><lastmod>{changed}</lastmod></url>" for loc, changed in entries)
    return xml(f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{rows}</urlset>')


def index(*entries: tuple[str, str]) -> Reply:
    rows = "".join(f"<sitemap><loc>{loc}</loc><lastmod>{changed}</lastmod></sitemap>" for loc, changed in entries)
    return xml(f'<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{rows}</sitemapindex>')


def xml(text: str) -> Reply:
    return Reply(f'<?xml version="1.0" encoding="utf-8"?>{text}'.encode(), headers={"Content-Type": "application/xml"})
