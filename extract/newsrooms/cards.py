"""The items on a page of a listing: by the register's selectors, or else by what such pages have in common.

Without selectors, an item is a link that is a heading, stands in one or has some words, outside navigation, asides and
footers. Its card is the largest element around it that holds no other item; the card's heading, date and teaser are the
item's. Too many links are better than too few: what is no news is passed over later, and what is missed stays so.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from bs4 import BeautifulSoup, Tag

from extract.newsrooms.dates import days_in, only_day, stamped_day
from extract.newsrooms.items import MOST_SUMMARY, MOST_TITLE, NewsItem, item_url
from extract.newsrooms.likely import has_likely_word
from extract.pages import parse, text_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

MOST_LINKS = 3_000
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
MAIN = ("main", "[role=main]", "#main-content", "#content", "body")
FURNITURE = "nav, footer, aside, [role=navigation], [class*=breadcrumb], [class*=pagination], [class*=pager]"
# A header of the page, not of an item.
PAGE_HEADER = "header"
ITEM_PARTS = frozenset({"main", "article", "li", "section"})
DATED = "[class*=date], [class*=time], [class*=publish], [class*=posted], [class*=meta]"
PAGER = re.compile(
    r"(?:go to )?(?:page )?\d+(?: of \d+)?|(?:go to )?(?:the )?(?:next|previous|prev|first|last|older|newer)\b.{0,30}|[\W\d]*",
    re.IGNORECASE,
)
MORE = re.compile(
    r"(?:read|find out|see|view|learn|continue|full)\b.{0,10}\b(?:more|reading|story|article|full)\b", re.IGNORECASE
)
FILES = re.compile(r"\.(?:pdf|docx?|xlsx?|pptx?|jpe?g|png|gif|zip|mp[34]|ics)$", re.IGNORECASE)
# Titles of fewer words are mostly the names of sections.
WORDS = 3


@dataclass(frozen=True)
class _Link:
    """A link that may be an item; `above` are its ancestors, from the nearest to the page's main part."""

    tag: Tag
    url: str
    title: str | None
    above: tuple[Tag, ...]


def read_cards(html: bytes, page_url: str, selectors: Mapping[str, str]) -> list[NewsItem]:
    """Return the items of a page, each address once. `selectors` may give `item`, `link`, `title` and `date`."""
    soup = parse(html)
    base = soup.find("base", href=True)
    base_url = (item_url(page_url, str(base["href"])) if isinstance(base, Tag) else None) or page_url
    cards = _selected(soup, base_url, selectors) if "item" in selectors else _general(soup, base_url, page_url)
    items: dict[str, NewsItem] = {}
    for card in cards:
        items.setdefault(card.url, card)
    return list(items.values())


def _selected(soup: BeautifulSoup, base_url: str, selectors: Mapping[str, str]) -> list[NewsItem]:
    items = []
    for block in soup.select(selectors["item"], limit=MOST_LINKS):
        link = block if block.name == "a" else block.select_one(selectors.get("link", "a[href]"))
        url = item_url(base_url, str(link.get("href", ""))) if link else None
        if link is None or url is None:
            continue
        named = block.select_one(selectors["title"]) if "title" in selectors else block.find(HEADINGS)
        title = text_of(named if isinstance(named, Tag) else link)[:MOST_TITLE] or None
        dated = block.select_one(selectors["date"]) if "date" in selectors else None
        day = _stamped([dated]) or only_day(text_of(dated)) if dated else _day(block, title)
        items.append(NewsItem(url, title, day, _teaser(block, title)))
    return items


def _general(soup: BeautifulSoup, base_url: str, page_url: str) -> list[NewsItem]:
    for selector in MAIN:
        scope = soup.select_one(selector)
        if scope and (links := _links(scope, base_url, page_url)):
            break
    else:
        return []
    best: dict[str, tuple[_Link, Tag]] = {}
    for number, link in enumerate(links):
        card = _card(links, number)
        held = best.get(link.url)
        if held is None or len(_title(link, card) or "") > len(_title(*held) or ""):
            best[link.url] = (link, card)
    items = []
    for url, (link, card) in best.items():
        if title := _title(link, card):
            items.append(NewsItem(url, title, _day(card, title), _teaser(card, title)))
    return items


def _links(scope: Tag, base_url: str, page_url: str) -> list[_Link]:
    furniture = {id(part) for part in scope.select(FURNITURE)}
    furniture |= {
        id(part) for part in scope.select(PAGE_HEADER) if not any(above.name in ITEM_PARTS for above in part.parents)
    }
    links = []
    for tag in scope.select("a[href]", limit=MOST_LINKS):
        above = []
        for parent in tag.parents:
            if parent is scope:
                break
            above.append(parent)
        if furniture.intersection(map(id, above)):
            continue
        url = item_url(base_url, str(tag["href"]))
        if url is None or url == page_url or FILES.search(urlsplit(url).path):
            continue
        title = _own_title(tag, above)
        text = title or text_of(tag)
        if not PAGER.fullmatch(text) and (
            title or MORE.match(text) or len(text.split()) >= WORDS or has_likely_word(text)
        ):
            links.append(_Link(tag, url, title, tuple(above)))
    return links


def _own_title(tag: Tag, above: list[Tag]) -> str | None:
    """The heading that a link stands in or holds."""
    heading = next((parent for parent in above if parent.name in HEADINGS), None) or tag.find(HEADINGS)
    return text_of(heading)[:MOST_TITLE] or None if isinstance(heading, Tag) else None


def _card(links: list[_Link], number: int) -> Tag:
    """The largest element around a link that holds no link to another item."""
    link = links[number]
    others: set[int] = set()
    before = next((other for other in reversed(links[:number]) if other.url != link.url), None) if number else None
    after = next((other for other in links[number + 1 :] if other.url != link.url), None)
    for other in (before, after):
        others |= {id(part) for part in (other.above if other else ())}
    card = link.tag
    for parent in link.above:
        if id(parent) in others:
            break
        card = parent
    return card


def _title(link: _Link, card: Tag) -> str | None:
    if link.title:
        return link.title
    text = text_of(link.tag)[:MOST_TITLE]
    if not MORE.match(text):
        return text or None
    heading = card.find(HEADINGS)
    return text_of(heading)[:MOST_TITLE] or None if isinstance(heading, Tag) else None


def _day(card: Tag, title: str | None) -> date | None:
    """The day that a card gives: by its time elements, by a part that is named for it, or by its only date."""
    times = card.find_all("time")
    if times:
        return _stamped(times) or only_day(" ".join(text_of(part) for part in times))
    named = {day for part in card.select(DATED) for day in days_in(text_of(part))}
    if named:
        return named.pop() if len(named) == 1 else None
    return only_day(text_of(card).replace(title or "", " "))


def _stamped(times: list[Tag]) -> date | None:
    days = {stamped_day(str(part["datetime"])) for part in times if part.get("datetime")} - {None}
    return days.pop() if len(days) == 1 else None


def _teaser(card: Tag, title: str | None) -> str | None:
    text = " ".join(text_of(card).replace(title or "", " ", 1).split())
    return text[:MOST_SUMMARY].rstrip() or None
