"""ILACS reports that are printed a little otherwise than most: what a careful reader reads all the same."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.transform.made import document, page
from tests.transform.test_ilacs import (
    DATES,
    EXPECTED,
    LEAD,
    SEPARATE,
    Rows,
    body,
    errors,
    front,
    grades,
    last,
    read,
    report,
)
from transform.document import Document, Page
from transform.vocabulary import Area, Grade

MARKS = ["1", " 2", "12", "¹", " [1]", "*", ".", ":", ";"]


def graded(behind: str, around: str = "{}") -> Rows:
    return [(label, around.format(grade) + behind) for label, grade in SEPARATE]


@pytest.mark.parametrize("behind", MARKS)
@pytest.mark.parametrize("merged", [False, True])
def test_marks_and_stops_behind_grades(behind: str, merged: bool) -> None:
    inspection = read(report(graded(behind), merged=merged))
    assert grades(inspection) == EXPECTED
    assert errors(inspection) == set()


@pytest.mark.parametrize("around", ["({})", "‘{}’", "– {}", "• {}"])
def test_brackets_around_grades(around: str) -> None:
    assert grades(read(report(graded("", around)))) == EXPECTED


@pytest.mark.parametrize("behind", MARKS)
def test_marks_and_stops_behind_labels(behind: str) -> None:
    rows: Rows = [((*label[:-1], label[-1] + behind), grade) for label, grade in SEPARATE]
    assert grades(read(report(rows))) == EXPECTED


def test_raised_marks_on_lines_of_their_own() -> None:
    made = front(SEPARATE)
    raised = [
        line._replace(text="1", left=line.right + 0.5, right=line.right + 4, baseline=line.baseline + 4, size=7.0)
        for line in made.lines
        if line.text in ("Good", "Inadequate", "leavers", "children in care")
    ]
    assert raised
    inspection = read(document(replace(made, lines=(*raised, *made.lines)), body(), last()))
    assert grades(inspection) == EXPECTED


@pytest.mark.parametrize("merged", [False, True])
@pytest.mark.parametrize("header", [None, "Judgement", "Area Grade"])
def test_a_table_with_another_header_or_none(header: str | None, merged: bool) -> None:
    made = front(SEPARATE, merged=merged)
    lines = tuple(
        line._replace(text=header or "") if line.text.startswith("Judgement") else line
        for line in made.lines
        if header or not line.text.startswith("Judgement")
    )
    assert grades(read(document(replace(made, lines=lines), body(), last()))) == EXPECTED


def test_an_ampersand_in_the_names_of_areas() -> None:
    rows: Rows = [(tuple(text.replace(" and ", " & ") for text in label), grade) for label, grade in SEPARATE]
    assert grades(read(report(rows))) == EXPECTED


def test_an_area_that_is_not_judged() -> None:
    rows: Rows = [(label, "Not judged" if grade == "Outstanding" else grade) for label, grade in SEPARATE]
    headings = ("The experiences and progress of care leavers: inadequate",)
    assert grades(read(report(rows, headings))) == {**EXPECTED, Area.CHILDREN_IN_CARE: Grade.NOT_JUDGED}


@pytest.mark.parametrize(
    "printed",
    [
        "Dates of inspection: 3 to 14 March 2025",
        "Inspection dates – Monday 3 to Friday 14 March 2025",
        "Inspection dates ─ 3 ─ 14 March 2025",
        "Inspection date(s): 3March to 14 March2025",
        "Inspection dates: 3 to 14 March 20251",
        "Inspection dates: 3 March 2025 – 14 March 2025 Report published: 5 May 2025",
    ],
)
def test_dates_in_other_print(printed: str) -> None:
    inspection = read(report(facts=(printed, LEAD)))
    assert (inspection.start, inspection.end, inspection.further_windows) == (date(2025, 3, 3), date(2025, 3, 14), ())


@pytest.mark.parametrize(
    "printed",
    [
        "Inspection dates: 3 March 2025 14 March 2025",
        "Inspection dates: 3 to 1 4 March 2025",
        "Inspection dates: 3 ~ 14 March 2025",
        "Inspection dates: 3 2025 – 14 March 2025",
    ],
)
def test_dates_that_are_not_whole_are_withheld(printed: str) -> None:
    inspection = read(report(facts=(printed, LEAD)))
    assert (inspection.start, inspection.end) == (None, None)
    assert errors(inspection) & {("dates_partly_read", "inspection_start"), ("dates_not_read", "inspection_start")}


@pytest.mark.parametrize(
    ("printed", "provider"),
    [
        (["Inspection of Elmshire local", "authority children‘s services1"], "Elmshire"),
        (["Inspection of Elmshire local", "authority children´s services"], "Elmshire"),
        (["Re-inspection of Elmshire local", "authority children’s services"], "Elmshire"),
        (["Elmshire County Council1", "Full inspection of children’s services"], "Elmshire County Council"),
        (["Ofsted", "Elmshire", "Inspection of the children’s social care services"], "Elmshire"),
        (
            ["Inspection of Elmshire Children’s Services Trust", "children’s services"],
            "Elmshire Children’s Services Trust",
        ),
        (
            ["Inspection of Bathham & North", "East Elmshire local authority children’s services"],
            "Bathham & North East Elmshire",
        ),
        (["Inspection of Elm and 7 others children’s services"], None),
        (["Elmshire: 3 homes", "Inspection of children’s services"], None),
    ],
)
def test_whose_services_were_inspected(printed: list[str], provider: str | None) -> None:
    inspection = read(report(title=printed))
    assert inspection.provider_as_printed == provider
    assert (provider is None) == any(issue.kind == "provider_not_read" for issue in inspection.issues)


def test_the_first_row_of_the_table_is_no_part_of_the_lead_inspectors_name() -> None:
    assert read(report(facts=(DATES, "Lead inspector: Ada Quill1"))).lead_inspectors == ("Ada Quill",)


def test_a_cover_page_in_front() -> None:
    def moved(made: Page) -> Page:
        lines = tuple(line._replace(page=line.page + 1) for line in made.lines)
        return replace(made, number=made.number + 1, lines=lines)

    pages = map(moved, report().pages)
    inspection = read(Document((page(1, [("Ofsted", 70, 700, 20), ("Elmshire", 70, 660, 26)]), *pages)))
    assert grades(inspection) == EXPECTED
    assert inspection.start == date(2025, 3, 3)
    assert {judgement.page for judgement in inspection.judgements} == {2}
