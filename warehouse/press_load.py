"""One batch of newsrooms into the working database: all of it or nothing, and twice the same as once."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from datetime import datetime

    import duckdb

    from warehouse.press_rows import PressBatch


@dataclass(frozen=True)
class PressSummary:
    """What loading changed; summaries of batches add up. `claims` are those that were not made before."""

    new_items: int = 0
    new_releases: int = 0
    changed_releases: int = 0
    claims: int = 0
    quarantined: int = 0

    def __add__(self, other: Self) -> PressSummary:
        sums = {item.name: getattr(self, item.name) + getattr(other, item.name) for item in fields(self)}
        return PressSummary(**sums)


def load_press(con: duckdb.DuckDBPyConnection, batch: PressBatch, now: datetime) -> PressSummary:
    """Load a batch in one transaction."""
    raise NotImplementedError
