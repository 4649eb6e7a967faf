"""What stood on a day: each authority's latest full inspection by then, its grades, and the words that give them."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import date
from functools import cache

import duckdb

from transform.vocabulary import Area


@dataclass(frozen=True)
class Judged:
    """A grade of ours, with the page and words of the report that give it."""

    grade: str
    page: int
    quote: str


@dataclass(frozen=True)
class Stood:
    """An authority on a day. Without an inspection by then `inspection_id` is None, and `why_null` says so."""

    inspection_id: str | None
    windows: tuple[tuple[date, date], ...]
    published_on: date | None
    source_url: str | None
    withheld: AbstractSet[str]
    why_null: str | None
    grades: Mapping[Area, Judged] = field(default_factory=dict)

    @property
    def inspected(self) -> str | None:
        """The days on site, for people."""
        return ", ".join(f"{start} to {end}" for start, end in self.windows) or None


class Standing:
    """The authorities' standing grades, by GSS code, on any day."""

    def __init__(self, con: duckdb.DuckDBPyConnection) -> None:
        self._con = con
        self._judged: dict[str, dict[Area, Judged]] = {}
        for inspection_id, area, grade, page, quote in con.execute(_JUDGEMENTS).fetchall():
            self._judged.setdefault(inspection_id, {})[Area(area)] = Judged(grade, page, quote)
        self._windows = {
            inspection_id: ((start, end), *((each["start_date"], each["end_date"]) for each in further or ()))
            for inspection_id, start, end, further in con.execute(_WINDOWS).fetchall()
        }
        self.on = cache(self._on)

    def _on(self, day: date) -> dict[str, Stood]:
        """Return every authority that existed on a day."""
        return {
            code: Stood(
                inspection_id,
                self._windows.get(inspection_id, ()),
                published_on,
                source_url,
                frozenset(withheld),
                why_null,
                self._judged.get(inspection_id, {}),
            )
            for code, inspection_id, published_on, source_url, withheld, why_null in self._con.execute(
                _STANDING, [day]
            ).fetchall()
        }


_STANDING = """
SELECT gss_code, inspection_id, published_on, source_url, withheld_areas, why_null FROM grades_on(?)
"""
_JUDGEMENTS = "SELECT inspection_id, area, grade, page, quote FROM judgements WHERE grade <> 'not_judged'"
_WINDOWS = """
SELECT inspection_id, inspection_start, inspection_end, further_windows FROM inspections
WHERE inspection_start IS NOT NULL AND inspection_end IS NOT NULL
"""
