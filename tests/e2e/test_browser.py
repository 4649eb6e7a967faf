"""Backfills as a person asks for them, on Prefect's page in a browser."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from playwright.sync_api import BrowserContext

from tests.e2e.browser import PrefectPage, needs_chromium, running_browser, window_of
from tests.e2e.serving import Served, serving
from tests.e2e.slow_site import SlowSite, slow_site
from tests.flows.runs import loaded, published

pytestmark = [pytest.mark.flows, needs_chromium]

# Both are days on which a report of these authorities was published, so that neither may be left out. In between there
# is one of another framework, and afterwards another one of this framework.
FROM, TO = date(2019, 5, 8), date(2023, 1, 31)
MEANT = [
    ("Cheshire East", date(2020, 1, 9)),
    ("Trafford", date(2019, 5, 8)),
    ("Trafford", date(2023, 1, 31)),
]


@pytest.fixture(scope="module")
def window() -> Iterator[BrowserContext]:
    with running_browser() as browser:
        yield window_of(browser)


@pytest.fixture(scope="module")
def site() -> Iterator[SlowSite]:
    with slow_site() as slow:
        yield slow


@pytest.fixture(scope="module")
def served(window: BrowserContext, site: SlowSite, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("browser")
    given = {
        # A watch that is due just now would notice the empty home and fetch everything.
        "PREFECT_SERVER_SERVICES_SCHEDULER_ENABLED": "false",
        # So that what is cancelled in the midst of a few reports has done some of them.
        "OUTCOMES_BATCH": "1",
        "PREFECT_RUNNER_POLL_FREQUENCY": "1",
    }
    with serving(folder / "home", site.url, folder, **given) as process:
        yield process


@pytest.fixture
def page(window: BrowserContext, served: Served) -> Iterator[PrefectPage]:
    opened = PrefectPage(window, served.page)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def backfilled(window: BrowserContext, served: Served) -> Iterator[PrefectPage]:
    """The page of the run of a backfill, which has ended."""
    page = PrefectPage(window, served.page)
    assert page.open_deployments() == ["backfill", "compare", "publish", "refresh", "watch"]
    page.picture("deployments")
    page.open_form("backfill")
    page.picture("form-as-it-opens")
    page.pick("Authorities", "Cheshire East", "Trafford")
    page.pick("Frameworks", "ILACS")
    page.pick_day("Published from", FROM)
    page.type_day("Published to", TO)
    page.picture("form")
    state = page.end_of_run(page.submit())
    page.picture("run")
    assert state == "Completed"
    yield page
    page.close()


def test_what_the_form_asks_for_is_published_and_nothing_else(backfilled: PrefectPage, served: Served) -> None:
    found = published(served.home, "SELECT authority, framework, published_on FROM inspections ORDER BY ALL")
    assert found == [(authority, "ILACS", day) for authority, day in MEANT]
    assert backfilled.name_of_run() == "backfill ILACS 2019-2023, 2 authorities"
    assert backfilled.message() == "3 found, 3 new, 0 changed, 0 quarantined"
    backfilled.open_artifacts()
    backfilled.picture("artifacts")
    described = backfilled.open_artifact("backfill-result")
    backfilled.picture("artifact")
    assert described.startswith("3 found, 3 new, 0 changed, 0 quarantined.")
    assert described.endswith("One more report is of another framework; the next refresh loads it.")
    counted = published(
        served.home, "SELECT authority, framework, count(*), count(*), 0, 0 FROM inspections GROUP BY ALL ORDER BY ALL"
    )
    assert backfilled.table() == [[str(value) for value in row] for row in counted]


@pytest.mark.slow
@pytest.mark.usefixtures("backfilled")
def test_a_dry_run_shows_its_plan_and_asks_nobody(page: PrefectPage, served: Served, site: SlowSite) -> None:
    asked = site.asked()
    page.open_deployments()
    page.open_form("backfill")
    page.pick("Authorities", "Cheshire East")
    page.choose("What to do", "fetch again")
    page.switch_on("Dry run")
    assert page.end_of_run(page.submit()) == "Completed"
    assert page.name_of_run().startswith("dry run of backfill")
    known = loaded(served.home, "SELECT count(*) FROM store.publications WHERE ofsted_urn = '80447'")[0][0]
    # One was fetched and not read, for it is of another framework.
    assert page.message() == (
        "Nothing was done, as asked for. "
        "1 authority's page is to be read, and the new reports on it to be fetched. "
        f"Of {known} reports known so far, {known} are to be fetched and 1 read from the archive."
    )
    page.open_artifacts()
    page.open_artifact("backfill-plan")
    page.picture("plan")
    assert page.table() == [["Cheshire East", "to read", str(known), str(known), "1"]]
    assert site.asked() == asked


@pytest.mark.slow
def test_what_contradicts_itself_fails_with_one_sentence(page: PrefectPage, site: SlowSite) -> None:
    asked = site.asked()
    page.open_deployments()
    page.open_form("backfill")
    page.type_day("Published from", TO)
    page.type_day("Published to", FROM)
    of_period = page.submit()
    page.open_deployments()
    page.open_form("backfill")
    page.pick("Authorities", "Trafford", "Cumbria")
    of_authority = page.submit()
    assert page.end_of_run(of_period) == "Failed"
    assert page.message() == "The period ends (8 May 2019) before it begins (31 January 2023)."
    page.picture("contradiction")
    assert page.end_of_run(of_authority) == "Failed"
    assert page.message() == "Cumbria was abolished on 31 March 2023, and Ofsted's site has no page of it."
    assert site.asked() == asked


@pytest.mark.slow
def test_one_that_is_cancelled_goes_on_when_it_is_copied(page: PrefectPage, served: Served, site: SlowSite) -> None:
    site.slow()
    page.open_deployments()
    page.open_form("backfill")
    page.pick("Authorities", "Birmingham", "Liverpool")
    run = page.submit()
    served.wait_for(lambda: len(site.files_asked()) == 3)
    # The second may not be loaded yet: one is fetched while the one before is loaded.
    done = site.files_asked()[0]
    page.open_run(run)
    page.picture("under-way")
    page.cancel()
    assert page.end_of_run(run) == "Cancelled"
    page.picture("cancelled")
    asked = site.files_asked()
    site.mend()
    page.copy_to_new_run()
    page.picture("copy")
    assert page.end_of_run(page.submit()) == "Completed"
    page.open_artifacts()
    assert page.open_artifact("backfill-plan").startswith("Goes on with the one that began at ")
    assert done not in site.files_asked()
    held = published(
        served.home,
        "SELECT file_id, count(*) OVER (PARTITION BY file_id, framework) FROM inspections "
        "WHERE authority IN ('Birmingham', 'Liverpool')",
    )
    assert done in {file_id for file_id, _ in held}
    assert {times for _, times in held} == {1}
    assert {file_id for file_id, _ in held} <= {*asked, *site.files_asked()}
