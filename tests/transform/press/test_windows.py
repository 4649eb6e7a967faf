"""The days of an inspection as releases print them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.transform.press.newsroom import page
from transform.press.records import ReleaseKind
from transform.press.windows import INSPECTIONS, VISITS, stated_window, visit_of, window_of
from transform.records import Window

JULY = Window(date(2024, 7, 8), date(2024, 7, 19))


@pytest.mark.parametrize(
    "told",
    [
        "Inspectors were with us between 8 July and 19 July 2024.",
        "The inspection took place between 8 and 19 July 2024.",
        "The inspection took place from 8-19 July 2024.",
        "The inspection ran from 8th to 19th July 2024.",
        "The inspection ran between the 8th and the 19th of July 2024.",
        "Ofsted inspected from Monday 8 to Friday 19 July 2024.",
        "Ofsted inspected from Monday, 8 July until Friday, 19 July 2024.",
        "Ofsted inspected from 08/07/2024 to 19/07/2024.",
        "Ofsted inspected from 08.07.2024 to 19.07.2024.",
        "Ofsted inspected between July 8 and 19, 2024.",
        "Ofsted inspected between July 8 and July 19.",
        "Ofsted inspected over two weeks (8 – 19 July).",
        "In its report of 2 September 2024 Ofsted inspected our services from 8 to 19 July.",
    ],
)
def test_every_printed_form_is_read(told: str) -> None:
    assert window_of(page(told, on=date(2024, 9, 2) + timedelta(1)), ReleaseKind.ILACS) == JULY


@pytest.mark.parametrize(
    ("told", "on", "window"),
    [
        ("It ran from 28 February to 4 March.", date(2022, 4, 20), Window(date(2022, 2, 28), date(2022, 3, 4))),
        ("It ran from 21 November to 2 December.", date(2023, 1, 31), Window(date(2022, 11, 21), date(2022, 12, 2))),
        ("It ran from 12 December to 6 January.", date(2023, 3, 5), Window(date(2022, 12, 12), date(2023, 1, 6))),
        ("It ran from 12 December to 6 January 2023.", date(2023, 3, 5), Window(date(2022, 12, 12), date(2023, 1, 6))),
    ],
)
def test_the_year_comes_from_the_articles_day(told: str, on: date, window: Window) -> None:
    assert window_of(page(told, on=on), ReleaseKind.ILACS) == window


@pytest.mark.parametrize(
    ("told", "on"),
    [
        ("The inspection took place over two weeks in December 2022.", date(2023, 2, 1)),
        ("Inspectors came just before Christmas.", date(2023, 2, 1)),
        ("The inspection started on 8 July 2024.", date(2024, 9, 3)),
        ("The inspection took place in the weeks commencing 8 July and 15 July 2024.", date(2024, 9, 3)),
        ("The inspection took place on 8 and 9 July 2024.", date(2024, 9, 3)),
        ("The inspection took place between 8 and 19 July 2024.", date(2024, 7, 1)),
        ("Ofsted last inspected between 8 and 19 July 2024.", date(2024, 9, 3)),
        ("At the previous inspection, from 8 to 19 July 2024, we were good.", date(2024, 9, 3)),
        ("The inspection took place between 8 and 19 July 2020.", date(2024, 9, 3)),
        ("The consultation will be held from 8 to 19 July 2024.", date(2024, 9, 3)),
        ("The leader said: “Ofsted inspected us from 8 to 19 July 2024.”", date(2024, 9, 3)),
    ],
)
def test_what_is_not_certain_gives_none(told: str, on: date) -> None:
    assert stated_window(page(told, on=on)).window is None


@pytest.mark.parametrize("on", [None, date(2025, 6, 3)])
def test_a_year_that_is_not_certain_is_an_issue(on: date | None) -> None:
    stated = stated_window(page("The inspection took place between 8 and 19 July.", on=on))
    assert stated.window is None
    assert [issue.kind for issue in stated.issues] == ["year_not_certain"]


def test_two_periods_are_an_issue_and_an_earlier_inspection_is_not() -> None:
    both = "The inspection took place from 3 to 7 June and from 17 to 21 June 2024."
    assert [issue.kind for issue in stated_window(page(both)).issues] == ["several_periods"]
    earlier = "Ofsted inspected us from 4 to 15 December 2023 and saw little. It came back from 8 to 19 July 2024."
    assert stated_window(page(earlier.replace("It came", "Ofsted came"), on=date(2024, 9, 3))).window == JULY


def test_visits_have_days_of_their_own_and_no_window() -> None:
    told = page("The visit, on 9 and 10 July 2024, looked at the front door.")
    for kind in ReleaseKind:
        assert visit_of(told, kind) == (Window(date(2024, 7, 9), date(2024, 7, 10)) if kind in VISITS else None)
        assert window_of(told, kind) is None
        known = window_of(page("The inspection ran from 8 to 19 July 2024."), kind)
        assert known == (JULY if kind in INSPECTIONS else None)


def test_a_visit_may_be_printed_month_first_and_the_articles_day_is_none() -> None:
    told = page("Today (3 September) the letter on a focused visit came out.", "The visit was on July 9th and 10th.")
    assert visit_of(told, ReleaseKind.FOCUSED_VISIT) == Window(date(2024, 7, 9), date(2024, 7, 10))
    assert visit_of(page("The report on the visit came out on 3 September 2024."), ReleaseKind.MONITORING_VISIT) is None


@given(
    st.dates(date(2018, 1, 1), date(2030, 12, 31)),
    st.integers(3, 25),
    st.integers(7, 200),
    st.booleans(),
)
def test_a_window_is_the_printed_one_or_none(start: date, length: int, wait: int, with_year: bool) -> None:
    end = start + timedelta(days=length)
    form = "%d %B %Y" if with_year else "%d %B"
    told = f"The inspection took place between {start.strftime(form)} and {end.strftime(form)}."
    assert window_of(page(told, on=end + timedelta(days=wait)), ReleaseKind.ILACS) == Window(start, end)


@given(st.text("0123456789 -–to and from July March 2024 inspection.", max_size=80))
def test_a_window_never_ends_before_it_starts_or_after_the_article(text: str) -> None:
    window = stated_window(page(f"The inspection {text} x", on=date(2024, 9, 3))).window
    assert window is None or window.start < window.end < date(2024, 9, 3)
