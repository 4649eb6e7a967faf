"""Which items are fetched: all that may be about children's services or an inspection.

What an item is about is decided by its body. A list shows a title and perhaps a teaser, and a council's newsroom has
thousands of items: of those, only what speaks of something else is left out. Councils announce poor results under
titles that name neither the inspectorate nor a grade ("our work with families"), so that the words that count in a
title or address are many: of inspections, of verdicts, of the people and services that are looked at, of change. In a
teaser or body, where most of these stand for anything, only the inspectorates and the services themselves count.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterable

    from extract.newsrooms.items import NewsItem

# How words begin that count in a title or an address.
IN_TITLES = (
    "inspect|cqc|hmi|hmicfrs|jtai|ilacs|watchdog|regulator|commissioner|monitoring|focused|joint|visit|letter",
    "outstanding|inadequate|good|rated|rating|grade|judg|verdict|prais|commend|recogni|highlight|finding|report",
    "child|young|youth|baby|babies|famil|parent|safeguard|protect|abuse|neglect|exploit|vulnerab|foster|adopt|kinship",
    "send|special|disab|social|care|caring|early|front door",
    "improv|progress|require|journey|transform|strength|intervention",
)
IN_TEXTS = (
    "ofsted|inspectors|inspection of|inspection by|care quality commission|cqc|hmi|hmicfrs|jtai|ilacs",
    "children's services|children's social care|safeguarding|special educational needs|child protection",
    "children in care|care leavers|looked after children|corporate parent",
)
TITLE = re.compile(rf"ofsted|\b(?:{'|'.join(IN_TITLES)})")
# In capitals only: the word is in every other text.
TEXT = re.compile(rf"\b(?:(?i:{'|'.join(IN_TEXTS)})|SEND)\b")
# Words of addresses, save those that say where news stands and not what it is about.
TELLING_WORD = re.compile(
    r"\b(?!(?:news|newsroom|articles?|press|releases?|media|story|stories|latest|archive|council|items?|details?|view"
    r"|node|index|default|pages?|aspx?|html|php)\b)[a-z]{3,}"
)


def has_likely_word(title: str) -> bool:
    """That a title holds one of the words."""
    return TITLE.search(title.lower()) is not None


def likely(item: NewsItem) -> bool:
    """That an item may be about children's services or an inspection; also one of which nothing is known."""
    parts = urlsplit(item.url)
    address = re.sub(r"[^a-z]+", " ", unquote(f"{parts.path} {parts.query}").lower())
    if has_likely_word(item.title or "") or has_likely_word(address):
        return True
    if item.summary and TEXT.search(item.summary.replace("’", "'")):
        return True
    return not item.title and not item.summary and not TELLING_WORD.search(address)


def worth_fetching(items: Iterable[NewsItem], others: int = 0) -> tuple[NewsItem, ...]:
    """Return the likely items, and after them as many of the others, the newest first, as `others` allows."""
    every = [(item, likely(item)) for item in items]
    rest = sorted(
        (item for item, chosen in every if not chosen),
        key=lambda item: item.published_on.toordinal() if item.published_on else 0,
        reverse=True,
    )
    return (*(item for item, chosen in every if chosen), *rest[:others])
