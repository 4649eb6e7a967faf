"""A document's lines, put together as what a reader sees: headings, paragraphs, bullets and footnotes.

Only geometry and marks decide: where a line starts, how far it stands below the one before, its type, a number or
bullet in front. A paragraph that goes over the page stays whole; furniture is left out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from transform.block import Block, BlockKind
from transform.block_builder import BULLET, DASH_BULLET, Builder
from transform.block_finish import finished
from transform.furniture import furniture
from transform.layout import footnote_lines, parted, setting
from transform.records import Passage

if TYPE_CHECKING:
    import re
    from collections.abc import Iterable, Sequence

    from transform.document import Document, Line

__all__ = [
    "BULLET",
    "DASH_BULLET",
    "Block",
    "BlockKind",
    "after_heading",
    "blocks",
    "passages",
    "under_heading",
]


def blocks(document: Document, left_out: frozenset[Line] | None = None) -> tuple[Block, ...]:
    """Return a document's blocks in reading order, furniture left out, footnotes as blocks of their own.

    `left_out` is the furniture, for those who have it already.
    """
    if left_out is None:
        left_out = furniture(document)
    printed = [[line for line in page.lines if line not in left_out] for page in document.pages]
    usual = setting([line for page in printed for line in page])
    pages = [parted(page, usual) for page in printed]
    builder = Builder(usual)
    notes: frozenset[Line] = frozenset()
    for lines in pages:
        notes = footnote_lines(lines, usual, continued=bool(notes))
        for line in [line for line in lines if line not in notes] if notes else lines:
            builder.add(line)
        if notes:
            builder.add_footnotes([line for line in lines if line in notes])
    return tuple(finished(builder.drafts, usual))


def passages(parts: Iterable[Block]) -> tuple[Passage, ...]:
    """Return the paragraphs and list items of a document, each with the heading it stands under."""
    found: list[Passage] = []
    section: str | None = None
    for block in parts:
        if block.kind is BlockKind.HEADING:
            section = block.text
        elif block.kind is not BlockKind.FOOTNOTE:
            found.append(Passage(len(found) + 1, section, block.number, block.page, block.text))
    return tuple(found)


def after_heading(parts: Sequence[Block], heading: re.Pattern[str], *, sub_headings: bool = True) -> tuple[Block, ...]:
    """Return the blocks under the first heading that the pattern is found in, footnotes left out.

    They end at the next heading of the same or a higher rank; without `sub_headings` at the next heading of any.
    """
    for index, block in enumerate(parts):
        if block.kind is BlockKind.HEADING and heading.search(block.text):
            return under_heading(parts, index, sub_headings=sub_headings)
    return ()


def under_heading(parts: Sequence[Block], index: int, *, sub_headings: bool = True) -> tuple[Block, ...]:
    """Return the blocks under the heading at an index, as `after_heading` does."""
    found: list[Block] = []
    for block in parts[index + 1 :]:
        if block.kind is BlockKind.HEADING and (not sub_headings or block.rank >= parts[index].rank):
            break
        if block.kind is not BlockKind.FOOTNOTE:
            found.append(block)
    return tuple(found)
