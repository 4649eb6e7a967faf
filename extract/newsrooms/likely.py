"""Which items are fetched: all that may be about children's services or an inspection.

What an item is about is decided by its body. A list shows a title and perhaps a teaser, and a council's newsroom has
thousands of items: of those, only what certainly speaks of something else is left out. Councils announce poor results
under titles that name neither the inspectorate nor a grade ("our work with families"), so that the words are wide: the
inspectors and what they do, the people and services that they look at, and praise or change of any kind.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterable

    from extract.newsrooms.items import NewsItem

# Beginnings of words, in four groups: inspections, verdicts, people and services, change.
BEGINNINGS = """
    ofsted inspect cqc hmi hmicfrs jtai ilacs watchdog regulator commissioner monitoring focused joint visit letter
    outstanding inadequate good rated rating grade judg verdict praise commend recogni highlight finding report
    child young youth baby babies famil parent safeguard protect abuse neglect exploit vulnerab foster adopt
    kinship send special disab disabilit social care caring carer early front-door
    improv progress require journey transform strength intervention
""".split()
LIKELY = re.compile(rf"\b(?:{'|'.join(BEGINNINGS)})")
WORD = re.compile(r"[a-z]{3,}")
# Words of addresses that say where news stands, not what it is about.
PLACES = frozenset(
    {"news", "article", "articles", "press", "release", "releases", "media", "aspx", "html", "php", "story"}
)


def has_likely_word(text: str) -> bool:
    """That a text holds one of the words."""
    return LIKELY.search(text.lower().replace("’", "'")) is not None


def likely(item: NewsItem) -> bool:
    """That an item may be about children's services or an inspection; also one of which nothing is known."""
    parts = urlsplit(item.url)
    address = re.sub(r"[^a-z]+", " ", unquote(f"{parts.path} {parts.query}").lower())
    known = " ".join(filter(None, (item.title, item.summary)))
    if has_likely_word(known) or has_likely_word(address.replace(" front door", " front-door")):
        return True
    return not known and not set(WORD.findall(address)) - PLACES


def worth_fetching(items: Iterable[NewsItem], others: int = 0) -> tuple[NewsItem, ...]:
    """Return the likely items, and after them as many of the others, the newest first, as `others` allows."""
    every = list(items)
    rest = sorted(
        (item for item in every if not likely(item)),
        key=lambda item: item.published_on.toordinal() if item.published_on else 0,
        reverse=True,
    )
    return (*(item for item in every if likely(item)), *rest[:others])
