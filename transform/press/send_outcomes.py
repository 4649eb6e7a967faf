"""The outcome of an area SEND inspection as a release words it; it is one of three, and none of the four grades."""

from __future__ import annotations

import re
from dataclasses import dataclass

from transform.press.records import Claim, Page, UnsureClaim
from transform.press.spans import Sentence, sentences
from transform.vocabulary import CARE_LEAVERS_SEPARATE_FROM, Area, Grade

_OUTCOMES = (
    (
        Grade.TYPICALLY_POSITIVE,
        re.compile(
            r"typically(?: lead(?:s|ing)? to| led to| (?:had|have|has|having|receive|receives"
            r"|get))?(?: \w+){0,2} positive experiences(?: and outcomes)?"
            r"|typically positive\b(?: experiences)?(?: and outcomes)?"
        ),
    ),
    (
        Grade.INCONSISTENT,
        re.compile(
            r"inconsistent(?:ly)?,? (?:experiences? and outcomes|outcomes and experiences|experiences|outcomes)"
            r"|(?:experiences and outcomes|outcomes and experiences|experiences)[^.;]{0,120}? (?:are|were|is"
            r"|being|remain) (?:too )?inconsistent"
        ),
    ),
    (
        Grade.WIDESPREAD_FAILINGS,
        re.compile(
            r"widespread(?:,? (?:and/or|and|or|/) systemic|/systemic)? failings|systemic(?:,? (?:and"
            r"|or) widespread)? failings"
        ),
    ),
)
_DENIED = re.compile(
    r"\b(?:no|not|without|any|never|neither|nor|avoid\w*|if|would|could|may|might|whether|unless"
    r"|possible outcomes are|three (?:possible )?outcomes|three judg?e?ments"
    r"|one of three|either|until|previous\w*|last inspect\w+|aim\w*|ambition\w*|ensure|goal|when|since|after"
    r"|can be|will be|nationally|other areas)\b"
)
_FOUND = re.compile(
    r"\b(?:found|find|finds|judged|conclude[sd]?|concluding|outcome|outcomes|judg?e?ment|inspectors|inspection"
    r"|ofsted|report|arrangements|rated|graded|partnership|identified)\b"
)


@dataclass(frozen=True)
class _Worded:
    grade: Grade
    start: int
    end: int
    printed: str
    certain: bool


def send_outcomes(page: Page) -> tuple[tuple[Claim, ...], tuple[UnsureClaim, ...]]:
    """Return the claim of an outcome, if the release words exactly one; and what it words without certainty.

    The inspections before 2023 had no outcome of this kind.
    """
    if page.published_on is not None and page.published_on < CARE_LEAVERS_SEPARATE_FROM:
        return (), ()
    found = [worded for sentence in sentences(page) for worded in _worded(sentence)]
    certain = [worded for worded in found if worded.certain]
    if len({worded.grade for worded in certain}) == 1:
        first = certain[0]
        quote = page.text[first.start : first.end]
        claim = Claim(Area.AREA_SEND_OUTCOME, first.grade, first.printed, quote, first.start, first.end)
        return (claim,), ()
    return (), tuple(UnsureClaim("contradicted", page.text[one.start : one.end], one.start, one.end) for one in certain)


def _worded(sentence: Sentence) -> list[_Worded]:
    found = [(grade, match) for grade, pattern in _OUTCOMES for match in pattern.finditer(sentence.text)]
    several = len({grade for grade, _ in found}) > 1
    return [
        _Worded(
            grade,
            sentence.start + match.start(),
            sentence.start + match.end(),
            sentence.raw[match.start() : match.end()],
            certain=not several and _is_finding(sentence, match),
        )
        for grade, match in found
    ]


def _is_finding(sentence: Sentence, match: re.Match[str]) -> bool:
    before = sentence.text[: match.start()]
    return not _DENIED.search(before) and bool(_FOUND.search(sentence.text)) and not _told_by_a_person(sentence, match)


def _told_by_a_person(sentence: Sentence, match: re.Match[str]) -> bool:
    """The report's own words may be quoted, a person's not."""
    if not sentence.spoken(match.start()):
        return False
    opening = next(low for low, high in sentence.speech if low <= match.start() < high)
    before = sentence.text[: max(opening, 0)]
    return (
        not re.search(r"\b(?:found|judged|concluded?s?|report|inspectors|outcome)\b", before) or "councillor" in before
    )
