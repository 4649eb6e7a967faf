"""`outcomes serve` from an empty home, on the sample's site, on which a report appears while it runs."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.flows.faulty_site import FaultySite, faulty_site
from tests.flows.runs import published, run_refresh
from tests.flows.test_look import NEW, before_it_appeared

pytestmark = [pytest.mark.flows, pytest.mark.xdist_group("serve")]

PROGRAM = [sys.executable, "-c", "from flows.cli import main; main()"]
# Far more than it takes: the machine may be busy with other tests.
PATIENCE = 150.0


@dataclass
class Served:
    site: FaultySite
    home: Path
    api: str
    environment: dict[str, str]
    process: subprocess.Popen[bytes]
    log: Path

    def ask(self, path: str, given: dict[str, Any]) -> Any:
        request = urllib.request.Request(
            f"{self.api}{path}", json.dumps(given).encode(), {"Content-Type": "application/json"}
        )
        with urllib.request.urlopen(request, timeout=30) as answer:
            return json.load(answer)

    def start(self, deployment: str, parameters: dict[str, Any]) -> str:
        found = self.ask("/deployments/filter", {"deployments": {"name": {"any_": [deployment]}}})
        run = self.ask(
            f"/deployments/{found[0]['id']}/create_flow_run", {"parameters": parameters, "state": {"type": "SCHEDULED"}}
        )
        return str(run["id"])

    def runs(self) -> list[dict[str, Any]]:
        """The runs that have begun, oldest first."""
        states = ["RUNNING", "COMPLETED", "FAILED", "CRASHED", "CANCELLED", "PENDING"]
        found = self.ask("/flow_runs/filter", {"flow_runs": {"state": {"type": {"any_": states}}}, "limit": 100})
        return sorted(found, key=lambda run: str(run["start_time"]))

    def wait_for(self, what: Callable[[], bool]) -> None:
        end = time.monotonic() + PATIENCE
        while not what():
            assert time.monotonic() < end, self.log.read_text()[-5000:]
            assert self.process.poll() is None, self.log.read_text()[-5000:]
            time.sleep(0.3)

    def ended(self, name: str) -> list[str]:
        """The states in which runs of this name have ended."""
        return [run["state"]["type"] for run in self.runs() if run["name"] == name and run["end_time"]]


def begin(site: FaultySite, home: Path, environment: dict[str, str], log: Path) -> Served:
    with log.open("ab") as output:
        process = subprocess.Popen([*PROGRAM, "serve"], env=environment, stdout=output, stderr=output)
    port = environment["PREFECT_SERVER_API_PORT"]
    served = Served(site, home, f"http://127.0.0.1:{port}/api", environment, process, log)
    served.wait_for(lambda: "to see what runs when" in log.read_text())
    return served


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("serve")
    home = folder / "home"
    with faulty_site() as site, socket.socket() as free:
        before_it_appeared(site)
        run_refresh(home, site.url)
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
        free.close()
        environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith(("OUTCOMES_", "PREFECT_"))},
            "NO_PROXY": "*",
            "OUTCOMES_HOME": str(home),
            "OUTCOMES_OFSTED_URL": site.url,
            "OUTCOMES_FILES_URL": site.url,
            "OUTCOMES_PAUSE": "0",
            "OUTCOMES_BACKOFF": "0",
            "OUTCOMES_WORKERS": "1",
            "PREFECT_SERVER_API_PORT": str(port),
            "PREFECT_RUNNER_POLL_FREQUENCY": "2",
        }
        serving = begin(site, home, environment, folder / "serve.log")
        try:
            yield serving
        finally:
            serving.process.kill()


def test_a_report_that_appears_is_published_by_a_refresh_of_its_authority_alone(served: Served) -> None:
    served.site.mend()
    began = time.monotonic()
    served.start("watch", {})
    served.wait_for(lambda: bool(served.ended("refresh Trafford")))
    assert time.monotonic() - began < 90
    assert served.ended("refresh Trafford") == ["COMPLETED"]
    assert not [run for run in served.runs() if run["name"].startswith("refresh") and run["name"] != "refresh Trafford"]
    assert served.site.files_asked() == [NEW]
    assert published(served.home, f"SELECT authority FROM inspections WHERE file_id = '{NEW}'") == [("Trafford",)]


def test_a_second_one_says_in_a_line_that_the_first_runs(served: Served) -> None:
    done = subprocess.run(
        [*PROGRAM, "serve"], env=served.environment, capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 1
    assert done.stdout == ""
    page = served.api.removesuffix("/api")
    assert re.fullmatch(
        rf"outcomes: 'outcomes serve' already runs for {re.escape(str(served.home))}: "
        rf"process {served.process.pid}, page {re.escape(page)}\.\n",
        done.stderr,
    )


def test_it_ends_when_asked_to_and_the_schedules_stay(served: Served) -> None:
    served.process.send_signal(signal.SIGTERM)
    assert served.process.wait(60) == 0
    said = served.log.read_text()
    assert said.rstrip().endswith("Stopped; schedules stay as they are, and go on when it is started again.")
    assert "Traceback" not in said
    with socket.socket() as probe:
        assert probe.connect_ex(("127.0.0.1", int(served.environment["PREFECT_SERVER_API_PORT"]))) != 0


def test_what_a_killed_one_left_behind_is_marked_and_the_work_finished(served: Served) -> None:
    again = begin(served.site, served.home, served.environment, served.log.with_name("again.log"))
    try:
        schedules = [each for found in again.ask("/deployments/filter", {}) for each in found["schedules"]]
        assert len(schedules) == 5
        assert all(schedule["active"] for schedule in schedules)
        stuck = again.ask("/deployments/filter", {"deployments": {"name": {"any_": ["publish"]}}})[0]
        run = again.ask(
            f"/deployments/{stuck['id']}/create_flow_run", {"state": {"type": "RUNNING"}, "name": "left behind"}
        )
    finally:
        again.process.kill()
        again.process.wait()
    third = begin(served.site, served.home, served.environment, served.log.with_name("third.log"))
    try:
        assert "left behind" in third.log.read_text()
        assert third.ended("left behind") == ["CRASHED"]
        assert run["id"] in {each["id"] for each in third.runs()}
        third.start("publish", {})
        third.wait_for(lambda: third.ended("publish") == ["COMPLETED"])
    finally:
        third.process.send_signal(signal.SIGINT)
        assert third.process.wait(60) == 0
