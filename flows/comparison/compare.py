"""The comparison: every difference between the official table and what stood on its day, with both sources."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import duckdb

from flows.ask import open_published
from flows.comparison.differences import Difference, Kind, of_row
from flows.comparison.errors import ComparisonError
from flows.comparison.names import Authority, Names
from flows.comparison.standing import Standing
from transform.official.outcomes import OfficialOutcomes, OfficialRow


@dataclass(frozen=True)
class Comparison:
    """What was compared, and all differences in the order of the table."""

    file: str
    sheet: str
    as_of: date
    authorities: int
    differences: tuple[Difference, ...]

    @property
    def not_matched(self) -> tuple[Difference, ...]:
        """The rows of the table that are no authority's for certain."""
        return tuple(each for each in self.differences if each.difference is Kind.NOT_MATCHED)


def compare(published: Path, official: OfficialOutcomes, as_of: date | None = None) -> Comparison:
    """Hold the official table against what stood on its day.

    The table has inspections that ended by its day and were published soon after: a row that says so is held against
    what stood on the day of its publication. `as_of` takes the place of the day that the table gives.

    Raises:
        ComparisonError: when the table does not say of which day it is, or says two, and `as_of` is not given.
        QuestionError: when the published file is not there or cannot be opened.
    """
    day = as_of or _day_of(official)
    con = open_published(published)
    try:
        standing = Standing(con)
        matched, unclear, listed = _matched(official, Names(con))
        differences: list[Difference] = []
        for row in official.rows:
            if row.row in unclear:
                differences.append(unclear[row.row])
            elif row.row in matched:
                authority = matched[row.row]
                published_on = row.published_on.value if row.published_on else None
                stood = standing.on(max(day, published_on or day)).get(authority.gss_code)
                differences += of_row(row, authority, stood)
        differences += [
            Difference(name, "authority", Kind.ONLY_OURS, ofsted_urn=urn, detail="The table has no row of it.")
            for code, urn, name in con.execute(_EXISTED, [day, day]).fetchall()
            if code not in listed
        ]
    except duckdb.Error as error:
        raise ComparisonError(f"{published} cannot be compared: {str(error).splitlines()[0]}.") from error
    finally:
        con.close()
    return Comparison(official.file, official.sheet, day, len(matched), tuple(differences))


_EXISTED = """
SELECT gss_code, ofsted_urn, name FROM authorities
WHERE ofsted_urn IS NOT NULL AND coalesce(valid_from <= ?, true) AND coalesce(valid_to >= ?, true) ORDER BY name
"""


def _day_of(official: OfficialOutcomes) -> date:
    if not official.as_at:
        raise ComparisonError(f"{official.file} does not say as at which day it is: give the day with --as-of.")
    if len(official.as_at) > 1:
        days = " and ".join(map(str, official.as_at))
        raise ComparisonError(f"{official.file} says that it is as at {days}: give the right day with --as-of.")
    return official.as_at[0]


def _matched(
    official: OfficialOutcomes, names: Names
) -> tuple[dict[int, Authority], dict[int, Difference], frozenset[str]]:
    """The authority of each row, what is wrong with rows that have none, and the codes of all that are listed.

    Notes below the table are in none of them.
    """
    unclear: dict[int, Difference] = {}
    found: dict[str, tuple[Authority, list[OfficialRow]]] = {}
    for row in official.rows:
        authority = names.match(row)
        if isinstance(authority, Authority):
            found.setdefault(authority.gss_code, (authority, []))[1].append(row)
        elif row.says_something:
            unclear[row.row] = _not_matched(row, authority)
    for authority, rows in found.values():
        cells = ", ".join(row.name.cell for row in rows)
        if len(rows) > 1:
            says = f"{authority.name} stands in {cells}; none of these rows is compared."
            unclear |= {row.row: _not_matched(row, says) for row in rows}
    matched = {rows[0].row: authority for authority, rows in found.values() if len(rows) == 1}
    return matched, unclear, frozenset(found)


def _not_matched(row: OfficialRow, why: str) -> Difference:
    name = row.name
    return Difference(
        name.printed, "authority", Kind.NOT_MATCHED, name.printed or None, name.cell, detail=why, official_link=row.link
    )
