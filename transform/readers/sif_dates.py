"""The dates on the cover of a single-inspection report, and what contradicts them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from transform.printed_dates import find_dates
from transform.readers.printed_labels import BEFORE_DATE, COLON, PUBLISHED, date_value, windows_of
from transform.readers.sif_cover import INSPECTION_DATES, Cover
from transform.records import DocumentIssue, Severity, Window

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from transform.document import Document, Line

_PUBLISHED = re.compile(rf"{PUBLISHED}{COLON}{BEFORE_DATE}", re.IGNORECASE)
# Inspections take up to four weeks; one that pauses over a holiday takes a little longer.
_USUAL_DAYS = 60


@dataclass(frozen=True)
class CoverDates:
    """What a cover's dates amount to: `windows` in the order printed, `published` when one date is printed."""

    windows: tuple[Window, ...]
    published: date | None
    issues: tuple[DocumentIssue, ...]


def read_dates(document: Document, cover: Cover) -> CoverDates:
    """Return the dates of a report's cover, with an issue for all that is missing or contradicts itself.

    Dates in an order that cannot be (published before the last day on site) are all withheld, for nothing says
    which of them is wrong.
    """
    page = cover.page
    windows = _windows(page.lines)
    days = _published(page.lines)
    published = days[0] if len(set(days)) == 1 else None
    issues: list[DocumentIssue] = []
    if not windows:
        detail = "The cover prints no inspection dates that can be read."
        issues.append(DocumentIssue("dates_not_read", Severity.ERROR, detail, page.number, "inspection_start"))
    elif (windows[-1].end - windows[0].start).days > _USUAL_DAYS:
        detail = f"The inspection lasted over {_USUAL_DAYS} days, by the dates on the cover."
        issues.append(DocumentIssue("long_inspection", Severity.WARNING, detail, page.number, "inspection_end"))
    if len(set(days)) > 1:
        detail = "The cover prints two dates of publication; neither is used."
        first, other = sorted(day.isoformat() for day in set(days))[:2]
        issues.append(
            DocumentIssue("dates_differ", Severity.ERROR, detail, page.number, "printed_published_on", first, other)
        )
    if windows and (list(windows) != sorted(windows) or (published and published < windows[-1].end)):
        detail = "The dates on the cover are in an order that cannot be; none of them is used."
        last = windows[-1].end.isoformat()
        other = published.isoformat() if published else windows[0].start.isoformat()
        issue = DocumentIssue(
            "impossible_dates",
            Severity.ERROR,
            detail,
            page.number,
            "inspection_end",
            believed=None,
            other=f"{last}, {other}",
        )
        return CoverDates((), None, (*issues, issue))
    return CoverDates(windows, published, (*issues, *_printed_again(document, cover, windows, published)))


def _windows(lines: Sequence[Line]) -> tuple[Window, ...]:
    for at, line in enumerate(lines):
        if INSPECTION_DATES.match(line.text):
            return windows_of(date_value(lines, at, INSPECTION_DATES))
    return ()


def _published(lines: Sequence[Line]) -> tuple[date, ...]:
    return tuple(
        day
        for at, line in enumerate(lines)
        if _PUBLISHED.match(line.text)
        for day in find_dates(date_value(lines, at, _PUBLISHED))
    )


def _printed_again(
    document: Document, cover: Cover, windows: tuple[Window, ...], published: date | None
) -> list[DocumentIssue]:
    """Return a warning for each later page of the report that prints other dates than its cover."""
    issues: list[DocumentIssue] = []
    for page in document.pages:
        if page.number <= cover.page.number:
            continue
        again = _windows(page.lines)
        if again and windows and again != windows:
            issues.append(_differs("inspection_start", page.number, _spans(windows), _spans(again)))
        issues += [
            _differs("printed_published_on", page.number, published.isoformat(), day.isoformat())
            for day in _published(page.lines)
            if published and day != published
        ]
    return issues


def _differs(field: str, page: int, believed: str, other: str) -> DocumentIssue:
    detail = "The report prints a date in two places, and they differ; the cover's first one stands."
    return DocumentIssue("dates_differ", Severity.WARNING, detail, page, field, believed, other)


def _spans(windows: tuple[Window, ...]) -> str:
    return ", ".join(f"{window.start.isoformat()}/{window.end.isoformat()}" for window in windows)
