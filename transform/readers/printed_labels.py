"""The labels of the facts on a report's first page, as parts of patterns: "Inspection dates:", "Lead inspector:".

A label may end in a colon, a dash or nothing; `BEFORE_DATE` holds where a date follows, or the line ends.
"""

from __future__ import annotations

import re

_WORK = r"(?:inspections?|reviews?|visits?|fieldwork|on-?site)"
_DATE = r"dates?(?:\(s\))?"

# Words that running text starts a line with too are labels before a colon only.
DATES = (
    rf"(?:(?:the )?(?:on-?site )?{_WORK} {_DATE}|{_DATE} of (?:the |this )?{_WORK}"
    rf"|(?:inspected|{_WORK} (?:period|took place|undertaken|carried out)(?: on)?)(?=\s*:))"
).replace(" ", r"\s+")
PUBLISHED = (
    rf"(?:(?:report |letter |date )?published(?: on)?|(?:report )?publication {_DATE}|report {_DATE}"
    rf"|{_DATE} (?:of (?:report )?publication|published))"
).replace(" ", r"\s+")
LEAD = r"(?:joint )?(?:ofsted )?(?:lead|reporting) (?:ofsted )?inspectors?(?:\(s\))?".replace(" ", r"\s+")
COLON = r"\s*[:–—-]?\s*"
BEFORE_DATE = r"(?=\d|$|(?:between|from|on)\b|(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\b)"

# A label in the middle of a line: what stands from there on is no part of the value before it.
_NEXT = re.compile(
    rf"\b(?:{PUBLISHED}{COLON}(?=\d)|(?:{DATES}|{LEAD}|{PUBLISHED})\s*:"
    r"|(?:dates? of )?(?:the )?(?:previous|last) (?:\w+ )?inspection\b)",
    re.IGNORECASE,
)


def own_value(text: str) -> str:
    """Return a label's value without the labels, and their values, that follow on the same line."""
    following = _NEXT.search(text)
    return text[: following.start()] if following else text
