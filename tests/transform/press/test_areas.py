"""Names of areas in councils' short forms, and which area they are on an inspection's date."""

from __future__ import annotations

from datetime import date

import pytest

from transform.press.areas import AreaName, area_named, named_areas, scope_of
from transform.press.records import ReleaseKind
from transform.records import Window
from transform.vocabulary import Area


def scope(day: date | None, kind: ReleaseKind = ReleaseKind.ILACS):
    found = scope_of(kind, Window(day, day) if day else None, None)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("the impact of leaders on social work practice with children and families", ["leaders"]),
        ("leadership, management and governance", ["leaders"]),
        ("leadership", ["leaders"]),
        ("the experience and progress of care leavers", ["leavers"]),
        ("young people leaving care", ["leavers"]),
        ("care-experienced young people", ["leavers"]),
        ("help and protection", ["help"]),
        ("children who need help & protection", ["help"]),
        ("services for children in need of help and protection", ["help"]),
        ("children looked after and achieving permanence", ["care"]),
        ("looked-after children", ["care"]),
        ("the experiences and progress of children in care and care leavers", ["care", "leavers"]),
        ("overall effectiveness of the council's children's services", ["overall"]),
        ("adoption performance", ["adoption"]),
        ("the local safeguarding children board", ["lscb"]),
    ],
)
def test_a_short_form_is_one_name_from_end_to_end(text: str, names: list[str]) -> None:
    found = named_areas(text)
    assert [area.name.value for area in found] == names
    assert (found[0].start, found[-1].end) == (0, len(text))


@pytest.mark.parametrize(
    "text",
    [
        "the children in care council",
        "a leadership team",
        "an adoption agency",
        "leaders met children",
        "child protection",
    ],
)
def test_what_only_sounds_like_an_area_is_none(text: str) -> None:
    assert named_areas(text) == ()


def test_only_the_frameworks_own_wording_is_formal() -> None:
    text = "the experiences and progress of children in care, and care leavers"
    assert [area.formal for area in named_areas(text)] == [True, False]


@pytest.mark.parametrize(
    ("start", "area"),
    [
        (date(2022, 12, 31), Area.CHILDREN_IN_CARE_AND_CARE_LEAVERS),
        (date(2023, 1, 1), Area.CHILDREN_IN_CARE),
    ],
)
def test_children_in_care_are_the_joint_area_until_2023(start: date, area: Area) -> None:
    assert area_named(AreaName.CARE, scope(start)) is area


def test_care_leavers_share_the_joint_area_only_beside_children_in_care() -> None:
    joint = scope(date(2020, 1, 6))
    assert area_named(AreaName.LEAVERS, joint) == "area_not_judged"
    assert area_named(AreaName.LEAVERS, joint, beside_care=True) is Area.CHILDREN_IN_CARE_AND_CARE_LEAVERS
    assert area_named(AreaName.LEAVERS, scope(date(2024, 1, 8)), beside_care=True) is Area.CARE_LEAVERS


def test_the_single_inspection_has_areas_of_its_own() -> None:
    single = scope(date(2016, 3, 7), ReleaseKind.SIF)
    assert area_named(AreaName.CARE, single) is Area.LOOKED_AFTER_AND_PERMANENCE
    assert area_named(AreaName.LEADERS, single) is Area.LEADERSHIP_MANAGEMENT_GOVERNANCE
    assert area_named(AreaName.LSCB, scope(date(2020, 1, 6))) == "area_not_judged"


@pytest.mark.parametrize(
    ("start", "judged"), [(date(2026, 3, 31), Area.OVERALL_EFFECTIVENESS), (date(2026, 4, 1), "area_not_judged")]
)
def test_there_is_no_overall_from_april_2026(start: date, judged: Area | str) -> None:
    assert area_named(AreaName.OVERALL, scope(start)) == judged


def test_without_days_the_release_bounds_the_start_and_may_leave_the_area_open() -> None:
    early = scope_of(ReleaseKind.ILACS, None, date(2023, 3, 28))
    late = scope_of(ReleaseKind.ILACS, None, date(2023, 11, 28))
    assert early is not None
    assert late is not None
    assert area_named(AreaName.CARE, early) == "date_uncertain"
    assert area_named(AreaName.LEADERS, early) is Area.IMPACT_OF_LEADERS
    assert early.areas is None
    assert area_named(AreaName.CARE, late) is Area.CHILDREN_IN_CARE


def test_a_month_that_the_release_names_decides() -> None:
    may = scope_of(ReleaseKind.ILACS, None, date(2023, 7, 3), (date(2023, 5, 1), date(2023, 5, 31)))
    assert may is not None
    assert area_named(AreaName.CARE, may) is Area.CHILDREN_IN_CARE


@pytest.mark.parametrize("kind", [ReleaseKind.JTAI, ReleaseKind.FOCUSED_VISIT, ReleaseKind.OTHER])
def test_ungraded_kinds_have_no_scope(kind: ReleaseKind) -> None:
    assert scope_of(kind, None, date(2024, 1, 8)) is None


def test_nothing_is_certain_about_a_release_without_any_date() -> None:
    undated = scope_of(ReleaseKind.ILACS, None, None)
    assert undated is not None
    assert undated.areas is None
