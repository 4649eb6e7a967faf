"""Documents whose parts are of different reports: a cover that was bound with another report's pages, say.

One misprinted grade makes a report contradict itself about one area. That area's grade is withheld, and what a single
place behind the front page says with it, for that place may be another report's. A report that contradicts itself
about several areas is not one report: there is no telling whose any of its grades is.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from transform.records import DocumentIssue, Severity

if TYPE_CHECKING:
    from transform.records import Inspection, Judgement

_CONTRADICTIONS = frozenset({"grades_contradict", "contradicting_grades"})


def without_mixed_grades(inspection: Inspection) -> Inspection:
    """Return the inspection without the grades that may be another report's, each with an issue."""
    areas = sorted({str(issue.field) for issue in inspection.issues if issue.kind in _CONTRADICTIONS})
    if not areas or not inspection.judgements:
        return inspection
    front = min(judgement.page for judgement in inspection.judgements)
    withheld = [one for one in inspection.judgements if len(areas) > 1 or (one.witnesses == 1 and one.page > front)]
    kept = tuple(one for one in inspection.judgements if one not in withheld)
    issues = tuple(_issue(one, areas) for one in withheld)
    headline = inspection.headline if len(areas) == 1 else None
    return replace(inspection, judgements=kept, headline=headline, issues=(*inspection.issues, *issues))


def _issue(judgement: Judgement, areas: list[str]) -> DocumentIssue:
    return DocumentIssue(
        kind="reports_mixed",
        severity=Severity.ERROR,
        detail=f"The document contradicts itself on {', '.join(areas)}: this grade may be of another report.",
        page=judgement.page,
        field=judgement.area,
        other=judgement.grade_as_printed,
    )
