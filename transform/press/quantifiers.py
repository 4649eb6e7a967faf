"""Counts of areas ("all areas", "the other three", "four of the five"), and which areas they are when that is certain.

A count is certain when the framework's areas on the inspection's date leave one reading. "All areas" takes in
overall effectiveness, since it cannot differ from areas that all share a grade; a count with a number takes it in only
when the number says so; "the other areas" without a number leaves it out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from transform.vocabulary import Area, Framework, Grade

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from transform.press.areas import Scope

_NUMBERS = {word: number for number, word in enumerate(("two", "three", "four", "five", "six"), start=2)}
_NUMBER = r"(two|three|four|five|six|[2-6])"
_ADJECTIVES = (
    r"(?:(?:key|main|judged|individual|graded|inspected|assessed|separate|inspection|judg?e?ment|ofsted|service|different"
    r"|core|practice|headline|other) )*"
)
_NOUN = (
    r"(?:areas?|categor(?:y|ies)|judg?e?ments?|aspects?|elements?|criteria|strands?|headings?|themes?|domains?"
    r"|measures?)"
)
_SERVICES = r"(?:the |our |its )?(?:children's )?(?:services?|provision|practice|work)"
_TAIL = (
    r"(?: of (?:focus|judg?e?ment|(?:the )?inspection|assessment|(?:the )?(?:ofsted )?(?:report|framework)|"
    + _SERVICES
    + r"))?"
    r"(?: (?:in|of|across|within) (?:the |our |its |[\w-]+'s )?(?:council's )?children's (?:social care )?services?\b)?"
    r"(?: (?:(?:that |which )?(?:ofsted |inspectors |it |they )?(?:were |was |are |is )?"
    r"(?:inspected|assessed|judged|graded|looked at|examined|reviewed|covered|inspects|assesses)"
    r"(?: by (?:ofsted|inspectors))?)(?=\s*(?:[.,;:–—)]|$| (?:between|from|in|on|was|were|are|is|has|have"
    r"|requires?|as)\b(?! (?:good|outstanding|inadequate|requir)))))?"
)
_OF_THE = r"(?:of )?(?:the |its |our |their |these |those )?"
_PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "some",
        re.compile(
            rf"\b{_NUMBER} (?:out )?of (?:the |its |our |their )?"
            rf"(?:council's |authority's )?{_NUMBER}\b(?: {_ADJECTIVES}{_NOUN}\b{_TAIL})?"
        ),
    ),
    (
        "rest",
        re.compile(
            rf"\b(?:all )?{_OF_THE}(?:other|remaining) {_NUMBER}\b(?: {_ADJECTIVES}{_NOUN}\b{_TAIL})?"
            rf"|\b(?:all |each |every )?{_OF_THE}(?:other|remaining) {_ADJECTIVES}{_NOUN}\b{_TAIL}"
            rf"|\b(?:all )?{_NUMBER} (?:other|remaining) {_ADJECTIVES}{_NOUN}\b{_TAIL}"
        ),
    ),
    (
        "all",
        re.compile(
            rf"\b(?:all|each|every(?: single)?|the|its|our) {_OF_THE}{_NUMBER} {_OF_THE}{_ADJECTIVES}{_NOUN}\b{_TAIL}"
            rf"|\b(?:in|across|for) (?:all|each of the|every one of the) {_NUMBER}(?=\s*(?:[.,;:)]|$))"
            rf"|\b(?:all|each|every(?: single)?) {_OF_THE}{_ADJECTIVES}{_NOUN}\b{_TAIL}"
            r"|\bacross the board\b"
        ),
    ),
)


class Extent(StrEnum):
    """Which of the areas a count takes."""

    ALL = "all"
    REST = "rest"
    SOME = "some"


@dataclass(frozen=True)
class Quantifier:
    """A count of areas: all, the rest, or `number` of `total`. `number` is None when the words give none."""

    extent: Extent
    number: int | None = None
    total: int | None = None


def quantifiers(text: str) -> Iterator[tuple[int, int, Quantifier]]:
    """Every count of areas in plain lower-case text: start, end and what it counts. Counts of other things are none."""
    for extent, pattern in _PATTERNS:
        for match in pattern.finditer(text):
            numbers = [_number(group) for group in match.groups() if group]
            if extent == "some":
                yield match.start(), match.end(), Quantifier(Extent.SOME, numbers[0], numbers[1])
            elif not re.match(r" (?:in|of|across) (?!which|focus)", text[match.end() :]):
                # What follows ("areas of the county") would make it something else than the areas judged.
                yield match.start(), match.end(), Quantifier(Extent(extent), numbers[0] if numbers else None)


def _number(word: str) -> int:
    return _NUMBERS.get(word) or int(word)


def expand(
    quantifier: Quantifier, grade: Grade, claimed: Mapping[Area, Grade], scope: Scope
) -> tuple[Area, ...] | None:
    """Return the areas that a count gives this grade, or None when that is not certain.

    `claimed` are the grades that the release gives by name.
    """
    areas = _countable(scope)
    if areas is None:
        return None
    if scope.framework is Framework.SIF:
        return _of_sif(quantifier, grade, claimed, areas)
    apart = tuple(area for area in areas if area is not Area.OVERALL_EFFECTIVENESS)
    if quantifier.extent is Extent.ALL:
        return _all(quantifier, grade, claimed, areas, apart)
    if not any(area in claimed for area in areas):
        return None
    if quantifier.extent is Extent.REST:
        return _rest(quantifier, grade, claimed, areas, apart)
    return _some(quantifier, grade, claimed, areas, apart)


def _countable(scope: Scope) -> tuple[Area, ...] | None:
    # The safeguarding board was graded beside the council, not as one of its areas.
    if scope.areas is None or scope.framework is Framework.AREA_SEND:
        return None
    return tuple(area for area in scope.areas if area is not Area.LSCB_EFFECTIVENESS)


def _of_sif(
    quantifier: Quantifier, grade: Grade, claimed: Mapping[Area, Grade], areas: tuple[Area, ...]
) -> tuple[Area, ...] | None:
    """The single inspection had three judgements, two of them parts of the second, and an overall one.

    So "all areas" may be the three or the five; only the three are certain.
    """
    five = tuple(area for area in areas if area is not Area.OVERALL_EFFECTIVENESS)
    three = tuple(area for area in five if area not in (Area.ADOPTION_PERFORMANCE, Area.CARE_LEAVERS))
    if quantifier.extent is not Extent.ALL or any(claimed.get(area, grade) is not grade for area in three):
        return None
    if quantifier.number == len(five):
        return five if all(claimed.get(area, grade) is grade for area in five) else None
    return three if quantifier.number in (None, len(three)) else None


def _all(
    quantifier: Quantifier,
    grade: Grade,
    claimed: Mapping[Area, Grade],
    areas: tuple[Area, ...],
    apart: tuple[Area, ...],
) -> tuple[Area, ...] | None:
    if any(claimed.get(area, grade) is not grade for area in areas):
        return None
    if quantifier.number is None or quantifier.number == len(areas):
        return areas
    return apart if quantifier.number == len(apart) else None


def _rest(
    quantifier: Quantifier,
    grade: Grade,
    claimed: Mapping[Area, Grade],
    areas: tuple[Area, ...],
    apart: tuple[Area, ...],
) -> tuple[Area, ...] | None:
    left = tuple(area for area in apart if area not in claimed)
    if quantifier.number is None:
        return left if left and len(left) < len(apart) else None
    # An area named with the same grade elsewhere may be one of the rest, told twice.
    for counted in (apart, areas):
        for rest in (
            tuple(area for area in counted if claimed.get(area, grade) is grade),
            tuple(area for area in counted if area not in claimed),
        ):
            if len(rest) == quantifier.number and len(rest) < len(counted):
                return rest
    return None


def _some(
    quantifier: Quantifier,
    grade: Grade,
    claimed: Mapping[Area, Grade],
    areas: tuple[Area, ...],
    apart: tuple[Area, ...],
) -> tuple[Area, ...] | None:
    number, total = quantifier.number, quantifier.total
    if number is None or total is None or number >= total:
        return None
    for counted in (areas, apart):
        if len(counted) == total:
            exceptions = [area for area in counted if claimed.get(area, grade) is not grade]
            if len(exceptions) == total - number:
                return tuple(area for area in counted if area not in exceptions)
    return None
