from datetime import date

import pytest

from tests.transform.laid_out import letter
from transform.document import Document
from transform.readers import area_send, area_send_2016, focused_visit, letters, monitoring_visit
from transform.records import FindingKind, Inspection, Severity, Window
from transform.vocabulary import Framework

OPENING = (
    "This letter summarises the findings of the focused visit to Westmere children’s services on 20 and 21 February "
    "2024. His Majesty’s Inspectors for this visit were Ann Marlowe and Dev Okafor."
)
THEME = "Inspectors looked at the local authority’s arrangements for children in need, some with a protection plan."


def visit(
    *,
    title: str = "Focused visit to Westmere children’s services",
    opening: str = OPENING,
    theme: tuple[tuple[str, str], ...] = (("p", THEME),),
    ending: tuple[tuple[str, str], ...] = (),
) -> Document:
    return letter(
        ("l", "Piccadilly Gate"),
        ("l", "19 March 2024"),
        ("l", "Robin Teal, Director of Children’s Services"),
        ("l", "Dear Robin"),
        ("h", title),
        ("p", opening),
        *theme,
        ("p", "The visit was carried out in line with the framework for inspecting local authorities."),
        ("h", "Headline findings"),
        ("p", "Work with families is steadier than it was, and leaders know where it is not yet good enough."),
        ("h", "What needs to improve in this area of social work practice?"),
        ("b", "How soon children are seen after a worry about them is raised by a school or by a neighbour."),
        ("b", "What managers write down of their decisions."),
        ("h", "Main findings"),
        ("p", "Children are visited by workers whom they know. Plans say what is to change, though seldom by when."),
        *ending,
        ("l", "Yours sincerely"),
        ("l", "Ann Marlowe"),
        ("l", "His Majesty’s Inspector"),
        footer="Westmere focused visit",
    )


def only(document: Document) -> Inspection:
    assert focused_visit.recognises(document)
    assert not any(reader.recognises(document) for reader in (area_send, area_send_2016, monitoring_visit))
    (inspection,) = focused_visit.read(document)
    return inspection


def test_letter_of_the_present_form_is_read() -> None:
    inspection = only(visit())
    assert inspection.framework is Framework.ILACS_FOCUSED_VISIT
    assert inspection.inspection_type == "focused_visit"
    assert (inspection.start, inspection.end) == (date(2024, 2, 20), date(2024, 2, 21))
    assert inspection.printed_published_on == date(2024, 3, 19)
    assert inspection.provider_as_printed == "Westmere"
    assert inspection.theme == "children in need, some with a protection plan"
    assert inspection.headline is not None
    assert inspection.headline.startswith("Work with families")
    assert inspection.lead_inspectors == ("Ann Marlowe", "Dev Okafor")
    assert [(issue.kind, issue.severity) for issue in inspection.issues] == [
        ("lead_inspector_not_named", Severity.INFO)
    ]


def test_no_visit_has_a_grade() -> None:
    worded = (("p", "Leaders say that services would be judged good, and no longer inadequate, if inspected today."),)
    assert only(visit(ending=worded)).judgements == ()


def test_what_needs_to_improve_is_findings() -> None:
    found = only(visit()).findings
    assert [(finding.kind, finding.position) for finding in found] == [
        (FindingKind.IMPROVEMENT, 1),
        (FindingKind.IMPROVEMENT, 2),
    ]
    assert found[0].text.startswith("How soon children are seen")
    assert found[0].text.endswith("by a neighbour.")


def test_areas_for_priority_action_are_findings() -> None:
    ending = (
        ("h", "Area for priority action"),
        ("p", "The local authority needs to act at once on these weaknesses:"),
        ("b", "the wait of children who are missing from home"),
    )
    (priority,) = (f for f in only(visit(ending=ending)).findings if f.kind is FindingKind.PRIORITY_ACTION)
    assert (priority.position, priority.text) == (1, "the wait of children who are missing from home")


def test_area_for_priority_action_in_a_paragraph_is_a_finding() -> None:
    ending = (
        ("h", "Area for priority action"),
        ("p", "Children who go missing must be looked for on the same day."),
    )
    (priority,) = (f for f in only(visit(ending=ending)).findings if f.kind is FindingKind.PRIORITY_ACTION)
    assert priority.text == "Children who go missing must be looked for on the same day."


def test_lead_inspector_is_believed_where_the_letter_names_one() -> None:
    opening = (
        "This letter summarises the findings of the focused visit to Westmere children’s services on 3 June 2025. "
        "The lead inspector for this visit was Dev Okafor, His Majesty’s Inspector."
    )
    inspection = only(visit(opening=opening))
    assert inspection.lead_inspectors == ("Dev Okafor",)
    assert inspection.issues == ()


@pytest.mark.parametrize(
    ("people", "expected"),
    [
        ("The inspectors were Ann Marlowe, HMI, and Dev Okafor, HMI.", ("Ann Marlowe", "Dev Okafor")),
        ("The visit was carried out by Ann Marlowe HMI and Dev Okafor HMI.", ("Ann Marlowe", "Dev Okafor")),
        ("The visit was led by Dev Okafor, Her Majesty’s Inspector.", ("Dev Okafor",)),
        ("The inspectors were welcome everywhere.", ()),
    ],
)
def test_older_wordings_for_inspectors(people: str, expected: tuple[str, ...]) -> None:
    told = "This letter summarises the findings of a focused visit to Westmere children’s services on 3 July 2018."
    opening = f"{told} {people}"
    assert only(visit(opening=opening)).lead_inspectors == expected


def test_covid_visit_is_a_focused_visit_of_two_periods() -> None:
    opening = (
        "This letter summarises the findings of the COVID-19 focused visit to Westmere children’s services on "
        "2 to 3 and 9 to 10 December 2020. The inspectors were Ann Marlowe, HMI, and Dev Okafor, HMI."
    )
    listed = (
        ("p", "Inspectors looked at the local authority’s arrangements for:"),
        ("b", "children in need;"),
        ("b", "care leavers."),
    )
    inspection = only(
        visit(title="COVID-19 focused visit to Westmere children’s services", opening=opening, theme=listed)
    )
    assert inspection.inspection_type == "covid_19_focused_visit"
    assert (inspection.start, inspection.end) == (date(2020, 12, 2), date(2020, 12, 3))
    assert inspection.further_windows == (Window(date(2020, 12, 9), date(2020, 12, 10)),)
    assert inspection.theme == "children in need; care leavers"


def test_missing_dates_and_theme_are_issues() -> None:
    opening = "This letter summarises the findings of the focused visit to Westmere children’s services."
    inspection = only(visit(opening=opening, theme=()))
    assert (inspection.start, inspection.end, inspection.theme) == (None, None, None)
    assert {issue.kind for issue in inspection.issues} == {
        "dates_not_read",
        "theme_not_read",
        "lead_inspector_not_read",
    }


def test_council_in_the_name_stays() -> None:
    opening = (
        "This letter summarises the findings of the focused visit to the London Borough of Dray’s local authority "
        "children’s services on 3 June 2025. The inspector was Dev Okafor."
    )
    assert only(visit(opening=opening)).provider_as_printed == "London Borough of Dray"


def test_report_that_speaks_of_a_focused_visit_is_not_one() -> None:
    document = letter(
        ("h", "Inspection of Westmere local authority children’s services"),
        ("l", "Inspection dates: 3 to 7 June 2024"),
        ("p", "Since the focused visit to the front door in 2022, leaders have changed how calls are answered."),
    )
    assert not focused_visit.recognises(document)


def test_letter_about_something_else_is_not_one() -> None:
    document = letter(
        ("l", "Dear partnership"),
        ("h", "Joint targeted area inspection of Westmere"),
        (
            "p",
            "This letter summarises the findings of the joint targeted area inspection. A focused visit came before.",
        ),
    )
    assert not focused_visit.recognises(document)


@pytest.mark.parametrize(
    ("words", "provider"),
    [
        ("a focused visit to Amble on 3 May 2023", "Amble"),
        ("a focused visit to the Isles of Amble between 3 and 4 May 2023", "Isles of Amble"),
        ("a focused visit to Amble & Goodham children’s services on 3 May 2023", "Amble & Goodham"),
        ("a focused visit to Amble 12 North children’s services", None),
        ("a focused visit to Amble inspection dates on 3 May 2023", None),
    ],
)
def test_who_was_visited(words: str, provider: str | None) -> None:
    assert letters.provider_after(words, "focused visit to") == provider
