"""`python -m tests.bench.backfill CORPUS [--workers N]`: a backfill by several workers, with Prefect on PostgreSQL.

CORPUS is what `tests.bench.multiply` makes. Four backfills, each of a period, are started at once; N workers share
them, and write one after the other. With `--kill` the worker that reads first is killed with its run, once it has
fetched a hundred reports. The table says how long it took, what was asked of the sites, and how each run ended.
"""

from __future__ import annotations

import argparse
import os
import signal
import tempfile
import time
import urllib.request
from pathlib import Path
from typing import Any

import duckdb
from rich.console import Console
from rich.table import Table

from tests.e2e.serving import serving_environment
from tests.e2e.test_workers import Pool, prefect, prefect_server
from tests.flows.faulty_site import faulty_site
from tests.postgres import create_database, postgres
from tests.replica import Replica, running

PERIODS = (
    {"published_to": "2015-12-31"},
    {"published_from": "2016-01-01", "published_to": "2018-12-31"},
    {"published_from": "2019-01-01", "published_to": "2022-12-31"},
    {"published_from": "2023-01-01"},
)
KILL_AFTER = 100


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--workers", type=int, default=3)
    parser.add_argument("--kill", action="store_true")
    options = parser.parse_args()
    with (
        tempfile.TemporaryDirectory() as scratch,
        postgres() as port,
        running("--corpus", str(options.corpus)) as replica,
    ):
        create_database(port, "prefect")
        _measure(Path(scratch), port, replica, options.workers, kill=options.kill)


def _measure(folder: Path, port: int, replica: Replica, workers: int, *, kill: bool) -> None:
    environment = serving_environment(
        folder / "home",
        replica.address,
        PREFECT_HOME=str(folder / "prefect"),
        PREFECT_API_DATABASE_CONNECTION_URL=f"postgresql+asyncpg://postgres@127.0.0.1:{port}/prefect",
        PREFECT_SERVER_ANALYTICS_ENABLED="false",
        PREFECT_SERVER_CONCURRENCY_LEASE_STORAGE="prefect.server.concurrency.lease_storage.filesystem",
        PREFECT_WORKER_QUERY_SECONDS="2",
        OUTCOMES_WORKERS="2",
    )
    environment["PREFECT_API_URL"] = f"http://127.0.0.1:{environment['PREFECT_SERVER_API_PORT']}/api"
    with prefect_server(environment, folder / "home", folder / "server.log") as server, faulty_site() as not_asked:
        prefect(environment, "work-pool", "create", "inspection-outcomes", "--type", "process")
        prefect(environment, "deploy", "--all")
        _pause(server.page, server.deployment("watch")["id"])
        pool = Pool(server, not_asked, {})
        try:
            for number in range(workers):
                pool.start_worker(f"worker-{number + 1}")
            started = time.monotonic()
            runs = [server.start("backfill", {"what": {"sources": ["reports"], **period}}) for period in PERIODS]
            if kill:
                _kill_the_first(pool, replica, runs)
            while not all(run["end_time"] for run in (pool.run(each) for each in runs)):
                time.sleep(2)
            if kill:
                last = server.start("publish", {})  # it finds what the killed worker left behind
                while not (pool.run(last)["end_time"] and server.started_again()):
                    time.sleep(2)
            seconds = time.monotonic() - started
            _print(pool, replica, seconds)
        finally:
            for process in pool.workers.values():
                process.terminate()
            for process in pool.workers.values():
                process.wait(60)


def _pause(page: str, deployment: str) -> None:
    """Nothing but what is measured is to run."""
    request = urllib.request.Request(
        f"{page}/api/deployments/{deployment}",
        b'{"paused": true}',
        {"Content-Type": "application/json"},
        method="PATCH",
    )
    urllib.request.urlopen(request, timeout=30).close()


def _kill_the_first(pool: Pool, replica: Replica, runs: list[str]) -> None:
    while sum(request["kind"] == "file" for request in replica.requests()) < KILL_AFTER:
        time.sleep(0.5)
    for run in (pool.run(each) for each in runs):
        worker = next(name for name in pool.workers if f"'{run['name']}'" in pool.log_of(name).read_text())
        if "reports: 50 of" in pool.log_of(worker).read_text():
            pool.workers.pop(worker).kill()
            os.kill(int(run["infrastructure_pid"]), signal.SIGKILL)
            return


def _print(pool: Pool, replica: Replica, seconds: float) -> None:
    asked = [str(request["kind"]) for request in replica.requests()]
    with duckdb.connect(str(pool.server.home / "inspection_outcomes.duckdb"), read_only=True) as con:
        held: tuple[Any, ...] = con.execute(
            "SELECT (SELECT count(*) FROM publications), (SELECT count(*) FROM inspections), "
            "(SELECT count(*) FROM judgements), (SELECT count(*) FROM quarantine)"
        ).fetchall()[0]
        size = con.execute("PRAGMA database_size").fetchall()[0][1]
    table = Table("what", "measured")
    table.add_row("seconds from the first order to the last end", f"{seconds:.0f}")
    table.add_row("requests", ", ".join(f"{kind} {asked.count(kind)}" for kind in sorted(set(asked))))
    table.add_row("publications, inspections, judgements, in quarantine", ", ".join(str(count) for count in held))
    table.add_row("published file", str(size))
    for run in pool.server.runs():
        table.add_row(
            run["name"], f"{run['state']['type']} after {run['total_run_time']:.0f} s: {run['state']['message']}"
        )
    Console(width=160).print(table)


if __name__ == "__main__":
    main()
