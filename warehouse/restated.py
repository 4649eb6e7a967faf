"""What inspections that were known before state otherwise after a batch."""

from __future__ import annotations

from typing import TYPE_CHECKING

from warehouse import bulk
from warehouse.stored import ChangeRow

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    import duckdb

    from warehouse.rows import Batch

# A fact is told by its inspection_id, ofsted_urn, file_id and field.
Facts = dict[tuple[str, str, str, str], str | None]


def files_met(con: duckdb.DuckDBPyConnection, batch: Batch) -> list[str]:
    """Return the files known so far that a batch has to do with: what other files state cannot change with it."""
    urns = bulk.as_json({sweep.ofsted_urn for sweep in batch.sweeps})
    files = bulk.as_json({fetch.file_id for fetch in batch.fetches if fetch.file_id})
    hashes = bulk.as_json({read.document_sha256 for read in batch.readings})
    return [row[0] for row in con.execute(_MET, [urns, files, hashes]).fetchall()]


_MET = """
SELECT file_id FROM store.publications WHERE ofsted_urn IN (SELECT unnest(?::JSON::VARCHAR[]))
UNION
SELECT file_id FROM store.document_versions WHERE file_id IN (SELECT unnest(?::JSON::VARCHAR[]))
UNION
SELECT file_id FROM store.document_versions WHERE document_sha256 IN (SELECT unnest(?::JSON::VARCHAR[]))
"""


def facts_of(con: duckdb.DuckDBPyConnection, files: list[str]) -> Facts:
    """Return what the inspections of these files state."""
    if not files:
        return {}
    return {row[:4]: row[4] for row in con.execute(_FACTS, [bulk.as_json(files)]).fetchall()}


_FACTS = """
SELECT inspection_id, ofsted_urn, file_id, field, value FROM store.stated_facts
WHERE file_id IN (SELECT unnest(?::JSON::VARCHAR[]))
"""


def restated(
    before: Mapping[tuple[str, str, str, str], str | None], after: Facts, run_id: str, now: datetime
) -> list[ChangeRow]:
    """Return the facts that differ. An inspection not known before is new, and none of its facts has changed."""
    known = {key[0] for key in before}
    return [
        ChangeRow(now, run_id, "inspection", urn, file_id, inspection_id, name, before.get(key), after.get(key))
        for key in sorted({*before, *after})
        for inspection_id, urn, file_id, name in [key]
        if inspection_id in known and before.get(key) != after.get(key)
    ]
