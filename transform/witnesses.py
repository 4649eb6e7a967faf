"""The places of a document that give a grade, weighed against each other.

A judgement is what all the places say that speak of it. Where two differ there is no telling which is the misprint:
the grade is withheld and both stand in an issue.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import zip_longest
from typing import TYPE_CHECKING

from transform.blocks import Block, BlockKind
from transform.grades import parse_grade
from transform.records import DocumentIssue, Judgement, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from transform.vocabulary import Area, Grade


_LONGEST_GRADE = 6


@dataclass(frozen=True)
class Witness:
    """One place that gives an area's grade; `quote` has its words as printed, with those that name the area."""

    area: Area
    grade: Grade
    printed: str
    page: int
    quote: str


def heading_witnesses(
    parts: Sequence[Block], areas: Sequence[tuple[Area, re.Pattern[str]]]
) -> tuple[tuple[Witness, ...], tuple[DocumentIssue, ...]]:
    """Return the grades that whole blocks of the form "<area>: <grade>" or "<area> is <grade>" give.

    An area whose heading ends in something else after a colon gives an issue, for a grade may be misprinted there.
    """
    witnesses: list[Witness] = []
    issues: list[DocumentIssue] = []
    for text, page in _whole_headings(parts):
        found = next(((area, match) for area, name in areas if (match := name.match(text))), None)
        if found is None:
            continue
        area, match = found
        rest = text[match.end() :]
        said = re.sub(r"^(?:\s|:|[-–—]\s|(?:is|are)\b)+", "", rest).rstrip(" .").strip()
        grade = parse_grade(said)
        if grade:
            witnesses.append(Witness(area, grade, said, page, text))
        elif said and rest.lstrip().startswith(":") and len(said.split()) <= _LONGEST_GRADE:
            issues.append(_unknown_grade(area, said, page))
    return tuple(witnesses), tuple(issues)


def _whole_headings(parts: Sequence[Block]) -> Iterator[tuple[str, int]]:
    """Give each block's text; a heading whose second line is set apart from its first is one with it."""
    skip = False
    for part, after in zip_longest(parts, parts[1:]):
        if skip:
            skip = False
        elif part is not None:
            heads = after is not None and part.kind is after.kind is BlockKind.HEADING and part.page == after.page
            skip = heads and after.text[:1].islower()
            yield (f"{part.text} {after.text}" if skip else part.text), part.page


def _unknown_grade(area: Area, said: str, page: int) -> DocumentIssue:
    return DocumentIssue(
        kind="unknown_grade",
        severity=Severity.WARNING,
        detail="A heading ends in words that are no grade.",
        page=page,
        field=area,
        other=said,
    )


def agree(witnesses: Sequence[Witness], area: Area) -> tuple[Judgement | None, tuple[DocumentIssue, ...]]:
    """Return the judgement that an area's witnesses give together, or the issue of those that contradict the first.

    The first witness is the one that the judgement names with its page and words.
    """
    heard = [witness for witness in witnesses if witness.area is area]
    if not heard:
        return None, ()
    first = heard[0]
    issues = tuple(
        DocumentIssue(
            kind="grades_contradict",
            severity=Severity.ERROR,
            detail=f"Two places of the document give this area different grades: pages {first.page} and {other.page}.",
            page=other.page,
            field=area,
            believed=None,
            other=f"{first.quote} | {other.quote}",
        )
        for other in heard[1:]
        if other.grade is not first.grade
    )
    if issues:
        return None, issues
    return Judgement(area, first.grade, first.printed, first.page, first.quote, len(heard)), ()
