"""Made records: authorities that do not exist, and short ways to list, fetch and read reports of theirs."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import duckdb

from transform.records import (
    DocumentIssue,
    Finding,
    FindingKind,
    Inspection,
    Judgement,
    Passage,
    Reading,
    Severity,
    Unreadable,
)
from transform.vocabulary import Area, Framework, Grade
from warehouse import bulk
from warehouse.rows import (
    Batch,
    DocumentReading,
    Fetch,
    FetchKind,
    FetchOutcome,
    ProviderListing,
    ProviderSweep,
    Publication,
)
from warehouse.store import connect, ensure_schema

MARSH, FELL, DOWN, NEW, OLD = "99001", "99002", "99003", "99004", "99005"
_NAMES = {
    MARSH: ("Eastmarsh", None, None),
    FELL: ("Highfell", None, None),
    DOWN: ("Southdown", None, None),
    NEW: ("Newbridge", "2021-04-01", None),
    OLD: ("Oldbridge", None, "2021-03-31"),
}
TABLES = (
    "providers",
    "publications",
    "changes",
    "fetches",
    "documents",
    "document_versions",
    "readings",
    "reported_inspections",
    "judgements",
    "findings",
    "passages",
    "document_issues",
    "newsrooms",
    "press_items",
    "press_bodies",
    "press_readings",
    "press_claims",
    "press_unsure_claims",
    "press_earlier_grades",
    "press_statements",
    "press_findings",
    "press_issues",
    "quarantine",
    "runs",
)
START = datetime(2026, 7, 1, 6, tzinfo=UTC)


def at(days: float) -> datetime:
    """Return a moment so many days after the tests' first."""
    return START + timedelta(days=days)


def add_authorities(con: duckdb.DuckDBPyConnection) -> None:
    bulk.insert(
        con,
        "reference.authorities",
        [
            {
                "ofsted_urn": urn,
                "name": name,
                "gss_code": f"X{urn}",
                "dfe_la_code": urn[2:],
                "region": "North",
                "region_gss_code": "X1",
                "authority_type": None,
                "council_domain": None,
                "aliases": [],
                "valid_from": valid_from,
                "valid_to": valid_to,
                "succeeded_by": ["Newbridge"] if urn == OLD else [],
            }
            for urn, (name, valid_from, valid_to) in _NAMES.items()
        ],
    )


def working(path: Path | str = ":memory:") -> duckdb.DuckDBPyConnection:
    """Return a working database with the made authorities beside the real ones."""
    if isinstance(path, Path):
        con = connect(path)
    else:
        con = duckdb.connect(path)
        con.execute("SET TimeZone = 'UTC'")
    ensure_schema(con)
    add_authorities(con)
    return con


@cache
def _shared() -> duckdb.DuckDBPyConnection:
    return working()


def emptied() -> duckdb.DuckDBPyConnection:
    """Return a working database without rows: always the same one, since making it takes longer than emptying it."""
    con = _shared()
    for table in TABLES:
        con.execute(f"DELETE FROM store.{table}")
    return con


def sha(body: str) -> str:
    return hashlib.sha256(body.encode()).hexdigest()


def url(file_id: str) -> str:
    return f"https://files.example/v1/file/{file_id}"


def listing(urn: str = MARSH, latest: date | None = date(2026, 6, 1)) -> ProviderListing:
    return ProviderListing(urn, _NAMES[urn][0], latest, f"https://reports.example/provider/{urn}")


def publication(
    file_id: str,
    published_on: date = date(2026, 6, 1),
    urn: str = MARSH,
    label: str = "Children's services inspection",
) -> Publication:
    return Publication(urn, file_id, label, published_on, url(file_id))


def sweep(days: float, *publications: Publication, urn: str = MARSH) -> ProviderSweep:
    return ProviderSweep(urn, at(days), publications)


def fetch(days: float, file_id: str, body: str | None, outcome: FetchOutcome = FetchOutcome.NEW, **more: Any) -> Fetch:
    """Return a request for a file; without a body it failed."""
    base = Fetch(url(file_id), FetchKind.FILE, at(days), 0.2, outcome, status=200, file_id=file_id)
    if body is None:
        base = replace(base, outcome=FetchOutcome.FAILED, status=503, detail="The host is out of service.")
    else:
        base = replace(base, bytes=len(body), document_sha256=sha(body))
    return replace(base, **more)


def reading(days: float, body: str, *inspections: Inspection, version: str = "readers-1") -> DocumentReading:
    return DocumentReading(sha(body), at(days), Reading(version, 12, inspections))


def unreadable(days: float, body: str, reason: str = "damaged_pdf", version: str = "readers-1") -> DocumentReading:
    why = Unreadable(reason, "The made document cannot be read.")
    return DocumentReading(sha(body), at(days), Reading(version, 0, unreadable=why))


def judgement(area: Area, grade: Grade = Grade.GOOD, **more: Any) -> Judgement:
    base = Judgement(area, grade, grade.replace("_", " ").capitalize(), 1, f"{area}: {grade}", 2)
    return replace(base, **more)


_SEPARATE = (
    Area.IMPACT_OF_LEADERS,
    Area.HELP_AND_PROTECTION,
    Area.CHILDREN_IN_CARE,
    Area.CARE_LEAVERS,
    Area.OVERALL_EFFECTIVENESS,
)
_JOINT = (
    Area.IMPACT_OF_LEADERS,
    Area.HELP_AND_PROTECTION,
    Area.CHILDREN_IN_CARE_AND_CARE_LEAVERS,
    Area.OVERALL_EFFECTIVENESS,
)
_SIF = (
    Area.OVERALL_EFFECTIVENESS,
    Area.HELP_AND_PROTECTION,
    Area.LOOKED_AFTER_AND_PERMANENCE,
    Area.ADOPTION_PERFORMANCE,
    Area.CARE_LEAVERS,
    Area.LEADERSHIP_MANAGEMENT_GOVERNANCE,
)


def _graded(
    framework: Framework, areas: tuple[Area, ...], start: date, end: date, grades: dict[Area, Grade], **more: Any
) -> Inspection:
    base = Inspection(
        framework,
        start,
        end,
        "Made Council",
        lead_inspectors=("Ada Example", "Ben Example"),
        judgements=tuple(judgement(area, grades.get(area, Grade.GOOD)) for area in areas),
        findings=(Finding(FindingKind.IMPROVEMENT, 1, "Plans for children are to be brought up to date.", 2),),
        passages=(Passage(1, "Headline findings", None, 2, "Services have changed since the last visit."),),
    )
    return replace(base, **more)


def ilacs(start: date, days: int = 4, grades: dict[Area, Grade] | None = None, **more: Any) -> Inspection:
    """Return an ILACS inspection with the areas that its start calls for."""
    areas = _JOINT if start < date(2023, 1, 1) else _SEPARATE if start < date(2026, 4, 1) else _SEPARATE[:-1]
    return _graded(Framework.ILACS, areas, start, start + timedelta(days=days), grades or {}, **more)


def sif(start: date, grades: dict[Area, Grade] | None = None, **more: Any) -> Inspection:
    return _graded(Framework.SIF, _SIF, start, start + timedelta(days=23), grades or {}, **more)


def ungraded(framework: Framework, start: date | None, **more: Any) -> Inspection:
    return replace(Inspection(framework, start, start, "Made Council"), **more)


def issue(kind: str, severity: Severity, field: str | None = None) -> DocumentIssue:
    return DocumentIssue(kind, severity, "Made for a test.", 1, field, "one", "other")


def held(
    file_id: str, published_on: date, *inspections: Inspection, urn: str = MARSH, days: float = 0, run: str = "run-1"
) -> Batch:
    """Return the batch of one report that is listed, fetched and read."""
    body = f"body of {file_id}"
    return Batch(
        run,
        (listing(urn),),
        (sweep(days, publication(file_id, published_on, urn), urn=urn),),
        (fetch(days, file_id, body),),
        (reading(days, body, *inspections),),
    )


def rows(con: duckdb.DuckDBPyConnection, query: str, *parameters: object) -> list[tuple[Any, ...]]:
    return con.execute(query, list(parameters)).fetchall()
