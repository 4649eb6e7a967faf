"""What search pages and provider pages list, merged into what was known: new, changed, withdrawn, back again."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TYPE_CHECKING

from warehouse.stored import ChangeRow, ProviderRow, PublicationRow

if TYPE_CHECKING:
    from collections.abc import Iterable

    from warehouse.rows import ProviderListing, ProviderSweep, Publication

LISTED_FIELDS = ("label", "published_on", "source_url")


@dataclass
class Listed:
    """Authorities and publications as known, by URN and by (URN, file id), and what merging changed."""

    providers: dict[str, ProviderRow]
    publications: dict[tuple[str, str], PublicationRow]
    changes: list[ChangeRow] = field(default_factory=list)
    new: int = 0
    changed: int = 0
    withdrawn: int = 0


def merge_listings(known: Listed, listings: Iterable[ProviderListing], now: datetime) -> None:
    """Take what a search gave at `now`; one no newer than what is known changes nothing."""
    for listing in listings:
        before = known.providers.get(listing.ofsted_urn)
        if before and before.last_seen_at >= now:
            continue
        base = before or ProviderRow(listing.ofsted_urn, None, None, None, now, now)
        known.providers[listing.ofsted_urn] = replace(
            base,
            name=listing.name,
            latest_report_on=listing.latest_report_on,
            provider_url=listing.provider_url,
            last_seen_at=now,
        )


def merge_sweeps(known: Listed, sweeps: Iterable[ProviderSweep], run_id: str) -> None:
    """Take whole provider pages, oldest first; one no newer than the last of its authority changes nothing."""
    for sweep in sorted(sweeps, key=lambda sweep: sweep.swept_at):
        at = sweep.swept_at
        provider = known.providers.get(sweep.ofsted_urn) or ProviderRow(sweep.ofsted_urn, None, None, None, at, at)
        if provider.swept_at and at <= provider.swept_at:
            continue
        known.providers[sweep.ofsted_urn] = replace(provider, swept_at=at, swept_report_on=provider.latest_report_on)
        _merge_page(known, sweep, run_id)


def _merge_page(known: Listed, sweep: ProviderSweep, run_id: str) -> None:
    listed: dict[str, Publication] = {}
    for publication in sweep.publications:
        listed.setdefault(publication.file_id, publication)
    for file_id, publication in listed.items():
        key = (sweep.ofsted_urn, file_id)
        before = known.publications.get(key)
        if before is None:
            known.new += 1
            known.publications[key] = PublicationRow(
                sweep.ofsted_urn,
                file_id,
                publication.label,
                publication.published_on,
                publication.source_url,
                sweep.swept_at,
                sweep.swept_at,
            )
        else:
            known.publications[key] = _still_listed(known, before, publication, sweep.swept_at, run_id)
    for key, before in known.publications.items():
        if before.ofsted_urn == sweep.ofsted_urn and before.file_id not in listed and before.withdrawn_at is None:
            known.withdrawn += 1
            known.publications[key] = replace(before, withdrawn_at=sweep.swept_at)
            known.changes.append(_change(before, sweep.swept_at, run_id, "withdrawn_at", None, sweep.swept_at))


def _still_listed(
    known: Listed, before: PublicationRow, publication: Publication, at: datetime, run_id: str
) -> PublicationRow:
    differing = [name for name in LISTED_FIELDS if getattr(before, name) != getattr(publication, name)]
    changes = [
        _change(before, at, run_id, name, getattr(before, name), getattr(publication, name)) for name in differing
    ]
    if before.withdrawn_at:
        changes.append(_change(before, at, run_id, "withdrawn_at", before.withdrawn_at, None))
    known.changes.extend(changes)
    known.changed += bool(changes)
    return replace(
        before,
        label=publication.label,
        published_on=publication.published_on,
        source_url=publication.source_url,
        last_seen_at=at,
        changed_at=at if changes else before.changed_at,
        withdrawn_at=None,
    )


def _change(
    row: PublicationRow, at: datetime, run_id: str, name: str, old: object | None, new: object | None
) -> ChangeRow:
    return ChangeRow(at, run_id, "publication", row.ofsted_urn, row.file_id, None, name, _text(old), _text(new))


def _text(value: object | None) -> str | None:
    if isinstance(value, datetime):
        return value.isoformat(sep=" ", timespec="seconds")
    return None if value is None else str(value)
