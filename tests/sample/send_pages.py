"""An area SEND inspection's report under the framework of 2023, with its outcome in words."""

from __future__ import annotations

from tests.sample import wording
from tests.sample.typeset import BOLD, REGULAR, Cell, Layout, Paper

_OUTCOME = wording.paragraphs("""
The local area partnership’s arrangements lead to inconsistent experiences and outcomes for children and young
people with special educational needs and/or disabilities (SEND). The local area partnership must work jointly to
make improvements.

The next full area SEND inspection will be within approximately 3 years.
""")

_LIVES = wording.paragraphs("""
Sample text on needs being noticed. A report tells in this place how early that happens, and how long families wait
for an assessment.

Sample text on having a say. Here stands whether children and their parents take part in decisions and in the plans
made for them.

Sample text on growing up. This paragraph is about the steps from school to work, and from children’s to adults’
services.
""")

_EFFECTIVE = (
    "Sample strength: education, health and care leaders answer to one board.",
    "Sample strength: families hear from one person who knows their child.",
    "Sample strength: schools and nurseries are trained together.",
)

_DO_BETTER = (
    "Sample point: plans are reviewed late when a child changes school.",
    "Sample point: waiting times differ from one part of the area to another.",
)

_IMPROVEMENTS = wording.paragraphs("""
Sample item: leaders across the partnership should shorten the wait for assessments, and tell families how long it
will be.

Sample item: leaders across the partnership should prepare young people earlier for adult life.

Sample item: leaders across the partnership should widen the choice of things to do after school.

Sample item: leaders across the partnership should check that plans lead to what they promise.
""")

_AREA = (
    "Trafford Council and NHS Greater Manchester Integrated Care Board (ICB) are jointly responsible for the "
    "planning and commissioning of services for children and young people with SEND in Trafford."
)


def write() -> bytes:
    """Return the report as a PDF."""
    paper = Paper(Layout(_furniture, left=56.6, right=530, top=725, bottom=64), "area SEND inspection, Trafford")
    _first_page(paper)
    paper.new_page()
    paper.heading("What is it like to be a child or young person with SEND in this area?", before=0)
    for words in _LIVES:
        paper.paragraph(words)
    paper.heading("What is the area partnership doing that is effective?")
    for words in _EFFECTIVE:
        paper.bullet(words, left=74.5)
    paper.heading("What does the area partnership need to do better?")
    for words in _DO_BETTER:
        paper.bullet(words, left=74.5)
    paper.new_page()
    _improvements(paper)
    _details(paper)
    return paper.finish()


def _first_page(paper: Paper) -> None:
    paper.y = 682.3
    paper.paragraph("Area SEND inspection of Trafford Local Area Partnership", size=26, after=4)
    paper.paragraph("Inspection dates: 16 to 20 October 2023", after=6)
    paper.paragraph("Dates of previous inspection: 30 January to 3 February 2017", after=26)

    def outcome() -> None:
        paper.paragraph("Inspection outcome", left=62.4, font=BOLD, size=14, after=26)
        for words in _OUTCOME:
            paper.paragraph(words, left=62.4)

    paper.box(outcome, left=56.6, right=536)
    paper.heading("Information about the local area partnership")
    paper.paragraph(_AREA)
    paper.paragraph(wording.opening("Trafford"))


def _improvements(paper: Paper) -> None:
    paper.heading("Areas for improvement", before=0)
    for words, font in (("Areas for improvement", BOLD), *((words, REGULAR) for words in _IMPROVEMENTS)):
        paper.row((Cell(62.4, 462, words, font),), (56.6, 536), above=4)
    paper.y -= 40


def _details(paper: Paper) -> None:
    paper.heading("Local area partnership details")
    for left, right, font in (
        ("Local Authority", "Integrated Care Board", BOLD),
        ("Trafford Council", "NHS Greater Manchester ICB", REGULAR),
    ):
        paper.row((Cell(62.4, 210, left, font), Cell(288.6, 210, right, font)), (56.6, 283, 510), above=3)
    paper.y -= 30
    paper.heading("Information about this inspection")
    for words in wording.CLOSING:
        paper.paragraph(words)
    paper.heading("Inspection team")
    for left, right, font, size in (
        ("Ofsted", "Care Quality Commission", BOLD, 14),
        ("Sue Eastwood, Ofsted HMI Lead inspector", "Kaye Goodfellow, CQC Lead inspector", REGULAR, 12),
        ("", "Lesley Perry, CQC Lead inspector", REGULAR, 12),
    ):
        if left:
            paper.text(63.9, paper.y, left, font, size)
        paper.text(305, paper.y, right, font, size)
        paper.y -= 29


def _furniture(paper: Paper) -> None:
    if paper.page == 1:
        paper.text(56.6, 785, "Local Area Partnership report", size=10)
        return
    paper.text(59.6, 25.8, "Inspection report:", BOLD, 10)
    paper.text(151, 25.8, "Trafford Local Area Partnership, 16 to 20 October 2023", size=10)
    paper.text_right(531, 25.8, str(paper.page), size=16)
