"""The lists of a single-inspection report: strengths, weaknesses, actions, improvements and recommendations.

Kinds follow the list's own heading: "The local authority's strengths" and what comes under "... is good because" are
strengths; under "... requires improvement because" (or "is inadequate", "has serious weaknesses") weaknesses;
"Priority and immediate action" priority actions; "Areas for improvement" improvements; "Recommendations", which
took the place of both in 2015, recommendations.

What the safeguarding children board needs to improve is addressed to the board, not to the council: in the council's
report all of it has the kind recommendation, and a heading that starts with the board's name. The board's strengths
and weaknesses are left in the passages. In a report on nothing but the board, its lists are read like a council's.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from transform.blocks import Block, BlockKind
from transform.records import Finding, FindingKind

if TYPE_CHECKING:
    from collections.abc import Sequence

BOARD_HEADING = "Local Safeguarding Children Board"

_LISTS: tuple[tuple[FindingKind, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(pattern, re.IGNORECASE))
    for kind, pattern in (
        (
            FindingKind.PRIORITY_ACTION,
            r"(?:areas? for )?(?:priority and immediate|immediate and priority) actions?\W*$",
        ),
        (FindingKind.IMPROVEMENT, r"areas? for (?:improvement|development)\W*$"),
        (FindingKind.RECOMMENDATION, r"recommendations?(?: for the \w[\w ]*)?\W*$"),
        (FindingKind.STRENGTH, r".{0,60}\b(?:['’]s strengths|has the following strengths)\W*$"),
        (FindingKind.STRENGTH, r".{0,80}\b(?:is|are) (?:good|outstanding) because\W*$"),
        (
            FindingKind.WEAKNESS,
            r".{0,80}\b(?:requires? improvement|(?:is|are) inadequate|has serious weaknesses)[\w ]{0,40} because\W*$",
        ),
    )
)
_BOARD = re.compile(
    r"section 2\b|(?:the )?(?:effectiveness of the )?(?:local safeguarding children|lscb\b)", re.IGNORECASE
)
_NAMES_BOARD = re.compile(r"\b\w{0,12}scb\b|\bboard\b", re.IGNORECASE)
_NONE_FOUND = re.compile(r"\bdid not (?:find|identify) any\b|\bno areas? (?:for|of|were)\b", re.IGNORECASE)
# Headings that end a list: those of the parts that follow one, whatever their type, and others in like type.
_NEXT_PART = re.compile(
    r"progress since the last|(?:executive )?summary\b|key strengths|what (?:does|the)\b|information about|"
    r"inspection (?:judge?ments?|findings)|the experiences and progress",
    re.IGNORECASE,
)
_OTHER_PART = re.compile(
    r"section \d|contents|local leadership|(?:the )?(?:local authority|local safeguarding|effectiveness of the)\b|"
    r"leadership, management and governance (?:is|are|requires?)\b",
    re.IGNORECASE,
)
_ITEMS = (BlockKind.NUMBERED, BlockKind.BULLET, BlockKind.SUB_BULLET)
_DEEPER = 6.0


@dataclass
class _List:
    """The list being read: its kind, how its heading is set, and the items of it that can have sub-bullets."""

    kind: FindingKind
    rank: float
    board: bool
    sub_heading: str | None = None
    item: Finding | None = None
    left: float = 0.0

    @property
    def heading(self) -> str | None:
        """What a finding of this list stands under."""
        if not self.board:
            return self.sub_heading
        return f"{BOARD_HEADING}: {self.sub_heading}" if self.sub_heading else BOARD_HEADING


@dataclass
class _Reader:
    of_board: bool
    found: list[Finding] = field(default_factory=list)
    positions: Counter[FindingKind] = field(default_factory=Counter)
    open: _List | None = None
    in_board_part: bool = False

    def heading(self, block: Block, following: Block | None) -> None:
        """Open a list, note a sub-heading of the open one, or close it."""
        text = block.text
        kind = next((kind for kind, pattern in _LISTS if pattern.match(text)), None)
        self.in_board_part = self.in_board_part or (not self.of_board and _BOARD.match(text) is not None)
        board = self.in_board_part or (not self.of_board and _NAMES_BOARD.search(text) is not None)
        if kind in (FindingKind.STRENGTH, FindingKind.WEAKNESS) and board:
            self.open = None
        elif kind:
            self.open = _List(FindingKind.RECOMMENDATION if board else kind, block.rank, board)
        elif self.open and self._is_sub_heading(block, following):
            self.open.sub_heading = text
            self.open.item = None
        else:
            self.open = None

    def item(self, block: Block) -> None:
        """Add an item to the open list."""
        if self.open is None or _NONE_FOUND.search(block.text):
            return
        left = block.lines[0].left
        parent = self.open.item
        under = parent is not None and (
            block.kind is BlockKind.SUB_BULLET or (block.kind is BlockKind.BULLET and left > self.open.left + _DEEPER)
        )
        kind = self.open.kind
        self.positions[kind] += 1
        finding = Finding(
            kind=kind,
            position=self.positions[kind],
            text=block.text,
            page=block.page,
            heading=self.open.heading,
            parent_position=parent.position if parent and under else None,
        )
        self.found.append(finding)
        if not under:
            self.open.item, self.open.left = finding, left

    def _is_sub_heading(self, block: Block, following: Block | None) -> bool:
        """Whether a heading stands inside the open list: set lower, or alike where items go on below it."""
        if self.open is None or block.rank > self.open.rank or _NEXT_PART.match(block.text):
            return False
        if block.rank < self.open.rank:
            return True
        return following is not None and following.kind in _ITEMS and _OTHER_PART.match(block.text) is None


def findings(parts: Sequence[Block], cover_page: int, *, of_board: bool = False) -> tuple[Finding, ...]:
    """Return the items of the lists after a report's cover, in the order printed; positions count within each kind.

    `of_board` says that the report is on nothing but a safeguarding children board.
    """
    reader = _Reader(of_board)
    body = _headings_in_place(
        [block for block in parts if block.kind is not BlockKind.FOOTNOTE and block.page > cover_page]
    )
    for index, block in enumerate(body):
        if block.kind is BlockKind.HEADING:
            reader.heading(block, body[index + 1] if index + 1 < len(body) else None)
        elif block.kind in _ITEMS:
            reader.item(block)
    return tuple(reader.found)


def _headings_in_place(parts: Sequence[Block]) -> list[Block]:
    """Put a heading that the file gives after what stands below it on its page back to its place on the page."""
    placed: list[Block] = []
    for block in parts:
        at = len(placed)
        if block.kind is BlockKind.HEADING:
            while at and placed[at - 1].page == block.page and _height(placed[at - 1]) < _height(block):
                at -= 1
        placed.insert(at, block)
    return placed


def _height(block: Block) -> float:
    return block.lines[0].baseline
