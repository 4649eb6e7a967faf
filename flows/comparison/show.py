"""A comparison as rows, and as lines for people."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import astuple, fields

from flows.ask import Rows
from flows.comparison.compare import Comparison
from flows.comparison.differences import Difference

# In a table on a terminal; the other forms have all columns.
SHORT = (
    "authority",
    "field",
    "difference",
    "official_value",
    "official_cell",
    "our_value",
    "inspected",
    "page",
    "quote",
    "source_url",
    "detail",
)


def as_rows(comparison: Comparison, *, short: bool = False) -> Rows:
    """Return the differences as rows, with all columns or the few that fit in a table."""
    names = tuple(field.name for field in fields(Difference))
    chosen = [place for place, name in enumerate(names) if not short or name in SHORT]
    values = [astuple(difference) for difference in comparison.differences]
    return Rows(tuple(names[place] for place in chosen), [tuple(row[place] for place in chosen) for row in values])


def lines(comparison: Comparison) -> Iterator[str]:
    """Give a line for each row that is no authority's for certain, and one that sums up."""
    for each in comparison.not_matched:
        yield f"{each.official_cell}: {each.detail}"
    sheet = f", sheet {comparison.sheet}" if comparison.sheet else ""
    yield (
        f"{comparison.file}{sheet}, as at {comparison.as_of}: {_number(comparison.authorities, 'authority')} compared, "
        f"{difference_count(comparison)}, {_number(len(comparison.not_matched), 'row')} not matched."
    )


def difference_count(comparison: Comparison) -> str:
    """Return how many differences there are, in words; rows that are not matched are none."""
    return _number(len(comparison.differences) - len(comparison.not_matched), "difference")


def _number(count: int, what: str) -> str:
    plural = {"authority": "authorities"}.get(what, f"{what}s")
    return f"{count} {what if count == 1 else plural}"
