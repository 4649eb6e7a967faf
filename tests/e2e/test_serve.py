"""`outcomes serve`: what it does by itself, together, when it is asked to end, and after it was killed."""

from __future__ import annotations

import re
import signal
import sqlite3
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from tests.e2e.appearing import AppearingSite, appearing_site
from tests.e2e.receiving import make_webhook_block, receiver
from tests.e2e.serving import PROGRAM, Served, begin, listens, serving, serving_environment, start
from tests.flows.runs import content, held, loaded, published, run_refresh

pytestmark = [pytest.mark.flows]


@pytest.fixture(scope="module")
def site() -> Iterator[AppearingSite]:
    with appearing_site() as appearing:
        yield appearing


@pytest.fixture(scope="module")
def every_minute(served: Served) -> str:
    """A schedule that is due while the other tests run, so that nobody waits for it."""
    schedule = {"schedule": {"cron": "* * * * *", "timezone": "Europe/London"}, "active": True}
    (made,) = served.ask(f"/deployments/{served.deployment('publish')['id']}/schedules", [schedule])
    return str(made["id"])


@pytest.fixture(scope="module")
def served(site: AppearingSite, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("serve")
    home = folder / "home"
    run_refresh(home, site.url)
    with serving(home, site.url, folder) as process:
        yield process


def test_asked_to_end_while_it_starts_it_leaves_nothing_behind(site: AppearingSite, tmp_path: Path) -> None:
    log = tmp_path / "serve.log"
    serving = start(tmp_path / "home", serving_environment(tmp_path / "home", site.url), log)
    serving.wait_for(lambda: "Starting Prefect's server" in log.read_text())
    time.sleep(2)
    serving.process.send_signal(signal.SIGTERM)
    assert serving.process.wait(60) == 0
    assert log.read_text().rstrip().endswith("Stopped; schedules stay as they are, and go on when it is started again.")
    assert not listens(serving.port)


@pytest.mark.slow
def test_asked_to_end_the_moment_it_serves_it_ends_without_a_traceback(served: Served, tmp_path: Path) -> None:
    environment = {**served.environment, "PREFECT_API_URL": f"{served.page}/api", "OUTCOMES_HOME": str(tmp_path)}
    other = begin(tmp_path, environment, tmp_path / "serve.log")
    other.process.send_signal(signal.SIGTERM)
    assert other.process.wait(60) == 0
    opened, stopped = other.log.read_text().splitlines()
    assert opened.startswith("Open ")
    assert stopped.startswith("Stopped; ")


def test_the_page_needs_nothing_but_the_home(served: Served) -> None:
    kept = {path.read_bytes() for path in (served.home / "prefect" / "page").rglob("index.html")}
    with urllib.request.urlopen(f"{served.page}/", timeout=30) as answer:
        assert answer.read() in kept


def test_a_report_that_appears_is_published_by_a_refresh_of_its_authority_alone(
    site: AppearingSite, served: Served
) -> None:
    site.appear()
    began = time.monotonic()
    served.start("watch", {})
    name = f"refresh {site.authority.name}"
    served.wait_for(lambda: bool(served.ended(name)))
    assert time.monotonic() - began < 90
    assert served.ended(name) == ["COMPLETED"]
    assert served.ended("watch: 1 new") == ["COMPLETED"]
    assert not [run for run in served.runs() if run["name"].startswith("refresh") and run["name"] != name]
    assert [path for path in site.asked() if "/file/" in path] == [f"/v1/file/{site.file_id}"]
    query = f"SELECT authority FROM inspections WHERE file_id = '{site.file_id}'"
    assert published(served.home, query) == [(site.authority.name,)]


@pytest.mark.slow
def test_a_watch_with_nothing_new_asks_the_search_and_nothing_else(site: AppearingSite, served: Served) -> None:
    before = len(site.asked())
    served.start("watch", {})
    served.wait_for(lambda: served.ended("watch: nothing new") == ["COMPLETED"])
    asked = site.asked()[before:]
    assert [path.partition("?")[0] for path in asked if path != "/robots.txt"] in (["/search"], ["/search", "/search"])


def test_a_second_one_says_in_a_line_that_the_first_runs(served: Served) -> None:
    done = subprocess.run(
        [*PROGRAM, "serve"], env=served.environment, capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 1
    assert done.stdout == ""
    assert re.fullmatch(
        rf"outcomes: 'outcomes serve' already runs for {re.escape(str(served.home))}: "
        rf"process {served.process.pid}, page {re.escape(served.page)}\.\n",
        done.stderr,
    )


@pytest.mark.slow
@pytest.mark.usefixtures("every_minute")
def test_runs_started_together_load_one_after_the_other_and_readers_are_never_shut_out(
    site: AppearingSite, served: Served, tmp_path: Path
) -> None:
    wishes: list[dict[str, Any]] = [
        {"authorities": [site.authority.name], "mode": "fetch again"},
        {"mode": "read again what is held"},
    ]
    for wish in wishes:
        served.start("backfill", {"what": wish})
    served.start("refresh", {"recheck": True})
    what = "backfill reports, press releases"
    names = {f"{what}, {site.authority.name}", f"{what}, all authorities", "sweep all authorities"}
    opened = 0

    def all_have_ended() -> bool:
        nonlocal opened
        assert published(served.home, "SELECT count(*) > 5 FROM inspections") == [(True,)]
        opened += 1
        return all(served.ended(name) for name in names)

    served.wait_for(all_have_ended)
    for _ in range(50 - opened):
        assert all_have_ended()
    assert {name: served.ended(name) for name in names} == {name: ["COMPLETED"] for name in names}
    spans = loaded(served.home, "SELECT started_at, finished_at, state FROM store.runs ORDER BY started_at")
    assert all(state == "completed" for _, _, state in spans)
    assert all(end <= start for (_, end, _), (start, _, _) in pairwise(spans))
    run_refresh(tmp_path / "alone", site.url)
    assert held(served.home) == held(tmp_path / "alone")
    assert content(served.home) == content(tmp_path / "alone")


@pytest.mark.slow
def test_a_schedule_starts_runs_by_itself(served: Served, every_minute: str) -> None:
    served.wait_for(lambda: any(run["auto_scheduled"] and run["end_time"] for run in served.runs()))
    (run, *_) = [run for run in served.runs() if run["auto_scheduled"] and run["end_time"]]
    assert re.fullmatch(r"publish \d+ inspections", run["name"])
    assert run["state"]["type"] == "COMPLETED"
    served.ask(f"/deployments/{served.deployment('publish')['id']}/schedules/{every_minute}", method="DELETE")


@pytest.mark.slow
def test_messages_are_sent_once_they_are_asked_for(served: Served) -> None:
    secret = "sesame-open"
    grade = {
        "event": "grade.changed",
        "occurred": datetime.now(UTC).isoformat(),
        "id": str(uuid4()),
        "resource": {
            "prefect.resource.id": "inspection-outcomes.grade.80475.adoption_performance",
            "prefect.resource.name": "Trafford: adoption performance",
        },
        "payload": {
            "from_grade": "requires_improvement",
            "to_grade": "good",
            "direction": "improved",
            "published_on": "2026-07-01",
            "url": "https://files.example.org/1",
        },
    }
    assert not [made for made in served.ask("/automations/filter", {}) if "message" in str(made)]
    with receiver() as (url, received):
        block = make_webhook_block(served, url, secret)
        command = [sys.executable, "-m", "flows.messages", block]
        for _ in range(2):
            subprocess.run(command, env=served.environment, check=True, timeout=60)
        run = served.ask(
            f"/deployments/{served.deployment('publish')['id']}/create_flow_run",
            {"state": {"type": "PENDING"}, "name": "to fail"},
        )
        failed = {"type": "FAILED", "name": "Failed", "message": "1 part failed."}
        served.ask(f"/flow_runs/{run['id']}/set_state", {"state": failed, "force": True})
        served.ask("/events", [grade])
        served.wait_for(lambda: len(received) == 2)
    told = {message["subject"]: message["body"] for message in received}
    assert told["Trafford: adoption performance improved from requires improvement to good"] == (
        "The report published on 2026-07-01 says so: https://files.example.org/1"
    )
    assert told["Inspection Outcomes: to fail has ended as Failed"] == (
        f"1 part failed.\n{served.page}/runs/flow-run/{run['id']}"
    )
    assert secret not in served.log.read_text() + (served.home / "prefect" / "server.log").read_text()
    assert secret not in str(served.ask("/events/filter", {}))


@pytest.fixture(scope="module")
def left_behind(served: Served) -> str:
    """A run that was under way when serving was killed."""
    run = served.ask(
        f"/deployments/{served.deployment('publish')['id']}/create_flow_run",
        {"state": {"type": "RUNNING"}, "name": "left behind"},
    )
    served.process.kill()
    served.process.wait()
    return str(run["id"])


@pytest.fixture(scope="module")
def again(served: Served, left_behind: str) -> Iterator[Served]:
    second = begin(served.home, served.environment, served.log.with_name("again.log"))
    yield second
    second.process.kill()
    second.process.wait()


@pytest.mark.slow
def test_what_a_killed_one_left_behind_is_marked_and_the_work_finished(again: Served, left_behind: str) -> None:
    assert "left behind" in again.log.read_text()
    assert again.ended("left behind") == ["CRASHED"]
    again.wait_for(lambda: bool(again.started_again()))
    (instead,) = again.started_again()
    assert re.fullmatch(r"publish \d+ inspections", instead["name"])
    assert instead["state"]["type"] == "COMPLETED"
    assert instead["id"] != left_behind


@pytest.mark.slow
def test_it_ends_when_asked_to_and_the_schedules_stay(again: Served) -> None:
    again.process.send_signal(signal.SIGINT)
    assert again.process.wait(60) == 0
    said = again.log.read_text()
    assert said.rstrip().endswith("Stopped; schedules stay as they are, and go on when it is started again.")
    assert "Traceback" not in said
    assert not listens(again.port)
    with closing(sqlite3.connect(again.home / "prefect" / "prefect.db")) as con:
        assert con.execute("SELECT active, count(*) FROM deployment_schedule GROUP BY active").fetchall() == [(1, 6)]
