"""A newsroom whose pages never end is asked for a few of them, and the others are read."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from extract.newsrooms.register import COLUMNS
from flows.steps import newsrooms, patience, press
from tests.extract.newsrooms.rooms import rss, rss_item
from tests.extract.site import Reply, Site
from tests.flows.faulty_site import faulty_site
from tests.flows.runs import load_refresh, loaded

ITEMS = 12
STAMP = "Fri, 20 Nov 2026 08:00:00 +0000"
TODAY = datetime(2026, 11, 23, 9, tzinfo=UTC)
STORY = b"<html><body><main><h1>Ofsted report</h1><p>Inspectors said that it is good.</p></main></body></html>"


@pytest.fixture(autouse=True)
def _short(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_PROXY", "*")
    usual = newsrooms.newsroom_manners
    monkeypatch.setattr(press, "newsroom_manners", lambda given: replace(usual(given), most_seconds=0.3, tries=1))


@pytest.fixture
def site() -> Iterator[Site]:
    site = Site()
    yield site
    site.close()


@pytest.fixture
def other() -> Iterator[Site]:
    site = Site()
    yield site
    site.close()


def register(folder: Path, *sites: Site) -> Path:
    path = folder / "newsrooms.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        rows = csv.writer(file)
        rows.writerow(COLUMNS)
        for urn, site in zip(("80447", "80485"), sites, strict=True):
            rows.writerow((urn, urn, f"{site.origin}/news", "feed", f"feed={site.origin}/feed", "made", "", "", ""))
    return path


def serve(site: Site, reply: Reply) -> None:
    links = [f"{site.origin}/news/ofsted-{number}" for number in range(ITEMS)]
    site.gives("/feed", rss(*(rss_item(link, STAMP, "Ofsted inspection") for link in links)))
    for link in links:
        site.gives(link.removeprefix(site.origin), reply)


def refreshed(folder: Path, *sites: Site) -> dict[str, str]:
    with faulty_site() as ofsted:
        path = register(folder, *sites)
        summary = load_refresh(folder / "home", ofsted.url, newsrooms=str(path), clock=lambda: TODAY)
    return {problem.source: problem.detail for problem in summary.problems}


def read(folder: Path) -> int:
    ((count,),) = loaded(folder / "home", "SELECT count(*) FROM store.fetches WHERE kind = 'release' AND status = 200")
    return int(count)


def test_one_that_drips_is_given_up_for_this_run(site: Site, other: Site, tmp_path: Path) -> None:
    serve(site, Reply(headers={"Content-Length": "100000"}, how="drip"))
    serve(other, Reply(STORY))
    problems = refreshed(tmp_path, site, other)
    assert len(site.paths()) == 1 + patience.MOST_SLOW_IN_A_ROW
    assert "the next run asks for its other pages" in problems[f"{site.origin}/news"]
    assert read(tmp_path) == ITEMS


def test_pages_that_are_gone_do_not_count(site: Site, other: Site, tmp_path: Path) -> None:
    serve(site, Reply(b"gone", 404))
    serve(other, Reply(STORY))
    refreshed(tmp_path, site, other)
    assert len(site.paths()) == 1 + ITEMS


def test_one_that_is_slow_without_failing_is_left_after_a_time(
    site: Site, other: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(patience, "MOST_SECONDS", 0.0)
    serve(site, Reply(STORY))
    serve(other, Reply(STORY))
    assert set(refreshed(tmp_path, site, other)) == {f"{site.origin}/news", f"{other.origin}/news"}
    assert read(tmp_path) == 2
