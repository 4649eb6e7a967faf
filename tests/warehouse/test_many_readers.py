"""Many who read while the file is published again and again: none fails, and each sees one publication as a whole."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import date
from pathlib import Path

import duckdb
import pytest

from transform.records import Passage
from warehouse.publish import publish
from warehouse.rows import Batch
from warehouse.store import load

from . import made
from .made import at, held

PUBLICATIONS = 20
PROCESSES = 2
THREADS = 2
# Of each of the threads.
LEAST = 50
SEEN = """
SELECT epoch(published_at)::BIGINT AS published_at, inspections,
    [
        (SELECT count(*) FROM inspections), (SELECT count(DISTINCT inspection_id) FROM judgements),
        (SELECT count(*) FROM passages), (SELECT count(*) FROM documents), (SELECT count(*) FROM fetches)
    ] AS counted
FROM release
"""
# Opens the file anew each time, until there is nothing more to come on standard input.
READ = f"""
import duckdb, json, sys, threading, time
path, least = sys.argv[1], int(sys.argv[2])
ended = threading.Event()
seen = []

def read():
    times = 0
    while times < least or not ended.is_set():
        with duckdb.connect(path, read_only=True) as con:
            seen.append(con.execute({SEEN!r}).fetchall()[0])
        times += 1
        time.sleep(0.1)

readers = [threading.Thread(target=read) for _ in range({THREADS})]
for reader in readers:
    reader.start()
sys.stdin.read()
ended.set()
for reader in readers:
    reader.join()
print(json.dumps(seen))
"""


def report(number: int) -> Batch:
    inspection = made.ilacs(date(2024, 5, number), passages=(Passage(1, None, None, 2, "Harm is seen."),))
    return held(str(number), date(2024, 7, 1), inspection, days=number)


@pytest.mark.slow
def test_two_hundred_connections_over_twenty_publications(tmp_path: Path) -> None:
    published = tmp_path / "published.duckdb"
    con = made.emptied()
    load(con, report(1), at(0))
    publish(con, published, at(1))
    command = [sys.executable, "-c", READ, str(published), str(LEAST)]
    readers = [
        subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for _ in range(PROCESSES)
    ]
    try:
        for number in range(2, PUBLICATIONS + 1):
            load(con, report(number), at(number))
            publish(con, published, at(number))
        told = [reader.communicate(timeout=60) for reader in readers]
    finally:
        for reader in readers:
            reader.kill()
    assert [stderr for _, stderr in told] == [""] * PROCESSES
    seen = [row for stdout, _ in told for row in json.loads(stdout)]
    assert len(seen) >= PROCESSES * THREADS * LEAST
    for published_at, inspections, counted in seen:
        assert published_at == at(inspections).timestamp()
        assert counted == [inspections] * len(counted)
    assert len({inspections for _, inspections, _ in seen}) > 1


def test_in_one_process_all_must_close_to_see_the_new_file(tmp_path: Path) -> None:
    """As docs/reading-elsewhere.md says."""
    published = tmp_path / "published.duckdb"
    copy = tmp_path / "copy.duckdb"
    con = made.emptied()
    for number in (1, 2):
        load(con, report(number), at(number))
        publish(con, copy, at(number))
        if number == 1:
            copy.replace(published)
            first = duckdb.connect(str(published), read_only=True)
    copy.replace(published)
    with duckdb.connect(str(published), read_only=True) as second:
        assert made.rows(second, "SELECT inspections FROM release") == [(1,)]
    first.close()
    with duckdb.connect(str(published), read_only=True) as third:
        assert made.rows(third, "SELECT inspections FROM release") == [(2,)]
