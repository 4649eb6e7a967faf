"""Days as newsrooms print them: always the day before the month, never with two digits for the year."""

from __future__ import annotations

import re
from datetime import date
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

from extract.pages import MONTHS

if TYPE_CHECKING:
    from collections.abc import Iterator

PRINTED = re.compile(
    r"(?<!\d)(?P<day>\d{1,2})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<month>[A-Za-z]{3,9})\.?,?\s+(?P<year>\d{4})(?!\d)"
    r"|(?<![A-Za-z])(?P<month2>[A-Za-z]{3,9})\.?\s+(?P<day2>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<year2>\d{4})(?!\d)"
    r"|(?<![\d/.-])(?P<day3>\d{1,2})[/.-](?P<month3>\d{1,2})[/.-](?P<year3>\d{4})(?!\d)"
    r"|(?<!\d)(?P<year4>\d{4})-(?P<month4>\d{2})-(?P<day4>\d{2})(?!\d)"
)
CHANGED = re.compile(r"(?:updated|modified|reviewed|changed|edited)(?:\s+on)?\W*(?:[A-Za-z]+day,?\s*)?$", re.IGNORECASE)
# A word before a date that says of what it is stands no further away.
WITHIN = 40


def days_in(text: str) -> Iterator[date]:
    """Yield the days of publication that a text may print; those of an update are left out."""
    for match in PRINTED.finditer(text):
        if CHANGED.search(text, max(0, match.start() - WITHIN), match.start()):
            continue
        given = {name.rstrip("234"): value for name, value in match.groupdict().items() if value is not None}
        month = MONTHS.get(given["month"].lower()) or (int(given["month"]) if given["month"].isdecimal() else 0)
        try:
            yield date(int(given["year"]), month, int(given["day"]))
        except ValueError:
            continue


def only_day(text: str) -> date | None:
    """Return the day that a text prints; None when it prints none, or several."""
    days = set(days_in(text))
    return days.pop() if len(days) == 1 else None


def stamped_day(stamp: str) -> date | None:
    """Return the day of a machine's time stamp (ISO 8601, or RFC 5322 as in feeds), in the time zone it is given in."""
    stamp = stamp.strip()
    try:
        return date.fromisoformat(stamp[:10])
    except ValueError:
        pass
    try:
        return parsedate_to_datetime(stamp).date()
    except ValueError:
        return only_day(stamp)
