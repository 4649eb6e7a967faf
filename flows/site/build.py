"""Building the site from the published file."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

from flows.site import authority_pages as authorities
from flows.site import charts, pages, queries, tiles
from flows.site.answers import Published, reading
from flows.site.feeds import feed
from flows.site.folder import SiteError, Written, write
from flows.site.markup import environment
from flows.site.pages import Site

STATIC = Path(__file__).with_name("static")


@dataclass(frozen=True)
class Built:
    """What was built: the page to open first, and what became of the folder's files."""

    front: Path
    files: Written


def build_site(published: Path, folder: Path, address: str | None = None) -> Built:
    """Build the site from the published file; files that are the same already stay untouched.

    Args:
        published: the published file, which is only read.
        folder: an empty or new folder, or one that this function made before.
        address: where the site will stand, for the links in its feeds; None leaves them relative.

    Raises:
        QuestionError: when the published file cannot be read.
        SiteError: when the address is none, or the folder cannot be used.
    """
    base = _base(address)
    with reading(published) as opened:
        files = render(opened, base)
    return Built(folder / "index.html", write(folder, files))


def render(published: Published, address: str = "") -> dict[str, bytes]:
    """Return the files of the site by their path.

    Raises:
        SiteError: when an authority has no place on the map.
    """
    found = published.ask("authorities", queries.AUTHORITIES)
    lacking = [row["name"] for row in found.rows if row["ofsted_urn"] not in tiles.tiles()]
    if lacking:
        raise SiteError(f"{lacking[0]} has no place on the map: give it a row in {tiles.FILE.name}.")
    site = Site(environment(), published, found, authorities.paths(found), _areas(published), address)
    held = published.ask("held", queries.HELD_SINCE).only
    # Drawings end with the year of the latest report, so that a day without a report changes no page.
    until = date((held["last"] or date(2013, 1, 1)).year + 1, 1, 1)
    return {
        "index.html": pages.front(site),
        "judgements.html": pages.judgements(site),
        "method.html": pages.method(site),
        "coverage.html": pages.coverage(site),
        "contradictions.html": pages.contradictions(site),
        "quarantine.html": pages.quarantine(site),
        **authorities.authority_pages(site, until),
        **_feeds(site),
        **{f"assets/{file.name}": file.read_bytes() for file in sorted(STATIC.iterdir()) if file.is_file()},
        "assets/vega.js": charts.script().encode(),
    }


def _areas(published: Published) -> tuple[str, ...]:
    standing = {row["area"] for row in published.ask("areas", queries.AREAS_STANDING).rows}
    return (*queries.ILACS_AREAS, *(area for area in queries.SIF_AREAS if area in standing))


def _feeds(site: Site) -> dict[str, bytes]:
    judged = site.published.ask("judged", queries.JUDGED)
    made = {
        "feed.xml": feed(
            site.environment,
            list(judged.rows),
            path="feed.xml",
            title="New judgements on England’s children’s services",
            page="index.html",
            pages=site.pages,
            address=site.address,
        )
    }
    for authority in site.authorities.rows:
        urn = authority["ofsted_urn"]
        path = authorities.feed_of(site.pages[urn])
        made[path] = feed(
            site.environment,
            [row for row in judged.rows if row["ofsted_urn"] == urn],
            path=path,
            title=f"Judgements on {authority['name']}",
            page=site.pages[urn],
            pages=site.pages,
            address=site.address,
        )
    return made


def _base(address: str | None) -> str:
    """The address with a slash at its end; nothing where none is given."""
    if address is None:
        return ""
    try:
        parts = urlsplit(address)
        good = parts.scheme in ("http", "https") and bool(parts.hostname) and not (parts.query or parts.fragment)
    except ValueError:
        good = False
    if not good or re.search(r"[\s\"'<>\\]", address):
        raise SiteError(f"{address!r} is no address of a site, such as https://example.org/outcomes/.")
    return address if address.endswith("/") else f"{address}/"
