"""Names of authorities and boards on covers, told apart from headings, labels and marks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transform.readers.printed_names import beside, is_no_name, name_of_lines, printed_name

NAMES = (
    "Ambleford",
    "Royal Borough of Upper and Lower Ambleford",
    "Ambleford-on-Sea city council",
    "St. Ambles",
    "St Ambles & Fordham Metropolitan Borough Council",
    "Ambleford, County of",
    "Amblefordshire with Fordham",
    "King’s Amble",
    "Goodamble",
    "AMBLEFORD",
    "Isles of Amble",
    "Ambleford Children’s Services",
    "Ambleford Children’s Services Trust",
    "Ambleford Safeguarding Children Board",
)


@given(st.sampled_from(NAMES), st.sampled_from(["", "1", " 1", "12", "¹", " [1]", "*", ".", ":", ",", " –", "1."]))
def test_a_name_comes_back_without_what_is_printed_behind_it(name: str, behind: str) -> None:
    assert printed_name(name + behind) == name


@pytest.mark.parametrize(
    "text",
    [
        "",
        "1",
        "the",
        "council",
        "services Ambleford",
        "Ofsted",
        "City Council",
        "Council",
        "Ambleford and",
        "Upper Ambleford &",
        "Ambleford local",
        "North¹ Ambleford",
        "Ambleford Inspection report",
        "Inspection dates: 3 to 14 March 2025",
        "North 1 Ambleford",
        "Ambleford 123",
        "Children’s services",
        "The board requires improvement Ambleford",
        "Ambleford and is good",
        "www.gov.uk/ofsted",
        "Store Street, Ambleford M1 2WD",
    ],
)
def test_anything_else_is_no_name(text: str) -> None:
    assert printed_name(text) is None


def test_lines_that_belong_to_no_name_are_read_over() -> None:
    lines = ["1", "Ofsted", "Inspection report", "Ambleford Metropolitan Borough", "Council1"]
    assert name_of_lines(lines) == "Ambleford Metropolitan Borough Council"
    assert name_of_lines(["Inspection report"]) is None
    assert name_of_lines(["Ambleford Safeguarding", "1", "Children Board"]) == "Ambleford Safeguarding Children Board"
    assert name_of_lines(["Ambleford", "Inspection report"]) is None


def test_a_name_with_a_colon_behind_it_is_still_one() -> None:
    assert not is_no_name("Ambleford:")


def test_what_stands_beside_a_stretch_of_lines() -> None:
    texts = ["Ambleford", "Council Inspection of", "services Fordham", "Board"]
    start = " ".join(texts).index("Inspection")
    end = " ".join(texts).index(" Fordham")
    assert beside(texts, start, end) == (["Ambleford", "Council "], [" Fordham", "Board"])
