"""Documents made of placed lines, for tests of what reads them."""

from __future__ import annotations

from typing import Any

from transform.document import Document, Line, Page

WIDTH, HEIGHT = 595.0, 842.0
POINTS_PER_CHARACTER = 5.5


def line(number: int, text: str, left: float, baseline: float, size: float = 12.0, bold: bool = False) -> Line:
    """A line on a page; its right end follows from the number of its characters."""
    right = left + len(text) * POINTS_PER_CHARACTER * size / 12.0
    return Line(text, number, left, round(right, 1), baseline, size, bold)


def page(number: int, placed: list[tuple[Any, ...]]) -> Page:
    """A page of lines, each (text, left, baseline[, size[, bold]]), in the order given."""
    return Page(number, WIDTH, HEIGHT, tuple(line(number, *one) for one in placed))


def document(*pages: Page) -> Document:
    """A document of pages."""
    return Document(pages)


def running(number: int, texts: list[str], left: float = 70.0, top: float = 780.0, step: float = 14.0) -> Page:
    """A page of lines of one size, one under the other."""
    return page(number, [(text, left, top - step * place) for place, text in enumerate(texts)])
