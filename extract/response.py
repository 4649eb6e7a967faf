"""What a host answered."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

KEPT_HEADERS = (
    "content-disposition",
    "content-encoding",
    "content-length",
    "content-type",
    "date",
    "etag",
    "last-modified",
    "retry-after",
    "server",
    "x-wp-totalpages",
)


@dataclass(frozen=True)
class Validators:
    """What a host gave to ask by whether something has changed; both as the host printed them."""

    etag: str | None = None
    last_modified: str | None = None

    def headers(self) -> dict[str, str]:
        """Return the request headers of a conditional request; none when there is nothing to ask by."""
        wanted = {"If-None-Match": self.etag, "If-Modified-Since": self.last_modified}
        return {name: value for name, value in wanted.items() if value}


@dataclass(frozen=True)
class Response:
    """A whole answer: `body` is decompressed, `headers` are the few that are kept, with names in lower case.

    `requested_at` (UTC) is when the request that was answered left, `seconds` the time to its last byte; the waits
    and failed tries before it are not in them, but `tries` counts them. `url` is what was asked for, `final_url`
    what answered after redirects.
    """

    url: str
    final_url: str
    status: int
    body: bytes
    requested_at: datetime
    seconds: float
    headers: dict[str, str] = field(default_factory=dict)
    tries: int = 1

    @property
    def not_modified(self) -> bool:
        """That the host says that nothing has changed since the validators were given; the body is empty then."""
        return self.status == 304

    @property
    def sent_at(self) -> datetime | None:
        """When the host's clock says that it answered; None when it does not say, or says what is no time."""
        try:
            said = parsedate_to_datetime(self.headers.get("date", ""))
        except ValueError:
            return None
        return said.replace(tzinfo=UTC) if said.tzinfo is None else said

    @property
    def etag(self) -> str | None:
        """The ETag header."""
        return self.headers.get("etag")

    @property
    def last_modified(self) -> str | None:
        """The Last-Modified header."""
        return self.headers.get("last-modified")

    @property
    def validators(self) -> Validators:
        """What to ask by the next time."""
        return Validators(self.etag, self.last_modified)
