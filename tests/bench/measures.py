"""What is measured, one function for each question; each yields its figures."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.bench.figures import Figure
from tests.bench.floor import seconds_to_extract
from tests.bench.growth import BEFORE, DAY, growth
from tests.bench.runs import PROCESSES, asked_for, one, prefect_server, seconds_of, settings_of
from tests.replica import corpus, running

ROUNDS = 3
SAMPLE = 30
ALTERNATIVES = Path(__file__).parents[2] / ".venv" / "alternatives"


def reports() -> list[Path]:
    """Return the real reports that are PDFs."""
    folder = corpus()
    assert folder
    return sorted(file for file in (folder / "files").iterdir() if file.read_bytes()[:5] == b"%PDF-")


def cold(scratch: Path) -> Iterator[Figure]:
    """A cold refresh of everything against the floor, and against what people do today."""
    files = reports()
    floors: list[float] = []
    told: list[dict[str, float]] = []
    with running() as replica:
        for number in range(ROUNDS):
            floors.append(seconds_to_extract(files, PROCESSES))
            told.append(one(settings_of(replica, scratch / f"cold-{number}"), "refresh"))
    floor, refresh = min(floors), min(each["seconds"] for each in told)
    yield Figure("the floor", floor, "seconds", note=f"the text alone of {len(files)} PDFs, {PROCESSES} processes")
    yield Figure("a cold refresh", refresh, "seconds", note="watch, fetch, archive, read, load, publish")
    yield Figure("a cold refresh against the floor", refresh / floor, "times", most=1.5)
    yield Figure("of that, publishing", min(each["publishing"] for each in told), "seconds")
    yield Figure("peak memory of its largest process", max(each["peak_mb"] for each in told), "MB", most=600)
    sample = files[:: len(files) // SAMPLE][:SAMPLE]
    answer = subprocess.run(
        [sys.executable, "-m", "tests.bench.today", *map(str, sample)],
        env=os.environ | {"PYTHONPATH": str(ALTERNATIVES)},
        stdout=subprocess.PIPE,
        check=True,
    )
    today, ours = float(answer.stdout) / len(sample), refresh / len(files)
    yield Figure(
        "a report as people read it today", today, "seconds", note=f"pypdf and pdfplumber, {len(sample)} reports"
    )
    yield Figure("a report in a cold refresh", ours, "seconds")
    yield Figure("how much faster", today / ours, "times", least=40)


def as_flow(scratch: Path) -> Iterator[Figure]:
    """The same refresh as a flow on a running Prefect server."""
    with running() as replica, prefect_server(scratch) as api:
        plain: list[float] = []
        flows: list[float] = []
        for number in range(ROUNDS):
            plain.append(one(settings_of(replica, scratch / f"plain-{number}"), "refresh")["seconds"])
            environment = settings_of(replica, scratch / f"flow-{number}", PREFECT_API_URL=api)
            flows.append(one(environment, "flow")["seconds"])
    yield Figure("a cold refresh as a flow", min(flows), "seconds", note="on a running server, imports left out")
    yield Figure("what the flow adds", min(flows) / min(plain), "times")


def nothing_new(scratch: Path) -> Iterator[Figure]:
    """A refresh that finds nothing new."""
    with running() as replica:
        environment = settings_of(replica, scratch / "home")
        one(environment, "refresh")
        before = replica.requests()
        told = one(environment, "refresh")
        asked = asked_for(replica, before)
    yield Figure("nothing new: requests", len(asked), "requests", most=2, note="robots.txt left out")
    yield Figure("nothing new: received", told["bytes"], "bytes")
    yield Figure(
        "nothing new: CPU", told["cpu"], "seconds", note=f"imports left out; {told['publishing']:.2f} s publishing"
    )


def one_new(scratch: Path) -> Iterator[Figure]:
    """From the moment that a report is on the site to the published file that has it, as a person runs it."""
    taken: list[float] = []
    with running("--as-of", BEFORE) as replica:
        base = scratch / "base"
        one(settings_of(replica, base), "refresh")
        replica.control(f"as-of?date={DAY}")
        for _ in range(ROUNDS):
            home = scratch / "home"
            shutil.copytree(base, home)
            taken.append(seconds_of(settings_of(replica, home), "refresh"))
            shutil.rmtree(home)
    yield Figure(
        "one new report: watch to published", min(taken), "seconds", note="'outcomes refresh', its start included"
    )


def of_everything(scratch: Path) -> Iterator[Figure]:
    """What is done with everything that is held, and a first row."""
    with running() as replica:
        environment = settings_of(replica, scratch / "home")
        one(environment, "refresh")
    told = [one(environment, "reread") for _ in range(ROUNDS)]
    yield Figure("reread of everything", min(each["seconds"] for each in told), "seconds")
    yield Figure("a publish", min(each["publishing"] for each in told), "seconds")
    yield Figure("the site", seconds_of(environment, "site", str(scratch / "site")), "seconds", most=20)
    again = seconds_of(environment, "site", str(scratch / "site"))
    yield Figure("the site again, nothing changed", again, "seconds")
    yield Figure("an export", seconds_of(environment, "export", str(scratch / "export")), "seconds")
    published = scratch / "home" / "inspection_outcomes.duckdb"
    taken = []
    for _ in range(ROUNDS):
        _forget(published)
        taken.append(seconds_of(environment, "sql", "FROM latest_judgements LIMIT 1"))
    yield Figure(
        "first row of 'outcomes sql'",
        min(taken),
        "seconds",
        note="the file not in memory, the program's start included",
    )


def _forget(file: Path) -> None:
    """Let the system drop what it holds of a file in memory."""
    with file.open("rb") as opened:
        os.fsync(opened.fileno())
        os.posix_fadvise(opened.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


MEASURES: dict[str, Callable[[Path], Iterator[Figure]]] = {
    "cold": cold,
    "flow": as_flow,
    "nothing-new": nothing_new,
    "one-new": one_new,
    "everything": of_everything,
    "growth": growth,
}
