"""How the site words the codes of the data, and the marks by which grades are told apart without colour."""

from __future__ import annotations

from typing import Any

AREAS = {
    "overall_effectiveness": "Overall effectiveness",
    "impact_of_leaders": "Impact of leaders",
    "help_and_protection": "Help and protection",
    "children_in_care": "Children in care",
    "care_leavers": "Care leavers",
    "children_in_care_and_care_leavers": "Children in care and care leavers (joint)",
    "looked_after_and_permanence": "Looked after children and permanence",
    "adoption_performance": "Adoption performance",
    "leadership_management_governance": "Leadership, management and governance",
    "lscb_effectiveness": "Safeguarding children board",
    "area_send_outcome": "Area SEND outcome",
    "inspection_start": "First day of the inspection",
    "inspection_end": "Last day of the inspection",
}
FRAMEWORKS = {
    "AREA_SEND": "Area SEND inspection",
    "AREA_SEND_2016": "Area SEND inspection, 2016 to 2022",
    "ILACS": "ILACS inspection",
    "ILACS_FOCUSED_VISIT": "Focused visit",
    "ILACS_MONITORING_VISIT": "Monitoring visit",
    "JAR_2009": "Joint area review",
    "JTAI": "Joint targeted area inspection",
    "LAC_2013": "Looked after children inspection, 2013",
    "LSCB_REVIEW": "Review of the safeguarding children board",
    "OTHER": "Other report or letter",
    "SIF": "Single inspection (SIF)",
}
GRADES = {
    "outstanding": "Outstanding",
    "good": "Good",
    "requires_improvement": "Requires improvement",
    "adequate": "Adequate",
    "inadequate": "Inadequate",
    "not_judged": "Not judged",
    "typically_positive": "Typically positive",
    "inconsistent": "Inconsistent",
    "widespread_failings": "Widespread failings",
    # Why there is no grade.
    "not_held": "Not held",
    "withheld": "Withheld",
    "not_applicable": "Not applicable",
    "not_in_report": "Not in the report",
    "not_known": "Not known",
}
MARKS = {
    "outstanding": "O",
    "good": "G",
    "requires_improvement": "R",
    "adequate": "A",
    "inadequate": "I",
    "not_judged": "N",
    "typically_positive": "P",
    "inconsistent": "M",
    "widespread_failings": "W",
    "withheld": "?",
    "not_applicable": "–",
    "not_in_report": "–",
    "not_known": "?",
    "not_held": "·",
}
STATES = {
    "not_held": "No full inspection report of the authority is held.",
    "withheld": "The report contradicts itself about it, so no grade is given; see known contradictions.",
    "not_applicable": "The framework did not judge it for an inspection that started on that day.",
    "not_in_report": "The report does not give it, and need not.",
    "not_known": "The report gives no first day of the inspection, which decides what is judged.",
    "not_judged": "The report says that it was not judged.",
}
VERDICTS = {
    "agrees": "agrees",
    "differs": "differs",
    "only_in_press": "only the council says it",
    "only_in_report": "only the report says it",
}
PUBLICATION_STATES = {
    "not_yet_read": "held, of a kind that is stored and not read",
    "not_fetched": "listed and not fetched yet",
    "not_had": "the host did not give it",
    "refused": "held, and what was read is not taken in",
}
# Best first: the order of the scale, which is also the order of the colours.
SCALE = ("outstanding", "good", "requires_improvement", "inadequate")


def area(code: str) -> str:
    """Return the name of an area, or of a field that a release is compared in."""
    return AREAS.get(code) or plain(code)


def framework(code: str | None) -> str:
    """Return what an inspection under a framework is called."""
    return FRAMEWORKS.get(code) or plain(code) if code else "Report"


def grade(code: str) -> str:
    """Return the name of a grade, or of why there is none."""
    return GRADES.get(code) or plain(code)


def mark(code: str) -> str:
    """Return the letter or sign that stands for a grade where there is no room for its name."""
    return MARKS.get(code, "N")


def plain(code: str) -> str:
    """Return a code as words."""
    words = code.replace("_", " ").strip()
    return words[:1].upper() + words[1:]


def state(row: dict[str, Any], area: str) -> str:
    """Return the grade of an area in a row of latest judgements, or the code of why it has none."""
    if row[area]:
        return str(row[area])
    if not row["published_on"]:
        return "not_held"
    if area in row["withheld_areas"]:
        return "withheld"
    if not row["inspection_start"]:
        return "not_known"
    return "not_in_report" if area in (row["judged_areas"] or ()) else "not_applicable"
