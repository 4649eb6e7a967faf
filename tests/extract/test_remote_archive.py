from __future__ import annotations

import hashlib
import importlib.util
import os
import signal
import subprocess
import sys
import textwrap
import time
import uuid
from collections.abc import Iterator
from pathlib import Path

import fsspec
import pytest
from fsspec.implementations.local import LocalFileSystem

from extract.archive import ArchiveDamagedError, ArchiveError
from extract.remote_archive import RemoteArchive
from tests.extract.remote import BUCKET, s3_server

needs_s3 = pytest.mark.skipif(
    not (importlib.util.find_spec("s3fs") and importlib.util.find_spec("moto")),
    reason="needs the extra 'remote-archive', and moto",
)


def sha(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()


class Folder(LocalFileSystem):
    """A store whose writes are seen while they go on, as on a server that is reached by SFTP."""

    protocol = "folder"
    cachable = False

    @classmethod
    def _strip_protocol(cls, path: str) -> str:
        return str(super()._strip_protocol(path.removeprefix("folder://")))


@pytest.fixture(params=["memory", "folder"])
def archive(request: pytest.FixtureRequest, tmp_path: Path) -> RemoteArchive:
    if request.param == "memory":
        return RemoteArchive(f"memory://{uuid.uuid4().hex}/archive")
    fsspec.register_implementation("folder", Folder, clobber=True)
    return RemoteArchive(f"folder://{tmp_path}/archive")


def test_a_body_comes_back_as_it_was_put(archive: RemoteArchive) -> None:
    bodies = [b"a report", b"", b"another", b"a report"]
    names = archive.put_many(bodies)
    assert names == [sha(body) for body in bodies]
    assert [archive.read(name) for name in names] == bodies
    assert archive.has(names[0])
    assert not archive.has(sha(b"never put"))
    assert archive.put(b"a report") == names[0]
    with archive.at_hand(names[0]) as file:
        assert (file.name, file.read_bytes()) == (names[0], b"a report")
    assert not file.exists()
    assert archive.place(names[0]).endswith(f"/archive/{names[0][:2]}/{names[0][2:4]}/{names[0]}")


def test_a_body_that_is_missing_or_changed_is_not_given(archive: RemoteArchive) -> None:
    name = archive.put(b"a report")
    with pytest.raises(ArchiveDamagedError, match="The archive has no"):
        archive.read(sha(b"never put"))
    fsspec.filesystem(archive.place(name).partition("://")[0]).pipe_file(archive.place(name), b"a rep0rt")
    with pytest.raises(ArchiveDamagedError, match="has changed since it was written"):
        archive.read(name)


def test_a_body_that_was_cut_short_is_put_again(archive: RemoteArchive) -> None:
    name = archive.put(b"a report")
    fsspec.filesystem(archive.place(name).partition("://")[0]).pipe_file(archive.place(name), b"a rep")
    assert archive.put(b"a report") == name
    assert archive.read(name) == b"a report"


def test_a_body_that_arrives_changed_is_told_at_once(archive: RemoteArchive, monkeypatch: pytest.MonkeyPatch) -> None:
    store = type(fsspec.filesystem(archive.address.partition("://")[0]))
    write = store.pipe_file

    def spoil(self: object, path: str, body: bytes) -> None:
        write(self, path, body[:-1] + b"?")

    monkeypatch.setattr(store, "pipe_file", spoil)
    with pytest.raises(ArchiveDamagedError, match="has changed since it was written"):
        archive.put(b"a report")


def test_a_store_that_cannot_be_used_is_told_in_a_line(tmp_path: Path) -> None:
    fsspec.register_implementation("folder", Folder, clobber=True)
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(ArchiveError, match=r"^The archive folder://.* cannot be .*: look at its address") as caught:
        RemoteArchive(f"folder://{tmp_path}/file").put(b"x")
    assert "\n" not in str(caught.value)


def test_what_was_left_half_written_is_cleared_when_it_is_old(tmp_path: Path) -> None:
    fsspec.register_implementation("folder", Folder, clobber=True)
    archive = RemoteArchive(f"folder://{tmp_path}/archive")
    assert archive.clear_leftovers() == 0
    name = archive.put(b"a report")
    for file, age in (("old", 7200), ("new", 0)):
        path = tmp_path / "archive" / "partial" / file
        path.write_bytes(b"a rep")
        os.utime(path, (time.time() - age,) * 2)
    assert archive.clear_leftovers() == 1
    assert [path.name for path in (tmp_path / "archive" / "partial").iterdir()] == ["new"]
    assert archive.read(name) == b"a report"


_WRITES = """
    import itertools, os, sys
    import fsspec
    from extract.remote_archive import RemoteArchive
    from tests.extract.test_remote_archive import Folder
    fsspec.register_implementation("folder", Folder)
    archive = RemoteArchive(sys.argv[1])
    for number in itertools.count():
        bodies = [os.urandom(200_000) for _ in range(1 + number % 6)]
        print(*archive.put_many(bodies), sep="\\n", flush=True)
"""


def killed_again_and_again(archive: RemoteArchive, environment: dict[str, str]) -> list[str]:
    """Kill a process that archives, at several instants; returns what it had been told is kept."""
    told: list[str] = []
    words = [sys.executable, "-c", textwrap.dedent(_WRITES), archive.address]
    for seconds in (0.0, 0.007, 0.031, 0.089):
        with subprocess.Popen(words, stdout=subprocess.PIPE, text=True, env=environment) as process:
            assert process.stdout
            told.append(process.stdout.readline().strip())
            time.sleep(seconds)
            process.send_signal(signal.SIGKILL)
            told += [line for line in process.stdout.read().splitlines() if len(line) == 64]
    assert told
    return told


@pytest.mark.slow
def test_killed_at_any_instant_a_folder_holds_whole_bodies_only(tmp_path: Path) -> None:
    fsspec.register_implementation("folder", Folder, clobber=True)
    archive = RemoteArchive(f"folder://{tmp_path}/archive")
    told = killed_again_and_again(archive, dict(os.environ))
    kept = [path for path in (tmp_path / "archive").rglob("*") if path.is_file() and path.parent.name != "partial"]
    assert {path.name for path in kept} >= set(told)
    assert all(sha(path.read_bytes()) == path.name for path in kept)
    archive.clear_leftovers(0)
    assert list((tmp_path / "archive" / "partial").iterdir()) == []


@pytest.fixture(scope="module")
def s3() -> Iterator[dict[str, str]]:
    with s3_server() as variables:
        yield variables


@needs_s3
@pytest.mark.slow
def test_killed_at_any_instant_a_bucket_holds_whole_bodies_only(
    s3: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in s3.items():
        monkeypatch.setenv(name, value)
    archive = RemoteArchive(f"s3://{BUCKET}/killed")
    told = killed_again_and_again(archive, dict(os.environ))
    files = fsspec.filesystem("s3", use_listings_cache=False)
    kept = files.find(f"{BUCKET}/killed")
    assert {path.rpartition("/")[2] for path in kept} >= set(told)
    assert all(sha(files.cat_file(path)) == path.rpartition("/")[2] for path in kept)
    assert archive.put(b"a report") == sha(b"a report")


@needs_s3
@pytest.mark.slow
def test_a_bucket_that_is_not_there_or_not_reached_is_told_in_a_line(
    s3: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in s3.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(ArchiveError, match="bucket does not exist"):
        RemoteArchive("s3://nowhere/archive").put(b"x")
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:9")
    fsspec.get_filesystem_class("s3").clear_instance_cache()
    with pytest.raises(ArchiveError, match=r"Could not connect .*: look at its address and credentials\.$") as caught:
        RemoteArchive(f"s3://{BUCKET}/unreached").clear_leftovers()
    assert "\n" not in str(caught.value)
