"""What of a reading is taken in: judgements that fit their framework and show their source; the rest becomes issues."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

from transform.records import DocumentIssue, Inspection, Judgement, Severity
from transform.vocabulary import AREA_RULES, Area, areas_judged
from warehouse.reference import grades_given

_WORD = re.compile(r"[a-z_]+")


def accepted(inspection: Inspection) -> Inspection:
    """Return the inspection with the judgements that may stand, and an error-level issue for each one that may not.

    An area that the framework must judge, for which there is neither a judgement nor an error-level issue that
    names the area as its field, gets an issue of the kind `judgement_missing`; a graded inspection without a start,
    whose areas nobody can know, gets one of the kind `start_missing`.
    """
    times = Counter(judgement.area for judgement in inspection.judgements)
    standing: list[Judgement] = []
    issues = list(inspection.issues)
    for judgement in inspection.judgements:
        refusal = _refusal(inspection, judgement, times[judgement.area])
        if refusal:
            issues.append(refusal)
        else:
            standing.append(judgement)
    issues += _gaps(inspection, {judgement.area for judgement in standing}, issues)
    return replace(inspection, judgements=tuple(standing), issues=tuple(issues))


def areas_of(inspection: Inspection) -> frozenset[Area]:
    """Return the areas that an inspection of this framework and start can judge."""
    if inspection.start:
        return frozenset(rule.area for rule in areas_judged(inspection.framework, inspection.start))
    return frozenset(rule.area for rule in AREA_RULES if rule.framework is inspection.framework)


def _refusal(inspection: Inspection, judgement: Judgement, times: int) -> DocumentIssue | None:
    if judgement.area not in areas_of(inspection):
        kind, why = "judgement_outside_framework", f"{inspection.framework} inspections of its date do not judge it"
    elif judgement.grade not in grades_given(inspection.framework):
        kind, why = "grade_outside_scale", f"{inspection.framework} inspections do not give this grade"
    elif times > 1:
        kind, why = "judgement_twice", f"the area is judged {times} times"
    elif judgement.page < 1 or not judgement.quote.strip():
        kind, why = "judgement_without_source", "no page, or no words that give it"
    else:
        return None
    return DocumentIssue(
        kind=kind,
        severity=Severity.ERROR,
        detail=f"The judgement {judgement.grade} of {judgement.area} is withheld: {why}.",
        page=judgement.page,
        field=judgement.area,
        other=judgement.grade,
    )


def _gaps(inspection: Inspection, judged: set[Area], issues: list[DocumentIssue]) -> list[DocumentIssue]:
    errors = [issue for issue in issues if issue.severity is Severity.ERROR]
    if inspection.start is None:
        if errors or not grades_given(inspection.framework):
            return []
        return [
            DocumentIssue(
                "start_missing", Severity.ERROR, "No start was read, so its areas are not known.", field="start"
            )
        ]
    explained = {word for issue in errors for word in _WORD.findall(issue.field or "")}
    return [
        DocumentIssue(
            kind="judgement_missing",
            severity=Severity.ERROR,
            detail=f"No judgement of {rule.area} was read, which {inspection.framework} inspections of its date give.",
            field=rule.area,
        )
        for rule in areas_judged(inspection.framework, inspection.start)
        if rule.required and rule.area not in judged and rule.area not in explained
    ]
