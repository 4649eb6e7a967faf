"""How the cells of a workbook look."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from xlsxwriter import Workbook
from xlsxwriter.format import Format

# From blue by way of pale to dark orange, which people see apart whatever their colour vision: background and writing.
# The word always stands in the cell as well.
COLOURS: Mapping[str, tuple[str, str]] = {
    "outstanding": ("#08519C", "#FFFFFF"),
    "good": ("#9ECAE1", "#000000"),
    "typically_positive": ("#9ECAE1", "#000000"),
    "adequate": ("#EFEDE4", "#000000"),
    "requires_improvement": ("#FDD0A2", "#000000"),
    "inconsistent": ("#FDD0A2", "#000000"),
    "inadequate": ("#A63603", "#FFFFFF"),
    "widespread_failings": ("#A63603", "#FFFFFF"),
    "not_judged": ("#E3E3E3", "#000000"),
}


@dataclass(frozen=True)
class Looks:
    """The formats of a workbook's cells; `grades` are those of the grades' codes."""

    title: Format
    head_of_line: Format
    head: Format
    text: Format
    long_text: Format
    date: Format
    time: Format
    link: Format
    grades: Mapping[str, Format]


def looks_of(book: Workbook) -> Looks:
    """Make the formats in a workbook."""
    top = {"valign": "top"}
    return Looks(
        title=book.add_format({"bold": True, "font_size": 14}),
        head=book.add_format({"bold": True, "bottom": 1, "text_wrap": True, **top}),
        head_of_line=book.add_format({"bold": True, **top}),
        text=book.add_format(top),
        long_text=book.add_format({"text_wrap": True, **top}),
        date=book.add_format({"num_format": "yyyy-mm-dd", "align": "left", **top}),
        time=book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss", "align": "left", **top}),
        link=book.add_format({"font_color": "#0B3D91", "underline": 1, **top}),
        grades={
            grade: book.add_format({"bg_color": background, "font_color": writing, **top})
            for grade, (background, writing) in COLOURS.items()
        },
    )
