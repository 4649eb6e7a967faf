"""The month in which a release says that its inspection took place, where it gives no days."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

from transform.press.cues import MONTH, MONTHS

if TYPE_CHECKING:
    from transform.press.spans import Sentence

_HELD = re.compile(
    rf"\b(?:inspect(?:ion|ions|ed|ors)|visit(?:ed)?|took place|carried out|assessed)\b[^.;]{{0,90}}?"
    rf"\b(?:in|during) (?:early |late |mid[- ]|the (?:middle|end) of )?({MONTH})\b(?! \d{{1,2}}\b)(?:,? ((?:19"
    rf"|20)\d\d))?"
    rf"|\b((?:19|20)\d\d)? ?({MONTH}) inspection\b"
)
_ANOTHER = re.compile(
    r"\b(?:last|previous|publish\w*|next|since|first|will|monitoring|focused|rated|judged|report (?:in|from)"
    r"|announced)\b"
)


def month_of(told: tuple[Sentence, ...], published_on: date) -> tuple[date, date] | None:
    """Return the first and last day of the one month in which a release says that its inspection was.

    None when it says no month, or more than one, or one that lies more than a year before the release.
    """
    found: set[tuple[date, date]] = set()
    for sentence in told:
        for match in _HELD.finditer(sentence.text):
            if sentence.spoken(match.start()) or _ANOTHER.search(match[0]):
                continue
            number = MONTHS.index(match[1] or match[4]) + 1
            year = match[2] or match[3]
            found.add(_days(number, int(year) if year else None, published_on))
    if len(found) != 1:
        return None
    first, last = found.pop()
    return (first, last) if first <= published_on and published_on - last < timedelta(days=366) else None


def _days(month: int, year: int | None, published_on: date) -> tuple[date, date]:
    if year is None:
        year = published_on.year - (month > published_on.month)
    following = date(year + month // 12, month % 12 + 1, 1)
    return date(year, month, 1), following - timedelta(days=1)
