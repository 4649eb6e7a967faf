"""Ofsted's search for authorities: its addresses, its pages, and the walk over all of them.

What the pages look like is known from programs that read them daily. Rows are found by their links to providers and
values by their printed labels ("Latest report:", "URN:"), never by classes of rows or positions: those have changed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlencode, urlsplit

from extract.hosts import whole_address
from extract.pages import LayoutChangedError, check_found, heading_note, parse_page, read_date, select_links, text_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from bs4 import BeautifulSoup, Tag

# Since February 2025 the server gives no more rows than this, whatever is asked.
MOST_ROWS = 100
MOST_PAGES = 30
# Children's social care, and in it local authority children's services.
CATEGORY = {"level_1_types": "3", "level_2_types[]": "12"}
AUTHORITY_TYPE = "44"
PROVIDER_PATH = re.compile(r"/provider/(?P<type>\w+)/(?P<urn>\w+)/?")
COUNT = re.compile(r"(\d{1,3}(?:,\d{3})+|\d+)(?: [a-z]+)?", re.IGNORECASE)


@dataclass(frozen=True)
class Provider:
    """An authority as a row of the search gives it; `latest_report_on` is of its newest report of any kind."""

    urn: str
    name: str
    latest_report_on: date | None
    url: str


@dataclass(frozen=True)
class SearchPage:
    """A page of the search.

    `total` is how many providers the whole search finds, if the page says so; `rows` how many this page lists,
    `others` the links of those that are no local authority; `next_url` is the page's own link to the next one.
    """

    total: int | None
    providers: tuple[Provider, ...]
    next_url: str | None
    rows: int = 0
    others: tuple[str, ...] = ()


@dataclass(frozen=True)
class Listing:
    """All authorities that the search finds, each once, and the links of what else it lists."""

    providers: tuple[Provider, ...]
    total: int | None
    pages: int
    others: tuple[str, ...] = ()

    @property
    def complete(self) -> bool:
        """That as many were listed as the search says that there are; False also when it does not say."""
        return self.total == len(self.providers) + len(self.others)


def search_url(base: str, start: int = 0, rows: int = MOST_ROWS) -> str:
    """Return the address of a page of the search: `rows` (100 at most) authorities from number `start`, from 0."""
    query = {"q": "", "location": "", "lat": "", "lon": "", "radius": "", **CATEGORY}
    return f"{base.rstrip('/')}/search?{urlencode({**query, 'start': start, 'rows': min(rows, MOST_ROWS)})}"


def read_search(html: bytes | str, page_url: str) -> SearchPage:
    """Return what a page of the search lists. Past the end, and for a search without results, it lists nothing.

    Raises:
        LayoutChangedError: when the page lists nothing although it should, or a row contradicts itself.
        PageNotFoundError: when this is the site's 'not found' page.
    """
    soup = parse_page(html, page_url)
    check_found(soup, page_url)
    total = _total(soup, page_url)
    links = _provider_links(soup, page_url)
    start = _start(page_url)
    if not links and (start == 0 if total is None else start < total):
        found = f"none ({heading_note(soup)}; number of results: {'not printed' if total is None else total})"
        raise LayoutChangedError(page_url, 'a[href*="/provider/"]', "a link for each provider", found)
    providers = tuple(
        _provider(links[url], url, match, page_url)
        for url, match in ((url, PROVIDER_PATH.fullmatch(urlsplit(url).path)) for url in links)
        if match and match["type"] == AUTHORITY_TYPE
    )
    known = {provider.url for provider in providers}
    return SearchPage(
        total=total,
        providers=providers,
        next_url=_next_url(soup, page_url),
        rows=len(links),
        others=tuple(url for url in links if url not in known),
    )


def list_providers(fetch: Callable[[str], bytes | str], base: str, rows: int = MOST_ROWS) -> Listing:
    """Return all authorities that the search finds, asking page after page by `fetch`, which gets an address.

    The next page starts after as many rows as the last one really listed, so that a server that gives fewer than it
    is asked for skips none. The walk ends when the total is reached, or at a page that lists nothing new.

    Raises:
        LayoutChangedError: as for `read_search`, and when there is no end to the pages.
    """
    providers: dict[str, Provider] = {}
    others: dict[str, None] = {}
    start, total = 0, None
    for page_number in range(1, MOST_PAGES + 1):
        url = search_url(base, start, rows)
        page = read_search(fetch(url), url)
        total = page.total if page.total is not None else total
        before = len(providers) + len(others)
        providers.update((provider.urn, provider) for provider in page.providers if provider.urn not in providers)
        others.update(dict.fromkeys(page.others))
        start += page.rows
        if len(providers) + len(others) == before or (total is not None and start >= total):
            return Listing(tuple(providers.values()), total, page_number, tuple(others))
    raise LayoutChangedError(base, "/search", f"all providers on {MOST_PAGES} pages", f"{len(providers)} and no end")


def _provider_links(soup: BeautifulSoup, page_url: str) -> dict[str, Tag]:
    """The links to providers by their addresses; of several links to the same one, the first that has words."""
    links: dict[str, Tag] = {}
    host = urlsplit(page_url).netloc
    for link in select_links(soup, 'a[href*="/provider/"]', page_url):
        url = urlsplit(whole_address(page_url, str(link["href"]).strip()) or "")
        if url.netloc == host and PROVIDER_PATH.fullmatch(url.path) and text_of(link):
            links.setdefault(f"{url.scheme}://{url.netloc}{url.path.rstrip('/')}", link)
    return links


def _provider(link: Tag, url: str, match: re.Match[str], page_url: str) -> Provider:
    row = _row(link)
    printed_urn = _labelled(row, "URN")
    if printed_urn is not None and printed_urn != match["urn"]:
        expected = f"the URN of its link, {match['urn']}"
        raise LayoutChangedError(page_url, "URN:", expected, printed_urn)
    return Provider(
        urn=match["urn"],
        name=text_of(link),
        latest_report_on=read_date(_labelled(row, "Latest report") or ""),
        url=url,
    )


def _row(link: Tag) -> Tag:
    """The largest element around a link that holds no link to another provider: what it says is about this one."""
    row = link
    for parent in link.parents:
        hrefs = {str(other["href"]).rstrip("/") for other in parent.select('a[href*="/provider/"]')}
        if len(hrefs) > 1 or parent.name in ("main", "body"):
            break
        row = parent
        if parent.name == "li":
            break
    return row


def _labelled(row: Tag, label: str) -> str | None:
    """The value after a printed label, which both stand in one item; None when there is none or several differ."""
    wanted = f"{label.lower()}:"
    texts = [text_of(item) for item in row.select("li, p, dd, div") if not item.select_one("li, p, dd, div")]
    values = {text[len(wanted) :].strip() for text in texts if text.lower().startswith(wanted)}
    return values.pop() if len(values) == 1 else None


def _total(soup: BeautifulSoup, page_url: str) -> int | None:
    printed = sorted({text_of(node) for node in soup.select(".results-count")})
    if not printed:
        return None
    number = COUNT.fullmatch(printed[0])
    if number is None or len(printed) > 1:
        raise LayoutChangedError(page_url, ".results-count", "one number", f"'{', '.join(printed)[:80]}'")
    return int(number[1].replace(",", ""))


def _next_url(soup: BeautifulSoup, page_url: str) -> str | None:
    links = soup.select("a.pagination__next[href]")
    urls = sorted({url for link in links if (url := whole_address(page_url, str(link["href"])))})
    if len(urls) > 1:
        raise LayoutChangedError(page_url, "a.pagination__next", "one address", " and ".join(urls))
    return urls[0] if urls else None


def _start(page_url: str) -> int:
    start = parse_qs(urlsplit(page_url).query).get("start", ["0"])[0]
    return int(start) if start.isdecimal() else 0
