"""The judgements of a single-inspection report, from all its statements of grades.

A grade is believed when every place that prints one for the area prints the same. Where two differ, or one is no
grade of the framework's scale, the area has no judgement and an issue says why.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from transform.records import DocumentIssue, Judgement, Severity

if TYPE_CHECKING:
    from collections.abc import Sequence

    from transform.readers.sif_statements import Statement
    from transform.vocabulary import Area, AreaRule


def judge(
    statements: Sequence[Statement], rules: Sequence[AreaRule], page: int
) -> tuple[tuple[Judgement, ...], tuple[DocumentIssue, ...]]:
    """Return the judgements in the order of the rules, and an issue for each area that has none but should.

    `page` is the cover's, where an area that is stated nowhere is missed.
    """
    judgements: list[Judgement] = []
    issues: list[DocumentIssue] = []
    for rule in rules:
        own = [statement for statement in statements if statement.area is rule.area]
        result = _judgement(own) if own else _missing(rule.area, page)
        if isinstance(result, Judgement):
            judgements.append(result)
        elif own or rule.required:
            issues.append(result)
    return tuple(judgements), tuple(issues)


def _judgement(own: Sequence[Statement]) -> Judgement | DocumentIssue:
    first = own[0]
    area = first.area.value
    unknown = next((statement for statement in own if statement.grade is None), None)
    if first.grade is None or unknown:
        where = unknown or first
        detail = f"What the {where.place} prints is not a grade of this framework: “{where.quote}”."
        return DocumentIssue("unknown_grade", Severity.ERROR, detail, where.page, area, None, where.printed or None)
    other = next((statement for statement in own if statement.grade is not first.grade), None)
    if other:
        detail = f"The report contradicts itself: “{first.quote}” (page {first.page}), but “{other.quote}”."
        return DocumentIssue(
            "contradicting_grades", Severity.ERROR, detail, other.page, area, first.printed, other.printed
        )
    witnesses = len({statement.place for statement in own})
    return Judgement(first.area, first.grade, first.printed, first.page, first.quote, witnesses)


def _missing(area: Area, page: int) -> DocumentIssue:
    detail = "The report prints no grade that can be read for an area that it judges."
    return DocumentIssue("judgement_missing", Severity.ERROR, detail, page, area.value)
