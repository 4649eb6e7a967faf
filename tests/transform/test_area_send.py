from dataclasses import replace
from datetime import date

import pytest

from tests.transform.laid_out import letter
from transform.document import Document
from transform.readers import area_send
from transform.records import FindingKind, Inspection, Severity, Window
from transform.vocabulary import Area, Framework, Grade

POSITIVE = "The local area partnership’s arrangements typically lead to positive experiences and outcomes for learners."
INCONSISTENT = "The local area partnership’s arrangements lead to inconsistent experiences and outcomes for learners."
WIDESPREAD = (
    "There are widespread and/or systemic failings that worry inspectors a great deal, to be put right at once."
)
NEXT_3 = "The next full area SEND inspection will be within approximately three years."
NEXT_5 = "The next full area SEND inspection will be within approximately 5 years."
MONITORED = "A monitoring inspection will be carried out within approximately 18 months."
ACTION_PLAN = "The chief inspector requires the partnership to prepare and submit a priority action plan (area SEND)."
FOOTER = "Area SEND inspection report: Westmere Local Area Partnership, 3 to 7 June 2024"


def report(
    outcome: str,
    *,
    title: str = "Area SEND inspection of Westmere Local Area Partnership",
    dates: str = "3 to 7 June 2024",
    previous: str = "Dates of previous inspection: 9 to 13 May 2016",
    footer: str = FOOTER,
    priority: bool = False,
) -> Document:
    areas = [("h", "Areas for improvement"), ("p", "Leaders should shorten the queue for a first appointment.")]
    if priority:
        areas = [("h", "Areas for priority action"), ("p", "Leaders must finish the plans that are late."), *areas]
    return letter(
        ("l", "Local area partnership report"),
        ("h", title),
        ("l", f"Inspection dates: {dates}"),
        ("l", previous),
        ("h", "Inspection outcome"),
        ("p", outcome),
        ("p", "Ofsted and the Care Quality Commission (CQC) ask that the strategic plan is brought up to date."),
        ("h", "Information about the local area partnership"),
        ("p", "The council and the integrated care board plan services together for the young people of Westmere."),
        ("page", ""),
        ("h", "What is it like to be a child or young person with SEND in this area?"),
        ("p", "Most families said that somebody listened, and that the listening changed what was done for them."),
        ("h", "What is the area partnership doing that is effective?"),
        ("b", "Babies who are slow to speak are seen within weeks."),
        ("b", "Sixth forms plan work with each learner."),
        ("h", "What does the area partnership need to do better?"),
        ("b", "Nobody counts who waits for a first appointment."),
        *areas,
        ("page", ""),
        ("h", "Local area partnership details"),
        ("p", "Westmere Council"),
        ("h", "Inspection team"),
        ("l", "Ofsted Care Quality Commission"),
        ("l", "Ann Marlowe, Ofsted HMI Lead inspector Dev Okafor, CQC Lead inspector"),
        ("l", "Rhys Penn, Ofsted Inspector Lou Carver-Bright, CQC inspector"),
        footer=footer,
    )


def only(document: Document) -> Inspection:
    (inspection,) = area_send.read(document)
    return inspection


def test_dates_before_such_inspections_began_are_another_inspection_s() -> None:
    inspection = only(report("The outcome is unclear.", dates="9 to 13 May 2016"))
    assert (inspection.start, inspection.end) == (None, None)
    issue = next(issue for issue in inspection.issues if issue.field == "inspection_start")
    assert (issue.kind, issue.other) == ("impossible_dates", "2016-05-09 to 2016-05-13")


@pytest.mark.parametrize(
    ("outcome", "grade", "words", "years", "monitored"),
    [
        (
            f"{POSITIVE} {NEXT_5}",
            Grade.TYPICALLY_POSITIVE,
            "typically lead to positive experiences and outcomes",
            5,
            False,
        ),
        (f"{INCONSISTENT} {NEXT_3}", Grade.INCONSISTENT, "lead to inconsistent experiences and outcomes", 3, False),
        (
            f"{WIDESPREAD} {MONITORED} {NEXT_3}",
            Grade.WIDESPREAD_FAILINGS,
            "widespread and/or systemic failings",
            3,
            True,
        ),
    ],
)
def test_outcome_is_read_from_its_sentence(outcome: str, grade: Grade, words: str, years: int, monitored: bool) -> None:
    inspection = only(report(outcome, priority=monitored))
    (judgement,) = inspection.judgements
    assert (judgement.area, judgement.grade) == (Area.AREA_SEND_OUTCOME, grade)
    assert judgement.grade_as_printed == words
    assert judgement.quote == outcome.split(". ")[0] + "."
    assert judgement.page == 1
    assert judgement.witnesses == (3 if monitored else 2)
    assert inspection.next_full_inspection_years == years
    assert inspection.monitoring_inspection is monitored
    assert inspection.issues == ()


def test_page_one_is_read() -> None:
    inspection = only(report(f"{INCONSISTENT} {NEXT_3}"))
    assert inspection.framework is Framework.AREA_SEND
    assert inspection.inspection_type == "full_inspection"
    assert inspection.provider_as_printed == "Westmere"
    assert (inspection.start, inspection.end) == (date(2024, 6, 3), date(2024, 6, 7))
    assert inspection.previous_inspection == Window(date(2016, 5, 9), date(2016, 5, 13))
    assert inspection.lead_inspectors == ("Ann Marlowe", "Dev Okafor")
    assert inspection.inspectorates == ("Ofsted", "CQC")
    assert inspection.headline == INCONSISTENT


def test_article_before_the_area_is_not_its_name() -> None:
    inspection = only(report(INCONSISTENT, title="Area SEND inspection of the Isle of Dray Local Area Partnership"))
    assert inspection.provider_as_printed == "Isle of Dray"


def test_footer_with_other_dates_is_an_issue_and_not_believed() -> None:
    footer = "Area SEND inspection report: Westmere Local Area Partnership, 1 to 7 June 2024"
    inspection = only(report(f"{INCONSISTENT} {NEXT_3}", footer=footer))
    assert inspection.start == date(2024, 6, 3)
    (issue,) = inspection.issues
    assert (issue.kind, issue.severity, issue.page) == ("footer_dates_differ", Severity.WARNING, 2)
    assert (issue.believed, issue.other) == ("2024-06-03 to 2024-06-07", "2024-06-01 to 2024-06-07")


@pytest.mark.parametrize("printed", ["Not previously inspected", "None"])
def test_no_previous_inspection_is_no_issue(printed: str) -> None:
    inspection = only(report(f"{INCONSISTENT} {NEXT_3}", previous=f"Date of previous inspection: {printed}"))
    assert inspection.previous_inspection is None
    assert inspection.issues == ()


def test_two_previous_inspections_are_an_issue() -> None:
    previous = "Dates of previous inspection: 9 to 13 May 2016; 2 to 4 March 2020"
    inspection = only(report(f"{INCONSISTENT} {NEXT_3}", previous=previous))
    assert inspection.previous_inspection is None
    assert [issue.kind for issue in inspection.issues] == ["previous_inspection_not_read"]


def test_two_outcomes_are_an_issue_and_no_grade() -> None:
    inspection = only(report(f"{POSITIVE} {INCONSISTENT} {NEXT_3}"))
    assert inspection.judgements == ()
    assert [(issue.kind, issue.severity) for issue in inspection.issues] == [("outcome_contradicted", Severity.ERROR)]


def test_unknown_outcome_is_an_issue_and_no_grade() -> None:
    inspection = only(report(f"The arrangements are of a new kind altogether. {NEXT_3}"))
    assert inspection.judgements == ()
    assert [(issue.kind, issue.severity) for issue in inspection.issues] == [("outcome_not_read", Severity.ERROR)]


def test_priority_action_plan_contradicts_an_inconsistent_outcome() -> None:
    inspection = only(report(f"{INCONSISTENT} {ACTION_PLAN} {NEXT_3}"))
    assert inspection.judgements == ()
    assert [(issue.kind, issue.severity) for issue in inspection.issues] == [("outcome_contradicted", Severity.ERROR)]


def test_unusual_years_leave_one_witness_and_a_warning() -> None:
    inspection = only(report(f"{POSITIVE} {NEXT_3}"))
    assert inspection.judgements[0].witnesses == 1
    assert inspection.next_full_inspection_years == 3
    assert [(issue.kind, issue.severity) for issue in inspection.issues] == [
        ("next_inspection_unusual", Severity.WARNING)
    ]


def test_widespread_failings_without_priority_areas_are_a_warning() -> None:
    inspection = only(report(f"{WIDESPREAD} {MONITORED} {NEXT_3}"))
    assert inspection.judgements[0].witnesses == 2
    assert [issue.kind for issue in inspection.issues] == ["areas_not_found"]


def test_no_lead_inspector_is_an_issue() -> None:
    document = report(f"{INCONSISTENT} {NEXT_3}")
    pages = tuple(
        replace(page, lines=tuple(line for line in page.lines if "Lead inspector" not in line.text))
        for page in document.pages
    )
    inspection = only(Document(pages))
    assert inspection.lead_inspectors == ()
    assert [issue.kind for issue in inspection.issues] == ["lead_inspector_not_read"]


def test_monitoring_inspection_has_no_grade() -> None:
    document = report(
        "The partnership has taken effective action on two of the three areas that inspectors named before.",
        title="Area SEND monitoring inspection of Westmere Local Area Partnership",
    )
    assert area_send.recognises(document)
    inspection = only(document)
    assert inspection.inspection_type == "monitoring_inspection"
    assert inspection.judgements == ()
    assert {finding.kind for finding in inspection.findings} == {FindingKind.STRENGTH, FindingKind.WEAKNESS}
    assert inspection.headline is not None
    assert inspection.headline.startswith("The partnership has taken")
    assert inspection.issues == ()


def test_areas_are_findings_and_not_passages() -> None:
    inspection = only(report(f"{INCONSISTENT} {NEXT_3}"))
    found = [(finding.kind, finding.position, finding.text) for finding in inspection.findings]
    assert found == [
        (FindingKind.STRENGTH, 1, "Babies who are slow to speak are seen within weeks."),
        (FindingKind.STRENGTH, 2, "Sixth forms plan work with each learner."),
        (FindingKind.WEAKNESS, 1, "Nobody counts who waits for a first appointment."),
        (FindingKind.IMPROVEMENT, 1, "Leaders should shorten the queue for a first appointment."),
    ]
    assert any("somebody listened" in passage.text for passage in inspection.passages)
    assert not any("shorten the queue" in passage.text for passage in inspection.passages)


def test_other_reports_are_not_recognised() -> None:
    assert not area_send.recognises(
        letter(
            ("h", "Inspection of Westmere local authority children’s services"),
            ("l", "Inspection dates: 3 to 7 June 2024"),
        )
    )
    assert not area_send.recognises(Document(()))


@pytest.mark.parametrize(
    ("outcome", "grade"),
    [
        (POSITIVE.replace("typically lead to", "lead typically to"), Grade.TYPICALLY_POSITIVE),
        (INCONSISTENT.replace("lead to", "leads to"), Grade.INCONSISTENT),
        (INCONSISTENT.replace("lead to", "result in"), Grade.INCONSISTENT),
        (WIDESPREAD.replace("widespread and/or systemic", "systemic and/or widespread"), Grade.WIDESPREAD_FAILINGS),
    ],
)
def test_outcomes_in_other_words(outcome: str, grade: Grade) -> None:
    assert [judgement.grade for judgement in only(report(outcome)).judgements] == [grade]


@pytest.mark.parametrize(
    "outcome",
    [
        INCONSISTENT.replace("inconsistent", "some inconsistent"),
        POSITIVE.replace("typically lead to positive", "typically lead to poor"),
        POSITIVE.replace("typically lead to positive", "lead to positive"),
    ],
)
def test_words_that_are_no_outcome(outcome: str) -> None:
    assert only(report(outcome)).judgements == ()


@pytest.mark.parametrize(
    "title",
    [
        "Area SEND inspection of Westmere1 Local Area Partnership",
        "Area SEND inspection of Westmere Local Area1",
        "Area special educational needs and/or disabilities (SEND) inspection of Westmere Local Area Partnership",
        "Area SEND full inspection of the Westmere local area",
    ],
)
def test_titles_in_other_print(title: str) -> None:
    document = report(INCONSISTENT, title=title)
    assert area_send.recognises(document)
    assert only(document).provider_as_printed == "Westmere"


def test_a_title_whose_name_is_broken_is_an_absent_name() -> None:
    title = "Area SEND inspection of West Inspection dates: 3 May Mere Local Area Partnership"
    assert only(report(INCONSISTENT, title=title)).provider_as_printed is None


@pytest.mark.parametrize(
    "label", ["Previous inspection:", "Date of last inspection:", "Date of the previous inspection:"]
)
def test_the_previous_inspection_is_never_a_further_window(label: str) -> None:
    inspection = only(report(INCONSISTENT, dates=f"3 to 7 June 2024 {label} 9 to 13 May 2016", previous="Westmere"))
    assert inspection.start == date(2024, 6, 3)
    assert inspection.further_windows == ()


def test_dates_with_a_day_torn_apart_are_withheld() -> None:
    inspection = only(report(INCONSISTENT, dates="3 to 1 7 June 2024"))
    assert inspection.start is None
    assert "dates_not_read" in {issue.kind for issue in inspection.issues}
