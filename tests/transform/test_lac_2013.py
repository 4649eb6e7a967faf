"""Reports of 2013 on services for looked after children, made in their layout."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.transform.made import document, page
from transform.document import Document, Page
from transform.readers import lac_2013, lscb_review
from transform.records import FindingKind, Inspection, Severity
from transform.vocabulary import Area, Framework, Grade

TITLES = {
    Area.OVERALL_EFFECTIVENESS: "Overall effectiveness of services for looked after children",
    Area.CAPACITY_TO_IMPROVE: "Capacity to improve",
    Area.OUTCOMES_FOR_LOOKED_AFTER_CHILDREN: "Outcomes for looked after children and young people",
    Area.QUALITY_OF_PROVISION: "Quality of provision",
    Area.LEADERSHIP_AND_MANAGEMENT: "Leadership and management",
}
SENTENCES = {
    Area.OVERALL_EFFECTIVENESS: "The judgement for overall effectiveness is {}.",
    Area.CAPACITY_TO_IMPROVE: "The capacity to improve services in the county is {}.",
    Area.OUTCOMES_FOR_LOOKED_AFTER_CHILDREN: "Outcomes for looked after children and young people are {}.",
    Area.QUALITY_OF_PROVISION: "Most workers know the children well and their plans are good.",
    Area.LEADERSHIP_AND_MANAGEMENT: "Leadership and management arrangements are {}.",
}
NUMBERS = {"Outstanding": 1, "Good": 2, "Adequate": 3, "Inadequate": 4}
SECTION = (18.0, True)
GRADE = (14.0, True)


def cover(dates: str = "Inspection dates: 3 – 7 June 2013", published: str = "Published: 12 July 2013") -> Page:
    return page(
        1,
        [
            ("Inspection of looked after children", 85.0, 668.0, 26.0),
            ("services", 85.0, 636.0, 26.0),
            ("Anyshire County Council", 85.0, 610.0, 18.0),
            (dates, 85.0, 284.0, 10.0, True),
            ("Reporting inspector Ann O’Dell HMI", 85.0, 268.0, 10.0, True),
            ("Age group: All", 85.0, 132.0, 10.0, True),
            (published, 85.0, 119.0, 10.0, True),
        ],
    )


def contents() -> Page:
    entries = [
        (f"{title} {place}", 85.0, 700.0 - 26 * place, 12.0, True) for place, title in enumerate(TITLES.values())
    ]
    return page(2, [("Contents", 85.0, 744.0, *SECTION), *entries])


def section(number: int, area: Area, grade: str, said: str | None = None) -> Page:
    said = said or grade
    rows: list[tuple[Any, ...]] = [
        (TITLES[area], 85.0, 744.0, *SECTION),
        (f"Grade {NUMBERS.get(grade, 3)} ({grade})", 85.0, 717.0, *GRADE),
        (f"{number}. {SENTENCES[area].format(said.lower())}", 85.0, 690.0),
        ("Children have told inspectors about homes that they like and workers who stay with them", 113.0, 675.5),
        ("for years, and the files that were read bear that out in nearly every part of the county.", 113.0, 661.0),
    ]
    if area is Area.CAPACITY_TO_IMPROVE:
        rows += [
            ("Areas for improvement", 85.0, 620.0, *GRADE),
            ("90. The local authority should take the following action.", 85.0, 590.0),
            ("Immediately:", 85.0, 560.0, 12.0, True),
            ("\uf0a7 see that every child has a plan", 85.0, 533.0),
            ("Within three months:", 85.0, 500.0, 12.0, True),
            ("\uf0a7 make sure that reviews are held in time and that what", 85.0, 473.0),
            ("they decide is done", 113.0, 458.5),
        ]
    return page(number, rows)


def record(number: int, grades: dict[Area, str]) -> Page:
    rows: list[tuple[Any, ...]] = [("Record of main findings", 85.0, 744.0, *SECTION)]
    for place, (area, grade) in enumerate(grades.items()):
        height = 680.0 - 30 * place
        if area is Area.OUTCOMES_FOR_LOOKED_AFTER_CHILDREN:
            rows += [
                ("Outcomes for looked after children and", 90.0, height, 11.0, True),
                ("young people", 90.0, height - 13, 11.0, True),
                (f"{grade} Grade {NUMBERS[grade]}", 366.0, height, 11.0),
            ]
        else:
            title = "Overall effectiveness" if area is Area.OVERALL_EFFECTIVENESS else TITLES[area]
            rows.append((f"{title} {grade}", 90.0, height, 11.0, True))
    return page(number, rows)


GRADES = dict(zip(TITLES, ["Adequate", "Good", "Inadequate", "Adequate", "Outstanding"], strict=True))


def report(*, first: Page | None = None, in_record: dict[Area, str] | None = None, **said: str) -> Document:
    sections = [
        section(number, area, grade, said.get(area.value))
        for number, (area, grade) in enumerate(GRADES.items(), start=3)
    ]
    return document(first or cover(), contents(), *sections, record(8, in_record or GRADES))


def read(made: Document) -> Inspection:
    assert lac_2013.recognises(made)
    (inspection,) = lac_2013.read(made)
    return inspection


def test_the_cover() -> None:
    inspection = read(report())
    assert inspection.framework is Framework.LAC_2013
    assert (inspection.start, inspection.end) == (date(2013, 6, 3), date(2013, 6, 7))
    assert inspection.printed_published_on == date(2013, 7, 12)
    assert inspection.provider_as_printed == "Anyshire County Council"
    assert inspection.lead_inspectors == ("Ann O’Dell",)
    assert inspection.issues == ()


def test_every_grade_with_its_places() -> None:
    judged = {one.area: one for one in read(report()).judgements}
    assert {area: one.grade_as_printed for area, one in judged.items()} == GRADES
    assert {area: one.witnesses for area, one in judged.items()} == {
        Area.OVERALL_EFFECTIVENESS: 3,
        Area.CAPACITY_TO_IMPROVE: 3,
        Area.OUTCOMES_FOR_LOOKED_AFTER_CHILDREN: 3,
        Area.QUALITY_OF_PROVISION: 2,
        Area.LEADERSHIP_AND_MANAGEMENT: 3,
    }
    first = judged[Area.CAPACITY_TO_IMPROVE]
    assert (first.grade, first.page, first.quote) == (Grade.GOOD, 4, "Capacity to improve Grade 2 (Good)")


def test_places_that_differ_give_no_grade() -> None:
    inspection = read(report(in_record={**GRADES, Area.CAPACITY_TO_IMPROVE: "Adequate"}))
    assert Area.CAPACITY_TO_IMPROVE not in {one.area for one in inspection.judgements}
    (issue,) = inspection.issues
    assert (issue.kind, issue.severity, issue.field) == ("grades_contradict", Severity.ERROR, "capacity_to_improve")
    assert (issue.believed, issue.other) == ("Capacity to improve Grade 2 (Good)", "Capacity to improve Adequate")


def test_a_first_sentence_that_differs_is_heard() -> None:
    inspection = read(report(leadership_and_management="good"))
    assert [issue.kind for issue in inspection.issues] == ["grades_contradict"]


def test_a_number_that_is_not_the_words_gives_no_grade() -> None:
    made = report()
    pages = [
        Page(one.number, one.width, one.height, tuple(
            line if "Grade 2 (Good)" not in line.text else type(line)(
                "Grade 3 (Good)", line.page, line.left, line.right, line.baseline, line.size, line.bold
            )
            for line in one.lines
        ))
        for one in made.pages
    ]  # fmt: skip
    inspection = read(Document(tuple(pages)))
    assert [issue.kind for issue in inspection.issues] == ["grade_not_read"]
    assert next(one for one in inspection.judgements if one.area is Area.CAPACITY_TO_IMPROVE).witnesses == 2


def test_a_heading_whose_section_is_missing_does_not_take_the_next_section_s_grade() -> None:
    headed = page(3, [(TITLES[Area.OUTCOMES_FOR_LOOKED_AFTER_CHILDREN], 85.0, 744.0, *SECTION)])
    inspection = read(document(cover(), contents(), headed, section(4, Area.CAPACITY_TO_IMPROVE, "Good")))
    assert [one.area for one in inspection.judgements] == [Area.CAPACITY_TO_IMPROVE]


def test_an_area_that_is_not_graded_is_an_issue() -> None:
    made = document(cover(), contents(), section(3, Area.OVERALL_EFFECTIVENESS, "Good"))
    inspection = read(made)
    assert [one.area for one in inspection.judgements] == [Area.OVERALL_EFFECTIVENESS]
    missing = [issue.field for issue in inspection.issues if issue.kind == "grade_missing"]
    assert missing == [area.value for area in list(TITLES)[1:]]


def test_areas_for_improvement_keep_when_they_are_due() -> None:
    found = read(report()).findings
    assert [(one.kind, one.position, one.heading, one.page) for one in found] == [
        (FindingKind.IMPROVEMENT, 1, "Immediately", 4),
        (FindingKind.IMPROVEMENT, 2, "Within three months", 4),
    ]
    assert found[1].text == "make sure that reviews are held in time and that what they decide is done"


def test_passages_start_after_the_contents_and_stand_under_their_section() -> None:
    found = read(report()).passages
    assert [(one.section, one.number, one.page) for one in found[:2]] == [
        (TITLES[Area.OVERALL_EFFECTIVENESS], "3", 3),
        (TITLES[Area.CAPACITY_TO_IMPROVE], "4", 4),
    ]
    assert [one.position for one in found] == list(range(1, len(found) + 1))


@pytest.mark.parametrize(
    ("first", "kind"),
    [
        (cover(dates="Inspection dates: June 2013"), "dates_missing"),
        (cover(published="Published: soon"), "published_missing"),
        (cover(published="Published: 1 June 2013"), "impossible_dates"),
    ],
)
def test_what_cannot_be_read_is_absent_and_said(first: Page, kind: str) -> None:
    inspection = read(report(first=first))
    assert [issue.kind for issue in inspection.issues] == [kind]
    if kind == "dates_missing":
        assert inspection.start is None
    else:
        assert inspection.printed_published_on is None


@pytest.mark.parametrize(
    "title",
    [
        "Inspection of safeguarding and looked after children services",
        "Inspection of local authority arrangements for the protection of children",
        "Inspection of services for children in need of help and protection, children looked after and care leavers",
        "Inspection of local authority children’s services",
    ],
)
def test_other_reports_are_left_alone(title: str) -> None:
    made = document(page(1, [(title, 85.0, 668.0, 26.0), ("Inspection dates: 3 – 7 June 2013", 85.0, 300.0)]))
    assert not lac_2013.recognises(made)
    assert not lscb_review.recognises(made)
