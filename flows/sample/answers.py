"""What one imitated site is asked and answers, apart from the server that carries it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from html import escape
from urllib.parse import parse_qs, unquote, urlsplit

HTML = "text/html; charset=utf-8"


@dataclass(frozen=True)
class Request:
    """A GET: its decoded path, its query, the address that the client used, and the ETag that it holds, if any."""

    path: str
    query: dict[str, list[str]]
    origin: str
    known_etag: str | None = None

    @classmethod
    def of(cls, target: str, origin: str, known_etag: str | None = None) -> Request:
        """Return the request for a target such as `/search?rows=100`."""
        parts = urlsplit(target)
        return cls(unquote(parts.path), parse_qs(parts.query, keep_blank_values=True), origin, known_etag)

    def value(self, name: str, default: str = "") -> str:
        """Return a query parameter's first value, whether it is sent as `name`, `name[]` or `name[0]`."""
        for form in (name, f"{name}[]", f"{name}[0]"):
            if values := self.query.get(form):
                return values[0]
        return default

    def number(self, name: str, default: int) -> int:
        """Return a query parameter as a number from 0 up, the default if it is none."""
        value = self.value(name)
        return int(value) if value.isascii() and value.isdigit() else default


@dataclass(frozen=True)
class Answer:
    """A response: status, type of the body, the body, and further headers."""

    status: int
    content_type: str
    body: bytes
    headers: dict[str, str] = field(default_factory=dict)


# A site: the answer to a request that is its business, None for any other.
Site = Callable[[Request], Answer | None]


def with_etag(request: Request, content_type: str, body: bytes) -> Answer:
    """Return the body with a validator, or a 304 if the client's copy is the same."""
    etag = f'"{hashlib.sha256(body).hexdigest()[:24]}"'
    if request.known_etag == etag:
        return Answer(304, content_type, b"", {"ETag": etag})
    return Answer(200, content_type, body, {"ETag": etag})


def page(title: str, main: str, status: int = 200) -> Answer:
    """Return a web page; `main` is HTML, `title` plain text."""
    document = (
        f'<!DOCTYPE html>\n<html lang="en">\n<head><meta charset="utf-8"><title>{escape(title)}</title></head>\n'
        f'<body>\n<p class="sample-notice">SAMPLE: a made page on this computer, not Ofsted’s</p>\n'
        f'<main id="main">\n{main}\n</main>\n</body>\n</html>\n'
    )
    return Answer(status, HTML, document.encode())
