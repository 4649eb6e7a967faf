"""GOV.UK on loopback: its search, its description of a release, and the table's file."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager

from extract.govuk import SEARCH, Release, content_url, search_url
from tests.extract.site import Reply, Site
from tests.flows.comparison.made_table import FILE

TITLE = "Local authority inspection outcomes as at 31 March 2025"
PATH = "/government/statistics/local-authority-inspection-outcomes-as-at-31-march-2025"


def as_json(body: object) -> Reply:
    return Reply(json.dumps(body).encode(), headers={"Content-Type": "application/json"})


@contextmanager
def govuk(table: bytes, files: str | None = None) -> Iterator[Site]:
    """Serve the newest release with this table; `files` is where the description says that its file is."""
    site = Site()
    try:
        results = [
            {"title": TITLE.replace("2025", "2024"), "link": PATH.replace("2025", "2024")},
            {"title": TITLE, "link": PATH},
        ]
        site.gives(search_url(site.origin).removeprefix(site.origin), as_json({"results": results, "total": 2}))
        release = Release(TITLE, None, PATH)  # type: ignore[arg-type]
        attachments = [{"title": "Data", "url": f"{files or site.origin}/media/6870/{FILE}"}]
        described = as_json({"details": {"attachments": attachments}, "withdrawn_notice": {}})
        site.gives(content_url(site.origin, release).removeprefix(site.origin), described)
        site.gives(f"/media/6870/{FILE}", Reply(table))
        yield site
    finally:
        site.close()


def asked(site: Site) -> list[str]:
    return [path.partition("?")[0] for path in site.paths()]


ASKED = [SEARCH, f"/api/content{PATH}", f"/media/6870/{FILE}"]
