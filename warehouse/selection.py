"""What is listed of some authorities, in some years and frameworks, and what of it nobody has asked for yet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from warehouse import bulk
from warehouse.rows import ProviderListing

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date, datetime

    import duckdb

    from transform.vocabulary import Framework


@dataclass(frozen=True)
class Choice:
    """Which publications are meant; None is no limit. The days are those of publication, both included."""

    urns: frozenset[str] | None = None
    frameworks: frozenset[Framework] | None = None
    published_from: date | None = None
    published_to: date | None = None


@dataclass(frozen=True)
class Chosen:
    """A report that stands on an authority's page now; its frameworks are empty while it was never read."""

    ofsted_urn: str
    authority: str
    file_id: str
    published_on: date
    frameworks: tuple[str, ...]


def chosen(con: duckdb.DuckDBPyConnection, choice: Choice) -> list[Chosen]:
    """Return the listed reports that are meant, newest first.

    A framework is what a document says that it is, so one that was never read may be of any framework.
    """
    rows = con.execute(_CHOSEN, [choice.published_from, choice.published_to]).fetchall()
    return [
        found
        for found in (Chosen(row[0], row[1], row[2], row[3], tuple(row[4] or ())) for row in rows)
        if (choice.urns is None or found.ofsted_urn in choice.urns)
        and (not found.frameworks or choice.frameworks is None or choice.frameworks & set(found.frameworks))
    ]


_CHOSEN = """
SELECT p.ofsted_urn, coalesce(a.name, v.name, p.ofsted_urn) AS authority, p.file_id, p.published_on,
    list(DISTINCT i.framework ORDER BY i.framework) FILTER (i.framework IS NOT NULL)
FROM store.publications AS p
LEFT JOIN reference.authorities AS a ON a.ofsted_urn = p.ofsted_urn
LEFT JOIN store.providers AS v ON v.ofsted_urn = p.ofsted_urn
LEFT JOIN store.document_versions AS d ON d.file_id = p.file_id
LEFT JOIN store.reported_inspections AS i ON i.document_sha256 = d.document_sha256
WHERE p.withdrawn_at IS NULL
    AND p.published_on >= coalesce(?::DATE, p.published_on) AND p.published_on <= coalesce(?::DATE, p.published_on)
GROUP BY ALL
ORDER BY p.published_on DESC, p.file_id, p.ofsted_urn
"""


def documents_of(con: duckdb.DuckDBPyConnection, file_ids: Collection[str]) -> frozenset[str]:
    """Return the hashes of all accepted versions of these files."""
    rows = con.execute(_DOCUMENTS, [bulk.as_json(file_ids)]).fetchall()
    return frozenset(row[0] for row in rows)


_DOCUMENTS = """
SELECT document_sha256 FROM store.document_versions WHERE file_id IN (SELECT unnest(?::JSON::VARCHAR[]))
"""


@dataclass(frozen=True)
class Arrival:
    """A report or a council's release that is listed and was never asked for.

    `publication` is a report's file id or a release's id, `title` what the page or the newsroom calls it.
    """

    kind: str
    ofsted_urn: str
    authority: str
    publication: str
    title: str
    published_on: date | None
    url: str


def never_asked_for(con: duckdb.DuckDBPyConnection, first_seen_since: datetime) -> list[Arrival]:
    """Return what was first listed since a time and never asked for, reports first, newest first."""
    rows = con.execute(_NEVER_ASKED_FOR, [first_seen_since, first_seen_since]).fetchall()
    return [Arrival(*row) for row in rows]


_NEVER_ASKED_FOR = """
WITH listed AS (
    SELECT 'inspection' AS kind, ofsted_urn, file_id AS publication, label AS title, published_on, source_url AS url
    FROM store.publications
    WHERE withdrawn_at IS NULL AND first_seen_at >= ?::TIMESTAMPTZ
        AND file_id NOT IN (SELECT file_id FROM store.fetches WHERE file_id IS NOT NULL)
    UNION ALL
    SELECT 'press-release', ofsted_urn, release_id, coalesce(title, url), published_on, url
    FROM store.press_items
    WHERE first_seen_at >= ?::TIMESTAMPTZ AND url NOT IN (SELECT url FROM store.fetches WHERE kind = 'release')
)
SELECT l.kind, l.ofsted_urn, coalesce(a.name, v.name, l.ofsted_urn), l.publication, l.title, l.published_on, l.url
FROM listed AS l
LEFT JOIN reference.authorities AS a ON a.ofsted_urn = l.ofsted_urn
LEFT JOIN store.providers AS v ON v.ofsted_urn = l.ofsted_urn
ORDER BY l.kind, l.published_on DESC NULLS LAST, l.publication, l.ofsted_urn
"""


def listing_of(con: duckdb.DuckDBPyConnection, urn: str) -> ProviderListing | None:
    """Return an authority as a search last listed it, None when none did."""
    rows = con.execute(_LISTING, [urn]).fetchall()
    return ProviderListing(*rows[0]) if rows else None


_LISTING = """
SELECT ofsted_urn, name, latest_report_on, provider_url FROM store.providers
WHERE ofsted_urn = ? AND name IS NOT NULL AND provider_url IS NOT NULL
"""


def chosen_items(con: duckdb.DuckDBPyConnection, choice: Choice) -> dict[str, str]:
    """Return the URN of each item of a newsroom that is meant, by its address; one without a day is meant too."""
    rows: list[tuple[str, str]] = con.execute(_ITEMS, [choice.published_from, choice.published_to]).fetchall()
    return {url: urn for url, urn in rows if choice.urns is None or urn in choice.urns}


_ITEMS = """
SELECT url, ofsted_urn FROM store.press_items
WHERE published_on IS NULL OR (published_on >= coalesce(?::DATE, published_on)
    AND published_on <= coalesce(?::DATE, published_on))
ORDER BY published_on DESC NULLS LAST, url
"""


@dataclass(frozen=True)
class Happened:
    """What happened since a time: the file ids, and the addresses of newsrooms' items, that it happened to."""

    new: frozenset[str]
    changed: frozenset[str]
    quarantined: frozenset[str]


def happened_since(con: duckdb.DuckDBPyConnection, since: datetime) -> Happened:
    """Return what was first had and what changed since a time, and what is in quarantine now."""

    def found(query: str, times: int) -> frozenset[str]:
        return frozenset(row[0] for row in con.execute(query, [since] * times).fetchall())

    return Happened(found(_NEW, 2), found(_CHANGED, 3), found(_QUARANTINED, 0))


_NEW = """
SELECT file_id FROM store.document_versions WHERE version = 1 AND first_seen_at >= ?::TIMESTAMPTZ
UNION SELECT url FROM store.press_bodies WHERE body_number = 1 AND first_seen_at >= ?::TIMESTAMPTZ
"""
_CHANGED = """
SELECT file_id FROM store.document_versions WHERE version > 1 AND first_seen_at >= ?::TIMESTAMPTZ
UNION SELECT url FROM store.press_bodies WHERE body_number > 1 AND first_seen_at >= ?::TIMESTAMPTZ
UNION SELECT file_id FROM store.changes WHERE changed_at >= ?::TIMESTAMPTZ
"""
_QUARANTINED = """
SELECT coalesce(q.file_id, d.file_id, q.source_url) AS which FROM store.quarantine AS q
LEFT JOIN store.document_versions AS d ON q.file_id IS NULL AND d.document_sha256 = q.document_sha256
WHERE q.resolved_at IS NULL AND which IS NOT NULL
"""
