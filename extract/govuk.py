"""GOV.UK's search and content interfaces: which release of the yearly table is the newest, and which file holds it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode, urlsplit

import orjson

from extract.hosts import whole_address
from extract.pages import PageError, read_date

if TYPE_CHECKING:
    from datetime import date


SEARCH = "/api/search.json"
CONTENT = "/api/content"
STATISTICS = "/government/statistics/"
ANNOUNCEMENTS = "/government/statistics/announcements/"
QUERY = {
    "filter_organisations": "ofsted",
    "q": "local authority inspection outcomes",
    "order": "-public_timestamp",
    "fields": "title,link,public_timestamp",
    "count": 50,
}
_TITLE = re.compile(r"local authorit(?:y|ies).{0,40}\binspection outcomes as at (\d{1,2} [a-z]+ \d{4})", re.IGNORECASE)
_FILE = re.compile(r"inspection[ _-]?outcomes", re.IGNORECASE)
_UNDERLYING = re.compile(r"underlying[ _-]?data", re.IGNORECASE)
# What holds the table, the one that is preferred first.
ENDINGS = (".ods", ".csv")


@dataclass(frozen=True)
class Release:
    """A release of the table: its title, the day that the title gives, and its path on GOV.UK."""

    title: str
    as_at: date
    path: str


@dataclass(frozen=True)
class Attachment:
    """A file of a release: its title, its address and its name."""

    title: str
    url: str
    name: str


def search_url(base: str) -> str:
    """Return the address that asks GOV.UK's search for the releases."""
    return f"{base}{SEARCH}?{urlencode(QUERY)}"


def content_url(base: str, release: Release) -> str:
    """Return the address at which GOV.UK describes a release."""
    return f"{base}{CONTENT}{release.path}"


def newest_release(body: bytes, url: str) -> Release:
    """Return the release with the latest day in its title, from the search's answer.

    Raises:
        PageError: when the answer has another form than expected, or names no release.
    """
    results = _list(_object(body, url), "results", url)
    found = [release for result in results if (release := _release(result, url))]
    if not found:
        raise PageError(url, f"None of the {len(results)} results is a release of local authority inspection outcomes.")
    return max(found, key=lambda release: release.as_at)


def table_attachment(body: bytes, url: str) -> Attachment:
    """Return the file that holds the table, from the description of a release.

    An ODS file is preferred to a CSV file, since it is the one that is published every year.

    Raises:
        PageError: when the description has another form than expected, the release is withdrawn, or the file is not
            there or not the only one that it could be.
    """
    described = _object(body, url)
    if described.get("withdrawn_notice"):
        raise PageError(url, "The release was withdrawn: look at it in a browser.")
    details = described.get("details")
    attachments = _list(details if isinstance(details, dict) else {}, "attachments", url)
    files = [file for each in attachments if (file := _attachment(each, url)) and _FILE.search(file.title + file.name)]
    for ending in ENDINGS:
        fitting = [file for file in files if file.name.lower().endswith(ending)]
        underlying = [file for file in fitting if _UNDERLYING.search(file.title + file.name)]
        for chosen in (underlying, fitting):
            if len(chosen) == 1:
                return chosen[0]
        if fitting:
            names = ", ".join(file.name for file in fitting)
            raise PageError(url, f"More than one file could hold the table: {names}.")
    raise PageError(url, f"None of the {len(attachments)} attachments is an ODS or CSV file of the table.")


def _release(result: Any, url: str) -> Release | None:
    if not isinstance(result, dict):
        raise PageError(url, "A result of the search is no object, as each was when this was written.")
    title, link = result.get("title"), result.get("link")
    match = _TITLE.search(title) if isinstance(title, str) else None
    as_at = read_date(match[1]) if match else None
    if as_at is None or not isinstance(link, str):
        return None
    address, origin = urlsplit(whole_address(url, link) or ""), urlsplit(url)
    if (address.scheme, address.netloc) != (origin.scheme, origin.netloc):
        return None
    if not address.path.startswith(STATISTICS) or address.path.startswith(ANNOUNCEMENTS):
        return None
    return Release(str(title), as_at, address.path)


def _attachment(described: Any, url: str) -> Attachment | None:
    address = described.get("url") if isinstance(described, dict) else None
    if not isinstance(address, str) or not address:
        return None
    absolute = whole_address(url, address)
    if absolute is None:
        return None
    return Attachment(str(described.get("title") or ""), absolute, urlsplit(absolute).path.rpartition("/")[2])


def _object(body: bytes, url: str) -> dict[str, Any]:
    try:
        found: Any = orjson.loads(body)
    except orjson.JSONDecodeError as error:
        raise PageError(url, "The answer is no JSON: look at it in a browser.") from error
    if not isinstance(found, dict):
        raise PageError(url, "The answer is no JSON object, as it was when this was written.")
    return found


def _list(described: dict[str, Any], name: str, url: str) -> list[Any]:
    found = described.get(name)
    if not isinstance(found, list):
        raise PageError(url, f"The answer has no list of {name}, as it had when this was written.")
    return found
