"""The examples of docs/reading-elsewhere.md run as they stand, on the sample edition, each in a process of its own."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "docs" / "reading-elsewhere.md").read_text("utf-8")
READERS = ROOT / ".venv" / "readers"
TOKEN = "a token of the tests"
SERVED_AT = "localhost:9494"


def examples(language: str) -> list[str]:
    """Return the blocks of the page in a language."""
    return re.findall(rf"^```{language}\n(.*?)^```", TEXT, re.DOTALL | re.MULTILINE)


needs_readers = pytest.mark.skipif(not READERS.exists(), reason="'make .venv/readers' installs what readers use")


@pytest.fixture(scope="module")
def folder(published_sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("readers")
    (made / "user").mkdir()
    shutil.copy(published_sample, made)
    assert published_sample.name in TEXT
    return made


def environment(folder: Path) -> dict[str, str]:
    # DuckDB keeps installed extensions in the home of the user.
    return os.environ | {"PYTHONPATH": str(READERS), "HOME": str(folder / "user"), "READERS_TOKEN": TOKEN}


def printed(code: str, folder: Path) -> str:
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", code],
        cwd=folder,
        env=environment(folder),
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.slow
@needs_readers
@pytest.mark.parametrize("code", examples("python"))
def test_an_example_in_python_runs(folder: Path, code: str) -> None:
    # The last line of a notebook's cell is shown there.
    shown = re.sub(r"^(ask\(.*\))$", r"print(\1)", code, flags=re.MULTILINE)
    assert printed(shown, folder).count("\n") > 1


@pytest.mark.parametrize("query", examples("sql"))
def test_an_example_in_sql_gives_rows(folder: Path, query: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    attaches = "ATTACH" in query
    with duckdb.connect() if attaches else duckdb.connect("inspection_outcomes.duckdb", read_only=True) as con:
        found = [con.execute(statement).fetchall() for statement in duckdb.extract_statements(query)]
    assert found[-1]


def test_macros_are_found_only_where_the_file_is_in_use(folder: Path) -> None:
    with duckdb.connect() as con:
        con.execute(f"ATTACH '{folder / 'inspection_outcomes.duckdb'}' AS outcomes (READ_ONLY)")
        with pytest.raises(duckdb.CatalogException):
            con.execute("FROM outcomes.search('supervision')")
        con.execute("USE outcomes")
        assert con.execute("FROM search('supervision')").fetchall()


@pytest.fixture
def served(folder: Path) -> Iterator[str]:
    """Yield where the page's server listens: on a free port in place of its own."""
    with socket.socket() as free:
        free.bind(("localhost", 0))
        address = f"localhost:{free.getsockname()[1]}"
    (code,) = examples("python quack-server")
    with subprocess.Popen(
        [sys.executable, "-c", code.replace(SERVED_AT, address)], cwd=folder, env=environment(folder)
    ) as server:
        try:
            _wait_for(address, server)
            yield address
        finally:
            server.kill()


def _wait_for(address: str, server: subprocess.Popen[bytes]) -> None:
    host, port = address.split(":")
    while server.poll() is None:
        try:
            socket.create_connection((host, int(port)), timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    pytest.fail("the server has ended")


@pytest.mark.slow
@needs_readers
def test_one_live_database_is_served_and_protected_as_the_page_says(folder: Path, served: str) -> None:
    (client,) = examples("python quack-client")
    client = client.replace(SERVED_AT, served)
    counted, found = printed(client, folder).splitlines()
    assert int(re.findall(r"\d+", counted)[0]) > 0
    assert "supervision" not in counted
    assert len(found) > 2
    tried = "\n".join(
        [
            client,
            "for query in ('DELETE FROM mart.build', 'DROP VIEW inspections', 'SET threads = 64',",
            "              \"FROM read_text('/etc/hostname')\", \"COPY (SELECT 1) TO 'written.csv'\"):",
            "    try:",
            "        con.execute('FROM outcomes.query(?)', [query]).fetchall()",
            "    except duckdb.Error:",
            "        print('refused')",
        ]
    )
    assert printed(tried, folder).splitlines()[2:] == ["refused"] * 5
    other = client.replace("os.environ['READERS_TOKEN']", "'guessed'")
    with pytest.raises(AssertionError, match="Authentication failed"):
        printed(other, folder)
