"""A newsroom's page as its story: title, paragraphs without what stands around them, links, and day of publication."""

from __future__ import annotations

import re
from itertools import accumulate, chain
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from transform.document import UnreadableError
from transform.press.furniture import remove_furniture, text_of
from transform.press.markup import tree_of
from transform.press.published import Published, is_date_line, published_in_head, published_in_story
from transform.press.records import Page
from transform.press.story import Block, blocks_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bs4 import BeautifulSoup, Tag

# A release has up to 20,000 characters, a leader's column somewhat more. Longer texts are no news, and patterns that
# look back and forth would take long over them.
MOST_TEXT = 100_000
MOST_PARAGRAPH = 10_000
MOST_LINKS = 500

# Where the common platforms put a story's text.
_BODIES = (
    "article .entry-content", ".entry-content", ".editor", ".content-summary, .content-body", ".ppmodule_textblock",
    ".field--name-body", ".localgov-text", ".sys_record-control", ".a-body--newsitembody", "[itemprop=articleBody]",
    ".article-body, .article__body", ".page-content",
)  # fmt: skip
_LEADS = ".summary, .lead, .standfirst, .intro, .field--name-field-summary, .article-summary, .a-intro"
_ENOUGH = 0.4
_BELONGS_WITH_HEADING = 0.5

_ENDS = re.compile(
    r"(?:(?:related|latest|more|other|recent|further|similar|popular|trending|featured|all|next|previous)"
    r" (?:\w+ ){0,2}(?:news|stor(?:y|ies)|articles?|contents?|pages?|links?|posts?|releases?|items?|topics?"
    r"|information)"
    r"|(?:more|related|news) (?:from|in|on) (?:this|the|our|news)\b.{0,40}|related|news archives?|you (?:may"
    r"|might) (?:also )?.{0,40}"
    r"|read (?:next|more)|share(?: this(?: \w+)?| on .{0,20})?|follow us.{0,30}|sign up.{0,60}|subscribe.{0,60}"
    r"|newsletter.{0,30}|(?:leave a |post a )?(?:reply|comments?)|tags?|categor(?:y|ies)|cookies?.{0,60}"
    r"|(?:give |your )?feedback|(?:was this|did you find|is this|rate this) .{0,60}|contact (?:us|details)"
    r"|media enquiries.{0,40}"
    r"|popular (?:services|searches)|back to .{0,40}|page (?:tools|contents)|in this section|on this page)[\s:?!…]*",
    re.IGNORECASE,
)
_SITE = re.compile(r"\s+[|–—-]\s+(?=[^|]*$)")


def read_page(html: bytes, url: str) -> Page:
    """Return a page's story. Nothing on it is run or fetched.

    Raises:
        UnreadableError: as for `transform.press.markup.tree_of`, or when the story is longer than any release
            (`page_too_long`) or there is none (`page_without_text`).
    """
    soup = tree_of(html)
    head = published_in_head(soup, url)
    named = _named_title(soup)
    heading = remove_furniture(soup)
    root = _root(soup, heading)
    links = _links(root, url)
    blocks = _without_further_news(blocks_of(root))
    at = next((at for at, block in enumerate(blocks) if heading and _within(block, heading)), None)
    title = text_of(heading) if heading else named
    story = _story(root, heading, blocks, at, title)
    size = sum(len(block.text) for block in story)
    longest = max((len(block.text) for block in story), default=0)
    if size > MOST_TEXT or longest > MOST_PARAGRAPH:
        detail = f"The page's text has {size} characters, its longest paragraph {longest}: it is no release."
        raise UnreadableError("page_too_long", detail)
    if not story:
        raise UnreadableError("page_without_text", "The page has no text beside its navigation.")
    day: Published = head or published_in_story(root, blocks, at, url)
    return Page(
        title=title[:1000],
        paragraphs=tuple(block.text for block in story),
        bullets=tuple(block.bullet for block in story),
        published_on=day.on,
        published_on_source=day.source,
        links=links,
    )


def _named_title(soup: BeautifulSoup) -> str:
    """The title that the page's head gives, without the site's name."""
    for tag in soup.find_all("meta", property="og:title", limit=1):
        if title := " ".join(str(tag.get("content", "")).split()):
            return title
    title = text_of(soup.title) if soup.title else ""
    return _SITE.split(title)[0]


def _root(soup: BeautifulSoup, heading: Tag | None) -> Tag:
    """The smallest part that holds the heading and most of the text that comes after it."""
    body: Tag = soup.body or soup
    widest: Tag = soup.find("main") or soup.find(role="main") or body
    if heading is None:
        articles = widest.find_all("article")
        return articles[0] if len(articles) == 1 else widest
    if not any(part is widest for part in heading.parents):
        widest = body
    parts = [part for part in heading.parents if part is widest or not _holds(part, widest)]
    below = _text_below(widest, heading, parts)
    for part, size in zip(parts, below, strict=True):
        if size >= max(_BELONGS_WITH_HEADING * below[-1], 1):
            return part
    return widest


def _holds(part: Tag, other: Tag) -> bool:
    return any(parent is part for parent in other.parents)


def _text_below(widest: Tag, heading: Tag, parts: list[Tag]) -> list[int]:
    """For each of the elements around the heading, from the inside out, how much text comes after it within them."""
    place = {id(part): at for at, part in enumerate(parts)}
    sizes = [0] * len(parts)
    below = False
    for block in blocks_of(widest):
        if _within(block, heading):
            below = True
        elif below and block.node is not None:
            at = next((place[id(tag)] for tag in chain([block.node], block.node.parents) if id(tag) in place), None)
            if at is not None:
                sizes[at] += len(block.text)
    return list(accumulate(sizes))


def _within(block: Block, tag: Tag) -> bool:
    return block.node is not None and (block.node is tag or any(parent is tag for parent in block.node.parents))


def _story(root: Tag, heading: Tag | None, blocks: list[Block], at: int | None, title: str) -> list[Block]:
    """The blocks that belong to the story: those of the platform's own text part, else all after the heading."""
    below = [block for block in (blocks if at is None else blocks[at:]) if not (heading and _within(block, heading))]
    below = [
        block for at, block in enumerate(below) if block.text != title and not is_date_line(block.text, first=at < 4)
    ]
    size = sum(len(block.text) for block in below)
    for selector in _BODIES:
        parts = _outermost(root.select(selector))
        inside = {id(tag) for part in parts for tag in chain([part], part.find_all(True))}
        found = [block for block in below if id(block.node) in inside]
        if found and sum(len(block.text) for block in found) >= _ENOUGH * size:
            leads = {id(tag) for lead in root.select(_LEADS) for tag in chain([lead], lead.find_all(True))}
            return [block for block in below if id(block.node) in inside or id(block.node) in leads]
    return below


def _outermost(tags: Iterable[Tag]) -> list[Tag]:
    known: set[int] = set()
    found: list[Tag] = []
    for tag in tags:
        if not any(id(parent) in known for parent in tag.parents):
            known.add(id(tag))
            found.append(tag)
    return found


def _without_further_news(blocks: list[Block]) -> list[Block]:
    """Leave out sections headed "Related news" and the like, each up to the next heading of its rank."""
    kept: list[Block] = []
    dropping = 0
    for block in blocks:
        if block.level and (not dropping or block.level <= dropping):
            dropping = block.level if block.level > 1 and _ENDS.fullmatch(block.text) else 0
        if not dropping:
            kept.append(block)
    return kept


def _links(root: Tag, url: str) -> tuple[str, ...]:
    found: list[str] = []
    for tag in root.find_all("a", href=True, limit=MOST_LINKS):
        try:
            address = urljoin(url, str(tag["href"]).strip()[:2000])
        except ValueError:
            continue
        if address.startswith(("http://", "https://")) and address not in found:
            found.append(address)
    return tuple(found)
