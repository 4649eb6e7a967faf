"""Dates and periods as reports print them, as dates.

Nothing is guessed: a date that no calendar has, a period that ends before it starts, or one whose month or year is
printed nowhere gives nothing. A weekday is read over: the day, month and year decide.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import Enum, auto
from typing import TYPE_CHECKING

from transform.records import Window

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("january", "jan"),
            ("february", "feb"),
            ("march", "mar"),
            ("april", "apr"),
            ("may",),
            ("june", "jun"),
            ("july", "jul"),
            ("august", "aug"),
            ("september", "sept", "sep"),
            ("october", "oct"),
            ("november", "nov"),
            ("december", "dec"),
        ),
        start=1,
    )
    for name in names
}
_WEEKDAYS = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?"

# A year that is printed with two digits ("7 March 22") could be a page's number as well: no year is read, and the
# day has none from elsewhere either.
_UNREADABLE_YEAR = -1

# A day that stands where one is printed that cannot be read: no calendar has it, nor a period with it.
_UNREADABLE_DAY = 0

# A period over a new year whose year is printed once, at its end, can only have started in the year before. Longer
# ones than this are not believed: no inspection takes a season.
_LONGEST_OVER_NEW_YEAR = 92

_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_TOKEN = re.compile(
    rf"""
      (?P<slashed>(?<![\w/.-])\d{{1,2}}(?P<sign>[/.-])\d{{1,2}}(?P=sign)\d{{4}}(?![\w/]))
    | (?P<year>(?<![\w./£])(?:19|20)\d\d(?![\w/%]|[.,]\d))
    | (?P<torn>(?<![\w./£:])\d{{1,2}}(?:[^\S\n]+\d{{1,2}}(?:st|nd|rd|th)?(?![\w/%:]|[.,]\d))+)
    | (?P<day>(?<![\w./£:])\d{{1,2}}(?:\s*(?:st|nd|rd|th)\b|(?![\w/%:]|[.,]\d)))
    | (?P<month>\b(?:{_MONTH})\b\.?)
    | (?P<weekday>\b{_WEEKDAYS}\b\.?)
    | (?P<to>\b(?:to|until|till|through)\b)
    | (?P<dash>[-‐-―−─━])
    | (?P<between>\b(?:between|from)\b)
    | (?P<and>\band\b|&)
    | (?P<comma>[,;])
    | (?P<filler>\b(?:the|of)\b)
    | (?P<space>\s+)
    | (?P<mark>[^\w\s.:()])
    | (?P<word>\w+|.)
    """,
    re.IGNORECASE | re.VERBOSE,
)
# What type-setting does to a date: words run together ("3June2019"), and a footnote's mark glued to the year.
_RUN_TOGETHER = re.compile(rf"(?<=\d)(?=(?:{_MONTH})(?:\b|(?:19|20)\d\d))|(?<=[a-z])(?=(?:19|20)\d\d)", re.IGNORECASE)
_MARKED_YEAR = re.compile(
    rf"((?:\b(?:{_MONTH})\b[\s.,]+|/\d{{1,2}}/)(?:19|20)\d\d)(?:\d|[¹²³⁴-⁹])(?!\w)", re.IGNORECASE
)


class _Sign(Enum):
    TO = auto()
    DASH = auto()
    AND = auto()
    BETWEEN = auto()
    COMMA = auto()
    STOP = auto()
    STRAY = auto()


_STOPS = (_Sign.STOP, _Sign.STRAY)
_JOINS: tuple[_Sign, ...] = (_Sign.TO, _Sign.DASH)


@dataclass(frozen=True)
class _Point:
    """A day as printed; month and year may stand elsewhere."""

    day: int
    month: int | None = None
    year: int | None = None

    def on(self, month: int | None, year: int | None) -> date | None:
        """Return the date, with what is not printed here from the arguments."""
        return _date(self.day, self.month or month, self.year or year)


@dataclass(frozen=True)
class _Span:
    """A single day, or the first and last of a period, as printed."""

    days: tuple[_Point, ...]


def parse_date(text: str) -> date | None:
    """Return the date when the whole text is one printed date ("9 January 2020", "Mon 3rd March 2015"), else None."""
    items = [item for item in _items(text) if item is not _Sign.COMMA]
    if len(items) != 1 or not isinstance(items[0], _Point):
        return None
    return items[0].on(None, None)


def find_dates(text: str) -> tuple[date, ...]:
    """Return the dates in a text that are printed whole, each with its own year, in the order printed."""
    points = (item for item in _items(text) if isinstance(item, _Point))
    found = (point.on(None, None) for point in points)
    return tuple(day for day in found if day)


def find_windows(text: str, *, year: int | None = None) -> tuple[Window, ...]:
    """Return the periods in a text, in the order printed; a single day is a period of one day.

    Days that are listed ("12 and 13 June 2019") are one period when each follows the other, else each its own.
    `year` stands in where a list of periods prints no year at all.
    """
    windows: list[Window] = []
    for run in _lists(_items(text)):
        windows.extend(_resolve(_spans(run), year)[0])
    return tuple(windows)


def reads_whole(text: str) -> bool:
    """Return whether `find_windows` makes a period of every day, month and year in a text.

    False says that something is left out: a period that no calendar has, half a period, a year that is not printed.
    A number after the last period is none of its days: a page's, or a footnote's.
    """
    items = tuple(_items(text))
    if _Sign.STRAY in items:
        return False
    bare = False
    for run in _lists(iter(items)):
        spans = _spans(run)
        spanned = [day for span in spans for day in span.days]
        if any(isinstance(item, _Point) and item.month and item not in spanned for item in run):
            return False
        windows, left_out = _resolve(spans, None)
        if run and (run[0] in (*_JOINS, _Sign.AND) or run[-1] in _JOINS):
            return False
        if left_out or (windows and bare):
            return False
        bare = bare or (not windows and any(isinstance(item, _Point) for item in run))
    return True


def _date(day: int, month: int | None, year: int | None) -> date | None:
    if month is None or year is None:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _items(text: str) -> Iterator[_Point | _Sign]:
    """Give the days and the signs between them; any other word is a stop, a month or year by itself a stray, and
    so any other number.

    A day whose digits stand apart ("1 5 May") cannot be read, nor one behind a sign of unknown meaning ("3 ~ 7 May").
    """
    parted = _MARKED_YEAR.sub(r"\1", _RUN_TOGETHER.sub(" ", text))
    tokens = [
        (match.lastgroup or "word", match[0])
        for match in _TOKEN.finditer(parted)
        if match.lastgroup not in ("space", "filler")
    ]
    at = 0
    while at < len(tokens):
        kind, printed = tokens[at]
        at += 1
        if kind == "weekday":
            if at < len(tokens) and tokens[at][0] == "comma":
                at += 1
            if at == len(tokens) or tokens[at][0] not in ("day", "torn", "slashed"):
                yield _Sign.STOP
        elif kind == "slashed":
            day, month, year = (int(part) for part in re.split(r"\D", printed))
            yield _Point(day, month, year)
        elif kind == "day":
            unknown = [before for before, _ in tokens[max(0, at - 3) : at - 1]] == ["day", "mark"]
            point, at = _point(tokens, at, _UNREADABLE_DAY if unknown else int(re.sub(r"\D", "", printed)))
            yield point
        elif kind == "torn":
            point, at = _point(tokens, at, _UNREADABLE_DAY)
            yield point
        elif kind in ("to", "dash", "and", "between", "comma"):
            yield _Sign[kind.upper()]
        else:
            stray = kind in ("year", "month") or printed[0].isdigit()
            yield _Sign.STRAY if stray and printed != "may" else _Sign.STOP


def _point(tokens: list[tuple[str, str]], at: int, day: int) -> tuple[_Point, int]:
    month: int | None = None
    year: int | None = None
    if at < len(tokens) and tokens[at][0] == "month" and tokens[at][1] != "may":
        month = _MONTHS[tokens[at][1].rstrip(".").lower()]
        at += 1
        comma = at < len(tokens) and tokens[at][0] == "comma"
        after = at + 1 if comma else at
        if after < len(tokens) and tokens[after][0] == "year":
            year = int(tokens[after][1])
            at = after + 1
        elif _is_short_year(tokens[at : at + 2]):
            year = _UNREADABLE_YEAR
            at += 1
    return _Point(day, month, year), at


def _is_short_year(tokens: list[tuple[str, str]]) -> bool:
    return bool(tokens) and len(tokens[0][1]) == 2 and tokens[0][1].isdigit() and "month" not in dict(tokens[1:])


def _lists(items: Iterator[_Point | _Sign]) -> Iterator[list[_Point | _Sign]]:
    """Give the lists of days: those that nothing but signs stand between.

    Two days with nothing between them belong to two lists: the first may be a page's number.
    """
    run: list[_Point | _Sign] = []
    for item in items:
        ends = item in _STOPS or (bool(run) and isinstance(run[-1], _Point) and _starts(item))
        if ends:
            yield run
            run = []
        if item not in _STOPS:
            run.append(item)
    yield run


def _starts(item: _Point | _Sign) -> bool:
    return isinstance(item, _Point) or item is _Sign.BETWEEN


def _spans(run: list[_Point | _Sign]) -> list[_Span]:
    """Give a list's periods and single days.

    Left out are chains of more than two days ("1 to 3 to 5 May") and half a period ("until 5 May", "between and 5
    May"); a dash beside a single day may be a mere pause.
    """
    spans: list[_Span] = []
    joins = _JOINS
    at = 0
    while at < len(run):
        item = run[at]
        at += 1
        if not isinstance(item, _Point):
            joins = (*_JOINS, _Sign.AND) if item is _Sign.BETWEEN else _JOINS
            continue
        start = at - 1
        half = at >= 2 and run[at - 2] is _Sign.TO
        chain = [item]
        while at + 1 < len(run) and run[at] in joins and isinstance(following := run[at + 1], _Point):
            chain.append(following)
            joins = _JOINS
            at += 2
        half = half or (at < len(run) and run[at] is _Sign.TO) or _lacks_half(run[:start], len(chain))
        if len(chain) <= 2 and not half:
            spans.append(_Span(tuple(chain)))
    return spans


def _lacks_half(before: Sequence[_Point | _Sign], days: int) -> bool:
    """Return whether a day that "between" stands before is the only one: the other has been lost."""
    return before[-2:] == [_Sign.BETWEEN, _Sign.AND] or (before[-1:] == [_Sign.BETWEEN] and days == 1)


def _resolve(spans: list[_Span], year: int | None) -> tuple[list[Window], list[_Span]]:
    """Give the spans their months and years, from right to left, for those are printed last.

    Returns the periods, and the spans with a month that are none.
    """
    printed = any(point.year for span in spans for point in span.days)
    month, year = None, None if printed else year
    windows: list[Window] = []
    left_out: list[_Span] = []
    extends = False  # whether the window found last is made of single days, so that the day before it belongs to it
    for span in reversed(spans):
        window = _window(span, month, year)
        if window is None or (windows and not span.days[-1].year and window.end > windows[-1].start):
            month, extends = None, False
            if any(day.month for day in span.days):
                left_out.append(span)
            continue
        single = len(span.days) == 1
        if single and extends and (windows[-1].start - window.end).days == 1:
            windows[-1] = Window(window.start, windows[-1].end)
        else:
            windows.append(window)
        extends = single
        month, year = window.start.month, window.start.year
    return windows[::-1], left_out


def _window(span: _Span, month: int | None, year: int | None) -> Window | None:
    head, tail = span.days[0], span.days[-1]
    last = tail.on(month, head.year or year)
    if last is None:
        return None
    first = head.on(last.month, last.year)
    if first and first > last and head.month and not head.year:
        first = head.on(None, last.year - 1)
        if first and (last - first).days > _LONGEST_OVER_NEW_YEAR:
            return None
    return Window(first, last) if first and first <= last else None
