"""The deployments on a work pool: what prefect.yaml makes of them, and two workers that share a home."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from flows.sample.answers import Answer
from flows.server import answers
from tests.e2e.serving import Served, serving_environment
from tests.flows.faulty_site import FaultySite, faulty_site
from tests.flows.runs import content, held, loaded, run_refresh

pytestmark = [pytest.mark.flows, pytest.mark.slow]

ROOT = Path(__file__).parents[2]
PREFECT = [sys.executable, "-m", "prefect"]


@dataclass
class Pool:
    """A server with the work pool, and the workers by name."""

    server: Served
    site: FaultySite
    workers: dict[str, subprocess.Popen[bytes]]

    def log_of(self, worker: str) -> Path:
        return self.server.log.with_name(f"{worker}.log")

    def start_worker(self, name: str) -> None:
        command = [*PREFECT, "worker", "start", "--pool", "inspection-outcomes", "--name", name, "--limit", "1"]
        environment = {**self.server.environment, "PREFECT_HOME": str(self.server.log.with_name(f"prefect-{name}"))}
        with self.log_of(name).open("ab") as output:
            self.workers[name] = subprocess.Popen(command, env=environment, stdout=output, stderr=output)
        self.server.wait_for(lambda: "started!" in self.log_of(name).read_text())

    def run(self, run_id: str) -> dict[str, Any]:
        return dict(self.server.ask(f"/flow_runs/{run_id}", method="GET"))

    def state_of(self, run_id: str) -> str:
        return str(self.run(run_id)["state"]["type"])

    def worker_of(self, run: str) -> str:
        """The worker that runs what is called so, which began once."""
        (name,) = [name for name in self.workers if f"Beginning flow run '{run}'" in self.log_of(name).read_text()]
        return name


def prefect(environment: dict[str, str], *words: str) -> None:
    """Run one of Prefect's commands as the operator does, in the checkout."""
    done = subprocess.run([*PREFECT, *words], env=environment, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@contextmanager
def prefect_server(environment: dict[str, str], home: Path, log: Path) -> Iterator[Served]:
    with log.open("ab") as output:
        process = subprocess.Popen([*PREFECT, "server", "start"], env=environment, stdout=output, stderr=output)
    server = Served(home, environment, process, log)
    try:
        server.wait_for(lambda: answers(environment["PREFECT_API_URL"]))
        yield server
    finally:
        process.terminate()
        process.wait(60)


@pytest.fixture(scope="module")
def pool(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pool]:
    folder = tmp_path_factory.mktemp("workers")
    with faulty_site() as site:
        environment = serving_environment(
            folder / "home",
            site.url,
            PREFECT_HOME=str(folder / "prefect"),
            PREFECT_SERVER_ANALYTICS_ENABLED="false",
            PREFECT_SERVER_CONCURRENCY_LEASE_STORAGE="prefect.server.concurrency.lease_storage.filesystem",
            PREFECT_WORKER_QUERY_SECONDS="2",
        )
        environment["PREFECT_API_URL"] = f"http://127.0.0.1:{environment['PREFECT_SERVER_API_PORT']}/api"
        with prefect_server(environment, folder / "home", folder / "server.log") as server:
            prefect(environment, "work-pool", "create", "inspection-outcomes", "--type", "process")
            prefect(environment, "deploy", "--all")
            workers = Pool(server, site, {})
            try:
                yield workers
            finally:
                for process in workers.workers.values():
                    process.terminate()
                for process in workers.workers.values():
                    process.wait(60)


def test_the_server_holds_what_the_registry_says(pool: Pool) -> None:
    from prefect.events import DeploymentEventTrigger

    from flows.deployments import deployments

    triggers: dict[str, dict[str, Any]] = {}
    for expected in deployments():
        made = pool.server.deployment(expected.name)
        for name in ("description", "tags", "parameters", "entrypoint", "enforce_parameter_schema", "paused"):
            assert made[name] == getattr(expected, name), (expected.name, name)
        form = expected._parameter_openapi_schema.model_dump()  # noqa: SLF001
        assert made["parameter_openapi_schema"].get("definitions", {}) == form["definitions"]
        assert made["parameter_openapi_schema"]["properties"] == form["properties"]
        assert (made["work_pool_name"], made["pull_steps"]) == ("inspection-outcomes", [])
        schedules = {
            schedule["slug"]: {name: schedule[name] for name in ("active", "schedule", "parameters")}
            for schedule in made["schedules"]
        }
        assert schedules == {
            schedule.slug: schedule.model_dump(mode="json", include={"active", "schedule", "parameters"})
            for schedule in expected.schedules or []
        }
        for trigger in expected.triggers:
            assert isinstance(trigger, DeploymentEventTrigger)
            triggers[str(trigger.name)] = {"of": made["id"], "trigger": trigger}
    automations = {automation["name"]: automation for automation in pool.server.ask("/automations/filter", {})}
    assert automations.keys() == triggers.keys()
    for name, belongs in triggers.items():
        made, (action,) = automations[name]["trigger"], automations[name]["actions"]
        assert set(made["expect"]) == belongs["trigger"].expect
        assert made["match"] == belongs["trigger"].match.model_dump(mode="json")
        assert (action["deployment_id"], action["parameters"]) == (belongs["of"], belongs["trigger"].parameters)


def test_two_workers_share_the_work_and_load_one_after_the_other(pool: Pool, tmp_path: Path) -> None:
    for name in ("one", "two"):
        pool.start_worker(name)
    for wish in ({"frameworks": ["ILACS"]}, {"frameworks": ["SIF"]}):
        pool.server.start("backfill", {"what": wish})
    pool.server.start("refresh", {})
    names = ["backfill ILACS, all authorities", "backfill SIF, all authorities", "refresh all authorities"]
    pool.server.wait_for(lambda: all(pool.server.ended(name) for name in names))
    assert [pool.server.ended(name) for name in names] == [["COMPLETED"]] * 3
    assert {pool.worker_of(name) for name in names} == {"one", "two"}
    spans = loaded(pool.server.home, "SELECT started_at, finished_at FROM store.runs ORDER BY started_at")
    assert len(spans) == 3
    assert all(end <= start for (_, end), (start, _) in pairwise(spans))
    run_refresh(tmp_path, pool.site.url)
    assert held(pool.server.home) == held(tmp_path)
    assert content(pool.server.home) == content(tmp_path)


def test_what_a_worker_that_was_killed_left_behind_is_finished_by_another(pool: Pool) -> None:
    came, go_on = threading.Event(), threading.Event()

    def waits(answer: Answer) -> Answer:
        came.set()
        go_on.wait(120)
        return answer

    pool.site.faults["/v1/file/*"] = waits
    run = pool.server.start("backfill", {"what": {"mode": "fetch again"}})
    name = "backfill reports, press releases, all authorities"
    try:
        assert came.wait(120)
        killed = pool.worker_of(name)
        pool.workers.pop(killed).kill()
        with suppress(ProcessLookupError):
            os.kill(int(pool.run(run)["infrastructure_pid"]), signal.SIGKILL)
    finally:
        pool.site.mend()
        go_on.set()
    next_one = pool.server.start("publish", {})
    pool.server.wait_for(lambda: pool.state_of(next_one) == "COMPLETED")
    pool.server.wait_for(lambda: bool(pool.server.started_again()))
    assert pool.state_of(run) == "CRASHED"
    (again,) = pool.server.started_again()
    assert (again["name"], again["state"]["type"]) == (name, "COMPLETED")
    assert pool.worker_of(name) != killed
