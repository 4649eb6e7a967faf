from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest

from extract.newsrooms.register import COLUMNS, RegisterError
from flows.settings import Settings, SettingsError
from flows.steps.newsrooms import verify_newsrooms
from tests.extract.newsrooms.rooms import page, rss, rss_item
from tests.extract.site import FakeTime, Reply, Site


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    monkeypatch.setenv("NO_PROXY", "*")
    made = Site()
    yield made
    made.close()


def register(folder: Path, *rooms: tuple[str, str]) -> Path:
    path = folder / "register.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = [
            [str(number), name, f"{at}/news", "feed", f"feed={at}/feed/"] for number, (name, at) in enumerate(rooms)
        ]
        csv.writer(file).writerows([COLUMNS, *([*row, "", "", "", ""] for row in rows)])
    return path


def test_each_row_has_its_result_in_order_and_none_stops_another(site: Site, tmp_path: Path) -> None:
    site.gives("/news", page())
    site.gives("/feed/", rss(rss_item("/news/1", "Mon, 06 May 2024 09:00:00 GMT")))
    site.gives("/broken/news", Reply(status=500))
    path = register(
        tmp_path, ("First", site.origin), ("Dead", "http://127.0.0.1:1"), ("Broken", f"{site.origin}/broken")
    )
    settings = Settings(home=tmp_path, pause=5, tries=4)
    clock = FakeTime()
    got = list(verify_newsrooms(settings, path, clock.clock))
    assert [verified.newsroom.authority for verified in got] == ["First", "Dead", "Broken"]
    assert [verified.status for verified in got] == [200, None, 500]
    assert got[0].problem is None
    assert all(verified.problem for verified in got[1:])
    # The newsrooms on one host share its pause, and failures are tried twice at most.
    assert site.paths().count("/broken/news") == 2
    assert clock.waits


def test_a_contact_is_needed_for_other_peoples_sites(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="OUTCOMES_CONTACT"):
        list(verify_newsrooms(Settings(home=tmp_path), register(tmp_path, ("A", "https://www.anyshire.gov.uk"))))


def test_a_register_with_a_mistake_is_told_before_anything_is_asked(tmp_path: Path) -> None:
    with pytest.raises(RegisterError, match="cannot be read"):
        list(verify_newsrooms(Settings(home=tmp_path), tmp_path / "none.csv"))
