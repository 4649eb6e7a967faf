"""What a council says of an inspection beside what the report says: which inspection is meant, then field by field."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from transform.press.records import ReleaseKind
from transform.vocabulary import Area, Framework, Grade

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from transform.records import Window

FRAMEWORKS: Mapping[ReleaseKind, frozenset[Framework]] = {
    ReleaseKind.ILACS: frozenset({Framework.ILACS}),
    ReleaseKind.SIF: frozenset({Framework.SIF}),
    ReleaseKind.AREA_SEND: frozenset({Framework.AREA_SEND, Framework.AREA_SEND_2016}),
    ReleaseKind.JTAI: frozenset({Framework.JTAI}),
    ReleaseKind.FOCUSED_VISIT: frozenset({Framework.ILACS_FOCUSED_VISIT}),
    ReleaseKind.MONITORING_VISIT: frozenset({Framework.ILACS_MONITORING_VISIT}),
}

# Councils announce on the day that the report appears or within the week, and now and then a few days before it.
DAYS_AFTER_REPORT = timedelta(days=14)
DAYS_BEFORE_REPORT = timedelta(days=3)


class Verdict(StrEnum):
    """How a field of the release stands to the same field of the report."""

    AGREES = "agrees"
    DIFFERS = "differs"
    ONLY_IN_PRESS = "only_in_press"
    ONLY_IN_REPORT = "only_in_report"


class MatchBasis(StrEnum):
    """What told which inspection a release is about, the surest first."""

    REPORT_LINK = "report_link"
    WINDOW = "window"
    PUBLICATION = "publication"


@dataclass(frozen=True)
class ReleaseFacts:
    """What of a release is held against a report. `file_ids` are those of the reports that it links to."""

    kind: ReleaseKind
    published_on: date | None
    window: Window | None = None
    claims: Mapping[Area, Grade] = field(default_factory=dict)
    file_ids: frozenset[str] = frozenset()


@dataclass(frozen=True)
class ReportFacts:
    """What of an inspection of the same authority a release is held against."""

    inspection_id: str
    file_id: str
    framework: Framework
    start: date | None
    end: date | None
    published_on: date
    judgements: Mapping[Area, Grade]


@dataclass(frozen=True)
class Match:
    """The inspection that a release is about, and what told so."""

    report: ReportFacts
    basis: MatchBasis


@dataclass(frozen=True)
class Reconciliation:
    """One field of both. Dates are in ISO form, grades are codes; None is what the one does not say."""

    field: str
    press_value: str | None
    report_value: str | None
    verdict: Verdict


def match(release: ReleaseFacts, reports: Iterable[ReportFacts]) -> Match | None:
    """Return the inspection that a release is about, or None when none, or more than one, fits.

    A link to the report decides; else the window that the release states, which must overlap the report's; else,
    for a release that states none, the days between report and release. A release is never about an inspection
    that ended after it.
    """
    frameworks = FRAMEWORKS.get(release.kind, frozenset())
    candidates = [
        report for report in reports if report.framework in frameworks and _not_before_its_end(release, report)
    ]
    for basis, fits in (
        (MatchBasis.REPORT_LINK, [report for report in candidates if report.file_id in release.file_ids]),
        (MatchBasis.WINDOW, [report for report in candidates if _overlaps(release.window, report)]),
        (MatchBasis.PUBLICATION, [report for report in candidates if _announces(release, report)]),
    ):
        if len(fits) == 1:
            return Match(fits[0], basis)
        if fits:
            return None
    return None


def _not_before_its_end(release: ReleaseFacts, report: ReportFacts) -> bool:
    return release.published_on is None or report.end is None or report.end <= release.published_on


def _overlaps(window: Window | None, report: ReportFacts) -> bool:
    if window is None or report.start is None or report.end is None:
        return False
    return report.start <= window.end and window.start <= report.end


def _announces(release: ReleaseFacts, report: ReportFacts) -> bool:
    if release.window is not None or release.published_on is None:
        return False
    return report.published_on - DAYS_BEFORE_REPORT <= release.published_on <= report.published_on + DAYS_AFTER_REPORT


def compare(release: ReleaseFacts, report: ReportFacts, areas: Sequence[Area]) -> tuple[Reconciliation, ...]:
    """Return how release and report stand to each other: the window, where the release gives one, and each area.

    `areas` are all that are known, in the order that the rows are wanted in.
    """
    rows: list[Reconciliation] = []
    if release.window is not None:
        for name, said, printed in (
            ("inspection_start", release.window.start, report.start),
            ("inspection_end", release.window.end, report.end),
        ):
            rows.append(_row(name, said.isoformat(), printed.isoformat() if printed else None))
    for area in areas:
        claimed, judged = release.claims.get(area), report.judgements.get(area)
        if claimed is not None or judged is not None:
            rows.append(_row(area.value, claimed and claimed.value, judged and judged.value))
    return tuple(rows)


def _row(name: str, press_value: str | None, report_value: str | None) -> Reconciliation:
    if press_value is None:
        verdict = Verdict.ONLY_IN_REPORT
    elif report_value is None:
        verdict = Verdict.ONLY_IN_PRESS
    else:
        verdict = Verdict.AGREES if press_value == report_value else Verdict.DIFFERS
    return Reconciliation(name, press_value, report_value, verdict)
