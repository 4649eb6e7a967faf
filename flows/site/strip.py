"""The drawing of how long each of an authority's judgements stood: a line of time for each area."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from jinja2 import Environment
from markupsafe import Markup

from flows.site import words
from flows.site.answers import Row

WIDTH = 640
LINE = 42
# The least number of units between two years' names.
ROOM = 40


@dataclass(frozen=True)
class Span:
    """A grade and the time in which it stood, in units of the drawing."""

    code: str
    x: float
    width: float


@dataclass(frozen=True)
class Line:
    """An area and what stood in it."""

    name: str
    y: int
    spans: tuple[Span, ...]


@dataclass(frozen=True)
class Year:
    """A year's first day; its name is shown where there is room."""

    name: int
    x: float
    shown: bool


def strip(environment: Environment, history: tuple[Row, ...], until: date) -> Markup:
    """Return the drawing of judgements with `stood_from` and `stood_until`; what still stands goes up to a day."""
    stood = [row for row in history if row["stood_from"]]
    if not stood:
        return Markup("")
    first = date(min(row["stood_from"] for row in stood).year, 1, 1)
    scale = WIDTH / max((until - first).days, 1)

    def x(day: date) -> float:
        return round((day - first).days * scale, 1)

    of_area: dict[str, list[Row]] = {}
    for row in stood:
        of_area.setdefault(row["area"], []).append(row)
    lines = [
        Line(
            words.area(area),
            position * LINE,
            tuple(
                Span(
                    row["grade"] or "withheld",
                    x(row["stood_from"]),
                    max(round(x(row["stood_until"] or until) - x(row["stood_from"]), 1), 2),
                )
                for row in sorted(rows, key=lambda row: row["stood_from"])
            ),
        )
        for position, (area, rows) in enumerate(of_area.items())
    ]
    every = max(1, round(ROOM / (365 * scale) + 0.5))
    years = [
        Year(year, x(date(year, 1, 1)), (year - first.year) % every == 0) for year in range(first.year, until.year)
    ]
    drawn = environment.get_template("strip.svg").render(
        width=WIDTH, height=len(lines) * LINE + 26, lines=lines, years=years
    )
    # The template escaped what it was given.
    return Markup(drawn)  # noqa: S704
