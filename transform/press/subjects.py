"""Who was inspected and in what way, by the words of one sentence: the patterns that the kind of a release rests on."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from transform.press.spans import Sentence

_CHILDRENS_SERVICES = (
    r"children(?:['’]?s|)(?: and (?:families|family|young people['’]?s?|adults['’]?|education)"
    r"| families and education)?"
    r" (?:social (?:care|work) )?(?:services?|social care|department)"
    r"|children(?:['’]s)? social (?:care|work)(?: services?)?|child(?:ren)? protection services"
    r"|services (?:for|to)(?: [\w'’-]+){0,2} children|children and family services?"
    r"|(?:support|services?|care) (?:for|to)(?: our)? children in care"
)
_GRADED = (
    r"(?:rated?|rating|ratings|judged|judges?|graded?|grades?|grading|awarded|classed|ranked|verdict"
    r"|judgements?|judgments?)"
)
_GRADE = r"(?:outstanding|good|inadequate|requir\w+ (?:some |further )?improvement|adequate)"

INSPECTING = re.compile(
    r"\b(?:ofsted|inspect\w*|cqc|care quality commission|hmip?|watchdog|regulator|hmicfrs|joint targeted"
    r"|(?:monitoring|focus+ed) visits?)\b"
)
REGISTERED_ONLY = re.compile(
    r"\bofsted[- ](?:registered|approved|recogni[sz]ed|regulated|accredited|number)\b|\bregistered with ofsted\b"
)

# An inspection of a council's children's services, worded as only such an inspection is.
FORMAL = re.compile(
    r"inspection of (?:the )?(?:local authority(?:['’]?s)?|council['’]?s|our|its|[\w'’-]+(?:['’]s)?(?: \w+){0,2})?"
    r" ?(?:services for )?children(?:['’]s)?(?: and \w+)?(?: social (?:care|work))? ?services?"
    r"|inspecti\w+ (?:of )?local authority children['’]?s services|\bilacs\b|\bsingle inspection framework\b"
    r"|overall effectiveness|impact of (?:the )?(?:council['’]s )?leaders|leadership,? management and governance"
    r"|experiences? and progress of (?:our )?(?:children (?:who|in|looked)|care leavers|care[- ]experienced)"
    r"|(?:children['’]?s services|council|authority)\b[^.]{0,40}\bfull inspection"
    r"|full (?:ofsted )?(?:re-?)?inspection of (?:\w+ ){0,3}children"
    r"|children who need help and protection"
)
# Children's services beside an inspectorate or a grade.
SERVICES = re.compile(
    rf"(?:{_CHILDRENS_SERVICES})[^.]{{0,160}}?\b(?:ofsted|inspect\w*|{_GRADED}|{_GRADE})\b"
    rf"|\b(?:ofsted|inspect\w*|{_GRADED})\b[^.]{{0,160}}?(?:{_CHILDRENS_SERVICES})"
)
# The council's work with children by any name, without which no visit is one of the council's.
MENTION = re.compile(
    rf"{_CHILDRENS_SERVICES}|children in (?:need|care)|child protection|care leavers|looked[- ]after children"
    rf"|front door"
    r"|social work(?:ers?)?\b|vulnerable children|safeguarding|help and protection"
)
VERDICT = re.compile(rf"\b{_GRADED}\b[^.]{{0,80}}?\b{_GRADE}\b|\b{_GRADE}\b['’\"”]?[^.]{{0,40}}?\b{_GRADED}\b")

JOINT = re.compile(r"joint targeted area inspection|joint targeted inspection|\bjtais?\b")
_SEND = r"(?:special educational needs|\bsend\b (?:services|provision|system|reforms|arrangements|support))"
_SEND_INSPECTING = r"(?:inspect\w*|re-?visit\w*|\bofsted\b|\bcqc\b|care quality commission)"
AREA_SEND = re.compile(
    r"\barea send\b|\blocal area partnership|\bsend\b[^.]{0,60}\blocal area\b|\blocal area\b[^.]{0,60}\bsend\b"
    r"|\bsend (?:services? |provision |arrangements |area )?(?:re-?)?(?:inspect|visit)\w*"
    rf"|{_SEND_INSPECTING}[^.]{{0,160}}{_SEND}|{_SEND}[^.]{{0,160}}{_SEND_INSPECTING}"
)
# A school is inspected by one inspectorate; the area by two, or as an area.
OF_THE_AREA = re.compile(
    r"\blocal area\b|\barea send\b|\bcqc\b|care quality commission|\bpartnership\b|written statement"
)
SEND_NAME = re.compile(r"\bSEND\b|\bSpecial Educational Needs|special educational needs")

FOCUSED = re.compile(r"\bfocus+ed (?:ofsted )?(?:inspection )?(?:visit|inspection)\b")
MONITORING = re.compile(r"\bmonitoring (?:inspection )?visit\b|\bmonitoring inspection\b")
SHORT_VISIT = re.compile(
    r"\b(?:two|2)[- ]days?\b[^.]{0,60}\bvisit|\bvisit\w*\b[^.]{0,80}\b(?:(?:for|over) (?:two|2) days|(?:two"
    r"|2)[- ]day)\b"
)
NOT_FULL = re.compile(r"\bnot a (?:formal|full)(?: \w+)? inspection\b|\bfocus(?:s?ed)? (?:was )?on\b")

# What else is inspected under the same words: schools, early years, children's homes, agencies, adult learning, adult
# care, youth justice.
_ELSE = (
    r"\bschools?\b(?! (?:aged?|attendance|places|nurse|staff))",
    r"\bacadem(?:y|ies)\b|sixth[- ]form|\bcollege\b|\bpupils\b|head ?teacher",
    r"\bnurser(?:y|ies)\b|pre-?school|\bchild-?mind\w*|early[- ]years (?:settings?|providers?)|\bday ?care\b",
    r"\bcr[eè]che\b|holiday (?:club|activit)\w*|\bplaygroup|after[- ]school|childcare (?:settings?|providers?)",
    r"children['’]?s (?:residential )?homes?\b|residential (?:home|care home|children)|secure (?:children|unit)",
    r"short[- ]breaks? (?:home|unit|service|centre)|supported accommodation|respite (?:home|centre|unit)",
    r"\bresidential (?:unit|provision|service)s?\b",
    r"\b(?:adoption|fostering) (?:agenc(?:y|ies)|services?|team|partnership)\b|\b(?:regional|voluntary) adoption",
    r"\bagency that\b|\badopt(?:ion)? (?:\w+ ){0,2}rated\b",
    r"\bfostering\b(?=[^.]{0,40}\b(?:rated|judged|graded|outstanding|inadequate)\b)",
    r"adult (?:and community )?(?:learning|education|skills)|community learning|apprentic\w+|training provider",
    r"further education|skills (?:service|and learning)|lifelong learning",
    r"adult(?:s['’]?)? social (?:care|services)|\bcare act\b|adults['’]? (?:social )?(?:care )?services",
    r"\bcare homes?\b|home ?care|domiciliary|reablement|supported living|shared lives",
    r"how well children(?: and young people)? are helped and protected|effectiveness of leaders and managers",
    r"\boverall experiences and progress of (?:children and young people|service users)",
    r"inspectorate of probation|\bhmi probation\b|\bhmip\b|youth (?:justice|offending)",
)
ELSE = re.compile("|".join(_ELSE))
NATIONAL = re.compile(
    r"\b(?:\d+|one|two|three|half|third|number|proportion|per ?cent|%) (?:in \w+ |of (?:the "
    r"|all )?)(?:\d+ )?(?:english )?(?:councils|local authorities)\b"
    r"|\bofsted['’]?s annual report\b|\bnational(?:ly)? (?:figures|statistics|data)\b"
)
PILOT = re.compile(
    r"\bpilot(?:ed|ing)?\b[^.]{0,60}\b(?:inspect|framework|ofsted)\w*|\b(?:inspect|framework"
    r"|ofsted)\w*[^.]{0,60}\bpilot\b"
)

_ROLE = re.compile(r"\b(?:member|leader|director|chair\w*|mayor|officer|executive|head|spokes\w+)\b")
_SAID = re.compile(r"\b(?:said|says|added|adds|commented|comments|explained|continued)\b")

_BEFORE = re.compile(
    r"\b(?:since|last|previous(?:ly)?|earlier|prior|before|next|future|ahead of|until|up from|from an?"
    r"|used to|had been|series of"
    r"|number of|regular|further|subsequent|after being|no longer|following (?:its|our|the) [^.]{0,30}(?:19"
    r"|20)\d\d)\b[^.;]{0,60}$"
)
_YEAR_BEFORE = re.compile(r"\b(?:in|of|during|from)(?: \w+){0,2} ((?:19|20)\d\d)\b[^.;]{0,60}$")
_YEAR_AFTER = re.compile(r"^[^.;]{0,60}?\b(?:in|of|during|from)(?: \w+){0,2} ((?:19|20)\d\d)\b")
_BEFORE_AFTER = re.compile(
    r"^[^.;]{0,40}?\b(?:at|in|during|when|after) (?:its|our|the|their|ofsted['’]?s?)? ?(?:last|previous"
    r"|earlier|prior)\b"
)
_TO_COME = re.compile(r"^[^.;]{0,40}?\b(?:will|expected|due|planned|next (?:year|month)|is to)\b")
_BEFORE_NOUN = re.compile(r"\b(?:last|previous|earlier|prior|next|future)\s+(?:\w+\s+){0,2}$")


def is_attribution(sentence: Sentence) -> bool:
    """Whether a sentence only says who is speaking: the name of a person's department says nothing of the event."""
    return bool(sentence.speech and _SAID.search(sentence.text) and _ROLE.search(sentence.text))


def tells_of_now(pattern: re.Pattern[str], text: str, year: int | None) -> bool:
    """Whether a sentence says something of the event that it reports, rather than of one before or after it.

    `year` is the article's: a year two or more before it belongs to an earlier event.
    """
    for match in pattern.finditer(text):
        before, after = text[: match.start()], text[match.end() :]
        if any(sign.search(before) for sign in (_BEFORE, _BEFORE_NOUN)):
            continue
        if any(sign.search(after) for sign in (_BEFORE_AFTER, _TO_COME)):
            continue
        years = [told for told in (_YEAR_BEFORE.search(before), _YEAR_AFTER.search(after)) if told]
        if year and any(int(told[1]) < year - 1 for told in years):
            continue
        return True
    return False
