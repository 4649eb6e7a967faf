"""Letters and reports laid out on made pages, as the inspectorate's are: 12-point lines, wrapped, with gaps between."""

from __future__ import annotations

import textwrap
from dataclasses import replace

from tests.transform import made
from transform.document import Document, Line, Page
from transform.ruling import Rule, Ruling

LEFT, TOP, BOTTOM = 56.6, 760.0, 90.0
LEADING, GAP = 14.5, 26.0
CHARACTERS = 84
BULLET_LEFT, BULLET_HANG = 74.6, 92.6


def letter(*parts: tuple[str, str], footer: str | None = None) -> Document:
    """Lay out parts, each (what, text): "h" a heading, "p" a paragraph, "b" a bullet, "l" a line, "page" a new page."""
    pages: list[list[Line]] = [[]]
    at = TOP
    for what, text in parts:
        if what == "page":
            pages.append([])
            at = TOP
            continue
        rows = _rows(what, text)
        if at - LEADING * len(rows) < BOTTOM:
            pages.append([])
            at = TOP
        for left, words, bold in rows:
            pages[-1].append(made.line(len(pages), words, left, round(at, 1), 12.0, bold))
            at -= LEADING
        at -= LEADING / 4 if what == "l" else GAP - LEADING
    return Document(tuple(_page(number, lines, footer) for number, lines in enumerate(pages, start=1)))


def _rows(what: str, text: str) -> list[tuple[float, str, bool]]:
    if what == "b":
        wrapped = textwrap.wrap(text, CHARACTERS - 8)
        return [(BULLET_LEFT, f"◼ {wrapped[0]}", False)] + [(BULLET_HANG, row, False) for row in wrapped[1:]]
    if what == "l":
        return [(LEFT, text, False)]
    return [(LEFT, row, what == "h") for row in textwrap.wrap(text, CHARACTERS)]


def _page(number: int, lines: list[Line], footer: str | None) -> Page:
    if footer and number > 1:
        lines = [made.line(number, f"{footer} {number}", LEFT, 30.0, 10.0), *lines]
    return Page(number, made.WIDTH, made.HEIGHT, tuple(lines))


# A table's edges, in points: its outer uprights, the one between its two columns, and how far text stands inside.
OUTER, INNER, RIGHT, INSET = 56.8, 218.2, 531.7, 5.6


def table(
    page: Page, top: float, rows: list[tuple[list[str], list[str]]], *, columns: int, ruled: bool = True
) -> tuple[Page, float]:
    """Add rows, each (lines beside, lines of text), to a page from a height down; return the page and where it ends.

    Rows touch: half a point lies between the last line of one and the first of the next, as in the reports.
    """
    lines = list(page.lines)
    across: list[Rule] = list(page.ruling.across)
    uprights: list[Rule] = list(page.ruling.uprights)
    across.append(Rule(top, OUTER, RIGHT))
    at = top
    edges = (OUTER, INNER, RIGHT) if columns == 2 else (OUTER, RIGHT)
    for beside, text in rows:
        first = round(at - 12.0, 1)
        lines.extend(
            made.line(page.number, words, OUTER + INSET, first - LEADING * n) for n, words in enumerate(beside)
        )
        left = (INNER if columns == 2 else OUTER) + INSET
        for n, words in enumerate(text):
            indent = 18.0 if words.startswith("• ") else 0.0
            lines.append(made.line(page.number, words, left + indent, round(first - LEADING * n, 1)))
        bottom = round(at - LEADING * max(len(beside), len(text)) - 0.5, 1)
        uprights.extend(Rule(edge, bottom, at) for edge in edges)
        across.append(Rule(bottom, OUTER, RIGHT))
        at = bottom
    ruling = Ruling(tuple(sorted(across, key=lambda rule: -rule.at)), tuple(sorted(uprights))) if ruled else page.ruling
    return replace(page, lines=tuple(lines), ruling=ruling), at
