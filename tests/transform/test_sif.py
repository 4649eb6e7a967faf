from __future__ import annotations

from datetime import date

import pytest

from tests.transform import made, sif_pages
from transform.document import Document
from transform.readers import sif
from transform.records import FindingKind, Severity, Window
from transform.vocabulary import Area, Framework, Grade


def grades(document: Document) -> dict[Area, Grade]:
    return {judgement.area: judgement.grade for judgement in sif.read(document)[0].judgements}


def issues(document: Document) -> set[tuple[str, str | None]]:
    return {(issue.kind, issue.field) for issue in sif.read(document)[0].issues}


def test_whole_report():
    document = sif_pages.report()
    assert sif.recognises(document)
    (inspection,) = sif.read(document)
    assert inspection.framework is Framework.SIF
    assert (inspection.start, inspection.end) == (date(2015, 9, 14), date(2015, 10, 8))
    assert inspection.further_windows == ()
    assert inspection.printed_published_on == date(2015, 11, 27)
    assert inspection.provider_as_printed == "Ambleford Metropolitan Borough Council"
    assert inspection.inspection_type == sif.SINGLE_INSPECTION
    assert inspection.lead_inspectors == ("Ada Winterbourne",)
    assert inspection.headline == "Children’s services in Ambleford require improvement to be good"
    assert [(one.area, one.grade, one.witnesses) for one in inspection.judgements] == [
        (Area.OVERALL_EFFECTIVENESS, Grade.REQUIRES_IMPROVEMENT, 1),
        (Area.HELP_AND_PROTECTION, Grade.REQUIRES_IMPROVEMENT, 2),
        (Area.LOOKED_AFTER_AND_PERMANENCE, Grade.GOOD, 2),
        (Area.ADOPTION_PERFORMANCE, Grade.OUTSTANDING, 2),
        (Area.CARE_LEAVERS, Grade.REQUIRES_IMPROVEMENT, 2),
        (Area.LEADERSHIP_MANAGEMENT_GOVERNANCE, Grade.GOOD, 2),
        (Area.LSCB_EFFECTIVENESS, Grade.INADEQUATE, 2),
    ]
    care_leavers = inspection.judgements[4]
    assert (care_leavers.page, care_leavers.grade_as_printed) == (1, "Requires improvement")
    assert care_leavers.quote == "2.2 Experiences and progress of care leavers Requires improvement"
    assert {issue.kind for issue in inspection.issues} == {"findings_missing"}


def test_re_inspection_without_the_board():
    title = ("Re-inspection of services for children in need of help and", sif_pages.TITLE[1])
    pages = sif_pages.sections()
    document = Document((sif_pages.cover(title=title), pages[0], made.page(3, []), pages[2]))
    (inspection,) = sif.read(document)
    assert inspection.inspection_type == sif.RE_INSPECTION
    assert Area.LSCB_EFFECTIVENESS not in {one.area for one in inspection.judgements}
    assert ("judgement_missing", Area.LSCB_EFFECTIVENESS.value) not in issues(document)


def test_announced_review_of_the_board_without_a_grade_is_missed():
    document = Document((sif_pages.cover(), sif_pages.sections()[0]))
    assert ("judgement_missing", Area.LSCB_EFFECTIVENESS.value) in issues(document)


@pytest.mark.parametrize(
    "page",
    [
        sif_pages.board_review(1)[0],
        sif_pages.cover(title=("Inspection of children’s social care services",), table=[]),
        made.running(
            1,
            [
                "10 May 2016",
                "Monitoring visit of Ambleford children’s services",
                "We came to see you after the last",
                "inspection of services for children in need of help and protection, children looked after",
                "and care leavers, which judged them inadequate.",
            ],
        ),
    ],
)
def test_other_reports_are_not_recognised(page):
    assert not sif.recognises(Document((page,)))


def test_board_grade_is_never_the_councils():
    document = sif_pages.report(headline=("The Local Safeguarding Children Board is good",))
    found = grades(document)
    assert Area.OVERALL_EFFECTIVENESS not in found
    assert Area.LSCB_EFFECTIVENESS not in found
    assert ("judgement_missing", Area.OVERALL_EFFECTIVENESS.value) in issues(document)
    assert ("contradicting_grades", Area.LSCB_EFFECTIVENESS.value) in issues(document)


def test_contradiction_withholds_only_its_area():
    table = [("1. Children who need help and protection Good", 71.0, 480.0, 12.0, True), *sif_pages.TABLE[1:]]
    document = sif_pages.report(table=table)
    assert Area.HELP_AND_PROTECTION not in grades(document)
    assert len(grades(document)) == 6
    (issue,) = [one for one in sif.read(document)[0].issues if one.kind == "contradicting_grades"]
    assert (issue.severity, issue.field) == (Severity.ERROR, Area.HELP_AND_PROTECTION.value)
    assert (issue.believed, issue.other, issue.page) == ("Good", "Requires improvement", 2)


@pytest.mark.parametrize("printed", ["Adequate", "Satisfactory", "Goood", "Requires"])
def test_words_that_are_no_grade_of_the_scale(printed):
    table = [*sif_pages.TABLE[:4], (f"2.1 Adoption performance {printed}", 119.0, 411.0, 12.0), *sif_pages.TABLE[5:]]
    document = sif_pages.report(table=table)
    assert Area.ADOPTION_PERFORMANCE not in grades(document)
    assert ("unknown_grade", Area.ADOPTION_PERFORMANCE.value) in issues(document)


def test_area_that_is_printed_as_not_judged():
    table = [*sif_pages.TABLE[:4], ("2.1 Adoption performance Not judged", 119.0, 411.0, 12.0), *sif_pages.TABLE[5:]]
    document = Document((sif_pages.cover(table=table),))
    assert grades(document)[Area.ADOPTION_PERFORMANCE] is Grade.NOT_JUDGED


def test_row_that_is_not_printed_is_missed():
    document = Document((sif_pages.cover(table=sif_pages.TABLE[:5]),))
    assert ("judgement_missing", Area.CARE_LEAVERS.value) in issues(document)
    assert Area.CARE_LEAVERS not in grades(document)


def test_table_that_goes_over_the_page():
    first, second = sif_pages.TABLE[:5], [(row[0], row[1], row[2] + 300.0, *row[3:]) for row in sif_pages.TABLE[5:]]
    document = Document((sif_pages.cover(table=first), made.page(2, second)))
    assert grades(document)[Area.CARE_LEAVERS] is Grade.REQUIRES_IMPROVEMENT
    assert grades(document)[Area.LEADERSHIP_MANAGEMENT_GOVERNANCE] is Grade.GOOD


def test_two_reports_in_one_file():
    council = (sif_pages.cover(title=sif_pages.TITLE), *sif_pages.sections()[:1], sif_pages.sections()[2])
    first, second = sif.read(Document((*council, *sif_pages.board_review(5))))
    assert first.framework is Framework.SIF
    assert Area.LSCB_EFFECTIVENESS not in {one.area for one in first.judgements}
    assert first.printed_published_on == date(2015, 11, 27)
    assert second.framework is Framework.LSCB_REVIEW
    assert second.inspection_type == sif.BOARD_REVIEW
    assert second.provider_as_printed == "Ambleford Safeguarding Children Board"
    assert second.printed_published_on == date(2015, 12, 4)
    assert [(one.area, one.grade, one.page, one.witnesses) for one in second.judgements] == [
        (Area.LSCB_EFFECTIVENESS, Grade.GOOD, 5, 2)
    ]
    assert [(one.kind, one.page) for one in second.findings] == [(FindingKind.STRENGTH, 6)]
    assert second.lead_inspectors == ()


def test_second_report_of_another_kind_claims_nothing():
    other = made.running(5, ["Inspection of a college", "Inspection dates: 1–2 June 2015", "Overall it is good"])
    _, second = sif.read(Document((*sif_pages.report().pages, other)))
    assert second.framework is Framework.OTHER
    assert second.judgements == ()
    assert [(one.kind, one.page) for one in second.issues] == [("bound_report_not_read", 5)]


def test_inspection_in_two_windows():
    dates = ("Inspection dates: 3 to 7 March 2014 and 24 to 28 March", "2014", "Report published: 14 May 2014")
    (inspection,) = sif.read(sif_pages.report(dates=dates))
    assert (inspection.start, inspection.end) == (date(2014, 3, 3), date(2014, 3, 7))
    assert inspection.further_windows == (Window(date(2014, 3, 24), date(2014, 3, 28)),)
    assert inspection.printed_published_on == date(2014, 5, 14)


def test_team_lists_that_differ_leave_the_lead_open():
    again = sif_pages.body(5, [("Lead inspector: Grace Oakenshaw",)])
    (inspection,) = sif.read(Document((*sif_pages.report().pages, again)))
    assert inspection.lead_inspectors == ()
    assert "lead_inspectors_differ" in {issue.kind for issue in inspection.issues}


def test_lead_on_the_line_below_its_label():
    pages = sif_pages.report().pages[:-1]
    team = sif_pages.body(4, [("Lead inspector:",), ("Ada Winterbourne, Her Majesty’s Inspector",)])
    assert sif.read(Document((*pages, team)))[0].lead_inspectors == ("Ada Winterbourne",)
