"""Rows of the working database as the merges read and write them; the field names are those of the columns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from datetime import date, datetime


@dataclass(frozen=True)
class ProviderRow:
    """A row of `store.providers`."""

    ofsted_urn: str
    name: str | None
    latest_report_on: date | None
    provider_url: str | None
    first_seen_at: datetime
    last_seen_at: datetime
    swept_at: datetime | None = None
    swept_report_on: date | None = None


@dataclass(frozen=True)
class PublicationRow:
    """A row of `store.publications`."""

    ofsted_urn: str
    file_id: str
    label: str
    published_on: date
    source_url: str
    first_seen_at: datetime
    last_seen_at: datetime
    changed_at: datetime | None = None
    withdrawn_at: datetime | None = None


@dataclass(frozen=True)
class ChangeRow:
    """A row of `store.changes`."""

    changed_at: datetime
    run_id: str
    entity: Literal["publication", "inspection"]
    ofsted_urn: str
    file_id: str
    inspection_id: str | None
    field: str
    old_value: str | None
    new_value: str | None


@dataclass(frozen=True)
class DocumentRow:
    """A row of `store.documents`."""

    document_sha256: str
    bytes: int | None
    accepted: bool
    first_fetched_at: datetime
    last_fetched_at: datetime


@dataclass(frozen=True)
class VersionRow:
    """A row of `store.document_versions`."""

    file_id: str
    version: int
    document_sha256: str
    first_seen_at: datetime
    last_seen_at: datetime
    etag: str | None = None
    last_modified: str | None = None


Stage = Literal["fetch", "read", "load", "newsroom", "press_read"]


@dataclass(frozen=True)
class QuarantineRow:
    """A row of `store.quarantine`."""

    stage: Stage
    file_id: str | None
    source_url: str | None
    document_sha256: str | None
    reason: str
    detail: str | None
    first_seen_at: datetime
    last_seen_at: datetime
    resolved_at: datetime | None = None


@dataclass(frozen=True)
class NewsroomRow:
    """A row of `store.newsrooms`."""

    ofsted_urn: str
    newsroom: str
    last_tried_at: datetime
    last_swept_at: datetime | None = None
    items_listed: int = 0
    problem: str | None = None
    problem_url: str | None = None
    problem_detail: str | None = None


@dataclass(frozen=True)
class ItemRow:
    """A row of `store.press_items`."""

    release_id: str
    ofsted_urn: str
    newsroom: str
    url: str
    title: str | None
    published_on: date | None
    first_seen_at: datetime
    last_seen_at: datetime
    changed_at: datetime | None = None


@dataclass(frozen=True)
class BodyRow:
    """A row of `store.press_bodies`."""

    url: str
    body_number: int
    document_sha256: str
    first_seen_at: datetime
    last_seen_at: datetime
    etag: str | None = None
    last_modified: str | None = None
