"""A reading as the rows of the tables that hold it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import orjson

from warehouse.acceptance import accepted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from transform.records import Inspection
    from warehouse.rows import DocumentReading

Row = dict[str, Any]

CHILDREN = ("reported_inspections", "judgements", "findings", "passages", "document_issues")


@dataclass
class ReadingRows:
    """Rows to insert, by table of the schema `store`."""

    readings: list[Row] = field(default_factory=list)
    children: dict[str, list[Row]] = field(default_factory=lambda: {table: [] for table in CHILDREN})

    def add(self, read: DocumentReading, digest: str, *, changed: bool) -> None:
        """Add a document's reading, whose content has this digest, and, when that `changed`, all that was read."""
        unreadable = read.reading.unreadable
        self.readings.append(
            {
                "document_sha256": read.document_sha256,
                "reader_version": read.reading.reader_version,
                "read_at": read.read_at,
                "pages": read.reading.pages,
                "content_digest": digest,
                "unreadable_reason": unreadable.reason if unreadable else None,
                "unreadable_detail": unreadable.detail if unreadable else None,
            }
        )
        if not changed:
            return
        for number, inspection in enumerate(read.reading.inspections, 1):
            for table, row in _rows_of(accepted(inspection)):
                self.children[table].append(
                    {"document_sha256": read.document_sha256, "inspection_number": number, **row}
                )


def content_digest(read: DocumentReading) -> str:
    """Return what tells whether a reading says anything else than another, whichever reader made it."""
    reading = read.reading
    return hashlib.sha256(orjson.dumps([reading.pages, reading.inspections, reading.unreadable])).hexdigest()


def _rows_of(inspection: Inspection) -> Iterator[tuple[str, Row]]:
    yield "reported_inspections", _inspection(inspection)
    for judgement in inspection.judgements:
        yield "judgements", vars(judgement)
    for finding in inspection.findings:
        yield "findings", vars(finding)
    for passage in inspection.passages:
        yield "passages", vars(passage)
    for position, issue in enumerate(inspection.issues, 1):
        yield "document_issues", {"position": position, **vars(issue)}


def _inspection(inspection: Inspection) -> Row:
    previous = inspection.previous_inspection
    return {
        "framework": inspection.framework,
        "inspection_start": inspection.start,
        "inspection_end": inspection.end,
        "further_windows": [
            {"start_date": window.start, "end_date": window.end} for window in inspection.further_windows
        ],
        "provider_as_printed": inspection.provider_as_printed,
        "inspection_type": inspection.inspection_type,
        "lead_inspectors": inspection.lead_inspectors,
        "printed_published_on": inspection.printed_published_on,
        "theme": inspection.theme,
        "theme_code": inspection.theme_code,
        "inspectorates": inspection.inspectorates,
        "previous_inspection_start": previous.start if previous else None,
        "previous_inspection_end": previous.end if previous else None,
        "headline": inspection.headline,
        "next_full_inspection_years": inspection.next_full_inspection_years,
        "monitoring_inspection": inspection.monitoring_inspection,
        "written_statement_required": inspection.written_statement_required,
        "visit_number": inspection.visit_number,
        "follows_judgement_on": inspection.follows_judgement_on,
    }
