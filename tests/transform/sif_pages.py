"""A made report under the single inspection framework, laid out like the real ones, page by page."""

from __future__ import annotations

from typing import Any

from tests.transform import made
from transform.document import Document, Page

Placed = list[tuple[Any, ...]]

TITLE = (
    "Inspection of services for children in need of help and",
    "protection, children looked after and care leavers",
)
BOARD = ("and", "Review of the effectiveness of the Local Safeguarding Children", "Board1")
HEADLINE = ("Children’s services in Ambleford require improvement to be", "good")
DATES = ("Inspection date: 14 September – 8 October 2015", "Report published: 27 November 2015")
TABLE: Placed = [
    ("1. Children who need help and protection Requires improvement", 71.0, 480.0, 12.0, True),
    ("2. Children looked after and achieving", 71.0, 453.0, 12.0, True),
    ("permanence", 89.0, 438.5, 12.0, True),
    ("Good", 388.0, 446.0, 12.0),
    ("2.1 Adoption performance Outstanding", 119.0, 411.0, 12.0),
    ("2.2 Experiences and progress of care leavers", 119.0, 384.0, 12.0),
    ("Requires", 388.0, 391.0, 12.0),
    ("improvement", 388.0, 377.0, 12.0),
    ("3. Leadership, management and governance Good", 71.0, 350.0, 12.0, True),
]
FOOTNOTE: Placed = [("1 Two reports are put together here, as the law on inspection allows.", 71.0, 100.0, 9.0)]


def cover(
    *,
    number: int = 1,
    name: tuple[str, ...] = ("Ambleford Metropolitan Borough", "Council"),
    title: tuple[str, ...] = (*TITLE, *BOARD),
    dates: tuple[str, ...] = DATES,
    headline: tuple[str, ...] = HEADLINE,
    table: Placed = TABLE,
    below: Placed = FOOTNOTE,
) -> Page:
    placed: Placed = [(str(number), 513.0, 24.5, 20.0)]
    top = 740.0
    for texts, size, bold in ((name, 26.0, False), (title, 14.0, True), (dates, 14.0, True), (headline, 14.0, True)):
        for text in texts:
            placed.append((text, 71.0, top, size, bold))
            top -= 17.0
        top -= 6.0
    return made.page(number, [*placed, *table, *below])


def body(number: int, placed: Placed) -> Page:
    """A page of (text[, bold]) lines, one under the other, with its number at the foot."""
    lines = [(each[0], 71.0, 760.0 - 20.0 * at, 12.0, *each[1:]) for at, each in enumerate(placed)]
    return made.page(number, [(str(number), 513.0, 24.5, 20.0), *lines])


def sections(first: int = 2) -> tuple[Page, ...]:
    """The body: a heading with its grade for every area, the board's part and the team."""
    return (
        body(
            first,
            [
                ("The experiences and progress of", True),
                ("children who need help and protection Requires improvement", True),
                ("Summary", True),
                ("Referrals are looked at on the day they arrive, yet plans are slow.",),
                ("The experiences and progress of", True),
                ("children looked after and achieving", True),
                ("permanence", True),
                ("Good", True),
                ("Children live near their schools.",),
                ("The graded judgement for adoption performance is that it is outstanding", True),
                ("1. Families wait for a few weeks only.",),
                ("The graded judgement about the experience and progress of care leavers", True),
                ("is that it requires improvement", True),
                ("2. Pathway plans come late.",),
            ],
        ),
        body(
            first + 1,
            [
                ("Leadership, management and", True),
                ("governance Good", True),
                ("Leaders know where the service is weak.",),
                ("The Local Safeguarding Children Board (LSCB)", True),
                ("The Local Safeguarding Children Board is inadequate", True),
                ("Executive summary", True),
                ("The Ambleford Safeguarding Children Board (ASCB) is inadequate. It meets twice a year.",),
            ],
        ),
        body(
            first + 2,
            [
                ("The inspection team", True),
                ("Lead inspector: Ada Winterbourne HMI",),
                ("Deputy lead inspector: Tom Halfpenny HMI",),
            ],
        ),
    )


def report(**changes: Any) -> Document:
    return Document((cover(**changes), *sections()))


def board_review(number: int) -> tuple[Page, ...]:
    """A second report on the board alone, with a cover of its own."""
    return (
        cover(
            number=number,
            name=("Ambleford Safeguarding Children Board",),
            title=("Inspection of the effectiveness of the local safeguarding", "children board"),
            dates=("Inspection date: 14 September – 8 October 2015", "Report published: 4 December 2015"),
            headline=("The Local Safeguarding Children Board is good",),
            table=[],
            below=[],
        ),
        body(
            number + 1,
            [("The LSCB is good because:", True), ("1. Its partners come to its meetings and speak openly there.",)],
        ),
    )
