import json
from pathlib import Path

import pytest

from tests.sample import facts, ilacs_pages
from tests.sample.make_sample import EDITION, make
from tests.sample.typeset import MARK, Layout, Paper
from transform.document import Document, UnreadableError, read_pdf

BY_HAND = ("newsroom.toml", "newsrooms.csv")
WHOLE = sorted(path.stem for path in (EDITION / "files").glob("*.pdf") if path.stem != "990000012")


def document(file_id: str) -> Document:
    return read_pdf((EDITION / "files" / f"{file_id}.pdf").read_bytes())


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_the_shipped_edition_is_what_the_generator_makes(tmp_path: Path) -> None:
    (tmp_path / "files").mkdir()
    (tmp_path / "files" / "left_over").write_text("")
    for name in BY_HAND:
        (tmp_path / name).write_bytes((EDITION / name).read_bytes())
    make(tmp_path)
    assert contents(tmp_path) == contents(EDITION)


def test_the_edition_is_small() -> None:
    assert sum(len(body) for body in contents(EDITION).values()) < 400_000


def test_publications_name_the_files() -> None:
    rows = json.loads((EDITION / "publications.json").read_text(encoding="utf-8"))
    assert [row["file_id"] for row in rows] == sorted(path.stem for path in (EDITION / "files").iterdir())
    assert len(rows) == 14


@pytest.mark.parametrize("file_id", WHOLE)
def test_every_page_says_that_it_is_a_sample(file_id: str) -> None:
    for page in document(file_id).pages:
        assert [line.text for line in page.lines].count(MARK) == 1


@pytest.mark.parametrize(
    ("file_id", "reason"), [("990000012.pdf", "truncated_pdf"), ("990000009.html", "not_found_page")]
)
def test_two_files_are_no_reports(file_id: str, reason: str) -> None:
    body = (EDITION / "files" / file_id).read_bytes()
    assert b"SAMPLE" in body
    with pytest.raises(UnreadableError) as raised:
        read_pdf(body)
    assert raised.value.reason == reason


# Page 1 as the PDF library gives it: wrapped labels above their grade, a single line's label beside it.
FIRST_PAGES = {
    "990000002": [
        "Cheshire East Council",
        "Inspection of children’s social care services",
        "Inspection dates: 18 November 2019 to 29 November 2019",
        "Lead inspector: Shabana Abasi",
        "Her Majesty’s Inspector",
        "Judgement Grade",
        "The impact of leaders on social work practice with",
        "children and families",
        "Requires improvement",
        "to be good",
    ],
    "990000008": [
        "Inspection of Trafford local authority",
        "children’s services",
        "Inspection dates: 8 June 2026 to 19 June 2026",
        "Lead inspector: Leanne Cooper, His Majesty’s Inspector",
        "Judgement Grade",
        "The impact of leaders on social work",
        "practice with children and families",
        "Inadequate",
        "The experiences and progress of",
        "children who need help and protection",
        "Inadequate",
        "The experiences and progress of",
        "children in care",
        "Good",
        "The experiences and progress of care",
        "leavers",
        "Requires improvement to be good",
    ],
    "990000010": [
        "Birmingham",
        "Re-inspection of services for children in need of help and",
        "protection, children looked after and care leavers",
        "Inspection dates: 12 September 2016 to 6 October 2016",
        "Report published: 25 November 2016",
        "Children’s services in Birmingham are inadequate",
        "1. Children who need help and protection Inadequate",
    ],
}


@pytest.mark.parametrize("file_id", FIRST_PAGES)
def test_page_1_is_laid_out_like_a_report_s(file_id: str) -> None:
    lines = [line.text for line in document(file_id).pages[0].lines if line.text != MARK and len(line.text) > 1]
    assert lines[: len(FIRST_PAGES[file_id])] == FIRST_PAGES[file_id]


def test_fonts_tell_headings_and_bullets_apart() -> None:
    lines = {line.text: line for line in document("990000004").lines}
    title, heading = lines["Inspection of Cheshire East local"], lines["What needs to improve?"]
    bullet = next(line for text, line in lines.items() if text.startswith("◼ Sample point: "))
    footer = lines["26 February to 8 March 2024 2"]
    assert [(line.size, line.bold) for line in (title, heading, bullet, footer)] == [
        (26, False),
        (14, True),
        (12, False),
        (8, True),
    ]


def test_only_inspections_from_april_2026_have_no_overall_grade() -> None:
    without = {report.listed.file_id for report in facts.ILACS_REPORTS if not report.overall}
    assert without == {"990000008", "990000014"}
    assert b"Overall effectiveness" not in ilacs_pages.write(facts.ILACS_REPORTS[4])


def test_a_box_may_not_run_over_the_page() -> None:
    paper = Paper(Layout(lambda _: None), "a test")

    def too_long() -> None:
        for _ in range(60):
            paper.paragraph("A line.")

    with pytest.raises(ValueError, match="page 1 runs over"):
        paper.box(too_long, left=70, right=500)
