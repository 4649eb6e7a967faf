"""One batch of newsrooms into the working database: all of it or nothing, and twice the same as once."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Self

from warehouse import bulk
from warehouse.database import transaction
from warehouse.fetch_load import load_fetches, stored_quarantine
from warehouse.press_items import Newsrooms, merge_bodies, merge_newsrooms
from warehouse.press_reading_rows import CHILDREN, PressReadingRows, content_digest
from warehouse.press_rows import release_id
from warehouse.quarantine import Refusal
from warehouse.stored import BodyRow, ItemRow, NewsroomRow

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    import duckdb

    from warehouse.press_rows import PressBatch, PressReading
    from warehouse.rows import Fetch


@dataclass(frozen=True)
class PressSummary:
    """What loading changed; summaries of batches add up.

    Releases are those about an inspection of the council or a visit to it; `claims` are those not made before.
    """

    new_items: int = 0
    new_releases: int = 0
    changed_releases: int = 0
    claims: int = 0
    quarantined: int = 0

    def __add__(self, other: Self) -> PressSummary:
        sums = {item.name: getattr(self, item.name) + getattr(other, item.name) for item in fields(self)}
        return PressSummary(**sums)


@dataclass(frozen=True)
class _Standing:
    """The number of a release's current version, and the claims that it makes."""

    version: int
    claims: frozenset[str]


def load_press(con: duckdb.DuckDBPyConnection, batch: PressBatch, now: datetime) -> PressSummary:
    """Load a batch in one transaction.

    What was loaded before is recognised by its own times (of a sweep, a request, a reading) and skipped, so that a
    batch can be loaded again at any time. Nothing is deleted but what a page was read as before.

    Args:
        con: the working database, with its tables.
        batch: what to load; all its times are aware.
        now: the time, for the quarantine of newsrooms and of what was read.

    Raises:
        ValueError: when `now` has no time zone.
    """
    if now.tzinfo is None:
        raise ValueError("load_press needs a time with its zone")
    with transaction(con), stored_quarantine(con) as quarantine:
        before = _standing(con)
        new_items = _load_sweeps(con, batch)
        unreadable = {
            read.document_sha256: read.reading.unreadable.reason for read in batch.readings if read.reading.unreadable
        }
        _load_bodies(con, load_fetches(con, batch.run_id, batch.fetches, unreadable, quarantine))
        _load_readings(con, batch.readings)
        refused = con.execute("SELECT * FROM store.refused_press").fetchall()
        quarantine.settle(("newsroom", "press_read"), (Refusal(*row) for row in refused), now)
        after = _standing(con)
    known = {name: before.get(name, _Standing(0, frozenset())) for name in after}
    return PressSummary(
        new_items=new_items,
        new_releases=len(after.keys() - before.keys()),
        changed_releases=sum(after[name].version > before[name].version for name in after.keys() & before.keys()),
        claims=sum(len(after[name].claims - known[name].claims) for name in after),
        quarantined=quarantine.opened,
    )


def _standing(con: duckdb.DuckDBPyConnection) -> dict[str, _Standing]:
    return {row[0]: _Standing(row[1], frozenset(row[2] or ())) for row in con.execute(_STANDING).fetchall()}


_STANDING = """
SELECT v.release_id, v.version, list(c.area || ' ' || c.grade) FILTER (c.area IS NOT NULL)
FROM store.press_versions AS v
JOIN store.press_readings AS r USING (release_id, document_sha256)
LEFT JOIN store.press_claims AS c USING (release_id, document_sha256)
WHERE v.is_current AND r.kind NOT IN ('other', 'not_about_the_council')
GROUP BY v.release_id, v.version
"""


def _load_sweeps(con: duckdb.DuckDBPyConnection, batch: PressBatch) -> int:
    if not batch.sweeps:
        return 0
    urns = bulk.as_json({sweep.ofsted_urn for sweep in batch.sweeps})
    ids = {release_id(sweep.ofsted_urn, item.url) for sweep in batch.sweeps for item in sweep.items}
    known = Newsrooms(
        {(row[0], row[1]): NewsroomRow(*row) for row in con.execute(_NEWSROOMS, [urns]).fetchall()},
        {row[0]: ItemRow(*row) for row in con.execute(_ITEMS, [bulk.as_json(ids)]).fetchall()},
    )
    merge_newsrooms(known, batch.sweeps)
    con.execute("DELETE FROM store.newsrooms WHERE ofsted_urn IN (SELECT unnest(?::JSON::VARCHAR[]))", [urns])
    bulk.insert(con, "store.newsrooms", known.newsrooms.values())
    con.execute(
        "DELETE FROM store.press_items WHERE release_id IN (SELECT unnest(?::JSON::VARCHAR[]))",
        [bulk.as_json(known.items)],
    )
    bulk.insert(con, "store.press_items", known.items.values())
    return known.new


_NEWSROOMS = """
SELECT ofsted_urn, newsroom, last_tried_at, last_swept_at, items_listed, problem, problem_url, problem_detail
FROM store.newsrooms WHERE ofsted_urn IN (SELECT unnest(?::JSON::VARCHAR[]))
"""
_ITEMS = """
SELECT release_id, ofsted_urn, newsroom, url, title, published_on, first_seen_at, last_seen_at, changed_at
FROM store.press_items WHERE release_id IN (SELECT unnest(?::JSON::VARCHAR[]))
"""


def _load_bodies(con: duckdb.DuckDBPyConnection, fetches: Sequence[Fetch]) -> None:
    if not fetches:
        return
    urls = bulk.as_json({fetch.url for fetch in fetches})
    known: dict[str, list[BodyRow]] = {}
    for row in con.execute(_BODIES, [urls]).fetchall():
        known.setdefault(row[0], []).append(BodyRow(*row))
    merge_bodies(known, fetches)
    con.execute("DELETE FROM store.press_bodies WHERE url IN (SELECT unnest(?::JSON::VARCHAR[]))", [urls])
    bulk.insert(con, "store.press_bodies", (body for bodies in known.values() for body in bodies))


_BODIES = """
SELECT url, body_number, document_sha256, first_seen_at, last_seen_at, etag, last_modified
FROM store.press_bodies WHERE url IN (SELECT unnest(?::JSON::VARCHAR[])) ORDER BY url, body_number
"""


def _load_readings(con: duckdb.DuckDBPyConnection, readings: Sequence[PressReading]) -> None:
    latest: dict[tuple[str, str], PressReading] = {}
    for read in sorted(readings, key=lambda read: read.read_at):
        latest[release_id(read.ofsted_urn, read.url), read.document_sha256] = read
    if not latest:
        return
    ids = bulk.as_json({key[0] for key in latest})
    known = {(row[0], row[1]): row[2:] for row in con.execute(_READINGS, [ids]).fetchall()}
    rows = PressReadingRows()
    replaced: list[str] = []
    for key, read in sorted(latest.items(), key=lambda entry: entry[0]):
        version, read_at, digest = known.get(key, (None, None, None))
        if read_at and read.read_at <= read_at:
            continue
        content = content_digest(read)
        changed = digest != content
        if changed or version != read.reading.reader_version:
            rows.add(key[0], read, content, changed=changed)
            if changed and digest:
                replaced.append(" ".join(key))
    if replaced:
        for table in CHILDREN:
            con.execute(_FORGET.format(table=table), [bulk.as_json(replaced)])
    read_anew = bulk.as_json(f"{row['release_id']} {row['document_sha256']}" for row in rows.readings)
    con.execute(_FORGET.format(table="press_readings"), [read_anew])
    bulk.insert(con, "store.press_readings", rows.readings)
    for table, children in rows.children.items():
        bulk.insert(con, f"store.{table}", children)


_READINGS = """
SELECT release_id, document_sha256, reader_version, read_at, content_digest
FROM store.press_readings WHERE release_id IN (SELECT unnest(?::JSON::VARCHAR[]))
"""
_FORGET = """
DELETE FROM store.{table} WHERE release_id || ' ' || document_sha256 IN (SELECT unnest(?::JSON::VARCHAR[]))
"""
