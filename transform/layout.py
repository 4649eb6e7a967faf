"""How a document is set: its body type, its line spacing, and where a page's footnotes start."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from transform.document import Line

# Of the body type's size: superscript marks and footnotes are set below these, headings above the last.
MARK_SIZE = 0.8
SMALL_SIZE = 0.93
LARGE_SIZE = 1.1
RISE = 7.0
USUAL_LEADING = 1.2

# Shorter lines are too short to tell a type's size by the width of their letters.
LONG_ENOUGH = 25

RUN_TOGETHER = re.compile(r"(?<=[a-z]-)(\d{1,2} [A-Z])")
FOOTNOTE_MARK = re.compile(r"(\[?(?:\d{1,3}|[*†‡])\]?)(?:\s+|$)")


@dataclass(frozen=True)
class Setting:
    """A document's usual type: `size`, `leading` (from baseline to baseline), `pitch` (width of a character) and
    `measure` (width of a full line), all in points. `sized` is false where the file gives every line one size.
    """

    size: float
    leading: float
    pitch: float
    measure: float
    right: float
    sized: bool

    def rows(self, line: Line) -> int:
        """Return over how many printed rows a line goes: a word broken at a hyphen joins two."""
        if "-" not in line.text:
            return 1
        hidden = len(line.text) * self.pitch * line.size / self.size - (line.right - line.left)
        return 1 if hidden < 0.25 * self.measure else 1 + max(1, round(hidden / self.measure))

    def is_small(self, line: Line) -> bool:
        """Return whether a line is set in a footnote's type."""
        if self.sized:
            return line.size < SMALL_SIZE * self.size
        width = line.right - line.left
        return (
            len(line.text) > LONG_ENOUGH and "-" not in line.text and width < SMALL_SIZE * self.pitch * len(line.text)
        )

    def is_large(self, line: Line) -> bool:
        """Return whether a line is set larger than the body."""
        return line.size > LARGE_SIZE * self.size

    def is_mark(self, line: Line) -> bool:
        """Return whether a line begins with a raised mark of a footnote."""
        return line.size < MARK_SIZE * self.size and FOOTNOTE_MARK.match(line.text) is not None


def setting(lines: Sequence[Line]) -> Setting:
    """Return the setting of a document's lines, furniture left out."""
    of_size: defaultdict[float, list[Line]] = defaultdict(list)
    for line in lines:
        of_size[line.size].append(line)
    weights = {size: sum([len(line.text) for line in alike]) for size, alike in of_size.items()}
    size = max(weights, key=weights.__getitem__, default=12.0)
    body = of_size[size]
    gaps = [
        gap
        for before, after in pairwise(body)
        if 0 < (gap := before.baseline - after.baseline) < 24
        and abs(before.left - after.left) < 1
        and before.page == after.page
    ]
    widths = [line.right - line.left for line in body]
    wide = [width / len(line.text) for line, width in zip(body, widths, strict=True) if len(line.text) > 40]
    widths.sort()
    rights = sorted([line.right for line in body])
    sized = size > 4 or weights.get(size, 0) < 0.98 * sum(weights.values())
    return Setting(
        size=size,
        leading=median(gaps) if gaps else USUAL_LEADING * size,
        pitch=median(wide) if wide else size / 2,
        measure=widths[int(0.95 * len(widths))] if widths else 40 * size,
        right=rights[int(0.95 * len(rights))] if rights else 40 * size,
        sized=sized,
    )


def parted(lines: Sequence[Line], usual: Setting) -> list[Line]:
    """Return a page's lines, with a footnote parted from the body where the file runs them into one line.

    That happens where the last row of the body ends in a broken word, and the rest of the word is on the next page.
    """
    if not usual.sized:
        return list(lines)
    found: list[Line] = []
    for index, line in enumerate(lines):
        match = RUN_TOGETHER.search(line.text) if "-" in line.text and not usual.is_small(line) else None
        after = lines[index + 1] if match and index + 1 < len(lines) else None
        if match and after and usual.is_small(after) and line.baseline - after.baseline > 2 * usual.leading:
            top = after.baseline + USUAL_LEADING * after.size
            body, note = line.text[: match.start(1)], line.text[match.start(1) :]
            found.append(line._replace(text=body, right=line.left + usual.pitch * len(body), cells=()))
            found.append(
                line._replace(
                    text=note, left=after.left, baseline=top, size=MARK_SIZE * after.size, bold=False, cells=()
                )
            )
        else:
            found.append(line)
    return found


def footnote_lines(lines: Sequence[Line], usual: Setting, *, continued: bool) -> frozenset[Line]:
    """Return the lines of a page's footnotes: small type below all of the body, from the first mark on.

    `continued` says that the page before ended in a footnote, so that the first may go on here without a mark.
    """
    if not usual.sized:
        return _unsized_footnote_lines(lines, usual)
    floor = min((line.baseline for line in lines if not usual.is_small(line)), default=0.0)
    below = [line for line in lines if line.baseline < floor]
    tops = [line.baseline for line in below if usual.is_mark(line)]
    if continued:
        return frozenset(below)
    return frozenset(line for line in below if tops and line.baseline <= max(tops))


def _unsized_footnote_lines(lines: Sequence[Line], usual: Setting) -> frozenset[Line]:
    """Footnotes of a file that gives every line one size: a lone mark beside its words, or narrow letters."""
    leftmost = min((line.left for line in lines), default=0.0)
    for index, line in enumerate(lines):
        if FOOTNOTE_MARK.match(line.text) is None or line.left > leftmost + RISE:
            continue
        rest = [other for other in lines[index:] if other.baseline <= line.baseline]
        long = [other for other in rest if len(other.text) > LONG_ENOUGH and "-" not in other.text]
        narrow = bool(long) and all(usual.is_small(other) for other in long)
        if narrow or _stands_beside_its_words(line, lines[index + 1 : index + 2]):
            return frozenset(rest)
    return frozenset()


def _stands_beside_its_words(mark: Line, after: Sequence[Line]) -> bool:
    if FOOTNOTE_MARK.fullmatch(mark.text) is None or not after:
        return False
    return after[0].left >= mark.right and 1 <= mark.baseline - after[0].baseline < RISE
