"""One request and its answer, read whole under limits. No second try, no redirect: see `extract.http`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from http.client import IncompleteRead
from typing import TYPE_CHECKING

import requests
import urllib3

from extract.errors import SLOW_DOWN, FetchError, FetchProblem
from extract.pace import Clock, seconds_to_wait
from extract.response import KEPT_HEADERS, Response
from extract.time_limit import TimeLimit

if TYPE_CHECKING:
    from datetime import datetime

CHUNK_BYTES = 128 * 1024
REDIRECTS = frozenset({301, 302, 303, 307, 308})
GOOD = frozenset({200, 203})
# The framework of the report site answers like this, with status 200, when it has failed.
ERROR_PAGE = re.compile(rb"<h1[^>]*>\s*Slim Application Error\s*</h1>", re.IGNORECASE)
ERROR_PAGE_WITHIN = 20_000


@dataclass(frozen=True)
class Limits:
    """How long and how much one answer may take; `most_bytes` counts after decompression."""

    connect_seconds: float
    read_seconds: float
    most_bytes: int
    most_seconds: float


def ask(session: requests.Session, request: requests.PreparedRequest, limits: Limits, clock: Clock) -> Response:
    """Return the answer to a request: a body, a 304 to a conditional request, or a redirect.

    Raises:
        FetchError: `timeout`, `connection`, `tls`, `truncated`, `too_large`, `too_slow`, `server_error_page`, or
            `http_error` for any other status.
    """
    url = request.url or ""
    requested_at, started = clock.now(), clock.monotonic()
    answer, body = _in_time(session, request, limits, url)
    headers = {name: answer.headers[name] for name in KEPT_HEADERS if name in answer.headers}
    if answer.status_code in REDIRECTS and "location" in answer.headers:
        headers["location"] = answer.headers["location"]
    response = Response(
        url, url, answer.status_code, body, requested_at, round(clock.monotonic() - started, 6), headers
    )
    _check_status(response, conditional="If-None-Match" in request.headers or "If-Modified-Since" in request.headers)
    return response


def _in_time(
    session: requests.Session, request: requests.PreparedRequest, limits: Limits, url: str
) -> tuple[requests.Response, bytes]:
    with TimeLimit(limits.most_seconds) as limit:
        try:
            answer, body = _whole(session, request, limits, url)
        except FetchError as error:
            if limit.over:
                raise _too_slow(url, limits) from error
            raise
        if limit.over:  # what was cut off can look whole
            raise _too_slow(url, limits)
    return answer, body


def _whole(
    session: requests.Session, request: requests.PreparedRequest, limits: Limits, url: str
) -> tuple[requests.Response, bytes]:
    try:
        answer = session.send(
            request, stream=True, allow_redirects=False, timeout=(limits.connect_seconds, limits.read_seconds)
        )
    except requests.RequestException as error:
        raise _no_answer(error, url, limits) from error
    try:
        return answer, _read_body(answer, url, limits)
    finally:
        # An answer that was read to its end has given its connection back already; any other loses it here.
        answer.close()


def _read_body(answer: requests.Response, url: str, limits: Limits) -> bytes:
    too_large = FetchError(
        FetchProblem.TOO_LARGE,
        url,
        f"The answer is larger than {limits.most_bytes} bytes: see what it is, and raise the limit if it is wanted.",
    )
    announced = answer.headers.get("content-length", "")
    if announced.isdigit() and int(announced) > limits.most_bytes:
        raise too_large
    chunks: list[bytes] = []
    size = 0
    try:
        while chunk := answer.raw.read1(CHUNK_BYTES, decode_content=True):
            chunks.append(chunk)
            size += len(chunk)
            if size > limits.most_bytes:
                raise too_large
    except urllib3.exceptions.HTTPError as error:
        raise _broken_body(error, url, limits) from error
    return b"".join(chunks)


def _check_status(response: Response, *, conditional: bool) -> None:
    status, url = response.status, response.final_url
    if status in GOOD:
        if response.body[:1024].lstrip()[:1] == b"<" and ERROR_PAGE.search(response.body, 0, ERROR_PAGE_WITHIN):
            detail = (
                "The host sent its own error page ('Slim Application Error') in place of the page: try again later."
            )
            raise FetchError(FetchProblem.SERVER_ERROR_PAGE, url, detail, response=response)
        return
    if (status == 304 and conditional) or "location" in response.headers:
        return
    raise FetchError(
        FetchProblem.HTTP_ERROR,
        url,
        _status_detail(status),
        response=response,
        retry_after=_retry_after(response, response.requested_at),
    )


def _retry_after(response: Response, now: datetime) -> float | None:
    return seconds_to_wait(response.headers.get("retry-after"), now)


def _status_detail(status: int) -> str:
    if status in SLOW_DOWN:
        return f"The host refuses ({status}): try again later, with a longer pause between requests."
    if status in (404, 410):
        return f"The host has no such page ({status}): look whether the link still stands where it was found."
    if status >= 500:
        return f"The host has failed ({status}): try again later."
    return f"The host answered {status}, which is neither a page nor a redirect: look at the address in a browser."


def _no_answer(error: requests.RequestException, url: str, limits: Limits) -> FetchError:
    if isinstance(error, requests.exceptions.SSLError):
        detail = f"The host's certificate or encryption cannot be trusted ({_cause(error)}): check it in a browser."
        return FetchError(FetchProblem.TLS, url, detail)
    if isinstance(error, requests.exceptions.ConnectTimeout):
        detail = f"The host did not take the connection within {limits.connect_seconds:g} seconds: try again later."
        return FetchError(FetchProblem.TIMEOUT, url, detail)
    if isinstance(error, requests.exceptions.Timeout):
        return _silent(url, limits)
    detail = f"The connection failed ({_cause(error)}): check the network and the address, and try again."
    return FetchError(FetchProblem.CONNECTION, url, detail)


def _broken_body(error: urllib3.exceptions.HTTPError, url: str, limits: Limits) -> FetchError:
    if isinstance(error, urllib3.exceptions.ReadTimeoutError):
        return _silent(url, limits)
    if isinstance(error, urllib3.exceptions.SSLError):
        detail = f"The encrypted connection broke ({error}): try again later."
        return FetchError(FetchProblem.TLS, url, detail)
    if isinstance(error, urllib3.exceptions.DecodeError):
        detail = "The answer cannot be decompressed, so it is damaged or cut short: try again later."
        return FetchError(FetchProblem.TRUNCATED, url, detail)
    if isinstance(error, IncompleteRead) or isinstance(error.__cause__, IncompleteRead):
        detail = "The answer is shorter than the host announced: try again later."
        return FetchError(FetchProblem.TRUNCATED, url, detail)
    detail = f"The connection broke in the middle of the answer ({_cause(error)}): try again later."
    return FetchError(FetchProblem.CONNECTION, url, detail)


def _too_slow(url: str, limits: Limits) -> FetchError:
    detail = f"The answer took longer than {limits.most_seconds:g} seconds: try again later."
    return FetchError(FetchProblem.TOO_SLOW, url, detail)


def _silent(url: str, limits: Limits) -> FetchError:
    detail = f"The host sent nothing for {limits.read_seconds:g} seconds: try again later."
    return FetchError(FetchProblem.TIMEOUT, url, detail)


def _cause(error: BaseException) -> str:
    """The innermost error, in the words of the library that met it, on one line."""
    seen = {id(error)}
    while (inner := error.__cause__ or error.__context__) is not None and id(inner) not in seen:
        seen.add(id(inner))
        error = inner
    return " ".join(str(error).split()) or type(error).__name__
