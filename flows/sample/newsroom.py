"""The newsroom of the sample: one council's made-up news in the markup of Jadu, on which many councils' sites run."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from datetime import UTC, datetime, time
from email.utils import format_datetime
from functools import cache
from html import escape
from importlib import resources
from itertools import groupby
from typing import TYPE_CHECKING

from flows.sample.answers import HTML, Answer, Request, with_etag

if TYPE_CHECKING:
    from datetime import date
    from importlib.resources.abc import Traversable
    from pathlib import Path

RSS = "application/rss+xml; charset=utf-8"
MARK = "Sample: "
_ROOT = "/newsroom/cheshire-east"
_FEED, _LISTING = f"{_ROOT}/rss/news", f"{_ROOT}/news"
_ON_A_PAGE = 5
# What stands in the register for the address of the sample's site, which has a new one whenever it is served.
_NO_HOST = "https://sample.invalid"
_NOTICE = "SAMPLE: made for the Inspection Outcomes demonstration; not the council’s words, and its people do not exist"


@dataclass(frozen=True)
class NewsItem:
    """An item of the newsroom. A paragraph that begins with "- " is an item of a list."""

    number: int
    title: str
    published: date
    paragraphs: tuple[str, ...]

    @property
    def path(self) -> str:
        """The item's address on the site, made from its number and title."""
        slug = re.sub(r"[^a-z0-9]+", "_", re.sub(r"['’]", "", self.title.lower())).strip("_")
        return f"{_LISTING}/article/{self.number}/{slug}"


@dataclass(frozen=True)
class Newsroom:
    """A council's newsroom, its items newest first; `last_updated` is what the foot of each page says."""

    council: str
    last_updated: date
    items: tuple[NewsItem, ...]


def answer(request: Request) -> Answer | None:
    """Return the newsroom's answer, None for an address that it does not have."""
    if request.path == _FEED:
        return with_etag(request, RSS, _feed(request.origin).encode())
    if request.path == _LISTING:
        return with_etag(request, HTML, _listing(request.number("page", 1)).encode())
    for item in newsroom().items:
        if request.path == item.path:
            return with_etag(request, HTML, _article(item).encode())
    return None


@cache
def newsroom() -> Newsroom:
    """Return the newsroom that the edition holds."""
    data = tomllib.loads((_edition() / "newsroom.toml").read_text(encoding="utf-8"))
    items = (
        NewsItem(entry["id"], MARK + entry["title"], entry["published"], tuple(entry["text"].strip().splitlines()))
        for entry in data["item"]
    )
    newest_first = sorted(items, key=lambda item: item.published, reverse=True)
    return Newsroom(data["council"], data["last_updated"], tuple(newest_first))


def newsrooms_csv(base_url: str, folder: Path) -> Path:
    """Write the sample's register of newsrooms, for its site at `base_url`, into a folder; return the file's path."""
    register = (_edition() / "newsrooms.csv").read_text(encoding="utf-8")
    path = folder / "newsrooms.csv"
    path.write_text(register.replace(_NO_HOST, base_url.rstrip("/")), encoding="utf-8")
    return path


def _edition() -> Traversable:
    return resources.files("flows.sample") / "edition"


def _feed(origin: str) -> str:
    items = "\n".join(
        f"<item><title>{escape(item.title)}</title><link>{origin}{item.path}</link><guid>{origin}{item.path}</guid>"
        f"<pubDate>{format_datetime(datetime.combine(item.published, time(8), UTC))}</pubDate>"
        f"<description>{escape(item.paragraphs[0])}</description></item>"
        for item in newsroom().items
    )
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<rss version="2.0"><channel>\n'
        f"<title>{escape(newsroom().council)} Council news (sample)</title><link>{origin}{_LISTING}</link>\n"
        f"<description>{_NOTICE}</description>\n{items}\n</channel></rss>\n"
    )


def _listing(number: int) -> str:
    """A page of the listing. As on many councils' sites, a page past the end repeats the last one."""
    items = newsroom().items
    last = -(-len(items) // _ON_A_PAGE)
    number = min(max(number, 1), last)
    shown = "\n".join(
        f'<li class="list__item"><article>\n<h2><a href="{item.path}">{escape(item.title)}</a></h2>\n{_dated(item)}\n'
        f"<p>{escape(item.paragraphs[0])}</p>\n</article></li>"
        for item in items[(number - 1) * _ON_A_PAGE : number * _ON_A_PAGE]
    )
    pages = "\n".join(f'<li><a href="{_LISTING}?page={page}">{page}</a></li>' for page in range(1, last + 1))
    return _page(
        "News",
        f'<h1>News</h1>\n<ul class="list list--record">\n{shown}\n</ul>\n'
        f'<nav class="pagination" aria-label="Pages"><ul>\n{pages}\n</ul></nav>',
    )


def _article(item: NewsItem) -> str:
    teasers = "\n".join(
        f'<li class="list__item"><a href="{other.path}">{escape(other.title)}</a>\n'
        f"<p>{escape(other.paragraphs[0])}</p></li>"
        for other in newsroom().items
        if other is not item
    )
    return _page(
        item.title,
        f"<article>\n<h1>{escape(item.title)}</h1>\n{_dated(item)}\n"
        f'<div class="editor">\n{_body(item.paragraphs)}\n</div>\n</article>\n'
        f'<aside class="supplement">\n<h2>Related news</h2>\n<ul class="list">\n{teasers}\n</ul>\n</aside>',
    )


def _dated(item: NewsItem) -> str:
    return f'<p class="meta meta--date">Published: {item.published:%A, %d %B %Y}</p>'


def _body(paragraphs: tuple[str, ...]) -> str:
    parts = []
    for bulleted, group in groupby(paragraphs, key=lambda paragraph: paragraph.startswith("- ")):
        if bulleted:
            points = "\n".join(f"<li>{escape(paragraph.removeprefix('- '))}</li>" for paragraph in group)
            parts.append(f"<ul>\n{points}\n</ul>")
        else:
            parts.extend(f"<p>{escape(paragraph)}</p>" for paragraph in group)
    return "\n".join(parts)


def _page(title: str, main: str) -> str:
    council = escape(newsroom().council)
    return f"""<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"><title>{escape(title)} | {council} Council</title>
<link rel="alternate" type="application/rss+xml" title="News" href="{_FEED}"></head>
<body>
<p class="sample-notice">{_NOTICE}</p>
<header class="site-header"><nav class="navigation" aria-label="Main"><ul>
<li><a href="{_LISTING}">News</a></li>
<li><a href="{_ROOT}/children">Children and families</a></li>
<li><a href="{_ROOT}/schools">Schools and learning</a></li>
</ul></nav></header>
<main id="content">
{main}
</main>
<footer class="footer"><p>Last updated {newsroom().last_updated:%d %B %Y}</p><p>{council} Council (sample)</p></footer>
</body>
</html>
"""
