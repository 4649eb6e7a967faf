"""Words around a grade that say whose it is: of others, of the past, of hopes, of a rule; as patterns of plain text."""

from __future__ import annotations

import re

MONTHS = (
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
MONTH = "|".join(MONTHS)
_NUMBER = r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d{1,2})"


def _phrases(*alternatives: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(alternatives)})\b")


_OPENS_A_CLAUSE = (
    r"while|whilst|but|although|though|whereas|which|who|where|when|after|since|having|compared (?:to|with)|up from",
    r"down from|despite|because|before|following|the same|meaning|making|placing|putting|until|unlike",
    r"as it|as we|so that",
    rf"{_NUMBER} years (?:after|before)",
    r"and (?:is|are|has|have|now|it|they|then|we|rated|judged|graded|gave|given|awarded|awarding|found|will)",
    r"and (?:aims?|hopes?|wants?)",
)
# Where one clause ends; a word that opens the next belongs to it.
CLAUSE = re.compile(rf"[;()\[\]]|\s[–—-]\s|:\s|,?\s(?=(?:{'|'.join(_OPENS_A_CLAUSE)})\b)")

# Bodies that are inspected with the same four words, and views that are not an inspectorate's.
ANOTHER_BODY = _phrases(
    r"schools?|academ(?:y|ies)|nurser(?:y|ies)|pre-?schools?|childminders?|sixth form|colleges?|pupils?",
    r"apprenticeships?",
    r"(?:children's|residential|care|nursing) homes?|supported accommodation|short[- ]breaks?",
    r"children's cent(?:re|er)s?",
    r"(?:adoption|fostering) (?:agency|agencies|service|services|team|panel)|regional adoption|raa|family hubs?",
    r"adult (?:social|care|education|learning|services|community|skills)|adults' (?:social|services)",
    r"cqc|care quality commission|care inspectorate|estyn|prisons?|hospitals?|nhs trust|surger(?:y|ies)",
    r"probation|youth (?:justice|offending)|hmicfrs|police|early years|settings|providers|send",
    r"special educational needs",
    r"self[- ](?:evaluation|assess\w*)|own (?:assessment|evaluation|view|judgement)|peer (?:review|challenge)",
    r"mock inspection|internal(?:ly)? (?:review|audit)\w*|audits?|audited|local government association|lga",
    r"independent review",
)

# Counts of councils, before the grade that they share.
MANY = re.compile(
    r"\b(?:one of|among(?:st)?|per ?cent|percentage|proportion|number of|out of the \d+|just \d+|nationally)\b"
    r"|\d\s?%"
    r"|\b(?:councils|authorities|boroughs|counties|cities|las|departments|local areas|across (?:england|the country))\b"
    r"|\bthe (?:only|first|second|third|fourth|fifth|sixth)"
    r" (?:council|authority|borough|county|city|local|london|unitary)\b"
)

RULE = re.compile(
    r"\b(?:by default|automatically|scale|(?:four|4)[- ]point|rang(?:es?|ing) from|would|if|unless|whether|whenever)\b"
    r"|\beither\b"
    r"|\bany (?:one |single |of )?(?:\w+ )?(?:areas?|judg?e?ments?|categor(?:y|ies)|of these)\b"
    r"|\bpossible (?:grades?|ratings?|outcomes?|judg?e?ments?)\b|\bmeans (?:that )?(?:a|an|any)\b|\bhow to get\b"
    r"|\b(?:can|could|may|might|must|cannot) (?:also |only |then |not )?be\b|\bone of (?:the )?four\b"
    r"|\bgrades? (?:services|councils|authorities)\b|\bwhat (?:a |an )?\W?(?:good|outstanding)\b"
)
EXCEPT = _phrases(r"apart from|except|all but one|other than|bar one|aside from")

AHEAD = _phrases(
    r"aim(?:s|ing|ed)?|goals?|ambitions?|aspir\w+|journey|striv\w+|wants?|wanted|hop(?:e|es|ing)|targets?|towards?",
    r"on track|determined to|determination|committed|commitment to|paths?|road to|steps? (?:to|towards)",
    r"next inspection|plans? (?:to|for)|work(?:ing)? to|becom(?:e|ing)|reach(?:ing)?|will|shall|should|needs? to be",
    r"must",
    r"vision|expect\w*|future|pursuit|quest|drive (?:to|for)|strategy|prepar\w+|deserve\w*|so that|closer to",
    r"achiev(?:e|ing)(?: the)?(?: rating| grade)?(?: of)?|get(?:ting)? to|mov(?:e|ing) (?:to|towards)",
    r"continu(?:e|ing) to|in order|standards? of|consider(?:s|ing)? (?:ourselves|itself)",
)
NOT = _phrases(
    r"not|never|none|neither|nor|no|without|cannot|rather than|instead of|avoid\w*|less than|below|short of",
    r"isn't|wasn't|weren't|aren't|nothing|few|fewer|some|several|many|most|parts?|almost|nearly|close to",
    r"at (?:least|best)|better than|worse than|potential\w*|proposed|draft|provisional\w*",
)

_MOVES = (
    r"up|down|improv\w+|mov\w+|ris\w+|rose|went|gone|go(?:es|ing)|jump\w*|progress\w*|upgrad\w+|rais\w+|climb\w*",
    r"increas\w+|grad\w+|transform\w+|chang\w+|turn\w+|lift\w+|declin\w+|dropp\w+|downgrad\w+|fall\w*|fell",
)
_MOVED = (
    r"up|out|on|two|one|three|steps?|grades?|levels?|places?|around|upwards?|its|the|a|an|our|their|overall|rating|ofsted",
    r"services?|council|children's|judg?e?ment|to|be|being|has|have|been|rated",
)
_LEFT = (
    r"an?|the|its|our|their|being|previous|previously|special|rated|rating|of|grade|judged|overall|ofsted|earlier",
    r"judgement|former|at|graded",
)
# What stands just before a grade that was left behind: "no longer", "out of its", "up two grades from".
LEFT_BEHIND = re.compile(
    r"\b(?:no longer(?: (?:rated|judged|graded|considered|deemed|classed|an?|being|to be|found|as))*"
    r"|(?:out of|shed|sheds|shedding|left behind|leav(?:e|es|ing) behind|lost|lifted (?:out of|from))"
    rf"(?: (?:{'|'.join(_LEFT)})){{0,6}}"
    rf"|(?:{'|'.join(_MOVES)})(?: (?:{'|'.join(_MOVED)})){{0,7}} from(?: (?:{'|'.join(_LEFT)})){{0,6}})[\s\"'(]*$"
)
BEFORE = _phrases(
    r"previous(?:ly)?|formerly|former",
    r"last (?:full |ofsted |judg?e?ment |graded |main |major |standard )*inspect(?:ions?|ed)",
    r"last (?:rated|judged|graded)|had (?:been|previously|received)|once (?:rated|judged)|used to be|up from|down from",
    r"compared (?:to|with)|prior|historic\w*|past|originally|earlier inspection|first inspection|back in",
    r"years? (?:after|ago|earlier|before)|at (?:the|that) time|when it was last",
)
SINCE = re.compile(r"^(?:,?\s*)since\b.*\b(?:was|were|being|judged|rated|graded|found|judg?e?ment|rating|inspection)\b")
AFTER = _phrases(r"previously|years? (?:ago|earlier)|in the past|last time|at the last inspection|beforehand")
NOW = _phrases(r"now|today|this (?:year|time)|moved? (?:up )?to")
TIME_CLAUSE = re.compile(r"^,?\s*(when|after|having|before|until|since)\b")

YEAR = re.compile(rf"\b(?:({MONTH}) )?((?:19|20)\d\d)\b")
# A date that stands just after a grade and dates it.
DATED = re.compile(
    r"^[\"')\s]*(?:(?:rating|grade|judg?e?ment|status|overall|by|ofsted|inspectors|inspection|again|both|outcome)\b"
    r"[\s\"']*)*(?:,\s*)?(?:back )?(?:in|during|from|at the|following the|after the|\()\s*"
    rf"(?:(?:an?|the|its|inspection|in|early|late|mid|last|of)\s+)*(?:\d{{1,2}} )?(?:({MONTH}),? )?((?:19|20)\d\d)\b"
)
WHEN_DATED = re.compile(
    rf"\b(?:in|during|since|from|back in|of)\s+((?:(?:early|late|mid)[ -])?(?:(?:{MONTH}),? )?(?:19|20)\d\d)\b"
    r"|\b((?:19|20)\d\d)\b"
)
WHEN_TOLD = re.compile(
    rf"\b{_NUMBER} years? (?:ago|earlier|after|before|later)\b"
    r"|\b(?:at )?(?:the|its|our) (?:last|previous) (?:full |ofsted |graded )*inspection\b"
)

ALTERNATIVE = re.compile(
    r"^[\"')\s]*(?:and/or|or|/)\s*[\"'(]*(?:good|outstanding|better|above|inadequate|adequate|requir|worse|higher)"
)
ALTERNATIVE_BEFORE = re.compile(r"(?:\b(?:and/or|or)|/)\s*[\"'(]*$")
IN_A_ROW = re.compile(r"(?:[\s\"',;/()1-4:–-]|\b(?:and|or|then)\b)*")

TOLD_BY_A_PERSON = re.compile(
    r"\b(?:councillor|cllr|director|leader|mayor|spokes\w+|members?|chief executive|commissioner|chair|mps?|minister"
    r"|mr|mrs|ms|dr|he|she|i)\b[^;:]{0,80}\b"
    r"(?:said|says|told|added|adds|believes?|claim(?:s|ed)|hailed|explained|commented|is|was|am) (?!by )(?:\w+ ){0,4}?"
    r"(?:that|he|she|they|it|how|:|we|delighted|pleased|proud|thrilled|members|councillors)\b"
)
