"""The archive at another place than the home, which changes where the bodies are and nothing else."""

from __future__ import annotations

import os
import sys
import uuid
from datetime import date
from importlib import resources
from pathlib import Path

import fsspec
import pytest

from extract.archive import Archive
from flows import console
from flows.settings import Settings, SettingsError
from flows.steps.archive import open_archive
from flows.steps.pool import ReaderPool
from flows.steps.readers import ReadersHere
from tests.extract.remote import BUCKET, s3_server
from tests.extract.test_remote_archive import needs_s3
from tests.flows.faulty_site import faulty_site
from tests.flows.runs import content, held, run_refresh, run_reread, settings_for
from transform.read import read_body

REPORT = (resources.files("flows.sample") / "edition" / "files" / "990000004.pdf").read_bytes()
UNUSED = "http://127.0.0.1:9"


def test_it_is_in_the_home_unless_a_folder_or_an_address_is_given(tmp_path: Path) -> None:
    assert settings_for(tmp_path, UNUSED).archived == tmp_path / "archive"
    assert settings_for(tmp_path, UNUSED, archive=f"{tmp_path}/bodies").archived == tmp_path / "bodies"
    assert settings_for(tmp_path, UNUSED, archive=f"file://{tmp_path}/bodies").archived == tmp_path / "bodies"
    assert settings_for(tmp_path, UNUSED, archive="s3://bucket/bodies").archived == "s3://bucket/bodies"
    folder = open_archive(settings_for(tmp_path, UNUSED, archive=f"{tmp_path}/bodies"))
    assert isinstance(folder, Archive)
    assert folder.place(folder.put(b"x")).startswith(f"{tmp_path}/bodies/")


def test_without_the_package_for_the_address_a_line_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "s3fs", None)
    with pytest.raises(SettingsError, match=r"^OUTCOMES_ARCHIVE='s3://a/b' cannot be used: .*'remote-archive'.*\.$"):
        open_archive(settings_for(tmp_path, UNUSED, archive="s3://a/b"))
    with pytest.raises(SettingsError, match=r"^OUTCOMES_ARCHIVE='nosuch://a/b' cannot be used: .*\.$"):
        open_archive(settings_for(tmp_path, UNUSED, archive="nosuch://a/b"))


def test_readers_read_what_it_holds_and_tell_what_it_lost(tmp_path: Path) -> None:
    archive = open_archive(settings_for(tmp_path, UNUSED, archive=f"memory://{uuid.uuid4().hex}"))
    good, spoilt = archive.put_many([REPORT, REPORT + b" "])
    fsspec.filesystem("memory").pipe_file(archive.place(spoilt), REPORT)
    missing = "0" * 64
    with ReaderPool(1, 60, 1_500_000_000) as pool:
        readings = ReadersHere(archive, pool).reports([good, spoilt, missing])
        assert readings[good].result() == read_body(REPORT)
        for sha256 in (spoilt, missing):
            unreadable = readings[sha256].result().unreadable
            assert unreadable
            assert unreadable.reason == "archive_damaged"


def test_the_sample_stays_in_its_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    given = {"ARCHIVE": "s3://reports/real", "DASK": "tcp://real:8786", "LAKE": "postgres:dbname=real"}
    monkeypatch.setattr(os, "environ", os.environ | {f"OUTCOMES_{name}": value for name, value in given.items()})
    used: list[Settings] = []

    def run_flow(settings: Settings, newsrooms_since: date) -> None:
        used.append(settings)
        raise KeyboardInterrupt

    monkeypatch.setattr(console, "run_flow", run_flow)
    with pytest.raises(KeyboardInterrupt):
        console.run_demo(tmp_path / "demo")
    assert [(each.archived, each.dask, each.lake) for each in used] == [(tmp_path / "demo" / "archive", "", "")]


@needs_s3
@pytest.mark.slow
def test_a_refresh_with_a_bucket_gives_the_tables_of_one_with_a_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fsspec.get_filesystem_class("s3").clear_instance_cache()
    with faulty_site() as site, s3_server() as variables:
        for name, value in variables.items():
            monkeypatch.setenv(name, value)
        run_refresh(tmp_path / "folder", site.url)
        bucket = {"archive": f"s3://{BUCKET}/archive"}
        run_refresh(tmp_path / "bucket", site.url, **bucket)
        assert content(tmp_path / "bucket") == content(tmp_path / "folder")
        assert held(tmp_path / "bucket") == held(tmp_path / "folder")
        assert not (tmp_path / "bucket" / "archive").exists()
        assert run_reread(tmp_path / "bucket", **bucket).problems == ()
        assert content(tmp_path / "bucket") == content(tmp_path / "folder")
        (lost, *_) = fsspec.filesystem("s3").find(f"{BUCKET}/archive")
        fsspec.filesystem("s3").rm_file(lost)
        (problem,) = run_reread(tmp_path / "bucket", **bucket).problems
        assert problem.source == f"s3://{lost}"
        assert content(tmp_path / "bucket") == content(tmp_path / "folder")
