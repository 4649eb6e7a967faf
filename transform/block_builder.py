"""Puts lines together: each is the next row of the open block, or starts another."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from transform.block import LISTED, BlockKind
from transform.layout import RISE, Setting

if TYPE_CHECKING:
    from collections.abc import Sequence

    from transform.document import Line

# The private-use signs are those of the symbol fonts that word processors set bullets in.
# Those of the reports, and others that word processors offer; a dot or an asterisk is one where a space follows it.
BULLET = re.compile(r"([◼■•▪●◆➢►▶❑□◻⬛◾◽‣⦁∙⁃\uf06c\uf06e\uf0a7\uf0b7\uf0a8\uf076\uf0b2\uf0d5\uf0d8]|[·*→✓](?=\s))\s*")
DASH_BULLET = re.compile(r"([-–—─−○◦o\uf02d\uf0be\uf0fc])\s+(?=\S)")
NUMBER_WITH_STOP = re.compile(r"(\d{1,3}(?:\.\d{1,2})?)\.(?:\s+|$|(?=[^\W\d_]|[‘“'\"(\[]))")
NUMBER_ALONE = re.compile(
    r"(\d{1,3}(?:\.\d{1,2})?)\s+(?=[A-Z‘“])"
    r"(?!(?:January|February|March|April|May|June|July|August|September|October|November|December)\b)"
)
SENTENCE_END = re.compile(r"[.?!:][’”'\")]*\d{0,2}$")

# In points, in leadings, and in shares of the body type's size or of a full line.
PARAGRAPH_GAP = 1.3
LOOSE = 1.25
SAME_LEFT = 6.0
SAME_SIZE = 0.05
DEEPEST_HANG = 60.0
FULL_LINE = 0.82


@dataclass(slots=True)
class Draft:
    """A block that lines are still added to."""

    kind: BlockKind
    number: str | None
    texts: list[str]
    lines: list[Line]
    hang: float | None = None
    gap_above: bool = True
    row_starts: list[Line] = field(default_factory=list)


@dataclass(slots=True)
class Builder:
    """Adds the lines of a document one by one, each to the open block or as the start of the next."""

    usual: Setting
    drafts: list[Draft] = field(default_factory=list)
    open: Draft | None = None
    bullet_left: float | None = None
    last_number: str | None = None

    def add(self, line: Line) -> None:
        """Add a line of the body."""
        draft = self.open
        if draft is None:
            self._start(line, self._item(None, line, gap_above=True), gap_above=True)
            return
        before = draft.lines[-1]
        if before.page != line.page:
            item = self._item(draft, line, gap_above=True)
            if item is None and self._goes_over_page(draft, line):
                self._join(draft, line)
            else:
                self._start(line, item, gap_above=True)
            return
        drop = before.baseline - line.baseline
        if drop > self.usual.leading:
            drop -= (self.usual.rows(before) - 1) * self.usual.leading
        if drop < RISE and self._same_row(before, line, drop):
            glued = self._is_raised(line, drop) or line.text[0] in ",.;:)’?"
            if glued:
                draft.texts[-1] += line.text
            else:
                draft.texts.append(line.text)
            draft.lines.append(line)
            return
        widest = self._widest_leading(before, line)
        gap = not 0 < drop <= widest and not (widest < drop < LOOSE * widest and self._runs_on(draft, line))
        alike = self._is_alike(draft, line)
        item = self._item(draft, line, gap_above=gap or not alike)
        if gap or item or not alike or not self._stands_as_next_row(draft, line):
            self._start(line, item, gap_above=gap or not alike)
        else:
            self._join(draft, line)

    def add_footnotes(self, lines: Sequence[Line]) -> None:
        """Add a page's footnotes, without ending the open block of the body."""
        for index, line in enumerate(lines):
            marked = re.match(r"\[?(\d{1,3}|[*†‡])\]?(?:\s+|$)", line.text)
            starts = marked is not None and (self.usual.is_mark(line) or not self.usual.sized)
            if marked and starts:
                texts = [line.text[marked.end() :]]
                self.drafts.append(Draft(BlockKind.FOOTNOTE, marked[1], texts, [line]))
            elif index:
                self.drafts[-1].texts.append(line.text)
                self.drafts[-1].lines.append(line)
            else:
                self._continue_footnote(line)

    def _continue_footnote(self, line: Line) -> None:
        earlier = [draft for draft in self.drafts if draft.kind is BlockKind.FOOTNOTE]
        if earlier:
            self.drafts.remove(earlier[-1])
            self.drafts.append(earlier[-1])
            earlier[-1].texts.append(line.text)
            earlier[-1].lines.append(line)
        else:
            self.drafts.append(Draft(BlockKind.FOOTNOTE, None, [line.text], [line]))

    def _widest_leading(self, before: Line, line: Line) -> float:
        """How far below a line the next row of its paragraph may stand."""
        if not self.usual.sized or before.size == line.size == self.usual.size:
            return PARAGRAPH_GAP * self.usual.leading
        return PARAGRAPH_GAP * self.usual.leading * max(before.size, line.size) / self.usual.size

    def _is_raised(self, line: Line, drop: float) -> bool:
        return -RISE < drop < 0 and self.usual.is_mark(line)

    def _same_row(self, before: Line, line: Line, drop: float) -> bool:
        """A raised mark splits a row in the file: the mark and what follows it belong to the row."""
        if not -3 < line.left - before.right < self.usual.size * (1.2 if self.usual.sized else 15):
            return False
        return abs(drop) < 1 or self._is_raised(line, drop) or (0 < drop < RISE and self.usual.is_mark(before))

    def _item(self, draft: Draft | None, line: Line, *, gap_above: bool) -> re.Match[str] | None:
        """The bullet or number that a line starts with, where it can be nothing else."""
        text = line.text
        first = text[0]
        if first.isalpha() and first != "o":
            return None
        if match := BULLET.match(text):
            return match
        hangs = draft is not None and draft.hang is not None and abs(draft.hang - line.left) < SAME_LEFT
        if match := DASH_BULLET.match(text):
            running_on = draft is not None and hangs and self._is_full(draft) and not gap_above
            return None if running_on or (first == "o" and not self._is_indented(line)) else match
        if not first.isdigit():
            return None
        outdented = draft is not None and draft.hang is not None and line.left < draft.hang - SAME_LEFT
        if not (gap_above or outdented):
            return None
        if match := NUMBER_WITH_STOP.match(text):
            return match
        match = NUMBER_ALONE.match(text)
        return match if match and self._is_next(match[1]) else None

    def _is_next(self, number: str) -> bool:
        if not number.isdigit():
            return False
        if number == "1":
            return True
        return self.last_number is not None and self.last_number.isdigit() and int(number) == int(self.last_number) + 1

    def _is_indented(self, line: Line) -> bool:
        return self.bullet_left is not None and line.left >= self.bullet_left

    def _is_full(self, draft: Draft) -> bool:
        """Whether the last row goes on to the right edge, and its sentence goes on after it."""
        last = draft.lines[-1]
        return last.right > FULL_LINE * self.usual.right and not SENTENCE_END.search(last.text)

    def _runs_on(self, draft: Draft, line: Line) -> bool:
        """Whether a sentence goes on in a row that a raised mark or a tall letter has pushed down a little."""
        return line.text[0].islower() and not line.bold and self._is_full(draft)

    def _is_alike(self, draft: Draft, line: Line) -> bool:
        """Whether a line is set like the row above; a bullet or number in front may have a type of its own."""
        above = draft.row_starts[-1]
        if len(draft.row_starts) == 1 and draft.kind in LISTED:
            return not line.bold or above.bold
        if abs(above.size - line.size) > SAME_SIZE * self.usual.size:
            return False
        return above.bold == line.bold or self._is_full(draft)

    def _stands_as_next_row(self, draft: Draft, line: Line) -> bool:
        if draft.hang is not None:
            return abs(line.left - draft.hang) < SAME_LEFT
        across = line.left - draft.row_starts[-1].left
        return -2 < across < DEEPEST_HANG if draft.kind in LISTED else abs(across) < SAME_LEFT

    def _goes_over_page(self, draft: Draft, line: Line) -> bool:
        """Whether the first line of a page goes on with the block that the page before ended in."""
        if draft.row_starts[-1].bold or line.bold or not self._is_alike(draft, line):
            return False
        unfinished = SENTENCE_END.search(draft.lines[-1].text) is None or line.text[0].islower()
        start = draft.row_starts[0]
        if draft.hang is None:
            hangs = draft.kind in LISTED and SAME_LEFT < line.left - start.left < DEEPEST_HANG
            return hangs or (unfinished and abs(line.left - start.left) < SAME_LEFT)
        if abs(line.left - draft.hang) >= SAME_LEFT:
            return False
        return unfinished or draft.hang - start.left > SAME_LEFT

    def _join(self, draft: Draft, line: Line) -> None:
        if draft.hang is None:
            draft.hang = line.left
        draft.texts.append(line.text)
        draft.lines.append(line)
        draft.row_starts.append(line)

    def _start(self, line: Line, item: re.Match[str] | None, *, gap_above: bool) -> None:
        number: str | None = None
        if item is None:
            kind = BlockKind.PARAGRAPH
            self.bullet_left = None
        elif item[1][0].isdigit():
            kind, number = BlockKind.NUMBERED, item[1]
            self.last_number = number
            self.bullet_left = None
        else:
            kind = self._bullet_kind(line, dash=DASH_BULLET.match(line.text) is not None)
        text = line.text[item.end() :] if item else line.text
        self.open = Draft(kind, number, [text], [line], gap_above=gap_above, row_starts=[line])
        self.drafts.append(self.open)

    def _bullet_kind(self, line: Line, *, dash: bool) -> BlockKind:
        if self.bullet_left is None:
            self.bullet_left = line.left
            return BlockKind.BULLET
        if line.left > self.bullet_left + SAME_LEFT:
            return BlockKind.SUB_BULLET
        top = next(draft for draft in reversed(self.drafts) if draft.kind is BlockKind.BULLET)
        if dash and DASH_BULLET.match(top.lines[0].text) is None and line.left > self.bullet_left - SAME_LEFT:
            return BlockKind.SUB_BULLET
        self.bullet_left = line.left
        return BlockKind.BULLET
