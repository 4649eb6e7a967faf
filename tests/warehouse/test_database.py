from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from warehouse.resources import sql_files
from warehouse.store import (
    NotAWarehouseError,
    SchemaVersionError,
    WarehouseError,
    WarehouseLockedError,
    connect,
    ensure_schema,
)

HOLD = "import duckdb, sys; con = duckdb.connect(sys.argv[1]); print('held', flush=True); sys.stdin.read()"
DIE = """
import os, signal, sys
from datetime import date
from pathlib import Path
from tests.warehouse import made
from warehouse import load as loading, quarantine
con = made.working(Path(sys.argv[1]))
loading.load(con, made.held("1", date(2024, 7, 1), made.ilacs(date(2024, 5, 13))), made.at(0))
quarantine.Quarantine.settle = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
loading.load(con, made.held("2", date(2024, 7, 1), made.ilacs(date(2024, 5, 13))), made.at(1))
"""


def test_times_are_in_utc(tmp_path: Path) -> None:
    con = connect(tmp_path / "w.duckdb")
    assert con.execute("SELECT current_setting('TimeZone')").fetchall() == [("UTC",)]
    con.close()


def test_a_new_file_can_be_opened_by_duckdb_1_5(tmp_path: Path) -> None:
    con = connect(tmp_path / "w.duckdb")
    ensure_schema(con)
    tags = con.execute("SELECT tags FROM duckdb_databases() WHERE database_name = 'w'").fetchall()[0][0]
    con.close()
    assert tags["storage_version"].startswith("v1.5"), tags


def test_a_file_held_by_another_process_says_which(tmp_path: Path) -> None:
    path = tmp_path / "w.duckdb"
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, path], stdout=subprocess.PIPE, stdin=subprocess.PIPE, text=True
    ) as holder:
        assert holder.stdout
        assert holder.stdout.readline() == "held\n"
        for read_only in (False, True):
            with pytest.raises(WarehouseLockedError, match=rf"held by process {holder.pid} .*wait until it has ended"):
                connect(path, read_only=read_only)
        holder.communicate()
    connect(path).close()


def test_a_file_open_in_this_process_in_the_other_mode(tmp_path: Path) -> None:
    path = tmp_path / "w.duckdb"
    con = connect(path)
    with pytest.raises(WarehouseLockedError, match="already open in this process"):
        connect(path, read_only=True)
    con.close()


@pytest.mark.parametrize("body", [b"", b"no database " * 4000])
def test_a_file_that_is_no_database(tmp_path: Path, body: bytes) -> None:
    path = tmp_path / "w.duckdb"
    path.write_bytes(body)
    with pytest.raises(NotAWarehouseError, match="is not a DuckDB database, or is damaged"):
        connect(path)


def test_a_database_cut_short(tmp_path: Path) -> None:
    path = tmp_path / "w.duckdb"
    con = connect(path)
    ensure_schema(con)
    con.close()
    path.write_bytes(path.read_bytes()[:9000])
    with pytest.raises(NotAWarehouseError, match="damaged"):
        connect(path)


def test_a_file_that_is_not_there_is_made_only_for_writing(tmp_path: Path) -> None:
    with pytest.raises(WarehouseError, match="There is no database"):
        connect(tmp_path / "w.duckdb", read_only=True)
    with pytest.raises(WarehouseError, match="cannot be opened"):
        connect(tmp_path / "no folder" / "w.duckdb")


def test_the_tables_of_another_version_are_one_clear_error() -> None:
    con = duckdb.connect()
    ensure_schema(con)
    con.execute("UPDATE store.about SET schema_version = 0")
    with pytest.raises(SchemaVersionError, match=r"version 0, and this program is for version \d+\. Move"):
        ensure_schema(con)


def test_another_projects_database_is_left_alone() -> None:
    con = duckdb.connect()
    con.execute("CREATE TABLE sales (amount INTEGER)")
    with pytest.raises(NotAWarehouseError, match="another project's"):
        ensure_schema(con)
    assert con.execute("SELECT count(*) FROM duckdb_tables() WHERE NOT internal").fetchall() == [(1,)]


def test_reference_data_of_another_version_is_replaced() -> None:
    con = duckdb.connect()
    ensure_schema(con)
    authorities = con.execute("FROM reference.authorities ORDER BY ALL").fetchall()
    con.execute("UPDATE reference.authorities SET name = 'x'; UPDATE store.about SET reference_digest = 'old'")
    ensure_schema(con)
    assert con.execute("FROM reference.authorities ORDER BY ALL").fetchall() == authorities


def test_a_process_killed_while_loading_leaves_what_was_loaded_before(tmp_path: Path) -> None:
    path = tmp_path / "w.duckdb"
    root = Path(__file__).parents[2]
    done = subprocess.run([sys.executable, "-c", DIE, path], cwd=root, capture_output=True, text=True, check=False)
    assert done.returncode == -9, done.stderr
    con = connect(path)
    assert con.execute("SELECT file_id FROM store.publications").fetchall() == [("1",)]
    assert con.execute("SELECT count(*) FROM store.judgements").fetchall() == [(5,)]
    con.close()


@pytest.mark.parametrize("folder", ["tables", "reference", "derived", "marts", "rules", "views", "macros", "checks"])
def test_each_sql_file_says_what_it_is(folder: str) -> None:
    assert sql_files(folder)
    for file in sql_files(folder):
        assert file.says.endswith("."), file.name
