"""Where somebody's words stand in a story's paragraphs: between quotation marks, over as many paragraphs as they go."""

from __future__ import annotations

import re
from dataclasses import dataclass

_OPENING, _CLOSING, _STRAIGHT = "“", "”", '"'
_MARKS = re.compile(r"[“”\"]")
# Single marks enclose speech only where they open the paragraph or follow a colon or a comma, hold a clause and end
# with a point or comma; elsewhere they are apostrophes, titles and grades.
_SINGLE_OPENS = re.compile(r"(?:^|(?<=[:,.!?]\s))[‘'](?=\w)")
_SINGLE_CLOSES = re.compile(r"(?<=[.!?,…])[’'](?!\w)")
_SINGLE_LEAST = 6


@dataclass(frozen=True)
class Quotation:
    """A stretch between quotation marks: `start` is the opening mark's place in the paragraph, `end` past the closing.

    `closed` is False where the paragraph ends first: the speech goes on in the next one.
    """

    start: int
    end: int
    text: str
    closed: bool


def quotations(paragraph: str) -> tuple[Quotation, ...]:
    """Return the quotations of a paragraph, in order; a mark that closes nothing is left out."""
    found: list[Quotation] = []
    begin: int | None = None
    for match in _MARKS.finditer(paragraph):
        opens = match[0] == _OPENING or (
            match[0] == _STRAIGHT and begin is None and _may_open(paragraph, match.start())
        )
        if begin is None:
            begin = match.start() if opens else None
        elif match[0] == _CLOSING or (match[0] == _STRAIGHT and not _only_opens(paragraph, match.start())):
            found.append(_quotation(paragraph, begin, match.end(), closed=True))
            begin = None
    if begin is not None:
        found.append(_quotation(paragraph, begin, len(paragraph), closed=False))
    return tuple(found) or _single(paragraph)


def _quotation(paragraph: str, start: int, end: int, *, closed: bool) -> Quotation:
    inside = paragraph[start + 1 : end - 1 if closed else end]
    return Quotation(start, end, inside.strip(), closed)


def _may_open(paragraph: str, at: int) -> bool:
    after = paragraph[at + 1 : at + 2]
    return bool(after) and not after.isspace() and (at == 0 or not paragraph[at - 1].isalnum())


def _only_opens(paragraph: str, at: int) -> bool:
    """Whether a straight mark stands as an opening one does: a space before it, a word right after."""
    return at > 0 and paragraph[at - 1].isspace() and paragraph[at + 1 : at + 2].isalnum()


def _single(paragraph: str) -> tuple[Quotation, ...]:
    found: list[Quotation] = []
    at = 0
    while (opens := _SINGLE_OPENS.search(paragraph, at)) and (closes := _SINGLE_CLOSES.search(paragraph, opens.end())):
        at = closes.end()
        quote = _quotation(paragraph, opens.start(), closes.end(), closed=True)
        if len(quote.text.split()) >= _SINGLE_LEAST:
            found.append(quote)
    return tuple(found)
