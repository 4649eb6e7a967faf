from __future__ import annotations

import errno
import hashlib
import os
import signal
import subprocess
import sys
import textwrap
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.archive import Archive, ArchiveDamagedError, ArchiveError, ArchiveFullError


def sha(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()


def kept(root: Path) -> list[Path]:
    return [path for path in root.glob("??/??/*") if path.is_file()]


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return Archive(tmp_path / "documents")


def test_a_body_comes_back_by_its_hash(archive: Archive) -> None:
    name = archive.put(b"a report")
    assert name == sha(b"a report")
    assert archive.read(name) == b"a report"
    assert archive.has(name)
    assert archive.path(name) == archive.root / name[:2] / name[2:4] / name
    assert not archive.has(sha(b"another"))
    assert archive.leftovers(0) == []


def test_what_is_here_is_not_written_again(archive: Archive) -> None:
    name = archive.put(b"a report")
    before = archive.path(name).stat()
    assert archive.put(b"a report") == name
    after = archive.path(name).stat()
    assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)


def test_a_file_of_another_size_is_replaced(archive: Archive) -> None:
    path = archive.path(archive.put(b"a report"))
    path.unlink()
    path.write_bytes(b"a rep")
    archive.put(b"a report")
    assert path.read_bytes() == b"a report"


@settings(max_examples=20, deadline=None)
@given(st.lists(st.binary(max_size=50), max_size=8))
def test_several_bodies_keep_their_order(tmp_path_factory: pytest.TempPathFactory, bodies: list[bytes]) -> None:
    archive = Archive(tmp_path_factory.mktemp("archive"))
    names = archive.put_many(iter(bodies))
    assert names == [sha(body) for body in bodies]
    assert [archive.read(name) for name in names] == bodies
    assert len(kept(archive.root)) == len(set(bodies))
    assert archive.leftovers(0) == []


def test_threads_may_put_the_same_bodies(archive: Archive) -> None:
    bodies = [bytes([number]) * 1000 for number in range(10)]
    with ThreadPoolExecutor(8) as pool:
        names = list(pool.map(archive.put, bodies * 5))
    assert names == [sha(body) for body in bodies] * 5
    assert len(kept(archive.root)) == 10
    assert archive.leftovers(0) == []


def test_a_missing_file_is_told(archive: Archive) -> None:
    with pytest.raises(ArchiveDamagedError, match="fetch its source again"):
        archive.read(sha(b"never put"))


@pytest.mark.parametrize("changed", [b"", b"a repors", b"a report and more"])
def test_a_changed_file_is_told(archive: Archive, changed: bytes) -> None:
    name = archive.put(b"a report")
    archive.path(name).unlink()
    archive.path(name).write_bytes(changed)
    with pytest.raises(ArchiveDamagedError, match="has changed") as caught:
        archive.read(name)
    assert str(archive.path(name)) in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("name", ["", "ab", "A" * 64, "g" * 64, "../" * 21 + "a", "a" * 64 + "\n", "a" * 65])
def test_only_hashes_are_names(archive: Archive, name: str) -> None:
    with pytest.raises(ValueError, match="Not a SHA-256"):
        archive.read(name)


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT])
@pytest.mark.parametrize("when", ["fsync", "replace"])
def test_a_full_disk_is_told_and_leaves_nothing(
    archive: Archive, monkeypatch: pytest.MonkeyPatch, number: int, when: str
) -> None:
    archive.put(b"before")

    def full(*_: object) -> None:
        raise OSError(number, os.strerror(number))

    with monkeypatch.context() as patch:
        patch.setattr(*((os, "fsync") if when == "fsync" else (Path, "replace")), full)
        with pytest.raises(ArchiveFullError, match="make room"):
            archive.put_many([b"one", b"two"])
    assert archive.leftovers(0) == []
    assert [path.name for path in kept(archive.root)] == [sha(b"before")]
    assert archive.put(b"one") == sha(b"one")


def test_a_limit_on_files_sizes_is_met_as_a_full_disk(tmp_path: Path) -> None:
    code = textwrap.dedent("""
        import pathlib, resource, sys
        from extract.archive import Archive, ArchiveFullError
        resource.setrlimit(resource.RLIMIT_FSIZE, (5_000, 5_000))
        try:
            Archive(pathlib.Path(sys.argv[1])).put(b"x" * 100_000)
        except ArchiveFullError:
            sys.exit(7)
    """)
    ran = subprocess.run([sys.executable, "-c", code, str(tmp_path)], check=False)
    assert ran.returncode == 7
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(ArchiveError, match="cannot be written"):
        Archive(tmp_path / "file" / "archive").put(b"x")


def test_a_body_is_on_the_disk_before_it_has_its_name_and_its_name_before_it_is_told(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[tuple[str, str]] = []
    fsync, replace = os.fsync, Path.replace
    monkeypatch.setattr(
        os,
        "fsync",
        lambda handle: (done.append(("sync", str(Path(f"/proc/self/fd/{handle}").readlink()))), fsync(handle)),
    )
    monkeypatch.setattr(Path, "replace", lambda path, to: (done.append(("name", str(to))), replace(path, to))[1])
    name = archive.put(b"a report")
    path = archive.path(name)
    (written, partial), *rest = done
    assert written == "sync"
    assert Path(partial).parent == archive.root / "partial"
    assert rest[0] == ("name", str(path))
    assert {("sync", str(parent)) for parent in (path.parent, path.parent.parent, archive.root)} == set(rest[1:])


def test_only_old_leftovers_are_cleared(archive: Archive) -> None:
    archive.put(b"x")
    old, new = archive.root / "partial" / "old", archive.root / "partial" / "new"
    old.write_bytes(b"ha")
    new.write_bytes(b"ha")
    long_ago = time.time() - 7200
    os.utime(old, (long_ago, long_ago))
    assert archive.leftovers() == [old]
    assert archive.clear_leftovers() == 1
    assert (old.exists(), new.exists()) == (False, True)
    assert archive.clear_leftovers(0) == 1
    assert archive.read(sha(b"x")) == b"x"


def test_an_archive_that_is_not_there_yet_has_no_leftovers(tmp_path: Path) -> None:
    assert Archive(tmp_path / "none").clear_leftovers() == 0


def test_killed_at_any_instant_it_holds_whole_files_only(archive: Archive) -> None:
    code = textwrap.dedent("""
        import itertools, os, pathlib, sys
        from extract.archive import Archive
        archive = Archive(pathlib.Path(sys.argv[1]))
        for number in itertools.count():
            bodies = [os.urandom(200_000) for _ in range(1 + number % 6)]
            print(*archive.put_many(bodies), sep="\\n", flush=True)
    """)
    told: list[str] = []
    for seconds in (0.0, 0.004, 0.011, 0.023, 0.047):
        process = subprocess.Popen([sys.executable, "-c", code, str(archive.root)], stdout=subprocess.PIPE, text=True)
        assert process.stdout is not None
        told.append(process.stdout.readline().strip())
        time.sleep(seconds)
        process.send_signal(signal.SIGKILL)
        told += [line for line in process.stdout.read().splitlines() if len(line) == 64]
        process.wait()
        process.stdout.close()
    names = [path.name for path in kept(archive.root)]
    assert all(sha(archive.read(name)) == name for name in names)
    assert set(told) <= set(names)
    archive.clear_leftovers(0)
    assert sorted(path for path in archive.root.rglob("*") if path.is_file()) == sorted(kept(archive.root))
