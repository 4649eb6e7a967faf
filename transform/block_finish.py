"""Settles what drafts of blocks are once all lines are in: which are headings, and what their words are."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from transform.block import Block, BlockKind
from transform.block_builder import DEEPEST_HANG, Draft

if TYPE_CHECKING:
    from collections.abc import Sequence

    from transform.layout import Setting

# Not the digits of "2.5 million", "at 9.30", "1:1", nor those of "s20", a section of an act.
RAISED_MARK = re.compile(r"(?<=[a-z?.!:;,’)])(?<!\d[.:,])(?<!\bs)(\d{1,2})(?=\s|$|[.,;:](?!\d))")
# What may follow a hyphen that stays one: "short- and long-term", "Requires-Improvement".
SUSPENDED = re.compile(r"(?:and\b|or\b|to\b|[^a-z])")
CONTENTS_ENTRY = re.compile(r"(?:\.{3,}|\s)\s*\d{1,3}$")

LONGEST_HEADING = 220
LONGEST_PLAIN_HEADING = 100


def finished(drafts: Sequence[Draft], usual: Setting) -> list[Block]:
    """Return the blocks that drafts become, in their order."""
    parts = [_block(draft, usual) for draft in drafts]
    contents = {block.page for block in parts if block.text == "Contents"}
    notes: dict[str, set[int]] = {}
    for block in parts:
        if block.kind is BlockKind.FOOTNOTE and block.number:
            notes.setdefault(block.number, set()).add(block.page)
    after: Block | None = None
    for index in range(len(parts) - 1, -1, -1):
        block = parts[index]
        if block.kind is BlockKind.PARAGRAPH and _is_plain_heading(block, drafts[index], after):
            block = block._replace(kind=BlockKind.HEADING, rank=usual.size)
        if block.kind is BlockKind.HEADING and block.page in contents and CONTENTS_ENTRY.search(block.text):
            block = block._replace(kind=BlockKind.PARAGRAPH, rank=0.0)
        if notes and block.kind is not BlockKind.FOOTNOTE:
            block = block._replace(text=_without_marks(block, notes))
        parts[index] = block
        if block.kind is not BlockKind.FOOTNOTE:
            after = block
    return parts


def _block(draft: Draft, usual: Setting) -> Block:
    text = _joined(draft.texts)
    kind = draft.kind
    rank = 0.0
    first = draft.lines[0]
    if kind in (BlockKind.PARAGRAPH, BlockKind.NUMBERED) and _is_set_as_heading(draft, text, usual):
        kind = BlockKind.HEADING
        rank = (first.size if usual.sized else usual.size) + (0.5 if first.bold else 0.0)
    return Block(kind, text, first.page, draft.number, tuple(draft.lines), rank)


def _joined(texts: Sequence[str]) -> str:
    """Join rows with spaces; a word that a page breaks at its hyphen is joined without."""
    whole = " ".join(texts)
    if "- " in whole:
        joined = [texts[0]]
        for before, row in pairwise(texts):
            broken = before[-1:] == "-" and before[-2:-1].isalpha() and not SUSPENDED.match(row)
            joined.append(row if broken else " " + row)
        whole = "".join(joined)
    # Most texts have no other space than single ones, and to split them all takes long.
    return whole.strip() if whole.isprintable() and "  " not in whole else " ".join(whole.split())


def _is_set_as_heading(draft: Draft, text: str, usual: Setting) -> bool:
    bold = draft.lines[0].bold
    if not (bold or usual.is_large(draft.lines[0])):
        return False
    if len(text) > LONGEST_HEADING or (text.endswith(".") and len(draft.row_starts) > 1):
        return False
    return all(line.bold == bold for line in draft.row_starts) and any(map(str.isalpha, text))


def _is_plain_heading(block: Block, draft: Draft, after: Block | None) -> bool:
    """Whether a short line in body type (italic in print) stands by itself over a list."""
    if after is None or after.kind not in (BlockKind.NUMBERED, BlockKind.BULLET) or not draft.gap_above:
        return False
    text = block.text
    if len(draft.row_starts) > 2 or len(text) > LONGEST_PLAIN_HEADING or not text[0].isupper():
        return False
    return text[-1] not in ".,:;" and after.lines[0].left - block.lines[0].left < DEEPEST_HANG


def _without_marks(block: Block, notes: dict[str, set[int]]) -> str:
    """A block's text without the raised marks of footnotes that stand on one of its pages."""
    pages = {line.page for line in block.lines}

    def cleaned(match: re.Match[str]) -> str:
        return match[0] if pages.isdisjoint(notes.get(match[1], ())) else ""

    return " ".join(RAISED_MARK.sub(cleaned, block.text).split())
