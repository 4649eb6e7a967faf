"""Prefect's page as a person uses it, in a Chromium without a window: all is found by the names that the page shows."""

from __future__ import annotations

import os
import re
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import date
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, ViewportSize, sync_playwright
from playwright.sync_api import TimeoutError as PageTimeoutError

from tests.e2e.serving import PATIENCE

PICTURES = Path(__file__).parents[2] / "test-output" / "browser"
# A laptop's, so that what does not fit there is seen.
WINDOW: ViewportSize = {"width": 1280, "height": 800}
ENDED = re.compile("^(Completed|Failed|Cancelled|Crashed)$")
HELP = "Chromium is not installed: 'apt-get install chromium', or whatever installs it here"

Role = Literal["button", "definition", "switch", "tab"]


def chromium() -> str | None:
    names = ("chromium", "chromium-browser", "google-chrome")
    return next(filter(None, map(shutil.which, names)), None)


# In CI a missing browser is a failure: these tests must not be left out unnoticed.
needs_chromium = pytest.mark.skipif(chromium() is None and not os.environ.get("REQUIRE_CHROMIUM"), reason=HELP)


@contextmanager
def running_browser() -> Iterator[Browser]:
    program = chromium()
    assert program, HELP
    options = ["--disable-gpu", "--disable-quic", "--disable-sync"]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=options)
        try:
            yield browser
        finally:
            browser.close()


def window_of(browser: Browser) -> BrowserContext:
    """The window of a person in London."""
    # An hour from UTC in summer: there a day that is passed on as an instant comes out as the day before.
    return browser.new_context(viewport=WINDOW, locale="en-GB", timezone_id="Europe/London")


class PrefectPage:
    """What a person does on the page of a server at an address, with pictures of what it looked like."""

    def __init__(self, window: BrowserContext, address: str) -> None:
        self._page: Page = window.new_page()
        # The page also asks a host outside, which is none of a test's business.
        self._page.route(lambda url: not url.startswith(address), lambda route: route.abort())
        self._page.set_default_timeout(PATIENCE * 1000 / 2)
        self._address = address

    def close(self) -> None:
        self._page.close()

    def picture(self, name: str) -> None:
        PICTURES.mkdir(parents=True, exist_ok=True)
        self._page.screenshot(path=PICTURES / f"{name}.png", full_page=True, animations="disabled")

    def open_deployments(self) -> list[str]:
        """Go to the list of deployments and return their names."""
        self._page.goto(self._address)
        self._page.get_by_role("link", name="Deployments", exact=True).click()
        self._page.get_by_role("row").get_by_role("button", name="Open menu").first.wait_for()
        return [cells[1].split("\n")[0] for cells in self.table()]

    def open_form(self, deployment: str) -> None:
        self._page.get_by_role("row").get_by_role("link", name=deployment, exact=True).first.click()
        self._page.get_by_role("button", name="Run", exact=True).click()
        self._page.get_by_role("menuitem", name="Custom run").click()
        self._page.get_by_role("heading", name="Parameters").wait_for()

    def pick(self, field: str, *names: str) -> None:
        """Pick some from a list that offers a search."""
        self._of(field, "tab", "list").click()
        self._of(field, "button", re.compile("^Select ")).click()
        search = self._page.get_by_placeholder("Search...")
        for name in names:
            search.fill(name)
            self._page.get_by_role("option", name=name, exact=True).click()
        self._leave(search)

    def pick_day(self, field: str, day: date) -> None:
        """Pick a day from the calendar."""
        typed = self._open_calendar(field)
        self._page.get_by_role("combobox", name="Choose the Year").select_option(str(day.year))
        self._page.get_by_role("combobox", name="Choose the Month").select_option(f"{day:%b}")
        cell = re.compile(rf"{day:%A, %B} {day.day}\w\w, {day.year}")
        self._page.get_by_role("gridcell", name=cell).click()
        self._leave(typed)

    def type_day(self, field: str, day: date) -> None:
        typed = self._open_calendar(field)
        typed.fill(str(day))
        self._leave(typed)

    def choose(self, field: str, choice: str) -> None:
        """Choose one of a few."""
        self._of(field, "button", re.compile("^Select ")).click()
        self._page.get_by_role("option", name=choice, exact=True).click()

    def switch_on(self, field: str) -> None:
        self._page.get_by_role("switch", name=f"{field} (Optional)", exact=True).click()

    def submit(self) -> str:
        """Submit the form and return the run's id."""
        for _ in range(5):
            with self._page.expect_response(re.compile("/create_flow_run$")) as answered:
                self._page.get_by_role("button", name="Submit").click()
            answer = answered.value
            if answer.status != 503:  # its database is locked for a moment; the page says so, and keeps the form
                break
        assert answer.ok, f"{answer.status} {answer.text()}"
        return str(answer.json()["id"])

    def open_run(self, run: str) -> None:
        """Go to the page of a run and wait for its log, which comes late and which the page looks for but once."""
        line = self._page.get_by_role("log").get_by_role("listitem").first
        for _ in range(10):
            self._page.goto(f"{self._address}/v2/runs/flow-run/{run}")
            with suppress(PageTimeoutError):
                line.wait_for(timeout=5000)
                return
        raise AssertionError("The run has no log.")

    def end_of_run(self, run: str) -> str:
        """Wait until a run has ended and return the state that its page then shows."""
        end = time.monotonic() + PATIENCE
        while not self._page.request.get(f"{self._address}/api/flow_runs/{run}").json().get("end_time"):
            assert time.monotonic() < end
            time.sleep(0.3)
        self.open_run(run)
        return self._page.get_by_role("main").get_by_text(ENDED).first.inner_text()

    def message(self) -> str:
        """What the run's state says."""
        self._page.get_by_role("tab", name="Details").click()
        term = self._page.get_by_role("term").filter(has_text="State Message")
        return self._after(term, "definition").inner_text()

    def name_of_run(self) -> str:
        crumbs = self._page.get_by_role("navigation", name="breadcrumb").get_by_role("listitem")
        return crumbs.last.inner_text().split("\n")[0]  # its tags follow

    def cancel(self) -> None:
        self._page.get_by_role("button", name="Open menu").click()
        self._page.get_by_role("menuitem", name="Cancel").click()
        self._page.get_by_role("alertdialog").get_by_role("button", name="Cancel Flow Run").click()

    def copy_to_new_run(self) -> None:
        self._page.get_by_role("button", name="Open menu").click()
        self._page.get_by_role("menuitem", name="Copy to new run").click()
        self._page.get_by_role("heading", name="Parameters").wait_for()

    def open_artifacts(self) -> None:
        self._page.get_by_role("tab", name="Artifacts").click()
        self._page.get_by_role("heading", level=3).first.wait_for()

    def open_artifact(self, key: str) -> str:
        """Go from the run's artifacts to the one of this key, the latest, and return its description."""
        main = self._page.get_by_role("main")
        main.get_by_role("link", name=key).click()
        main.get_by_role("link", name=re.compile(r"^[0-9a-f]{8}$")).first.click()
        above = self._page.get_by_role("tab", name="Raw").locator("xpath=preceding::*")
        return main.get_by_role("paragraph").and_(above).first.inner_text()

    def table(self) -> list[list[str]]:
        """The cells of the table that is shown, row by row, without its head."""
        rows = self._page.get_by_role("main").get_by_role("table").get_by_role("row")
        rows.nth(1).wait_for()
        return [row.get_by_role("cell").all_inner_texts() for row in rows.all()[1:]]

    def _open_calendar(self, field: str) -> Locator:
        """Open it and return the box in which a day can be typed."""
        self._of(field, "tab", "date").click()
        self._of(field, "button", "Pick a date").click()
        return self._page.get_by_placeholder("yyyy-MM-dd")

    def _leave(self, shown: Locator) -> None:
        """Close what lies above the form and shows this."""
        self._page.keyboard.press("Escape")
        shown.wait_for(state="hidden")

    def _of(self, field: str, role: Role, name: str | re.Pattern[str]) -> Locator:
        """What stands under the label of a field of the form."""
        return self._after(self._page.get_by_text(f"{field} (Optional)", exact=True), role, name)

    def _after(self, label: Locator, role: Role, name: str | re.Pattern[str] | None = None) -> Locator:
        exact = isinstance(name, str)
        found = self._page.get_by_role(role, name=name, exact=exact)
        return found.and_(label.locator("xpath=following::*")).first
