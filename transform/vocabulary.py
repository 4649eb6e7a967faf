"""The codes that the tables use: frameworks, areas, grades, and which areas a framework judges when.

The dates are those of the frameworks themselves: the care leavers' judgement was separated in January 2023 and
overall effectiveness was removed for inspections that start from 1 April 2026. Both follow the inspection's
start, never its publication: the last combined reports came out months after the first separate ones.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum


class Framework(StrEnum):
    """The inspection framework that a document was written under."""

    ILACS = "ILACS"
    ILACS_FOCUSED_VISIT = "ILACS_FOCUSED_VISIT"
    ILACS_MONITORING_VISIT = "ILACS_MONITORING_VISIT"
    SIF = "SIF"
    JTAI = "JTAI"
    AREA_SEND = "AREA_SEND"
    AREA_SEND_2016 = "AREA_SEND_2016"
    LAC_2013 = "LAC_2013"
    LSCB_REVIEW = "LSCB_REVIEW"
    JAR_2009 = "JAR_2009"
    OTHER = "OTHER"


class Area(StrEnum):
    """What a judgement is about."""

    OVERALL_EFFECTIVENESS = "overall_effectiveness"
    IMPACT_OF_LEADERS = "impact_of_leaders"
    HELP_AND_PROTECTION = "help_and_protection"
    CHILDREN_IN_CARE_AND_CARE_LEAVERS = "children_in_care_and_care_leavers"
    CHILDREN_IN_CARE = "children_in_care"
    CARE_LEAVERS = "care_leavers"
    LOOKED_AFTER_AND_PERMANENCE = "looked_after_and_permanence"
    ADOPTION_PERFORMANCE = "adoption_performance"
    LEADERSHIP_MANAGEMENT_GOVERNANCE = "leadership_management_governance"
    LSCB_EFFECTIVENESS = "lscb_effectiveness"
    AREA_SEND_OUTCOME = "area_send_outcome"
    CAPACITY_TO_IMPROVE = "capacity_to_improve"
    OUTCOMES_FOR_LOOKED_AFTER_CHILDREN = "outcomes_for_looked_after_children"
    QUALITY_OF_PROVISION = "quality_of_provision"
    LEADERSHIP_AND_MANAGEMENT = "leadership_and_management"


class Grade(StrEnum):
    """A judgement's value; the last three are the outcomes of area SEND inspections."""

    OUTSTANDING = "outstanding"
    GOOD = "good"
    REQUIRES_IMPROVEMENT = "requires_improvement"
    ADEQUATE = "adequate"
    INADEQUATE = "inadequate"
    NOT_JUDGED = "not_judged"
    TYPICALLY_POSITIVE = "typically_positive"
    INCONSISTENT = "inconsistent"
    WIDESPREAD_FAILINGS = "widespread_failings"


CARE_LEAVERS_SEPARATE_FROM = date(2023, 1, 1)
OVERALL_REMOVED_FROM = date(2026, 4, 1)


@dataclass(frozen=True)
class AreaRule:
    """That a framework judges an area for inspections that start in a period (ends included; None is open)."""

    framework: Framework
    area: Area
    title: str
    valid_from: date | None = None
    valid_to: date | None = None
    required: bool = True


AREA_RULES: tuple[AreaRule, ...] = (
    AreaRule(
        Framework.ILACS,
        Area.OVERALL_EFFECTIVENESS,
        "Overall effectiveness",
        date(2018, 1, 1),
        OVERALL_REMOVED_FROM - timedelta(days=1),
    ),
    AreaRule(
        Framework.ILACS,
        Area.IMPACT_OF_LEADERS,
        "The impact of leaders on social work practice with children and families",
        date(2018, 1, 1),
    ),
    AreaRule(
        Framework.ILACS,
        Area.HELP_AND_PROTECTION,
        "The experiences and progress of children who need help and protection",
        date(2018, 1, 1),
    ),
    AreaRule(
        Framework.ILACS,
        Area.CHILDREN_IN_CARE_AND_CARE_LEAVERS,
        "The experiences and progress of children in care and care leavers",
        date(2018, 1, 1),
        date(2022, 12, 31),
    ),
    AreaRule(
        Framework.ILACS,
        Area.CHILDREN_IN_CARE,
        "The experiences and progress of children in care",
        CARE_LEAVERS_SEPARATE_FROM,
    ),
    AreaRule(
        Framework.ILACS,
        Area.CARE_LEAVERS,
        "The experiences and progress of care leavers",
        CARE_LEAVERS_SEPARATE_FROM,
    ),
    AreaRule(Framework.SIF, Area.OVERALL_EFFECTIVENESS, "Overall effectiveness"),
    AreaRule(Framework.SIF, Area.HELP_AND_PROTECTION, "Children who need help and protection"),
    AreaRule(Framework.SIF, Area.LOOKED_AFTER_AND_PERMANENCE, "Children looked after and achieving permanence"),
    AreaRule(Framework.SIF, Area.ADOPTION_PERFORMANCE, "Adoption performance"),
    AreaRule(Framework.SIF, Area.CARE_LEAVERS, "Experiences and progress of care leavers"),
    AreaRule(Framework.SIF, Area.LEADERSHIP_MANAGEMENT_GOVERNANCE, "Leadership, management and governance"),
    AreaRule(
        Framework.SIF,
        Area.LSCB_EFFECTIVENESS,
        "Effectiveness of the Local Safeguarding Children Board",
        required=False,
    ),
    AreaRule(Framework.AREA_SEND, Area.AREA_SEND_OUTCOME, "Inspection outcome", CARE_LEAVERS_SEPARATE_FROM),
    AreaRule(Framework.LAC_2013, Area.OVERALL_EFFECTIVENESS, "Overall effectiveness"),
    AreaRule(Framework.LAC_2013, Area.CAPACITY_TO_IMPROVE, "Capacity to improve"),
    AreaRule(
        Framework.LAC_2013,
        Area.OUTCOMES_FOR_LOOKED_AFTER_CHILDREN,
        "Outcomes for looked after children and young people",
    ),
    AreaRule(Framework.LAC_2013, Area.QUALITY_OF_PROVISION, "Quality of provision"),
    AreaRule(Framework.LAC_2013, Area.LEADERSHIP_AND_MANAGEMENT, "Leadership and management"),
    AreaRule(Framework.LSCB_REVIEW, Area.LSCB_EFFECTIVENESS, "Effectiveness of the Local Safeguarding Children Board"),
)


def areas_judged(framework: Framework, start: date) -> tuple[AreaRule, ...]:
    """Return the areas that an inspection of this framework, starting on this day, judges, in the order printed."""
    return tuple(
        rule
        for rule in AREA_RULES
        if rule.framework is framework
        and (rule.valid_from is None or rule.valid_from <= start)
        and (rule.valid_to is None or start <= rule.valid_to)
    )
