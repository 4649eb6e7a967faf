"""Letters on joint targeted area inspections, set like the real ones, in words of our own."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING, Any

from tests.transform import made

if TYPE_CHECKING:
    from transform.document import Document

LEFT, HANG, INSET, BOX = 70.9, 88.8, 106.8, 96.1
STEP, GAP, TOP, FLOOR = 15.0, 12.0, 700.0, 80.0

Part = tuple[str, str]

OUTLINE = (
    "This letter to all the service leaders in the area outlines what we found of the work of individual agencies "
    "in Elmet."
)
JOINED = (
    "{when}, Ofsted, the Care Quality Commission (CQC), HMI Constabulary (HMIC) and HMI Probation (HMIP) undertook a "
    "joint inspection of the multi-agency response to {theme} in Elmet. This inspection included a ‘deep dive’ focus "
    "on the response to children living with domestic abuse."
)
SUBJECT = (
    "This letter sums up the findings of the joint targeted area inspection (JTAI) of the multi-agency response to "
    "{theme} in Elmet."
)
VISIT = (
    "This inspection took place {when}. It was carried out by inspectors from Ofsted, the Care Quality Commission "
    "(CQC) and Her Majesty’s Inspectorate of Constabulary and Fire & Rescue Services (HMICFRS)."
)


def letter(*parts: Part) -> Document:
    """Set parts, each (kind, text), on as many pages as they need.

    Kinds: `day` and `line` are lines of their own, `title` and `head` bold, `big` bold and larger, `text` a
    paragraph, `item` a bullet, `point` a dash under it, `under` a paragraph under a bullet's words, `box` and `boxed`
    the heading and the text of a case study, `page` a new page.
    """
    pages: list[list[tuple[Any, ...]]] = [[]]
    height = TOP
    for kind, text in parts:
        if kind == "page":
            pages.append([])
            height = TOP
            continue
        height -= 0 if kind == "line" else GAP
        for left, words in _rows(kind, text):
            if height < FLOOR:
                pages.append([])
                height = TOP
            size = 14.0 if kind == "big" else 12.0
            pages[-1].append((words, left, height, size, kind in ("title", "head", "big", "box")))
            height -= STEP
    placed = (made.page(number, [*rows, (str(number), 519.0, 44.0, 9.0)]) for number, rows in enumerate(pages, 1))
    return made.document(*placed)


def _rows(kind: str, text: str) -> list[tuple[float, str]]:
    rows = textwrap.wrap(text, 78 if kind in ("text", "title") else 70)
    if kind == "item":
        return [(HANG if number else LEFT, row if number else f"◼ {row}") for number, row in enumerate(rows)]
    if kind == "point":
        return [(INSET if number else HANG, row if number else f"− {row}") for number, row in enumerate(rows)]
    left = {"under": HANG, "box": BOX, "boxed": BOX}.get(kind, LEFT)
    return [(left, row) for row in rows]


def early(
    *parts: Part, theme: str = "abuse and neglect", day: str = "9 June 2017", when: str | None = None
) -> Document:
    """A letter of 2016 to 2020 with these lists."""
    when = when or "Between 24 and 28 April 2017"
    return letter(
        ("day", day),
        ("line", "Ada Example, Director of Children’s Services, Elmet Council"),
        ("line", "Bo Sample, Chief Officer, Elmet Clinical Commissioning Group"),
        ("text", "Dear local partnership"),
        ("title", f"Joint targeted area inspection of the multi-agency response to {theme} in Elmet"),
        ("text", JOINED.format(when=when, theme=theme)),
        ("text", OUTLINE),
        *parts,
        ("big", "Next steps"),
        ("text", "The local authority should prepare a written statement of proposed action on all of this."),
        ("text", "Yours sincerely"),
        ("head", "Ofsted Care Quality Commission"),
        ("head", "HMI Constabulary HMI Probation"),
    )


def later(*parts: Part, theme: str = "serious youth violence", when: str = "from 9 May to 13 May 2022") -> Document:
    """A letter from 2022 with these lists."""
    return letter(
        ("day", "4 July 2022"),
        ("line", "Ada Example, Director of Children’s Services, London Borough of Elmet"),
        ("text", "Dear Elmet Local Safeguarding Partnership"),
        ("title", "Joint targeted area inspection of London Borough of Elmet"),
        ("text", SUBJECT.format(theme=theme)),
        ("text", VISIT.format(when=when)),
        ("head", "Headline findings"),
        ("text", "Partners in Elmet know their children. They act on what they know, and mostly in time."),
        ("text", "More is needed of the night service."),
        *parts,
        ("head", "Main findings"),
        ("text", "The front door is open."),
        ("item", "A bullet of the main findings is in none of the lists."),
        ("text", "Yours sincerely"),
        ("head", "Yves Example National Director, Ofsted"),
    )
