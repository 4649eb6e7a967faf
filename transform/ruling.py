"""The rules drawn on a page, which tell where a table's rows and columns end."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pypdfium2.raw as pdfium

if TYPE_CHECKING:
    import pypdfium2

# In points. Word draws a border as a thin filled box; the boxes at its corners are too short to count.
THICKEST = 2.0
SHORTEST_ACROSS = 20.0
SHORTEST_UPRIGHT = 8.0
INSIDE = 3.0


@dataclass(frozen=True, order=True)
class Rule:
    """A rule `at` a height (one across) or a distance from the left edge (an upright), from `start` to `end`.

    All in points from the page's lower left corner.
    """

    at: float
    start: float
    end: float


@dataclass(frozen=True)
class Ruling:
    """A page's rules: those across from top to bottom, the uprights from left to right."""

    across: tuple[Rule, ...] = ()
    uprights: tuple[Rule, ...] = ()

    def edges(self, left: float, right: float, baseline: float) -> tuple[float, ...]:
        """Return the uprights, as distances from the left edge, that a line of text crosses."""
        return tuple(
            rule.at
            for rule in self.uprights
            if rule.start < baseline < rule.end and left + INSIDE < rule.at < right - INSIDE
        )


NOT_RULED = Ruling()


def ruling(page: pypdfium2.PdfPage) -> Ruling:
    """Return the rules drawn on a page."""
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    across: set[Rule] = set()
    uprights: set[Rule] = set()
    for index in range(pdfium.FPDFPage_CountObjects(page.raw)):
        drawn = pdfium.FPDFPage_GetObject(page.raw, index)
        if pdfium.FPDFPageObj_GetType(drawn) != pdfium.FPDF_PAGEOBJ_PATH:
            continue
        if not pdfium.FPDFPageObj_GetBounds(drawn, left, bottom, right, top):
            continue
        x, y, width, height = left.value, bottom.value, right.value - left.value, top.value - bottom.value
        if height <= THICKEST and width >= SHORTEST_ACROSS:
            across.add(Rule(round(y + height / 2, 1), round(x, 1), round(x + width, 1)))
        elif width <= THICKEST and height >= SHORTEST_UPRIGHT:
            uprights.add(Rule(round(x + width / 2, 1), round(y, 1), round(y + height, 1)))
    return Ruling(tuple(sorted(across, key=lambda rule: (-rule.at, rule.start))), tuple(sorted(uprights)))
