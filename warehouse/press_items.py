"""What newsrooms list, and the bodies of their items, merged into what was known."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from warehouse.arrivals import GOOD, header
from warehouse.press_rows import release_id
from warehouse.rows import Fetch, FetchKind, FetchOutcome
from warehouse.stored import BodyRow, ItemRow, NewsroomRow

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from warehouse.press_rows import ListedItem, NewsroomSweep


@dataclass
class Newsrooms:
    """Newsrooms by URN and address, and items by release id, as known; `new` counts the items not known before."""

    newsrooms: dict[tuple[str, str], NewsroomRow]
    items: dict[str, ItemRow]
    new: int = field(default=0)


def merge_newsrooms(known: Newsrooms, sweeps: Iterable[NewsroomSweep]) -> None:
    """Take newsrooms, oldest sweep first; one no newer than the last of its newsroom changes nothing.

    A sweep lists what is new, so that an item which is missing from it is not gone. A sweep with a problem keeps the
    time of the last one without.
    """
    for sweep in sorted(sweeps, key=lambda sweep: sweep.swept_at):
        key = (sweep.ofsted_urn, sweep.newsroom)
        before = known.newsrooms.get(key)
        if before and sweep.swept_at <= before.last_tried_at:
            continue
        tried = NewsroomRow(
            sweep.ofsted_urn,
            sweep.newsroom,
            last_tried_at=sweep.swept_at,
            last_swept_at=before.last_swept_at if before else None,
            items_listed=len(sweep.items),
        )
        if sweep.problem is None:
            known.newsrooms[key] = replace(tried, last_swept_at=sweep.swept_at)
        else:
            why = sweep.problem
            known.newsrooms[key] = replace(tried, problem=why.reason, problem_url=why.url, problem_detail=why.detail)
        for item in sweep.items:
            _merge_item(known, sweep, item)


def _merge_item(known: Newsrooms, sweep: NewsroomSweep, item: ListedItem) -> None:
    key, at = release_id(sweep.ofsted_urn, item.url), sweep.swept_at
    before = known.items.get(key)
    if before is None:
        known.new += 1
        known.items[key] = ItemRow(
            key, sweep.ofsted_urn, sweep.newsroom, item.url, item.title, item.published_on, at, at
        )
        return
    if at < before.last_seen_at:
        return
    # A sitemap gives neither title nor day; that says nothing against what a feed gave.
    title, published_on = item.title or before.title, item.published_on or before.published_on
    differs = (before.title and title != before.title) or (before.published_on and published_on != before.published_on)
    known.items[key] = replace(
        before,
        title=title,
        published_on=published_on,
        last_seen_at=at,
        changed_at=at if differs else before.changed_at,
    )


def merge_bodies(known: dict[str, list[BodyRow]], fetches: Iterable[Fetch]) -> None:
    """Take the requests for items, oldest first: changed bytes are a new body, a good answer confirms the last.

    Args:
        known: the bodies of each address, oldest first, which is changed in place.
        fetches: requests of any kind, none of which was taken before.
    """
    for fetch in sorted(fetches, key=lambda fetch: fetch.requested_at):
        if fetch.kind is FetchKind.RELEASE and fetch.outcome in GOOD:
            _merge_body(known.setdefault(fetch.url, []), fetch, fetch.requested_at)


def _merge_body(bodies: list[BodyRow], fetch: Fetch, at: datetime) -> None:
    last = bodies[-1] if bodies else None
    if last and at <= last.last_seen_at:
        return
    sha256, etag, last_modified = fetch.document_sha256, header(fetch, "etag"), header(fetch, "last-modified")
    given = fetch.outcome is not FetchOutcome.NOT_MODIFIED
    if sha256 and given and (last is None or last.document_sha256 != sha256):
        bodies.append(BodyRow(fetch.url, len(bodies) + 1, sha256, at, at, etag, last_modified))
    elif last:
        bodies[-1] = replace(
            last, last_seen_at=at, etag=etag or last.etag, last_modified=last_modified or last.last_modified
        )
