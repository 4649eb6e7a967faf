"""The sheets of the workbook: which views they show, and how each column is written and laid out."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from typing import Any

from flows.export.sheet import Sheet
from flows.export.views import Column, Kind, View

# Widths in characters, heights in points.
NARROWEST, WIDEST = 9, 80
LINE_HEIGHT, TALLEST = 15, 409

Write = Callable[[int, int, Any], None]


@dataclass(frozen=True)
class SheetPlan:
    """A sheet of the workbook: the view that it shows, in which order, without which columns, and what a line is."""

    name: str
    view: str
    order: tuple[str, ...]
    says: str
    without: tuple[str, ...] = ()


PLANS = (
    SheetPlan("latest", "latest_judgements", ("authority",), "an authority, with the grades that stand"),
    SheetPlan(
        "history",
        "judgement_history",
        ("authority", "series", "area", "position"),
        "a grade that an inspection gave an area, with the one before and the days between which it stood",
        # Counted to the day of publishing: the same data would give another workbook on another day.
        without=("days_stood",),
    ),
    SheetPlan("changes", "grade_changes", ("published_on DESC", "authority"), "a grade that is not the one before"),
    SheetPlan(
        "findings",
        "findings",
        ("authority", "published_on DESC"),
        "a strength, improvement, priority action or recommendation, in the words of the report",
    ),
)
DICTIONARY = ("view", "column", "type", "meaning")


@dataclass(frozen=True)
class Known:
    """What tells columns of grades and links: the codes of areas, and the address of each inspection's report."""

    areas: AbstractSet[str]
    reports: Mapping[str, str]


def for_people(view: View, plan: SheetPlan) -> View:
    """Return a view with its columns as a sheet has them: the authority first, identifiers last."""
    columns = [column for column in view.columns if column.name not in plan.without]
    return replace(view, columns=tuple(sorted(columns, key=_place)))


def _place(column: Column) -> int:
    if column.name == "authority":
        return 0
    return 2 if column.name == "gss_code" or column.name.endswith(("_id", "_urn")) else 1


def fill(sheet: Sheet, view: View, rows: Sequence[tuple[Any, ...]], known: Known) -> None:
    """Write a view's rows, below a line of names."""
    writers = [_writer(sheet, column, known) for column in view.columns]
    widths = _lay_out(sheet, [column.name for column in view.columns], rows)
    for line, row in enumerate(rows, 1):
        _set_height(sheet, line, row, widths)
        for column, (write, value) in enumerate(zip(writers, row, strict=True)):
            write(line, column, value)


def fill_dictionary(sheet: Sheet, views: Sequence[View]) -> int:
    """Write what each view and column means, and return the number of lines."""
    rows: list[tuple[Any, ...]] = []
    for view in views:
        rows.append((view.name, None, "view", view.meaning))
        rows += [(view.name, column.name, column.type, column.meaning) for column in view.columns]
    widths = _lay_out(sheet, DICTIONARY, rows)
    for line, row in enumerate(rows, 1):
        _set_height(sheet, line, row, widths)
        for column, value in enumerate(row):
            sheet.write(line, column, value)
    return len(rows)


def _writer(sheet: Sheet, column: Column, known: Known) -> Write:
    if column.kind is Kind.TEXT and (column.name in known.areas or column.name.endswith("grade")):
        return sheet.write_grade
    if column.name.endswith("url"):
        return lambda line, place, value: sheet.write_link(line, place, value, value)
    if column.name.endswith("inspection_id"):
        return lambda line, place, value: sheet.write_link(line, place, value, known.reports.get(value))
    return sheet.write


def _lay_out(sheet: Sheet, names: Sequence[str], rows: Sequence[tuple[Any, ...]]) -> list[int]:
    """Write the names, which stay in sight, set the columns' widths by what they hold, and return the widths."""
    widths = []
    for place, name in enumerate(names):
        sheet.write(0, place, name, sheet.looks.head)
        longest = max((len(str(row[place])) for row in rows if row[place] is not None), default=0)
        widths.append(min(max(longest + 1, len(name) + 3, NARROWEST), WIDEST))
        sheet.worksheet.set_column(place, place, widths[-1])
    sheet.worksheet.freeze_panes(1, 1)
    sheet.worksheet.autofilter(0, 0, len(rows), len(names) - 1)
    sheet.worksheet.repeat_rows(0)
    # Numbers of Ofsted's are texts, and Excel need not say so in each cell.
    sheet.worksheet.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})
    return widths


def _set_height(sheet: Sheet, line: int, row: tuple[Any, ...], widths: Sequence[int]) -> None:
    """Make room for texts that take several lines; not every program does so by itself."""
    lines = max(
        sum(len(part) // width + 1 for part in cell.split("\n"))
        for cell, width in zip(map(str, row), widths, strict=True)
    )
    if lines > 1:
        sheet.worksheet.set_row(line, min(lines * LINE_HEIGHT, TALLEST))
