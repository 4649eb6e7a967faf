"""The site in a browser, from disk and from a web server: by mouse, keyboard and eye, asking nobody else."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import feedparser
import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Browser, ConsoleMessage, Page, expect

from flows.site.build import build_site
from tests.e2e.browser import PICTURES, needs_chromium, running_browser
from tests.flows.sample_site import opened

pytestmark = [needs_chromium]

PAGES = (
    "index.html",
    "judgements.html",
    "method.html",
    "coverage.html",
    "contradictions.html",
    "quarantine.html",
    "authority/cheshire-east.html",
    "authority/isles-of-scilly.html",
)
# What has another form where it is narrow.
ON_A_PHONE = ("judgements.html", "authority/cheshire-east.html")
WIDTHS = {"phone": (360, 740), "desk": (1440, 900)}
# How serious a fault of access is: those that are not listed are advice.
FAULTS = {"serious", "critical"}


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with running_browser() as chromium:
        yield chromium


@pytest.fixture(scope="module")
def published(published_sample: Path) -> Path:
    return published_sample


@pytest.fixture(scope="module")
def folder(published: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("site")
    build_site(published, made)
    return made


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
        """The base class writes each request to standard error."""


@contextmanager
def web_server(folder: Path) -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@pytest.fixture(scope="module", params=["disk", pytest.param("server", marks=pytest.mark.slow)])
def address(request: pytest.FixtureRequest, folder: Path) -> Iterator[str]:
    if request.param == "disk":
        yield f"{folder.as_uri()}/"
    else:
        with web_server(folder) as served:
            yield served


class Visit:
    """A window that records what the pages ask for and complain of."""

    def __init__(self, browser: Browser, address: str, size: tuple[int, int] = WIDTHS["desk"], **more: Any) -> None:
        context = browser.new_context(viewport={"width": size[0], "height": size[1]}, **more)
        self.page: Page = context.new_page()
        self.address = address
        self.requests: list[str] = []
        self.complaints: list[str] = []
        context.on("request", lambda request: self.requests.append(request.url))
        self.page.on("console", self._hear)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.complaints.append(message.text)

    def go(self, path: str) -> Page:
        self.page.goto(self.address + path)
        return self.page


@pytest.fixture
def visit(browser: Browser, address: str) -> Iterator[Visit]:
    made = Visit(browser, address)
    yield made
    assert not made.complaints
    assert all(url.startswith(address) for url in made.requests), made.requests
    made.page.context.close()


def test_the_map_numbers_and_chart_follow_the_choice_of_area(visit: Visit, published: Path) -> None:
    page = visit.go("index.html")
    with opened(published) as con:
        grades = dict(con.execute("SELECT authority, help_and_protection FROM latest_judgements").fetchall())
    tile = page.locator("svg.tiles a.tile", has=page.locator("title", has_text="Cheshire East:")).first
    expect(page.get_by_role("heading", name="Overall effectiveness")).to_be_visible()
    page.get_by_text("Help and protection", exact=True).first.click()
    expect(page.get_by_role("heading", name="Help and protection")).to_be_visible()
    expect(page.get_by_role("heading", name="Overall effectiveness")).to_be_hidden()
    shown = tile.locator("g.for-help_and_protection")
    expect(shown).to_be_visible()
    assert f"g-{grades['Cheshire East'].replace('_', '-')}" in (shown.get_attribute("class") or "").split()
    # Vega drew the chart of the chosen area again, in place of the drawing that the page came with.
    expect(page.locator(".for-help_and_protection .drawn .live svg")).to_be_visible()


def test_a_bar_of_the_chart_says_what_it_is(visit: Visit) -> None:
    page = visit.go("index.html")
    bars = page.locator(".for-overall_effectiveness .live svg .mark-rect path")
    expect(bars.last).to_be_attached()
    page.locator(".for-overall_effectiveness .live svg").scroll_into_view_if_needed()
    bars.last.hover(force=True)
    tip = page.locator("#vg-tooltip-element")
    expect(tip).to_be_visible()
    expect(tip).to_contain_text("All authorities")


def test_the_map_is_walked_with_the_arrow_keys(visit: Visit) -> None:
    page = visit.go("index.html")
    focused = "document.activeElement.dataset.urn"
    page.get_by_role("link", name="Skip the map").focus()
    page.keyboard.press("Tab")
    assert page.evaluate(focused) == "80532", "the first square is Northumberland"
    walk = ("ArrowRight", "ArrowDown", "ArrowLeft", "ArrowUp")
    assert [press(page, key, focused) for key in walk] == ["80529", "80557", "80525", "80532"]
    assert press(page, "End", focused) == "80476", "the last square is Kent"
    # From Surrey on, the nearest square to the left lies across a gap: Kingston upon Thames.
    assert [press(page, "ArrowLeft", focused) for _ in range(5)] == ["80467", "80438", "80578", "80567", "80545"]
    # One square is in the tab order: a further Tab leaves the map.
    page.keyboard.press("Tab")
    assert page.evaluate(f"{focused} === undefined")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Home")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Northumberland")


def press(page: Page, key: str, asked: str) -> object:
    page.keyboard.press(key)
    return page.evaluate(asked)


def test_a_square_is_a_link_with_a_name(visit: Visit) -> None:
    page = visit.go("index.html")
    link = page.get_by_role("link", name="Cheshire East: Inadequate, report of 16 May 2024")
    expect(link).to_have_count(1)
    link.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Cheshire East")


def test_the_first_tab_skips_to_the_content(visit: Visit) -> None:
    page = visit.go("index.html")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


def test_the_table_is_searched_filtered_and_sorted(visit: Visit) -> None:
    page = visit.go("judgements.html")
    rows = page.locator("#latest tbody tr:visible")
    count = page.get_by_role("status")
    expect(count).to_have_text("153 authorities")
    page.get_by_label("Name", exact=True).fill("chesh")
    expect(rows).to_have_count(2)
    expect(count).to_have_text("2 of 153 authorities")
    page.get_by_role("button", name="Clear").click()
    expect(rows).to_have_count(153)
    page.get_by_label("Region", exact=True).select_option("London")
    expect(rows).to_have_count(33)
    page.get_by_label("Region", exact=True).select_option("")
    page.get_by_label("Judgement", exact=True).select_option("overall_effectiveness")
    page.get_by_label("Grade", exact=True).select_option("inadequate")
    expect(rows.first).to_contain_text("Inadequate")
    page.get_by_role("button", name="Clear").click()
    heading = page.locator("thead th", has_text="Overall effectiveness")
    page.get_by_role("button", name="Overall effectiveness").click()
    expect(heading).to_have_attribute("aria-sort", "ascending")
    best = rows.first.locator("td[data-area=overall_effectiveness]").inner_text()
    page.get_by_role("button", name="Overall effectiveness").press("Enter")
    expect(heading).to_have_attribute("aria-sort", "descending")
    expect(rows.first.locator("td[data-area=overall_effectiveness]")).not_to_have_text(best)
    page.get_by_role("button", name="Report published").click()
    expect(heading).not_to_have_attribute("aria-sort", "descending")


def test_an_authoritys_page_shows_quote_page_and_report(visit: Visit, published: Path) -> None:
    page = visit.go("authority/cheshire-east.html")
    with opened(published) as con:
        found = con.execute(
            "SELECT quote, page, source_url FROM judgements WHERE authority = 'Cheshire East' "
            "AND area = 'care_leavers' ORDER BY published_on DESC"
        ).fetchone()
    assert found
    card = page.locator(".card", has=page.get_by_role("heading", name="Care leavers"))
    expect(card.locator("blockquote")).to_have_text(found[0])
    assert card.get_by_role("link").get_attribute("href") == f"{found[2]}#page={found[1]}"
    page.get_by_text("The queries that give this").first.click()
    expect(page.locator("#q-standing")).to_be_visible()
    feed = page.get_by_role("link", name="Feed of judgements").get_attribute("href")
    assert feed == "cheshire-east.xml"


def test_the_feed_that_the_server_sends_can_be_read(browser: Browser, folder: Path) -> None:
    with web_server(folder) as served:
        page = browser.new_page()
        answer = page.goto(f"{served}index.html")
        assert answer is not None
        assert answer.ok
        link = page.locator("link[type='application/atom+xml']").get_attribute("href")
        body = page.request.get(f"{served}{link}").body()
        page.close()
    feed = feedparser.parse(body)
    assert not feed.bozo
    assert feed.entries


def test_without_scripts_all_is_there(browser: Browser, folder: Path) -> None:
    visit = Visit(browser, f"{folder.as_uri()}/", java_script_enabled=False)
    page = visit.go("index.html")
    expect(page.locator(".for-overall_effectiveness .drawn svg")).to_be_visible()
    page.get_by_text("Care leavers", exact=True).first.click()
    expect(page.get_by_role("heading", name="Care leavers")).to_be_visible()
    page = visit.go("judgements.html")
    expect(page.locator("#latest tbody tr")).to_have_count(153)
    expect(page.locator("form")).to_be_hidden()
    page.context.close()


@pytest.mark.parametrize("width", WIDTHS)
def test_the_pages_are_accessible_and_fit(browser: Browser, folder: Path, width: str) -> None:
    visit = Visit(browser, f"{folder.as_uri()}/", WIDTHS[width])
    faults = []
    for path in PAGES:
        page = visit.go(path)
        assert page.evaluate("document.documentElement.scrollWidth") <= WIDTHS[width][0], f"{path} is too wide"
        assert not visit.complaints
        keep(page, f"site-{Path(path).stem}-{width}")
        if width == "phone" and path not in ON_A_PHONE:
            continue
        # Axe would read the style sheet again by itself, which the pages' policy forbids.
        found = Axe().run(page, options={"resultTypes": ["violations"], "preload": False}).response["violations"]
        faults += [
            (path, fault["id"], fault["help"], fault["nodes"][0]["html"])
            for fault in found
            if fault["impact"] in FAULTS
        ]
    assert not faults, json.dumps(faults, indent=1)
    visit.page.context.close()


@pytest.mark.slow
def test_the_pages_print(browser: Browser, folder: Path) -> None:
    visit = Visit(browser, f"{folder.as_uri()}/")
    PICTURES.mkdir(parents=True, exist_ok=True)
    for path in ("index.html", "judgements.html", "authority/cheshire-east.html"):
        page = visit.go(path)
        page.wait_for_load_state("networkidle")
        page.pdf(path=PICTURES / f"site-{Path(path).stem}.pdf", format="A4")
        page.emulate_media(media="print")
        expect(page.get_by_role("navigation", name="Pages")).to_be_hidden()
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        page.emulate_media(media="screen")
    visit.page.context.close()


def keep(page: Page, name: str) -> None:
    PICTURES.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=PICTURES / f"{name}.png", full_page=True, animations="disabled")
