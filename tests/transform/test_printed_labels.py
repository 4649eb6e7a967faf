"""The labels of a first page in the forms in which reports may print them, and where their values end."""

from __future__ import annotations

import re
from datetime import date

import pytest

from tests.transform import made
from transform.readers.printed_labels import (
    BEFORE_DATE,
    COLON,
    DATES,
    LEAD,
    PUBLISHED,
    date_value,
    own_value,
    windows_of,
)
from transform.records import Window

DATED = re.compile(rf"{DATES}{COLON}{BEFORE_DATE}", re.IGNORECASE)
NAMED = re.compile(rf"{LEAD}{COLON}(?=[A-Z])", re.IGNORECASE)
ISSUED = re.compile(rf"{PUBLISHED}{COLON}{BEFORE_DATE}", re.IGNORECASE)


@pytest.mark.parametrize(
    "label",
    [
        "Inspection dates:",
        "Inspection date :",
        "INSPECTION DATES:",
        "Inspection dates",
        "Inspection dates –",
        "Inspection date(s):",
        "Date of inspection:",
        "Dates of this inspection:",
        "Inspection period:",
        "On-site dates:",
        "Review dates:",
        "Inspected:",
        "Inspection took place:",
    ],
)
@pytest.mark.parametrize("value", ["3 March 2025", "Monday 3 March 2025", "between 3 and 5 March 2025", "from 3 March"])
def test_labels_of_dates(label: str, value: str) -> None:
    match = DATED.match(f"{label} {value}")
    assert match
    assert match.string[match.end() :] == value


@pytest.mark.parametrize(
    "text",
    [
        "Inspection dates were agreed in March",
        "inspected 5 homes",
        "inspection took place on 3 May 2011",
        "Dates of previous inspection: 3 May 2011",
        "Inspectors",
    ],
)
def test_running_text_is_no_label_of_dates(text: str) -> None:
    assert DATED.match(text) is None


@pytest.mark.parametrize(
    "label", ["Published", "Report published:", "Published on", "Publication date:", "Date of publication –"]
)
def test_labels_of_publication(label: str) -> None:
    assert ISSUED.match(f"{label} 3 May 2018")


@pytest.mark.parametrize(
    "label",
    ["Lead inspector:", "Lead Inspectors :", "LEAD INSPECTOR:", "Ofsted lead inspector –", "Reporting inspector"],
)
def test_labels_of_inspectors(label: str) -> None:
    assert NAMED.match(f"{label} Ada Quill")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("3 to 14 March 2025 Lead inspector: Ada Quill", "3 to 14 March 2025 "),
        ("3 to 14 March 2025 Report published 3 May 2025", "3 to 14 March 2025 "),
        ("3 to 14 March 2025 Dates of previous inspection: 5 to 9 May 2016", "3 to 14 March 2025 "),
        ("3 to 14 March 2025 Previous inspection 5 to 9 May 2016", "3 to 14 March 2025 "),
        ("3 to 14 March 2025", "3 to 14 March 2025"),
    ],
)
def test_a_value_ends_at_the_next_label(text: str, expected: str) -> None:
    assert own_value(text) == expected


def test_a_date_goes_on_over_the_lines_that_print_it() -> None:
    lines = made.running(1, ["Inspection dates:", "Monday 3 March 2025 to", "14 March", "2025", "Some words"]).lines
    assert date_value(lines, 0, DATED).split() == ["Monday", "3", "March", "2025", "to", "14", "March", "2025"]


@pytest.mark.parametrize(
    "value",
    ["14 March 2025 25 March 2025", "1 5 March 2025 to 2 6 March 2025", "3 March 2025 and 31 April 2025", "soon", ""],
)
def test_a_value_that_is_not_whole_gives_no_period(value: str) -> None:
    assert windows_of(value) == ()


def test_a_whole_value_gives_its_periods() -> None:
    assert windows_of("3 to 7 and 10 to 14 March 2025") == (
        Window(date(2025, 3, 3), date(2025, 3, 7)),
        Window(date(2025, 3, 10), date(2025, 3, 14)),
    )
