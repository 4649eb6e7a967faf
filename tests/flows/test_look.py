"""A look at what is new, and the refresh of one authority, on the sample's site whose reports appear one by one."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from flows.sample.newsroom import newsrooms_csv
from flows.steps.authorities import AuthorityError, authorities, find_authority
from flows.steps.look import Look, look
from flows.steps.one_authority import refresh_authority
from flows.steps.refresh import RefreshSummary, refresh
from flows.steps.run import open_run, utc_now
from tests.flows.faulty_site import FaultySite, fails, faulty_site, with_text, without_report
from tests.flows.runs import published, run_refresh, settings_for
from warehouse.database import connect

TRAFFORD = find_authority("Trafford")
NEW = "990000008"


def before_it_appeared(site: FaultySite) -> None:
    """Trafford's newest report is not there yet."""
    site.mend()
    site.faults |= {
        "/search": with_text("03 August 2026", "22 December 2023"),
        f"/provider/44/{TRAFFORD.ofsted_urn}": without_report(NEW),
    }


@pytest.fixture(scope="module")
def site() -> Iterator[FaultySite]:
    with faulty_site() as served:
        yield served


@pytest.fixture(scope="module")
def earlier(site: FaultySite, tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("earlier")
    before_it_appeared(site)
    assert not run_refresh(home, site.url).problems
    return home


@pytest.fixture
def home(earlier: Path, site: FaultySite, tmp_path: Path) -> Path:
    site.mend()
    return Path(shutil.copytree(earlier, tmp_path / "home"))


def run_look(home: Path, site: FaultySite, clock: Callable[[], datetime] = utc_now) -> Look:
    with open_run(settings_for(home, site.url), clock=clock) as run:
        return look(run)


def run_one(home: Path, site: FaultySite) -> RefreshSummary:
    with open_run(settings_for(home, site.url)) as run:
        return refresh_authority(run, TRAFFORD)


def stored(home: Path, query: str) -> list[tuple[object, ...]]:
    with connect(home / "warehouse.duckdb") as con:
        return con.execute(query).fetchall()


def test_with_nothing_new_only_the_search_is_asked(home: Path, site: FaultySite) -> None:
    before_it_appeared(site)
    found = run_look(home, site)
    assert (found.arrivals, found.problems, found.nothing_held) == ((), (), False)
    assert [path for path in site.asked if path != "/robots.txt"] == ["/search"]
    assert found.requests == 1


def test_what_appeared_is_recorded_and_not_fetched(home: Path, site: FaultySite) -> None:
    (arrival,) = run_look(home, site).arrivals
    assert (arrival.kind, arrival.authority, arrival.publication) == ("inspection", "Trafford", NEW)
    assert arrival.url == f"{site.url}/v1/file/{NEW}"
    assert site.pages_asked() == [TRAFFORD.ofsted_urn]
    assert site.files_asked() == []
    assert stored(home, f"SELECT count(*) FROM store.publications WHERE file_id = '{NEW}'") == [(1,)]
    assert stored(home, "SELECT kind, state FROM store.runs ORDER BY started_at DESC LIMIT 1") == [
        ("watch", "completed")
    ]


def test_it_is_announced_until_somebody_has_asked_for_it(home: Path, site: FaultySite) -> None:
    assert run_look(home, site).arrivals == run_look(home, site).arrivals != ()
    assert run_look(home, site, lambda: utc_now() + timedelta(days=3)).arrivals == ()
    run_one(home, site)
    assert run_look(home, site).arrivals == ()


def test_where_nothing_is_held_no_page_is_read(site: FaultySite, tmp_path: Path) -> None:
    site.mend()
    found = run_look(tmp_path / "home", site)
    assert found.nothing_held
    assert found.arrivals == ()
    assert site.pages_asked() == []


def test_without_the_search_the_look_has_a_problem(home: Path, site: FaultySite) -> None:
    site.faults["/search"] = fails()
    found = run_look(home, site)
    assert [problem.source for problem in found.problems] == [site.url]


def test_releases_of_newsrooms_are_found_too(home: Path, site: FaultySite, tmp_path: Path) -> None:
    before_it_appeared(site)
    register = str(newsrooms_csv(site.url, tmp_path))
    with open_run(settings_for(home, site.url, newsrooms=register)) as run:
        assert look(run).problems != ()  # this site has no newsroom, which is told and stops nothing


def test_one_authority_s_refresh_asks_for_nothing_of_others(home: Path, site: FaultySite) -> None:
    run_look(home, site)
    site.mend()
    summary = run_one(home, site)
    assert summary.problems == ()
    assert [path for path in site.asked if path != "/robots.txt"] == [
        f"/provider/44/{TRAFFORD.ofsted_urn}",
        f"/v1/file/{NEW}",
    ]
    assert published(home, f"SELECT authority FROM inspections WHERE file_id = '{NEW}'") == [("Trafford",)]


def test_from_an_empty_home_the_search_leads_to_it(site: FaultySite, tmp_path: Path) -> None:
    site.mend()
    home = tmp_path / "home"
    assert run_one(home, site).problems == ()
    assert site.pages_asked() == [TRAFFORD.ofsted_urn]
    assert published(home, "SELECT DISTINCT authority FROM inspections") == [("Trafford",)]


def test_a_sweep_reads_every_page_and_asks_for_every_report(home: Path, site: FaultySite) -> None:
    before_it_appeared(site)
    with open_run(settings_for(home, site.url)) as run:
        summary = refresh(run, recheck=True)
    assert len(site.pages_asked()) == 4
    held = {file_id for (file_id,) in stored(home, "SELECT DISTINCT file_id FROM store.document_versions")}
    assert set(site.files_asked()) == held
    assert summary.loaded.documents_read == 0


@pytest.mark.parametrize("text", ["80573", "trafford ", "E08000009", "Trafford"])
def test_an_authority_is_found_by_any_of_its_names(text: str) -> None:
    assert find_authority(text) == TRAFFORD


def test_an_authority_that_is_none() -> None:
    with pytest.raises(AuthorityError, match="No authority is called 'Atlantis': give its name"):
        find_authority("Atlantis")


def test_an_authority_that_is_no_more() -> None:
    with pytest.raises(AuthorityError, match="Cumbria was abolished on 31 March 2023, and Ofsted's site has no page"):
        find_authority("cumbria")


def test_no_two_authorities_are_called_the_same() -> None:
    names = [name for authority in authorities() for name in authority.called]
    assert sorted(names) == sorted(set(names))
