from __future__ import annotations

import pytest

from transform.themes import THEMES, is_general, theme_of


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("child sexual exploitation and those missing from home", "child_sexual_exploitation"),
        ("children who are sexually exploited", "child_sexual_exploitation"),
        ("the criminal exploitation of children", "criminal_exploitation"),
        ("children at risk of sexual and criminal exploitation", "exploitation_gangs_missing"),
        ("criminal and sexual exploitation", "exploitation_gangs_missing"),
        (
            "child sexual exploitation, children associated with gangs and missing children",
            "exploitation_gangs_missing",
        ),
        ("child exploitation", "child_exploitation"),
        ("serious youth violence and/or criminal exploitation", "serious_youth_violence"),
        ("children living with domestic abuse", "domestic_abuse"),
        ("unborn children and children aged 0 to 7 who are victims of domestic abuse", "domestic_abuse"),
        ("sexual abuse in the family", "sexual_abuse_in_family"),
        ("intra-familial child sexual abuse", "sexual_abuse_in_family"),
        ("children’s mental health", "mental_health"),
        ("identification of initial need and risk (often referred to as the ‘front door’)", "front_door"),
        ("children and families in Elmet who need help", "early_help"),
        ("initial need and risk", "front_door"),
        ("identification of needs and risks", "front_door"),
        ("early help", "early_help"),
        ("families in need of early help", "early_help"),
        ("older children who have been neglected", "neglect"),
        ("neglect", "neglect"),
    ],
)
def test_printed_words_name_a_theme(words: str, code: str) -> None:
    theme = theme_of(words)
    assert theme is not None
    assert theme.code == code


@pytest.mark.parametrize(
    "words",
    [
        "abuse and neglect",
        "parental substance misuse",
        "sexual abuse",
        "families in the area",
        "the needs and risks of carers",
        "",
    ],
)
def test_words_that_name_no_known_theme(words: str) -> None:
    assert theme_of(words) is None


def test_the_common_heading_is_general_and_a_theme_is_not() -> None:
    assert is_general("abuse and\nneglect")
    assert is_general("abuse and neglect in the City of Elmet")
    assert not is_general("neglect")
    assert not is_general("sexual abuse in the family")


def test_a_code_has_one_title() -> None:
    assert len({theme.code for theme in THEMES}) == len({(theme.code, theme.title) for theme in THEMES}) == len(THEMES)


def test_every_title_is_of_its_own_theme() -> None:
    for theme in THEMES:
        found = theme_of(theme.title)
        assert found is not None
        assert found.code == theme.code
