"""`python -m tests.bench [--flow] [--rounds N]`: a cold refresh against the floor, in one run, as a table.

Needs the real reports (OUTCOMES_CORPUS, with the replica beside it). `--flow` starts a Prefect server too and runs
the same refresh as a flow on it. Machines are noisy: the rounds alternate, and the best of each is compared.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console
from rich.table import Table

from tests.bench.floor import seconds_to_extract
from tests.replica import Replica, corpus, program, running

PROCESSES = 2
PREFECT_PORT = 4288


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--flow", action="store_true")
    options = parser.parse_args()
    folder = corpus()
    if not folder or not program():
        sys.exit("Set OUTCOMES_CORPUS to the corpus folder, with its replica beside it.")
    files = [file for file in (folder / "files").iterdir() if file.read_bytes()[:5] == b"%PDF-"]
    floors: list[float] = []
    refreshes: list[dict[str, float]] = []
    as_flows: list[dict[str, float]] = []
    with running() as replica, tempfile.TemporaryDirectory() as scratch, _server(options.flow, Path(scratch)) as api:
        for number in range(options.rounds):
            floors.append(seconds_to_extract(files, PROCESSES))
            refreshes.append(_refresh(replica, Path(scratch) / f"refresh-{number}"))
            if api:
                as_flows.append(_refresh(replica, Path(scratch) / f"flow-{number}", "--flow", PREFECT_API_URL=api))
    _print(len(files), floors, refreshes, as_flows)


def _refresh(replica: Replica, home: Path, *words: str, **environment: str) -> dict[str, float]:
    answer = subprocess.run(
        [sys.executable, "-m", "tests.bench.one_refresh", *words],
        env=replica.settings(home) | {"OUTCOMES_WORKERS": str(PROCESSES)} | environment,
        stdout=subprocess.PIPE,
        check=True,
    )
    result: dict[str, float] = json.loads(answer.stdout.splitlines()[-1])
    return result


@contextmanager
def _server(wanted: bool, scratch: Path) -> Iterator[str | None]:
    if not wanted:
        yield None
        return
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


def _print(
    files: int, floors: list[float], refreshes: list[dict[str, float]], as_flows: list[dict[str, float]]
) -> None:
    floor = min(floors)
    table = Table(
        "what", "best, seconds", "all rounds", "times the floor", "peak MB of a process", title=f"{files} PDFs"
    )
    table.add_row(f"text alone, {PROCESSES} processes", f"{floor:.2f}", _all(floors), "1.00", "")
    for name, results in (("outcomes refresh", refreshes), ("the same as a flow", as_flows)):
        if results:
            seconds = [result["seconds"] for result in results]
            peak = max(result["peak_mb"] for result in results)
            table.add_row(name, f"{min(seconds):.2f}", _all(seconds), f"{min(seconds) / floor:.2f}", f"{peak:.0f}")
    Console(width=120).print(table)


def _all(seconds: list[float]) -> str:
    return " ".join(f"{value:.2f}" for value in seconds)


if __name__ == "__main__":
    main()
