"""The differences of one row of the official table from what stood on its day, with both sources."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from flows.comparison.names import Authority
from flows.comparison.standing import Stood
from transform.official.outcomes import OfficialRow
from transform.official.values import OfficialValue
from transform.vocabulary import Area, Grade


class Kind(StrEnum):
    """How the two sides differ."""

    DIFFERS = "differs"
    ONLY_OFFICIAL = "only_official"
    ONLY_OURS = "only_ours"
    NOT_MATCHED = "not_matched"
    NOT_READ = "not_read"


@dataclass(frozen=True)
class Difference:
    """One difference.

    `field` is an area, inspection_date, publication_date, inspection (one side has none at all) or authority (one side
    has no row of it). `official_value` is as printed in `official_cell`; `our_value` is our code or day, and behind it
    stand the inspection, and the page and words of its report.
    """

    authority: str
    field: str
    difference: Kind
    official_value: str | None = None
    official_cell: str | None = None
    our_value: str | None = None
    inspected: str | None = None
    published_on: date | None = None
    page: int | None = None
    quote: str | None = None
    source_url: str | None = None
    detail: str | None = None
    official_link: str | None = None
    ofsted_urn: str | None = None
    inspection_id: str | None = None


def of_row(row: OfficialRow, authority: Authority, ours: Stood | None) -> Iterator[Difference]:
    """Give the differences of a row from what stood of its authority, None where there was no such authority."""
    base = Difference(
        authority.name,
        "inspection",
        Kind.DIFFERS,
        official_link=row.link,
        ofsted_urn=authority.ofsted_urn,
    )
    if ours is None:
        at = _at(base, "authority", row.name)
        yield replace(at, difference=Kind.ONLY_OFFICIAL, detail="There was no such authority on that day.")
        return
    base = replace(
        base,
        inspected=ours.inspected,
        published_on=ours.published_on,
        source_url=ours.source_url,
        inspection_id=ours.inspection_id,
    )
    if ours.inspection_id is None:
        yield from _of_none_held(row, ours, base)
    elif _says_no_inspection(row):
        at = _at(base, "inspection", row.inspected_on)
        yield replace(at, difference=Kind.ONLY_OURS, our_value=ours.inspected)
    else:
        yield from _of_days(row, ours, base)
        for area, official in row.grades.items():
            yield from _of_grade(area, official, ours, base)


def _says_no_inspection(row: OfficialRow) -> bool:
    day = row.inspected_on
    return (
        day.is_read and day.value is None and all(cell.is_read and cell.value is None for cell in row.grades.values())
    )


def _of_none_held(row: OfficialRow, ours: Stood, base: Difference) -> Iterator[Difference]:
    """What a row says of an authority of which no inspection is held: the inspection itself, or grades without one."""
    if row.inspected_on.value or not row.inspected_on.is_read:
        at = _at(base, "inspection", row.inspected_on)
        yield replace(at, difference=Kind.ONLY_OFFICIAL, detail=ours.why_null)
    else:
        for area, official in row.grades.items():
            yield from _of_grade(area, official, ours, base)


def _of_days(row: OfficialRow, ours: Stood, base: Difference) -> Iterator[Difference]:
    at = replace(_at(base, "inspection_date", row.inspected_on), our_value=ours.inspected)
    yield from _of_day(row.inspected_on, at, ours.windows)
    if row.published_on and ours.published_on:
        at = replace(_at(base, "publication_date", row.published_on), our_value=str(ours.published_on))
        yield from _of_day(row.published_on, at, ((ours.published_on, ours.published_on),))


def _of_day(
    official: OfficialValue[date], at: Difference, windows: tuple[tuple[date, date], ...]
) -> Iterator[Difference]:
    """The difference of a day from periods: a day within one of them is none."""
    if not official.is_read:
        yield replace(at, difference=Kind.NOT_READ, detail="The cell holds no date that can be read.")
    elif official.value is None:
        yield replace(at, difference=Kind.ONLY_OURS)
    elif not windows:
        yield replace(at, difference=Kind.ONLY_OFFICIAL)
    elif not any(start <= official.value <= end for start, end in windows):
        yield at


def _of_grade(area: Area, official: OfficialValue[Grade], ours: Stood, base: Difference) -> Iterator[Difference]:
    judged, detail = ours.grades.get(area), None
    if judged is None and area in (Area.CHILDREN_IN_CARE, Area.CARE_LEAVERS):
        # The table has no column for the joint judgement before 2023, which is held against either of the two.
        judged = ours.grades.get(Area.CHILDREN_IN_CARE_AND_CARE_LEAVERS)
        if judged and official.value is None and official.is_read:
            return
        detail = "Ours is the joint judgement on children in care and care leavers." if judged else None
    grade = None if official.value is Grade.NOT_JUDGED else official.value
    at = replace(_at(base, area, official), detail=detail)
    if judged:
        at = replace(at, our_value=judged.grade, page=judged.page, quote=judged.quote)
    if not official.is_read:
        yield replace(at, difference=Kind.NOT_READ, detail="The cell holds no grade that is known.")
    elif grade is not None and judged is None:
        withheld = f"Ours is withheld: see document_issues of {ours.inspection_id}."
        yield replace(at, difference=Kind.ONLY_OFFICIAL, detail=withheld if area in ours.withheld else ours.why_null)
    elif grade is None and judged is not None:
        yield replace(at, difference=Kind.ONLY_OURS)
    elif judged is not None and grade != judged.grade:
        yield at


def _at(
    base: Difference, field: str, value: OfficialValue[str] | OfficialValue[date] | OfficialValue[Grade]
) -> Difference:
    return replace(base, field=field, official_value=value.printed or None, official_cell=value.cell)
