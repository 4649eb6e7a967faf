"""The lake beside the published file: each publication is a snapshot of its own, whatever other writers do."""

from __future__ import annotations

import json
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest

from tests.postgres import create_database, needs_postgres, postgres
from warehouse import extensions, lake
from warehouse.errors import LakeError
from warehouse.lake import Lake, LakeSummary, publish_to_lake
from warehouse.publish import publish
from warehouse.rows import Batch
from warehouse.store import load

from . import made
from .made import at, rows

needs_ducklake = pytest.mark.skipif(
    not extensions.load_extension(duckdb.connect(), "ducklake"),
    reason=f"needs the extra 'lake', which has nothing for DuckDB {duckdb.__version__}",
)
pytestmark = needs_ducklake

SCALE = Path(__file__).parents[2] / "docs" / "scale.md"


def one_more(number: int) -> Batch:
    """The batch of a report that is listed after so many others."""
    listed = [made.publication(str(each), date(2024, 7, 1)) for each in range(number + 1)]
    body = f"body of {number}"
    read = made.reading(number, body, made.ilacs(date(2024, 5, 13 - number)))
    return Batch(
        "run-1",
        (made.listing(),),
        (made.sweep(number, *listed),),
        (made.fetch(number, str(number), body),),
        (read,),
    )


def published_files(folder: Path, count: int) -> list[Path]:
    """Published files, a day after each other, each with one report more than the one before."""
    con = made.working(folder / "warehouse.duckdb")
    published = []
    for number in range(count):
        load(con, one_more(number), at(number))
        published.append(folder / f"edition{number}.duckdb")
        publish(con, published[-1], at(number))
    con.close()
    return published


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Lake, LakeSummary]:
    """A published file, and the lake that it was written to. It is for looking at."""
    folder = tmp_path_factory.mktemp("first")
    (file,) = published_files(folder, 1)
    place = Lake(str(folder / "catalogue.ducklake"), folder / "lake")
    return file, place, publish_to_lake(file, place)


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    return published_files(tmp_path_factory.mktemp("published"), 5)


@pytest.fixture
def here(tmp_path: Path) -> Lake:
    return Lake(str(tmp_path / "catalogue.ducklake"), tmp_path / "lake")


@contextmanager
def opened(place: Lake, how: str = "READ_ONLY") -> Iterator[duckdb.DuckDBPyConnection]:
    """The lake as a reader opens it."""
    con = duckdb.connect()
    for name in ("ducklake", "postgres_scanner"):
        assert extensions.load_extension(con, name)
    con.execute("SET TimeZone = 'UTC'")
    con.execute(f"ATTACH 'ducklake:{place.catalogue}' AS lake ({how})")
    con.execute("USE lake")
    yield con
    con.close()


def content(con: duckdb.DuckDBPyConnection, database: str) -> dict[str, Any]:
    names = rows(
        con,
        "SELECT table_name, list((column_name, data_type, comment) ORDER BY column_index) FROM duckdb_columns() "
        "WHERE database_name = ? AND schema_name = 'main' AND NOT internal GROUP BY ALL ORDER BY ALL",
        database,
    )
    return {name: (columns, sorted(rows(con, f"FROM {database}.main.{name}"), key=repr)) for name, columns in names}


def of_file(path: Path) -> dict[str, Any]:
    with duckdb.connect(str(path), read_only=True) as con:
        con.execute("SET TimeZone = 'UTC'")
        return content(con, path.stem)


def of_lake(place: Lake, how: str = "READ_ONLY") -> dict[str, Any]:
    with opened(place, how) as con:
        return content(con, "lake")


def test_the_lake_holds_what_the_file_holds(first: tuple[Path, Lake, LakeSummary]) -> None:
    file, place, done = first
    held = of_file(file)
    assert of_lake(place) == held
    assert done == LakeSummary(1, len(held))
    assert len(held) > 40


@pytest.mark.slow
def test_each_publication_is_one_snapshot_until_it_is_forgotten(files: list[Path], here: Lake) -> None:
    every = publish_to_lake(files[0], here).written
    assert publish_to_lake(files[0], here) == LakeSummary(1, 0)
    second = publish_to_lake(files[1], here)
    assert second.snapshot == 2
    assert 0 < second.written < every
    assert of_lake(here) == of_file(files[1])
    assert of_lake(here, "READ_ONLY, SNAPSHOT_VERSION 1") == of_file(files[0])
    (forgets,) = re.findall(r"```sql\n\s+(CALL .*?)```", SCALE.read_text(encoding="utf-8"), re.DOTALL)
    with opened(here, "READ_WRITE") as con:
        con.execute(forgets.replace("INTERVAL 1 MONTH", "INTERVAL 0 MONTH"))
        assert rows(con, "SELECT snapshot_id FROM lake.snapshots()") == [(2,)]
    assert of_lake(here) == of_file(files[1])


@pytest.mark.slow
def test_an_older_publication_or_a_smaller_one_does_not_take_its_place(
    files: list[Path], here: Lake, tmp_path: Path
) -> None:
    publish_to_lake(files[1], here)
    with pytest.raises(LakeError, match=r"holds a newer publication, of .* was not written into it\.$"):
        publish_to_lake(files[0], here)
    con = made.working()
    load(con, one_more(0), at(9))
    publish(con, smaller := tmp_path / "smaller.duckdb", at(9))
    with pytest.raises(LakeError, match=r"holds 2 inspections, and would then hold 1: .*--allow-fewer"):
        publish_to_lake(smaller, here)
    assert of_lake(here) == of_file(files[1])
    publish_to_lake(smaller, here, allow_fewer=True)
    assert of_lake(here) == of_file(smaller)


@pytest.mark.slow
def test_a_view_that_is_no_more_and_one_with_other_columns_are_so_in_the_lake(files: list[Path], here: Lake) -> None:
    publish_to_lake(files[0], here)
    with opened(here, "READ_WRITE") as con:
        con.execute("CREATE TABLE of_before AS SELECT 1 AS one")
        con.execute("ALTER TABLE findings DROP COLUMN text")
        con.execute("COMMENT ON TABLE judgements IS 'other words'")
    assert publish_to_lake(files[0], here).written == 2
    assert of_lake(here) == of_file(files[0])
    with opened(here) as con:
        assert rows(con, "SELECT comment FROM duckdb_tables() WHERE table_name = 'judgements'")[0][0] != "other words"


def test_what_stands_in_the_way_is_told_in_a_line(
    first: tuple[Path, Lake, LakeSummary], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file, here, _ = first

    def told(place: Lake) -> str:
        with pytest.raises(LakeError) as caught:
            publish_to_lake(file, place)
        assert "\n" not in str(caught.value)
        return str(caught.value)

    assert "Connection refused" in told(Lake("postgres:host=127.0.0.1 port=9 dbname=lake", here.data))
    assert "does not match existing data path" in told(Lake(here.catalogue, tmp_path / "other"))
    (tmp_path / "file").write_bytes(b"")
    assert "cannot be made" in told(Lake(here.catalogue, tmp_path / "file" / "lake"))
    monkeypatch.setattr(lake, "load_extension", lambda con, name: name != "postgres_scanner")
    assert "DuckDB's extension postgres_scanner is not installed" in told(here)


@pytest.fixture(scope="module")
def server() -> Iterator[int]:
    with postgres() as port:
        yield port


@pytest.fixture
def place(server: int, tmp_path: Path, request: pytest.FixtureRequest) -> Lake:
    name = f"lake{abs(hash(request.node.name))}"
    create_database(server, name)
    return Lake(f"postgres:host=127.0.0.1 port={server} user=postgres dbname={name}", tmp_path / "lake")


def before_the_commit(monkeypatch: pytest.MonkeyPatch, act: Callable[[int], object]) -> None:
    """Do something between what a writer reads of the lake and what it commits; the number counts its tries."""
    write, tries = lake._write, iter(range(100))  # noqa: SLF001

    def interrupted(con: duckdb.DuckDBPyConnection) -> int:
        written = write(con)
        with monkeypatch.context() as patch:
            patch.setattr(lake, "_write", write)
            act(next(tries))
        return written

    monkeypatch.setattr(lake, "_write", interrupted)


@needs_postgres
@pytest.mark.slow
def test_of_two_writers_at_once_the_newer_publication_stands(
    files: list[Path], place: Lake, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish_to_lake(files[0], place)
    with monkeypatch.context() as patch:
        before_the_commit(patch, lambda number: publish_to_lake(files[1], place) if number == 0 else None)
        assert publish_to_lake(files[2], place).snapshot == 3
    assert of_lake(place) == of_file(files[2])
    assert of_lake(place, "READ_ONLY, SNAPSHOT_VERSION 2") == of_file(files[1])
    with monkeypatch.context() as patch:
        before_the_commit(patch, lambda number: publish_to_lake(files[4], place))
        with pytest.raises(LakeError, match="holds a newer publication"):
            publish_to_lake(files[3], place)
    assert of_lake(place) == of_file(files[4])


@needs_postgres
@pytest.mark.slow
def test_a_writer_that_never_gets_its_turn_says_so(
    files: list[Path], place: Lake, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish_to_lake(files[0], place)

    def other_writer(number: int) -> None:
        with opened(place, "READ_WRITE") as con:
            con.execute("CREATE OR REPLACE TABLE release AS FROM release")

    before_the_commit(monkeypatch, other_writer)
    with pytest.raises(LakeError, match=r"was written by others 5 times in a row: publish again later\.$"):
        publish_to_lake(files[1], place)
    assert of_lake(place)["judgements"] == of_file(files[0])["judgements"]


WRITES = """
import sys
from pathlib import Path
from warehouse.lake import Lake, publish_to_lake
lake = Lake(sys.argv[1], Path(sys.argv[2]))
print("ready", flush=True)
sys.stdin.readline()
print(publish_to_lake(Path(sys.argv[3]), lake).snapshot, flush=True)
"""
READS = """
import duckdb, json, sys, threading
from warehouse.extensions import load_extension
con = duckdb.connect()
assert load_extension(con, "ducklake") and load_extension(con, "postgres_scanner")
con.execute(f"ATTACH 'ducklake:{sys.argv[1]}' AS lake (READ_ONLY)")
con.execute("USE lake")
ended = threading.Event()
threading.Thread(target=lambda: (sys.stdin.read(), ended.set())).start()
seen = []
while not ended.is_set() or len(seen) < 5:
    con.execute("BEGIN")
    (said,) = con.execute("SELECT inspections FROM release").fetchone()
    counted = [con.execute(f"SELECT count(DISTINCT inspection_id) FROM {view}").fetchone()[0]
               for view in ("inspections", "judgements", "authority_timeline")]
    con.execute("COMMIT")
    seen.append([said, *counted])
print(json.dumps(seen))
"""


def process(program: str, *words: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", program, *words],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def say(to: subprocess.Popen[str], line: str) -> None:
    assert to.stdin
    to.stdin.write(line)
    to.stdin.flush()


@needs_postgres
@pytest.mark.slow
def test_while_processes_write_at_once_readers_see_whole_publications(files: list[Path], place: Lake) -> None:
    publish_to_lake(files[0], place)
    reader = process(READS, place.catalogue)
    writers = [process(WRITES, place.catalogue, str(place.data), str(file)) for file in files[1:4]]
    for writer in writers:
        assert writer.stdout
        assert writer.stdout.readline() == "ready\n"
    for writer in writers:
        say(writer, "go\n")
    told = [writer.communicate(timeout=120) for writer in writers]
    seen = json.loads(reader.communicate(timeout=120)[0])
    assert all(each == [each[0]] * 4 for each in seen)
    assert of_lake(place) == of_file(files[3])
    for writer, (_, error) in zip(writers, told, strict=True):
        # One that came after a newer publication was refused.
        assert writer.returncode == 0 or "holds a newer publication" in error
    assert writers[-1].returncode == 0


@needs_postgres
@pytest.mark.slow
def test_a_writer_that_is_killed_leaves_the_publication_before(files: list[Path], place: Lake) -> None:
    publish_to_lake(files[0], place)
    for seconds in (0.1, 0.3, 0.6, 1.0):
        writer = process(WRITES, place.catalogue, str(place.data), str(files[1]))
        assert writer.stdout
        assert writer.stdout.readline() == "ready\n"
        say(writer, "go\n")
        time.sleep(seconds)
        writer.send_signal(signal.SIGKILL)
        writer.communicate()
        assert of_lake(place) in (of_file(files[0]), of_file(files[1]))
    publish_to_lake(files[1], place)
    assert of_lake(place) == of_file(files[1])


@needs_postgres
@pytest.mark.slow
def test_a_lake_whose_database_went_away_is_told_in_a_line(files: list[Path], tmp_path: Path) -> None:
    with postgres() as port:
        create_database(port, "gone")
        place = Lake(f"postgres:host=127.0.0.1 port={port} user=postgres dbname=gone", tmp_path / "lake")
        publish_to_lake(files[0], place)
    shutil.rmtree(tmp_path / "lake")
    with pytest.raises(LakeError, match=r"^The lake postgres:[^\n]*Connection refused\.$"):
        publish_to_lake(files[1], place)
