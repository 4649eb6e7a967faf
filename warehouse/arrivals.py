"""Requests merged into what was known: documents, the versions of each file, and what could not be had."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from warehouse.rows import Fetch, FetchKind, FetchOutcome
from warehouse.stored import DocumentRow, VersionRow

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from warehouse.quarantine import Quarantine

REFUSED = "body_refused"
NO_ANSWER = "no_answer"
GOOD = (FetchOutcome.NEW, FetchOutcome.UNCHANGED, FetchOutcome.NOT_MODIFIED)


@dataclass
class Arrived:
    """Documents by hash, versions by file (oldest first), and the quarantine, all as known before."""

    documents: dict[str, DocumentRow]
    versions: dict[str, list[VersionRow]]
    quarantine: Quarantine


def merge_fetches(known: Arrived, fetches: Iterable[Fetch], reasons: Mapping[str, str]) -> None:
    """Take requests that were not taken before, oldest first.

    Changed bytes of a file are a new version of it; a refused body is kept as a document and put in quarantine, and
    the version that was good stays. A good answer resolves what was in quarantine for the same file or address.

    Args:
        known: what was known, which is changed in place.
        fetches: the requests.
        reasons: the reason code that reading a refused body gave, by its hash.
    """
    for fetch in sorted(fetches, key=lambda fetch: fetch.requested_at):
        if fetch.document_sha256 and fetch.outcome is not FetchOutcome.NOT_MODIFIED:
            _note_document(known, fetch, fetch.document_sha256)
        if fetch.outcome in GOOD:
            known.quarantine.resolve_fetch(fetch)
            if fetch.file_id:
                _note_version(known, fetch, fetch.file_id)
        elif fetch.kind is not FetchKind.NEWSROOM:  # of which its sweep says what is wrong
            known.quarantine.add_fetch(fetch, _reason(fetch, reasons))


def _note_document(known: Arrived, fetch: Fetch, sha256: str) -> None:
    accepted = fetch.outcome is not FetchOutcome.REJECTED
    at = fetch.requested_at
    before = known.documents.get(sha256) or DocumentRow(sha256, fetch.bytes, accepted, at, at)
    known.documents[sha256] = replace(
        before,
        accepted=before.accepted or accepted,
        first_fetched_at=min(before.first_fetched_at, at),
        last_fetched_at=max(before.last_fetched_at, at),
    )


def _note_version(known: Arrived, fetch: Fetch, file_id: str) -> None:
    versions = known.versions.setdefault(file_id, [])
    at = fetch.requested_at
    if versions and at <= versions[-1].last_seen_at:
        return
    sha256 = fetch.document_sha256
    changed = fetch.outcome is not FetchOutcome.NOT_MODIFIED and sha256
    etag, last_modified = header(fetch, "etag"), header(fetch, "last-modified")
    if sha256 and changed and (not versions or versions[-1].document_sha256 != sha256):
        versions.append(VersionRow(file_id, len(versions) + 1, sha256, at, at, etag, last_modified))
    elif versions:
        last = versions[-1]
        versions[-1] = replace(
            last, last_seen_at=at, etag=etag or last.etag, last_modified=last_modified or last.last_modified
        )


def _reason(fetch: Fetch, reasons: Mapping[str, str]) -> str:
    if fetch.reason:
        return fetch.reason
    if fetch.outcome is FetchOutcome.REJECTED:
        return reasons.get(fetch.document_sha256 or "", REFUSED)
    return f"http_{fetch.status}" if fetch.status else NO_ANSWER


def header(fetch: Fetch, name: str) -> str | None:
    """Return a header of the answer, whatever its case."""
    return next((value for key, value in fetch.headers.items() if key.lower() == name), None)
