"""Counts of areas: found in text, and expanded only where they leave one reading."""

from __future__ import annotations

from datetime import date

import pytest

from transform.press.areas import Scope, scope_of
from transform.press.quantifiers import Extent, Quantifier, expand, quantifiers
from transform.press.records import ReleaseKind
from transform.records import Window
from transform.vocabulary import Area, Grade

GOOD, OUTSTANDING = Grade.GOOD, Grade.OUTSTANDING
LEADERS, HELP, CARE, LEAVERS = (
    Area.IMPACT_OF_LEADERS,
    Area.HELP_AND_PROTECTION,
    Area.CHILDREN_IN_CARE,
    Area.CARE_LEAVERS,
)
OVERALL, JOINT = Area.OVERALL_EFFECTIVENESS, Area.CHILDREN_IN_CARE_AND_CARE_LEAVERS


def scope(day: date, kind: ReleaseKind = ReleaseKind.ILACS) -> Scope:
    found = scope_of(kind, Window(day, day), None)
    assert found is not None
    return found


SPLIT, JOINED, WITHOUT_OVERALL = scope(date(2024, 1, 8)), scope(date(2019, 1, 7)), scope(date(2026, 6, 8))


@pytest.mark.parametrize(
    ("text", "quantifier"),
    [
        ("all areas", Quantifier(Extent.ALL)),
        ("in every category", Quantifier(Extent.ALL)),
        ("across the board", Quantifier(Extent.ALL)),
        ("all aspects of the service", Quantifier(Extent.ALL)),
        ("all four judgement areas", Quantifier(Extent.ALL, 4)),
        ("each of the three areas that ofsted inspected", Quantifier(Extent.ALL, 3)),
        ("the other three", Quantifier(Extent.REST, 3)),
        ("the remaining areas", Quantifier(Extent.REST)),
        ("all other areas", Quantifier(Extent.REST)),
        ("three out of four categories", Quantifier(Extent.SOME, 3, 4)),
        ("four of the five areas", Quantifier(Extent.SOME, 4, 5)),
    ],
)
def test_a_count_of_areas_is_found(text: str, quantifier: Quantifier) -> None:
    assert [found for _, _, found in quantifiers(text)][:1] == [quantifier]


@pytest.mark.parametrize(
    "text", ["in all areas of the county", "all four inspectors", "each child", "some areas", "areas"]
)
def test_a_count_of_something_else_is_not(text: str) -> None:
    assert list(quantifiers(text)) == []


def test_all_areas_take_in_the_overall_grade() -> None:
    assert expand(Quantifier(Extent.ALL), GOOD, {}, SPLIT) == (OVERALL, LEADERS, HELP, CARE, LEAVERS)
    assert expand(Quantifier(Extent.ALL), GOOD, {}, WITHOUT_OVERALL) == (LEADERS, HELP, CARE, LEAVERS)


def test_a_number_says_whether_the_overall_grade_is_counted() -> None:
    assert expand(Quantifier(Extent.ALL, 4), GOOD, {}, SPLIT) == (LEADERS, HELP, CARE, LEAVERS)
    assert expand(Quantifier(Extent.ALL, 4), GOOD, {}, JOINED) == (OVERALL, LEADERS, HELP, JOINT)
    assert expand(Quantifier(Extent.ALL, 3), GOOD, {}, JOINED) == (LEADERS, HELP, JOINT)
    assert expand(Quantifier(Extent.ALL, 3), GOOD, {}, SPLIT) is None


def test_an_exception_named_elsewhere_undoes_all() -> None:
    assert expand(Quantifier(Extent.ALL), GOOD, {LEAVERS: OUTSTANDING}, SPLIT) is None


def test_the_rest_is_what_is_not_named() -> None:
    named = {LEAVERS: OUTSTANDING}
    assert expand(Quantifier(Extent.REST), GOOD, named, SPLIT) == (LEADERS, HELP, CARE)
    assert expand(Quantifier(Extent.REST, 3), GOOD, named, SPLIT) == (LEADERS, HELP, CARE)
    assert expand(Quantifier(Extent.REST, 4), GOOD, named, SPLIT) == (OVERALL, LEADERS, HELP, CARE)
    assert expand(Quantifier(Extent.REST, 2), GOOD, named, SPLIT) is None
    assert expand(Quantifier(Extent.REST), GOOD, {}, SPLIT) is None


def test_some_are_known_when_their_exceptions_are() -> None:
    named = {LEAVERS: OUTSTANDING}
    assert expand(Quantifier(Extent.SOME, 4, 5), GOOD, named, SPLIT) == (OVERALL, LEADERS, HELP, CARE)
    assert expand(Quantifier(Extent.SOME, 3, 4), GOOD, named, SPLIT) == (LEADERS, HELP, CARE)
    assert expand(Quantifier(Extent.SOME, 3, 5), GOOD, named, SPLIT) is None
    assert expand(Quantifier(Extent.SOME, 4, 5), GOOD, {}, SPLIT) is None


def test_of_the_single_inspection_only_its_three_judgements_are_certain() -> None:
    single = scope(date(2016, 3, 7), ReleaseKind.SIF)
    three = expand(Quantifier(Extent.ALL), GOOD, {}, single)
    assert three is not None
    assert not {Area.ADOPTION_PERFORMANCE, Area.CARE_LEAVERS, Area.LSCB_EFFECTIVENESS} & set(three)
    assert expand(Quantifier(Extent.REST, 2), GOOD, {Area.ADOPTION_PERFORMANCE: OUTSTANDING}, single) is None


def test_dates_that_leave_the_areas_open_leave_the_count_open() -> None:
    uncertain = scope_of(ReleaseKind.ILACS, None, date(2023, 2, 1))
    assert uncertain is not None
    assert expand(Quantifier(Extent.ALL), GOOD, {}, uncertain) is None
