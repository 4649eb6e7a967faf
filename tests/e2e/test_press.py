"""Councils' releases on real inspections, from the imitated newsrooms to the reconciliation with the reports."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest

from tests.e2e.refreshed import SINCE, Refreshed
from tests.replica import needs_replica, newsrooms, outcomes

pytestmark = [needs_replica, pytest.mark.corpus]

ARTICLES = [
    pytest.param(stem, article, id=f"{stem}{article['path'][-40:]}")
    for stem, room in newsrooms().items()
    for article in room["articles"]
]


@pytest.fixture(scope="module")
def published(refreshed: Refreshed) -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect(str(refreshed.published), read_only=True) as con:
        yield con


def test_a_second_refresh_changes_nothing(refreshed: Refreshed, tmp_path: Path) -> None:
    home = tmp_path / "home"
    shutil.copytree(refreshed.home, home)
    environment = refreshed.environment | {"OUTCOMES_HOME": str(home)}
    done = outcomes(environment, "refresh", "--newsrooms-since", SINCE)
    assert done.returncode == 0, done.stdout + done.stderr
    assert _content(home) == _content(refreshed.home)


@pytest.mark.parametrize(("council", "article"), ARTICLES)
def test_a_release_is_read_as_a_careful_reader_does(
    published: duckdb.DuckDBPyConnection, council: str, article: dict[str, Any]
) -> None:
    expected = article["expected"]
    release_id, kind, published_on, inspection_id, start, end = published.execute(
        "SELECT release_id, kind, published_on, inspection_id, window_start, window_end FROM press_releases "
        "WHERE url LIKE '%' || ?",
        [f"/newsroom/{council}{article['path']}"],
    ).fetchall()[0]
    assert kind == expected["kind"]
    assert str(published_on) == article["published"]
    assert (inspection_id.rpartition("-")[2] if inspection_id else None) == expected["report_file_id"]
    if expected["inspection_window"]:
        assert [str(start), str(end)] == expected["inspection_window"]
    assert (
        dict(_rows(published, "SELECT area, grade FROM press_claims WHERE release_id = ?", release_id))
        == (expected["claims"])
    )
    people = _rows(published, "SELECT DISTINCT speaker, role FROM press_statements WHERE release_id = ?", release_id)
    assert [f"{speaker}, {role}" for speaker, role in people] == expected["people"]
    counted = dict(
        _rows(published, "SELECT kind, count(*) FROM press_findings WHERE release_id = ? GROUP BY kind", release_id)
    )
    assert counted.get("strength") == expected["strengths"]
    assert counted.get("improvement") == expected["improvements"]


def test_a_window_that_the_report_gives_otherwise_is_reported(published: duckdb.DuckDBPyConnection) -> None:
    rows = published.execute(
        "SELECT r.field, r.press_value, r.report_value FROM reconciliations AS r JOIN press_releases AS p "
        "USING (release_id) WHERE p.authority = 'Cheshire East' AND p.published_on = '2020-01-09' "
        "AND r.verdict = 'differs'"
    ).fetchall()
    assert rows == [("inspection_start", "2019-11-11", "2019-11-18")]


def test_what_a_release_leaves_out_is_named(published: duckdb.DuckDBPyConnection) -> None:
    rows = published.execute(
        "SELECT o.area FROM press_omissions AS o JOIN press_releases AS p USING (release_id) "
        "WHERE p.authority = 'Stoke-on-Trent' AND p.published_on = '2025-07-15' ORDER BY ALL"
    ).fetchall()
    assert [area for (area,) in rows] == [
        "care_leavers",
        "help_and_protection",
        "impact_of_leaders",
        "overall_effectiveness",
    ]


def _rows(con: duckdb.DuckDBPyConnection, query: str, release_id: str) -> list[tuple[Any, ...]]:
    return con.execute(query, [release_id]).fetchall()


def _content(home: Path) -> dict[str, list[tuple[Any, ...]]]:
    with duckdb.connect(str(home / "inspection_outcomes.duckdb"), read_only=True) as con:
        return {
            view: con.execute(f"SELECT * {left} FROM {view} ORDER BY ALL").fetchall()
            for view, left in {
                "press_releases": "EXCLUDE (last_seen_at)",
                "press_claims": "",
                "press_statements": "",
                "press_findings": "",
                "reconciliations": "",
            }.items()
        }
