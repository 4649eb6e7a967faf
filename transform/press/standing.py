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

from transform.press.mentions import Mention, MentionKind

if TYPE_CHECKING:
    from transform.press.areas import Scope
    from transform.press.spans import Sentence


class Standing(StrEnum):
    """Whose grade it is. ANOTHERS is any grade that is not a finding of this or an earlier inspection of the council."""

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


_MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
_MONTH = "|".join(_MONTHS)
_NUMBER = r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d{1,2})"

_CLAUSE = re.compile(
    r"[;()\[\]]|\s[–—-]\s|:\s"
    r"|,?\s(?=(?:while|whilst|but|although|though|whereas|which|who|where|when|after|since|having|compared (?:to"
    r"|with)|up from"
    r"|down from|despite|because|before|following|the same|meaning|making|placing|putting|until|unlike|as it"
    r"|as we|so that"
    rf"|{_NUMBER} years (?:after|ago|earlier|before)"
    r"|and (?:is|are|has|have|now|it|they|then|we|rated|judged|graded|gave|given|awarded|awarding|found|will"
    r"|aims?|hopes?|wants?))\b)"
)

_ANOTHER_BODY = re.compile(
    r"\b(?:schools?|academ(?:y|ies)|nurser(?:y|ies)|pre-?schools?|childminders?|sixth form|colleges?|pupils?"
    r"|(?:children's|residential|care|nursing) homes?|supported accommodation|short[- ]breaks?"
    r"|(?:adoption|fostering) (?:agency|agencies|service|services|team|panel)|regional adoption|raa"
    r"|adult (?:social|care|education|learning|services|community|skills)|adults' (?:social|services)|apprenticeships?"
    r"|cqc|care quality commission|care inspectorate|estyn|prisons?|hospitals?|nhs trust|surger(?:y|ies)"
    r"|probation|youth (?:justice|offending)|hmicfrs|police|hmi probation|early years (?:settings|providers)"
    r"|settings|providers"
    r"|children's cent(?:re|er)s?|family hubs?|send|special educational needs"
    r"|self[- ](?:evaluation|assess\w*)|own (?:assessment|evaluation|view|judgement)|peer (?:review|challenge)"
    r"|mock inspection"
    r"|internal(?:ly)? (?:review|audit)\w*|audits?|audited|local government association|lga|independent review)\b"
)
_MANY = re.compile(
    r"\bone of\b|\bamong(?:st)?\b|\d\s?%|\bper ?cent\b|\bpercentage\b|\bproportion\b|\bnumber of\b|\bout of the \d+\b"
    r"|\b(?:councils|authorities|boroughs|counties|cities|las|departments|local areas)\b|\bthe (?:only|first"
    r"|sixth|third|second|fourth|fifth) "
    r"(?:council|authority|borough|county|city|local|london|unitary)\b|\bjust \d+\b|\bnationally\b"
    r"|\bacross (?:england|the country)\b"
)
_RULE = re.compile(
    r"\bby default\b|\bany (?:one |single |of )?(?:\w+ )?(?:areas?|judg?e?ments?|categor(?:y|ies)|of these)\b"
    r"|\bautomatically\b"
    r"|\b(?:four|4)[- ]point\b|\bscale\b|\bpossible (?:grades?|ratings?|outcomes?|judg?e?ments?)\b"
    r"|\bmeans (?:that )?(?:a|an|any)\b"
    r"|\brang(?:es?|ing) from\b|\bwould\b|\b(?:can|could|may|might|must|cannot) (?:also |only |then |not )?be\b"
    r"|\bone of (?:the )?four\b"
    r"|\b(?:if|unless|whether|whenever)\b|\bgrades? (?:services|councils|authorities)\b|\bwhat (?:a "
    r"|an )?\W?(?:good|outstanding)\b"
    r"|\beither\b|\bhow to get\b|\bapart from\b|\bexcept\b|\ball but one\b|\bother than\b|\bbar one\b|\baside from\b"
)
_AHEAD = re.compile(
    r"\b(?:aim(?:s|ing|ed)?|goals?|ambitions?|aspir\w+|journey|striv\w+|wants?|wanted|hop(?:e|es|ing)|targets?"
    r"|towards?|on track"
    r"|determined to|determination|committed|commitment to|paths?|road to|steps? (?:to|towards)|next inspection"
    r"|plans? (?:to|for)|work(?:ing)? to|becom(?:e|ing)"
    r"|reach(?:ing)?|will|shall|should|needs? to be|must|vision|expect\w*|future|pursuit|quest|drive (?:to|for)"
    r"|strategy|prepar\w+|deserve\w*|so that"
    r"|achiev(?:e|ing)(?: the)?(?: rating| grade)?(?: of)?|closer to|get(?:ting)? to|mov(?:e|ing) (?:to|towards)"
    r"|continu(?:e|ing) to|in order|standards? of|consider(?:s|ing)? (?:ourselves|itself))\b"
)
_NOT = re.compile(
    r"\b(?:not|never|none|neither|nor|no|without|cannot|rather than|instead of|avoid\w*|less than|below|short of"
    r"|isn't|wasn't|weren't|aren't|"
    r"nothing|few|fewer|some|several|many|most|parts?|almost|nearly|close to|at (?:least|best)|better than"
    r"|worse than|potential\w*|proposed|draft|provisional\w*)\b"
)
_OUT_OF = re.compile(
    r"\b(?:no longer(?: (?:rated|judged|graded|considered|deemed|classed|an?|being|to be|found))*(?: (?:as|to be|an?))*"
    r"|(?:out of|shed|sheds|shedding|left behind|leav(?:e|es|ing) behind|lost|lifted (?:out of|from))(?: (?:an?"
    r"|the|its|our|their|being|previous|special|rated|ofsted|rating|of|the))*"
    r"|(?:up|down|improv\w+|mov\w+|ris\w+|rose|went|gone|go(?:es|ing)|jump\w*|progress\w*|upgrad\w+|rais\w+"
    r"|climb\w*|increas\w+|grad\w+|transform\w+|chang\w+|turn\w+|lift\w+|declin\w+|dropp\w+|downgrad\w+|fall\w*|fell)"
    r"(?: (?:up|out|on|two|one|three|steps?|grades?|levels?|places?|around|upwards?|its|the|a|an|our|their"
    r"|overall|rating|ofsted|services?|council|children's|judg?e?ment|grade|to|be|being|has|have|been|rated)){0,7}"
    r" from(?: (?:an?|the|its|our|their|being|previous|previously|rated|rating|of|grade|judged|overall|ofsted"
    r"|earlier|judgement|former|at|graded)){0,6})"
    r"[\s\"'(]*$"
)
_BEFORE = re.compile(
    r"\b(?:previous(?:ly)?|formerly|former|last (?:full |ofsted |judg?e?ment |graded |main |major "
    r"|standard )*inspect(?:ion|ions|ed)"
    r"|last (?:rated|judged|graded)|had (?:been|previously|received)|once (?:rated|judged)|used to be|up from|down from"
    r"|compared (?:to|with)|prior|historic\w*|past|originally|earlier inspection|first inspection|years? (?:after"
    r"|ago|earlier|before)|at (?:the|that) time|back in|when it was last)\b"
)
_SINCE = re.compile(
    r"^(?:,?\s*)since\b.*\b(?:was|were|being|judged|rated|graded|found|judg?e?ment|rating|inspection)\b"
)
_AFTER = re.compile(
    r"\b(?:previously|years? ago|in the past|last time|years? earlier|at the last inspection|beforehand)\b"
)
_TIME_CLAUSE = re.compile(r"^,?\s*(when|after|having|before|until|since)\b")
_DATED = re.compile(
    r"^[\"')\s]*(?:(?:rating|grade|judg?e?ment|status|overall|by|ofsted|inspectors|inspection|again|both"
    r"|outcome)\b[\s\"']*)*"
    rf"(?:,\s*)?(?:back )?(?:in|during|from|at the|following the|after the|\()\s*(?:(?:an?|the|its|inspection|in"
    rf"|early|late|mid|last|of)\s+)*(?:\d{{1,2}} )?(?:({_MONTH}),? )?((?:19|20)\d\d)\b"
)
_YEAR = re.compile(rf"\b(?:({_MONTH}) )?((?:19|20)\d\d)\b")
_WHEN_DATED = re.compile(
    rf"\b(?:in|during|since|from|back in|of)\s+((?:(?:early|late|mid)[ -])?(?:(?:{_MONTH}),? )?(?:19|20)\d\d)\b"
    r"|\b((?:19|20)\d\d)\b"
)
_WHEN_TOLD = re.compile(
    rf"\b{_NUMBER} years? (?:ago|earlier|after|before|later)\b"
    r"|\b(?:at )?(?:the|its|our) (?:last|previous) (?:full |ofsted |graded )*inspection\b"
)
_ALTERNATIVE = re.compile(
    r"^[\"')\s]*(?:and/or|or|/)\s*[\"'(]*(?:good|outstanding|better|above|inadequate|adequate|requir|worse|higher)"
)
_TOLD_BY_A_PERSON = re.compile(
    r"\b(?:councillor|cllr|director|leader|mayor|spokes\w+|members?|chief executive|commissioner|chair|mps?"
    r"|minister|mr|mrs|ms|dr|he|she|i)\b"
    r"[^;:]{0,80}\b(?:said|says|told|added|adds|believes?|claim(?:s|ed)|hailed|explained|commented|is|was|am) (?!by )"
    r"(?:\w+ ){0,4}?(?:that|he|she|they|it|how|:|we|delighted|pleased|proud|thrilled|members|councillors)\b"
)
_IN_A_ROW = re.compile(r"(?:[\s\"',;/()1-4:–-]|\b(?:and|or|then)\b)*")
_ALTERNATIVE_BEFORE = re.compile(r"(?:\b(?:and/or|or)|/)\s*[\"'(]*$")


def months() -> tuple[str, ...]:
    """The months' names in lower case, January first."""
    return _MONTHS


def standing_of(
    sentence: Sentence, grade: Mention, others: tuple[Mention, ...], scope: Scope, foreign: re.Pattern[str]
) -> Stood:
    """Say how a grade mentioned in a sentence stands. `others` are all of its mentions; `foreign` finds other councils."""
    if sentence.spoken(grade.start):
        return Stood(Standing.ANOTHERS, "quotation")
    if _TOLD_BY_A_PERSON.search(sentence.text[: grade.start]):
        return Stood(Standing.ANOTHERS, "quotation")
    text = _cleared(sentence.text, grade, others)
    elsewhere = _elsewhere(sentence, text, grade, others, scope, foreign)
    if elsewhere:
        return Stood(Standing.ANOTHERS, elsewhere)
    low, high = _clause(text, grade)
    before, after = text[low : grade.start], text[grade.end : high]
    when = _when(text, low, high)
    if _OUT_OF.search(before):
        return Stood(Standing.EARLIER, "left_behind", when)
    if _AHEAD.search(before):
        return Stood(Standing.ANOTHERS, "aspiration")
    if _NOT.search(before):
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
            dated = _DATED.match(text[start:])
            end = start + (dated.end() if dated else 0)
        text = text[:start] + " " * (end - start) + text[end:]
    return text


def _elsewhere(
    sentence: Sentence, text: str, grade: Mention, others: tuple[Mention, ...], scope: Scope, foreign: re.Pattern[str]
) -> str:
    if _ALTERNATIVE.match(text[grade.end :]) or _ALTERNATIVE_BEFORE.search(text[: grade.start]):
        return "alternatives"
    if _RULE.search(text):
        return "rule"
    if _in_a_scale(sentence.text, others):
        return "scale"
    if foreign.search(sentence.raw):
        return "another_council"
    if _ANOTHER_BODY.search(text):
        return "another_body"
    return "many_councils" if _MANY.search(text[: grade.start]) else ""


def _in_a_scale(text: str, others: tuple[Mention, ...]) -> bool:
    """Whether three grades or more stand in a row, as where the scale is explained."""
    grades = [mention for mention in others if mention.kind is MentionKind.GRADE]
    gaps = [text[one.end : other.start] for one, other in pairwise(grades)]
    return any(_IN_A_ROW.fullmatch(one) and _IN_A_ROW.fullmatch(other) for one, other in pairwise(gaps))


def _in_time(text: str, grade: Mention, clause: tuple[int, int], around: tuple[str, str], scope: Scope) -> Stood:
    before, after = around
    when = _when(text, *clause)
    dated = _DATED.match(text[grade.end :])
    if dated:
        return _dated(dated[1], dated[2], scope, dated[0])
    years = [_dated(match[1], match[2], scope, match[0]) for match in _YEAR.finditer(before + after)]
    now = re.search(r"\bnow\b|\btoday\b|\bthis (?:year|time)\b|\bmoved? (?:up )?to\b", before)
    if re.search(r"\b(?:is|are) now\b", before):
        return Stood(Standing.CURRENT)
    if _BEFORE.search(before) or _AFTER.search(after) or _SINCE.search(before):
        return Stood(Standing.EARLIER, "past", when)
    if years and not now:
        past = [stood for stood in years if stood.standing is not Standing.CURRENT]
        if past and len(past) < len(years):
            return Stood(Standing.UNSURE, "several_dates")
        if past:
            return Stood(past[0].standing, past[0].reason, when)
    timed = _TIME_CLAUSE.match(before)
    if timed:
        return _time_clause(text, timed[1], before, scope, when)
    return Stood(Standing.CURRENT)


def _time_clause(text: str, word: str, before: str, scope: Scope, when: str | None) -> Stood:
    """A clause "when services were inadequate" tells of the past if the sentence dates it so, and else of nobody knows."""
    passive = re.search(r"\b(?:was|were|being|been|had)\b", before)
    if not passive and word != "when":
        return Stood(Standing.CURRENT) if word == "after" else Stood(Standing.UNSURE, "when_unknown", when)
    past = re.search(r"\blast inspect|\bprevious|\byears? after\b", text) or any(
        _dated(match[1], match[2], scope, match[0]).standing is Standing.EARLIER for match in _YEAR.finditer(text)
    )
    return Stood(Standing.EARLIER, "past", when) if past else Stood(Standing.UNSURE, "when_unknown", when)


def _dated(month: str | None, year: str, scope: Scope, printed: str) -> Stood:
    when = printed.strip(" \"'(,")
    if scope.earliest is None or scope.latest is None:
        return Stood(Standing.UNSURE, "date_uncertain", when)
    at = (int(year), _MONTHS.index(month) + 1 if month else 12)
    if at < (scope.earliest.year, scope.earliest.month):
        return Stood(Standing.EARLIER, "past", when)
    if int(year) > scope.latest.year + 1:
        return Stood(Standing.ANOTHERS, "aspiration")
    return Stood(Standing.CURRENT)


def _clause(text: str, grade: Mention) -> tuple[int, int]:
    low, high = 0, len(text)
    for match in _CLAUSE.finditer(text):
        if match.end() <= grade.start:
            low = match.end()
        elif match.start() >= grade.end:
            high = match.start()
            break
    return low, high


def _when(text: str, low: int, high: int) -> str | None:
    """The date nearest to the grade, as printed: in its clause, else the sentence's only one."""
    for pattern in (_WHEN_DATED, _WHEN_TOLD):
        within = pattern.search(text, low, high)
        if within:
            return within[0]
    anywhere = list(_WHEN_DATED.finditer(text))
    return anywhere[0][0] if len(anywhere) == 1 else None
