"""A refresh from end to end against the sample's site, whole and with faults."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import duckdb
import pytest

from flows.sample import reports
from flows.steps.refresh import RefreshSummary
from flows.steps.run import utc_now
from tests.flows.faulty_site import (
    LAYOUT_CHANGED,
    Fault,
    FaultySite,
    fails,
    faulty_site,
    hangs_up,
    is_a_web_page,
    lists_also,
    redirects,
    says_not_found,
    with_text,
    without_report,
)
from tests.flows.runs import Unpublished, content, held, load_refresh, loaded, published, run_refresh, run_reread
from warehouse.errors import PublishRefusedError, WarehouseError

# The tests share a home that takes seconds to fill.

BIRMINGHAM, CHESHIRE_EAST, LIVERPOOL, TRAFFORD = "80429", "80447", "80485", "80573"
NEWEST_FIRST = [report.file_id for report in reports.publications()]
FILES = set(NEWEST_FIRST)
# Reports that are listed under another label are asked for again.
LISTED_OTHERWISE = with_text("s services inspection", "s services: inspection")
ASKED_AGAIN = [file_id for file_id in NEWEST_FIRST if file_id not in {"990000003", "990000007"}]


def files_of(home: Path) -> set[str]:
    return {file_id for (file_id,) in published(home, "SELECT file_id FROM publications")}


def failed(summary: RefreshSummary, site: FaultySite) -> dict[str, str]:
    return {problem.source.removeprefix(site.url): problem.detail for problem in summary.problems}


def archived(home: Path) -> list[Path]:
    return sorted(path for path in (home / "archive").rglob("*") if path.is_file())


def a_week_later() -> datetime:
    return utc_now() + timedelta(days=8)


@pytest.fixture(scope="module")
def served() -> Iterator[FaultySite]:
    with faulty_site() as site:
        yield site


@pytest.fixture
def site(served: FaultySite) -> Iterator[FaultySite]:
    served.mend()
    yield served
    served.mend()


@dataclass(frozen=True)
class Whole:
    """A home after two refreshes without faults, of which the second met one new report; tests work on copies."""

    home: Path
    before: set[str]
    second: RefreshSummary
    second_asked: list[str]


@pytest.fixture(scope="module")
def both(served: FaultySite, tmp_path_factory: pytest.TempPathFactory) -> Whole:
    home = tmp_path_factory.mktemp("whole")
    served.mend()
    served.faults |= {
        "/search": with_text("03 August 2026", "22 December 2023"),
        f"/provider/44/{TRAFFORD}": without_report("990000008"),
    }
    first = run_refresh(home, served.url)
    before = files_of(home)
    served.mend()
    second = run_refresh(home, served.url)
    assert first.problems == second.problems == ()
    return Whole(home, before, second, list(served.asked))


@pytest.fixture(scope="module")
def whole(both: Whole) -> Path:
    return both.home


@pytest.fixture
def home(whole: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(whole, tmp_path / "home"))


# A refresh of the whole sample, and another one.


def test_all_is_read(whole: Path) -> None:
    assert files_of(whole) == FILES
    assert published(whole, "SELECT count(*) FROM inspections") == [(12,)]
    assert published(whole, "SELECT file_id, reason FROM quarantine ORDER BY file_id") == [
        ("990000009", "not_found_page"),
        ("990000012", "truncated_pdf"),
    ]
    assert published(whole, "SELECT DISTINCT kind, state, detail FROM runs") == [("refresh", "completed", None)]


def test_every_body_is_archived_under_its_hash(whole: Path) -> None:
    hashes = {sha256 for (sha256,) in published(whole, "SELECT document_sha256 FROM documents")}
    assert {path.name for path in archived(whole)} == hashes
    assert len(hashes) == len(FILES)


def test_a_second_refresh_asks_for_what_is_new_and_changes_nothing(home: Path, site: FaultySite, whole: Path) -> None:
    summary = run_refresh(home, site.url)
    assert site.asked == ["/robots.txt", "/search"]
    assert (summary.requests, summary.loaded.new_publications, summary.loaded.documents_read) == (1, 0, 0)
    assert content(home) == content(whole)


def test_a_week_later_each_page_is_read_again(home: Path, site: FaultySite, whole: Path) -> None:
    assert load_refresh(home, site.url, clock=a_week_later).problems == ()
    assert sorted(site.pages_asked()) == [BIRMINGHAM, CHESHIRE_EAST, LIVERPOOL, TRAFFORD]
    assert site.files_asked() == ["990000012", "990000009"]  # what was refused is asked for again, newest first
    assert held(home) == held(whole)


def test_exactly_what_is_new_is_fetched(both: Whole) -> None:
    assert both.before == FILES - {"990000008"}
    assert both.second_asked == ["/robots.txt", "/search", f"/provider/44/{TRAFFORD}", "/v1/file/990000008"]
    assert (both.second.loaded.new_publications, both.second.loaded.documents_read) == (1, 1)


def test_what_is_listed_no_longer_is_marked_and_kept(home: Path, site: FaultySite) -> None:
    site.faults[f"/provider/44/{TRAFFORD}"] = without_report("990000008")
    summary = run_refresh(home, site.url, sweep_days=0)
    assert (summary.problems, summary.loaded.withdrawn_publications) == ((), 1)
    withdrawn = published(home, "SELECT file_id FROM inspections WHERE withdrawn_at IS NOT NULL")
    assert withdrawn == [("990000008",)]
    assert published(home, "SELECT count(*) FROM judgements WHERE file_id = '990000008'") != [(0,)]


def test_a_report_that_is_listed_otherwise_is_asked_for_again(home: Path, site: FaultySite, whole: Path) -> None:
    site.faults[f"/provider/44/{LIVERPOOL}"] = LISTED_OTHERWISE
    summary = load_refresh(home, site.url, sweep_days=0)
    assert summary.loaded.changed_publications == 3
    assert site.files_asked() == ["990000014", "990000013", "990000012"]
    outcomes = loaded(home, "SELECT outcome FROM store.fetches WHERE kind = 'file' ORDER BY requested_at DESC LIMIT 3")
    assert outcomes == [("rejected",), ("not_modified",), ("not_modified",)]
    assert archived(home) == [home / path.relative_to(whole) for path in archived(whole)]


# Parts that fail while the others proceed, from an empty home, and the runs after that.


@dataclass(frozen=True)
class Mended:
    """A run against a site with faults, and what the runs after it made of them."""

    broken: RefreshSummary
    problems: dict[str, str]
    home: Path
    next_asked: tuple[list[str], list[str]]
    next_home: Path
    later_home: Path


@pytest.fixture(scope="module")
def mended(served: FaultySite, tmp_path_factory: pytest.TempPathFactory) -> Mended:
    homes = tmp_path_factory.mktemp("mended")
    served.mend()
    served.faults |= {
        f"/provider/44/{TRAFFORD}": fails(),
        f"/provider/44/{BIRMINGHAM}": with_text(*LAYOUT_CHANGED),
        "/v1/file/990000013": says_not_found(404),
        "/v1/file/990000014": fails(503),
        "/v1/file/990000002": is_a_web_page,
        "/v1/file/990000003": hangs_up,
    }
    broken = run_refresh(homes, served.url)
    problems = failed(broken, served)
    first = Path(shutil.copytree(homes, homes.parent / "mended_first"))
    served.mend()
    after = run_refresh(homes, served.url)
    asked = (served.pages_asked(), served.files_asked())
    following = Path(shutil.copytree(homes, homes.parent / "mended_next"))
    assert after.problems == ()
    assert run_refresh(homes, served.url, clock=a_week_later).problems == ()
    served.mend()
    return Mended(broken, problems, first, asked, following, homes)


def test_each_part_that_failed_is_told(mended: Mended, served: FaultySite) -> None:
    told = mended.problems
    assert set(told) == {
        f"/provider/44/{TRAFFORD}",
        f"/provider/44/{BIRMINGHAM}",
        "/v1/file/990000014",
        "/v1/file/990000003",
        "",  # the file host, which sent something else for three of seven reports
    }
    assert "3 of the 7 reports asked for were refused" in told[""]
    assert "500" in told[f"/provider/44/{TRAFFORD}"]
    assert "layout has changed" in told[f"/provider/44/{BIRMINGHAM}"]
    assert "503" in told["/v1/file/990000014"]
    assert not any(served.url in detail for detail in told.values())


def test_the_run_has_failed_and_says_why(mended: Mended) -> None:
    ((state, detail),) = published(mended.home, "SELECT state, detail FROM runs")
    assert state == "failed"
    assert all(source in detail for source in mended.problems)


def test_the_others_proceed(mended: Mended) -> None:
    assert mended.broken.published
    assert files_of(mended.home) == {
        *("990000001", "990000002", "990000003", "990000004"),
        *("990000012", "990000013", "990000014"),
    }
    read = {file_id for (file_id,) in published(mended.home, "SELECT file_id FROM inspections")}
    assert read == {"990000001", "990000004"}


def test_what_could_not_be_had_is_in_quarantine_with_its_reason(mended: Mended) -> None:
    rows = published(
        mended.home, "SELECT coalesce(file_id, source_url), reason FROM quarantine WHERE resolved_at IS NULL"
    )
    assert {source.rpartition("/")[2]: reason for source, reason in rows} == {
        TRAFFORD: "http_500",
        BIRMINGHAM: "body_refused",
        "990000002": "html_instead_of_pdf",
        "990000003": "no_answer",
        "990000012": "truncated_pdf",
        "990000013": "not_found_page",
        "990000014": "http_503",
    }


def test_pages_and_bodies_that_were_refused_are_archived(mended: Mended) -> None:
    rows = published(mended.home, "SELECT document_sha256 FROM fetches WHERE outcome = 'rejected'")
    assert len(rows) == 4
    kept = {path.name for path in archived(mended.home)}
    assert {sha256 for (sha256,) in rows} < kept


def test_the_next_run_asks_for_what_failed_and_for_what_was_refused_among_much(mended: Mended) -> None:
    pages, files = mended.next_asked
    assert sorted(pages) == [BIRMINGHAM, TRAFFORD]
    assert {"990000002", "990000003", "990000012", "990000013", "990000014"} <= set(files)
    assert not {"990000001", "990000004"} & set(files)
    refused = "SELECT file_id FROM quarantine WHERE resolved_at IS NULL ORDER BY file_id"
    assert published(mended.next_home, refused) == [("990000009",), ("990000012",)]


def test_what_was_refused_twice_waits_a_week(mended: Mended, tmp_path: Path, site: FaultySite) -> None:
    home = Path(shutil.copytree(mended.next_home, tmp_path / "home"))
    assert load_refresh(home, site.url).problems == ()
    assert site.files_asked() == []


def test_a_week_later_all_is_healed(mended: Mended, whole: Path) -> None:
    assert content(mended.later_home) == content(whole)
    left = published(mended.later_home, "SELECT file_id FROM quarantine WHERE resolved_at IS NULL ORDER BY file_id")
    assert left == [("990000009",), ("990000012",)]
    states = published(mended.later_home, "SELECT state FROM runs ORDER BY started_at")
    assert states[0] == ("failed",)


# Faults of the search and of whole hosts.


def test_a_host_that_is_down_is_one_problem_and_loses_nothing(home: Path, whole: Path) -> None:
    summary = load_refresh(home, "http://127.0.0.1:9", tries=1)
    assert [problem.source for problem in summary.problems] == ["http://127.0.0.1:9"]
    assert held(home) == held(whole)


@pytest.mark.parametrize("fault", [fails(), with_text("/provider/44/", "/councils/"), says_not_found(200)])
def test_without_the_search_what_is_known_is_still_fetched(
    fault: Fault, mended: Mended, tmp_path: Path, site: FaultySite
) -> None:
    home = Path(shutil.copytree(mended.home, tmp_path / "home"))
    site.faults["/search"] = fault
    summary = load_refresh(home, site.url, tries=1)
    assert [problem.source for problem in summary.problems] == [site.url]
    asked_again = ["990000002", "990000003", "990000012", "990000013", "990000014"]
    assert (site.pages_asked(), sorted(site.files_asked())) == ([], asked_again)
    read = loaded(home, "SELECT DISTINCT file_id FROM store.stated_facts ORDER BY file_id")
    assert read == [(f"9900000{number}",) for number in ("01", "02", "03", "04", "13", "14")]


def test_a_file_host_that_fails_five_times_in_a_row_is_left_alone(home: Path, site: FaultySite, whole: Path) -> None:
    site.faults |= {"/provider/44/*": LISTED_OTHERWISE, "/v1/file/*": hangs_up}
    summary = load_refresh(home, site.url, sweep_days=0, batch=2, tries=1)
    assert site.files_asked() == ASKED_AGAIN[:5]
    assert len(summary.problems) == 6
    assert "Given up after 5 failures in a row; the next run asks for the other 7." in summary.problems[-1].detail
    site.mend()
    site.faults["/provider/44/*"] = LISTED_OTHERWISE
    assert load_refresh(home, site.url).problems == ()
    assert sorted(site.files_asked()) == sorted(ASKED_AGAIN)
    assert held(home)["stated_facts"] == held(whole)["stated_facts"]


def test_failures_that_are_not_in_a_row_stop_nothing(home: Path, site: FaultySite) -> None:
    failing = [file_id for number, file_id in enumerate(ASKED_AGAIN) if number % 5 != 4]
    site.faults |= {f"/v1/file/{file_id}": fails() for file_id in failing}
    site.faults["/provider/44/*"] = LISTED_OTHERWISE
    summary = load_refresh(home, site.url, sweep_days=0, tries=1, batch=3)
    assert site.files_asked() == ASKED_AGAIN
    assert len(summary.problems) == len(failing)


def test_pages_that_fail_five_times_in_a_row_are_left_alone(home: Path, site: FaultySite, whole: Path) -> None:
    more = [f"9900{number}" for number in range(8)]
    site.faults |= {"/search": lists_also(more), "/provider/44/9900*": fails()}
    summary = load_refresh(home, site.url, batch=3, tries=1)
    assert site.pages_asked() == more[:5]
    assert "the next run asks for the other 3" in summary.problems[-1].detail
    site.mend()
    # The search now lists clearly fewer authorities than before.
    fewer = run_refresh(home, site.url)
    assert len(fewer.problems) == 1
    assert "no longer lists 8 authorities" in fewer.problems[0].detail
    assert "99000" in fewer.problems[0].detail
    assert content(home) == content(whole)


def test_a_search_that_lists_fewer_than_it_counts_is_a_problem(home: Path, site: FaultySite, whole: Path) -> None:
    site.faults["/search"] = with_text('results-count">4<', 'results-count">153<')
    summary = load_refresh(home, site.url)
    assert len(summary.problems) == 1
    assert "153" in summary.problems[0].detail
    assert held(home) == held(whole)


def test_another_authority_s_page_is_not_taken_for_this_one_s(home: Path, site: FaultySite, whole: Path) -> None:
    site.faults[f"/provider/44/{LIVERPOOL}"] = redirects(f"{site.url}/provider/44/{TRAFFORD}")
    summary = load_refresh(home, site.url, sweep_days=0)
    assert list(failed(summary, site)) == [f"/provider/44/{LIVERPOOL}"]
    assert "URN 80573" in summary.problems[0].detail
    assert held(home) == held(whole)


# Reading again, publishing, and runs that end early.


def test_reading_again_asks_nobody_and_gives_the_same(home: Path, site: FaultySite, whole: Path) -> None:
    summary = run_reread(home)
    assert summary.loaded.documents_read == len(FILES) - 2  # two were refused
    assert summary.problems == ()
    assert site.asked == []
    assert content(home) == content(whole)
    assert published(home, "SELECT kind, state FROM runs ORDER BY started_at DESC LIMIT 1") == [("reread", "completed")]


def test_reading_again_needs_something_to_read(tmp_path: Path) -> None:
    with pytest.raises(WarehouseError, match=r"Nothing is loaded in .*'outcomes refresh' loads it"):
        run_reread(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_an_archived_file_that_was_damaged_takes_nothing_away(home: Path, whole: Path) -> None:
    damaged, removed = archived(home)[:2]
    body = damaged.read_bytes()
    damaged.chmod(0o644)
    damaged.write_bytes(body[:-1])
    removed.rename(home / "elsewhere")
    summary = run_reread(home, Unpublished())
    assert {problem.source for problem in summary.problems} <= {str(damaged), str(removed)}
    assert summary.problems
    assert held(home) == held(whole)
    damaged.write_bytes(body)
    (home / "elsewhere").rename(removed)
    assert run_reread(home, Unpublished()).problems == ()
    assert held(home) == held(whole)


def test_a_build_that_is_not_fit_is_not_published_and_fails_the_run(home: Path, site: FaultySite) -> None:
    path = home / "inspection_outcomes.duckdb"
    path.unlink()
    with duckdb.connect(str(path)) as con:
        con.execute("CREATE TABLE inspections AS SELECT * FROM range(99)")
    with pytest.raises(PublishRefusedError, match="the present file holds 99"):
        run_refresh(home, site.url)
    with duckdb.connect(str(path), read_only=True) as con:
        assert con.execute("SELECT count(*) FROM inspections").fetchall() == [(99,)]
    with duckdb.connect(str(home / "warehouse.duckdb"), read_only=True) as con:
        rows = con.execute("SELECT state, detail FROM store.runs ORDER BY started_at DESC LIMIT 1").fetchall()
    assert rows[0][0] == "failed"
    assert "99" in rows[0][1]


def test_after_a_killed_run_the_next_one_goes_on(tmp_path: Path, site: FaultySite, whole: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from tests.flows.runs import run_refresh\n"
        "run_refresh(Path(sys.argv[1]), sys.argv[2], batch=2)"
    )
    root = Path(__file__).parents[2]
    with subprocess.Popen([sys.executable, "-c", program, str(tmp_path), site.url], cwd=root) as process:
        end = time.monotonic() + 30
        while len(site.files_asked()) < 7 and process.poll() is None and time.monotonic() < end:
            time.sleep(0.002)
        process.send_signal(signal.SIGKILL)
    assert process.returncode == -signal.SIGKILL
    assert load_refresh(tmp_path, site.url).problems == ()
    assert held(tmp_path) == held(whole)
    states = loaded(tmp_path, "SELECT state FROM store.runs ORDER BY started_at")
    assert states == [("interrupted",), ("completed",)]
