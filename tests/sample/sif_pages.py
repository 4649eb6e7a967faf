"""Single inspections (SIF) and re-inspections, with and without the review of the safeguarding children board."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.sample import wording
from tests.sample.facts import GOOD, INADEQUATE, REQUIRES, Sif
from tests.sample.typeset import BOLD, REGULAR, Cell, Layout, Paper

if TYPE_CHECKING:
    from collections.abc import Callable

# SIF prints the grade without "to be good", and in sentences as a verb.
_CELL = {GOOD: "Good", REQUIRES: "Requires improvement", INADEQUATE: "Inadequate"}
_VERB = {GOOD: "is good", REQUIRES: "requires improvement", INADEQUATE: "is inadequate"}

_HELP = "The experiences and progress of children who need help and protection"
_LOOKED_AFTER = "The experiences and progress of children looked after and achieving permanence"
_LEADERSHIP = "Leadership, management and governance"


def write(report: Sif) -> bytes:
    """Return the report as a PDF."""
    paper = Paper(Layout(_furniture), f"single inspection, {report.place}")
    _first_page(paper, report)
    _contents(paper, report)
    _summary(paper, report)
    number = _area(paper, _HELP, report.help, wording.HELP, 1)
    number = _area(paper, _LOOKED_AFTER, report.looked_after, wording.CARE[:4], number)
    number = _sub_area(
        paper, f"for adoption performance is that it {_VERB[report.adoption]}", wording.CARE[4:5], number
    )
    number = _sub_area(
        paper,
        f"about the experience and progress of care leavers is that it {_VERB[report.care_leavers]}",
        wording.CARE_LEAVERS,
        number,
    )
    number = _area(paper, _LEADERSHIP, report.leadership, wording.LEADERS, number)
    if report.lscb:
        _board(paper, report.lscb, number)
    _about(paper, report)
    return paper.finish()


def _first_page(paper: Paper, report: Sif) -> None:
    left = paper.layout.left
    paper.text(left, 722.4, report.printed_name, size=26)
    paper.y = 697
    services = "of services for children in need of help and protection, children looked after and care leavers"
    paper.paragraph(f"{report.kind} {services}", font=BOLD, size=14, after=6)
    if report.lscb:
        paper.paragraph("and", size=14, after=6)
        paper.paragraph(
            "Review of the effectiveness of the local safeguarding children board", font=BOLD, size=14, after=6
        )
    weight = BOLD if report.lscb else REGULAR
    paper.paragraph(report.dates, font=weight, size=14, after=6)
    paper.paragraph(f"Report published: {report.published}", font=weight, size=14, after=18)
    verdict = f"Children’s services in {report.place} {report.overall}"
    paper.row((Cell(left + 6, 440, verdict, BOLD, 14),), (left, 524))
    if report.lscb:
        paper.row((Cell(left + 6, 440, wording.opening(report.place)),), (left, 524))
    paper.y -= 24
    edges = (left, 388, 524)
    for indent, title, grade, font in (
        (0, "1. Children who need help and protection", report.help, BOLD),
        (0, "2. Children looked after and achieving permanence", report.looked_after, BOLD),
        (48, "2.1 Adoption performance", report.adoption, REGULAR),
        (48, "2.2 Experiences and progress of care leavers", report.care_leavers, REGULAR),
        (0, "3. Leadership, management and governance", report.leadership, BOLD),
    ):
        cells = (Cell(left + 6 + indent, 305 - indent, title, font), Cell(394, 126, _CELL[grade]))
        paper.row(cells, (left + indent, *edges[1:]), above=8, centred=True)


def _contents(paper: Paper, report: Sif) -> None:
    paper.new_page()
    paper.paragraph("Contents", size=26, after=8)
    chapters = ["Executive summary", "Recommendations", _HELP, _LOOKED_AFTER, _LEADERSHIP]
    if report.lscb:
        chapters.append("The Local Safeguarding Children Board (LSCB)")
    for index, title in enumerate([*chapters, "Information about this inspection"]):
        paper.paragraph(title, size=14, left=85.1, after=6)
        paper.text_right(523, paper.y + 23, str(max(3, 2 + index)), size=14)


def _summary(paper: Paper, report: Sif) -> None:
    paper.new_page()

    def executive_summary() -> None:
        paper.paragraph("Executive summary", left=76.6, font=BOLD, size=14)
        for words in (wording.opening(report.place), *wording.SUMMARY):
            paper.paragraph(words, left=76.6)

    paper.box(executive_summary, left=70.9, right=530)
    paper.heading("Recommendations")
    for number, words in enumerate(wording.needs(4, 1), start=1):
        paper.numbered(number, words, indent=35.4)


def _area(paper: Paper, title: str, grade: str, paragraphs: tuple[str, ...], number: int) -> int:
    paper.new_page()
    cells = (Cell(76.6, 260, title, BOLD, 14), Cell(357.3, 160, _CELL[grade], BOLD, 14))
    paper.row(cells, (70.9, 350, 530), above=10, centred=True)
    paper.y -= 24
    summary, *findings = paragraphs

    def area_summary() -> None:
        paper.paragraph("Summary", left=76.6, font=BOLD)
        paper.paragraph(summary, left=76.6)

    paper.box(area_summary, left=70.9, right=530)
    paper.heading("Inspection findings", 12)
    return _numbered(paper, findings, number)


def _sub_area(paper: Paper, words: str, paragraphs: tuple[str, ...], number: int) -> int:
    paper.y -= 14
    paper.room(8)
    _boxed_heading(paper, lambda: paper.paragraph(f"The graded judgement {words}", left=76.6, font=BOLD, after=0))
    return _numbered(paper, list(paragraphs), number)


def _boxed_heading(paper: Paper, draw: Callable[[], None]) -> None:
    paper.box(draw, left=70.9, right=530)


def _numbered(paper: Paper, paragraphs: list[str], number: int) -> int:
    for words in paragraphs:
        paper.numbered(number, words, indent=28.4)
        number += 1
    return number


def _board(paper: Paper, grade: str, number: int) -> None:
    paper.new_page()
    paper.heading("The Local Safeguarding Children Board (LSCB)", 16)
    verdict = f"The Local Safeguarding Children Board {_VERB[grade]}"
    paper.row((Cell(76.6, 440, verdict, BOLD, 14),), (70.9, 530))
    paper.row((Cell(76.6, 440, wording.BOARD[0]),), (70.9, 530))
    paper.y -= 30
    paper.heading("Inspection findings – the Local Safeguarding Children Board")
    _numbered(paper, list(wording.BOARD), number)


def _about(paper: Paper, report: Sif) -> None:
    paper.new_page()
    paper.heading("Information about this inspection", 16)
    for words in wording.CLOSING:
        paper.paragraph(words)
    paper.heading("The inspection team", 12)
    paper.paragraph(f"Lead inspector: {report.lead}")


def _furniture(paper: Paper) -> None:
    if paper.page % 2:
        paper.text_right(522.5, 24.5, str(paper.page), size=20)
    else:
        paper.text(70.9, 34, str(paper.page), size=20)
