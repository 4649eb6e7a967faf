"""The lists of an ILACS report: above all "What needs to improve"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from transform.blocks import BlockKind
from transform.national_framework import split_reference
from transform.readers.ilacs_areas import begins_area
from transform.records import Finding, FindingKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from transform.blocks import Block

_HEADINGS = (
    (
        FindingKind.IMPROVEMENT,
        re.compile(r"(?:what needs to (?:be )?improved?|areas? for improvement)\b", re.IGNORECASE),
    ),
    (FindingKind.PRIORITY_ACTION, re.compile(r"areas? for priority action\b", re.IGNORECASE)),
    (
        FindingKind.STRENGTH,
        re.compile(
            r"(?:(?:main|key) )?strengths\b|what (?:works|is working|is done|[\w ]{1,40} does) well\b", re.IGNORECASE
        ),
    ),
)
_LONGEST_HEADING = 80
_ITEMS = (BlockKind.BULLET, BlockKind.SUB_BULLET)


def read_findings(parts: Sequence[Block]) -> tuple[Finding, ...]:
    """Return the items of the lists, in the order printed.

    A list of one item may be printed as a paragraph, without a bullet; it is the item then.
    """
    findings: list[Finding] = []
    body = [part for part in parts if part.kind is not BlockKind.FOOTNOTE]
    for index, part in enumerate(body):
        kind = _list_under(part)
        if kind:
            _add(findings, kind, part.text, _items(body[index + 1 :]))
    return tuple(findings)


def _list_under(part: Block) -> FindingKind | None:
    if part.kind not in (BlockKind.HEADING, BlockKind.PARAGRAPH) or len(part.text) > _LONGEST_HEADING:
        return None
    if part.kind is BlockKind.PARAGRAPH and part.text.endswith("."):
        return None
    return next((kind for kind, heading in _HEADINGS if heading.match(part.text)), None)


def _items(following: Sequence[Block]) -> list[Block]:
    """Return the bullets after a heading, or the paragraphs where no bullet comes before the next heading."""
    bullets: list[Block] = []
    paragraphs: list[Block] = []
    for part in following:
        if part.kind is BlockKind.HEADING or begins_area(part.text) or _list_under(part):
            break
        if part.kind in _ITEMS:
            bullets.append(part)
        elif bullets or part.kind is BlockKind.NUMBERED:
            break
        else:
            paragraphs.append(part)
    return bullets or paragraphs


def _add(findings: list[Finding], kind: FindingKind, heading: str, items: Sequence[Block]) -> None:
    parent: int | None = None
    for item in items:
        position = 1 + sum(finding.kind is kind for finding in findings)
        within = parent if item.kind is BlockKind.SUB_BULLET else None
        if item.kind is not BlockKind.SUB_BULLET:
            parent = position
        text, reference = split_reference(item.text)
        findings.append(
            Finding(
                kind=kind,
                position=position,
                text=text,
                page=item.page,
                heading=heading,
                parent_position=within,
                national_framework=reference,
            )
        )
