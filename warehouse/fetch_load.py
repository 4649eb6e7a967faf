"""The requests of a batch into the working database, with the documents, versions and quarantine that they change."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import fields
from typing import TYPE_CHECKING

from warehouse import bulk
from warehouse.arrivals import Arrived, merge_fetches
from warehouse.quarantine import Quarantine
from warehouse.stored import DocumentRow, QuarantineRow, VersionRow

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    import duckdb

    from warehouse.rows import Fetch


@contextmanager
def stored_quarantine(con: duckdb.DuckDBPyConnection) -> Iterator[Quarantine]:
    """Give the quarantine to change, and write it back, in the caller's transaction, when it was changed."""
    quarantine = Quarantine(QuarantineRow(*row) for row in con.execute(_ALL_QUARANTINE).fetchall())
    before = dict(quarantine.rows)
    yield quarantine
    if quarantine.rows != before:
        con.execute("DELETE FROM store.quarantine")
        bulk.insert(con, "store.quarantine", quarantine.rows.values())


_ALL_QUARANTINE = """
SELECT stage, file_id, source_url, document_sha256, reason, detail, first_seen_at, last_seen_at, resolved_at
FROM store.quarantine ORDER BY ALL
"""


def load_fetches(
    con: duckdb.DuckDBPyConnection,
    run_id: str,
    given: Sequence[Fetch],
    unreadable: Mapping[str, str],
    quarantine: Quarantine,
) -> tuple[Fetch, ...]:
    """Load the requests that were not loaded before, in the caller's transaction, and return them.

    Args:
        con: the working database.
        run_id: the run that made them.
        given: the requests.
        unreadable: the reason code that reading a body gave in the same batch, by its hash.
        quarantine: where bodies that were refused and requests without an answer go.
    """
    if not given:
        return ()
    taken = set(con.execute(_TAKEN, [bulk.as_json(fetch.requested_at for fetch in given)]).fetchall())
    fetches = {
        key: fetch for fetch in given if (key := (fetch.url, fetch.requested_at)) not in taken
    }  # the same request twice in one batch is one request
    if not fetches:
        return ()
    hashes = bulk.as_json({fetch.document_sha256 for fetch in fetches.values() if fetch.document_sha256})
    files = bulk.as_json({fetch.file_id for fetch in fetches.values() if fetch.file_id})
    versions: dict[str, list[VersionRow]] = {}
    for row in con.execute(_VERSIONS, [files]).fetchall():
        versions.setdefault(row[0], []).append(VersionRow(*row))
    documents = {row[0]: DocumentRow(*row) for row in con.execute(_DOCUMENTS, [hashes]).fetchall()}
    known = Arrived(documents, versions, quarantine)
    reasons: dict[str, str] = dict(con.execute(_REASONS, [hashes]).fetchall())
    merge_fetches(known, fetches.values(), reasons | dict(unreadable))
    bulk.insert(con, "store.fetches", (_fetch_row(fetch, run_id) for fetch in fetches.values()))
    con.execute("DELETE FROM store.documents WHERE document_sha256 IN (SELECT unnest(?::JSON::VARCHAR[]))", [hashes])
    bulk.insert(con, "store.documents", known.documents.values())
    con.execute("DELETE FROM store.document_versions WHERE file_id IN (SELECT unnest(?::JSON::VARCHAR[]))", [files])
    bulk.insert(con, "store.document_versions", (row for rows in known.versions.values() for row in rows))
    return tuple(fetches.values())


_TAKEN = "SELECT url, requested_at FROM store.fetches WHERE requested_at IN (SELECT unnest(?::JSON::TIMESTAMPTZ[]))"
_VERSIONS = """
SELECT file_id, version, document_sha256, first_seen_at, last_seen_at, etag, last_modified
FROM store.document_versions WHERE file_id IN (SELECT unnest(?::JSON::VARCHAR[])) ORDER BY file_id, version
"""
_DOCUMENTS = """
SELECT document_sha256, bytes, accepted, first_fetched_at, last_fetched_at
FROM store.documents WHERE document_sha256 IN (SELECT unnest(?::JSON::VARCHAR[]))
"""
_REASONS = """
SELECT document_sha256, unreadable_reason FROM store.readings
WHERE unreadable_reason IS NOT NULL AND document_sha256 IN (SELECT unnest(?::JSON::VARCHAR[]))
"""


def _fetch_row(fetch: Fetch, run_id: str) -> dict[str, object]:
    return {item.name: getattr(fetch, item.name) for item in fields(fetch)} | {"run_id": run_id}
