from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import duckdb
import pytest

from transform.vocabulary import Area, Grade
from warehouse.comments import without_comment
from warehouse.dictionary import dictionary_markdown
from warehouse.errors import NotAWarehouseError, PublishRefusedError, WarehouseLockedError
from warehouse.publish import PublishSummary, publish
from warehouse.rows import Batch
from warehouse.store import connect, load

from . import made
from .golden import scenario
from .made import at, held, reading, rows

PUBLISHED = "inspection_outcomes.duckdb"
ROOT = Path(__file__).parents[2]
REPORT = made.ilacs(date(2024, 5, 13))
LATEST = "SELECT care_leavers || ' ' || reader_version FROM latest_judgements JOIN inspections USING (inspection_id)"
READ = f"""
import duckdb, sys
con = duckdb.connect(sys.argv[1], read_only=True)
for line in sys.stdin:
    print(con.execute({LATEST!r}).fetchall()[0][0], flush=True)
"""


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a working database that holds one report, and what was published from it."""
    folder = tmp_path_factory.mktemp("first")
    con = made.working(folder / "warehouse.duckdb")
    load(con, held("1", date(2024, 7, 1), REPORT), at(0))
    publish(con, folder / PUBLISHED, at(1))
    con.close()
    return folder


@pytest.fixture
def published(first: Path, tmp_path: Path) -> Path:
    shutil.copytree(first, tmp_path, dirs_exist_ok=True)
    return tmp_path / PUBLISHED


@pytest.fixture
def con(published: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    con = connect(published.with_name("warehouse.duckdb"))
    yield con
    con.close()


def content(path: Path) -> dict[str, list[tuple[Any, ...]]]:
    """Return every row of a published file: of its tables in the order in which they stand, of its views in any."""
    with duckdb.connect(str(path), read_only=True) as con:
        tables = rows(con, "SELECT schema_name || '.' || table_name FROM duckdb_tables() WHERE NOT internal")
        views = rows(con, "SELECT schema_name || '.' || view_name FROM duckdb_views() WHERE NOT internal")
        return {name: rows(con, f"FROM {name}") for (name,) in tables} | {
            name: sorted(rows(con, f"FROM {name}"), key=repr) for (name,) in views
        }


def inspections(path: Path) -> int:
    with duckdb.connect(str(path), read_only=True) as con:
        return int(rows(con, "SELECT count(*) FROM inspections")[0][0])


def test_what_is_published_is_in_the_file_before_it_is_closed(
    con: duckdb.DuckDBPyConnection, published: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def without_room_at_the_end(path: Path, *, read_only: bool = False) -> duckdb.DuckDBPyConnection:
        opened = connect(path, read_only=read_only)
        if not read_only:
            opened.execute("PRAGMA disable_checkpoint_on_shutdown")
        return opened

    monkeypatch.setattr("warehouse.publish.connect", without_room_at_the_end)
    publish(con, published, at(1))
    assert inspections(published) == 1


def test_what_is_published_can_be_read_and_says_when(con: duckdb.DuckDBPyConnection, published: Path) -> None:
    published.unlink()
    assert publish(con, published, at(1)) == PublishSummary(published, 1, 5)
    with duckdb.connect(str(published), read_only=True) as reader:
        reader.execute("SET TimeZone = 'UTC'")
        assert rows(reader, "SELECT published_at, inspections, last_swept_at FROM release") == [(at(1), 1, at(0))]
    assert sorted(path.name for path in published.parent.iterdir()) == [PUBLISHED, "warehouse.duckdb"]
    assert rows(con, "SELECT database_name FROM duckdb_databases() WHERE NOT internal") == [("warehouse",)]


def test_what_holds_the_same_already_stays_byte_for_byte(con: duckdb.DuckDBPyConnection, published: Path) -> None:
    publish(con, published, at(1))
    before = (published.read_bytes(), published.stat().st_mtime_ns)
    later = publish(con, published, at(1) + timedelta(hours=1))
    assert later.unchanged
    assert (published.read_bytes(), published.stat().st_mtime_ns) == before
    assert sorted(path.name for path in published.parent.iterdir()) == [PUBLISHED, "warehouse.duckdb"]


def test_a_day_later_or_with_other_words_it_is_replaced(con: duckdb.DuckDBPyConnection, published: Path) -> None:
    publish(con, published, at(1))
    assert not publish(con, published, at(2)).unchanged
    for change in (
        "DELETE FROM mart.search_words WHERE word_number = 1",
        "UPDATE mart.build SET made_by = 'another version'",
    ):
        with duckdb.connect(str(published)) as changed:
            changed.execute(change)
        assert not publish(con, published, at(2)).unchanged, change
    assert publish(con, published, at(2)).unchanged


def test_the_same_content_gives_the_same_rows_whatever_came_before(tmp_path: Path) -> None:
    """Built in one go and in many, with readings replaced in between, the files hold the same in the same order."""
    files = []
    for name, passes in (("once", 1), ("often", 2)):
        con = made.emptied()
        for _ in range(passes):
            for batch, day in scenario():
                load(con, batch, at(day))
        publish(con, tmp_path / f"{name}-published.duckdb", at(10))
        files.append(content(tmp_path / f"{name}-published.duckdb"))
    assert files[0] == files[1]


def test_a_failed_check_leaves_what_was_published(con: duckdb.DuckDBPyConnection, published: Path) -> None:
    before = published.read_bytes()
    con.execute("UPDATE store.judgements SET quote = '' WHERE area = 'care_leavers'")
    with pytest.raises(PublishRefusedError, match="judgements_have_a_source") as refused:
        publish(con, published, at(2))
    assert "99001-1 care_leavers" in str(refused.value)
    assert published.read_bytes() == before
    assert sorted(path.name for path in published.parent.iterdir() if "building" in path.name) == []


def test_fewer_inspections_are_not_published_unless_allowed(con: duckdb.DuckDBPyConnection, published: Path) -> None:
    load(con, held("2", date(2023, 7, 1), made.ilacs(date(2023, 5, 15)), urn=made.FELL), at(0))
    publish(con, published, at(1))
    load(con, Batch("r", readings=(made.unreadable(2, "body of 1", version="readers-2"),)), at(2))
    with pytest.raises(PublishRefusedError, match=r"would hold 1 inspections, and the present file holds 2"):
        publish(con, published, at(2))
    assert inspections(published) == 2
    assert publish(con, published, at(2), allow_fewer=True).inspections == 1
    assert inspections(published) == 1


def test_a_disc_that_fails_leaves_what_was_published(
    con: duckdb.DuckDBPyConnection, published: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = published.read_bytes()

    def fail(_: int) -> None:
        raise OSError("input/output error")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(OSError, match="input/output"):
        publish(con, published, at(2))
    monkeypatch.undo()
    assert published.read_bytes() == before


def test_readers_keep_what_they_opened_and_others_see_the_new(con: duckdb.DuckDBPyConnection, published: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", READ, published], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as reader:

        def seen() -> str:
            assert reader.stdin
            assert reader.stdout
            reader.stdin.write("\n")
            reader.stdin.flush()
            return reader.stdout.readline().strip()

        assert seen() == "good readers-1"
        better = made.ilacs(date(2024, 5, 13), grades={Area.CARE_LEAVERS: Grade.OUTSTANDING})
        load(con, Batch("r", readings=(reading(2, "body of 1", better, version="readers-2"),)), at(2))
        publish(con, published, at(2))
        assert seen() == "good readers-1"
        with duckdb.connect(str(published), read_only=True) as new:
            assert rows(new, LATEST) == [("outstanding readers-2",)]
        reader.communicate()


def test_damaged_files_are_replaced(con: duckdb.DuckDBPyConnection, published: Path) -> None:
    """Both what a killed build left and a published file that nobody can open."""
    for damaged in (published, *(published.with_name(f".{published.name}.building{end}") for end in ("", ".wal"))):
        damaged.write_bytes(b"half a file" * 1000)
    assert publish(con, published, at(1)).inspections == 1


def test_another_database_in_its_place_is_left_alone(con: duckdb.DuckDBPyConnection, published: Path) -> None:
    published.unlink()
    with duckdb.connect(str(published)) as other:
        other.execute("CREATE TABLE sales (amount INTEGER)")
    before = published.read_bytes()
    with pytest.raises(NotAWarehouseError, match="another database"):
        publish(con, published, at(1))
    assert published.read_bytes() == before


def test_a_published_file_that_someone_writes_is_left_alone(con: duckdb.DuckDBPyConnection, published: Path) -> None:
    writer = duckdb.connect(str(published))
    with pytest.raises(WarehouseLockedError):
        publish(con, published, at(2))
    writer.close()


def test_people_are_told_what_is_withheld(con: duckdb.DuckDBPyConnection, published: Path) -> None:
    report = made.ilacs(date(2024, 5, 13), judgements=REPORT.judgements[1:])
    load(con, Batch("r", readings=(reading(2, "body of 1", report, version="readers-2"),)), at(2))
    assert publish(con, published, at(2)).warnings == (
        "1 grades are withheld because a report contradicts itself or could not be read: see document_issues.",
    )


def test_the_published_file_opens_in_duckdb_1_5(published: Path) -> None:
    with duckdb.connect(str(published), read_only=True) as reader:
        tags = rows(reader, "SELECT tags FROM duckdb_databases() WHERE NOT internal")[0][0]
    assert tags["storage_version"].startswith("v1.5"), tags


def test_all_that_is_published_has_a_comment(published: Path) -> None:
    with duckdb.connect(str(published), read_only=True) as reader:
        assert without_comment(reader) == []
        written = (ROOT / "docs" / "data-dictionary.md").read_text("utf-8")
        assert written == dictionary_markdown(reader), "python -m warehouse.dictionary > docs/data-dictionary.md"


def test_a_missing_comment_is_noticed() -> None:
    con = duckdb.connect()
    con.execute("CREATE TABLE t (a INTEGER); CREATE VIEW v AS FROM t; COMMENT ON COLUMN t.a IS 'x'")
    assert without_comment(con) == ["main.t", "main.v", "main.v.a"]
