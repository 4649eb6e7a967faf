"""`python -m tests.bench.scale [--times N] [--home FOLDER]`: what every view takes when there is N times as much.

Takes the working database of a home, or makes one from the real reports (OUTCOMES_CORPUS, with the replica beside
it), multiplies it (see tests/bench/copies.py), publishes it, and asks the published file, with two threads and on a
warm connection, for all rows of each view. Of a view with more rows than a person asks for at once, it asks for what
a reader does: one authority's rows, and their number; of a search, the twenty most relevant. The table says what was
measured. The best of ten counts; what it took of the processor stands beside, since on a busy machine the rest is
waiting.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import duckdb
from rich.console import Console
from rich.table import Table

from tests.bench.copies import multiply
from tests.bench.runs import one, settings_of
from tests.replica import program, running
from warehouse.database import connect
from warehouse.publish import publish

LIMIT_MS = 100
MOST_ROWS = 20_000
ROUNDS = 10
# By what a reader picks rows, the first that a view has.
KEYS = ("ofsted_urn", "release_id", "file_id", "document_sha256", "url", "source_url")

SEARCHES = ("neglect", 'care leavers "pathway plans"', '"children in care"', "children")


@dataclass(frozen=True)
class Timed:
    """What a question to a view took, by the clock and of the processor, in milliseconds; `rows` are the view's."""

    view: str
    rows: int
    asked: str
    milliseconds: float
    of_processor: float


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--times", type=int, default=100)
    parser.add_argument("--home", type=Path, help="a home with a working database")
    parser.add_argument("--keep", type=Path, help="where to keep the published file")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        working = Path(scratch) / "warehouse.duckdb"
        shutil.copy((options.home or _refreshed(Path(scratch) / "home")) / "warehouse.duckdb", working)
        published = options.keep or Path(scratch) / "published.duckdb"
        con = connect(working)
        multiply(con, options.times)
        started = time.perf_counter()
        summary = publish(con, published, datetime.now(UTC), allow_fewer=True)
        con.close()
        seconds = time.perf_counter() - started
        title = f"{options.times} times: {summary.inspections} inspections, published in {seconds:.1f} seconds"
        _print(title, list(measured(published)))


def _refreshed(home: Path) -> Path:
    if not program():
        sys.exit("Give --home, or set OUTCOMES_CORPUS to the corpus folder, with its replica beside it.")
    with running() as replica:
        one(settings_of(replica, home), "refresh")
    return home


def measured(published: Path) -> Iterator[Timed]:
    """Yield what each view of a published file takes by name, grades_on at one day, and searches."""
    con = duckdb.connect(str(published), read_only=True, config={"threads": 2})
    con.execute("SET TimeZone = 'UTC'")
    views = con.execute(
        "SELECT view_name FROM duckdb_views() WHERE NOT internal AND schema_name = 'main' ORDER BY 1"
    ).fetchall()
    for (view,) in [*views, ("grades_on(DATE '2024-03-31')",)]:
        rows = con.execute(f"SELECT count(*) FROM {view}").fetchall()[0][0]
        for asked, query in _questions(con, view, rows).items():
            yield Timed(view, rows, asked, *_milliseconds(con, query))
    for words in SEARCHES:
        search = f"search('{words}', most := 20)"
        found = con.execute(f"SELECT count(*) FROM search('{words}')").fetchall()[0][0]
        yield Timed(search, found, "20 of the rows", *_milliseconds(con, f"FROM {search}"))
    con.close()


def _questions(con: duckdb.DuckDBPyConnection, view: str, rows: int) -> dict[str, str]:
    """What to ask of a view, in words and in SQL; of one row's key, that of which there is most."""
    if rows <= MOST_ROWS:
        return {"all rows": f"FROM {view}"}
    con.execute(f"FROM {view} LIMIT 0")
    columns = [column[0] for column in con.description or ()]
    key = next(name for name in KEYS if name in columns)
    most = f"SELECT {key} FROM {view} WHERE {key} IS NOT NULL GROUP BY {key} ORDER BY count(*) DESC, {key} LIMIT 1"
    one = con.execute(most).fetchall()[0][0]
    return {f"one {key}": f"FROM {view} WHERE {key} = '{one}'", "count": f"SELECT count(*) FROM {view}"}


def _milliseconds(con: duckdb.DuckDBPyConnection, query: str) -> tuple[float, float]:
    taken = []
    for _ in range(ROUNDS):
        started, worked = time.perf_counter(), time.process_time()
        con.execute(query).fetchall()
        taken.append(((time.perf_counter() - started) * 1000, (time.process_time() - worked) * 1000))
    return min(taken)[0], min(worked for _, worked in taken)


def _print(title: str, timed: list[Timed]) -> None:
    table = Table("view", "rows", "asked for", "milliseconds", "of processor", title=title)
    for each in sorted(timed, key=lambda each: -each.milliseconds):
        mark = "" if each.milliseconds <= LIMIT_MS else f"  over {LIMIT_MS}"
        clock = f"{each.milliseconds:.1f}{mark}"
        table.add_row(each.view, f"{each.rows:,}", each.asked, clock, f"{each.of_processor:.1f}")
    Console(width=120).print(table)


if __name__ == "__main__":
    main()
