"""The labels of the facts on a report's first page, as parts of patterns: "Inspection dates:", "Lead inspector:".

A label may end in a colon, a dash or nothing; `BEFORE_DATE` holds where a date follows, or the line ends.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from transform.printed_dates import find_windows, reads_whole

if TYPE_CHECKING:
    from collections.abc import Sequence

    from transform.document import Line
    from transform.records import Window

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
COLON = r"\s*[:‐-―−─━-]?\s*"
_WEEKDAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\b"
BEFORE_DATE = rf"(?=\d|$|(?:between|from|on)\b|{_WEEKDAY})"

# A label in the middle of a line: what stands from there on is no part of the value before it.
_NEXT = re.compile(
    rf"\b(?:{PUBLISHED}{COLON}(?=\d)|(?:{DATES}|{LEAD}|{PUBLISHED})\s*:"
    r"|(?:dates? of )?(?:the )?(?:previous|last) (?:\w+ )?inspection\b)",
    re.IGNORECASE,
)
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b"
_GOES_ON = re.compile(
    rf"[-‐-―−─━,&]|(?:to|and|until)\b|\d{{1,2}}(?![.\d])|(?:19|20)\d\d\b|{_MONTH}|{_WEEKDAY}", re.IGNORECASE
)


def own_value(text: str) -> str:
    """Return a label's value without the labels, and their values, that follow on the same line."""
    following = _NEXT.search(text)
    return text[: following.start()] if following else text


def windows_of(value: str) -> tuple[Window, ...]:
    """Return the periods that a label's value is, or none when a part of it cannot be read.

    Two days with no sign between them that could be read are not two inspections of a day.
    """
    windows = find_windows(value) if reads_whole(value) else ()
    days = len(windows) > 1 and all(window.start == window.end for window in windows)
    return () if days else windows


def date_value(lines: Sequence[Line], at: int, label: re.Pattern[str]) -> str:
    """Return what follows a label in the line at an index, with the lines that go on with a date."""
    texts = [label.sub("", lines[at].text, count=1)]
    for line in lines[at + 1 :]:
        if not _GOES_ON.match(line.text):
            break
        texts.append(line.text)
    return own_value(" ".join(texts))
