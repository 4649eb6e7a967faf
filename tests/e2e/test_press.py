"""Councils' releases on real inspections, from the imitated newsrooms to the reconciliation with the reports."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest

from extract.newsrooms.register import COLUMNS
from tests.replica import Replica, needs_replica, outcomes, program, running

pytestmark = [needs_replica, pytest.mark.corpus]

SETTINGS = {
    "jadu": "feed={room}/rss/news;listing={room}/news?page={{page}}",
    "wordpress": "rest={room}/wp-json/wp/v2/posts;feed={room}/feed",
    "drupal": "feed={room}/news/rss.xml;listing={room}/news?page={{page}};first=0",
    "sitemap": "sitemap={room}/sitemap.xml;words=*",
}
ADAPTERS = {"jadu": "feed", "wordpress": "wordpress", "drupal": "feed", "sitemap": "sitemap"}
SINCE = "2015-01-01"


def newsrooms() -> dict[str, dict[str, Any]]:
    replica = program()
    folder = replica.parent / "newsrooms" if replica else Path("nowhere")
    return {file.stem: json.loads(file.read_text()) for file in sorted(folder.glob("*.json"))}


ARTICLES = [
    pytest.param(stem, article, id=f"{stem}{article['path'][-40:]}")
    for stem, room in newsrooms().items()
    for article in room["articles"]
]


def register(replica: Replica, folder: Path) -> Path:
    file = folder / "newsrooms.csv"
    with file.open("w", newline="") as out:
        writer = csv.DictWriter(out, COLUMNS, restval="")
        writer.writeheader()
        for stem, room in newsrooms().items():
            address = f"{replica.address}/newsroom/{stem}"
            settings = SETTINGS[room["platform"]].format(room=address) + f";within=/newsroom/{stem}/"
            writer.writerow(
                {
                    "ofsted_urn": room["ofsted_urn"],
                    "authority": room["council"],
                    "address": f"{address}/news",
                    "adapter": ADAPTERS[room["platform"]],
                    "settings": settings,
                    "evidence": "imitation",
                }
            )
    return file


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    home = tmp_path_factory.mktemp("home")
    with running() as replica:
        environment = replica.settings(home) | {"OUTCOMES_NEWSROOMS": str(register(replica, home))}
        first = outcomes(environment, "refresh", "--newsrooms-since", SINCE)
        assert first.returncode == 0, first.stdout + first.stderr
        before = _content(home)
        second = outcomes(environment, "refresh", "--newsrooms-since", SINCE)
        assert second.returncode == 0, second.stdout + second.stderr
        assert _content(home) == before
    with duckdb.connect(str(home / "inspection_outcomes.duckdb"), read_only=True) as con:
        yield con


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
