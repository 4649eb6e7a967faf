"""What one new report and a publish take when the archive is so many times as large."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

from extract.archive import Archive
from tests.bench.copies import multiply
from tests.bench.figures import Figure
from tests.bench.runs import one, settings_of
from tests.replica import Replica, running
from warehouse.database import connect

# The report is the only one of its day; the day before, everything else is there.
BEFORE, DAY, URN = "2026-08-03", "2026-08-04", "80557"
TIMES = (1, 10, 100)
ROUNDS = 1
MOST_MB = 600


def growth(scratch: Path) -> Iterator[Figure]:
    """Yield the figures; makes some gigabytes in a scratch folder."""
    first: dict[str, float] = {}
    with running("--as-of", BEFORE) as replica:
        base = scratch / "base"
        one(settings_of(replica, base), "refresh")
        replica.control(f"as-of?date={DAY}")
        for times in TIMES:
            large = scratch / f"times-{times}"
            make_larger(base, large, times)
            told = [_new_report(replica, large, scratch / "home") for _ in range(ROUNDS)]
            shutil.rmtree(large)
            report = min(each["seconds"] - each["publishing"] for each in told)
            publishing = min(each["publishing"] for each in told)
            first = first or {"report": report, "publishing": publishing}
            yield Figure(f"one new report, archive times {times}", report, "seconds", note="publishing left out")
            yield Figure(f"publishing, archive times {times}", publishing, "seconds")
            yield Figure(
                f"peak memory, archive times {times}", max(each["peak_mb"] for each in told), "MB", most=MOST_MB
            )
    yield Figure(f"one new report, from 1 to {TIMES[-1]}", report / first["report"], "times", most=1.2)
    yield Figure(f"publishing, from 1 to {TIMES[-1]}", publishing / first["publishing"], "times", most=TIMES[-1])


def make_larger(home: Path, larger: Path, times: int) -> None:
    """Make a home that holds what another does so many times; the copies' archived files are there, and empty."""
    larger.mkdir()
    shutil.copy(home / "warehouse.duckdb", larger)
    shutil.copytree(home / "archive", larger / "archive")
    con = connect(larger / "warehouse.duckdb")
    multiply(con, times)
    con.execute("CHECKPOINT")
    held = con.execute("SELECT document_sha256 FROM store.documents").fetchall()
    con.close()
    archive = Archive(larger / "archive")
    for (sha256,) in held:
        path = archive.path(sha256)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()


def _new_report(replica: Replica, large: Path, home: Path) -> dict[str, float]:
    shutil.copytree(large, home)
    try:
        return one(settings_of(replica, home), "one-authority", URN)
    finally:
        shutil.rmtree(home)
