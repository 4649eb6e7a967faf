"""What a grade's surroundings make of it: this inspection's, an earlier one's, or nothing that was given at all.

"No longer inadequate", "up from requires improvement", "rated good in 2019" tell of an earlier inspection; "our journey
to outstanding" of none; "one of six councils rated good" of others.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from typing import TYPE_CHECKING

from transform.press import cues
from transform.press.mentions import Mention, MentionKind

if TYPE_CHECKING:
    from transform.press.areas import Scope
    from transform.press.spans import Sentence


class Standing(StrEnum):
    """Whose grade it is. ANOTHERS is any that no inspection of the council gave, or nobody gave."""

    CURRENT = "current"
    EARLIER = "earlier"
    ANOTHERS = "anothers"
    UNSURE = "unsure"


@dataclass(frozen=True)
class Stood:
    """How a grade stands, why, and for an earlier one when, as printed."""

    standing: Standing
    reason: str = ""
    when: str | None = None


def standing_of(
    sentence: Sentence, grade: Mention, others: tuple[Mention, ...], scope: Scope, foreign: re.Pattern[str]
) -> Stood:
    """Say how a grade mentioned in a sentence stands. `others` are all its mentions; `foreign` finds other councils."""
    if sentence.spoken(grade.start):
        return Stood(Standing.ANOTHERS, "quotation")
    if cues.TOLD_BY_A_PERSON.search(sentence.text[: grade.start]):
        return Stood(Standing.ANOTHERS, "quotation")
    text = _cleared(sentence.text, grade, others)
    elsewhere = _elsewhere(sentence, text, grade, others, scope, foreign)
    if elsewhere:
        return Stood(Standing.ANOTHERS, elsewhere)
    low, high = _clause(text, grade)
    before, after = text[low : grade.start], text[grade.end : high]
    when = _when(text, low, high)
    if cues.LEFT_BEHIND.search(before):
        return Stood(Standing.EARLIER, "left_behind", when)
    if cues.AHEAD.search(before):
        return Stood(Standing.ANOTHERS, "aspiration")
    if cues.NOT.search(before):
        return Stood(Standing.ANOTHERS, "negation")
    return _in_time(text, grade, (low, high), (before, after), scope)


def _cleared(text: str, grade: Mention, others: tuple[Mention, ...]) -> str:
    """The text without the areas' names, whose words ("achieving permanence") are no cue, and other grades' dates."""
    for mention in others:
        start, end = mention.start, mention.start
        if mention.kind is MentionKind.AREA:
            end = mention.end
        elif mention.kind is MentionKind.GRADE and mention != grade:
            start = mention.end
            dated = cues.DATED.match(text[start:])
            end = start + (dated.end() if dated else 0)
        text = text[:start] + " " * (end - start) + text[end:]
    return text


def _elsewhere(
    sentence: Sentence, text: str, grade: Mention, others: tuple[Mention, ...], scope: Scope, foreign: re.Pattern[str]
) -> str:
    if cues.ALTERNATIVE.match(text[grade.end :]) or cues.ALTERNATIVE_BEFORE.search(text[: grade.start]):
        return "alternatives"
    if cues.RULE.search(text) or cues.EXCEPT.search(text):
        return "rule"
    if _in_a_scale(sentence.text, others):
        return "scale"
    if foreign.search(sentence.raw):
        return "another_council"
    if cues.ANOTHER_BODY.search(text):
        return "another_body"
    return "many_councils" if cues.MANY.search(text[: grade.start]) else ""


def _in_a_scale(text: str, others: tuple[Mention, ...]) -> bool:
    """Whether three grades or more stand in a row, as where the scale is explained."""
    grades = [mention for mention in others if mention.kind is MentionKind.GRADE]
    gaps = [text[one.end : other.start] for one, other in pairwise(grades)]
    return any(cues.IN_A_ROW.fullmatch(one) and cues.IN_A_ROW.fullmatch(other) for one, other in pairwise(gaps))


def _in_time(text: str, grade: Mention, clause: tuple[int, int], around: tuple[str, str], scope: Scope) -> Stood:
    before, after = around
    when = _when(text, *clause)
    dated = cues.DATED.match(text[grade.end :])
    if dated:
        return _dated(dated[1], dated[2], scope, dated[0])
    years = [_dated(match[1], match[2], scope, match[0]) for match in cues.YEAR.finditer(before + after)]
    now = cues.NOW.search(before)
    if re.search(r"\b(?:is|are) now\b", before):
        return Stood(Standing.CURRENT)
    if cues.BEFORE.search(before) or cues.AFTER.search(after) or cues.SINCE.search(before):
        return Stood(Standing.EARLIER, "past", when)
    if years and not now:
        past = [stood for stood in years if stood.standing is not Standing.CURRENT]
        if past and len(past) < len(years):
            return Stood(Standing.UNSURE, "several_dates")
        if past:
            return Stood(past[0].standing, past[0].reason, when)
    timed = cues.TIME_CLAUSE.match(before)
    if timed:
        return _time_clause(text, timed[1], before, scope, when)
    return Stood(Standing.CURRENT)


def _time_clause(text: str, word: str, before: str, scope: Scope, when: str | None) -> Stood:
    """A clause "when services were inadequate" tells of the past if the sentence dates it so."""
    passive = re.search(r"\b(?:was|were|being|been|had)\b", before)
    if not passive and word != "when":
        return Stood(Standing.CURRENT) if word == "after" else Stood(Standing.UNSURE, "when_unknown", when)
    past = re.search(r"\blast inspect|\bprevious|\byears? after\b", text) or any(
        _dated(match[1], match[2], scope, match[0]).standing is Standing.EARLIER for match in cues.YEAR.finditer(text)
    )
    return Stood(Standing.EARLIER, "past", when) if past else Stood(Standing.UNSURE, "when_unknown", when)


def _dated(month: str | None, year: str, scope: Scope, printed: str) -> Stood:
    dated = cues.WHEN_DATED.search(printed)
    when = dated[0] if dated else printed.strip(" \"'(,")
    if scope.earliest is None or scope.latest is None:
        return Stood(Standing.UNSURE, "date_uncertain", when)
    at = (int(year), cues.MONTHS.index(month) + 1 if month else 12)
    if at < (scope.earliest.year, scope.earliest.month):
        return Stood(Standing.EARLIER, "past", when)
    if int(year) > scope.latest.year + 1:
        return Stood(Standing.ANOTHERS, "aspiration")
    return Stood(Standing.CURRENT)


def _clause(text: str, grade: Mention) -> tuple[int, int]:
    low, high = 0, len(text)
    for match in cues.CLAUSE.finditer(text):
        if match.end() <= grade.start:
            low = match.end()
        elif match.start() >= grade.end:
            high = match.start()
            break
    return low, high


def _when(text: str, low: int, high: int) -> str | None:
    """The date nearest to the grade, as printed: in its clause, else the sentence's only one."""
    for pattern in (cues.WHEN_DATED, cues.WHEN_TOLD):
        within = pattern.search(text, low, high)
        if within:
            return within[0]
    anywhere = list(cues.WHEN_DATED.finditer(text))
    return anywhere[0][0] if len(anywhere) == 1 else None
