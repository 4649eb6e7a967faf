"""The cells of grades in the cover's table, by where they stand: for files that print them after all the labels.

A cell belongs to the row whose label it stands beside, or nearest to. Where two rows are about as near, nothing is
read.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from transform.document import Line

_CELL = re.compile(
    r"(?:outstanding|good|inadequate|not judged|requires|(?:requires )?improvement(?: to(?: be(?: good)?)?)?"
    r"|(?:to )?be good|to)\W*\d?",
    re.IGNORECASE,
)
# In points: how much nearer than to any other label a cell must stand, and how far from its own at most.
_NEARER = 6.0
_FARTHEST = 32.0


def cells_beside(lines: Sequence[Line], labels: Sequence[Sequence[Line]]) -> tuple[str, ...] | None:
    """Return the words of the cell beside each label, from the lines below the table's start.

    `labels` are the lines of the rows' labels. None where a cell stands between two labels, or the table goes over
    the page.
    """
    heights = [[line.baseline for line in label] for label in labels]
    pages = {line.page for label in labels for line in label}
    if len(pages) != 1 or not all(heights):
        return None
    edge = max(line.left for label in labels for line in label) + 1
    found: list[list[Line]] = [[] for _ in labels]
    for line in lines:
        if line.page not in pages or line.left < edge or not _CELL.fullmatch(line.text):
            continue
        away = [max(min(each) - line.baseline, line.baseline - max(each), 0.0) for each in heights]
        first, second = sorted([*away, 2 * _FARTHEST])[:2]
        if first > _FARTHEST:
            continue
        if second - first < _NEARER:
            return None
        found[away.index(first)].append(line)
    return tuple(" ".join(line.text for line in sorted(cell, key=lambda line: -line.baseline)) for cell in found)
