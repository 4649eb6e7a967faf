"""Names as printed, without posts and titles."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transform.people import names

FIRST = st.sampled_from(["Ada", "Jenny-ellen", "Siân", "J.", "Mary Ann"])
LAST = st.sampled_from(["Quill", "O’Hara", "d’Arcy", "Lamb-Jones", "McTavish", "van der Berg", "Ng"])
POSTS = st.sampled_from(
    [
        "",
        " HMI",
        ", HMI",
        " (HMI)",
        ", His Majesty’s Inspector",
        ", Her Majesty's\nInspector",
        " Senior HMI",
        ", Ofsted Inspector",
        ", Ofsted HMI",
        " OI",
        ", Senior His Majesty’s Inspector",
    ]
)
TITLES = st.sampled_from(["", "", "Dr ", "Mrs ", "Ms. "])


@given(
    st.lists(st.tuples(TITLES, FIRST, LAST, POSTS), min_size=1, max_size=4, unique_by=lambda one: one[1:3]),
    st.sampled_from([", ", " and ", ", and ", " & ", "\n", "; "]),
)
def test_people_come_back_without_posts(people: list[tuple[str, str, str, str]], between: str) -> None:
    printed = between.join(f"{title}{first} {last}{post}" for title, first, last, post in people)
    assert names(printed) == tuple(f"{first} {last}" for _, first, last, _ in people)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ada\nQuill HMI", ("Ada Quill",)),
        ("Ada Quill, His Majesty’s Inspector, and Bo Reed, \nHis Majesty’s Inspector", ("Ada Quill", "Bo Reed")),
        ("Ada Quill (HMI), Bo Reed (HMI) Cy Lamb (OI)", ("Ada Quill", "Bo Reed", "Cy Lamb")),
        ("Ada Quill, HMI, Ofsted Lead inspector", ("Ada Quill",)),
        ("Ada Quill, Ada Quill HMI", ("Ada Quill",)),
        ("Ada Quill OBE", ("Ada Quill",)),
        ("Ada Quill1, His Majesty’s Inspector", ("Ada Quill",)),
        ("Ada Quill¹", ("Ada Quill",)),
        ("Ada Quill, His Majesty’s Inspector2", ("Ada Quill",)),
        ("Ada Quill [2], HMI", ("Ada Quill",)),
        ("Ada Quill.", ("Ada Quill",)),
        ("Rosa St. Quill, HMI", ("Rosa St. Quill",)),
        ("Ali al-Quill HMI", ("Ali al-Quill",)),
        ("Her Majesty’s Inspector", ()),
        ("Judgement Grade", ()),
        ("Ofsted South East Region", ()),
        ("to be confirmed", ()),
        ("Quill", ()),
        ("12 January", ()),
        ("", ()),
    ],
)
def test_values(text: str, expected: tuple[str, ...]) -> None:
    assert names(text) == expected
