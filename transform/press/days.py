"""Days as newsrooms' pages print them, for machines and for people: the day comes before the month."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from urllib.parse import unquote, urlsplit

from transform.printed_dates import find_dates

# The newest that a date can be is not known here; these keep out 1970 and 9999, which stand for "none".
_FIRST_YEAR, _LAST_YEAR = 2005, 2100

_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?[\s,]*)?"
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)"
)
_DAY_FIRST = (
    rf"{_WEEKDAY}\d{{1,2}}\s?(?:st|nd|rd|th)?[\s,-]*(?:of\s+)?{_MONTH}\b\.?[\s,-]*(?:19|20)\d\d"
    rf"|{_WEEKDAY}\d{{1,2}}([./-])\d{{1,2}}\1(?:(?:19|20)\d\d|\d\d)(?!\d)"
)
# A day in any form that a page prints, its year included.
PRINTED_DAY = re.compile(
    rf"(?:{_DAY_FIRST}|{_WEEKDAY}{_MONTH}\b\.?\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+(?:19|20)\d\d"
    r"|(?:19|20)\d\d-\d\d-\d\d(?!\d))",
    re.IGNORECASE,
)


def day_of(printed: str) -> date | None:
    """Return the day of a machine's date or time ("2020-01-09T08:00:00Z"), in England's time; else of a printed one."""
    text = printed.strip()[:100]
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return printed_day(text)
    if moment.tzinfo:
        try:
            moment = moment.astimezone(UTC)
            moment += timedelta(hours=1 if _is_summer_time(moment) else 0)
        except OverflowError:
            return None
    return _believed(moment.date())


def day_of_address(url: str) -> date | None:
    """Return the day in an address, else None: `/2020/01/09/`, `/09/01/2020/`, `?date=09-01-2020`, `/09-01-2020-`."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    address = unquote(f"{parts.path}?{parts.query}")[:2000]
    for pattern in (
        r"(?<=/)(?P<year>20\d\d)[/-](?P<month>\d\d?)[/-](?P<day>\d\d?)(?=[/?-])",
        r"(?<=/)(?P<year>20\d\d)(?P<month>\d\d)(?P<day>\d\d)(?=[/?-])",
        r"(?<=/)(?P<day>\d\d?)[/-](?P<month>\d\d?)[/-](?P<year>20\d\d)(?=[/?_-])",
        r"\bdate=(?P<day>\d\d?)[/-](?P<month>\d\d?)[/-](?P<year>20\d\d)(?!\d)",
        r"\bdate=(?P<year>20\d\d)-(?P<month>\d\d)-(?P<day>\d\d)(?!\d)",
    ):
        for found in re.finditer(pattern, address):
            if day := _day(found["year"], found["month"], found["day"]):
                return day
    return None


def printed_day(text: str) -> date | None:
    """The first day that a text prints whole, the day first unless the month has a name or the year stands first."""
    found = PRINTED_DAY.search(text)
    if not found:
        return None
    printed = found[0]
    numbers = re.findall(r"\d+", printed)
    if re.search(r"[a-z]{3}", re.sub(_WEEKDAY, "", printed, count=1, flags=re.IGNORECASE), re.IGNORECASE):
        month = re.search(_MONTH, re.sub(rf"^{_WEEKDAY}", "", printed, flags=re.IGNORECASE), re.IGNORECASE)
        days = find_dates(f"{numbers[0]} {month[0]} {numbers[1]}") if month else ()
        return _believed(days[0]) if days else None
    if len(numbers[0]) == 4:
        return _day(numbers[0], numbers[1], numbers[2])
    year = numbers[2] if len(numbers[2]) == 4 else f"20{numbers[2]}"
    return _day(year, numbers[1], numbers[0])


def _day(year: str, month: str, day: str) -> date | None:
    try:
        return _believed(date(int(year), int(month), int(day)))
    except ValueError:
        return None


def _believed(day: date) -> date | None:
    return day if _FIRST_YEAR <= day.year <= _LAST_YEAR else None


def _is_summer_time(moment: datetime) -> bool:
    """Whether clocks in England are an hour ahead of UTC: from 1 a.m. on the last Sundays of March and October."""
    start, end = (datetime(moment.year, month, 31, 1, tzinfo=UTC) for month in (3, 10))
    return start - timedelta(days=(start.weekday() + 1) % 7) <= moment < end - timedelta(days=(end.weekday() + 1) % 7)
