"""The Prefect flow over the sample's site, on Prefect's own server for tests, which takes half a minute to start."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from flows import cli, console
from flows.errors import PartsFailedError
from flows.settings import load_settings
from tests.flows.faulty_site import FaultySite, fails, faulty_site
from tests.flows.prefect_runs import last_run
from tests.flows.runs import content, published, run_refresh

pytestmark = [pytest.mark.flows, pytest.mark.usefixtures("prefect_harness")]


@pytest.fixture(scope="module")
def site() -> Iterator[FaultySite]:
    with faulty_site() as served:
        yield served


@pytest.fixture(autouse=True)
def _environment(site: FaultySite, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site.mend()
    fast = {"HOME": tmp_path / "home", "OFSTED_URL": site.url, "FILES_URL": site.url, "PAUSE": 0, "BACKOFF": 0}
    for name, value in {**fast, "TRIES": 1, "WORKERS": 1}.items():
        monkeypatch.setenv(f"OUTCOMES_{name}", str(value))


def run_flow() -> Any:
    from flows.refresh import refresh_flow

    return refresh_flow()


def test_a_whole_refresh(tmp_path: Path, site: FaultySite) -> None:
    summary = run_flow()
    run = last_run()
    assert (run.flow, run.name, run.state) == ("refresh", "refresh all authorities", "COMPLETED")
    assert summary.published
    assert summary.published.inspections == 12
    run_refresh(tmp_path / "direct", site.url)
    assert content(tmp_path / "home") == content(tmp_path / "direct")


def test_a_batch_that_met_what_passes_is_tried_again(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    from extract.archive import ArchiveFullError
    from flows import tasks
    from flows.steps import refresh

    tries: list[int] = []

    def fails_once(*given: Any) -> Any:
        tries.append(1)
        if len(tries) == 1:
            raise ArchiveFullError("The disk is full.")
        return fetch(*given)

    fetch = refresh.fetch
    monkeypatch.setattr(refresh, "fetch", fails_once)
    monkeypatch.setattr(tasks, "RETRY_AFTER", [0.0, 0.0])
    run_flow()
    run = last_run()
    assert run.state == "COMPLETED"
    assert run.states_of("fetch 14 reports") == ["Completed"]
    assert len(tries) == 2
    assert published(tmp_path / "home", "SELECT count(*) FROM inspections") == [(12,)]


def test_a_batch_that_cannot_pass_is_not_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    from flows.steps import refresh
    from warehouse.errors import NotAWarehouseError

    tries: list[int] = []

    def fails(*given: Any) -> Any:
        tries.append(1)
        raise NotAWarehouseError("It is another file.")

    monkeypatch.setattr(refresh, "load", fails)
    with pytest.raises(NotAWarehouseError):
        run_flow()
    assert tries == [1]
    assert "It is another file." in last_run().message


def test_two_in_quarantine_fail_nothing_and_the_table_says_so(tmp_path: Path) -> None:
    run_flow()
    run = last_run()
    assert run.state == "COMPLETED"
    assert len(published(tmp_path / "home", "FROM quarantine WHERE resolved_at IS NULL")) == 2
    kind, data = run.artifacts["refresh-summary"]
    assert kind == "table"
    assert all(set(row) == {"what", "count"} for row in json.loads(data))
    counts = {row["what"]: row["count"] for row in json.loads(data)}
    assert len(counts) == len(json.loads(data))
    assert {what: count for what, count in counts.items() if count} == {
        "requests": 19,
        "new publications": 14,
        "documents read": 14,
        "put in quarantine": 2,
    }
    assert {"changed publications", "withdrawn publications", "parts that failed"} <= set(counts)


def test_a_task_is_a_batch(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OUTCOMES_BATCH", "3")
    run_flow()
    run = last_run()
    # 4 authorities and 14 reports, three at a time; a load for each batch, and one for the request to the search.
    assert Counter(name for name, _ in run.tasks) == {
        "ask Ofsted's search": 1,
        "read 3 authorities' pages": 1,
        "read 1 authorities' pages": 1,
        "fetch 3 reports": 4,
        "fetch 2 reports": 1,
        "load": 8,
        "publish": 1,
    }
    assert {state for _, state in run.tasks} == {"Completed"}


def test_a_part_that_failed_fails_the_flow_after_all_else_was_done(tmp_path: Path, site: FaultySite) -> None:
    site.faults |= {"/provider/44/80573": fails(), "/v1/file/990000011": fails(503)}
    told = f"2 parts failed, the rest was loaded and published. {site.url}/provider/44/80573: "
    with pytest.raises(PartsFailedError, match="2 parts failed"):
        run_flow()
    run = last_run()
    assert run.state == "FAILED"
    assert told in run.message
    assert "/v1/file/990000011" in run.message
    assert "\n" not in run.message
    assert published(tmp_path / "home", "SELECT count(DISTINCT authority) FROM inspections") == [(3,)]
    rows = {row["what"]: row["count"] for row in json.loads(run.artifacts["refresh-summary"][1])}
    assert rows["parts that failed"] == 2
    site.mend()
    run_flow()
    assert last_run().state == "COMPLETED"
    assert published(tmp_path / "home", "SELECT count(*) FROM inspections") == [(12,)]


def test_a_search_that_fails_is_a_failed_task_of_a_flow_that_goes_on(site: FaultySite) -> None:
    site.faults["/search"] = fails()
    with pytest.raises(PartsFailedError):
        run_flow()
    run = last_run()
    assert run.state == "FAILED"
    assert run.states_of("ask Ofsted's search") == ["Failed"]
    assert run.states_of("publish") == ["Completed"]


def test_the_command_line_runs_the_flow_in_the_home_that_it_is_given(
    tmp_path: Path, site: FaultySite, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(console, "_prepare_prefect", lambda settings: None)
    site.faults["/v1/file/990000014"] = fails()
    other = tmp_path / "other"
    monkeypatch.setattr("sys.argv", ["outcomes", "--home", str(other), "refresh", "--prefect"])
    with pytest.raises(SystemExit) as end:
        cli.main()
    assert end.value.code == 1
    told = capsys.readouterr().err.splitlines()[-1]
    assert told.startswith("outcomes: 1 part failed, the rest was loaded and published. ")
    assert not (tmp_path / "home").exists()
    assert (other / "inspection_outcomes.duckdb").exists()
    site.mend()
    monkeypatch.setenv("OUTCOMES_HOME", str(other))
    summary = console.run_flow(load_settings())
    assert summary.published
    assert summary.published.inspections == 12
    assert "published 12 inspections" in capsys.readouterr().out
