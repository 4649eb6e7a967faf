"""Reports of ILACS inspections, made of placed lines as the real ones are laid out."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.transform.made import document, page
from transform.document import Document, Page
from transform.readers import ilacs
from transform.records import FindingKind, Inspection, Severity, Window
from transform.vocabulary import Area, Framework, Grade

LEADERS = ("The impact of leaders on social work", "practice with children and families")
HELP = ("The experiences and progress of", "children who need help and protection")
JOINT = ("The experiences and progress of children", "in care and care leavers")
CARE = ("The experiences and progress of", "children in care")
LEAVERS = ("The experiences and progress of care", "leavers")
OVERALL = ("Overall effectiveness",)

Rows = list[tuple[tuple[str, ...], str]]

SEPARATE: Rows = [
    (LEADERS, "Good"),
    (HELP, "Requires improvement to be good"),
    (CARE, "Outstanding"),
    (LEAVERS, "Inadequate"),
    (OVERALL, "Inadequate"),
]
NEWEST: Rows = SEPARATE[:4]
COMBINED: Rows = [(LEADERS, "Good"), (HELP, "Good"), (JOINT, "Requires improvement"), (OVERALL, "Good")]

TITLE = ["Inspection of Elmshire local", "authority children’s services"]
DATES = "Inspection dates: 3 to 14 March 2025"
LEAD = "Lead inspector: Ada Quill, His Majesty’s Inspector"
SUMMARY = "Families in this made county are helped by people who know them well and who stay with them."
HEADINGS = (
    "The experiences and progress of children who need help and protection: requires improvement to be good",
    "The experiences and progress of children in care: outstanding",
    "The experiences and progress of care leavers: inadequate",
    "The impact of leaders on social work practice with children and families: good",
)


def front(
    rows: Rows,
    *,
    title: list[str] | None = None,
    facts: tuple[str, ...] = (DATES, LEAD),
    merged: bool = False,
    wrapped: bool = False,
    centred: bool = False,
) -> Page:
    """A first page: title, facts, the table in two columns, and a paragraph across the page.

    A merged row has its grade on the line of its label's last half; a wrapped grade goes over two lines; a centred
    one stands between the lines of its label.
    """
    placed: list[tuple[Any, ...]] = []
    height = 720.0
    for text in TITLE if title is None else title:
        placed.append((text, 70, height, 26))
        height -= 31
    for text in facts:
        placed.append((text, 70, height, 12, True))
        height -= 26
    placed.append(("Judgement " + " " * 36 + "Grade", 76, height, 12, True))
    for label, grade in rows:
        height -= 34
        placed.extend(_row(label, grade, height, merged=merged, wrapped=wrapped, centred=centred))
        height -= 14 * (len(label) - 1)
    height -= 40
    for text in (SUMMARY, "They say so themselves."):
        placed.append((text, 70, height))
        height -= 14
    return page(1, placed)


def _row(
    label: tuple[str, ...], grade: str, height: float, *, merged: bool, wrapped: bool, centred: bool
) -> list[tuple[Any, ...]]:
    placed: list[tuple[Any, ...]] = [(text, 76, height - 14 * place) for place, text in enumerate(label)]
    if merged:
        gap = " " * int((329 - 76) / 5.5 - len(label[-1]))
        placed[-1] = (label[-1] + gap + grade, 76, placed[-1][2])
        return placed
    parts = [grade]
    if wrapped and " to " in grade:
        parts = [grade[: grade.index(" be")], grade[grade.index("be") :]]
    top = height - (7 if centred and len(label) > 1 else 0)
    return [*placed, *((part, 329, top - 14 * place) for place, part in enumerate(parts))]


def body(headings: tuple[str, ...] = HEADINGS, footer: str = "3 to 14 March 2025", number: int = 2) -> Page:
    placed: list[tuple[Any, ...]] = [("What needs to improve?", 70, 740, 14, True)]
    placed += [
        ("◼ How often plans are looked at again, by those who made them and by those whose", 70, 712),
        ("lives they are about. (Outcome Four, National Framework)", 88, 698),
        ("◼ The help for young carers:", 70, 670),
        ("○ its reach", 95, 642),
        ("○ its pace.", 95, 614),
    ]
    height = 580.0
    for place, heading in enumerate(headings, start=1):
        placed.append((heading, 70, height, 14, True))
        placed.append(
            (f"{place}. Something is said here in a full line of print that runs to the right edge.", 70, height - 28)
        )
        height -= 70
    placed.append((f"{footer} {number}", 70, 40, 8))
    return page(number, placed)


def last(number: int = 3, footer: str = "3 to 14 March 2025") -> Page:
    return page(
        number, [("Much else could be said, and is said here at length.", 70, 740), (f"{footer} {number}", 70, 40, 8)]
    )


def report(rows: Rows = SEPARATE, headings: tuple[str, ...] = HEADINGS, **shape: Any) -> Document:
    return document(front(rows, **shape), body(headings), last())


def read(made: Document) -> Inspection:
    assert ilacs.recognises(made)
    (inspection,) = ilacs.read(made)
    return inspection


def grades(inspection: Inspection) -> dict[Area, Grade]:
    return {judgement.area: judgement.grade for judgement in inspection.judgements}


def errors(inspection: Inspection) -> set[tuple[str, str | None]]:
    return {(issue.kind, issue.field) for issue in inspection.issues if issue.severity is Severity.ERROR}


EXPECTED = {
    Area.OVERALL_EFFECTIVENESS: Grade.INADEQUATE,
    Area.IMPACT_OF_LEADERS: Grade.GOOD,
    Area.HELP_AND_PROTECTION: Grade.REQUIRES_IMPROVEMENT,
    Area.CHILDREN_IN_CARE: Grade.OUTSTANDING,
    Area.CARE_LEAVERS: Grade.INADEQUATE,
}


def test_the_facts_of_the_first_page() -> None:
    inspection = read(report())
    assert inspection.framework is Framework.ILACS
    assert (inspection.start, inspection.end) == (date(2025, 3, 3), date(2025, 3, 14))
    assert inspection.further_windows == ()
    assert inspection.lead_inspectors == ("Ada Quill",)
    assert inspection.provider_as_printed == "Elmshire"
    assert inspection.printed_published_on is None
    assert inspection.inspection_type is None
    assert inspection.issues == ()


def test_a_judgement_names_its_place_and_words() -> None:
    judgement = next(each for each in read(report()).judgements if each.area is Area.HELP_AND_PROTECTION)
    assert judgement.page == 1
    assert judgement.grade_as_printed == "Requires improvement to be good"
    assert judgement.quote == (
        "The experiences and progress of children who need help and protection Requires improvement to be good"
    )
    assert judgement.witnesses == 2


@pytest.mark.parametrize("shape", [{}, {"merged": True}, {"wrapped": True}, {"centred": True}])
def test_the_table_however_its_rows_are_set(shape: dict[str, bool]) -> None:
    inspection = read(report(**shape))
    assert grades(inspection) == EXPECTED
    assert inspection.issues == ()


@settings(max_examples=40, deadline=None)
@given(st.integers(min_value=0, max_value=10_000), st.sampled_from([{}, {"wrapped": True}, {"centred": True}]))
def test_the_order_of_a_pages_lines_does_not_matter(seed: int, shape: dict[str, bool]) -> None:
    made = front(SEPARATE, **shape)
    lines = list(made.lines)
    random.Random(seed).shuffle(lines)
    inspection = read(document(replace(made, lines=tuple(lines)), body(), last()))
    assert grades(inspection) == EXPECTED
    assert inspection.start == date(2025, 3, 3)


GRADES = st.sampled_from(
    ["Outstanding", "Good", "Inadequate", "Requires improvement", "Requires improvement to be good"]
)


@settings(max_examples=40, deadline=None)
@given(st.lists(GRADES, min_size=5, max_size=5), st.booleans(), st.booleans())
def test_any_grades_come_back(printed: list[str], merged: bool, wrapped: bool) -> None:
    rows = [(label, grade) for (label, _), grade in zip(SEPARATE, printed, strict=True)]
    inspection = read(report(rows, (), merged=merged, wrapped=wrapped))
    got = [
        judgement.grade_as_printed for area in EXPECTED for judgement in inspection.judgements if judgement.area is area
    ]
    assert got == [printed[4], *printed[:4]]
    assert all(judgement.witnesses == 1 for judgement in inspection.judgements)


def test_a_joint_judgement_before_2023_stays_joint() -> None:
    inspection = read(report(COMBINED, (), facts=("Inspection dates: 5 to 9 December 2022", LEAD)))
    assert grades(inspection) == {
        Area.OVERALL_EFFECTIVENESS: Grade.GOOD,
        Area.IMPACT_OF_LEADERS: Grade.GOOD,
        Area.HELP_AND_PROTECTION: Grade.GOOD,
        Area.CHILDREN_IN_CARE_AND_CARE_LEAVERS: Grade.REQUIRES_IMPROVEMENT,
    }
    assert errors(inspection) == set()


def test_no_overall_effectiveness_from_april_2026() -> None:
    inspection = read(report(NEWEST, facts=("Inspection dates: 1 to 10 April 2026", LEAD)))
    assert Area.OVERALL_EFFECTIVENESS not in grades(inspection)
    assert len(inspection.judgements) == 4
    assert errors(inspection) == set()


def test_an_area_that_the_framework_no_longer_judges_is_refused() -> None:
    inspection = read(report(SEPARATE, facts=("Inspection dates: 1 to 10 April 2026", LEAD)))
    assert Area.OVERALL_EFFECTIVENESS not in grades(inspection)
    assert errors(inspection) == {("unexpected_area", Area.OVERALL_EFFECTIVENESS)}


def test_an_area_that_the_framework_requires_is_missed() -> None:
    inspection = read(report(NEWEST))
    assert grades(inspection) == {area: grade for area, grade in EXPECTED.items() if area in grades(inspection)}
    assert errors(inspection) == {("missing_area", Area.OVERALL_EFFECTIVENESS)}


def test_the_start_decides_the_shape_of_the_table() -> None:
    inspection = read(report(COMBINED, (), facts=("Inspection dates: 9 to 13 January 2023", LEAD)))
    assert set(grades(inspection)) == {Area.OVERALL_EFFECTIVENESS, Area.IMPACT_OF_LEADERS, Area.HELP_AND_PROTECTION}
    assert errors(inspection) == {
        ("unexpected_area", Area.CHILDREN_IN_CARE_AND_CARE_LEAVERS),
        ("missing_area", Area.CHILDREN_IN_CARE),
        ("missing_area", Area.CARE_LEAVERS),
    }


def test_a_heading_that_contradicts_the_table_withholds_the_grade() -> None:
    headings = (HEADINGS[0], "The experiences and progress of children in care: good", *HEADINGS[2:])
    inspection = read(report(headings=headings))
    assert Area.CHILDREN_IN_CARE not in grades(inspection)
    (issue,) = inspection.issues
    assert (issue.kind, issue.field, issue.page) == ("grades_contradict", Area.CHILDREN_IN_CARE, 2)
    assert issue.other is not None
    assert "Outstanding" in issue.other
    assert "good" in issue.other


@pytest.mark.parametrize(
    "heading",
    [
        "The impact of leaders on social work practice with children and families is good",
        "The impact of leaders on social work practice with children and families is: Good",
        "The impact of leaders on social work practice with children and families – good",
        "The impact of leaders on practice with children and families: good",
        "Impact of leaders on social work practice with children and families Good.",
    ],
)
def test_headings_in_other_words_are_witnesses_too(heading: str) -> None:
    inspection = read(report(headings=(heading,)))
    leaders = next(each for each in inspection.judgements if each.area is Area.IMPACT_OF_LEADERS)
    assert leaders.witnesses == 2


def test_a_heading_without_a_known_grade_is_no_witness() -> None:
    heading = "The experiences and progress of care leavers: satisfactory"
    inspection = read(report(headings=(heading,)))
    leavers = next(each for each in inspection.judgements if each.area is Area.CARE_LEAVERS)
    assert leavers.witnesses == 1
    assert [(issue.kind, issue.other) for issue in inspection.issues] == [("unknown_grade", "satisfactory")]


@pytest.mark.parametrize(
    ("rows", "kind", "field"),
    [
        ([*SEPARATE[:4], (OVERALL, "Satisfactory")], "unknown_grade", Area.OVERALL_EFFECTIVENESS),
        ([*SEPARATE, (("The experiences and progress of", "children at sea"), "Good")], "unknown_area", None),
        ([(LEADERS, "Good"), (LEADERS, "Inadequate"), *SEPARATE[1:]], "grades_contradict", Area.IMPACT_OF_LEADERS),
    ],
)
def test_what_a_table_must_not_print(rows: Rows, kind: str, field: Area | None) -> None:
    inspection = read(report(rows, ()))
    assert errors(inspection) == {(kind, field)}
    assert field not in grades(inspection)


def test_a_row_with_two_grades_beside_it_is_not_read() -> None:
    made = front(SEPARATE)
    overall = next(line for line in made.lines if line.text == "Overall effectiveness")
    second = overall._replace(text="Good", left=329.0, right=350.0, baseline=overall.baseline - 5)
    inspection = read(document(replace(made, lines=(*made.lines, second)), body(), last()))
    assert errors(inspection) == {("grade_not_read", Area.OVERALL_EFFECTIVENESS)}
    assert len(inspection.judgements) == 4


def test_a_table_that_goes_over_the_page() -> None:
    first = front(SEPARATE)
    overall = next(line for line in first.lines if line.text == "Overall effectiveness")
    kept = tuple(line for line in first.lines if line.baseline > overall.baseline)
    second = page(2, [("Overall effectiveness", 76, 740), ("Inadequate", 329, 740), (SUMMARY, 70, 700)])
    inspection = read(document(replace(first, lines=kept), second, body(number=3), last(4)))
    assert grades(inspection) == EXPECTED
    assert next(each for each in inspection.judgements if each.area is Area.OVERALL_EFFECTIVENESS).page == 2


def test_a_report_without_a_table_claims_nothing() -> None:
    made = front([])
    mention = made.lines[-1]._replace(text="The impact of leaders on social work is told below.")
    inspection = read(document(replace(made, lines=(*made.lines[:-3], mention)), body(), last()))
    assert inspection.judgements == ()
    assert {kind for kind, _ in errors(inspection)} == {"missing_area"}


@pytest.mark.parametrize(
    ("sentence", "witnesses"),
    [
        ("For these reasons, overall effectiveness is inadequate.", 2),
        ("Children’s services in Elmshire are inadequate.", 2),
        ("The overall effectiveness of children’s services in Elmshire remains inadequate.", 2),
        ("At the last inspection, overall effectiveness was good.", 1),
        ("When overall effectiveness is inadequate, visits follow.", 1),
        ("Children’s services in Elmshire are not yet good.", 1),
        ("Children’s services in Elmshire for care leavers are good.", 1),
        ("Some of the services for children in Elmshire are good.", 1),
        ("The overall effectiveness of the front door is good.", 1),
    ],
)
def test_only_sentences_about_this_overall_judgement_are_its_witnesses(sentence: str, witnesses: int) -> None:
    extra = page(3, [(sentence, 70, 740)])
    inspection = read(document(front(SEPARATE), body(), extra))
    overall = next(each for each in inspection.judgements if each.area is Area.OVERALL_EFFECTIVENESS)
    assert overall.witnesses == witnesses


def test_a_sentence_that_contradicts_the_table_withholds_the_overall_grade() -> None:
    extra = page(3, [("Children’s services in Elmshire are outstanding.", 70, 740)])
    inspection = read(document(front(SEPARATE), body(), extra))
    assert errors(inspection) == {("grades_contradict", Area.OVERALL_EFFECTIVENESS)}


@pytest.mark.parametrize(
    ("title", "provider"),
    [
        (["Inspection of Elmshire County Council", "children’s services"], "Elmshire County Council"),
        (["Inspection of the Royal Borough of", "Elm local authority children's", "services"], "Royal Borough of Elm"),
        (["Elmshire County Council", "Inspection of children’s social care services"], "Elmshire County Council"),
        (["Elm Borough", "Council", "Inspection of local authority children’s services"], "Elm Borough Council"),
        (["Elm", "Inspection of local authority children’s social care", "services"], "Elm"),
    ],
)
def test_titles(title: list[str], provider: str) -> None:
    assert read(report(title=title)).provider_as_printed == provider


@pytest.mark.parametrize(
    "title",
    [
        [
            "Inspection of services for children in need of help",
            "and protection, children looked after and care leavers",
        ],
        ["Focused visit to Elmshire local authority", "children’s services"],
        ["Monitoring visit of Elmshire children’s services"],
        ["Joint targeted area inspection of Elmshire", "children’s services"],
        ["Inspection of looked after children services", "Elmshire"],
        ["Area SEND inspection of Elmshire", "local area partnership"],
        ["Dear colleague", "Following our inspection of children’s services"],
        ["Elmshire"],
    ],
)
def test_documents_of_other_work_are_not_recognised(title: list[str]) -> None:
    assert not ilacs.recognises(report(title=title))


def test_a_document_without_the_areas_is_not_recognised() -> None:
    assert not ilacs.recognises(document(front([]), last(2)))
    assert not ilacs.recognises(document(page(1, [])))
    assert not ilacs.recognises(document())


def test_several_periods_and_inspectors() -> None:
    facts = (
        "Inspection dates: 30 September to 11 October 2024 and 13 to 16 January 2025",
        "Lead inspectors: Ada Quill, His Majesty’s Inspector, and",
        "Bo Reed HMI",
        "Report published: 4 March 2025",
    )
    inspection = read(report(facts=facts))
    assert (inspection.start, inspection.end) == (date(2024, 9, 30), date(2024, 10, 11))
    assert inspection.further_windows == (Window(date(2025, 1, 13), date(2025, 1, 16)),)
    assert inspection.lead_inspectors == ("Ada Quill", "Bo Reed")
    assert inspection.printed_published_on == date(2025, 3, 4)


@pytest.mark.parametrize(
    ("dates", "kind"),
    [
        ("Inspection dates: 14 to 3 March 2025", "dates_not_read"),
        ("Inspection dates: 30 to 31 February 2025", "dates_not_read"),
        ("Inspection dates: to be agreed", "dates_not_read"),
        ("Inspection dates: 3 to 14 March 2025 and 5 to 7 February 2025", "dates_out_of_order"),
        ("Elmshire", "dates_not_printed"),
    ],
)
def test_dates_that_no_calendar_has_are_absent(dates: str, kind: str) -> None:
    inspection = read(report(facts=(dates, LEAD)))
    assert (inspection.start, inspection.end) == (None, None)
    assert (kind, "inspection_start") in errors(inspection)
    assert grades(inspection) == EXPECTED, "the table's own shape says which areas are judged"


def test_without_dates_a_table_of_no_known_shape_gives_nothing() -> None:
    inspection = read(report(SEPARATE[1:], facts=(LEAD,)))
    assert inspection.judgements == ()


def test_a_period_that_is_partly_read_is_told() -> None:
    inspection = read(report(facts=("Inspection dates: 3 to 14 March 2025 and 30 to 31 February 2025", LEAD)))
    assert (inspection.start, inspection.end) == (None, None)
    assert "dates_partly_read" in {issue.kind for issue in inspection.issues}


@pytest.mark.parametrize(
    ("footer", "other"),
    [
        ("3 to 14 March 2026", "2026-03-03 to 2026-03-14"),
        ("3 March 2025 to 14 March 2025", None),
        ("3 March 2025", None),
        ("Inspection of Elmshire", None),
    ],
)
def test_the_first_page_is_believed_against_the_footer(footer: str, other: str | None) -> None:
    inspection = read(document(front(SEPARATE), body(footer=footer), last(3, footer), last(4, footer)))
    assert inspection.start == date(2025, 3, 3)
    assert [(issue.kind, issue.severity, issue.other) for issue in inspection.issues] == (
        [("footer_dates_differ", Severity.WARNING, other)] if other else []
    )


@pytest.mark.parametrize(
    ("facts", "kind", "severity"),
    [
        ((DATES,), "lead_inspector_not_printed", Severity.INFO),
        ((DATES, "Lead inspector: to be named"), "lead_inspector_not_read", Severity.WARNING),
    ],
)
def test_a_lead_inspector_is_named_or_absent(facts: tuple[str, ...], kind: str, severity: Severity) -> None:
    inspection = read(report(facts=facts))
    assert inspection.lead_inspectors == ()
    assert [(issue.kind, issue.severity) for issue in inspection.issues] == [(kind, severity)]


def test_what_needs_to_improve() -> None:
    findings = read(report()).findings
    assert [(each.kind, each.position, each.parent_position, each.page) for each in findings] == [
        (FindingKind.IMPROVEMENT, 1, None, 2),
        (FindingKind.IMPROVEMENT, 2, None, 2),
        (FindingKind.IMPROVEMENT, 3, 2, 2),
        (FindingKind.IMPROVEMENT, 4, 2, 2),
    ]
    assert findings[0].text == (
        "How often plans are looked at again, by those who made them and by those whose lives they are about."
    )
    assert findings[0].national_framework == "outcome 4"
    assert findings[0].heading == "What needs to improve?"
    assert [each.text for each in findings[1:]] == ["The help for young carers:", "its reach", "its pace."]


def test_a_report_without_the_list_says_so() -> None:
    inspection = read(document(front(SEPARATE), last(2), last(3)))
    assert inspection.findings == ()
    assert [issue.kind for issue in inspection.issues] == ["list_not_found"]


def test_passages_leave_the_table_and_what_stands_above_it_out() -> None:
    inspection = read(report())
    texts = [passage.text for passage in inspection.passages]
    assert texts[0].startswith(SUMMARY)
    assert not any("Lead inspector" in text or "Overall effectiveness" in text for text in texts)
    numbered = [passage for passage in inspection.passages if passage.number == "2"]
    assert [passage.section for passage in numbered] == [HEADINGS[1]]
