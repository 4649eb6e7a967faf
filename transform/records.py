"""What a document says, as typed records. These are the only things that readers return and the warehouse loads."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from transform.vocabulary import Area, Framework, Grade


class FindingKind(StrEnum):
    """Which list of a report a finding stands in."""

    STRENGTH = "strength"
    WEAKNESS = "weakness"
    IMPROVEMENT = "improvement"
    PRIORITY_ACTION = "priority_action"
    RECOMMENDATION = "recommendation"


class Severity(StrEnum):
    """How much an issue matters: an error withholds a value, a warning leaves it standing."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, order=True)
class Window:
    """First and last day of a period on site."""

    start: date
    end: date


@dataclass(frozen=True)
class Judgement:
    """A grade for an area, with the words that give it.

    `witnesses` counts the independent places in the same document that give this grade (the table on page 1, the
    heading of the section, the headline sentence); `page` counts from 1 and, like `quote`, is the first of them.
    """

    area: Area
    grade: Grade
    grade_as_printed: str
    page: int
    quote: str
    witnesses: int


@dataclass(frozen=True)
class Finding:
    """One item of a report's lists, whole sentences, in the order printed.

    `position` counts from 1 within its kind. A sub-bullet names the position of the bullet that it belongs to as
    `parent_position`. `heading` is the sub-heading above it; `national_framework` is the printed reference to the
    Children's Social Care National Framework ("outcome 1"). `progress` is what a revisit says of a weakness.
    `responsible_body` is who a table names, beside the item, as the one to act.
    """

    kind: FindingKind
    position: int
    text: str
    page: int
    heading: str | None = None
    parent_position: int | None = None
    national_framework: str | None = None
    progress: str | None = None
    responsible_body: str | None = None


@dataclass(frozen=True)
class Passage:
    """A paragraph of a report, in reading order (`position` from 1), with the number that it prints, if any."""

    position: int
    section: str | None
    number: str | None
    page: int
    text: str


@dataclass(frozen=True)
class DocumentIssue:
    """Something in a document that contradicts itself or could not be read, with its place and both values."""

    kind: str
    severity: Severity
    detail: str
    page: int | None = None
    field: str | None = None
    believed: str | None = None
    other: str | None = None


@dataclass(frozen=True)
class Inspection:
    """One inspection (or visit) that a document reports, with all that it says of it."""

    framework: Framework
    start: date | None
    end: date | None
    provider_as_printed: str | None
    further_windows: tuple[Window, ...] = ()
    inspection_type: str | None = None
    lead_inspectors: tuple[str, ...] = ()
    printed_published_on: date | None = None
    theme: str | None = None
    theme_code: str | None = None
    inspectorates: tuple[str, ...] = ()
    previous_inspection: Window | None = None
    headline: str | None = None
    next_full_inspection_years: int | None = None
    monitoring_inspection: bool | None = None
    written_statement_required: bool | None = None
    visit_number: int | None = None
    follows_judgement_on: date | None = None
    judgements: tuple[Judgement, ...] = ()
    findings: tuple[Finding, ...] = ()
    passages: tuple[Passage, ...] = ()
    issues: tuple[DocumentIssue, ...] = ()


@dataclass(frozen=True)
class Unreadable:
    """Why a body gave no inspection: a code, and a sentence for the person who looks at it."""

    reason: str
    detail: str


@dataclass(frozen=True)
class Reading:
    """What one reader version made of one archived body: inspections, or the reason why there are none."""

    reader_version: str
    pages: int
    inspections: tuple[Inspection, ...] = field(default=())
    unreadable: Unreadable | None = None
