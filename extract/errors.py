"""Why something could not be fetched."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from extract.response import Response

# Bursts of 403 are how the report site asks to slow down.
SLOW_DOWN = frozenset({403, 429})


class FetchProblem(StrEnum):
    """The kinds of failure."""

    BAD_URL = "bad_url"
    HOST_NOT_ALLOWED = "host_not_allowed"
    ROBOTS_DISALLOWED = "robots_disallowed"
    ROBOTS_UNREACHABLE = "robots_unreachable"
    TIMEOUT = "timeout"
    CONNECTION = "connection"
    TLS = "tls"
    TRUNCATED = "truncated"
    TOO_LARGE = "too_large"
    TOO_SLOW = "too_slow"
    HTTP_ERROR = "http_error"
    SERVER_ERROR_PAGE = "server_error_page"
    RETRY_LATER = "retry_later"
    REDIRECT_REFUSED = "redirect_refused"
    TOO_MANY_REDIRECTS = "too_many_redirects"


PASSING = frozenset(
    {FetchProblem.TIMEOUT, FetchProblem.CONNECTION, FetchProblem.TRUNCATED, FetchProblem.SERVER_ERROR_PAGE}
)


class FetchError(Exception):
    """That a URL gave no body to use: a kind, and one sentence for people that says what to do.

    `response` is the answer when there was a whole one (an error status, a server's error page), so that it can be
    kept; `retry_after` is how many seconds the host asks to wait, when it says so; `redirected_to` is where it sends,
    when that was not followed.
    """

    def __init__(
        self,
        kind: FetchProblem,
        url: str,
        detail: str,
        *,
        response: Response | None = None,
        retry_after: float | None = None,
        redirected_to: str | None = None,
    ) -> None:
        super().__init__(f"{url}: {detail}")
        self.kind = kind
        self.url = url
        self.detail = detail
        self.response = response
        self.retry_after = retry_after
        self.redirected_to = redirected_to

    @property
    def status(self) -> int | None:
        """The HTTP status, when there was an answer."""
        return self.response.status if self.response else None

    @property
    def retryable(self) -> bool:
        """That the same request may well succeed a little later."""
        if self.kind is FetchProblem.HTTP_ERROR and self.status is not None:
            return self.status in SLOW_DOWN or self.status >= 500
        return self.kind in PASSING
