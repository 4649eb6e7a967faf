"""The reading of a newsroom's page as the rows of the tables that hold it. The page's text is not among them."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import orjson

from warehouse.press_acceptance import accepted_claims

if TYPE_CHECKING:
    from collections.abc import Iterator

    from transform.press.records import Page, Release
    from warehouse.press_rows import PressReading

Row = dict[str, Any]

CHILDREN = (
    "press_claims",
    "press_unsure_claims",
    "press_earlier_grades",
    "press_statements",
    "press_findings",
    "press_issues",
)


@dataclass
class PressReadingRows:
    """Rows to insert, by table of the schema `store`."""

    readings: list[Row] = field(default_factory=list)
    children: dict[str, list[Row]] = field(default_factory=lambda: {table: [] for table in CHILDREN})

    def add(self, release_id: str, read: PressReading, digest: str, *, changed: bool) -> None:
        """Add a page's reading, whose content has this digest, and, when that `changed`, all that was read."""
        key = {"release_id": release_id, "document_sha256": read.document_sha256}
        release, unreadable = read.reading.release, read.reading.unreadable
        self.readings.append(
            {
                **key,
                "reader_version": read.reading.reader_version,
                "read_at": read.read_at,
                "content_digest": digest,
                "unreadable_reason": unreadable.reason if unreadable else None,
                "unreadable_detail": unreadable.detail if unreadable else None,
                **_facts(release),
            }
        )
        if changed and release:
            for table, row in _rows_of(release):
                self.children[table].append({**key, **row})


def content_digest(read: PressReading) -> str:
    """Return what tells whether a reading says anything else than another, whichever reader made it."""
    return _digest([read.reading.release, read.reading.unreadable])


def _facts(release: Release | None) -> Row:
    if release is None:
        names = ("page_digest", "text_digest", "title", "published_on", "published_on_source", "kind")
        return dict.fromkeys((*names, "window_start", "window_end")) | {"report_links": []}
    page, window = release.page, release.window or release.visited
    return {
        "page_digest": _digest([page.title, page.paragraphs, page.bullets, page.published_on]),
        "text_digest": _text_digest(page),
        "title": page.title,
        "published_on": page.published_on,
        "published_on_source": page.published_on_source,
        "kind": release.kind,
        "window_start": window.start if window else None,
        "window_end": window.end if window else None,
        "report_links": release.report_links,
    }


def _rows_of(release: Release) -> Iterator[tuple[str, Row]]:
    accepted = accepted_claims(release)
    for claim in accepted.claims:
        yield "press_claims", vars(claim)
    for position, unsure in enumerate(accepted.unsure, 1):
        yield "press_unsure_claims", {"position": position, **vars(unsure)}
    for position, earlier in enumerate(release.earlier, 1):
        row = vars(earlier) | {"when_as_printed": earlier.when}
        del row["when"]
        yield "press_earlier_grades", {"position": position, **row}
    for position, statement in enumerate(release.statements, 1):
        yield "press_statements", {"position": position, **vars(statement)}
    for finding in release.findings:
        yield "press_findings", vars(finding)
    for position, issue in enumerate(release.issues, 1):
        row = vars(issue).copy()
        del row["page"]  # of a PDF
        yield "press_issues", {"position": position, **row}


def _text_digest(page: Page) -> str:
    return _digest(" ".join(page.text.split()).casefold())


def _digest(value: object) -> str:
    return hashlib.sha256(orjson.dumps(value)).hexdigest()
