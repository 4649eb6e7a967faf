"""The newsrooms that there are: a reviewed file beside this module, or another in the same form.

A CSV with a header. Its columns: ofsted_urn, authority (a name for people), address (the newsroom's page), adapter (the
one that the evidence speaks for), settings (`key=value`, several of them separated by `;`), evidence (how the row is
known, and what of it is inferred), verified_on (the day on which somebody looked at the live site; empty when nobody
has), valid_from and valid_to (first and last day of the authority's own time, when it is not the present).

The settings: `feed`, an RSS or Atom feed; `rest`, the posts of a WordPress site's REST interface, with `search` to ask
it only for words (several separated by `|`); `listing`, the address of a listing with `{page}` where the number stands
(without, it is one page), with `first` and `step` (numbers) and the CSS selectors `item`, `link`, `title` and `date`;
`sitemap`, an XML sitemap or a robots.txt that names them, with `words` of which the path of an item must hold one
(separated by `|`, `*` for any path; by default those of sections with news); `urls`, a CSV of addresses beside the
register; `within`, the path that the newsroom's items begin with on a host that it shares.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import soupsieve

from extract.errors import FetchError
from extract.hosts import AllowedHosts, Origin, origin_of

if TYPE_CHECKING:
    from collections.abc import Mapping

REGISTER = Path(__file__).with_name("newsrooms.csv")
COLUMNS = (
    "ofsted_urn",
    "authority",
    "address",
    "adapter",
    "settings",
    "evidence",
    "verified_on",
    "valid_from",
    "valid_to",
)
ADDRESSES = frozenset({"feed", "rest", "listing", "sitemap"})
SELECTORS = frozenset({"item", "link", "title", "date"})
NUMBERS = frozenset({"first", "step"})
KEYS = ADDRESSES | SELECTORS | NUMBERS | {"search", "words", "urls", "within"}


class RegisterError(Exception):
    """That the register of newsrooms cannot be used; the message is one sentence that says what to correct."""


class Adapter(StrEnum):
    """The ways to read a newsroom."""

    FEED = "feed"
    WORDPRESS = "wordpress"
    LISTING = "listing"
    SITEMAP = "sitemap"
    URL_LIST = "url_list"


# The setting without which an adapter has nothing to read.
NEEDED = {
    Adapter.FEED: "feed",
    Adapter.WORDPRESS: "rest",
    Adapter.LISTING: "listing",
    Adapter.SITEMAP: "sitemap",
    Adapter.URL_LIST: "urls",
}


@dataclass(frozen=True)
class Newsroom:
    """A row of the register; `folder` is where the register stands."""

    ofsted_urn: str
    authority: str
    address: str
    adapter: Adapter
    settings: Mapping[str, str] = field(hash=False)
    evidence: str = ""
    verified_on: date | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    folder: Path = REGISTER.parent

    def valid_on(self, day: date) -> bool:
        """That the newsroom is its authority's on a day."""
        return (self.valid_from or day) <= day <= (self.valid_to or day)

    @cached_property
    def hosts(self) -> frozenset[str]:
        """The hosts of the addresses that the register gives, as `AllowedHosts` takes them.

        A name with and without "www." is one host, since newsrooms redirect from one to the other.
        """
        addresses = [self.address, *(self.settings[key] for key in sorted(ADDRESSES & set(self.settings)))]
        return frozenset(entry for address in addresses for entry in _entries(origin_of(address)))

    @cached_property
    def _allowed(self) -> AllowedHosts:
        return AllowedHosts(self.hosts)

    def is_own(self, url: str) -> bool:
        """That an address stands on one of the newsroom's hosts."""
        try:
            return origin_of(url) in self._allowed
        except FetchError:
            return False

    def is_own_item(self, url: str) -> bool:
        """That an address may be one of the newsroom's items: on its hosts, and within its path."""
        return self.is_own(url) and urlsplit(url).path.startswith(self.settings.get("within", ""))


def read_register(path: Path = REGISTER) -> tuple[Newsroom, ...]:
    """Return the newsrooms of a register, in its order.

    Raises:
        RegisterError: when the file cannot be read, or the first row that cannot be used.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file)
            if tuple(reader.fieldnames or ()) != COLUMNS:
                raise RegisterError(f"{path}: the first line should be {','.join(COLUMNS)}.")
            newsrooms = tuple(_newsroom(row, f"{path}, line {reader.line_num}", path.parent) for row in reader)
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise RegisterError(f"{path}: the register of newsrooms cannot be read ({error}).") from error
    seen: set[tuple[str, str]] = set()
    for newsroom in newsrooms:
        key = newsroom.ofsted_urn, newsroom.address
        if key in seen:
            raise RegisterError(f"{path}: {newsroom.authority} has {newsroom.address} twice: take one out.")
        seen.add(key)
    return newsrooms


def _newsroom(row: dict[str, str | None], place: str, folder: Path) -> Newsroom:
    if None in row or None in row.values():
        raise RegisterError(f"{place}: the row should have {len(COLUMNS)} fields.")
    text = {name: (value or "").strip() for name, value in row.items()}
    if not text["ofsted_urn"].isdecimal() or not text["authority"]:
        raise RegisterError(f"{place}: an authority needs its Ofsted URN, a number, and a name.")
    try:
        adapter = Adapter(text["adapter"])
    except ValueError as error:
        known = ", ".join(Adapter)
        raise RegisterError(f"{place}: '{text['adapter']}' is no adapter; there are {known}.") from error
    settings = _settings(text["settings"], place)
    if NEEDED[adapter] not in settings:
        raise RegisterError(f"{place}: the adapter {adapter} needs the setting '{NEEDED[adapter]}'.")
    _check_address(text["address"], "address", place)
    return Newsroom(
        ofsted_urn=text["ofsted_urn"],
        authority=text["authority"],
        address=text["address"],
        adapter=adapter,
        settings=settings,
        evidence=text["evidence"],
        verified_on=_day(text["verified_on"], "verified_on", place),
        valid_from=_day(text["valid_from"], "valid_from", place),
        valid_to=_day(text["valid_to"], "valid_to", place),
        folder=folder,
    )


def _settings(printed: str, place: str) -> dict[str, str]:
    settings: dict[str, str] = {}
    for pair in filter(None, (part.strip() for part in printed.split(";"))):
        key, equals, value = pair.partition("=")
        key, value = key.strip(), value.strip()
        if key not in KEYS or not equals or not value or key in settings:
            detail = f"'{pair}' should be one of {', '.join(sorted(KEYS))}, '=' and a value, each of them once"
            raise RegisterError(f"{place}: the setting {detail}.")
        settings[key] = value
        if key in ADDRESSES:
            _check_address(value, key, place)
        elif key in NUMBERS and not value.isdecimal():
            raise RegisterError(f"{place}: the setting '{key}' should be a whole number, and is '{value}'.")
        elif key in SELECTORS:
            _check_selector(value, key, place)
    return settings


def _check_address(value: str, name: str, place: str) -> None:
    try:
        origin_of(value)
    except FetchError as error:
        raise RegisterError(f"{place}: {name} '{value}' cannot be used: {error.detail}") from error


def _check_selector(value: str, key: str, place: str) -> None:
    try:
        soupsieve.compile(value)
    except soupsieve.SelectorSyntaxError as error:
        problem = str(error).splitlines()[0]
        raise RegisterError(f"{place}: the setting '{key}' is no CSS selector ({problem}).") from error


def _day(value: str, name: str, place: str) -> date | None:
    try:
        return date.fromisoformat(value) if value else None
    except ValueError as error:
        raise RegisterError(f"{place}: {name} should be a date such as 2026-11-23, and is '{value}'.") from error


def _entries(origin: Origin) -> tuple[str, ...]:
    """A host as settings of allowed hosts give it, for both schemes, and its twin with or without "www."."""
    entry = origin.authority
    if origin.host.replace(".", "").isdecimal() or ":" in origin.host or "." not in origin.host:
        return (entry,)
    return entry, entry.removeprefix("www.") if entry.startswith("www.") else f"www.{entry}"
