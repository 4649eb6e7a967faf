"""An authority's page on Ofsted's site: the reports that it links to, by what is printed, never by position."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from extract.hosts import whole_address
from extract.listing import (
    AUTHORITY_TYPE,
    MOST_ROWS,
    PROVIDER_PATH,
    Listing,
    Provider,
    SearchPage,
    list_providers,
    read_search,
    search_url,
)
from extract.pages import (
    LayoutChangedError,
    PageNotFoundError,
    check_found,
    heading_note,
    one,
    parse_page,
    read_date,
    select_links,
    text_of,
)

if TYPE_CHECKING:
    from datetime import date

    from bs4 import BeautifulSoup, Tag

__all__ = [
    "MOST_ROWS",
    "LayoutChangedError",
    "Listing",
    "PageNotFoundError",
    "Provider",
    "ProviderPage",
    "ReportLink",
    "SearchPage",
    "list_providers",
    "provider_url",
    "read_provider",
    "read_search",
    "search_url",
]

FILE_ORIGIN = "https://files.ofsted.gov.uk"
# Hosts that have served the same files under the same ids over the years.
FILE_HOSTS = frozenset({"files.ofsted.gov.uk", "files.api.ofsted.gov.uk", "reports.ofsted.gov.uk"})
FILE_PATHS = (
    re.compile(r"/v1/file/(?P<id>\d+)(?:\.pdf)?/?"),
    re.compile(r"/provider/files/(?P<id>\d+)/urn/\w+\.pdf"),
)
LINK = "a.publication-link"
HIDDEN = ".nonvisual, .filetype"
# "<label>, pdf - 9 January 2020", also with two spaces, without the comma, or with "as pdf".
LABEL_AND_DATE = re.compile(r"(?P<label>.*\S)\s*[-–—]\s*(?P<date>\d{1,2}\S*\s+\S+\s+\d{4})", re.DOTALL)
PDF = re.compile(r"(?:\s*,\s*|\s+)(?:as\s+)?pdf$", re.IGNORECASE)
URN = re.compile(r"URN:\s*(\w+)")


@dataclass(frozen=True)
class ReportLink:
    """A report that a page links to. `label` is as printed, with single spaces and without "pdf" and the date."""

    file_id: str
    label: str
    published_on: date
    url: str


@dataclass(frozen=True)
class ProviderPage:
    """An authority's page: its reports, newest first, each file once.

    `foreign_links` are publications that stand on other hosts: recorded, never followed. `problems` are sentences on
    what the page contradicts itself in.
    """

    urn: str
    name: str
    reports: tuple[ReportLink, ...]
    foreign_links: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()


def provider_url(base: str, urn: str) -> str:
    """Return the address of a local authority's page."""
    return f"{base.rstrip('/')}/provider/{AUTHORITY_TYPE}/{urn}"


def read_provider(html: bytes | str, page_url: str, file_origin: str = FILE_ORIGIN) -> ProviderPage:
    """Return what an authority's page lists. The addresses of files are brought to `file_origin`/v1/file/<id>.

    A timeline that has nothing but the day on which the authority was opened is a page without reports. A page
    without a timeline, or with files linked in another way than known, is not: nothing can be concluded from it.

    Raises:
        LayoutChangedError: when the page is not as expected, or a report has no label or no certain date.
        PageNotFoundError: when this is the site's 'not found' page.
    """
    soup = parse_page(html, page_url)
    check_found(soup, page_url)
    links = select_links(soup, LINK, page_url)
    if not links and not soup.select_one("ol.timeline"):
        found = f"neither ({heading_note(soup)})"
        raise LayoutChangedError(page_url, f"ol.timeline, {LINK}", "a timeline or links to publications", found)
    reports: dict[str, ReportLink] = {}
    foreign: dict[str, None] = {}
    problems: list[str] = []
    for link in links:
        printed = str(link.get("href", "")).strip()
        url = whole_address(page_url, printed)
        file_id = _file_id(url, file_origin)
        if file_id is None:
            foreign[url or printed] = None
            continue
        report, said = _report(link, file_id, f"{file_origin.rstrip('/')}/v1/file/{file_id}", page_url)
        problems.extend(said)
        if file_id in reports and reports[file_id] != report:
            problems.append(
                f"File {file_id} stands on the page twice, as {_named(reports[file_id])} and {_named(report)}."
            )
            # A file that is listed again later was published when it was listed first.
            report = min(report, reports[file_id], key=lambda one_of_them: one_of_them.published_on)
        reports[file_id] = report
    _check_none_missed(soup, set(reports), file_origin, page_url)
    newest_first = sorted(reports.values(), key=lambda report: (report.published_on, report.file_id), reverse=True)
    urn, name = _identity(soup, page_url)
    return ProviderPage(urn, name, tuple(newest_first), tuple(foreign), tuple(problems))


def _named(report: ReportLink) -> str:
    return f"'{report.label}' of {report.published_on:%d %B %Y}"


def _identity(soup: BeautifulSoup, page_url: str) -> tuple[str, str]:
    name = text_of(one(soup, "h1", page_url))
    asked = PROVIDER_PATH.fullmatch(urlsplit(page_url).path)
    printed = {match[1] for node in soup.select("p, li, dd") if (match := URN.fullmatch(text_of(node)))}
    urns = printed | ({asked["urn"]} if asked else set())
    if len(urns) != 1:
        raise LayoutChangedError(page_url, "URN:", "the URN of its address", ", ".join(sorted(urns)) or "none")
    if not name:
        raise LayoutChangedError(page_url, "h1", "the authority's name", "an empty heading")
    return urns.pop(), name


def _file_id(url: str | None, file_origin: str) -> str | None:
    parts = urlsplit(url or "")
    own = urlsplit(file_origin).netloc.lower()
    if parts.scheme not in ("http", "https") or parts.netloc.lower() not in FILE_HOSTS | {own}:
        return None
    match = next((match for pattern in FILE_PATHS if (match := pattern.fullmatch(parts.path))), None)
    return match["id"] if match else None


def _report(link: Tag, file_id: str, url: str, page_url: str) -> tuple[ReportLink, list[str]]:
    visible = text_of(link, without=HIDDEN)
    spoken = text_of(hidden) if (hidden := link.select_one(".nonvisual")) else visible
    match = LABEL_AND_DATE.fullmatch(spoken)
    printed_on = read_date(match["date"]) if match else None
    label = PDF.sub("", match["label"] if match else visible or spoken).rstrip(" ,")
    if not label:
        raise LayoutChangedError(page_url, f"{LINK} .nonvisual", f"a label for file {file_id}", f"'{spoken[:80]}'")
    day = link.find_parent("li")
    event = link.find_parent(class_="event") or day
    stamped = _dates(event, "time[pubdate]")
    # The day's own date may be the visit's: it counts only when the page gives no other. A date that is printed and
    # cannot be read is replaced by none.
    published_on = printed_on if match else _only(stamped or _dates(day, "time"))
    if published_on is None:
        expected = f"'<label>, pdf - <date>' for file {file_id}"
        raise LayoutChangedError(page_url, f"{LINK} .nonvisual", expected, f"'{spoken[:80]}'")
    problems = []
    if stamped and stamped != {published_on}:
        said = ", ".join(sorted(f"{other:%d %B %Y}" if other else "an unreadable date" for other in stamped))
        problems.append(f"File {file_id} is labelled {published_on:%d %B %Y}, and its event says {said}.")
    return ReportLink(file_id, label, published_on, url), problems


def _dates(part: Tag | None, selector: str) -> set[date | None]:
    """The dates of a part's elements; a None among them is one that cannot be read."""
    return {read_date(text_of(node)) for node in part.select(selector)} if part else set()


def _only(dates: set[date | None]) -> date | None:
    return next(iter(dates)) if len(dates) == 1 else None


def _check_none_missed(soup: BeautifulSoup, known: set[str], file_origin: str, page_url: str) -> None:
    """A file that is linked in another way may be a report: the page must not pass for one without it."""
    links = (whole_address(page_url, str(link["href"]).strip()) for link in soup.select("a[href]"))
    linked = (_file_id(url, file_origin) for url in links)
    missed = {file_id for file_id in linked if file_id is not None} - known
    if missed:
        found = f"{len(known)}, and {len(missed)} other links to files ({', '.join(sorted(missed)[:3])})"
        raise LayoutChangedError(page_url, LINK, "all links to files", found)
