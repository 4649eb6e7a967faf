"""Atom feeds of new judgements: one entry for each report that gives any."""

from __future__ import annotations

import uuid
from datetime import UTC, date, datetime, time
from itertools import groupby
from typing import Any

from jinja2 import Environment

from flows.site import words
from flows.site.answers import Row
from flows.site.markup import day, url

# Names of entries and feeds are made from the data alone: they stay the same wherever the site is put.
_NAMES = uuid.UUID("6f5a4a0e-6e1c-5b43-9c5f-0f6d2b1e7a11")
MOST = 50


def feed(
    environment: Environment, rows: list[Row], *, path: str, title: str, page: str, pages: dict[str, str], address: str
) -> bytes:
    """Return a feed.

    Args:
        rows: judgements, those of one inspection one after the other, newest report first.
        path: of the feed within the site.
        title: of the feed.
        page: of the site that it belongs to.
        pages: of the authorities, by URN.
        address: of the site, with a slash at its end; empty where it is not known, and links are relative.
    """
    entries = [
        _entry(environment, list(judgements), pages)
        for _, judgements in groupby(rows, key=lambda row: row["inspection_id"])
    ][:MOST]
    latest = max((entry["updated"] for entry in entries), default="2013-01-01T00:00:00Z")
    text = environment.get_template("feed.xml").render(
        id=_name("feed", path),
        title=title,
        updated=latest,
        entries=entries,
        path=path,
        page=page,
        address=address,
        base=address or "../" * path.count("/"),
    )
    return text.encode()


def _entry(environment: Environment, judgements: list[Row], pages: dict[str, str]) -> dict[str, Any]:
    first = judgements[0]
    summing_up = [row["grade"] for row in judgements if row["area"] == "overall_effectiveness" or len(judgements) == 1]
    said = words.grade(summing_up[0]) if summing_up else f"{len(judgements)} judgements"
    what = words.framework(first["framework"])
    return {
        "id": _name("inspection", first["inspection_id"]),
        "title": f"{first['authority']}: {said} ({what}, published {day(first['published_on'])})",
        "published": _moment(first["published_on"]),
        "updated": _moment(max(first["published_on"], first["amended_at"].date()))
        if first["amended_at"]
        else _moment(first["published_on"]),
        "page": pages.get(first["ofsted_urn"], "index.html"),
        "report": url(first["source_url"]),
        "framework": first["framework"],
        "content": environment.get_template("entry.html").render(judgements=judgements),
    }


def _name(kind: str, what: str) -> str:
    return uuid.uuid5(_NAMES, f"{kind} {what}").urn


def _moment(on: date) -> str:
    return datetime.combine(on, time(), UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
