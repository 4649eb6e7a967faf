"""What could not be taken in, and why: opened, seen again, resolved, opened again."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from warehouse.stored import QuarantineRow, Stage

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from datetime import datetime

    from warehouse.rows import Fetch

Key = tuple[str, str, str, str]


@dataclass(frozen=True)
class Refusal:
    """That a newsroom could not be read, or that what was read of a document is not taken in."""

    stage: Stage
    file_id: str | None
    source_url: str | None
    document_sha256: str | None
    reason: str
    detail: str | None


class Quarantine:
    """The rows of `store.quarantine`, one per stage, file (or address), document and reason."""

    def __init__(self, rows: Iterable[QuarantineRow]) -> None:
        self.rows = {_key(row): row for row in rows}
        self.opened = 0

    def add_fetch(self, fetch: Fetch, reason: str) -> None:
        """Note a request that brought nothing, or a body that was refused."""
        at = fetch.requested_at
        self._add(QuarantineRow("fetch", fetch.file_id, fetch.url, fetch.document_sha256, reason, fetch.detail, at, at))

    def resolve_fetch(self, fetch: Fetch) -> None:
        """Note that a file, or else an address, was fetched well."""
        for key, row in self.rows.items():
            same = row.file_id == fetch.file_id if fetch.file_id else not row.file_id and row.source_url == fetch.url
            if row.stage == "fetch" and same and row.resolved_at is None and row.last_seen_at < fetch.requested_at:
                self.rows[key] = replace(row, resolved_at=fetch.requested_at)

    def settle(self, stages: Collection[Stage], refusals: Iterable[Refusal], now: datetime) -> None:
        """Make the open rows of these stages those that hold now; the others are resolved."""
        held = {
            _key(row): row
            for row in (
                QuarantineRow(r.stage, r.file_id, r.source_url, r.document_sha256, r.reason, r.detail, now, now)
                for r in refusals
            )
        }
        for row in held.values():
            self._add(row)
        for key, row in self.rows.items():
            if row.stage in stages and key not in held and row.resolved_at is None:
                self.rows[key] = replace(row, resolved_at=now)

    def _add(self, row: QuarantineRow) -> None:
        before = self.rows.get(_key(row))
        if before is None:
            self.opened += 1
            self.rows[_key(row)] = row
            return
        if row.last_seen_at < before.last_seen_at:
            return
        self.opened += before.resolved_at is not None
        self.rows[_key(row)] = replace(row, first_seen_at=before.first_seen_at)


def _key(row: QuarantineRow) -> Key:
    return row.stage, row.file_id or row.source_url or "", row.document_sha256 or "", row.reason
