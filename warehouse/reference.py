"""Reference data: authorities, their statistical neighbours, frameworks, areas and grades, with validity dates.

Authorities come from authorities.csv, areas and their dates from `transform.vocabulary`. A framework's dates are
those of the first and last inspection start that it can have; an end that nobody has announced is open, and so is a
beginning that is not known to the day.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING

import orjson

from transform.vocabulary import AREA_RULES, CARE_LEAVERS_SEPARATE_FROM, Framework, Grade
from warehouse import bulk
from warehouse.corrections import correction_rows
from warehouse.expectations import expectation_rows
from warehouse.resources import csv_rows, sql_files

if TYPE_CHECKING:
    from collections.abc import Mapping

    import duckdb


@dataclass(frozen=True)
class FrameworkRow:
    """A framework. Grades are compared over time only among frameworks of one series."""

    framework: Framework
    title: str
    graded: bool
    series: str | None
    valid_from: date | None = None
    valid_to: date | None = None


FRAMEWORKS: tuple[FrameworkRow, ...] = (
    FrameworkRow(
        Framework.ILACS,
        "Inspection of local authority children's services",
        True,
        "local_authority",
        date(2018, 1, 1),
    ),
    FrameworkRow(
        Framework.SIF,
        "Single inspection: children in need of help and protection, looked after children and care leavers",
        True,
        "local_authority",
        date(2013, 11, 1),
        date(2018, 8, 31),
    ),
    FrameworkRow(
        Framework.LSCB_REVIEW, "Review of the Local Safeguarding Children Board", True, "lscb", date(2013, 11, 1)
    ),
    FrameworkRow(Framework.LAC_2013, "Inspection of looked after children services, 2013", True, "looked_after_2013"),
    FrameworkRow(
        Framework.AREA_SEND,
        "Area inspection of special educational needs and disabilities, from 2023",
        True,
        "area_send",
        CARE_LEAVERS_SEPARATE_FROM,
    ),
    FrameworkRow(
        Framework.AREA_SEND_2016,
        "Area inspection of special educational needs and disabilities, 2016 to 2022",
        False,
        None,
        date(2016, 5, 1),
        date(2022, 12, 31),
    ),
    FrameworkRow(Framework.JTAI, "Joint targeted area inspection", False, None, date(2016, 1, 1)),
    FrameworkRow(Framework.ILACS_FOCUSED_VISIT, "Focused visit under ILACS", False, None, date(2018, 1, 1)),
    FrameworkRow(
        Framework.ILACS_MONITORING_VISIT,
        "Monitoring visit to an authority judged inadequate",
        False,
        None,
        date(2016, 5, 1),
    ),
    FrameworkRow(Framework.JAR_2009, "Joint area review and its progress inspection, until 2009", False, None),
    FrameworkRow(Framework.OTHER, "A report or letter of a kind that is stored and not read", False, None),
)

GRADE_TITLES: Mapping[Grade, str] = {
    Grade.OUTSTANDING: "Outstanding",
    Grade.GOOD: "Good",
    Grade.REQUIRES_IMPROVEMENT: "Requires improvement to be good",
    Grade.ADEQUATE: "Adequate",
    Grade.INADEQUATE: "Inadequate",
    Grade.NOT_JUDGED: "Not judged",
    Grade.TYPICALLY_POSITIVE: "Typically positive experiences and outcomes",
    Grade.INCONSISTENT: "Inconsistent experiences and outcomes",
    Grade.WIDESPREAD_FAILINGS: "Widespread or systemic failings",
}

_RANKED = (Grade.OUTSTANDING, Grade.GOOD, Grade.REQUIRES_IMPROVEMENT, Grade.INADEQUATE)
SCALES: Mapping[Framework, tuple[Grade, ...]] = {
    Framework.ILACS: _RANKED,
    Framework.SIF: _RANKED,
    Framework.LSCB_REVIEW: _RANKED,
    Framework.LAC_2013: (Grade.OUTSTANDING, Grade.GOOD, Grade.ADEQUATE, Grade.INADEQUATE),
    Framework.AREA_SEND: (Grade.TYPICALLY_POSITIVE, Grade.INCONSISTENT, Grade.WIDESPREAD_FAILINGS),
}


def grades_given(framework: Framework) -> frozenset[Grade]:
    """Return the grades that a framework can give, best to worst or `not_judged`; none when it gives no grades."""
    return frozenset({*SCALES[framework], Grade.NOT_JUDGED}) if framework in SCALES else frozenset()


def fill(con: duckdb.DuckDBPyConnection) -> None:
    """Fill the empty tables of the schema `reference` with the rows of this package, in the caller's transaction."""
    for table, rows in _tables().items():
        bulk.insert(con, f"reference.{table}", rows)


def digest() -> str:
    """Return what tells this package's reference data, its tables and the derived views from another version's."""
    made_by = [file.text for folder in ("reference", "derived") for file in sql_files(folder)]
    return hashlib.sha256(orjson.dumps([_tables(), made_by])).hexdigest()


@cache
def _tables() -> dict[str, list[dict[str, object]]]:
    listed = list(csv_rows("authorities.csv"))
    return {
        "authorities": _authorities(listed),
        "statistical_neighbours": _neighbours(listed),
        "frameworks": [
            {
                "framework": row.framework,
                "title": row.title,
                "graded": row.graded,
                "series": row.series,
                "valid_from": row.valid_from,
                "valid_to": row.valid_to,
            }
            for row in FRAMEWORKS
        ],
        "areas": [
            {
                "framework": rule.framework,
                "area": rule.area,
                "position": position,
                "title": rule.title,
                "required": rule.required,
                "valid_from": rule.valid_from,
                "valid_to": rule.valid_to,
            }
            for position, rule in enumerate(AREA_RULES, 1)
        ],
        "grades": _grades(),
        "issue_kinds": [dict(row) for row in csv_rows("issue_kinds.csv")],
        "expectations": expectation_rows(),
        "corrections": correction_rows(),
        "quarantine_reasons": [dict(row) for row in csv_rows("quarantine_reasons.csv")],
    }


def _authorities(listed: list[dict[str, str]]) -> list[dict[str, object]]:
    # An authority that succeeded others exists since the day after the last of them ended.
    ended: dict[str, date] = {}
    for row in listed:
        for successor in _names(row["succeeded_by"]):
            end = date.fromisoformat(row["abolished_on"])
            ended[successor] = max(end, ended.get(successor, end))
    return [
        {
            "ofsted_urn": row["ofsted_urn"] or None,
            "name": row["name"],
            "gss_code": row["gss_code"],
            "dfe_la_code": row["dfe_la_code"],
            "region": row["region"],
            "region_gss_code": row["region_gss_code"],
            "authority_type": row["authority_type"] or None,
            "council_domain": row["council_domain"] or None,
            "aliases": _names(row["aliases"]),
            "valid_from": ended[row["name"]] + timedelta(days=1) if row["name"] in ended else None,
            "valid_to": date.fromisoformat(row["abolished_on"]) if row["abolished_on"] else None,
            "succeeded_by": _names(row["succeeded_by"]),
        }
        for row in sorted(listed, key=lambda row: row["name"])
    ]


def _neighbours(listed: list[dict[str, str]]) -> list[dict[str, object]]:
    by_code = {row["dfe_la_code"]: row for row in listed}
    return [
        {
            "ofsted_urn": row["ofsted_urn"],
            "authority": row["name"],
            "neighbour_rank": rank,
            "neighbour_urn": by_code[code]["ofsted_urn"],
            "neighbour": by_code[code]["name"],
        }
        for row in sorted(listed, key=lambda row: row["name"])
        for rank, code in enumerate(row["statistical_neighbours"].split(), 1)
    ]


def _grades() -> list[dict[str, object]]:
    periods = {row.framework: (row.valid_from, row.valid_to) for row in FRAMEWORKS}
    return [
        {
            "framework": framework,
            "grade": grade,
            "grade_rank": rank,
            "title": GRADE_TITLES[grade],
            "valid_from": periods[framework][0],
            "valid_to": periods[framework][1],
        }
        for framework, scale in SCALES.items()
        for rank, grade in [*enumerate(scale, 1), (None, Grade.NOT_JUDGED)]
    ]


def _names(joined: str) -> list[str]:
    return [name.strip() for name in joined.split(";") if name.strip()]
