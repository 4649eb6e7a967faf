"""The report site of the sample: search, an authority's page and the files, in the real site's markup."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from functools import cache
from html import escape
from importlib import resources
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from flows.sample.answers import HTML, Answer, Request, page, with_etag

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

MOST_ROWS = 100
DEFAULT_ROWS = 10
_CHILDRENS_SERVICES = "12"
_PROVIDER, _FILE = "/provider/44/", "/v1/file/"
_NAME = " - Find an Inspection Report - Ofsted"


@dataclass(frozen=True)
class Listed:
    """A report of the edition, as its authority's page lists it."""

    file_id: str
    urn: str
    authority: str
    published: date
    label: str

    @property
    def day(self) -> str:
        """The day of publication as the site prints it: 09 January 2020."""
        return f"{self.published:%d %B %Y}"


def answer(request: Request) -> Answer | None:
    """Return the report site's answer, None for an address that it does not have."""
    if request.path == "/robots.txt":
        return Answer(200, "text/plain; charset=utf-8", b"User-agent: *\nDisallow:\n")
    if request.path == "/search":
        return _search(request)
    if request.path.startswith(_PROVIDER):
        return _provider(request.path.removeprefix(_PROVIDER), request.origin)
    if request.path.startswith(_FILE):
        return _file(request)
    return None


def _edition() -> Traversable:
    return resources.files("flows.sample") / "edition"


@cache
def publications() -> tuple[Listed, ...]:
    """Return what the edition holds, newest first."""
    rows = json.loads((_edition() / "publications.json").read_text(encoding="utf-8"))
    listed = [Listed(**{**row, "published": date.fromisoformat(row["published"])}) for row in rows]
    return tuple(sorted(listed, key=lambda report: report.published, reverse=True))


def _search(request: Request) -> Answer:
    newest: dict[str, Listed] = {}
    if request.value("level_2_types", _CHILDRENS_SERVICES) == _CHILDRENS_SERVICES:
        for report in publications():
            newest.setdefault(report.urn, report)
    wanted = request.value("q").casefold()
    found = [
        report
        for report in sorted(newest.values(), key=lambda report: report.authority)
        if wanted in report.authority.casefold() or wanted == report.urn
    ]
    start = request.number("start", 0)
    rows = max(1, min(request.number("rows", DEFAULT_ROWS), MOST_ROWS))
    shown = found[start : start + rows]
    results = "\n".join(_search_result(report) for report in shown)
    count = f'<strong class="results-count js-results-count">{len(found)}</strong>'
    parts = [
        f'<div class="search-results__heading">{count} results</div>',
        f'<ul class="results-list">\n{results}\n</ul>' if shown else "<p>Nothing was found.</p>",
        f'<span class="pagination__numbers">{start // rows + 1} of {max(1, -(-len(found) // rows))}</span>',
    ]
    if start + rows < len(found):
        following = urlencode(
            {
                "q": request.value("q"),
                "level_1_types": "3",
                "level_2_types[]": "12",
                "start": start + rows,
                "rows": rows,
            }
        )
        parts.append(f'<a class="pagination__next" href="/search?{escape(following)}">Next</a>')
    return page(f"Search results{_NAME}", "\n".join(parts))


def _search_result(report: Listed) -> str:
    return f"""<li class="search-result">
<h3 class="search-result__title heading--sub"><a href="{_PROVIDER}{report.urn}">{escape(report.authority)}</a></h3>
<ul class="search-result__provider-info">
<li>Category: <strong>Local authority children&#039;s services</strong></li>
</ul>
<address class="search-result__address">Sample address</address>
<ul class="search-result__provider-info">
<li>Latest report: <strong><time>{report.day}</time></strong></li>
<li>URN: <strong>{report.urn}</strong></li>
</ul>
</li>"""


def _provider(urn: str, origin: str) -> Answer:
    listed = [report for report in publications() if report.urn == urn]
    if not listed:
        return page(f"Page not found{_NAME}", _title("Page not found"), 404)
    name = listed[0].authority
    block = (
        '<div class="module title-block title-block--flat">\n'
        f"{_title(name)}\n"
        f'<p class="title-block__subheading">URN: {urn}</p>\n'
        '<address class="title-block__address">Sample address</address>\n</div>'
    )
    days = "\n".join(_timeline_day(report, origin) for report in listed)
    return page(f"{name}{_NAME}", f'{block}\n<ol class="timeline">\n{days}\n</ol>')


def _title(words: str) -> str:
    return f'<h1 class="heading--title title-block__heading">{escape(words)}</h1>'


def _timeline_day(report: Listed, origin: str) -> str:
    label = escape(report.label)
    return f"""<li class="timeline__day">
<p class="timeline__date"><time>{report.day}</time></p>
<div class="event"><span class="event__title heading--sub">
<a class="publication-link" href="{origin}{_FILE}{report.file_id}" target="_blank">
{label}
<span class="nonvisual">{label}, pdf - {report.day}</span></a>
<div class="event__metadata">Published <time pubdate="">{report.day}</time></div>
</span></div>
</li>"""


def _file(request: Request) -> Answer:
    file_id = request.path.removeprefix(_FILE)
    if file_id in {report.file_id for report in publications()}:
        for suffix, content_type in ((".pdf", "application/pdf"), (".html", HTML)):
            entry = _edition() / "files" / f"{file_id}{suffix}"
            if entry.is_file():
                return with_etag(request, content_type, entry.read_bytes())
    return page(f"Report not found{_NAME}", _title("Report not found"), 404)
