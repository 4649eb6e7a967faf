"""The items on a page of a listing: by the register's selectors, or else by what such pages have in common.

Without selectors, an item is a link that is a heading, stands in one or has some words, outside navigation, asides and
footers. Its card is the largest element around it that holds no other item; the card's heading, date and teaser are the
item's. Too many links are better than too few: what is no news is passed over later, and what is missed stays so.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from bs4 import BeautifulSoup, Tag

from extract.newsrooms.dates import days_in, only_day, stamped_day
from extract.newsrooms.items import MOST_SUMMARY, MOST_TITLE, NewsItem, check_markup, item_url, spaced_text
from extract.newsrooms.likely import has_likely_word
from extract.pages import parse, text_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

MOST_LINKS = 3_000
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
MAIN = ("main", "[role=main]", "#main-content", "#content", "body")
FURNITURE = frozenset({"nav", "footer", "aside"})
# Parts that only a class tells from a list of items; one with headings is a list all the same.
FURNITURE_CLASS = re.compile(r"breadcrumb|pagination|pager\b|share|social|cookie", re.IGNORECASE)
# A header in one of these is an item's; any other is the page's.
ITEM_PARTS = frozenset({"main", "article", "li", "section"})
DATED = "[class*=date], [class*=time], [class*=publish], [class*=posted], [class*=meta]"
PAGER = re.compile(
    r"(?:go to )?(?:page )?\d+(?: of \d+)?|[\W\d]*"
    r"|\W*(?:go to )?(?:the )?(?:next|previous|prev|first|second|last|older|newer)"
    r"(?: (?:page|posts?|results?|items?|entries|news|articles?|stories)(?: of \w+)?)?\W*",
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
    """A link that may be an item; `above` are its ancestors, from the nearest to the page's main part.

    `title` is its heading, if it has one. A link of few words without a heading may be an item's label, as a topic is.
    """

    tag: Tag
    url: str
    title: str | None
    is_label: bool
    above: tuple[Tag, ...]


def read_cards(html: bytes, page_url: str, selectors: Mapping[str, str]) -> list[NewsItem]:
    """Return the items of a page, each address once. `selectors` may give `item`, `link`, `title` and `date`.

    Raises:
        NewsroomError: `too_large` when it has more elements than any page.
    """
    check_markup(html, page_url)
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
        day = _stamped([dated]) or only_day(spaced_text(dated)) if dated else _day(block, title)
        items.append(NewsItem(url, title, day, _teaser(block, title)))
    return items


def _general(soup: BeautifulSoup, base_url: str, page_url: str) -> list[NewsItem]:
    for selector in MAIN:
        scope = soup.select_one(selector)
        if scope and (links := _links(scope, base_url, page_url)):
            break
    else:
        return []
    # Of several links to an item, the one in its heading tells most, then the one with most words.
    best: dict[str, tuple[bool, int, str, Tag]] = {}
    for link, card in zip(links, _cards(links), strict=True):
        title = _title(link, card) or ""
        rank = (link.title is not None, len(title))
        if title and (link.url not in best or rank > best[link.url][:2]):
            best[link.url] = (*rank, title, card)
    return [NewsItem(url, title, _day(card, title), _teaser(card, title)) for url, (*_, title, card) in best.items()]


def _links(scope: Tag, base_url: str, page_url: str) -> list[_Link]:
    furniture: dict[int, bool] = {}
    links = []
    for tag in scope.find_all("a", href=True, limit=MOST_LINKS):
        above = []
        for parent in tag.parents:
            if parent is scope:
                break
            above.append(parent)
            if id(parent) not in furniture:
                furniture[id(parent)] = _is_furniture(parent)
        url = item_url(base_url, str(tag["href"]))
        if url is None or url == page_url or any(furniture[id(part)] for part in above):
            continue
        title = _own_title(tag, above)
        text = title or text_of(tag)
        is_label = not (title or MORE.match(text) or len(text.split()) >= WORDS)
        is_named = title or (not PAGER.fullmatch(text) and (not is_label or has_likely_word(text)))
        if is_named and not FILES.search(urlsplit(url).path):
            links.append(_Link(tag, url, title, is_label, tuple(above)))
    return links


def _is_furniture(part: Tag) -> bool:
    if part.name in FURNITURE or part.get("role") == "navigation":
        return True
    if part.name == "header":
        return not any(above.name in ITEM_PARTS for above in part.parents)
    classes = " ".join(map(str, part.get_attribute_list("class")))
    return FURNITURE_CLASS.search(classes) is not None and part.find(HEADINGS) is None


def _own_title(tag: Tag, above: list[Tag]) -> str | None:
    """The heading that a link stands in or holds."""
    heading = next((parent for parent in above if parent.name in HEADINGS), None) or tag.find(HEADINGS)
    return text_of(heading)[:MOST_TITLE] or None if isinstance(heading, Tag) else None


def _cards(links: list[_Link]) -> list[Tag]:
    """The largest element around each link that holds no link to another item; an item's own labels do not count."""
    groups = [list(group) for _, group in groupby(links, key=lambda link: link.url)]
    before, after = _neighbours(groups), _neighbours(groups[::-1])[::-1]
    cards: list[Tag] = []
    for group, *near in zip(groups, before, after, strict=True):
        others = {id(part) for other in near if other for part in other.above}
        cards.extend(_card(link, others) for link in group)
    return cards


def _neighbours(groups: list[list[_Link]]) -> list[_Link | None]:
    """The nearest link before each group that bounds its card: for a label any, for other items no label."""
    found: list[_Link | None] = []
    last: _Link | None = None
    last_item: _Link | None = None
    for group in groups:
        is_label = all(link.is_label for link in group)
        found.append(last if is_label else last_item)
        last = group[-1]
        last_item = last_item if is_label else last
    return found


def _card(link: _Link, others: set[int]) -> Tag:
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
        return _stamped(times) or only_day(" ".join(spaced_text(part) for part in times))
    named = {day for part in card.select(DATED) for day in days_in(spaced_text(part))}
    if named:
        return named.pop() if len(named) == 1 else None
    return only_day(spaced_text(card).replace(title or "", " "))


def _stamped(times: list[Tag]) -> date | None:
    days = {stamped_day(str(part["datetime"])) for part in times if part.get("datetime")} - {None}
    return days.pop() if len(days) == 1 else None


def _teaser(card: Tag, title: str | None) -> str | None:
    text = " ".join(spaced_text(card).replace(title or "", " ", 1).split())
    return text[:MOST_SUMMARY].rstrip() or None
