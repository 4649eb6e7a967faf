from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from transform.records import Inspection, Judgement, Severity
from transform.vocabulary import Area, Framework, Grade
from warehouse.acceptance import accepted

from . import made
from .made import judgement

REPORT = made.ilacs(date(2024, 5, 13))


def errors(inspection: Inspection) -> list[tuple[str, str | None]]:
    return [(issue.kind, issue.field) for issue in inspection.issues if issue.severity is Severity.ERROR]


def with_judgement(inspection: Inspection, new: Judgement) -> Inspection:
    others = tuple(old for old in inspection.judgements if old.area is not new.area)
    return replace(inspection, judgements=(*others, new))


@pytest.mark.parametrize(
    "report",
    [
        made.ilacs(date(2022, 12, 5)),
        made.ilacs(date(2023, 1, 16)),
        made.ilacs(date(2026, 3, 31)),
        made.ilacs(date(2026, 4, 1)),
        made.sif(date(2014, 1, 14)),
        made.ungraded(Framework.JTAI, date(2024, 1, 15)),
        made.ungraded(Framework.OTHER, None),
        made.ungraded(
            Framework.AREA_SEND,
            date(2024, 1, 15),
            judgements=(judgement(Area.AREA_SEND_OUTCOME, Grade.INCONSISTENT),),
        ),
    ],
)
def test_what_fits_its_framework_is_taken_as_it_is(report: Inspection) -> None:
    assert accepted(report) == report


@pytest.mark.parametrize(
    ("report", "kind", "area"),
    [
        (with_judgement(REPORT, judgement(Area.CARE_LEAVERS, quote=" ")), "judgement_without_source", "care_leavers"),
        (with_judgement(REPORT, judgement(Area.CARE_LEAVERS, page=0)), "judgement_without_source", "care_leavers"),
        (with_judgement(REPORT, judgement(Area.CARE_LEAVERS, Grade.ADEQUATE)), "grade_outside_scale", "care_leavers"),
        (
            with_judgement(REPORT, judgement(Area.ADOPTION_PERFORMANCE)),
            "judgement_outside_framework",
            "adoption_performance",
        ),
        (
            with_judgement(made.ilacs(date(2026, 4, 1)), judgement(Area.OVERALL_EFFECTIVENESS)),
            "judgement_outside_framework",
            "overall_effectiveness",
        ),
        (
            with_judgement(REPORT, judgement(Area.CHILDREN_IN_CARE_AND_CARE_LEAVERS)),
            "judgement_outside_framework",
            "children_in_care_and_care_leavers",
        ),
        (
            made.ungraded(Framework.JTAI, date(2024, 1, 15), judgements=(judgement(Area.OVERALL_EFFECTIVENESS),)),
            "judgement_outside_framework",
            "overall_effectiveness",
        ),
    ],
)
def test_what_does_not_fit_is_withheld_as_an_error(report: Inspection, kind: str, area: str) -> None:
    got = accepted(report)
    assert area not in {judgement.area for judgement in got.judgements}
    assert errors(got) == [(kind, area)]
    assert len(got.judgements) == len(report.judgements) - 1


def test_an_area_judged_twice_has_no_judgement() -> None:
    twice = replace(REPORT, judgements=(*REPORT.judgements, judgement(Area.CARE_LEAVERS, Grade.INADEQUATE)))
    got = accepted(twice)
    assert Area.CARE_LEAVERS not in {judgement.area for judgement in got.judgements}
    assert errors(got) == [("judgement_twice", "care_leavers")] * 2


def test_a_missing_area_becomes_an_error_unless_one_names_it() -> None:
    without = replace(
        REPORT, judgements=tuple(row for row in REPORT.judgements if row.area is not Area.CHILDREN_IN_CARE)
    )
    assert errors(accepted(without)) == [("judgement_missing", "children_in_care")]
    for field, explains in (
        ("children_in_care", True),
        ("grade: children_in_care", True),
        ("children_in_care_and_care_leavers", False),
        (None, False),
    ):
        told = replace(without, issues=(made.issue("grades_contradict", Severity.ERROR, field),))
        assert (len(errors(accepted(told))) == 1) is explains, field
    warned = replace(without, issues=(made.issue("grades_contradict", Severity.WARNING, "children_in_care"),))
    assert errors(accepted(warned)) == [("judgement_missing", "children_in_care")]


def test_the_lscbs_grade_may_be_absent() -> None:
    assert errors(accepted(made.sif(date(2014, 1, 14)))) == []


def test_a_graded_inspection_without_a_start_says_so() -> None:
    undated = replace(REPORT, start=None, end=None, judgements=REPORT.judgements[:1])
    got = accepted(undated)
    assert got.judgements == undated.judgements
    assert errors(got) == [("start_missing", "start")]
