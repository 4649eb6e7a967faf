"""Reviews of a safeguarding board that are published by themselves, made in their layout."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from tests.transform.made import document, page
from transform.readers import lac_2013, lscb_review
from transform.records import FindingKind, Inspection
from transform.vocabulary import Area, Framework, Grade

if TYPE_CHECKING:
    from transform.document import Document, Page

BOLD = (14.0, True)
TITLE = ("Review of the effectiveness of the Local Safeguarding Children", "Board")


def cover(
    headline: str | None = "The Local Safeguarding Children Board requires improvement",
    said: str = "require improvement.",
    board: str = "Anyshire Safeguarding Children Board",
    above: tuple[str, ...] = (),
) -> Page:
    head = [(text, 70.0, 745.0 - 20 * place, *BOLD) for place, text in enumerate(above)]
    headed = [(headline, 70.0, 545.0, *BOLD)] if headline else []
    return page(
        1,
        [
            ("1", 518.0, 46.0, 10.0),
            *head,
            (board, 70.0, 722.0 - 20 * len(above), 26.0),
            (TITLE[0], 70.0, 697.0 - 20 * len(above), *BOLD),
            (TITLE[1], 70.0, 680.0 - 20 * len(above), *BOLD),
            ("Inspection date: 29 June 2015 – 1 July", 70.0, 636.0 - 20 * len(above), *BOLD),
            ("2015", 70.0, 619.0 - 20 * len(above), *BOLD),
            ("Report published: 3 August 2015", 70.0, 605.0 - 20 * len(above), *BOLD),
            *headed,
            ("The arrangements in place to evaluate the effectiveness of what is done by the", 70.0, 515.0),
            (f"authority and its partners to keep children safe {said}", 70.0, 500.5),
        ],
    )


def rest() -> tuple[Page, Page]:
    return (
        page(
            2,
            [
                ("Recommendations", 70.0, 700.0, 16.0, True),
                (
                    "\uf06e Write down who does what, so that each partner of the board knows its own part in it",
                    70.0,
                    670.0,
                ),
                ("and the others’ (paragraph 2).", 88.0, 655.5),
                ("\uf06e Ask children what they think (paragraph 3).", 70.0, 635.0),
                ("Inspection findings", 70.0, 600.0, 16.0, True),
                ("1. The board is well led by its chair and its members come to most of the meetings of", 70.0, 570.0),
                ("the year; the partners say that the board is good.", 88.0, 555.5),
            ],
        ),
        page(
            3,
            [
                ("The inspection team", 70.0, 700.0, *BOLD),
                ("Deputy lead inspector: Cy Low, HMI", 70.0, 670.0),
                ("Lead inspector: Bo Day, HMI", 70.0, 650.0),
            ],
        ),
    )


def read(made: Document) -> Inspection:
    assert lscb_review.recognises(made)
    (inspection,) = lscb_review.read(made)
    return inspection


def test_the_facts() -> None:
    inspection = read(document(cover(), *rest()))
    assert inspection.framework is Framework.LSCB_REVIEW
    assert (inspection.start, inspection.end) == (date(2015, 6, 29), date(2015, 7, 1))
    assert inspection.printed_published_on == date(2015, 8, 3)
    assert inspection.provider_as_printed == "Anyshire Safeguarding Children Board"
    assert inspection.lead_inspectors == ("Bo Day",)
    assert inspection.issues == ()


def test_the_one_judgement() -> None:
    (judgement,) = read(document(cover(), *rest())).judgements
    assert (judgement.area, judgement.grade) == (Area.LSCB_EFFECTIVENESS, Grade.REQUIRES_IMPROVEMENT)
    assert (judgement.grade_as_printed, judgement.page, judgement.witnesses) == ("requires improvement", 1, 2)
    assert judgement.quote == "The Local Safeguarding Children Board requires improvement"


@pytest.mark.parametrize(
    ("headline", "said", "grade", "printed"),
    [
        ("The Anyshire Safeguarding Children Board is inadequate", "are inadequate.", Grade.INADEQUATE, "inadequate"),
        ("The Local Safeguarding Children Board (LSCB) is good", "are good.", Grade.GOOD, "good"),
        ("The LSCB requires improvement to be good", "require improvement to be good.", Grade.REQUIRES_IMPROVEMENT,
         "requires improvement to be good"),
    ],
)  # fmt: skip
def test_wordings_of_the_headline(headline: str, said: str, grade: Grade, printed: str) -> None:
    (judgement,) = read(document(cover(headline, said), *rest())).judgements
    assert (judgement.grade, judgement.grade_as_printed, judgement.witnesses) == (grade, printed, 2)


def test_two_sentences_that_differ_give_no_grade() -> None:
    inspection = read(document(cover(said="are good."), *rest()))
    assert inspection.judgements == ()
    assert [issue.kind for issue in inspection.issues] == ["grades_contradict"]


def test_no_headline_is_an_issue_and_praise_in_the_text_no_grade() -> None:
    inspection = read(document(cover(headline=None, said="are in place."), *rest()))
    assert inspection.judgements == ()
    assert [issue.kind for issue in inspection.issues] == ["grade_missing"]


def test_recommendations() -> None:
    found = read(document(cover(), *rest())).findings
    assert [(one.kind, one.position, one.page) for one in found] == [
        (FindingKind.RECOMMENDATION, 1, 2),
        (FindingKind.RECOMMENDATION, 2, 2),
    ]
    assert found[0].text.endswith("in it and the others’ (paragraph 2).")


def test_a_review_that_comes_with_an_inspection_is_not_taken() -> None:
    above = ("Inspection of services for children in need of help and protection,", "children looked after", "and")
    made = document(cover(above=above), *rest())
    assert not lscb_review.recognises(made)
    assert not lac_2013.recognises(made)
