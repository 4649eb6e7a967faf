"""Printed grades: whole phrases only."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transform.grades import parse_grade
from transform.vocabulary import Grade

PHRASES = {
    "outstanding": Grade.OUTSTANDING,
    "good": Grade.GOOD,
    "adequate": Grade.ADEQUATE,
    "inadequate": Grade.INADEQUATE,
    "requires improvement": Grade.REQUIRES_IMPROVEMENT,
    "requires improvement to be good": Grade.REQUIRES_IMPROVEMENT,
    "require improvement to be good": Grade.REQUIRES_IMPROVEMENT,
    "is outstanding": Grade.OUTSTANDING,
    "are inadequate": Grade.INADEQUATE,
    "not judged": Grade.NOT_JUDGED,
}


@given(
    st.sampled_from(sorted(PHRASES)), st.sampled_from([" ", "  ", "\n", " \n"]), st.sampled_from(["", ".", ":", " "])
)
def test_case_spacing_and_a_final_stop_do_not_matter(phrase: str, space: str, end: str) -> None:
    for cased in (phrase, phrase.upper(), phrase.capitalize(), phrase.title()):
        assert parse_grade(cased.replace(" ", space) + end) is PHRASES[phrase]


@pytest.mark.parametrize(
    ("text", "grade"),
    [
        ("Good1", Grade.GOOD),
        ("Good 2", Grade.GOOD),
        ("Outstanding¹", Grade.OUTSTANDING),
        ("Requires improvement [3]", Grade.REQUIRES_IMPROVEMENT),
        ("Requires improvement*", Grade.REQUIRES_IMPROVEMENT),
        ("(Good)", Grade.GOOD),
        ("‘Good’", Grade.GOOD),
        ("– Good", Grade.GOOD),
        ("Requires-improvement", Grade.REQUIRES_IMPROVEMENT),
        ("Requires improve ment to be good", Grade.REQUIRES_IMPROVEMENT),
        ("in adequate", Grade.INADEQUATE),
    ],
)
def test_marks_brackets_and_spaces_inside_words_do_not_matter(text: str, grade: Grade) -> None:
    assert parse_grade(text) is grade


@pytest.mark.parametrize(
    "text",
    [
        "",
        "good progress",
        "not good",
        "mostly good",
        "good or outstanding",
        "was inadequate",
        "requires improvement to be outstanding",
        "improvement",
        "requires",
        "is require improvement",
        "satisfactory",
        "is",
        "1",
        "Good 123",
        "Grade 2 good",
    ],
)
def test_anything_else_is_no_grade(text: str) -> None:
    assert parse_grade(text) is None
