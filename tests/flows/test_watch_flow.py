"""The flow `watch` on Prefect's own server for tests: what it announces, and what its run says."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from flows.errors import PartsFailedError
from tests.flows.faulty_site import FaultySite, fails, faulty_site
from tests.flows.prefect_runs import last_run
from tests.flows.runs import published, run_refresh
from tests.flows.test_look import NEW, before_it_appeared

pytestmark = [pytest.mark.flows, pytest.mark.usefixtures("prefect_harness")]


@pytest.fixture(scope="module")
def site() -> Iterator[FaultySite]:
    with faulty_site() as served:
        yield served


@pytest.fixture
def home(site: FaultySite, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    site.mend()
    fast = {"HOME": tmp_path / "home", "OFSTED_URL": site.url, "FILES_URL": site.url, "PAUSE": 0, "BACKOFF": 0}
    for name, value in {**fast, "TRIES": 1, "WORKERS": 1}.items():
        monkeypatch.setenv(f"OUTCOMES_{name}", str(value))
    return tmp_path / "home"


@pytest.fixture
def emitted(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, dict[str, Any]]]:
    from flows import events as emitting

    events: list[tuple[str, dict[str, Any]]] = []
    monkeypatch.setattr(emitting, "emit_event", lambda event, **given: events.append((event, given)))
    return events


def test_a_new_report_is_announced_and_its_refresh_is_of_that_authority(
    home: Path, site: FaultySite, emitted: list[tuple[str, dict[str, Any]]]
) -> None:
    from flows.refresh import refresh_flow
    from flows.watch import watch_flow

    before_it_appeared(site)
    run_refresh(home, site.url)
    watch_flow()
    assert emitted == []
    assert last_run().name == "watch: nothing new"
    site.mend()
    watch_flow()
    ((event, given),) = emitted
    assert event == "inspection.published"
    assert given["resource"]["prefect.resource.id"] == f"inspection-outcomes.publication.80573.{NEW}"
    assert given["related"][0]["prefect.resource.name"] == "Trafford"
    assert given["payload"]["authority"] == "Trafford"
    assert all(isinstance(value, str) for value in given["payload"].values())
    run = last_run()
    assert (run.name, run.state) == ("watch: 1 new", "COMPLETED")
    assert f"]({site.url}/v1/file/{NEW})" in run.artifacts["watch-new"][1]
    site.mend()
    refresh_flow(authority=given["payload"]["ofsted_urn"])
    run = last_run()
    assert run.name == "refresh Trafford"
    assert site.pages_asked() == ["80573"]
    assert "| Trafford | [" in run.artifacts["refresh-new"][1]
    assert published(home, f"SELECT authority FROM inspections WHERE file_id = '{NEW}'") == [("Trafford",)]
    changes = published(
        home,
        "SELECT area, from_grade, to_grade FROM grade_changes JOIN inspections ON inspection_id = to_inspection_id "
        f"WHERE file_id = '{NEW}'",
    )
    assert changes
    told = [given for event, given in emitted if event == "grade.changed"]
    assert {tuple(each["payload"][name] for name in ("area", "from_grade", "to_grade")) for each in told} == {*changes}
    assert all(isinstance(value, str) for each in told for value in each["payload"].values())


def test_where_nothing_is_held_a_refresh_of_all_is_asked_for(
    home: Path, emitted: list[tuple[str, dict[str, Any]]]
) -> None:
    from flows.watch import watch_flow

    watch_flow()
    assert [event for event, _ in emitted] == ["many.published"]


def test_a_watch_without_the_search_fails_and_says_so(home: Path, site: FaultySite) -> None:
    from flows.watch import watch_flow

    site.faults["/search"] = fails()
    with pytest.raises(PartsFailedError, match="1 part failed"):
        watch_flow()
    assert last_run().state == "FAILED"


def test_the_published_file_is_built_anew(home: Path, site: FaultySite) -> None:
    from flows.publish import publish_flow

    run_refresh(home, site.url)
    (home / "inspection_outcomes.duckdb").unlink()
    publish_flow()
    assert (last_run().name, last_run().state) == ("publish 12 inspections", "COMPLETED")
    assert published(home, "SELECT count(*) FROM inspections") == [(12,)]


def test_an_authority_that_is_none_fails_at_once(home: Path, site: FaultySite) -> None:
    from flows.refresh import refresh_flow
    from flows.steps.authorities import AuthorityError

    with pytest.raises(AuthorityError):
        refresh_flow(authority="Atlantis")
    assert last_run().name == "refresh Atlantis"
    assert "No authority is called 'Atlantis'" in last_run().message
    assert site.asked == []
