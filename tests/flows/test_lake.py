"""A refresh with a lake: its failure is told, and keeps nobody from the published file."""

from __future__ import annotations

from pathlib import Path

import pytest

from flows.settings import Settings
from flows.steps import lake
from flows.steps.publish import publish_under_lock
from tests.flows.faulty_site import faulty_site
from tests.flows.runs import loaded, published, run_refresh, settings_for
from warehouse.errors import LakeError
from warehouse.lake import Lake, LakeSummary

SAID = "The lake is dry: fill it, and publish again."


def test_the_lake_is_written_after_the_file_and_its_failure_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given: list[tuple[Path, Lake, bool]] = []

    def to_lake(file: Path, place: Lake, *, allow_fewer: bool) -> LakeSummary:
        assert file.exists()
        given.append((file, place, allow_fewer))
        if len(given) == 1:
            raise LakeError(SAID)
        return LakeSummary(1, 44)

    monkeypatch.setattr(lake, "publish_to_lake", to_lake)
    with faulty_site() as site:
        summary = run_refresh(tmp_path, site.url, lake="postgres:dbname=lake")
        assert summary.published
        assert [problem.detail for problem in summary.problems] == [SAID]
        assert loaded(tmp_path, "SELECT state, detail FROM store.runs") == [("failed", f"the lake: {SAID}")]
        assert published(tmp_path, "SELECT count(*) FROM inspections") == [(12,)]
        settings = settings_for(tmp_path, site.url, lake="postgres:dbname=lake", lake_data=str(tmp_path / "data"))
        publish_under_lock(settings, allow_fewer=True)
    assert given == [
        (tmp_path / "inspection_outcomes.duckdb", Lake("postgres:dbname=lake", tmp_path / "lake"), False),
        (tmp_path / "inspection_outcomes.duckdb", Lake("postgres:dbname=lake", tmp_path / "data"), True),
    ]


def test_without_the_setting_there_is_no_lake(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def to_lake(*_: object, **__: object) -> None:
        raise AssertionError

    monkeypatch.setattr(lake, "publish_to_lake", to_lake)
    lake.publish_lake(Settings(home=tmp_path))
