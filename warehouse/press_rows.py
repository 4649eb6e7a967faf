"""What the steps hand to the warehouse of councils' newsrooms: what they list, the requests, what was read."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date, datetime

    from transform.press.records import ReleaseReading
    from warehouse.rows import Fetch


@dataclass(frozen=True)
class ListedItem:
    """An item that a newsroom lists; title and day are those of the list, where it gives them."""

    url: str
    title: str | None = None
    published_on: date | None = None


@dataclass(frozen=True)
class SweepProblem:
    """Why a newsroom, or a part of it, could not be read: a code, the address, and a sentence for people."""

    reason: str
    url: str
    detail: str


@dataclass(frozen=True)
class NewsroomSweep:
    """One reading of a newsroom, which may list only what is new. `newsroom` is its address.

    With a problem, the items are those that could be had, and the newsroom does not count as swept.
    """

    ofsted_urn: str
    newsroom: str
    swept_at: datetime
    items: tuple[ListedItem, ...] = ()
    problem: SweepProblem | None = None


@dataclass(frozen=True)
class PressReading:
    """What the reader made of an archived page of this address, as one of this authority's newsroom."""

    url: str
    ofsted_urn: str
    document_sha256: str
    read_at: datetime
    reading: ReleaseReading


@dataclass(frozen=True)
class PressBatch:
    """What one transaction loads; any part may be empty.

    `fetches` are of the kinds newsroom (a feed, a listing, a sitemap) and release (an item's page, by the address
    that is listed). One newsroom's failed request is told by its sweep's problem, not by the quarantine of requests.
    """

    run_id: str
    sweeps: tuple[NewsroomSweep, ...] = ()
    fetches: tuple[Fetch, ...] = ()
    readings: tuple[PressReading, ...] = ()


def release_id(ofsted_urn: str, url: str) -> str:
    """Return the id of an item of an authority's newsroom, which stays as long as its address does."""
    return f"{ofsted_urn}-{hashlib.sha256(url.encode()).hexdigest()[:12]}"
