"""ILACS reports in the layouts of 2018 and 2022, with the judgement table in each of its three shapes."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from tests.sample import wording
from tests.sample.typeset import BOLD, Cell, Layout, Paper

if TYPE_CHECKING:
    from tests.sample.facts import Ilacs

LEADERS_ROW = "The impact of leaders on social work practice with children and families"
HELP_ROW = "The experiences and progress of children who need help and protection"
COMBINED_ROW = "The experiences and progress of children in care and care leavers"
CARE_ROW = "The experiences and progress of children in care"
CARE_LEAVERS_ROW = "The experiences and progress of care leavers"
OVERALL_ROW = "Overall effectiveness"


@dataclass(frozen=True)
class _Table:
    """Where a layout's two columns stand; `edges` are the vertical lines."""

    label: float
    label_width: float
    grade: float
    grade_width: float
    edges: tuple[float, float, float]
    centred: bool


_TABLE_2018 = _Table(79, 302, 395, 122, (72, 388, 520), centred=True)
_TABLE_2022 = _Table(76.6, 212, 303, 212, (70.9, 297, 520), centred=False)


def write(report: Ilacs) -> bytes:
    """Return the report as a PDF, cut off before its end if the facts say so."""
    old = bool(report.subject)
    layout = (
        Layout(_furniture_2018, left=72, right=518)
        if old
        else Layout(partial(_furniture_2022, report=report), bottom=64)
    )
    paper = Paper(layout, f"children's services inspection, {report.listed.authority}")
    _first_page(paper, report)
    indent = 21.4 if old else 17.9
    paper.new_page()
    _needs(paper, report)
    number = 1
    for title, grade, paragraphs in _sections(report):
        paper.heading(f"{title}: {grade.lower()}")
        for words in paragraphs:
            paper.numbered(number, words, indent=indent)
            number += 1
    paper.new_page()
    for words in wording.CLOSING:
        paper.paragraph(words)
    body = paper.finish()
    return body[: len(body) * 2 // 3] if report.cut_short else body


def _rows(report: Ilacs) -> list[tuple[str, str]]:
    care_rows = (COMBINED_ROW,) if len(report.care) == 1 else (CARE_ROW, CARE_LEAVERS_ROW)
    rows = [(LEADERS_ROW, report.leaders), (HELP_ROW, report.help), *zip(care_rows, report.care, strict=True)]
    return [*rows, (OVERALL_ROW, report.overall)] if report.overall else rows


def _sections(report: Ilacs) -> list[tuple[str, str, tuple[str, ...]]]:
    leaders, *rest = [row for row in _rows(report) if row[0] != OVERALL_ROW]
    texts = {
        LEADERS_ROW: wording.LEADERS,
        HELP_ROW: wording.HELP,
        COMBINED_ROW: wording.CARE + wording.CARE_LEAVERS,
        CARE_ROW: wording.CARE,
        CARE_LEAVERS_ROW: wording.CARE_LEAVERS,
    }
    return [(title, grade, texts[title]) for title, grade in (*rest, leaders)]


def _first_page(paper: Paper, report: Ilacs) -> None:
    table = _TABLE_2018 if report.subject else _TABLE_2022
    (_title_2018 if report.subject else _title_2022)(paper, report)
    header = (
        Cell(table.label, table.label_width, "Judgement", BOLD),
        Cell(table.grade, table.grade_width, "Grade", BOLD),
    )
    paper.row(header, table.edges, above=9)
    for title, grade in _rows(report):
        cells = (Cell(table.label, table.label_width, title), Cell(table.grade, table.grade_width, grade))
        paper.row(cells, table.edges, centred=table.centred)
    paper.y -= 34
    paper.paragraph(wording.opening(report.listed.authority))
    for words in wording.SUMMARY:
        paper.paragraph(words)


def _title_2018(paper: Paper, report: Ilacs) -> None:
    left = paper.layout.left
    paper.text(left, 689.5, report.printed_name, size=26)
    paper.text(left, 648.8, report.subject, BOLD, 16)
    paper.text(left, 618.9, f"Inspection dates: {report.dates}", BOLD)
    paper.text(left, 590, "Lead inspector:", BOLD)
    paper.text(176.1, 590, report.lead, BOLD)
    paper.text(176.1, 575.5, "Her Majesty’s Inspector", BOLD)
    paper.y = 552


def _title_2022(paper: Paper, report: Ilacs) -> None:
    paper.y = 686.4
    paper.paragraph(_subject_2022(report), size=26, after=0)
    paper.y += 1.5
    paper.paragraph(f"Inspection dates: {report.dates}", font=BOLD, after=12)
    paper.paragraph(f"Lead inspector: {report.lead}, His Majesty’s Inspector", font=BOLD, after=0)
    paper.y -= 2


def _subject_2022(report: Ilacs) -> str:
    return f"Inspection of {report.printed_name} local authority children’s services"


def _needs(paper: Paper, report: Ilacs) -> None:
    since_2025 = report.listed.published >= "2025-01-01"
    first = int(report.listed.file_id) % len(wording.NEEDS)
    paper.heading("What needs to improve" if report.subject else "What needs to improve?", before=0, after=12)
    for words in wording.needs(5, first, with_framework=since_2025):
        paper.bullet(words)
    paper.y -= 10


def _furniture_2018(paper: Paper) -> None:
    paper.text_right(522, 29.4, str(paper.page), size=20)


def _furniture_2022(paper: Paper, report: Ilacs) -> None:
    if paper.page == 1:
        return
    paper.text(70.9, 39.6, _subject_2022(report), BOLD, 8)
    paper.text(70.9, 30, report.footer_dates, BOLD, 8)
    paper.text_right(523.3, 30, str(paper.page), size=20)
