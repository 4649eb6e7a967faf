"""Printed dates and periods: every form in which a report may print them, and what must give nothing."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transform.printed_dates import find_dates, find_windows, parse_date, reads_whole
from transform.records import Window

DAYS = st.dates(date(2010, 1, 1), date(2029, 12, 31))
LENGTHS = st.integers(min_value=0, max_value=40)
SEPARATORS = st.sampled_from([" to ", " – ", "–", "-", " - ", " — ", " until ", "\nto ", " to\n"])


def ordinal(day: int) -> str:
    ending = "th" if 10 < day % 100 < 14 else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")
    return f"{day}{ending}"


@st.composite
def printed_day(draw: st.DrawFn, day: date, *, month: bool = True, year: bool = True) -> str:
    number = draw(st.sampled_from([str(day.day), f"{day.day:02}", ordinal(day.day)]))
    parts = [draw(st.sampled_from(["", f"{day:%A}", f"{day:%a}", f"{day:%A},"])), number]
    if month:
        parts.append(draw(st.sampled_from([f"{day:%B}", f"{day:%b}", f"{day:%B}".upper()])))
    if year:
        parts.append(str(day.year))
    return draw(st.sampled_from([" ", "  ", "\n"])).join(part for part in parts if part)


@st.composite
def printed_window(draw: st.DrawFn) -> tuple[str, Window]:
    start = draw(DAYS)
    end = start + timedelta(days=draw(st.integers(min_value=1, max_value=40)))
    year = start.year != end.year or draw(st.booleans())
    month = year or start.month != end.month or draw(st.booleans())
    first = draw(printed_day(start, month=month, year=year))
    last = draw(printed_day(end))
    if draw(st.booleans()):
        return f"{draw(st.sampled_from(['between', 'Between']))} {first} and {last}", Window(start, end)
    return f"{first}{draw(SEPARATORS)}{last}", Window(start, end)


@given(st.data())
def test_a_printed_day_comes_back(data: st.DataObject) -> None:
    day = data.draw(DAYS)
    assert parse_date(data.draw(printed_day(day))) == day
    assert parse_date(f"{day.day}/{day.month}/{day.year}") == day


@given(printed_window())
def test_a_printed_period_comes_back(printed: tuple[str, Window]) -> None:
    text, window = printed
    assert find_windows(text) == (window,)
    assert find_windows(f"Inspection dates: {text}\nLead inspector: somebody") == (window,)
    assert reads_whole(text)


@given(st.lists(printed_window(), min_size=2, max_size=3), st.sampled_from([" and ", ", ", ", and ", "\n", "; "]))
def test_periods_in_a_row_come_back(printed: list[tuple[str, Window]], between: str) -> None:
    assert find_windows(between.join(text for text, _ in printed)) == tuple(window for _, window in printed)


@given(st.text(alphabet="0123456789 -–toandMayJune/,.\n", max_size=60))
def test_no_text_breaks_the_reading(text: str) -> None:
    for window in find_windows(text, year=2020):
        assert window.start <= window.end
    find_dates(text)
    parse_date(text)
    reads_whole(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("9 January 2020", date(2020, 1, 9)),
        ("Monday 2nd March 2015", date(2015, 3, 2)),
        ("03 May 2018", date(2018, 5, 3)),
        ("the 3rd of May, 2018", date(2018, 5, 3)),
        ("25/11/2016", date(2016, 11, 25)),
        ("25.11.2016", date(2016, 11, 25)),
        ("25-11-2016", date(2016, 11, 25)),
        ("25/11-2016", None),
        ("25/11/20161", date(2016, 11, 25)),
        ("3June2019", date(2019, 6, 3)),
        ("3 June 20191", date(2019, 6, 3)),
        ("3 June 2019¹", date(2019, 6, 3)),
        ("3 June 201912", None),
        ("29 February 2019", None),
        ("31/04/2016", None),
        ("3 may 2018", None),
        ("May 2018", None),
        ("3 May", None),
        ("on 3 May 2018", None),
        ("3 May 2018 to 4 May 2018", None),
        ("3 May 18", None),
        ("", None),
    ],
)
def test_a_single_date(text: str, expected: date | None) -> None:
    assert parse_date(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("3 to 14 June 2019", [("2019-06-03", "2019-06-14")]),
        ("9–24 November 2017", [("2017-11-09", "2017-11-24")]),
        ("28 February to 4 March 2022", [("2022-02-28", "2022-03-04")]),
        ("30 December 2019 to 10 January 2020", [("2019-12-30", "2020-01-10")]),
        ("30 December to 10 January 2020", [("2019-12-30", "2020-01-10")]),
        ("11 June 2018 to 22 June", [("2018-06-11", "2018-06-22")]),
        ("from Monday, 3rd to Friday, 7th June, 2019", [("2019-06-03", "2019-06-07")]),
        ("Inspection dates – 3 to 7 June 2019", [("2019-06-03", "2019-06-07")]),
        ("12 and 13 November 2018", [("2018-11-12", "2018-11-13")]),
        ("12, 13 and 14 November 2018", [("2018-11-12", "2018-11-14")]),
        ("31 October and 1 November 2018", [("2018-10-31", "2018-11-01")]),
        ("3 and 14 June 2019", [("2019-06-03", "2019-06-03"), ("2019-06-14", "2019-06-14")]),
        ("5 to 9 and 19 to 23 May 2025", [("2025-05-05", "2025-05-09"), ("2025-05-19", "2025-05-23")]),
        ("5 to 9 May 2025\n12 to 16 May 2025", [("2025-05-05", "2025-05-09"), ("2025-05-12", "2025-05-16")]),
        ("7 May 2019", [("2019-05-07", "2019-05-07")]),
        ("4\n3 to 14 June 2019", [("2019-06-03", "2019-06-14")]),
        ("3 to 14 June 2019 4", [("2019-06-03", "2019-06-14")]),
        ("On 3 June 2019, 21 children were seen", [("2019-06-03", "2019-06-03")]),
        ("15 ─ 19 July 2013", [("2013-07-15", "2013-07-19")]),
        ("3June to 7June2019", [("2019-06-03", "2019-06-07")]),
        ("1/06/2015 – 25/06/20151", [("2015-06-01", "2015-06-25")]),
        ("1 5 March 2015 to 2 6 March 2015", []),
        ("15 March 2015 to 2 6 March 2015", []),
        ("1 5 – 26 March 2015", []),
        ("15 ~ 19 July 2013", []),
        ("15 • 19 July 2013", []),
        ("9 to 5 March 2019", []),
        ("31 to 32 March 2019", []),
        ("28 to 30 February 2019", []),
        ("14 June to 3 June 2019", []),
        ("3 to 14 June", []),
        ("1 to 3 to 5 May 2018", []),
        ("until 5 May 2018", []),
        ("Between and 9 December 2016, inspectors", []),
        ("between 5 December 2016, inspectors", []),
        ("between 5 December 2016 and inspectors", []),
        ("from 5 May 2018 to date", []),
        ("7 March 22 to 18 March 2022", []),
        ("8 June to 19 June 26", []),
        ("between 20 and 30 children in June 2019", []),
    ],
)
def test_periods(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(str(window.start), str(window.end)) for window in find_windows(text)] == expected


def test_a_year_from_elsewhere_counts_only_where_none_is_printed() -> None:
    assert find_windows("3 to 14 June", year=2019) == (Window(date(2019, 6, 3), date(2019, 6, 14)),)
    assert find_windows("3 to 14 June 2018", year=2019) == (Window(date(2018, 6, 3), date(2018, 6, 14)),)


def test_a_text_that_is_not_read_whole() -> None:
    assert reads_whole("5 to 9 December 2022 and 14 to 15 February 2023")
    assert not reads_whole("5 to 9 December 2022 and 14 to 15 February")
    assert not reads_whole("5 to 9 December 2022 and 30 to 31 February 2023")
    assert not reads_whole("7 March 22 to 18 March 2022")


@pytest.mark.parametrize(
    "text",
    [
        "15 ending 19 July 2013",
        "3 2015 – 25 March 2015",
        "3rdd March – 25 March 2015",
        "3 March 2015 –",
        "– 25 March 2015",
        "14/09/15 – 25 March 2015",
        "3 to 14 March 2025 (spring 2025)",
    ],
)
def test_a_part_that_is_no_day_month_or_year_of_a_period_is_told(text: str) -> None:
    assert not reads_whole(text)


def test_a_number_after_the_last_period_is_none_of_its_days() -> None:
    assert reads_whole("3 to 14 March 2025 1")


def test_dates_in_a_text_need_their_own_year() -> None:
    text = "Seen on 4 May, on Friday 8 May 2020 and on 1/6/2020; published 31 June 2020."
    assert find_dates(text) == (date(2020, 5, 8), date(2020, 6, 1))
