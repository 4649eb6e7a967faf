"""How hosts are asked: under which name, how often, how long."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.metadata import PackageNotFoundError, version

from extract.exchange import Limits
from extract.robots import PRODUCT


@cache
def _version() -> str:
    try:
        return version("inspection-outcomes")
    except PackageNotFoundError:
        return "unreleased"


@dataclass(frozen=True)
class Manners:
    """How hosts are asked. Times are in seconds; `most_bytes` counts after decompression.

    `contact` is an address (web or mail) at which the owner of a host reaches whoever runs this. A host that asks by
    Retry-After or robots.txt for more than `longest_wait_seconds` is not waited for. `tries` counts the first one.
    """

    contact: str
    pause_seconds: float = 1.0
    connect_seconds: float = 10.0
    read_seconds: float = 30.0
    most_bytes: int = 50_000_000
    most_seconds: float = 120.0
    tries: int = 4
    backoff_seconds: float = 5.0
    longest_backoff_seconds: float = 60.0
    longest_wait_seconds: float = 120.0

    def __post_init__(self) -> None:
        if not self.contact.strip() or not self.contact.isprintable() or not self.contact.isascii():
            raise ValueError("The contact must be a web or mail address, so that hosts can tell who asks.")
        if self.tries < 1:
            raise ValueError("The number of tries must be 1 or more.")

    @property
    def agent(self) -> str:
        """The User-Agent header."""
        return f"Mozilla/5.0 (compatible; {PRODUCT}/{_version()}; +{self.contact.strip()})"

    @property
    def limits(self) -> Limits:
        """The limits of one answer."""
        return Limits(self.connect_seconds, self.read_seconds, self.most_bytes, self.most_seconds)
