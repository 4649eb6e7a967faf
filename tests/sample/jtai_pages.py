"""A joint targeted area inspection's letter: the inspectorates' findings, ungraded."""

from __future__ import annotations

from tests.sample import wording
from tests.sample.typeset import Layout, Paper


def write() -> bytes:
    """Return the letter as a PDF."""
    paper = Paper(Layout(_furniture, top=701.5, bottom=80), "joint targeted area inspection, Cheshire East")
    _address(paper)
    paper.heading("Joint targeted area inspection of Cheshire East", 12)
    paper.paragraph(
        "This letter summarises the findings of the joint targeted area inspection (JTAI) of the multi-agency response "
        "to the criminal exploitation of children in Cheshire East."
    )
    paper.paragraph(
        "This inspection took place from 11 to 15 July 2022. It was carried out by inspectors from Ofsted, the Care "
        "Quality Commission (CQC) and His Majesty’s Inspectorate of Constabulary and Fire & Rescue Services (HMICFRS)."
    )
    paper.heading("Headline findings", 12)
    for words in (wording.opening("Cheshire East"), wording.SUMMARY[0]):
        paper.paragraph(words)
    _priority_action(paper)
    paper.heading("What needs to improve?", 12)
    for words in wording.needs(4, 3):
        paper.bullet(words)
    paper.heading("Strengths", 12)
    for words in wording.STRENGTHS:
        paper.bullet(words)
    paper.heading("Main findings", 12)
    for words in (*wording.HELP[:6], wording.LEADERS[0]):
        paper.paragraph(words)
    _next_steps(paper)
    return paper.finish()


def _address(paper: Paper) -> None:
    paper.paragraph("26 September 2022")
    for recipient in (
        "Director of Children’s Services, Cheshire East",
        "NHS Cheshire and Merseyside Integrated Care Board",
        "Cheshire Police and Crime Commissioner",
        "Chief Constable, Cheshire Constabulary",
    ):
        paper.paragraph(recipient, after=0)
    paper.y -= 30
    paper.paragraph("Dear Cheshire East Local Safeguarding Partnership")


def _priority_action(paper: Paper) -> None:
    paper.heading("Area for priority action", 12)
    paper.paragraph("Sample text. A letter asks here for action on what cannot wait:")
    paper.bullet("Sample action: leaders of the partnership agree on one picture of the risk to children.")
    paper.bullet("Sample action: across the partnership, practitioners act on that picture:")
    paper.dash("the police share what they know on the same day", left=88.8)
    paper.dash("social workers and schools answer within the week.", left=88.8)
    paper.bullet("Sample action: health services ask the same questions wherever a child is seen.")


def _next_steps(paper: Paper) -> None:
    paper.heading("Next steps", 12)
    paper.paragraph(
        "Sample text. A letter closes with who is to prepare a written statement of proposed action, with whom, and by "
        "when it is to be sent."
    )
    paper.paragraph("Yours sincerely")
    for words in wording.CLOSING:
        paper.paragraph(words)


def _furniture(paper: Paper) -> None:
    if paper.page > 1:
        paper.text_right(523.6, 59, str(paper.page))
