"""Releases held against inspections in a build: what each is about, how they differ, which are duplicates."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from transform.press.reconcile import Match, ReleaseFacts, ReportFacts, compare, match
from transform.press.records import ReleaseKind
from transform.records import Window
from transform.vocabulary import Area, Framework, Grade
from warehouse import bulk
from warehouse.duplicates import Story, duplicates

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import duckdb

_FILE = re.compile(r"/v1/file/(\d+)$")


@dataclass(frozen=True)
class _Released:
    release_id: str
    ofsted_urn: str
    text_digest: str
    report_links: tuple[str, ...]
    facts: ReleaseFacts


def reconcile(con: duckdb.DuckDBPyConnection) -> None:
    """Fill the marts of matches, duplicates and reconciliations from those of releases, inspections and judgements.

    A report that was issued again under another address is one inspection: the one that stands is matched, also when
    the release links to the other.
    """
    reissued: dict[tuple[str, str], str] = {(row[0], row[1]): row[2] for row in con.execute(_REISSUED).fetchall()}
    reports = _reports(con)
    matched: list[tuple[_Released, Match]] = []
    stories: list[Story] = []
    for release in _releases(con, reissued):
        found = match(release.facts, reports.get(release.ofsted_urn, ()))
        if found:
            matched.append((release, found))
        stories.append(_story(release, found))
    bulk.insert(con, "mart.release_matches", (_match_row(release, found) for release, found in matched))
    bulk.insert(con, "mart.release_duplicates", _duplicate_rows(stories))
    bulk.insert(con, "mart.reconciliations", (row for release, found in matched for row in _rows(release, found)))


_REISSUED = """
SELECT i.ofsted_urn, i.file_id, s.file_id
FROM mart.inspections AS i
JOIN mart.inspections AS s ON s.inspection_id = i.superseded_by
"""


def _reports(con: duckdb.DuckDBPyConnection) -> dict[str, list[ReportFacts]]:
    reports: dict[str, list[ReportFacts]] = {}
    for urn, inspection_id, file_id, framework, start, end, published_on, judgements in con.execute(
        _REPORTS
    ).fetchall():
        facts = ReportFacts(inspection_id, file_id, Framework(framework), start, end, published_on, _grades(judgements))
        reports.setdefault(urn, []).append(facts)
    return reports


_REPORTS = """
SELECT i.ofsted_urn, i.inspection_id, i.file_id, i.framework, i.inspection_start, i.inspection_end, i.published_on,
    (SELECT list([j.area, j.grade] ORDER BY j.area)
     FROM mart.judgements AS j WHERE j.inspection_id = i.inspection_id AND j.grade <> 'not_judged')
FROM mart.inspections AS i
WHERE i.superseded_by IS NULL AND i.ofsted_urn IN (SELECT ofsted_urn FROM mart.press_releases)
ORDER BY i.inspection_id
"""


def _releases(con: duckdb.DuckDBPyConnection, reissued: Mapping[tuple[str, str], str]) -> list[_Released]:
    released = []
    for release_id, urn, text_digest, links, kind, published_on, start, end, claims in con.execute(
        _RELEASES
    ).fetchall():
        files = (found[1] for link in links if (found := _FILE.search(link)))
        facts = ReleaseFacts(
            ReleaseKind(kind),
            published_on,
            Window(start, end) if start and end else None,
            _grades(claims),
            frozenset(reissued.get((urn, file_id), file_id) for file_id in files),
        )
        released.append(_Released(release_id, urn, text_digest, tuple(links), facts))
    return released


_RELEASES = """
SELECT p.release_id, p.ofsted_urn, p.text_digest, p.report_links, p.kind, p.published_on, p.window_start, p.window_end,
    (SELECT list([c.area, c.grade] ORDER BY c.area)
     FROM store.press_claims AS c
     WHERE c.release_id = p.release_id AND c.document_sha256 = p.document_sha256)
FROM mart.press_releases AS p
ORDER BY (p.withdrawn_at IS NOT NULL), p.published_on NULLS LAST, p.first_seen_at, p.release_id
"""


def _grades(pairs: Iterable[tuple[str, str]] | None) -> dict[Area, Grade]:
    return {Area(area): Grade(grade) for area, grade in pairs or ()}


def _story(release: _Released, found: Match | None) -> Story:
    facts = release.facts
    return Story(
        release.release_id,
        release.ofsted_urn,
        facts.kind,
        facts.published_on,
        release.text_digest,
        facts.window,
        found.report.inspection_id if found else None,
        frozenset((area.value, grade.value) for area, grade in facts.claims.items()),
    )


def _match_row(release: _Released, found: Match) -> dict[str, object]:
    return {
        "release_id": release.release_id,
        "inspection_id": found.report.inspection_id,
        "match_basis": found.basis,
    }


def _duplicate_rows(stories: Iterable[Story]) -> list[dict[str, object]]:
    return [{"release_id": release_id, "duplicate_of": first} for release_id, first in duplicates(stories).items()]


def _rows(release: _Released, found: Match) -> list[dict[str, object]]:
    return [
        {
            "release_id": release.release_id,
            "inspection_id": found.report.inspection_id,
            "field": row.field,
            "press_value": row.press_value,
            "report_value": row.report_value,
            "verdict": row.verdict,
        }
        for row in compare(release.facts, found.report, tuple(Area))
    ]
