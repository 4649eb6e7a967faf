"""Which hosts may be asked: an address taken from a page is followed only to the sources' own hosts."""

from __future__ import annotations

import re
from typing import NamedTuple
from urllib.parse import urljoin, urlsplit

from extract.errors import FetchError, FetchProblem

DEFAULT_PORTS = {"http": 80, "https": 443}
# Parsers disagree on where the host ends in addresses that hold these.
AMBIGUOUS = re.compile(r"[\x00-\x20\x7f\\]")


class Origin(NamedTuple):
    """Scheme, host and port of an address, in lower case and with the port always given."""

    scheme: str
    host: str
    port: int

    @property
    def authority(self) -> str:
        """Host and port as in an address: the port is left out when it is the scheme's own."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if DEFAULT_PORTS[self.scheme] == self.port else f"{host}:{self.port}"

    def __str__(self) -> str:
        return f"{self.scheme}://{self.authority}"


def origin_of(url: str) -> Origin:
    """Return the origin of an http or https address.

    Raises:
        FetchError: `bad_url`, also for addresses with a user name or with characters that parsers read differently.
    """
    if AMBIGUOUS.search(url):
        raise FetchError(FetchProblem.BAD_URL, url, "The address holds characters that no address has: correct it.")
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise FetchError(FetchProblem.BAD_URL, url, f"The address cannot be read ({error}): correct it.") from error
    if parts.scheme not in DEFAULT_PORTS or not parts.hostname:
        raise FetchError(FetchProblem.BAD_URL, url, "Only addresses that start with http:// or https:// are fetched.")
    if "@" in parts.netloc:
        raise FetchError(FetchProblem.BAD_URL, url, "The address holds a user name: take it out.")
    return Origin(parts.scheme, parts.hostname.rstrip("."), DEFAULT_PORTS[parts.scheme] if port is None else port)


def whole_address(base: str, printed: str) -> str | None:
    """Return the whole address of a link as a page prints it, whatever its kind; None when it is none."""
    try:
        url = urljoin(base, printed)
        urlsplit(url)
    except ValueError:
        return None
    return url


class AllowedHosts:
    """The hosts that settings allow.

    An entry is an origin (`https://files.ofsted.gov.uk`), a host (`files.ofsted.gov.uk`: both schemes on their own
    ports) or a host with a port (`127.0.0.1:8901`: both schemes on that port).
    """

    def __init__(self, entries: frozenset[str]) -> None:
        origins: set[Origin] = set()
        for entry in entries:
            schemes = ("",) if "://" in entry else ("http://", "https://")
            origins.update(origin_of(scheme + entry.lower()) for scheme in schemes)
        self._origins = frozenset(origins)

    def __contains__(self, origin: Origin) -> bool:
        return origin in self._origins

    def __str__(self) -> str:
        return ", ".join(sorted({origin.authority for origin in self._origins}))
