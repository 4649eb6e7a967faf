"""`outcomes serve` from an empty home, on the sample's site, on which a report appears while it runs."""

from __future__ import annotations

import re
import signal
import socket
import subprocess
import time
from collections.abc import Iterator

import pytest

from tests.e2e.serving import PROGRAM, Served, begin, serving
from tests.flows.faulty_site import FaultySite, faulty_site
from tests.flows.runs import published, run_refresh
from tests.flows.test_look import NEW, before_it_appeared

pytestmark = [pytest.mark.flows, pytest.mark.xdist_group("serve")]


@pytest.fixture(scope="module")
def site() -> Iterator[FaultySite]:
    with faulty_site() as faulty:
        before_it_appeared(faulty)
        yield faulty


@pytest.fixture(scope="module")
def served(site: FaultySite, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("serve")
    home = folder / "home"
    run_refresh(home, site.url)
    with serving(home, site.url, folder) as process:
        yield process


def test_a_report_that_appears_is_published_by_a_refresh_of_its_authority_alone(
    site: FaultySite, served: Served
) -> None:
    site.mend()
    began = time.monotonic()
    served.start("watch", {})
    served.wait_for(lambda: bool(served.ended("refresh Trafford")))
    assert time.monotonic() - began < 90
    assert served.ended("refresh Trafford") == ["COMPLETED"]
    assert not [run for run in served.runs() if run["name"].startswith("refresh") and run["name"] != "refresh Trafford"]
    assert site.files_asked() == [NEW]
    assert published(served.home, f"SELECT authority FROM inspections WHERE file_id = '{NEW}'") == [("Trafford",)]


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


def test_it_ends_when_asked_to_and_the_schedules_stay(served: Served) -> None:
    served.process.send_signal(signal.SIGTERM)
    assert served.process.wait(60) == 0
    said = served.log.read_text()
    assert said.rstrip().endswith("Stopped; schedules stay as they are, and go on when it is started again.")
    assert "Traceback" not in said
    with socket.socket() as probe:
        assert probe.connect_ex(("127.0.0.1", served.port)) != 0


def test_what_a_killed_one_left_behind_is_marked_and_the_work_finished(served: Served) -> None:
    again = begin(served.home, served.environment, served.log.with_name("again.log"))
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
    third = begin(served.home, served.environment, served.log.with_name("third.log"))
    try:
        assert "left behind" in third.log.read_text()
        assert third.ended("left behind") == ["CRASHED"]
        assert run["id"] in {each["id"] for each in third.runs()}
        third.start("publish", {})
        third.wait_for(lambda: third.ended("publish") == ["COMPLETED"])
    finally:
        third.process.send_signal(signal.SIGINT)
        assert third.process.wait(60) == 0
