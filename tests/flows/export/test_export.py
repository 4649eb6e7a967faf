"""A whole export: what is in the folder, that it describes itself, and what stands in whose place."""

from __future__ import annotations

import hashlib
import json
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pyarrow.parquet as pq
import pytest
from frictionless import Package

from flows import cli
from flows.ask import QuestionError, open_published
from flows.export import export as exporting
from flows.export.errors import ExportError
from flows.export.export import Format, export
from flows.export.views import ATTRIBUTION, views_of
from tests.flows.export.made_file import build

OF_THE_TIME = {"manifest.json", "datapackage.json", "csv/release.csv", "parquet/release.parquet"}
OF_THE_DAY = {
    f"{form}/{view}.{form}"
    for form in ("csv", "parquet")
    for view in ("due_next", "judgement_history", "national_profile", "regional_profile")
}


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("made"))


@pytest.fixture(scope="module")
def whole(published: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("whole") / "export"
    export(published, folder)
    return folder


@pytest.fixture
def former(whole: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(whole, tmp_path / "export"))


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def told(folder: Path, name: str) -> Any:
    return json.loads((folder / name).read_text(encoding="utf-8"))


def alone_in(folder: Path) -> bool:
    """That nothing was left beside the export."""
    return [path.name for path in folder.parent.iterdir()] == [folder.name]


def test_every_view_is_there_in_both_formats_with_all_its_rows(published: Path, whole: Path) -> None:
    with open_published(published) as con:
        rows = {view.name: con.execute(f"SELECT count(*) FROM {view.name}").fetchall()[0][0] for view in views_of(con)}
    held = {file["path"]: file for file in told(whole, "manifest.json")["files"]}
    for view, count in rows.items():
        assert held[f"csv/{view}.csv"]["rows"] == held[f"parquet/{view}.parquet"]["rows"] == {view: count}
        assert pq.read_metadata(whole / f"parquet/{view}.parquet").num_rows == count
    assert set(files(whole)) == set(held) | {"manifest.json"}
    assert {"inspection_outcomes.xlsx", "README.md", "datapackage.json"} <= set(held)


def test_the_manifest_has_the_hash_of_every_file_the_date_and_the_licence(whole: Path) -> None:
    manifest = told(whole, "manifest.json")
    for file in manifest["files"]:
        body = (whole / file["path"]).read_bytes()
        assert (file["bytes"], file["sha256"]) == (len(body), hashlib.sha256(body).hexdigest())
    assert manifest["published_at"] == "2026-07-11T06:00:00.000000Z"
    assert manifest["last_swept_at"] == "2026-07-02T06:00:00.000000Z"
    assert manifest["newest_report_on"] == "2024-07-01"
    assert manifest["attribution"] == ATTRIBUTION
    assert ATTRIBUTION in (whole / "README.md").read_text(encoding="utf-8")


def test_the_csv_files_are_a_data_package_whose_types_and_keys_hold(whole: Path) -> None:
    package = told(whole, "datapackage.json")
    assert not list(Package.metadata_validate(package))
    package["resources"] = [resource for resource in package["resources"] if resource["format"] == "csv"]
    report = Package.from_descriptor(package, basepath=str(whole)).validate()
    assert [error.message for task in report.tasks for error in task.errors] == []
    assert report.valid
    assert report.stats["tasks"] > 30


def test_the_data_package_says_what_every_column_means(whole: Path) -> None:
    resources = {resource["name"]: resource for resource in told(whole, "datapackage.json")["resources"]}
    assert {"judgements", "judgements-parquet", "workbook-xlsx"} <= set(resources)
    for resource in resources.values():
        for field in resource.get("schema", {"fields": []})["fields"]:
            assert field["description"], (resource["name"], field["name"])
    schema = resources["judgements"]["schema"]
    assert schema["primaryKey"] == ["inspection_id", "area"]
    assert {
        "fields": ["inspection_id"],
        "reference": {"resource": "inspections", "fields": ["inspection_id"]},
    } in schema["foreignKeys"]
    assert {field["name"]: field["type"] for field in resources["runs-parquet"]["schema"]["fields"]}[
        "counts"
    ] == "string"


def test_the_same_file_gives_the_same_bytes(published: Path, whole: Path, tmp_path: Path) -> None:
    export(published, tmp_path / "again")
    assert files(tmp_path / "again") == files(whole)


@pytest.mark.parametrize(("days", "differ"), [(10.5, OF_THE_TIME), (199, OF_THE_TIME | OF_THE_DAY)])
def test_the_same_data_published_later_give_the_same_bytes_but_for_what_tells_the_time(
    whole: Path, tmp_path: Path, days: float, differ: set[str]
) -> None:
    (tmp_path / "later").mkdir()
    export(build(tmp_path / "later", days), tmp_path / "export")
    first, later = files(whole), files(tmp_path / "export")
    assert {name for name in first | later if first.get(name) != later.get(name)} == differ


@pytest.mark.parametrize(
    ("form", "there"),
    [
        (Format.CSV, "csv/judgements.csv"),
        (Format.PARQUET, "parquet/judgements.parquet"),
        (Format.XLSX, "inspection_outcomes.xlsx"),
    ],
)
def test_a_format_alone_takes_the_place_of_all(published: Path, former: Path, form: Format, there: str) -> None:
    export(published, former, [form])
    assert there in files(former)
    beginnings = {"csv": "csv/", "parquet": "parquet/", "xlsx": "inspection_outcomes.xlsx"}
    for other, beginning in beginnings.items():
        assert any(name.startswith(beginning) for name in files(former)) == (other == form)
    assert told(former, "manifest.json")["formats"] == [form]
    assert alone_in(former)


@pytest.mark.parametrize("empty", [True, False])
def test_a_new_or_an_empty_folder_becomes_the_export(published: Path, tmp_path: Path, empty: bool) -> None:
    folder = tmp_path / "some" / "where"
    if empty:
        folder.mkdir(parents=True)
    export(published, folder, [Format.CSV])
    assert (folder / "csv" / "judgements.csv").exists()
    assert alone_in(folder)


def test_a_link_to_a_folder_stays_a_link(published: Path, former: Path, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(former)
    export(published, tmp_path / "link", [Format.CSV])
    assert (tmp_path / "link").is_symlink()
    assert told(former, "manifest.json")["formats"] == ["csv"]


def test_what_file_managers_leave_does_not_matter(published: Path, former: Path) -> None:
    (former / "csv" / ".DS_Store").write_bytes(b"seen")
    export(published, former, [Format.CSV])


def add_a_file(folder: Path) -> str:
    (folder / "csv" / "notes.txt").write_text("mine")
    return "csv/notes.txt, which no export made"


def add_a_link(folder: Path) -> str:
    (folder / "home").symlink_to(folder.parent)
    return "home, which no export made"


def change_a_file(folder: Path) -> str:
    (folder / "inspection_outcomes.xlsx").write_bytes(b"with my remarks")
    return "inspection_outcomes.xlsx, which was changed since it was exported"


def have_another_manifest(folder: Path) -> str:
    (folder / "manifest.json").write_text('{"name": "a web app"}')
    return "README.md, which no export made"


def have_a_damaged_manifest(folder: Path) -> str:
    (folder / "manifest.json").write_text('{"made_by": "outcomes export", "files": [3')
    return "README.md, which no export made"


@pytest.mark.parametrize(
    "change", [add_a_file, add_a_link, change_a_file, have_another_manifest, have_a_damaged_manifest]
)
def test_a_folder_with_files_of_others_is_left_alone(
    published: Path, former: Path, change: Callable[[Path], str]
) -> None:
    says = change(former)
    before = files(former)
    with pytest.raises(ExportError, match=says) as refused:
        export(published, former)
    assert "\n" not in str(refused.value)
    assert files(former) == before
    assert alone_in(former)


def test_a_file_of_one_s_own_is_left_alone(published: Path, tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter.odt").write_text("dear")
    with pytest.raises(ExportError, match=r"mine holds letter\.odt, which no export made"):
        export(published, tmp_path / "mine")
    with pytest.raises(ExportError, match=r"letter\.odt is no folder"):
        export(published, tmp_path / "mine" / "letter.odt")
    assert files(tmp_path) == {"mine/letter.odt": b"dear"}


def test_a_file_that_comes_while_it_is_made_is_left_alone(
    published: Path, former: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def write(*_: object) -> dict[str, int]:
        (former / "late.txt").write_text("mine")
        return {}

    monkeypatch.setattr(exporting, "WRITERS", {})
    monkeypatch.setattr(exporting, "data_package", write)
    with pytest.raises(ExportError, match=r"late\.txt"):
        export(published, former, [Format.CSV])
    assert "csv/judgements.csv" in files(former)
    assert alone_in(former)


@pytest.mark.parametrize(
    "error", [OSError(28, "No space left on device"), duckdb.IOException("no room"), KeyError("x")]
)
def test_an_export_that_fails_leaves_the_former_one(
    published: Path, former: Path, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    before = files(former)

    def fail(*_: object, **__: object) -> dict[str, int]:
        raise error

    monkeypatch.setattr(exporting, "write_workbook", fail)
    with pytest.raises((ExportError, KeyError)) as failed:
        export(published, former)
    assert isinstance(failed.value, KeyError) or "\n" not in str(failed.value)
    assert files(former) == before
    assert alone_in(former)


def test_a_swap_that_fails_puts_the_former_one_back(
    published: Path, former: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = files(former)
    rename = Path.rename

    def refuse(path: Path, target: Path) -> Path:
        if target == former and "former" not in path.name:
            raise PermissionError(13, "Permission denied")
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", refuse)
    with pytest.raises(ExportError, match="Permission denied"):
        export(published, former)
    assert files(former) == before
    assert alone_in(former)


def test_the_folder_that_one_is_in_is_not_replaced(
    published: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ExportError, match="is the folder that you are in"):
        export(published, Path())
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_made_is_told(published: Path, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(ExportError, match=r"file/export cannot be written \(File exists\): give another folder"):
        export(published, tmp_path / "file" / "export")


def test_without_a_published_file_nothing_is_made(tmp_path: Path) -> None:
    with pytest.raises(QuestionError, match="There is no published file"):
        export(tmp_path / "none.duckdb", tmp_path / "export")
    assert list(tmp_path.iterdir()) == []


def test_the_command(
    published: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def run(*words: str) -> int:
        monkeypatch.setattr(sys, "argv", ["outcomes", "--home", str(published.parent), "export", *words])
        with pytest.raises(SystemExit) as end:
            cli.main()
        return int(end.value.code or 0)

    folder = tmp_path / "export"
    assert run(str(folder), "--format", "csv") == 0
    assert capsys.readouterr().out.splitlines()[-1] == f"exported: {folder}"
    assert run(str(folder)) == 0
    said = capsys.readouterr().out
    assert all(f"{form}: " in said for form in Format)
    (folder / "mine.txt").touch()
    assert run(str(folder)) == 1
    said = capsys.readouterr().err
    assert said.startswith(f"outcomes: {folder} holds mine.txt")
    assert said.count("\n") == 1
