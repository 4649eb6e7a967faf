"""`python -m tests.bench.one KIND`: one run of a kind in a process of its own, for a home that the settings name.

Prints as JSON its seconds and its CPU seconds with those of the reader processes (both without the imports), the peak
memory of its largest process in MB, and what is the kind's own.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from collections.abc import Callable
from typing import Any, ParamSpec, TypeVar

from flows.settings import load_settings
from flows.steps.authorities import find_authority
from flows.steps.one_authority import refresh_authority
from flows.steps.refresh import Perform, refresh, reread
from flows.steps.run import Run, open_run

P = ParamSpec("P")
R = TypeVar("R")


class Timed(Perform):
    """Performs steps, and adds up the seconds of publishing."""

    def __init__(self) -> None:
        self.publishing = 0.0

    def __call__(self, name: str, step: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        started = time.perf_counter()
        try:
            return step(*args, **kwargs)
        finally:
            if name == "publish":
                self.publishing += time.perf_counter() - started


def main() -> None:
    kind, *words = sys.argv[1:]
    found = KINDS[kind](*words)
    peak = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    sys.stdout.write(json.dumps({**found, "peak_mb": peak / 1024}) + "\n")


def _processor() -> float:
    return sum(
        usage.ru_utime + usage.ru_stime
        for usage in map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    )


def _run(work: Callable[[Run, Perform], Any], *, network: bool = True) -> dict[str, float]:
    perform = Timed()
    started, before = time.perf_counter(), _processor()
    with open_run(load_settings(), network=network) as run:
        work(run, perform)
        (received,) = run.con.execute(
            "SELECT coalesce(sum(bytes), 0)::BIGINT FROM store.fetches WHERE run_id = ?", [run.run_id]
        ).fetchall()[0]
    seconds = time.perf_counter() - started
    return {
        "seconds": seconds,
        "cpu": _processor() - before,
        "publishing": perform.publishing,
        "bytes": received,
    }


def _refresh() -> dict[str, float]:
    return _run(lambda run, perform: refresh(run, perform))


def _reread() -> dict[str, float]:
    return _run(lambda run, perform: reread(run, perform), network=False)


def _one_authority(urn: str) -> dict[str, float]:
    authority = find_authority(urn)
    return _run(lambda run, perform: refresh_authority(run, authority, perform))


def _flow() -> dict[str, float]:
    from flows.refresh import refresh_flow  # imports Prefect, which the other kinds do without

    started = time.perf_counter()
    refresh_flow()
    return {"seconds": time.perf_counter() - started}


KINDS: dict[str, Callable[..., dict[str, float]]] = {
    "refresh": _refresh,
    "reread": _reread,
    "one-authority": _one_authority,
    "flow": _flow,
}

if __name__ == "__main__":
    main()
