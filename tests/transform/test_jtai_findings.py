from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.transform.jtai_letters import early, later, letter
from transform.blocks import blocks
from transform.readers.jtai_findings import findings, opens_chapter, without_marks
from transform.records import Finding, FindingKind

if TYPE_CHECKING:
    from transform.document import Document

LONG = (
    "Officers do not always write down what children tell them, and so those who come after must ask again, which is "
    "hard for the children. This is known and work has begun. It will be looked at in the spring."
)
IMPROVE = "What needs to improve?"


def read(document: Document) -> tuple[Finding, ...]:
    return findings(blocks(document))


def texts(document: Document, kind: FindingKind) -> list[str]:
    return [finding.text for finding in read(document) if finding.kind is kind]


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("Key strengths", FindingKind.STRENGTH),
        ("Key Strengths", FindingKind.STRENGTH),
        ("Strengths", FindingKind.STRENGTH),
        ("Areas for improvement", FindingKind.IMPROVEMENT),
        ("Area for improvement", FindingKind.IMPROVEMENT),
        ("What needs to improve", FindingKind.IMPROVEMENT),
        ("What needs to improve?", FindingKind.IMPROVEMENT),
        ("Areas for priority actions", FindingKind.PRIORITY_ACTION),
        ("Area for priority action", FindingKind.PRIORITY_ACTION),
        ("Priority actions", FindingKind.PRIORITY_ACTION),
    ],
)
def test_headings_of_the_lists(heading: str, kind: FindingKind) -> None:
    found = read(early(("big", heading), ("item", "The first thing."), ("item", LONG)))
    assert [(finding.kind, finding.position, finding.text) for finding in found] == [
        (kind, 1, "The first thing."),
        (kind, 2, LONG),
    ]


def test_positions_count_within_a_kind_and_the_lists_come_in_any_order() -> None:
    found = read(
        early(
            ("big", "Areas for improvement"),
            ("item", "One to mend."),
            ("big", "Key strengths"),
            ("item", "One to keep."),
            ("item", "Another to keep."),
        )
    )
    assert [(finding.kind.value, finding.position) for finding in found] == [
        ("improvement", 1),
        ("strength", 1),
        ("strength", 2),
    ]


def test_an_item_goes_over_the_page_whole() -> None:
    document = letter(("big", "Areas for improvement"), *[("item", LONG) for _ in range(14)], ("big", "Next steps"))
    found = read(document)
    assert len(document.pages) > 1
    assert [finding.text for finding in found] == [LONG] * 14
    assert {finding.page for finding in found} == {1, 2}


def test_sub_headings_stand_beside_their_items() -> None:
    found = read(
        early(
            ("big", "Areas for improvement"),
            ("head", "Leadership and management"),
            ("item", "One to mend."),
            ("head", "Responses to children at risk"),
            ("item", "Another to mend."),
            ("big", "Key strengths"),
            ("item", "One to keep."),
        )
    )
    assert [finding.heading for finding in found] == [
        "Leadership and management",
        "Responses to children at risk",
        None,
    ]


def test_points_that_finish_a_bullets_sentence_belong_to_it_and_the_lead_in_is_no_item() -> None:
    document = later(
        ("head", "Area for priority action"),
        ("text", "Action is needed at once. It should be taken in the following areas:"),
        ("item", "Leaders should see to it that:"),
        ("point", "the police write down what they are told"),
        ("point", "schools are asked."),
        ("item", "The trust should train its staff."),
    )
    assert texts(document, FindingKind.PRIORITY_ACTION) == [
        "Leaders should see to it that:\nthe police write down what they are told\nschools are asked.",
        "The trust should train its staff.",
    ]


def test_whole_sentences_set_in_further_are_items_of_their_own() -> None:
    document = later(("head", IMPROVE), ("item", "One to mend."), ("point", "Another to mend."))
    assert texts(document, FindingKind.IMPROVEMENT) == ["One to mend.", "Another to mend."]


def test_a_paragraph_under_a_bullets_words_belongs_to_it() -> None:
    document = later(("head", IMPROVE), ("item", "One to mend."), ("under", "It is the older one."), ("item", "Two."))
    assert texts(document, FindingKind.IMPROVEMENT) == ["One to mend.\nIt is the older one.", "Two."]


def test_a_sentence_that_a_gap_breaks_stays_one_line() -> None:
    document = later(("head", IMPROVE), ("item", "One that the layout"), ("under", "tears apart."), ("item", "Two."))
    assert texts(document, FindingKind.IMPROVEMENT) == ["One that the layout tears apart.", "Two."]


def test_a_list_without_bullets_has_its_paragraphs_as_items() -> None:
    document = early(
        ("big", "Areas for improvement"), ("head", "At the front door"), ("text", LONG), ("text", "Again.")
    )
    assert texts(document, FindingKind.IMPROVEMENT) == [LONG, "Again."]


def test_one_area_for_priority_action_in_paragraphs_is_one_item() -> None:
    document = early(
        ("big", "Area for priority action"),
        ("text", "The trust must act."),
        ("text", "It has not."),
        ("big", "Areas for improvement"),
        ("text", "First."),
        ("text", "Second."),
    )
    assert texts(document, FindingKind.PRIORITY_ACTION) == ["The trust must act.\nIt has not."]
    assert texts(document, FindingKind.IMPROVEMENT) == ["First.", "Second."]


@pytest.mark.parametrize(
    "heading",
    ["Case study: area for improvement", "Practice study: highly effective practice", "Places: effective practice"],
)
def test_a_case_study_ends_its_list_or_interrupts_it(heading: str) -> None:
    document = early(
        ("big", "Areas for improvement"),
        ("item", "One to mend."),
        ("box", heading),
        ("boxed", "A child was not seen."),
        ("boxed", "Later the child was seen."),
        ("item", "Another to mend."),
        ("big", "Key strengths"),
        ("item", "One to keep."),
        ("box", heading),
        ("boxed", "A child was seen."),
    )
    assert texts(document, FindingKind.IMPROVEMENT) == ["One to mend.", "Another to mend."]
    assert texts(document, FindingKind.STRENGTH) == ["One to keep."]


def test_bullets_outside_the_lists_are_no_findings() -> None:
    document = later(("head", "Strengths"), ("item", "One to keep."))
    assert [finding.text for finding in read(document)] == ["One to keep."]


def test_a_larger_heading_of_unknown_words_ends_a_list() -> None:
    document = early(
        ("head", "Key strengths"), ("item", "One to keep."), ("big", "How the visit went"), ("item", "It went well.")
    )
    assert [finding.text for finding in read(document)] == ["One to keep."]


def test_a_heading_in_plain_type_is_known_by_its_words() -> None:
    document = later(
        ("text", "Key strengths"), ("text", "One to keep."), ("text", "What needs to improve?"), ("item", "One.")
    )
    assert [(finding.kind, finding.text) for finding in read(document)] == [
        (FindingKind.STRENGTH, "One to keep."),
        (FindingKind.IMPROVEMENT, "One."),
    ]
    sentence = ("text", "Strengths in the work are many.")
    assert texts(later(("head", IMPROVE), ("item", "One."), sentence, ("item", "Two.")), FindingKind.IMPROVEMENT) == [
        "One.",
        "Two.",
    ]


def test_headings_that_open_a_part_of_the_letter() -> None:
    assert opens_chapter("Main findings")
    assert opens_chapter("Next steps")
    assert opens_chapter("Case study: area for priority action")
    assert not opens_chapter("Leadership and management")
    assert not opens_chapter("Identifying and managing risk of harm at the ‘front door’")


def test_only_the_marks_of_the_letters_own_footnotes_are_taken_from_words() -> None:
    assert (
        without_marks("Operation Guard3 began. It is good.4", frozenset({"3"})) == "Operation Guard began. It is good.4"
    )


def test_a_decimal_keeps_its_digits_though_a_footnote_has_their_number() -> None:
    assert without_marks("Some 4.2 per cent of them3.", frozenset({"2", "3"})) == "Some 4.2 per cent of them."
