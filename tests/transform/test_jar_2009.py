"""Progress inspections after a joint area review: made pages, since none is at hand."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from tests.transform.made import document, page
from transform.readers import jar_2009
from transform.records import FindingKind, Inspection
from transform.vocabulary import Framework

if TYPE_CHECKING:
    from transform.document import Document, Page

BOLD = (12.0, True)
PROSE = (
    ("The council and its partners have made limited progress in the matters that the review found and", 70.0, 430.0),
    ("much is still to do. Staff know what is wanted of them and managers look at files each month.", 70.0, 415.5),
)


def lists(top: float) -> list[tuple[Any, ...]]:
    return [
        ("Strengths", 70.0, top, *BOLD),
        ("• Calls are answered on the day.", 70.0, top - 26),
        ("Areas for improvement", 70.0, top - 60, *BOLD),
        ("1. Write plans with families:", 70.0, top - 86),
        ("• in plain words", 90.0, top - 106),
        ("Progress to date: good", 90.0, top - 130),
        ("2. See each child alone.", 70.0, top - 156),
    ]


def report() -> Document:
    first = page(
        1,
        [
            ("Joint area review", 70.0, 700.0, 26.0),
            ("Anyshire Children’s Services Authority Area", 70.0, 660.0, 18.0),
            ("Progress inspection", 70.0, 630.0, 22.0),
            ("Inspection dates: 8 – 12 June 2009", 70.0, 560.0, *BOLD),
            ("Lead inspector: Dee Moss HMI", 70.0, 545.0, *BOLD),
            ("Published: 3 July 2009", 70.0, 530.0, *BOLD),
        ],
    )
    return document(first, page(2, [*PROSE, *lists(380.0)]))


def letter(*more: str) -> Document:
    rows = [(text, 70.0, 480.0 - 15 * place) for place, text in enumerate(more)]
    first: Page = page(
        1,
        [
            ("3 July 2009", 70.0, 740.0),
            ("Dear Director", 70.0, 690.0),
            ("Joint area review: progress inspection of Anyshire County Council", 70.0, 660.0, *BOLD),
            ("Thank you for your help. This inspection was carried out from 8 to 12 June 2009 by five", 70.0, 620.0),
            ("inspectors. The joint area review was carried out in the week of 3 November 2008.", 70.0, 605.5),
            *rows,
        ],
    )
    return document(first, page(2, [*PROSE, *lists(380.0)]))


def read(made: Document) -> Inspection:
    assert jar_2009.recognises(made)
    (inspection,) = jar_2009.read(made)
    assert inspection.framework is Framework.JAR_2009
    assert inspection.judgements == ()
    return inspection


def test_a_report() -> None:
    inspection = read(report())
    assert (inspection.start, inspection.end) == (date(2009, 6, 8), date(2009, 6, 12))
    assert inspection.printed_published_on == date(2009, 7, 3)
    assert inspection.lead_inspectors == ("Dee Moss",)
    assert inspection.provider_as_printed == "Anyshire"
    assert inspection.headline is not None
    assert inspection.headline.endswith("much is still to do.")
    assert inspection.issues == ()


def test_a_letter_takes_the_period_of_this_inspection_and_not_of_the_review() -> None:
    inspection = read(letter())
    assert (inspection.start, inspection.end) == (date(2009, 6, 8), date(2009, 6, 12))
    assert inspection.printed_published_on == date(2009, 7, 3)
    assert [issue.kind for issue in inspection.issues] == ["lead_inspector_missing"]


def test_two_periods_give_none() -> None:
    inspection = read(letter("This inspection took place from 1 to 5 June 2009."))
    assert inspection.start is None
    assert "dates_contradict" in [issue.kind for issue in inspection.issues]


def test_lists_with_what_has_been_done() -> None:
    found = read(report()).findings
    assert [(one.kind, one.position, one.text, one.parent_position, one.progress) for one in found] == [
        (FindingKind.STRENGTH, 1, "Calls are answered on the day.", None, None),
        (FindingKind.IMPROVEMENT, 1, "Write plans with families:", None, None),
        (FindingKind.IMPROVEMENT, 2, "in plain words", 1, "good"),
        (FindingKind.IMPROVEMENT, 3, "See each child alone.", None, None),
    ]


def test_only_a_title_counts() -> None:
    said = "The progress inspection after the joint area review of 2008 was the last before this one."
    made = document(page(1, [("Inspection of services", 70.0, 700.0, 26.0), (said, 70.0, 600.0)]))
    assert not jar_2009.recognises(made)
    targeted = document(page(1, [("Joint targeted area inspection: progress report", 70.0, 700.0, 14.0, True)]))
    assert not jar_2009.recognises(targeted)
