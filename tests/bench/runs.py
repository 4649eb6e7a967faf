"""Runs of the program for a benchmark, each in a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.replica import Replica

PROCESSES = 2
PREFECT_PORT = 4288


def one(environment: Mapping[str, str], *words: str) -> dict[str, float]:
    """Return what a run of a kind of tests/bench/one.py tells of itself."""
    answer = subprocess.run(
        [sys.executable, "-m", "tests.bench.one", *words], env=environment, stdout=subprocess.PIPE, check=True
    )
    told: dict[str, float] = json.loads(answer.stdout.splitlines()[-1])
    return told


def settings_of(replica: Replica, home: Path, **more: str) -> dict[str, str]:
    """Return the environment of a run with two reader processes."""
    return replica.settings(home) | {"OUTCOMES_WORKERS": str(PROCESSES)} | more


def seconds_of(environment: Mapping[str, str], *words: str) -> float:
    """Return what a command of the command line takes, from its start to its end."""
    command = [sys.executable, "-c", "from flows.cli import main; main()", *words]
    started = time.perf_counter()
    subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - started


def asked_for(replica: Replica, before: list[dict[str, Any]]) -> list[str]:
    """Return the paths that were asked for since, robots.txt left out."""
    return [str(each["path"]) for each in replica.requests()[len(before) :] if each["path"] != "/robots.txt"]


@contextmanager
def prefect_server(scratch: Path) -> Iterator[str]:
    """Start a Prefect server with a database of its own, and yield the address of its API."""
    api = f"http://127.0.0.1:{PREFECT_PORT}/api"
    environment = os.environ | {
        "PREFECT_HOME": str(scratch / "prefect"),
        "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
        "DO_NOT_TRACK": "1",
    }
    command = [sys.executable, "-m", "prefect", "server", "start", "--host", "127.0.0.1", "--port", str(PREFECT_PORT)]
    with subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            _wait_for(f"{api}/health")
            yield api
        finally:
            process.terminate()


def _wait_for(url: str) -> None:
    for _ in range(180):
        try:
            urllib.request.urlopen(url, timeout=2).close()
        except (urllib.error.URLError, OSError):
            time.sleep(1)
        else:
            return
    sys.exit("The Prefect server did not start.")
