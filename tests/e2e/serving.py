"""`outcomes serve` for a test: a process of its own, with a home of its own, on a port that is free."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

# A shell starts what is in the background with Ctrl-C ignored, and so all that is started from there.
PROGRAM = [
    sys.executable,
    "-c",
    "import signal; signal.signal(signal.SIGINT, signal.default_int_handler); from flows.cli import main; main()",
]
# Far more than it takes: the machine may be busy with other tests.
PATIENCE = 300.0


@dataclass
class Served:
    """A process that serves the deployments, and Prefect's API, through which a test sees what it does."""

    home: Path
    environment: dict[str, str]
    process: subprocess.Popen[bytes]
    log: Path

    @property
    def port(self) -> int:
        return int(self.environment["PREFECT_SERVER_API_PORT"])

    @property
    def page(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def ask(self, path: str, given: Any = None, method: str = "POST") -> Any:
        body = None if given is None else json.dumps(given).encode()
        request = urllib.request.Request(
            f"{self.page}/api{path}", body, {"Content-Type": "application/json"}, method=method
        )
        for _ in range(5):
            try:
                with urllib.request.urlopen(request, timeout=30) as answer:
                    return json.loads(answer.read() or "null")
            except urllib.error.HTTPError as error:
                if error.code != 503:  # its database is locked for a moment, as Prefect's own clients know
                    raise
                time.sleep(1)
        raise AssertionError(f"The server stays unavailable: {path}")

    def deployment(self, name: str) -> dict[str, Any]:
        (found,) = self.ask("/deployments/filter", {"deployments": {"name": {"any_": [name]}}})
        return dict(found)

    def start(self, deployment: str, parameters: dict[str, Any]) -> str:
        """Begin a run and return its id."""
        run = self.ask(
            f"/deployments/{self.deployment(deployment)['id']}/create_flow_run",
            {"parameters": parameters, "state": {"type": "SCHEDULED"}},
        )
        return str(run["id"])

    def runs(self) -> list[dict[str, Any]]:
        """The runs that have begun, oldest first."""
        states = ["RUNNING", "COMPLETED", "FAILED", "CRASHED", "CANCELLED", "PENDING"]
        found = self.ask("/flow_runs/filter", {"flow_runs": {"state": {"type": {"any_": states}}}, "limit": 100})
        return sorted(found, key=lambda run: str(run["start_time"]))

    def started_again(self) -> list[dict[str, Any]]:
        """The runs that were started for one left behind, and have ended."""
        return [run for run in self.runs() if "started again" in run["tags"] and run["end_time"]]

    def wait_for(self, what: Callable[[], bool]) -> None:
        end = time.monotonic() + PATIENCE
        while not what():
            assert time.monotonic() < end, self.log.read_text()[-5000:]
            assert self.process.poll() is None, self.log.read_text()[-5000:]
            time.sleep(0.3)

    def ended(self, name: str) -> list[str]:
        """The states in which runs of this name have ended."""
        return [run["state"]["type"] for run in self.runs() if run["name"] == name and run["end_time"]]


def serving_environment(home: Path, url: str, **more: str) -> dict[str, str]:
    """What a process is told that serves a home, with the sites at an address, on a port that is free."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    return {
        **{name: value for name, value in os.environ.items() if not name.startswith(("OUTCOMES_", "PREFECT_"))},
        "NO_PROXY": "*",
        "OUTCOMES_HOME": str(home),
        "OUTCOMES_OFSTED_URL": url,
        "OUTCOMES_FILES_URL": url,
        "OUTCOMES_PAUSE": "0",
        "OUTCOMES_BACKOFF": "0",
        "OUTCOMES_WORKERS": "1",
        "PREFECT_SERVER_API_PORT": str(port),
        "PREFECT_RUNNER_POLL_FREQUENCY": "2",
        **more,
    }


def start(home: Path, environment: dict[str, str], log: Path) -> Served:
    """Start it, and do not wait."""
    with log.open("ab") as output:
        process = subprocess.Popen([*PROGRAM, "serve"], env=environment, stdout=output, stderr=output)
    return Served(home, environment, process, log)


def begin(home: Path, environment: dict[str, str], log: Path) -> Served:
    """Start it and wait until it serves."""
    served = start(home, environment, log)
    try:
        served.wait_for(lambda: "to see what runs when" in log.read_text())
    except BaseException:
        served.process.kill()
        raise
    return served


def listens(port: int) -> bool:
    """Whether anything on this machine listens there."""
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


@contextmanager
def serving(home: Path, url: str, folder: Path, **more: str) -> Iterator[Served]:
    """Serve a home while this lasts, with its log in a folder and `more` in its environment."""
    served = begin(home, serving_environment(home, url, **more), folder / "serve.log")
    try:
        yield served
    finally:
        served.process.kill()
        served.process.wait()
