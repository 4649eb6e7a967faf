"""Strengths and improvements where a release lists them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.transform.press.newsroom import page
from transform.press.lists import listed_findings
from transform.press.records import ReleaseFinding
from transform.records import FindingKind

ITEMS = ("- Social workers know children.", "- Plans are timely.")


@pytest.mark.parametrize(
    "lead_in",
    [
        "Inspectors found these strengths:",
        "Strengths",
        "Some of the key areas of progress that the report names are:",
        "The report praised:",
        "What is working well",
        "Good practice was seen in:",
        "Improvements made since the last inspection include:",
        "Inspectors were impressed by:",
        "The report is out. The positives include:",
    ],
)
def test_a_lead_in_of_strengths(lead_in: str) -> None:
    assert listed_findings(page(lead_in, *ITEMS)) == (
        ReleaseFinding(FindingKind.STRENGTH, 1, "Social workers know children."),
        ReleaseFinding(FindingKind.STRENGTH, 2, "Plans are timely."),
    )


@pytest.mark.parametrize(
    "lead_in",
    [
        "What needs to improve:",
        "Areas for improvement",
        "Areas identified for development include:",
        "However, improvement is needed in other services so that children are well served.",
        "Ofsted also said that the council should improve:",
        "Further work is needed on:",
        "Inspectors recommended that:",
        "Some areas where improvement is still required are:",
        "The letter names things we could do better:",
    ],
)
def test_a_lead_in_of_improvements(lead_in: str) -> None:
    found = listed_findings(page(lead_in, *ITEMS))
    assert [finding.kind for finding in found] == [FindingKind.IMPROVEMENT] * 2


@pytest.mark.parametrize(
    "lead_in",
    [
        "Inspectors found that:",
        "The grades are:",
        "The report names strengths and areas for improvement, including:",
        "Areas of improvement:",
        "The council will take these steps to improve:",
        "We have already started to improve by:",
        "Good practice was seen. The office is open:",
        "Ada Quill said: “We have strengths.” She named:",
    ],
)
def test_a_lead_in_that_says_neither_or_both_gives_nothing(lead_in: str) -> None:
    assert listed_findings(page(lead_in, *ITEMS)) == ()


def test_a_heading_speaks_through_a_sentence_that_only_announces() -> None:
    kinds = [found.kind for found in listed_findings(page("Strengths", "Inspectors wrote that:", *ITEMS))]
    assert kinds == [FindingKind.STRENGTH] * 2
    assert listed_findings(page("Strengths", "The office is open.", *ITEMS)) == ()
    assert listed_findings(page("Strengths were seen.", "- One.", "Other news:", *ITEMS))[1:] == ()


def test_each_kind_is_counted_by_itself_over_all_lists() -> None:
    told = page("Strengths:", *ITEMS, "To do better:", "- Homes.", "More strengths:", "- Leaders.")
    assert [(found.kind.value, found.position, found.text) for found in listed_findings(told)] == [
        ("strength", 1, "Social workers know children."),
        ("strength", 2, "Plans are timely."),
        ("improvement", 1, "Homes."),
        ("strength", 3, "Leaders."),
    ]


def test_grades_are_no_findings() -> None:
    assert listed_findings(page("Strengths:", "- Leaders: Good", "- Care leavers – outstanding", "- Help (good)")) == ()


@given(st.lists(st.tuples(st.sampled_from(["- ", ""]), st.text(min_size=1, max_size=40)), max_size=12))
def test_findings_are_items_of_the_page_in_order(parts: list[tuple[str, str]]) -> None:
    told = page(*(mark + text for mark, text in parts))
    items = [text for text, bullet in zip(told.paragraphs, told.bullets, strict=True) if bullet]
    found = [finding.text for finding in listed_findings(told)]
    assert found == [text for text in items if text in found][: len(found)] or set(found) <= set(items)
