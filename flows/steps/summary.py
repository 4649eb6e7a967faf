"""What a run did, in the words that people read."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from flows.steps.refresh import RefreshSummary
    from warehouse.selection import Arrival


def summary_table(summary: RefreshSummary) -> list[tuple[str, int]]:
    """Return what was done and how often, in the order that people want to know it."""
    loaded = summary.loaded
    return [
        ("requests", summary.requests),
        ("new publications", loaded.new_publications),
        ("changed publications", loaded.changed_publications),
        ("withdrawn publications", loaded.withdrawn_publications),
        ("documents read", loaded.documents_read),
        ("new releases of councils", summary.press.new_releases),
        ("changed releases", summary.press.changed_releases),
        ("claims in them", summary.press.claims),
        ("put in quarantine", loaded.quarantined + summary.press.quarantined),
        ("newsrooms that failed", summary.newsrooms_failed),
        ("parts that failed", len(summary.problems)),
    ]


def arrivals_since(published: Path, since: datetime) -> list[NewInspection]:
    """Return the inspections of the published file that were first listed since a time, newest first."""
    import duckdb

    with duckdb.connect(str(published), read_only=True) as con:
        return [NewInspection(*row) for row in con.execute(_NEW, [since]).fetchall()]


class NewInspection(NamedTuple):
    """An inspection, its grades in words (none for a visit), and its report."""

    authority: str
    framework: str
    published_on: date
    grades: str | None
    source_url: str


_NEW = """
SELECT i.authority, i.framework, i.published_on,
    string_agg(replace(j.area, '_', ' ') || ': ' || replace(j.grade, '_', ' '), ', ' ORDER BY j.area),
    i.source_url
FROM inspections AS i
JOIN documents AS d USING (document_sha256)
LEFT JOIN judgements AS j USING (inspection_id)
WHERE d.first_fetched_at >= ?::TIMESTAMPTZ
GROUP BY i.inspection_id, i.authority, i.framework, i.published_on, i.source_url
ORDER BY i.published_on DESC, i.authority, i.inspection_id
"""


class ChangedGrade(NamedTuple):
    """A standing grade that is another than the one that stood before, and the report that gives it."""

    ofsted_urn: str
    authority: str
    area: str
    from_grade: str
    to_grade: str
    direction: str
    published_on: date
    url: str


def grades_changed_since(published: Path, since: datetime) -> list[ChangedGrade]:
    """Return the grades of the published file that a report first had since a time has changed, newest first.

    They are news: the earlier report was held before, and the later one is the authority's newest for the area. What
    a first load or an older report brings is not.
    """
    import duckdb

    with duckdb.connect(str(published), read_only=True) as con:
        return [ChangedGrade(*row) for row in con.execute(_CHANGED, [since, since]).fetchall()]


_CHANGED = """
SELECT c.ofsted_urn, c.authority, c.area, c.from_grade, c.to_grade, c.direction, c.published_on, i.source_url
FROM grade_changes AS c
JOIN inspections AS i ON i.inspection_id = c.to_inspection_id
JOIN documents AS new ON new.document_sha256 = i.document_sha256
JOIN inspections AS earlier ON earlier.inspection_id = c.from_inspection_id
JOIN documents AS held ON held.document_sha256 = earlier.document_sha256
WHERE new.first_fetched_at >= ?::TIMESTAMPTZ AND held.first_fetched_at < ?::TIMESTAMPTZ
    AND NOT EXISTS (
        FROM judgements AS later
        WHERE later.ofsted_urn = c.ofsted_urn AND later.area = c.area AND later.published_on > c.published_on
    )
ORDER BY c.published_on DESC, c.authority, c.area
"""
# A page with more than these is no longer read by anybody.
_MOST_SHOWN = 100


def arrivals_text(arrived: Sequence[NewInspection]) -> str:
    """Return inspections as a table in Markdown, each with the link to its report."""
    lines = [
        f"| {_cell(one.authority)} | [{one.framework}]({one.source_url}) | {one.published_on} | {one.grades or ''} |"
        for one in arrived[:_MOST_SHOWN]
    ]
    return _table("| authority | report | published | grades |", lines, len(arrived))


def listed_text(arrivals: Sequence[Arrival]) -> str:
    """Return what was newly listed as a table in Markdown, each with its link."""
    lines = [
        f"| {_cell(one.authority)} | [{_cell(one.title)}]({one.url}) | {one.published_on or ''} |"
        for one in arrivals[:_MOST_SHOWN]
    ]
    return _table("| authority | publication | published |", lines, len(arrivals))


def _table(head: str, lines: list[str], total: int) -> str:
    more = f"\n\nand {total - len(lines)} more" if total > len(lines) else ""
    return "\n".join([head, "|---" * (head.count("|") - 1) + "|", *lines]) + more


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|").replace("[", "\\[").replace("]", "\\]")
