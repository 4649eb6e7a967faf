"""The cover of the older reports: a title, who was inspected, and lines such as "Inspection dates: ..."."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from transform.people import names
from transform.printed_dates import parse_date
from transform.readers import printed_labels as labels
from transform.readers.printed_names import beside, name_of_lines
from transform.records import DocumentIssue, Severity

if TYPE_CHECKING:
    from datetime import date

    from transform.document import Document, Line
    from transform.records import Window

DATES = "dates"
PUBLISHED = "published"
LEAD = "lead"

_LABELS = re.compile(
    rf"(?:(?P<dates>{labels.DATES})|(?P<published>{labels.PUBLISHED})|(?P<lead>{labels.LEAD})"
    rf"|(?P<other>age group|(?:report )?reference (?:no|number)\.?|unique reference number))(?!\w){labels.COLON}",
    re.IGNORECASE,
)
# A value goes on beside its label, or on the next line: no further below, in sizes of the type.
_LEVEL = 2.0
_WRAPPED = 1.7


@dataclass(frozen=True)
class Cover:
    """The first page: the lines above the first label, and what the labels say, as printed."""

    above: tuple[Line, ...]
    values: dict[str, str]

    def title(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """Return where the lines above the labels, joined with spaces, print a title."""
        return pattern.search(self._above_text)

    def provider(self, title: re.Pattern[str]) -> str | None:
        """Return the name above the labels, when it stands on one side of the title only."""
        match = self.title(title)
        if match is None:
            return None
        sides = beside([line.text for line in self.above], match.start(), match.end())
        printed = [name for name in map(name_of_lines, sides) if name]
        return printed[0] if len(printed) == 1 else None

    @property
    def _above_text(self) -> str:
        return " ".join(line.text for line in self.above)


@dataclass(frozen=True)
class CoverFacts:
    """What a cover says of the inspection itself."""

    window: Window | None
    published: date | None
    leads: tuple[str, ...]


def read_cover(document: Document) -> Cover:
    """Return the cover of a document; a label's value goes on to the next line when that stands close below."""
    above: list[Line] = []
    values: dict[str, str] = {}
    label: str | None = None
    before: Line | None = None
    for line in document.pages[0].lines:
        if not any(map(str.isalpha, line.text)):
            continue
        match = _LABELS.match(line.text)
        if match:
            label = match.lastgroup or "other"
            values.setdefault(label, line.text[match.end() :])
        elif label is None:
            above.append(line)
        elif before and -_LEVEL < before.baseline - line.baseline < _WRAPPED * line.size and before.size == line.size:
            values[label] += " " + line.text
        else:
            break
        before = line
    return Cover(tuple(above), {label: labels.own_value(value) for label, value in values.items()})


def cover_facts(cover: Cover, issues: list[DocumentIssue]) -> CoverFacts:
    """Return the dates and inspectors that a cover prints; what is absent or unreadable becomes an issue."""
    dates, published = cover.values.get(DATES), cover.values.get(PUBLISHED)
    windows = labels.windows_of(dates or "")
    window = windows[0] if len(windows) == 1 else None
    if window is None:
        detail = "The cover does not print one period of inspection that can be read."
        issues.append(cover_issue("dates_missing", Severity.ERROR, detail, "inspection_start", other=dates))
    day = parse_date(published) if published else None
    if day is None:
        detail = "The cover does not print a day of publication that can be read."
        issues.append(
            cover_issue("published_missing", Severity.WARNING, detail, "printed_published_on", other=published)
        )
    elif window and day < window.end:
        detail = "The cover prints a day of publication before the end of the inspection."
        issues.append(
            cover_issue("impossible_dates", Severity.ERROR, detail, "printed_published_on", str(day), str(window.end))
        )
        day = None
    return CoverFacts(window, day, names(cover.values.get(LEAD, "")))


def cover_issue(
    kind: str, severity: Severity, detail: str, about: str, believed: str | None = None, other: str | None = None
) -> DocumentIssue:
    """Return an issue about the first page."""
    return DocumentIssue(kind, severity, detail, page=1, field=about, believed=believed, other=other)
