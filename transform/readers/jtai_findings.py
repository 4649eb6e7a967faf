"""The lists of a letter on a joint targeted area inspection: strengths, what needs to improve, priority action."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from transform.block_finish import RAISED_MARK
from transform.blocks import Block, BlockKind
from transform.records import Finding, FindingKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

# A heading in front of others: a case study's names the kind of list that it illustrates. Case studies are boxes
# that can stand inside a list; what they tell is no item of it.
_BOX = re.compile(r"(case|practice) (study|studies|example)|[^:]+: (highly )?effective practice", re.IGNORECASE)
_AREAS = r"(key |main )?areas?(\(s\))? (for|of|requiring|that require) "
_LISTS = (
    (FindingKind.STRENGTH, re.compile(r"(key |main )?strengths\b", re.IGNORECASE)),
    (FindingKind.PRIORITY_ACTION, re.compile(rf"({_AREAS})?priority actions?\b", re.IGNORECASE)),
    (
        FindingKind.IMPROVEMENT,
        re.compile(rf"{_AREAS}(further )?(improvement|development)\b|what needs? to improve\b", re.IGNORECASE),
    ),
)
_OTHER_CHAPTERS = re.compile(
    r"((main|headline|key|inspection) )?(findings|headlines?)\b|context\b|background\b|introduction\b|summary\b"
    r"|next steps?\b|conclusions?\b|about (this|the) inspection\b|joint (targeted )?area\b|ofsted\b",
    re.IGNORECASE,
)
_SINGLE_AREA = re.compile(r"area\b(?!\()", re.IGNORECASE)
_CLOSING = re.compile(r"yours (sincerely|faithfully)\b", re.IGNORECASE)
_WHOLE = re.compile(r"[.!?][’”'\")]*\d{0,2}$")
_LISTED = (BlockKind.BULLET, BlockKind.NUMBERED)
_LONGEST_HEADING = 90
_LONGEST_PLAIN = 40
_SAME_LEFT = 6.0


@dataclass(frozen=True)
class _Item:
    heading: str | None
    text: str
    block: Block


@dataclass
class _Chapter:
    """A list with its blocks, each with the sub-heading above it; `box` is the case study that interrupts the list."""

    kind: FindingKind
    heading: Block
    blocks: list[tuple[str | None, Block]] = field(default_factory=list)
    box: Block | None = None

    def resumes_at(self, block: Block) -> bool:
        """Say whether a block stands where the list stood, left of the box that interrupted it."""
        if self.box is None or not self.blocks:
            return False
        left = _left(block)
        in_list = any(abs(left - _left(own)) < _SAME_LEFT for _, own in self.blocks)
        return in_list and left < _left(self.box) - _SAME_LEFT


def findings(blocks: Sequence[Block]) -> tuple[Finding, ...]:
    """Return the items of a letter's lists, in the order printed.

    An item is a bullet, with the points below it when they finish its sentence; in a list without bullets it is a
    paragraph. The paragraph that leads into bullets is no item. "Area for priority action" in the singular over
    paragraphs is one item.
    """
    positions: Counter[FindingKind] = Counter()
    marks = footnote_marks(blocks)
    found: list[Finding] = []
    for chapter in _chapters(blocks):
        for item in _items(chapter):
            positions[chapter.kind] += 1
            text = without_marks(item.text, marks)
            found.append(Finding(chapter.kind, positions[chapter.kind], text, item.block.page, item.heading))
    return tuple(found)


def opens_chapter(heading: str) -> bool:
    """Say whether a heading starts a part of the letter, rather than a part of a list."""
    flat = " ".join(heading.split())
    return bool(_BOX.match(flat) or _list_kind(flat) or (len(flat) <= _LONGEST_HEADING and _OTHER_CHAPTERS.match(flat)))


def is_chapter_heading(block: Block) -> bool:
    """Say whether a block is such a heading; one that is not set as a heading has nothing but its few words."""
    if block.kind is BlockKind.PARAGRAPH:
        return len(block.text) <= _LONGEST_PLAIN and block.text[-1] not in ".,;" and opens_chapter(block.text)
    return block.kind is BlockKind.HEADING and opens_chapter(block.text)


def without_marks(text: str, marks: frozenset[str]) -> str:
    """Return a text without the raised marks of the letter's footnotes that stick to its words."""
    return RAISED_MARK.sub(lambda match: "" if match[1] in marks else match[0], text)


def footnote_marks(blocks: Sequence[Block]) -> frozenset[str]:
    """Return the marks of a letter's footnotes."""
    return frozenset(block.number for block in blocks if block.kind is BlockKind.FOOTNOTE and block.number)


def _list_kind(heading: str) -> FindingKind | None:
    if len(heading) > _LONGEST_HEADING:
        return None
    return next((kind for kind, pattern in _LISTS if pattern.match(heading)), None)


def _left(block: Block) -> float:
    return block.lines[0].left


def _chapters(blocks: Sequence[Block]) -> Iterator[_Chapter]:
    chapter: _Chapter | None = None
    sub_heading: str | None = None
    for block in blocks:
        if block.kind is BlockKind.FOOTNOTE:
            continue
        if _CLOSING.match(block.text):
            break
        opens = is_chapter_heading(block)
        if block.kind is not BlockKind.HEADING and not opens:
            if chapter and (chapter.box is None or chapter.resumes_at(block)):
                chapter.box = None
                chapter.blocks.append((sub_heading, block))
        elif chapter and _BOX.match(block.text):
            chapter.box = block
        elif opens or (chapter and block.rank > chapter.heading.rank > 0):
            if chapter:
                yield chapter
            kind = _list_kind(block.text)
            chapter, sub_heading = (_Chapter(kind, block) if kind else None), None
        elif chapter and (chapter.box is None or chapter.resumes_at(block)):
            chapter.box = None
            sub_heading = block.text
    if chapter:
        yield chapter


def _items(chapter: _Chapter) -> Iterator[_Item]:
    bulleted = any(block.kind in _LISTED for _, block in chapter.blocks)
    single = not bulleted and _SINGLE_AREA.match(chapter.heading.text) is not None
    item: _Item | None = None
    for heading, block in chapter.blocks:
        if item and (single or _goes_on(item, block)):
            item = replace(item, text=item.text + _between(item.text, block) + block.text)
        elif not bulleted or block.kind is not BlockKind.PARAGRAPH:
            if item:
                yield item
            item = _Item(heading, block.text, block)
    if item:
        yield item


def _between(text: str, block: Block) -> str:
    """Return what joins a block to the text before it: a new line, but for a paragraph that finishes a sentence."""
    broken_off = block.kind is BlockKind.PARAGRAPH and _WHOLE.search(text) is None and not text.endswith(":")
    return " " if broken_off else "\n"


def _goes_on(item: _Item, block: Block) -> bool:
    """Say whether a block belongs to the bullet above it.

    A point set in further does when the bullet's own words are no sentence without it; a paragraph without a bullet
    does when it stands under the bullet's words and not under the bullet.
    """
    if block.kind is BlockKind.SUB_BULLET:
        return _WHOLE.search(item.block.text) is None
    under_words = _left(block) > _left(item.block) + _SAME_LEFT
    return block.kind is BlockKind.PARAGRAPH and item.block.kind is not BlockKind.PARAGRAPH and under_words
