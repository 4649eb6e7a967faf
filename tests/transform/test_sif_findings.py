from __future__ import annotations

from transform.blocks import Block, BlockKind
from transform.document import Line
from transform.readers.sif_findings import BOARD_HEADING, findings
from transform.records import FindingKind

PART, LIST, SUB = 16.5, 14.5, 12.0


class Pages:
    """Makes blocks one under the other."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []

    def add(self, kind: BlockKind, text: str, rank: float = 0.0, *, left: float = 71.0, page: int = 3, at: float = 0.0):
        baseline = at or 800.0 - 10.0 * len(self.blocks)
        line = Line(text, page, left, 500.0, baseline, 12.0, rank > 0)
        self.blocks.append(Block(kind, text, page, None, (line,), rank))
        return self

    def head(self, text: str, rank: float = LIST, **place: float) -> Pages:
        return self.add(BlockKind.HEADING, text, rank, **place)

    def item(self, text: str, **place: float) -> Pages:
        return self.add(BlockKind.NUMBERED, text, **place)

    def bullet(self, text: str, **place: float) -> Pages:
        return self.add(BlockKind.BULLET, text, **place)

    def found(self, **how: bool):
        return findings(self.blocks, 1, **how)


def kinds(pages: Pages) -> list[tuple[FindingKind, int, str | None]]:
    return [(one.kind, one.position, one.heading) for one in pages.found()]


def test_lists_of_the_earlier_reports():
    pages = (
        Pages()
        .head("The local authority", PART)
        .head("Children’s services in Ambleford require improvement because:")
        .head("Help and protection", SUB)
        .bullet("Plans are slow.")
        .head("What does the local authority need to improve?")
        .head("Priority and immediate action", 12.5)
        .head("Help and protection", SUB)
        .item("Write plans within a week.")
        .head("Areas for improvement:")
        .item("Talk to more fathers.")
        .item("Answer letters.")
        .head("The local authority’s strengths")
        .item("Staff stay.")
        .head("Progress since the last inspection")
        .item("There has been some.")
    )
    assert kinds(pages) == [
        (FindingKind.WEAKNESS, 1, "Help and protection"),
        (FindingKind.PRIORITY_ACTION, 1, "Help and protection"),
        (FindingKind.IMPROVEMENT, 1, None),
        (FindingKind.IMPROVEMENT, 2, None),
        (FindingKind.STRENGTH, 1, None),
    ]


def test_good_because_is_a_list_of_strengths():
    pages = Pages().head("This local authority is good because").item("Families are heard.")
    assert kinds(pages) == [(FindingKind.STRENGTH, 1, None)]


def test_no_priority_action_found_is_no_action():
    pages = Pages().head("Priority and immediate action").item("The inspection did not find any areas for such action.")
    assert pages.found() == ()


def test_recommendations_with_bullets_under_a_number():
    pages = (
        Pages()
        .head("Recommendations")
        .item("Make sure that:")
        .bullet("visits are made", left=99.0)
        .bullet("plans are kept.", left=99.0)
        .item("Listen.")
        .head("Summary for children and young people", SUB)
        .bullet("They listened to us.")
    )
    assert [(one.position, one.parent_position, one.text) for one in pages.found()] == [
        (1, None, "Make sure that:"),
        (2, 1, "visits are made"),
        (3, 1, "plans are kept."),
        (4, None, "Listen."),
    ]


def test_headings_all_set_alike():
    """Some files give all headings one type: a sub-heading has items below it, another part has a known name."""
    pages = (
        Pages()
        .head("Recommendations")
        .head("Leadership, management and governance")
        .item("Lead.")
        .head("Inspection findings")
        .item("Leaders lead.")
    )
    assert kinds(pages) == [(FindingKind.RECOMMENDATION, 1, "Leadership, management and governance")]


def test_board_is_told_apart_from_the_council():
    pages = (
        Pages()
        .head("Areas for improvement")
        .item("For the council.")
        .head("The Local Safeguarding Children Board requires improvement", PART)
        .head("The LSCB requires improvement because:")
        .bullet("It seldom meets.")
        .head("What does the LSCB need to improve?")
        .head("Priority and immediate action", 12.5)
        .item("Meet.")
        .head("Areas for improvement", 12.5)
        .head("Learning", SUB)
        .item("Learn.")
        .head("The LSCB’s strengths")
        .item("It has a chair.")
    )
    assert kinds(pages) == [
        (FindingKind.IMPROVEMENT, 1, None),
        (FindingKind.RECOMMENDATION, 1, BOARD_HEADING),
        (FindingKind.RECOMMENDATION, 2, f"{BOARD_HEADING}: Learning"),
    ]


def test_report_on_the_board_alone():
    pages = Pages().head("The LSCB’s strengths").item("It has a chair.").head("Areas for improvement").item("Meet.")
    assert [one.kind for one in pages.found(of_board=True)] == [FindingKind.STRENGTH, FindingKind.IMPROVEMENT]


def test_heading_that_the_file_gives_after_its_list():
    pages = Pages().item("Listen.", at=600.0).item("Learn.", at=580.0).head("Recommendations", at=640.0)
    assert [one.text for one in pages.found()] == ["Listen.", "Learn."]


def test_cover_and_contents_open_no_list():
    pages = Pages().head("The Local Safeguarding Children Board is good", page=1)
    pages.add(BlockKind.PARAGRAPH, "Recommendations 7", page=2)
    pages.head("Areas for improvement").item("For the council.")
    assert kinds(pages) == [(FindingKind.IMPROVEMENT, 1, None)]
