"""What the steps ask the working database: what is known, what to fetch, what to read, how things stand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import duckdb

REFUSED_AGAIN_AFTER = timedelta(days=7)
# Of all reports one in a hundred is lost: of those that a run asked for, so many and so great a part are not.
MOST_LOST, MOST_LOST_SHARE = 2, 0.05


@dataclass(frozen=True)
class KnownProvider:
    """An authority whose page was read at least once, or that a search listed.

    `latest_report_on` is what the search gave when the page was last read, not what it gave last: a search that
    gives another date means that the page has something new, also when the sweep that followed it failed.
    """

    ofsted_urn: str
    latest_report_on: date | None
    swept_at: datetime | None


@dataclass(frozen=True)
class FileToFetch:
    """A file to ask for; the hash and the validators are those of the version that is held, if one is."""

    file_id: str
    source_url: str
    sha256: str | None = None
    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True)
class HeldFile:
    """A file's newest accepted version, with the validators that the host gave with it."""

    file_id: str
    document_sha256: str
    etag: str | None
    last_modified: str | None
    checked_at: datetime


def known_providers(con: duckdb.DuckDBPyConnection) -> dict[str, KnownProvider]:
    """Return what is known of each authority, by URN."""
    rows = con.execute(
        "SELECT ofsted_urn, swept_report_on, swept_at FROM store.providers ORDER BY ofsted_urn"
    ).fetchall()
    return {row[0]: KnownProvider(*row) for row in rows}


def pages_not_had(con: duckdb.DuckDBPyConnection) -> set[str]:
    """Return the addresses of authorities' pages that could not be had or read when they were last asked for."""
    return {row[0] for row in con.execute(_PAGES_NOT_HAD).fetchall()}


_PAGES_NOT_HAD = """
SELECT url FROM store.fetches WHERE kind = 'provider'
GROUP BY url HAVING arg_max(outcome, requested_at) IN ('failed', 'rejected')
"""


def are_too_many(refused: int, asked: int) -> bool:
    """Say whether so many of the reports that were asked for cannot all be lost: then their host is at fault."""
    return refused > max(MOST_LOST, MOST_LOST_SHARE * asked)


def held_files(con: duckdb.DuckDBPyConnection) -> dict[str, HeldFile]:
    """Return the newest accepted version of each file, by file id."""
    return {row[0]: HeldFile(*row) for row in con.execute(_HELD).fetchall()}


_HELD = """
SELECT file_id, document_sha256, etag, last_modified, last_seen_at
FROM store.document_versions
QUALIFY row_number() OVER (PARTITION BY file_id ORDER BY version DESC) = 1
ORDER BY file_id
"""


def files_to_fetch(
    con: duckdb.DuckDBPyConnection, now: datetime, *, checked_before: datetime | None = None
) -> list[FileToFetch]:
    """Return the listed files to ask for, newest publication first.

    These are the files of which no accepted version is held and those whose listing has changed since the last try.
    One whose body was refused, or that the host does not have, is asked for again a week after the last try; once at
    the next run, when its host was at fault in that one.

    Args:
        con: the working database.
        now: the time.
        checked_before: also files held that were last asked for before this time.
    """
    rows = con.execute(_TO_FETCH, [now - REFUSED_AGAIN_AFTER, checked_before]).fetchall()
    return [FileToFetch(*row) for row in rows]


_TO_FETCH = """
WITH listed AS (
    SELECT file_id, arg_max(source_url, published_on) AS source_url, max(published_on) AS published_on,
        max(changed_at) AS changed_at
    FROM store.publications WHERE withdrawn_at IS NULL GROUP BY file_id
),
held AS (
    SELECT * FROM store.document_versions
    QUALIFY row_number() OVER (PARTITION BY file_id ORDER BY version DESC) = 1
),
tried AS (
    SELECT file_id, max(requested_at) AS requested_at, arg_max(outcome, requested_at) AS outcome,
        arg_max_null(status, requested_at) AS status, arg_max(run_id, requested_at) AS run_id,
        max(requested_at) FILTER (outcome NOT IN ('rejected', 'failed')) AS good_at
    FROM store.fetches WHERE file_id IS NOT NULL GROUP BY file_id
),
refused AS (
    SELECT f.file_id, count(*) AS in_a_row
    FROM store.fetches AS f JOIN tried AS t USING (file_id)
    WHERE f.outcome = 'rejected' AND f.requested_at > coalesce(t.good_at, '-infinity'::TIMESTAMPTZ)
    GROUP BY f.file_id
)
SELECT l.file_id, l.source_url, h.document_sha256, h.etag, h.last_modified
FROM listed AS l
LEFT JOIN held AS h USING (file_id)
LEFT JOIN tried AS t USING (file_id)
LEFT JOIN refused AS r USING (file_id)
WHERE CASE
    WHEN l.changed_at > t.requested_at THEN true
    WHEN r.in_a_row = 1 AND t.run_id IN (SELECT run_id FROM store.hosts_at_fault WHERE kind = 'file') THEN true
    WHEN t.outcome = 'rejected' OR t.status IN (404, 410) THEN t.requested_at <= ?::TIMESTAMPTZ
    WHEN h.file_id IS NULL OR t.outcome = 'failed' THEN true
    ELSE coalesce(t.requested_at < ?::TIMESTAMPTZ, false)
END
ORDER BY l.published_on DESC, l.file_id
"""


def listed_files(con: duckdb.DuckDBPyConnection) -> list[FileToFetch]:
    """Return the listed files of which a version is held, newest publication first."""
    return [FileToFetch(*row) for row in con.execute(_LISTED).fetchall()]


_LISTED = """
SELECT file_id, arg_max(p.source_url, p.published_on), any_value(v.document_sha256), any_value(v.etag),
    any_value(v.last_modified)
FROM store.publications AS p
JOIN (
    FROM store.document_versions
    QUALIFY row_number() OVER (PARTITION BY file_id ORDER BY version DESC) = 1
) AS v USING (file_id)
WHERE p.withdrawn_at IS NULL
GROUP BY file_id
ORDER BY max(p.published_on) DESC, file_id
"""


def documents_to_read(con: duckdb.DuckDBPyConnection, reader_version: str | None) -> list[str]:
    """Return the hashes of the documents that this reader version has not read, newest publication first.

    Only each file's newest version counts, and the one that stands when the newest could not be read. Without a
    version, all of these are to be read.
    """
    rows = con.execute(_TO_READ, [reader_version, reader_version]).fetchall()
    return [row[0] for row in rows]


_TO_READ = """
WITH wanted AS (
    SELECT file_id, max_by(document_sha256, version) AS document_sha256 FROM store.document_versions GROUP BY file_id
    UNION
    SELECT file_id, document_sha256 FROM store.current_documents
)
SELECT w.document_sha256
FROM wanted AS w
LEFT JOIN store.publications AS p USING (file_id)
LEFT JOIN store.readings AS r USING (document_sha256)
WHERE ?::VARCHAR IS NULL OR r.reader_version IS DISTINCT FROM ?::VARCHAR
GROUP BY w.document_sha256
ORDER BY max(p.published_on) DESC NULLS LAST, w.document_sha256
"""


@dataclass(frozen=True)
class Status:
    """How the working database stands. Counts by state, framework or (stage, reason); times in UTC."""

    providers: int
    last_swept_at: datetime | None
    last_fetched_at: datetime | None
    publications: int
    withdrawn: int
    documents: int
    inspections: dict[str, int]
    quarantine: dict[tuple[str, str], int]
    last_run: tuple[str, str, datetime, str] | None


def status(con: duckdb.DuckDBPyConnection) -> Status:
    """Return a summary of the working database; `last_run` is its id, kind, start and state."""
    counts = con.execute(_COUNTS).fetchall()[0]
    runs = con.execute(
        "SELECT run_id, kind, started_at, state FROM store.runs ORDER BY started_at DESC LIMIT 1"
    ).fetchall()
    return Status(
        providers=counts[0],
        last_swept_at=counts[1],
        last_fetched_at=counts[2],
        publications=counts[3],
        withdrawn=counts[4],
        documents=counts[5],
        inspections=dict(con.execute(_BY_FRAMEWORK).fetchall()),
        quarantine={(row[0], row[1]): row[2] for row in con.execute(_BY_REASON).fetchall()},
        last_run=runs[0] if runs else None,
    )


_COUNTS = """
SELECT
    (SELECT count(*) FROM store.providers),
    (SELECT max(swept_at) FROM store.providers),
    (SELECT max(requested_at) FROM store.fetches),
    (SELECT count(*) FROM store.publications),
    (SELECT count(withdrawn_at) FROM store.publications),
    (SELECT count(*) FROM store.documents WHERE accepted)
"""
_BY_FRAMEWORK = """
SELECT i.framework, count(*) FROM store.listed_inspections AS l
JOIN store.reported_inspections AS i USING (document_sha256, inspection_number)
WHERE l.withheld_reason IS NULL GROUP BY ALL ORDER BY ALL
"""
_BY_REASON = """
SELECT stage, reason, count(*) FROM store.quarantine WHERE resolved_at IS NULL GROUP BY ALL ORDER BY ALL
"""
