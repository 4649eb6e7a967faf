from datetime import date

import pytest

from tests.transform.laid_out import letter
from transform.document import Document
from transform.readers import area_send, area_send_2016, focused_visit, monitoring_visit
from transform.records import Inspection, Severity
from transform.vocabulary import Framework

OPENING = (
    "This letter summarises the findings of the monitoring visit to Westmere children’s services on 4 and 5 May 2022."
)
WHICH = "This was the third monitoring visit since the local authority was judged inadequate in May 2019."


def visit(*, title: str = "Monitoring visit to Westmere children’s services", which: str = WHICH) -> Document:
    return letter(
        ("l", "2 June 2022"),
        ("l", "Robin Teal, Director of Children’s Services"),
        ("l", "Dear Robin"),
        ("h", title),
        ("p", f"{OPENING} {which} His Majesty’s Inspectors for this visit were Ann Marlowe and Dev Okafor."),
        ("h", "Areas covered by the visit"),
        ("p", "Inspectors reviewed the progress made in these areas of concern:"),
        ("b", "what managers do when plans stall"),
        ("b", "how long unborn children wait"),
        ("h", "Headline findings"),
        ("p", "Leaders have begun to change what happens to children, though not yet for all of them."),
        ("h", "Findings and evaluation of progress"),
        ("p", "Plans are looked at more often. Some children still wait too long for a decision."),
        ("l", "Yours sincerely"),
        ("l", "Ann Marlowe"),
    )


def only(document: Document) -> Inspection:
    assert monitoring_visit.recognises(document)
    assert not any(reader.recognises(document) for reader in (area_send, area_send_2016, focused_visit))
    (inspection,) = monitoring_visit.read(document)
    return inspection


def test_letter_is_read() -> None:
    inspection = only(visit())
    assert inspection.framework is Framework.ILACS_MONITORING_VISIT
    assert (inspection.start, inspection.end) == (date(2022, 5, 4), date(2022, 5, 5))
    assert inspection.printed_published_on == date(2022, 6, 2)
    assert inspection.provider_as_printed == "Westmere"
    assert inspection.lead_inspectors == ("Ann Marlowe", "Dev Okafor")
    assert inspection.visit_number == 3
    assert (
        inspection.headline == "Leaders have begun to change what happens to children, though not yet for all of them."
    )
    assert inspection.theme is not None
    assert "how long unborn children wait" in inspection.theme
    assert inspection.judgements == ()
    assert any(passage.section == "Findings and evaluation of progress" for passage in inspection.passages)


def test_month_of_the_judgement_is_an_issue_and_no_date() -> None:
    inspection = only(visit())
    assert inspection.follows_judgement_on is None
    (issue,) = (issue for issue in inspection.issues if issue.field == "follows_judgement_on")
    assert (issue.kind, issue.severity, issue.other) == ("judgement_month_only", Severity.INFO, "May 2019")


def test_whole_date_of_the_judgement_is_read() -> None:
    which = "The visit was the second monitoring visit since the local authority was judged inadequate on 14 May 2019."
    inspection = only(visit(which=which))
    assert inspection.visit_number == 2
    assert inspection.follows_judgement_on == date(2019, 5, 14)
    assert [issue.kind for issue in inspection.issues] == ["lead_inspector_not_named"]


@pytest.mark.parametrize(
    ("printed", "number"),
    [("first", 1), ("fifth", 5), ("eleventh", 11), ("4th", 4), ("12th", 12), ("second quarterly", 2)],
)
def test_visit_number(printed: str, number: int) -> None:
    which = f"This was the {printed} monitoring visit since the local authority was judged inadequate in May 2019."
    assert only(visit(which=which)).visit_number == number


@pytest.mark.parametrize(
    "which",
    [
        "Leaders asked for the visit.",
        "The next visit, the fourth monitoring visit, will look at care leavers.",
        "This was the first published monitoring visit since the local authority was judged inadequate in May 2019.",
    ],
)
def test_number_that_is_not_this_visits_is_not_taken(which: str) -> None:
    inspection = only(visit(which=which))
    assert inspection.visit_number is None
    assert "visit_number_not_read" in {issue.kind for issue in inspection.issues}


def test_older_title_is_recognised() -> None:
    inspection = only(visit(title="Monitoring visit of Westmere local authority children’s services"))
    assert inspection.provider_as_printed == "Westmere"


def test_report_that_speaks_of_monitoring_visits_is_not_one() -> None:
    document = letter(
        ("h", "Re-inspection of services for children in need of help and protection"),
        ("p", "Monitoring visits to the authority took place each quarter. The last monitoring visit was in May."),
    )
    assert not monitoring_visit.recognises(document)
