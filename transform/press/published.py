"""When a page was published, from the places that say so, the most trusted first; never when it was changed."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bs4 import Tag

from transform.press.days import PRINTED_DAY, day_of, day_of_address, printed_day
from transform.press.furniture import text_of
from transform.press.records import DateSource
from transform.press.story import BLOCKS, Block

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from bs4 import BeautifulSoup
    from bs4.element import PageElement

_ARTICLES = ("NewsArticle", "ReportageNewsArticle", "Article", "BlogPosting", "PressRelease", "SocialMediaPosting")
_PAGES = ("WebPage", "ItemPage")
_METAS = frozenset(
    {
        "article:published_time", "article:published", "article.published", "og:article:published_time",
        "og:published_time", "dcterms.issued", "dc.date.issued", "dcterms.date.issued", "dc.date.published",
        "datepublished", "date_published", "publication_date", "publication-date", "published_time", "publish-date",
        "publish_date", "published", "published_at", "pubdate", "publishdate", "parsely-pub-date", "sailthru.date",
        "release_date", "page.published",
    }
)  # fmt: skip
_CHANGED = re.compile(r"\b(?:updat\w*|modif\w*|amend\w*|review\w*|edit(?:ed)?|chang\w*|accessed)\b", re.IGNORECASE)
_DATED_NAMES = re.compile(r"(?:^|[-_])date|date(?:$|[-_])|publish|posted|pub-?date|timestamp", re.IGNORECASE)

_LABEL = re.compile(
    r"\b(?:first\s+)?(?:published|posted|publication date|date published|released?(?: date)?|issued|added"
    r"|date)\b(?: on)?",
    re.IGNORECASE,
)
_TIME_OF_DAY = re.compile(
    r"\b(?:at\s+)?\d{1,2}(?:[:.]\d\d){1,2}\s*(?:[ap]\.?m\.?|hrs|hours)?|\b\d{1,2}\s*[ap]m\b", re.IGNORECASE
)
_BESIDE_A_DATE = re.compile(
    r"\b(?:permalink|by|in|on|at|news|press|media|release|story|article|category|categories|council|team"
    r"|office|newsroom"
    r"|min(?:ute)?s?|read|reading time|admin|time|filed|under|and|children|families|education|the|for|from|of"
    r"|s|services"
    r"|communications|reference|ref|no|views?|\d{1,6})\b",
    re.IGNORECASE,
)
_LONGEST_DATE_LINE = 120
_BEFORE_HEADING, _AFTER_HEADING = 4, 8


@dataclass(frozen=True)
class Published:
    """A day, and where on the page it stands; both None when nothing says it."""

    on: date | None = None
    source: DateSource | None = None


def published_in_head(soup: BeautifulSoup, url: str) -> Published | None:
    """The day that structured data or a meta element gives."""
    if day := _structured(soup, url):
        return Published(day, DateSource.STRUCTURED_DATA)
    for tag in soup.find_all("meta"):
        name = str(tag.get("property") or tag.get("name") or "").strip().lower()
        if name in _METAS and (day := day_of(str(tag.get("content", "")))):
            return Published(day, DateSource.META)
    return None


def published_in_story(root: Tag, blocks: list[Block], heading: int | None, url: str) -> Published:
    """The day that a time element, a line near the heading or the address gives."""
    if day := _time(root):
        return Published(day, DateSource.TIME)
    if day := _near_heading(root, blocks, heading):
        return Published(day, DateSource.NEAR_HEADING)
    if day := day_of_address(url):
        return Published(day, DateSource.ADDRESS)
    return Published()


def _structured(soup: BeautifulSoup, url: str) -> date | None:
    """The day of the one article that the page's structured data describes, or of the page itself."""
    nodes = [
        node for tag in soup.find_all("script", type=re.compile("ld\\+json", re.IGNORECASE)) for node in _nodes(tag)
    ]
    for kinds in (_ARTICLES, _PAGES):
        of_kind = [node for node in nodes if _is_a(node, kinds)]
        own = [node for node in of_kind if _is_at(node, url)] or of_kind
        days = {day for node in own if isinstance(told := node.get("datePublished"), str) and (day := day_of(told))}
        if days:
            return days.pop() if len(days) == 1 else None
    for tag in soup.find_all(itemprop="datePublished", limit=1):
        return day_of(str(tag.get("content") or tag.get("datetime") or text_of(tag)))
    return None


def _nodes(script: Tag) -> Iterator[dict[str, object]]:
    """Give every object of a JSON-LD block that is not an item of a list of other pages."""
    try:
        waiting: list[object] = [json.loads(script.get_text().strip().removeprefix("<!--").removesuffix("-->"))]
    except (ValueError, RecursionError):
        return
    while waiting:
        value = waiting.pop()
        if isinstance(value, list):
            waiting.extend(value)
        elif isinstance(value, dict) and not _is_a(value, ("ItemList", "BreadcrumbList")):
            yield value
            waiting.extend(value.get(key) for key in ("@graph", "mainEntity", "mainEntityOfPage"))


def _is_a(node: dict[str, object], kinds: tuple[str, ...]) -> bool:
    kind = node.get("@type")
    return any(name in kinds for name in (kind if isinstance(kind, list) else [kind]) if isinstance(name, str))


def _is_at(node: dict[str, object], url: str) -> bool:
    page = node.get("mainEntityOfPage")
    told = [node.get("url"), node.get("@id"), page.get("@id") if isinstance(page, dict) else page]
    return any(isinstance(address, str) and address.split("#")[0].rstrip("/") == url.rstrip("/") for address in told)


def _time(root: Tag) -> date | None:
    """The first time element that does not say when the page was changed and stands in no sentence."""
    for tag in root.find_all("time", limit=50):
        before, after = (_inline(siblings) for siblings in (tag.previous_siblings, tag.next_siblings))
        if len(before) + len(after) > _LONGEST_DATE_LINE or _says_changed(before):
            continue
        if day := day_of(str(tag.get("datetime") or "")) or printed_day(text_of(tag)):
            return day
    return None


def _inline(siblings: Iterable[PageElement]) -> str:
    """The text that stands in one line with an element, on one side of it, the nearest first."""
    found: list[str] = []
    for node in siblings:
        if isinstance(node, Tag):
            if node.name in BLOCKS or node.name == "br":
                break
            found.append(text_of(node))
        else:
            found.append(str(node).strip())
    return " ".join(found)


def is_date_line(line: str, *, first: bool) -> bool:
    """Whether a line only says when the page was changed or, among the story's first lines, when it was published."""
    if len(line) <= _LONGEST_DATE_LINE and re.match(
        r"\W*(?:page |date )?(?:last )?(?:updated|modified|reviewed)\b", line, re.IGNORECASE
    ):
        return bool(PRINTED_DAY.search(line))
    return first and _day_of_line(line) is not None


def _near_heading(root: Tag, blocks: list[Block], heading: int | None) -> date | None:
    at = heading or 0
    near = [*blocks[at + 1 : at + 1 + _AFTER_HEADING], *reversed(blocks[max(0, at - _BEFORE_HEADING) : at])]
    named = [tag for tag in root.find_all(True) if _is_named_date(tag)][:20]
    lines = [*(block.text for block in near if not block.bullet), *(text_of(tag) for tag in named)]
    days = [(line, day) for line in lines if (day := _day_of_line(line))]
    labelled = [
        day for line, day in days if re.match(r"\W*(?:first\s+)?(?:published|posted|released)", line, re.IGNORECASE)
    ]
    return next(iter([*labelled, *(day for _, day in days)]), None)


def _is_named_date(tag: Tag) -> bool:
    names = [*(tag.get("class") or []), str(tag.get("id") or "")]
    return any(_DATED_NAMES.search(name) for name in names)


def _day_of_line(line: str) -> date | None:
    """The day of a line that holds nothing but a date, its label and what commonly stands beside it."""
    if len(line) > _LONGEST_DATE_LINE:
        return None
    found = list(PRINTED_DAY.finditer(line))
    for at, match in enumerate(found):
        before = line[found[at - 1].end() if at else 0 : match.start()]
        if _says_changed(before):
            continue
        rest = PRINTED_DAY.sub(" ", line)
        rest = re.split(_CHANGED, rest)[0]
        rest = _BESIDE_A_DATE.sub(" ", _TIME_OF_DAY.sub(" ", _LABEL.sub(" ", rest)))
        return None if len(re.findall(r"\w+", rest)) > 3 or re.search(r"\w[.!?]\s", rest) else printed_day(match[0])
    return None


def _says_changed(before: str) -> bool:
    """Whether the last label in front of a date says that the page was changed then."""
    changed = [match.start() for match in _CHANGED.finditer(before)]
    published = [match.start() for match in re.finditer(r"publish|posted|issued", before, re.IGNORECASE)]
    return bool(changed) and (not published or published[-1] < changed[-1])
