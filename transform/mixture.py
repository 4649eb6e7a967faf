"""Documents whose parts are of different reports: a cover that was bound with another report's pages, say.

One misprinted grade makes a report contradict itself about one area, and only that area's grade is withheld. A report
that contradicts itself about several is not one report: where its places happen to agree, or where only one of them
prints a grade, there is no telling whose grade it is.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from transform.records import DocumentIssue, Severity

if TYPE_CHECKING:
    from transform.records import Inspection

_CONTRADICTIONS = frozenset({"grades_contradict", "contradicting_grades"})
_AREAS_OF_ONE_REPORT = 1


def without_mixed_grades(inspection: Inspection) -> Inspection:
    """Return the inspection, without its judgements and with an issue where several areas' grades contradict."""
    areas = sorted({str(issue.field) for issue in inspection.issues if issue.kind in _CONTRADICTIONS})
    if len(areas) <= _AREAS_OF_ONE_REPORT or not inspection.judgements:
        return inspection
    issue = DocumentIssue(
        kind="reports_mixed",
        severity=Severity.ERROR,
        detail="The document gives several areas different grades in different places, so that none of its grades is "
        f"believed: {', '.join(areas)}.",
        page=inspection.judgements[0].page,
        field="judgements",
    )
    return replace(inspection, judgements=(), headline=None, issues=(*inspection.issues, issue))
