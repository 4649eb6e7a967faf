from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from transform.press.records import ReleaseKind
from transform.records import Window
from warehouse.duplicates import Story, duplicates

FIRST = Story(
    "1",
    "99001",
    ReleaseKind.ILACS,
    date(2024, 3, 1),
    "text 1",
    Window(date(2024, 1, 8), date(2024, 1, 19)),
    "99001-7",
    frozenset({("care_leavers", "good")}),
)
AGAIN = replace(FIRST, release_id="2", text_digest="text 2", published_on=date(2024, 3, 15))


@pytest.mark.parametrize(
    "again",
    [
        AGAIN,
        replace(AGAIN, window=None, inspection_id=None),
        replace(AGAIN, published_on=date(2024, 2, 20)),
        replace(AGAIN, text_digest="text 1", kind=ReleaseKind.OTHER, claims=frozenset(), published_on=None),
    ],
)
def test_a_story_told_again_is_a_duplicate(again: Story) -> None:
    assert duplicates([FIRST, again]) == {"2": "1"}


@pytest.mark.parametrize(
    "other",
    [
        replace(AGAIN, published_on=date(2024, 3, 16)),
        replace(AGAIN, published_on=None),
        replace(AGAIN, ofsted_urn="99002"),
        replace(AGAIN, kind=ReleaseKind.SIF),
        replace(AGAIN, window=Window(date(2024, 1, 8), date(2024, 1, 12))),
        replace(AGAIN, inspection_id="99001-8"),
        replace(AGAIN, claims=frozenset({("care_leavers", "outstanding")})),
    ],
)
def test_another_story_is_not(other: Story) -> None:
    assert duplicates([FIRST, other]) == {}


def test_releases_without_claims_are_told_apart_by_their_text() -> None:
    assert duplicates([replace(FIRST, claims=frozenset()), replace(AGAIN, claims=frozenset())]) == {}


def test_what_is_repeated_is_an_original() -> None:
    """The third is within a fortnight of the second alone, which repeats the first."""
    third = replace(AGAIN, release_id="3", text_digest="text 3", published_on=date(2024, 3, 29))
    assert duplicates([FIRST, AGAIN, third]) == {"2": "1"}
    same_text = replace(third, text_digest="text 2")
    assert duplicates([FIRST, AGAIN, same_text]) == {"2": "1", "3": "1"}
