"""Lists under a heading that says what they are: strengths, areas for improvement, actions, recommendations."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from transform.blocks import Block, BlockKind
from transform.records import Finding, FindingKind

if TYPE_CHECKING:
    from collections.abc import Iterable

_KINDS = (
    (
        FindingKind.PRIORITY_ACTION,
        re.compile(
            r"(?:areas for )?(?:priority(?: and immediate)?|immediate(?: and priority)?) actions?", re.IGNORECASE
        ),
    ),
    (
        FindingKind.IMPROVEMENT,
        re.compile(
            r"(?:(?:key )?areas for (?:further )?(?:improvement|development)|what .{0,60}needs? to improve\??)",
            re.IGNORECASE,
        ),
    ),
    (FindingKind.RECOMMENDATION, re.compile(r"(?:key )?recommendations(?: for .{1,60})?", re.IGNORECASE)),
    (FindingKind.STRENGTH, re.compile(r"(?:key )?(?:areas of )?strengths?|.{1,60}[’']s? strengths", re.IGNORECASE)),
    (FindingKind.WEAKNESS, re.compile(r"(?:key )?(?:areas of )?weakness(?:es)?", re.IGNORECASE)),
)
_LEADS_IN = re.compile(r"\bfollowing\b[^.]*[.:]?$|\bshould:?$", re.IGNORECASE)
_PROGRESS = re.compile(
    r"(?:judgement (?:of|on) )?progress(?: made| to date| since [^:–-]+)?\s*[:–-]\s*(?P<words>.+)", re.IGNORECASE
)


def list_kind(heading: str) -> FindingKind | None:
    """Return what a heading says that the list under it is, or None when it is no list's."""
    text = heading.strip(" :.")
    return next((kind for kind, pattern in _KINDS if pattern.fullmatch(text)), None)


def headed_findings(parts: Iterable[Block]) -> tuple[Finding, ...]:
    """Return the items of all such lists, with the sub-heading that each stands under.

    An item is a bullet or a numbered paragraph; a numbered paragraph that only leads in to the list is none. A list
    ends at a heading of its own rank or above.
    """
    lists = _Lists()
    for block in parts:
        if block.kind in (BlockKind.HEADING, BlockKind.PARAGRAPH) and lists.note(block):
            continue
        if block.kind is BlockKind.HEADING:
            lists.head(block)
        elif lists.kind and block.kind in (BlockKind.NUMBERED, BlockKind.BULLET, BlockKind.SUB_BULLET):
            lists.item(block)
    return tuple(lists.found)


@dataclass
class _Lists:
    found: list[Finding] = field(default_factory=list)
    kind: FindingKind | None = None
    rank: float = 0.0
    heading: str | None = None
    numbered: int | None = None
    top: int | None = None

    def head(self, block: Block) -> None:
        kind = list_kind(block.text)
        if kind is None and self.kind and block.rank < self.rank:
            self.heading = block.text.strip(" :")
        else:
            self.kind, self.rank, self.heading = kind, block.rank, None
        self.numbered = self.top = None

    def item(self, block: Block) -> None:
        if block.kind is BlockKind.NUMBERED and _LEADS_IN.search(block.text):
            return
        parent = None
        if block.kind is BlockKind.BULLET:
            parent = self.numbered
        elif block.kind is BlockKind.SUB_BULLET:
            parent = self.top
        kind = self.kind or FindingKind.IMPROVEMENT
        position = 1 + sum(finding.kind is kind for finding in self.found)
        self.found.append(Finding(kind, position, block.text, block.page, self.heading, parent))
        if block.kind is BlockKind.NUMBERED:
            self.numbered = position
        if block.kind is not BlockKind.SUB_BULLET:
            self.top = position

    def note(self, block: Block) -> bool:
        """Add a line under an item that says how far it has come, and say whether it was one."""
        match = _PROGRESS.fullmatch(block.text)
        if match is None or self.top is None:
            return False
        self.found[-1] = replace(self.found[-1], progress=match["words"].strip(" ."))
        return True
