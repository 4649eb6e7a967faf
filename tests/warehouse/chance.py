"""Made reports by chance: many inspections, published out of order, issued anew, withdrawn, in part withheld."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, timedelta

from transform.records import Inspection, Severity
from transform.vocabulary import Framework, Grade
from warehouse.rows import Batch, DocumentReading, Fetch, Publication

from . import made
from .made import DOWN, FELL, MARSH, NEW, OLD, fetch, publication, reading, sweep, ungraded

GRADES = (Grade.OUTSTANDING, Grade.GOOD, Grade.REQUIRES_IMPROVEMENT, Grade.INADEQUATE)
PERIODS = {
    MARSH: (date(2013, 11, 1), date(2023, 12, 31)),
    FELL: (date(2013, 11, 1), date(2023, 12, 31)),
    DOWN: (date(2013, 11, 1), date(2023, 12, 31)),
    NEW: (date(2021, 4, 1), date(2023, 12, 31)),
    OLD: (date(2013, 11, 1), date(2021, 3, 31)),
}


def batches(seed: int) -> list[Batch]:
    """Return two batches of one run of chance: in the second, pages no longer list some of the reports."""
    chance = random.Random(seed)
    listed: list[Publication] = []
    fetches: list[Fetch] = []
    readings: list[DocumentReading] = []
    for urn, (first, last) in PERIODS.items():
        for _ in range(chance.randint(3, 9)):
            report = _report(chance, first + timedelta(days=chance.randrange((last - first).days)))
            assert report.end
            published_on = report.end + timedelta(days=chance.choice((20, 45, 60, 200, 500)))
            for _ in range(chance.choice((1, 1, 1, 2, 3))):
                row = publication(str(1000 + len(listed)), published_on, urn)
                listed.append(row)
                fetches.append(fetch(len(listed) / 1000, row.file_id, f"body of {row.file_id}"))
                readings.append(reading(0.5, f"body of {row.file_id}", _graded(chance, report)))
                published_on += timedelta(days=chance.choice((0, 1, 30, 400)))
    kept = [row for row in listed if chance.random() > 0.15]
    sweeps = [
        tuple(sweep(days, *(row for row in rows if row.ofsted_urn == urn), urn=urn) for urn in PERIODS)
        for days, rows in ((0.0, listed), (1.0, kept))
    ]
    return [Batch("run-1", (), sweeps[0], tuple(fetches), tuple(readings)), Batch("run-2", (), sweeps[1], (), ())]


def _report(chance: random.Random, start: date) -> Inspection:
    if chance.random() < 0.15:
        return ungraded(chance.choice((Framework.JTAI, Framework.ILACS_FOCUSED_VISIT)), start)
    if start < date(2018, 1, 1):
        return made.sif(start)
    return made.ilacs(start, chance.choice((4, 11)))


def _graded(chance: random.Random, report: Inspection) -> Inspection:
    """Return a report with grades by chance: now and then one is not judged, now and then one is withheld."""
    judgements = []
    issues = []
    for row in report.judgements:
        if chance.random() < 0.05:
            issues.append(made.issue("grades_contradict", Severity.ERROR, row.area))
        else:
            grade = Grade.NOT_JUDGED if chance.random() < 0.05 else chance.choice(GRADES)
            judgements.append(made.judgement(row.area, grade))
    return replace(report, judgements=tuple(judgements), issues=tuple(issues))
