"""What the steps ask the working database about newsrooms: when they were read, what to fetch, what to read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from warehouse.queries import REFUSED_AGAIN_AFTER

if TYPE_CHECKING:
    import duckdb

# Councils correct a release in the days after it appears.
WATCHED_FOR = timedelta(days=30)
WATCHED_EVERY = timedelta(hours=20)


@dataclass(frozen=True)
class ItemToFetch:
    """A newsroom's item to ask for; the hash and the validators are those of the body that is held, if one is."""

    url: str
    sha256: str | None = None
    etag: str | None = None
    last_modified: str | None = None


class ReleaseToRead(NamedTuple):
    """An archived page of an item of an authority's newsroom."""

    url: str
    ofsted_urn: str
    document_sha256: str


def newsrooms_swept(con: duckdb.DuckDBPyConnection) -> dict[str, datetime]:
    """Return when each authority's newsroom was last read without a problem, by URN.

    Of an authority with several newsrooms it is the one read longest ago. One that never was read well is left out.
    """
    rows: list[tuple[str, datetime]] = con.execute(_SWEPT).fetchall()
    return dict(rows)


_SWEPT = """
SELECT ofsted_urn, min(last_swept_at) FROM store.newsrooms
GROUP BY ofsted_urn HAVING count(*) = count(last_swept_at) ORDER BY ofsted_urn
"""


def items_to_fetch(
    con: duckdb.DuckDBPyConnection, now: datetime, *, checked_before: datetime | None = None
) -> list[ItemToFetch]:
    """Return the listed items to ask for, newest first, each address once.

    These are the items of which no body is held (one whose body was refused or could not be read, or that the host
    does not have, is asked for again a week after the last try; once at the next run, when hosts were at fault
    in that one), those whose listing has changed since the last try,
    and, once a day, the releases about an inspection or a visit that were published in the last thirty days.

    Args:
        con: the working database.
        now: the time.
        checked_before: also items held that were last asked for before this time.
    """
    parameters = [
        now - REFUSED_AGAIN_AFTER,
        (now - WATCHED_FOR).date(),
        now - WATCHED_EVERY,
        checked_before,
    ]
    return [ItemToFetch(*row) for row in con.execute(_TO_FETCH, parameters).fetchall()]


_TO_FETCH = """
WITH held AS (
    SELECT * FROM store.press_bodies
    QUALIFY row_number() OVER (PARTITION BY url ORDER BY body_number DESC) = 1
),
listed AS (
    SELECT i.url, max(i.published_on) AS published_on, max(i.changed_at) AS changed_at,
        max(coalesce(r.published_on, i.published_on, i.first_seen_at::DATE)) AS appeared_on,
        bool_or(r.kind NOT IN ('other', 'not_about_the_council')) AS about_the_council,
        bool_or(r.unreadable_reason IS NOT NULL) AS unreadable
    FROM store.press_items AS i
    LEFT JOIN held AS h USING (url)
    LEFT JOIN store.press_readings AS r ON r.release_id = i.release_id AND r.document_sha256 = h.document_sha256
    GROUP BY i.url
),
tried AS (
    SELECT url, max(requested_at) AS requested_at, arg_max(outcome, requested_at) AS outcome,
        arg_max_null(status, requested_at) AS status, arg_max(run_id, requested_at) AS run_id,
        max(requested_at) FILTER (outcome NOT IN ('rejected', 'failed')) AS good_at
    FROM store.fetches WHERE kind = 'release' GROUP BY url
),
refused AS (
    SELECT f.url, count(*) AS in_a_row
    FROM store.fetches AS f JOIN tried AS t USING (url)
    WHERE f.outcome = 'rejected' AND f.requested_at > coalesce(t.good_at, '-infinity'::TIMESTAMPTZ)
    GROUP BY f.url
)
SELECT l.url, h.document_sha256, h.etag, h.last_modified
FROM listed AS l
LEFT JOIN held AS h USING (url)
LEFT JOIN tried AS t USING (url)
LEFT JOIN refused AS r USING (url)
WHERE CASE
    WHEN l.changed_at > t.requested_at THEN true
    WHEN r.in_a_row = 1 AND t.run_id IN (SELECT run_id FROM store.hosts_at_fault WHERE kind = 'release') THEN true
    WHEN t.outcome = 'rejected' OR t.status IN (404, 410) OR l.unreadable THEN t.requested_at <= ?::TIMESTAMPTZ
    WHEN h.url IS NULL OR t.outcome = 'failed' THEN true
    WHEN l.about_the_council AND l.appeared_on >= ?::DATE AND t.requested_at <= ?::TIMESTAMPTZ THEN true
    ELSE coalesce(t.requested_at < ?::TIMESTAMPTZ, false)
END
ORDER BY l.published_on DESC NULLS LAST, l.url
"""


def held_items(con: duckdb.DuckDBPyConnection) -> list[ItemToFetch]:
    """Return the items of which a body is held, by address."""
    return [ItemToFetch(*row) for row in con.execute(_HELD).fetchall()]


_HELD = """
SELECT url, document_sha256, etag, last_modified FROM store.press_bodies
QUALIFY row_number() OVER (PARTITION BY url ORDER BY body_number DESC) = 1
ORDER BY url
"""


def releases_to_read(con: duckdb.DuckDBPyConnection, reader_version: str | None) -> list[ReleaseToRead]:
    """Return the archived pages that this version of the reader has not read, newest first.

    Earlier bodies of a page are read too, since only reading tells whether it was edited. Without a version, all are
    to be read.
    """
    rows = con.execute(_TO_READ, [reader_version, reader_version]).fetchall()
    return [ReleaseToRead(*row) for row in rows]


_TO_READ = """
SELECT i.url, i.ofsted_urn, b.document_sha256
FROM store.press_items AS i
JOIN store.press_bodies AS b USING (url)
LEFT JOIN store.press_readings AS r ON r.release_id = i.release_id AND r.document_sha256 = b.document_sha256
WHERE ?::VARCHAR IS NULL OR r.reader_version IS DISTINCT FROM ?::VARCHAR
GROUP BY ALL
ORDER BY max(i.published_on) DESC NULLS LAST, i.url, i.ofsted_urn, max(b.body_number), b.document_sha256
"""
