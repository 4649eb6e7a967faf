from __future__ import annotations

import pytest

from transform.readers.jtai_opening import area_in_text, inspectorates, same_area, theme_words
from transform.readers.jtai_title import Title


def test_the_area_that_the_text_tells() -> None:
    assert area_in_text("It tells of the work of individual agencies in Elmet local authority.") == "Elmet"
    assert (
        area_in_text(
            "This sums up the joint targeted area inspection (JTAI) of the multi-agency response to neglect in Elmet."
        )
        == "Elmet"
    )
    assert area_in_text("Agencies work well.") is None


@pytest.mark.parametrize(
    ("text", "words", "area"),
    [
        (
            "It is the JTAI of the multi-agency identification and response to initial need and risk in Elmet City.",
            "initial need and risk",
            "Elmet City",
        ),
        (
            "It was a joint inspection of the multi-agency identification of and response to neglect in Elmet.1",
            "neglect",
            "Elmet",
        ),
        (
            "The JTAI of the effectiveness of partnership arrangements for children with early help in Elmet. It went.",
            "children with early help",
            "Elmet",
        ),
        (
            "It was a joint targeted area inspection of services for families in Elmet who need help. It went.",
            "families in Elmet who need help",
            "Elmet",
        ),
    ],
)
def test_sentences_that_say_what_was_inspected(text: str, words: str, area: str) -> None:
    assert theme_words(None, text) == (words,)
    assert area_in_text(text) == area


def test_what_was_evaluated_tells_a_theme_only_when_nothing_else_does() -> None:
    evaluated = "Inspectors evaluated the effectiveness of the multi-agency response to domestic abuse in Elmet."
    assert theme_words(Title("Elmet", None, revisit=False), evaluated) == ("domestic abuse",)
    assert theme_words(Title("Elmet", "neglect", revisit=False), evaluated) == ("neglect",)
    managed = "Inspectors evaluated the effectiveness of the multi-agency leadership and management of this work."
    assert theme_words(Title("Elmet", None, revisit=False), managed) == ()


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
        ("Ofsted and HMI Prisons", ("Ofsted", "HMI Prisons")),
        ("Ofsted and His Majesty’s Prison and Probation Service", ("Ofsted",)),
        ("the probation service and the constabulary", ()),
    ],
)
def test_inspectorates_by_the_names_they_go_by(text: str, expected: tuple[str, ...]) -> None:
    assert inspectorates(text) == expected
