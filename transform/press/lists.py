"""Strengths and improvements that a release lists under a sentence that says which of the two they are."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

from transform.press.records import Page, ReleaseFinding
from transform.records import FindingKind

if TYPE_CHECKING:
    from collections.abc import Iterator

_STRENGTHS = re.compile(
    r"\bstrengths?\b|\b(?:areas?|signs?|examples?|evidence|elements) of (?:good|strong|positive|effective"
    r"|outstanding|best|improved|key )*\s*"
    r"(?:progress|practice|improvement|strength)\b(?! (?:is|are)? ?(?:needed|required))"
    r"|\b(?:positives|successes|achievements)\b|^(?:key |main )?highlights\b"
    r"|\bpositive (?:findings|points|areas|aspects|comments|feedback)\b|\b(?:as|were|are) positives?\b"
    r"|\bimpressed (?:by|with)\b|\bworking well\b|\b(?:doing|does|done"
    r"|did) well\b|\bwhat (?:is|was) good\b"
    r"|\b(?:prais|commend|compliment|applaud|celebrat)\w*\b|\bgood practice\b|\bpositively\b"
    r"|\bimprovements? (?:made|seen|noted|found|since|in recent|recogni\w+|that (?:has|have) been made)\b"
    r"|\bprogress\b[^.]{0,60}\b(?:made|noted|highlighted|included?s?)\b"
    r"|\b(?:noted|highlighted|recogni[sz]ed|found)\b[^.]{0,40}\b(?:progress|improvements)\b",
    re.IGNORECASE,
)
_IMPROVEMENTS = re.compile(
    r"\bareas? (?:identified |highlighted |noted |named |that (?:were )?(?:identified |highlighted )?"
    r"|which (?:were )?(?:identified )?)?(?:for|requiring|needing|in need of|to)"
    r" (?:further |more |future |continued |some |key )?(?:improv\w+|develop\w+|focus|work|attention|action)\b"
    r"|\bareas? (?:\w+ )?(?:that|which|where)\b[^.]{0,40}\b(?:needs?|requires?|should|must"
    r"|could)\b[^.]{0,40}\b(?:improv\w+|better|develop\w+|attention|work)\b"
    r"|\b(?:needs?|required?|requires|must|has|have|ought) (?:to (?:be )?|some |further |more |an )?improv\w+"
    r"|\bshould (?:be )?improve\w*|\bcould (?:be |do )?(?:improve\w*|better)"
    r"|\bimprovements? (?:is|are|was|were) (?:still |also )?(?:needed|required|necessary|sought)"
    r"|\bimprovements? (?:needed|required|to be made)\b|\bfurther improvements?\b(?! (?:made|seen))"
    r"|\b(?:further|more) (?:work|progress|development) (?:is|was|are|were|remains)? ?(?:still )?(?:needed"
    r"|required|necessary|to be done|to do)\b"
    r"|\bmore (?:work )?to do\b|\brecommend(?:ed|s|ations?)\b|\bto be better\b|\bdo better\b|\beven better\b"
    r"|\bpriorit(?:y"
    r"|ies) for (?:improvement|action|development)\b"
    r"|\bwhat needs to (?:improve|be better|change)\b",
    re.IGNORECASE,
)
# Improvements that were made, or that are to be made: nobody can tell.
_EITHER = re.compile(r"\bareas? of improvement\b(?! (?:needed|required))", re.IGNORECASE)
_OWN_PLANS = re.compile(
    r"\b(?:we|the council|the partnership|the service|our (?:plan|teams?|staff))\b[^.]{0,40}\b(?:will"
    r"|has already|have already|plans? to|is (?:now )?(?:doing|working|taking)"
    r"|are (?:now )?(?:doing|working|taking)|has (?:since|now)|have (?:since|now)|intend\w*)\b"
    r"|\bimprovement plan\b|\b(?:steps|measures|actions?) (?:taken|being taken|already|we)\b",
    re.IGNORECASE,
)
_GRADED_ITEM = re.compile(
    r"(?:[:–—|(-]\s*|\b(?:is|as|was)\s+)[‘'“\"]?(?:outstanding|good|inadequate"
    r"|requir\w+ improvement(?: to be good)?|adequate)[’'”\")]*\.?$",
    re.IGNORECASE,
)
_LONGEST_LEAD_IN = 400


def listed_findings(page: Page) -> tuple[ReleaseFinding, ...]:
    """Return the items of each list that a sentence or heading above it calls strengths, or calls improvements.

    A list whose lead-in calls it both, or neither, gives nothing; so do grades and what the council plans.
    """
    found: list[ReleaseFinding] = []
    counts = {FindingKind.STRENGTH: 0, FindingKind.IMPROVEMENT: 0}
    for lead_in, items in _lists(page):
        kind = _kind(lead_in)
        if kind is None or _are_grades(items):
            continue
        for text in items:
            counts[kind] += 1
            found.append(ReleaseFinding(kind, counts[kind], text))
    return tuple(found)


def _lists(page: Page) -> Iterator[tuple[list[str], list[str]]]:
    """Give each list with what stands above it, the nearest first: two paragraphs at most, none of another list."""
    above: list[str] = []
    for bullet, group in groupby(zip(page.paragraphs, page.bullets, strict=True), key=lambda pair: pair[1]):
        texts = [text for text, _ in group]
        if bullet:
            yield above, texts
            above = []
        else:
            above = texts[:-3:-1]


def _kind(lead_in: list[str]) -> FindingKind | None:
    """What the lead-in calls the list; the paragraph above it speaks only where it is one that announces nothing."""
    for at, paragraph in enumerate(lead_in):
        announcing = _announcing(paragraph)
        if announcing is None:
            return None
        if _OWN_PLANS.search(announcing) or _EITHER.search(announcing):
            return None
        improvements = bool(_IMPROVEMENTS.search(announcing))
        strengths = bool(_STRENGTHS.search(_IMPROVEMENTS.sub(" ", announcing)))
        if strengths != improvements:
            return FindingKind.STRENGTH if strengths else FindingKind.IMPROVEMENT
        if strengths or at > 0 or not paragraph.rstrip().endswith(":"):
            return None
    return None


def _announcing(paragraph: str) -> str | None:
    """The last sentence of a paragraph."""
    if len(paragraph) > _LONGEST_LEAD_IN * 3:
        return None
    last = re.split(r"(?<=[.!?])[”\"’']?\s+(?=[A-Z])", paragraph.strip())[-1]
    return last if len(last) <= _LONGEST_LEAD_IN else None


def _are_grades(items: list[str]) -> bool:
    return sum(bool(_GRADED_ITEM.search(item)) for item in items) * 2 >= len(items)
