"""One batch into the working database: all of it or nothing, and twice the same as once."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Self

from warehouse import bulk
from warehouse.database import transaction
from warehouse.fetch_load import load_fetches, stored_quarantine
from warehouse.listings import Listed, merge_listings, merge_sweeps
from warehouse.quarantine import Refusal
from warehouse.reading_rows import ReadingRows, content_digest
from warehouse.restated import facts_of, files_met, restated
from warehouse.stored import ProviderRow, PublicationRow

if TYPE_CHECKING:
    from datetime import datetime

    import duckdb

    from warehouse.rows import Batch, DocumentReading


@dataclass(frozen=True)
class LoadSummary:
    """What loading changed; summaries of batches add up. `changed_values` are those of inspections known before."""

    new_publications: int = 0
    changed_publications: int = 0
    withdrawn_publications: int = 0
    new_fetches: int = 0
    documents_read: int = 0
    changed_values: int = 0
    quarantined: int = 0

    def __add__(self, other: Self) -> LoadSummary:
        sums = {item.name: getattr(self, item.name) + getattr(other, item.name) for item in fields(self)}
        return LoadSummary(**sums)


def load(con: duckdb.DuckDBPyConnection, batch: Batch, now: datetime) -> LoadSummary:
    """Load a batch in one transaction.

    What was loaded before is recognised by its own times (of a sweep, a request, a reading) and skipped, so that a
    batch can be loaded again at any time. Nothing is deleted but what a document was read as before.

    Args:
        con: the working database, with its tables.
        batch: what to load; all its times are aware.
        now: the time, for what has none of its own: listings, and the quarantine of what was read.

    Raises:
        ValueError: when `now` has no time zone.
    """
    if now.tzinfo is None:
        raise ValueError("load needs a time with its zone")
    with transaction(con), stored_quarantine(con) as quarantine:
        files = files_met(con, batch)
        stated = facts_of(con, files)
        listed = _load_listings(con, batch, now)
        new_fetches = load_fetches(con, batch.run_id, batch.fetches, _unreadable(batch), quarantine)
        documents_read = _load_readings(con, batch)
        refused = con.execute("SELECT * FROM store.refused_readings").fetchall()
        quarantine.settle(("read", "load"), (Refusal(*row) for row in refused), now)
        changed_values = bulk.insert(
            con, "store.changes", restated(stated, facts_of(con, files) if stated else {}, batch.run_id, now)
        )
    return LoadSummary(
        new_publications=listed.new,
        changed_publications=listed.changed,
        withdrawn_publications=listed.withdrawn,
        new_fetches=len(new_fetches),
        documents_read=documents_read,
        changed_values=changed_values,
        quarantined=quarantine.opened,
    )


def _load_listings(con: duckdb.DuckDBPyConnection, batch: Batch, now: datetime) -> Listed:
    if not batch.listings and not batch.sweeps:
        return Listed({}, {})
    swept = {sweep.ofsted_urn for sweep in batch.sweeps}
    urns = bulk.as_json({listing.ofsted_urn for listing in batch.listings}.union(swept))
    pages = bulk.as_json(swept)
    known = Listed(
        {row[0]: ProviderRow(*row) for row in con.execute(_PROVIDERS, [urns]).fetchall()},
        {(row[0], row[1]): PublicationRow(*row) for row in con.execute(_PUBLICATIONS, [pages]).fetchall()},
    )
    merge_listings(known, batch.listings, now)
    merge_sweeps(known, batch.sweeps, batch.run_id)
    con.execute("DELETE FROM store.providers WHERE ofsted_urn IN (SELECT unnest(?::JSON::VARCHAR[]))", [urns])
    bulk.insert(con, "store.providers", known.providers.values())
    if swept:
        con.execute("DELETE FROM store.publications WHERE ofsted_urn IN (SELECT unnest(?::JSON::VARCHAR[]))", [pages])
    bulk.insert(con, "store.publications", known.publications.values())
    bulk.insert(con, "store.changes", known.changes)
    return known


_PROVIDERS = """
SELECT ofsted_urn, name, latest_report_on, provider_url, first_seen_at, last_seen_at, swept_at, swept_report_on
FROM store.providers WHERE ofsted_urn IN (SELECT unnest(?::JSON::VARCHAR[]))
"""
_PUBLICATIONS = """
SELECT ofsted_urn, file_id, label, published_on, source_url, first_seen_at, last_seen_at, changed_at, withdrawn_at
FROM store.publications WHERE ofsted_urn IN (SELECT unnest(?::JSON::VARCHAR[]))
"""


def _unreadable(batch: Batch) -> dict[str, str]:
    return {read.document_sha256: read.reading.unreadable.reason for read in batch.readings if read.reading.unreadable}


def _load_readings(con: duckdb.DuckDBPyConnection, batch: Batch) -> int:
    if not batch.readings:
        return 0
    latest: dict[str, DocumentReading] = {}
    for read in sorted(batch.readings, key=lambda read: read.read_at):
        latest[read.document_sha256] = read
    known = {row[0]: row[1:] for row in con.execute(_READINGS, [bulk.as_json(latest)]).fetchall()}
    rows = ReadingRows()
    replaced: list[str] = []
    done = 0
    for sha256, read in sorted(latest.items()):
        version, read_at, digest = known.get(sha256, (None, None, None))
        if read_at and read.read_at <= read_at:
            continue
        done += 1
        content = content_digest(read)
        changed = digest != content
        if changed or version != read.reading.reader_version:
            rows.add(read, content, changed=changed)
            if changed and digest:
                replaced.append(sha256)
    if replaced:
        for statement in _FORGET:
            con.execute(statement, [bulk.as_json(replaced)])
    con.execute(_FORGET_READING, [bulk.as_json(row["document_sha256"] for row in rows.readings)])
    bulk.insert(con, "store.readings", rows.readings)
    for table, children in rows.children.items():
        bulk.insert(con, f"store.{table}", children)
    return done


_READINGS = """
SELECT document_sha256, reader_version, read_at, content_digest
FROM store.readings WHERE document_sha256 IN (SELECT unnest(?::JSON::VARCHAR[]))
"""
_FORGET_READING = "DELETE FROM store.readings WHERE document_sha256 IN (SELECT unnest(?::JSON::VARCHAR[]))"
_FORGET = (
    "DELETE FROM store.reported_inspections WHERE document_sha256 IN (SELECT unnest(?::JSON::VARCHAR[]))",
    "DELETE FROM store.judgements WHERE document_sha256 IN (SELECT unnest(?::JSON::VARCHAR[]))",
    "DELETE FROM store.findings WHERE document_sha256 IN (SELECT unnest(?::JSON::VARCHAR[]))",
    "DELETE FROM store.passages WHERE document_sha256 IN (SELECT unnest(?::JSON::VARCHAR[]))",
    "DELETE FROM store.document_issues WHERE document_sha256 IN (SELECT unnest(?::JSON::VARCHAR[]))",
)
