"""What the steps hand to the warehouse beside the readers' records: listings, publications, fetches, documents."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date, datetime

    from transform.records import Reading


class FetchKind(StrEnum):
    """What was asked for."""

    SEARCH = "search"
    PROVIDER = "provider"
    FILE = "file"
    NEWSROOM = "newsroom"
    RELEASE = "release"


class FetchOutcome(StrEnum):
    """What came of a request: new bytes, the bytes already held, a 304, a body that was refused, or no body."""

    NEW = "new"
    UNCHANGED = "unchanged"
    NOT_MODIFIED = "not_modified"
    REJECTED = "rejected"
    FAILED = "failed"


@dataclass(frozen=True)
class ProviderListing:
    """An authority as Ofsted's search lists it, with the date of its latest report of any kind."""

    ofsted_urn: str
    name: str
    latest_report_on: date | None
    provider_url: str


@dataclass(frozen=True)
class Publication:
    """A report that an authority's provider page lists. The same file can stand on two authorities' pages."""

    ofsted_urn: str
    file_id: str
    label: str
    published_on: date
    source_url: str


@dataclass(frozen=True)
class ProviderSweep:
    """One reading of a provider page: all that it lists, so that what is no longer listed can be marked."""

    ofsted_urn: str
    swept_at: datetime
    publications: tuple[Publication, ...]


@dataclass(frozen=True)
class Fetch:
    """One request and what came of it. `seconds` is the time to the last byte; times are in UTC.

    `reason` is a code for why a body was refused or did not come; without one the warehouse takes what reading
    the refused body gave, or the status.
    """

    url: str
    kind: FetchKind
    requested_at: datetime
    seconds: float
    outcome: FetchOutcome
    final_url: str | None = None
    status: int | None = None
    headers: dict[str, str] = field(default_factory=dict)
    bytes: int | None = None
    document_sha256: str | None = None
    file_id: str | None = None
    detail: str | None = None
    reason: str | None = None


@dataclass(frozen=True)
class DocumentReading:
    """What the readers made of an archived body."""

    document_sha256: str
    read_at: datetime
    reading: Reading


@dataclass(frozen=True)
class Batch:
    """What one transaction loads. Any part may be empty."""

    run_id: str
    listings: tuple[ProviderListing, ...] = ()
    sweeps: tuple[ProviderSweep, ...] = ()
    fetches: tuple[Fetch, ...] = ()
    readings: tuple[DocumentReading, ...] = ()
