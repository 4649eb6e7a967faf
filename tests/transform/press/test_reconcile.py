from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transform.press.reconcile import (
    MatchBasis,
    Reconciliation,
    ReleaseFacts,
    ReportFacts,
    Verdict,
    compare,
    match,
)
from transform.press.records import ReleaseKind
from transform.records import Window
from transform.vocabulary import Area, Framework, Grade

RI = Grade.REQUIRES_IMPROVEMENT


def report(number: int, start: date, published_on: date, **changes: object) -> ReportFacts:
    facts = {
        "inspection_id": f"80999-{number}",
        "file_id": str(number),
        "framework": Framework.ILACS,
        "start": start,
        "end": start + timedelta(days=11),
        "published_on": published_on,
        "judgements": {Area.OVERALL_EFFECTIVENESS: RI, Area.IMPACT_OF_LEADERS: Grade.GOOD},
    }
    return ReportFacts(**(facts | changes))  # type: ignore[arg-type]


OLDER = report(1, date(2016, 5, 9), date(2016, 7, 4))
NEWER = report(2, date(2019, 11, 18), date(2020, 1, 9))
JOINT = report(3, date(2019, 9, 2), date(2020, 1, 8), framework=Framework.JTAI, judgements={})


def release(published_on: date | None = date(2020, 1, 9), **changes: object) -> ReleaseFacts:
    return ReleaseFacts(**({"kind": ReleaseKind.ILACS, "published_on": published_on} | changes))  # type: ignore[arg-type]


def test_a_window_that_overlaps_the_reports_tells_the_inspection() -> None:
    found = match(
        release(date(2020, 3, 1), window=Window(date(2019, 11, 11), date(2019, 11, 29))), [OLDER, NEWER, JOINT]
    )
    assert found
    assert (found.report, found.basis) == (NEWER, MatchBasis.WINDOW)


@pytest.mark.parametrize("days", [-3, 0, 14])
def test_without_a_window_the_day_of_publication_tells_it(days: int) -> None:
    found = match(release(NEWER.published_on + timedelta(days=days)), [OLDER, NEWER, JOINT])
    assert found
    assert (found.report, found.basis) == (NEWER, MatchBasis.PUBLICATION)


@pytest.mark.parametrize("days", [-4, 15])
def test_a_release_from_another_week_is_matched_to_nothing(days: int) -> None:
    assert match(release(NEWER.published_on + timedelta(days=days)), [OLDER, NEWER]) is None


def test_a_stated_window_that_fits_no_report_is_not_overruled_by_the_day() -> None:
    stated = Window(date(2019, 6, 3), date(2019, 6, 14))
    assert match(release(NEWER.published_on, window=stated), [OLDER, NEWER]) is None


def test_a_link_to_the_report_decides() -> None:
    found = match(release(date(2021, 1, 1), file_ids=frozenset({"1"})), [OLDER, NEWER])
    assert found
    assert (found.report, found.basis) == (OLDER, MatchBasis.REPORT_LINK)


def test_two_inspections_that_fit_are_one_too_many() -> None:
    twin = report(4, date(2019, 11, 20), date(2020, 1, 9))
    assert match(release(), [NEWER, twin]) is None


def test_the_framework_must_be_the_one_that_the_release_is_about() -> None:
    assert match(release(kind=ReleaseKind.NOT_ABOUT_THE_COUNCIL), [NEWER]) is None
    found = match(release(kind=ReleaseKind.JTAI), [NEWER, JOINT])
    assert found
    assert found.report is JOINT


def test_a_letter_on_special_educational_needs_of_the_earlier_framework_counts_too() -> None:
    letter = report(5, date(2019, 9, 2), date(2020, 1, 8), framework=Framework.AREA_SEND_2016, judgements={})
    found = match(release(kind=ReleaseKind.AREA_SEND), [NEWER, letter])
    assert found
    assert found.report is letter


def test_a_release_is_not_about_an_inspection_that_ended_after_it() -> None:
    stated = Window(date(2019, 11, 18), date(2019, 11, 29))
    assert match(release(date(2019, 11, 25), window=stated), [NEWER]) is None


def test_every_field_is_compared() -> None:
    said = release(
        window=Window(date(2019, 11, 11), date(2019, 11, 29)),
        claims={Area.OVERALL_EFFECTIVENESS: RI, Area.HELP_AND_PROTECTION: RI},
    )
    assert compare(said, NEWER, tuple(Area)) == (
        Reconciliation("inspection_start", "2019-11-11", "2019-11-18", Verdict.DIFFERS),
        Reconciliation("inspection_end", "2019-11-29", "2019-11-29", Verdict.AGREES),
        Reconciliation("overall_effectiveness", "requires_improvement", "requires_improvement", Verdict.AGREES),
        Reconciliation("impact_of_leaders", None, "good", Verdict.ONLY_IN_REPORT),
        Reconciliation("help_and_protection", "requires_improvement", None, Verdict.ONLY_IN_PRESS),
    )


GRADES = st.dictionaries(st.sampled_from(list(Area)), st.sampled_from(list(Grade)))


@given(GRADES, GRADES)
def test_each_area_that_either_names_has_one_row(claimed: dict[Area, Grade], judged: dict[Area, Grade]) -> None:
    rows = compare(
        release(claims=claimed), report(2, date(2019, 11, 18), date(2020, 1, 9), judgements=judged), tuple(Area)
    )
    assert sorted(row.field for row in rows) == sorted({*claimed, *judged})
    assert all((row.verdict is Verdict.AGREES) == (row.press_value == row.report_value) for row in rows)
