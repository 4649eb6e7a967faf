"""Single-inspection reports that are printed a little otherwise: what a careful reader reads all the same."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.transform import sif_pages
from transform.document import Document
from transform.readers import lscb_review, sif
from transform.records import Inspection
from transform.vocabulary import Area, Grade

LAST = "protection, children looked after and care leavers"


def read(document: Document) -> Inspection:
    assert sif.recognises(document)
    return sif.read(document)[0]


def grades(document: Document) -> dict[Area, Grade]:
    return {judgement.area: judgement.grade for judgement in read(document).judgements}


EXPECTED = grades(sif_pages.report())


@pytest.mark.parametrize(
    "title",
    [
        (sif_pages.TITLE[0], f"{LAST}1"),
        (sif_pages.TITLE[0], f"{LAST}12"),
        (sif_pages.TITLE[0], f"{LAST}¹"),
        (sif_pages.TITLE[0], f"{LAST} 1"),
        (sif_pages.TITLE[0], "1", LAST),
        (sif_pages.TITLE[0], f"{LAST}."),
        (
            "Inspection of services for",
            "children in need of help",
            "and protection,",
            "children looked",
            "after and care leavers",
        ),
        ("Re–inspection of services for children in need of help &", LAST),
        ("Inspection of the services for children in need of help and", LAST),
    ],
)
def test_titles(title: tuple[str, ...]) -> None:
    inspection = read(sif_pages.report(title=(*title, *sif_pages.BOARD)))
    assert inspection.provider_as_printed == "Ambleford Metropolitan Borough Council"
    assert inspection.start == date(2015, 9, 14)


@pytest.mark.parametrize(
    ("name", "provider"),
    [
        (("Ambleford1",), "Ambleford"),
        (("Ofsted", "Ambleford"), "Ambleford"),
        (("Children’s services inspection report", "Ambleford"), "Ambleford"),
        (("Goodwin and Fordham, City of",), "Goodwin and Fordham, City of"),
        (("Area 7 North",), None),
    ],
)
def test_the_name_above_the_title(name: tuple[str, ...], provider: str | None) -> None:
    assert read(sif_pages.report(name=name)).provider_as_printed == provider


def test_the_name_below_the_title() -> None:
    title = (*sif_pages.TITLE, *sif_pages.BOARD, "Ambleford Council")
    assert read(sif_pages.report(name=(), title=title)).provider_as_printed == "Ambleford Council"


@pytest.mark.parametrize("behind", ["1", " 1", "12", "¹", " [1]", "*", ".", ":"])
def test_marks_behind_the_grades_of_the_table(behind: str) -> None:
    grade = ("Good", "improvement", "Outstanding")
    table = [(text + behind if text.endswith(grade) else text, *rest) for text, *rest in sif_pages.TABLE]
    assert grades(sif_pages.report(table=table)) == EXPECTED


@pytest.mark.parametrize("behind", ["1", "¹"])
def test_marks_behind_the_labels_of_the_table(behind: str) -> None:
    def marked(text: str) -> str:
        return text.replace("protection", f"protection{behind}").replace("leavers", f"leavers{behind}")

    table = [(marked(text), *rest) for text, *rest in sif_pages.TABLE]
    assert grades(sif_pages.report(table=table)) == EXPECTED


def test_a_label_that_wraps_after_its_first_word() -> None:
    first = ("2.1 Adoption", 119.0, 418.0, 12.0)
    table = [first if text.startswith("2.1") else (text, *rest) for text, *rest in sif_pages.TABLE]
    table.insert(table.index(first) + 1, ("performance Outstanding", 135.0, 404.0, 12.0))
    assert grades(sif_pages.report(table=table)) == EXPECTED


@pytest.mark.parametrize(
    "published",
    [
        "Published on 27 November 2015",
        "Publication date: 27 November 2015",
        "Report published: Friday 27 November 2015",
        "Report published – 27/11/2015",
        "Report published: 27 November 20151",
    ],
)
def test_the_day_of_publication(published: str) -> None:
    dates = (sif_pages.DATES[0], published)
    assert read(sif_pages.report(dates=dates)).printed_published_on == date(2015, 11, 27)


def test_the_day_of_publication_on_the_line_of_the_dates_is_no_window() -> None:
    inspection = read(sif_pages.report(dates=(" ".join(sif_pages.DATES),)))
    assert (inspection.end, inspection.further_windows) == (date(2015, 10, 8), ())


@pytest.mark.parametrize(
    "printed",
    [
        "Inspection date: 14 September 2015 8 October 2015",
        "Inspection date: 1 4 September – 8 October 2015",
        "Inspection date: 14 2015 – 8 October 2015",
        "Inspection date: 14/09/15 – 8 October 2015",
    ],
)
def test_dates_that_are_not_whole_are_withheld(printed: str) -> None:
    inspection = read(sif_pages.report(dates=(printed, sif_pages.DATES[1])))
    assert (inspection.start, inspection.end) == (None, None)
    assert "dates_not_read" in {issue.kind for issue in inspection.issues}


@pytest.mark.parametrize(
    ("lines", "leads"),
    [
        (("Lead inspector: Ada", "Winterbourne"), ("Ada Winterbourne",)),
        (("Lead inspectors: Ada Winterbourne HMI1",), ("Ada Winterbourne",)),
        (("Reporting inspector – Ada Winterbourne, HMI",), ("Ada Winterbourne",)),
        (("Lead inspector: to be named", "Tom Halfpenny"), ()),
    ],
)
def test_the_lead_inspector(lines: tuple[str, ...], leads: tuple[str, ...]) -> None:
    pages = sif_pages.report().pages
    team = sif_pages.body(4, [(text,) for text in lines])
    assert read(Document((*pages[:-1], team))).lead_inspectors == leads


@pytest.mark.parametrize(
    ("headline", "grade"),
    [
        (("Children’s services are inadequate",), Grade.INADEQUATE),
        (("The overall judgement is: inadequate",), Grade.INADEQUATE),
        (("Inspectors found that", "children’s services are inadequate"), None),
        (("Children’s services were inadequate",), None),
    ],
)
def test_headlines(headline: tuple[str, ...], grade: Grade | None) -> None:
    assert grades(sif_pages.report(headline=headline)).get(Area.OVERALL_EFFECTIVENESS) is grade


def test_a_report_whose_title_is_misprinted_is_no_review_of_the_board() -> None:
    title = ("Inspection of servces for children in need of help and", LAST, *sif_pages.BOARD)
    document = sif_pages.report(title=title)
    assert not sif.recognises(document)
    assert not lscb_review.recognises(document)


def test_a_footnotes_mark_on_the_title_of_a_review_of_the_board() -> None:
    title = ("Review of the effectiveness of the Local Safeguarding Children", "Board1")
    cover = sif_pages.cover(name=("Ambleford Safeguarding Children Board",), title=title, table=[])
    document = Document((replace(cover, number=1),))
    assert lscb_review.recognises(document)
    assert lscb_review.read(document)[0].provider_as_printed == "Ambleford Safeguarding Children Board"
