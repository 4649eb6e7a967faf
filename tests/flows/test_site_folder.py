"""The folder of the site: only its own files are overwritten or removed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from flows.site.folder import LIST, SiteError, Written, write

PAGES = {"index.html": b"front", "authority/fell.html": b"fell"}


def test_only_what_changed_is_written(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "site"
    assert write(folder, PAGES) == Written(2, 2, 0)
    assert write(folder, PAGES) == Written(2, 0, 0)
    stamp = (folder / "index.html").stat().st_mtime_ns
    assert write(folder, {**PAGES, "authority/fell.html": b"new"}) == Written(2, 1, 0)
    assert (folder / "index.html").stat().st_mtime_ns == stamp


def test_what_is_no_longer_a_page_is_removed(tmp_path: Path) -> None:
    write(tmp_path, PAGES)
    assert write(tmp_path, {"index.html": b"front"}) == Written(1, 0, 1)
    assert sorted(path.name for path in tmp_path.iterdir()) == [LIST, "index.html"]


def test_a_file_of_somebody_else_beside_the_pages_stays(tmp_path: Path) -> None:
    write(tmp_path, PAGES)
    (tmp_path / "authority" / "notes.txt").write_text("mine")
    (tmp_path / "CNAME").write_text("example.org")
    assert write(tmp_path, {"index.html": b"front"}) == Written(1, 0, 1)
    assert (tmp_path / "authority" / "notes.txt").read_text() == "mine"
    assert (tmp_path / "CNAME").exists()


def test_a_page_that_somebody_changed_is_not_removed(tmp_path: Path) -> None:
    write(tmp_path, PAGES)
    (tmp_path / "authority" / "fell.html").write_text("changed by hand")
    assert write(tmp_path, {"index.html": b"front"}) == Written(1, 0, 0)
    assert (tmp_path / "authority" / "fell.html").read_text() == "changed by hand"


def test_a_file_of_somebody_else_is_not_overwritten(tmp_path: Path) -> None:
    write(tmp_path, PAGES)
    (tmp_path / "more.html").write_text("mine")
    with pytest.raises(SiteError, match=r"more\.html is not of this site's making"):
        write(tmp_path, {**PAGES, "more.html": b"ours"})
    assert (tmp_path / "more.html").read_text() == "mine"


@pytest.mark.parametrize("name", ["thesis.doc", "index.html", ".hidden"])
def test_a_folder_with_files_of_somebody_else_is_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("mine")
    with pytest.raises(SiteError, match="holds files that are not of this site's making") as told:
        write(tmp_path, PAGES)
    assert "\n" not in str(told.value)
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_a_file_in_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "site").write_text("mine")
    with pytest.raises(SiteError, match="is a file"):
        write(tmp_path / "site", PAGES)
    with pytest.raises(SiteError, match="cannot be written to"):
        write(tmp_path / "site" / "below", PAGES)


@pytest.mark.parametrize("text", ["", "[]", '{"files": 1}', '{"files": []}'])
def test_a_damaged_list_is_told(tmp_path: Path, text: str) -> None:
    (tmp_path / LIST).write_text(text)
    with pytest.raises(SiteError, match="is damaged"):
        write(tmp_path, PAGES)


def test_a_list_that_names_files_elsewhere_removes_none_of_them(tmp_path: Path) -> None:
    outside = tmp_path / "outside.txt"
    outside.write_bytes(b"mine")
    write(tmp_path / "site", PAGES)
    listed = json.loads((tmp_path / "site" / LIST).read_text())
    (digest,) = {listed["files"]["index.html"]}
    outside.write_bytes(b"front")
    listed["files"].update({"../outside.txt": digest, str(outside): digest})
    (tmp_path / "site" / LIST).write_text(json.dumps(listed))
    write(tmp_path / "site", PAGES)
    assert outside.exists()


def test_a_run_that_was_cut_off_is_gone_on_with(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = Path.replace
    done: list[Path] = []

    def cut_off(self: Path, target: Path) -> Path:
        if len(done) == 2:
            raise KeyboardInterrupt
        done.append(target)
        return before(self, target)

    monkeypatch.setattr(Path, "replace", cut_off)
    with pytest.raises(KeyboardInterrupt):
        write(tmp_path, PAGES)
    monkeypatch.undo()
    assert not list(tmp_path.rglob(".outcomes-site-*"))
    assert write(tmp_path, PAGES) == Written(2, 1, 0)
