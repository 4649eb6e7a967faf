"""The days on which the inspection took place, as a release states them; the year from the article's day if certain."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from transform.press.narration import narration
from transform.press.records import Page, ReleaseKind
from transform.printed_dates import find_windows
from transform.records import DocumentIssue, Severity, Window

if TYPE_CHECKING:
    from collections.abc import Iterable

    from transform.press.spans import Sentence

# An inspection takes from four days to nine weeks with the days between its parts; a visit is over within a week.
SHORTEST, LONGEST = timedelta(days=3), timedelta(days=62)
LONGEST_VISIT = timedelta(days=4)
# The longest that a report has come out after its inspection is 214 days. A year is certain only when no other year
# would let the report come out within that.
LONGEST_WAIT = timedelta(days=240)
# No report has come out within a week of its inspection: such days are the article's own.
SHORTEST_WAIT = timedelta(days=7)
# What ended longer before the article belongs to an inspection before the one that it is about.
STALE = timedelta(days=400)

VISITS = frozenset({ReleaseKind.FOCUSED_VISIT, ReleaseKind.MONITORING_VISIT})
INSPECTIONS = frozenset({ReleaseKind.ILACS, ReleaseKind.SIF, ReleaseKind.AREA_SEND, ReleaseKind.JTAI})

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)"
)
_DAY = r"\d{1,2}(?:st|nd|rd|th)?(?![\w/:])"
_MONTH_FIRST = re.compile(
    rf"\b({_MONTH})\s+({_DAY}(?:\s*(?:to|and|until|[-–—])\s*{_DAY}(?!\s+{_MONTH}))?)(?:,?\s+((?:19|20)\d\d)\b)?",
    re.IGNORECASE,
)
_FULL_STOPS = re.compile(r"\b(\d{1,2})\.(\d{1,2})\.((?:19|20)\d\d)\b")
_WEEKS = re.compile(r"\b(?:weeks?|w/c|wc)\s+(?:commencing|beginning|starting|ending|of)\b", re.IGNORECASE)
_ON_SITE = re.compile(
    r"\b(?:inspect\w*|ofsted|visit\w*|took place|taken place|carried out|undert(?:ook|aken)|conducted"
    r"|on[- ]site|spent|held|ran"
    r"|fieldwork)\b",
    re.IGNORECASE,
)
_VISIT = re.compile(r"\bvisit\w*", re.IGNORECASE)
_EARLIER = re.compile(
    r"\b(?:last|previous(?:ly)?|earlier|prior|preceding|when ofsted)\b"
    r"(?!\s+(?:week|month|year|autumn|summer|spring|winter|november|december|october))",
    re.IGNORECASE,
)
_TO_COME = re.compile(
    r"\b(?:will|consult\w*|next|deadline|holidays?|term|half-term|until further|opening|bookings?)\b", re.IGNORECASE
)


@dataclass(frozen=True)
class Stated:
    """The period that a release states, and why it was withheld if it was."""

    window: Window | None = None
    issues: tuple[DocumentIssue, ...] = ()


def window_of(page: Page, kind: ReleaseKind) -> Window | None:
    """Return the first and last day of the inspection that a release is about; None when it does not say for certain.

    Focused and monitoring visits are no inspections: their days are `visit_of`.
    """
    return stated_window(page).window if kind in INSPECTIONS else None


def visit_of(page: Page, kind: ReleaseKind) -> Window | None:
    """Return the first and last day of the visit that a release is about, for focused and monitoring visits."""
    return stated_visit(page).window if kind in VISITS else None


def stated_window(page: Page) -> Stated:
    """Return the period of inspection in a release, taking it that it is about an inspection."""
    return _only(page, [window for window in _periods(page) if SHORTEST <= window.end - window.start <= LONGEST])


def stated_visit(page: Page) -> Stated:
    """Return the days of a visit in a release, taking it that it is about a visit."""
    short = [window for window in _periods(page, visits=True) if window.end - window.start <= LONGEST_VISIT]
    return _only(page, [window for window in short if window.end > window.start] or short)


def _only(page: Page, windows: list[Window]) -> Stated:
    """The one period; of several that which ended last before the article, when the others are far before it."""
    distinct = sorted(set(windows), key=lambda window: window.end)
    if not distinct:
        return Stated(issues=_yearless(page))
    last = distinct[-1]
    if any(last.start - other.end < timedelta(days=90) for other in distinct[:-1]):
        named = " and ".join(f"{window.start} to {window.end}" for window in distinct)
        detail = f"The release states more than one period: {named}."
        return Stated(issues=(DocumentIssue("several_periods", Severity.WARNING, detail, field="window"),))
    return Stated(last)


def _periods(page: Page, *, visits: bool = False) -> list[Window]:
    found: list[Window] = []
    before: Sentence | None = None
    for sentence in narration(page):
        if _says_when(sentence, before, visits=visits):
            found += [window for window in _dated(sentence.raw, page.published_on) if _fits(window, page.published_on)]
        before = sentence
    return found


def _says_when(sentence: Sentence, before: Sentence | None, *, visits: bool) -> bool:
    if _WEEKS.search(sentence.text) or _TO_COME.search(sentence.text):
        return False
    if visits and not _VISIT.search(sentence.text) and not (before and _VISIT.search(before.text)):
        return False
    return bool(_ON_SITE.search(sentence.text)) and not _earlier_only(sentence.text)


def _earlier_only(text: str) -> bool:
    """Whether a sentence tells of an inspection before this one, by what stands in front of its first date."""
    digit = re.search(r"\d", text)
    return bool(_EARLIER.search(text[: digit.start()] if digit else text))


def _fits(window: Window, published: date | None) -> bool:
    return published is None or SHORTEST_WAIT <= published - window.end <= STALE


def _dated(text: str, published: date | None) -> Iterable[Window]:
    """Give the periods of a sentence; those without a year get the article's, or the year's before it, if certain."""
    plain = _FULL_STOPS.sub(r"\1/\2/\3", _MONTH_FIRST.sub(_day_first, text))
    plain = re.sub(r"\b(20\d\d)\s*\(?inclusive\)?", r"\1", plain, flags=re.IGNORECASE)
    whole = find_windows(plain)
    if published is None:
        return whole
    latest: dict[tuple[int, int, int, int], Window] = {}
    for year in (published.year - 1, published.year):
        for window in find_windows(plain, year=year):
            if window in whole or SHORTEST_WAIT <= published - window.end <= LONGEST_WAIT:
                latest[window.start.month, window.start.day, window.end.month, window.end.day] = window
    return (*whole, *(window for window in latest.values() if window not in whole))


def _day_first(match: re.Match[str]) -> str:
    """Print "November 11 to 22, 2019" as "11 to 22 November 2019"."""
    return " ".join(part for part in (match[2], match[1], match[3]) if part)


def _yearless(page: Page) -> tuple[DocumentIssue, ...]:
    """An issue when a period is printed whose year no one can be certain of."""
    for sentence in narration(page):
        if not _says_when(sentence, None, visits=False):
            continue
        plain = _MONTH_FIRST.sub(_day_first, sentence.raw)
        printed = [window for window in find_windows(plain, year=2000) if window.end - window.start >= SHORTEST]
        if printed and not find_windows(plain) and not _dated(sentence.raw, page.published_on):
            detail = "The release states a period without a year, and the article's day does not make the year certain."
            return (DocumentIssue("year_not_certain", Severity.INFO, detail, field="window"),)
    return ()
