"""What a complete edition must hold (expectations.csv), against what is held (the view `coverage`)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from warehouse.resources import csv_rows

if TYPE_CHECKING:
    import duckdb

_FIGURES = {
    "too_few_publications": ("{read} of its reports are held", "at least {minimum_publications} are expected"),
    "too_few_with_two_witnesses": (
        "{two_witnesses_share:.1%} of its judgements have two witnesses",
        "at least {least_two_witnesses_share:.1%} are expected",
    ),
    "too_many_quarantined": (
        "{quarantined_share:.1%} of its publications are in quarantine",
        "at most {most_quarantined_share:.1%} are expected",
    ),
}


@dataclass(frozen=True)
class Unmet:
    """An expectation that is not met, in words; `stops` says whether such a build is not to be published.

    Below a minimum it is not, where the whole site is held; of a part of it nobody knows what there must be.
    """

    says: str
    stops: bool


def unmet_expectations(con: duckdb.DuckDBPyConnection) -> tuple[Unmet, ...]:
    """Return the expectations that a finished build does not meet."""
    con.execute("FROM coverage WHERE len(unmet) > 0 ORDER BY framework, year")
    names = [column[0] for column in con.description or ()]
    found = [dict(zip(names, row, strict=True)) for row in con.fetchall()]
    return tuple(
        Unmet(
            f"{row['framework']} {row['year']}: " + ", and ".join(part.format(**row) for part in _FIGURES[name]),
            row["whole_site"] and name != "too_many_quarantined",
        )
        for row in found
        for name in row["unmet"]
    )


def expectation_rows() -> list[dict[str, object]]:
    """Return the rows of expectations.csv; an empty cell expects nothing."""
    return [
        {
            "framework": row["framework"],
            "year": row["year"],
            "minimum_publications": int(row["minimum_publications"]) if row["minimum_publications"] else None,
            "most_quarantined_share": _share(row["most_quarantined_share"]),
            "least_two_witnesses_share": _share(row["least_two_witnesses_share"]),
        }
        for row in csv_rows("expectations.csv")
    ]


def _share(cell: str) -> float | None:
    return float(cell) if cell else None
