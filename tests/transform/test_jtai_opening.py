from __future__ import annotations

import csv
from pathlib import Path

import pytest

from transform.readers.jtai_opening import (
    Title,
    area_in_text,
    clean_area,
    inspectorates,
    read_title,
    same_area,
    split_area,
    theme_words,
)

AUTHORITIES = Path(__file__).parents[2] / "warehouse" / "authorities.csv"


@pytest.mark.parametrize("before", ["", "London Borough of ", "the Royal Borough of ", "City of "])
@pytest.mark.parametrize("after", ["", " Borough Council", " local authority"])
def test_every_authority_can_stand_in_a_title(before: str, after: str) -> None:
    with AUTHORITIES.open(newline="") as file:
        names = [row["name"] for row in csv.DictReader(file)]
    for name in names:
        printed = f"{before}{name}{after}"
        expected = printed.removeprefix("the ").removesuffix(" local authority")
        early = (
            f"Joint targeted area inspection of the multi-agency response to sexual abuse in the family in {printed}"
        )
        assert read_title(early) == Title(expected, "sexual abuse in the family", revisit=False)
        assert read_title(f"Joint targeted area inspection of {printed}") == Title(expected, None, revisit=False)


def test_a_title_can_name_no_area() -> None:
    title = read_title(
        "Joint targeted area inspection of the multi-agency response to children associated\nwith gangs and children "
        "missing from home, care or education"
    )
    assert title == Title(
        None, "children associated with gangs and children missing from home, care or education", revisit=False
    )


def test_a_revisit_says_so() -> None:
    title = read_title("Joint targeted area inspection revisit of the multi-agency response to domestic abuse in Elmet")
    assert title == Title("Elmet", "domestic abuse", revisit=True)


@pytest.mark.parametrize(
    "text",
    [
        "Inspection of Elmet local authority children’s services",
        "Joint local area SEND inspection in Elmet",
        "Joint area review of Elmet",
        "The joint targeted area inspection of Elmet took place in May.",
    ],
)
def test_what_is_no_title(text: str) -> None:
    assert read_title(text) is None


def test_words_end_in_an_area_only_when_it_is_a_name() -> None:
    assert split_area("children in need in Elmet") == ("children in need", "Elmet")
    assert split_area("abuse in the family") == ("abuse in the family", None)
    assert split_area("families in Elmet who need help") == ("families in Elmet who need help", None)
    assert clean_area("Elmet.1") == "Elmet"
    assert clean_area("each of the three districts") is None


def test_the_area_that_the_text_tells() -> None:
    assert area_in_text("It tells of the work of individual agencies in Elmet local authority.") == "Elmet"
    assert (
        area_in_text(
            "This sums up the joint targeted area inspection (JTAI) of the multi-agency response to neglect in Elmet."
        )
        == "Elmet"
    )
    assert area_in_text("Agencies work well.") is None


def test_names_of_one_area() -> None:
    assert same_area("Derby City", "Derby")
    assert same_area("London Borough of Sutton", "Sutton")
    assert same_area("Royal Borough of Windsor and Maidenhead", "Windsor")
    assert not same_area("Elmet", "Rheged")
    assert not same_area("North Elmet", "South Elmet")


def test_the_title_tells_the_theme_before_the_deep_dive() -> None:
    title = Title("Elmet", "sexual abuse in the family", revisit=False)
    text = (
        "Inspectors undertook a ‘deep dive’ into the effectiveness of services for children who run away. It went well."
    )
    assert theme_words(title, text) == ("sexual abuse in the family", "children who run away")


def test_under_the_common_title_the_deep_dive_tells_the_theme() -> None:
    title = Title("Elmet", "abuse and neglect", revisit=False)
    text = (
        "Ofsted undertook a joint inspection of the multi-agency response to abuse and neglect in Elmet.1 It included "
        "a ‘deep dive’ focus on a number of cases. There was a ‘deep dive’ focus on the response to children living "
        "with domestic abuse. That is all."
    )
    assert theme_words(title, text)[0] == "children living with domestic abuse"


def test_a_later_letter_tells_the_theme_in_a_sentence() -> None:
    text = (
        "These are the findings of the joint targeted area inspection (JTAI) of the multi-agency response to serious "
        "youth violence in Elmet. The visit was in May."
    )
    assert theme_words(Title("Elmet", None, revisit=False), text) == ("serious youth violence",)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Ofsted, the CQC, HMI Constabulary (HMIC) and HMI Probation (HMIP)",
            ("Ofsted", "CQC", "HMIC", "HMI Probation"),
        ),
        (
            "Ofsted, the Care Quality Commission, HMI Constabulary and Fire & Rescue Services and HMI Prob",
            ("Ofsted", "CQC", "HMICFRS", "HMI Probation"),
        ),
        ("Ofsted and His Majesty’s Inspectorate of Constabulary and Fire & Rescue Services", ("Ofsted", "HMICFRS")),
        ("His Majesty’s Inspectorate of Probation", ("HMI Probation",)),
        ("the probation service and the constabulary", ()),
    ],
)
def test_inspectorates_by_the_names_they_go_by(text: str, expected: tuple[str, ...]) -> None:
    assert inspectorates(text) == expected
