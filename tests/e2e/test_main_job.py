"""The main job on the real reports, from an empty home, against the imitation of the live sites."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from tests.e2e.refreshed import Refreshed
from tests.replica import corpus, needs_replica, outcomes, running
from tests.warehouse import standing

pytestmark = [needs_replica, pytest.mark.corpus]


def test_nothing_is_wrong(refreshed: Refreshed) -> None:
    folder = corpus()
    assert folder
    score = subprocess.run(
        [sys.executable, folder / "score.py", refreshed.published, "--list"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert score.returncode == 0, score.stdout + score.stderr


def test_what_is_no_report_is_in_quarantine_with_a_reason(refreshed: Refreshed) -> None:
    with duckdb.connect(str(refreshed.published), read_only=True) as con:
        rows = con.execute("SELECT reason, detail, source_url FROM quarantine").fetchall()
    assert [reason for reason, _, _ in rows] == ["not_found_page", "not_found_page"]
    assert all(detail and url for _, detail, url in rows)


def test_the_grades_that_stood_are_as_replayed(refreshed: Refreshed) -> None:
    with duckdb.connect(str(refreshed.published), read_only=True) as con:
        standing.check_all(con)


def test_a_second_refresh_asks_next_to_nothing(refreshed: Refreshed, tmp_path: Path) -> None:
    home = _copy(refreshed, tmp_path)
    before = len(refreshed.replica.requests())
    done = outcomes(refreshed.replica.settings(home), "refresh")
    assert done.returncode == 0, done.stdout + done.stderr
    assert len(refreshed.replica.requests()) - before <= 3
    assert _content(home) == _content(refreshed.home)


def test_a_month_later_exactly_what_is_new_is_read(tmp_path: Path) -> None:
    with running("--as-of", "2015-04-30") as replica:
        environment = replica.settings(tmp_path / "home")
        assert outcomes(environment, "refresh").returncode == 0
        held = _files(tmp_path / "home")
        asked = len(replica.requests())
        replica.control("as-of?date=2015-05-31")
        assert outcomes(environment, "refresh").returncode == 0
        new = _files(tmp_path / "home") - held
        fetched = [str(request["path"]) for request in replica.requests()[asked:] if request["kind"] == "file"]
    assert new
    assert sorted(fetched) == sorted(f"/v1/file/{file_id}" for file_id in new)


def _copy(refreshed: Refreshed, folder: Path) -> Path:
    home = folder / "home"
    shutil.copytree(refreshed.home, home)
    return home


def _files(home: Path) -> set[str]:
    with duckdb.connect(str(home / "inspection_outcomes.duckdb"), read_only=True) as con:
        return {file_id for (file_id,) in con.execute("SELECT file_id FROM publications").fetchall()}


def _content(home: Path) -> dict[str, list[tuple[object, ...]]]:
    with duckdb.connect(str(home / "inspection_outcomes.duckdb"), read_only=True) as con:
        return {
            view: con.execute(f"SELECT * EXCLUDE ({left}) FROM {view} ORDER BY ALL").fetchall()
            for view, left in {
                "inspections": "last_seen_at",
                "judgements": "page",
                "findings": "page",
                "quarantine": "last_seen_at",
                "latest_judgements": "region",
            }.items()
        }
