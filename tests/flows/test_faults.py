"""Faults of the machine that a run meets, on the sample's site: the disk, the clock, the archive."""

from __future__ import annotations

import errno
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import duckdb
import pytest

from extract.archive import Archive, ArchiveError
from flows.sample.site import serve_sample
from flows.steps.clock import ClockError
from flows.steps.disk import DiskFullError, full_disk_told
from flows.steps.run import utc_now
from tests.flows.runs import Unpublished, held, load_refresh, loaded, run_reread


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with serve_sample() as url:
        yield url


@pytest.fixture(scope="module")
def whole(address: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("whole")
    assert load_refresh(home, address).problems == ()
    return home


@pytest.fixture
def home(whole: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(whole, tmp_path / "home"))


@pytest.mark.parametrize("years", [-6, 70])
def test_a_clock_that_is_years_off_stops_the_run_and_says_so(home: Path, address: str, whole: Path, years: int) -> None:
    with pytest.raises(ClockError, match=r"This machine's clock says that it is .* set it right"):
        load_refresh(home, address, clock=lambda: utc_now() + timedelta(days=365 * years))
    assert held(home) == held(whole)
    states = loaded(home, "SELECT state, detail FROM store.runs ORDER BY finished_at - started_at")
    assert any(state == "failed" and "clock" in detail for state, detail in states if detail)
    assert load_refresh(home, address).problems == ()
    assert loaded(home, "SELECT max(started_at) FROM store.runs")[0][0] < datetime.now(UTC) + timedelta(minutes=1)


@pytest.mark.parametrize("how", ["altered", "deleted"])
def test_an_archived_report_that_was_lost_is_fetched_again(home: Path, address: str, whole: Path, how: str) -> None:
    path = next(path for path in (home / "archive").rglob("*") if path.is_file() and path.read_bytes()[:4] == b"%PDF")
    body = path.read_bytes()
    if how == "altered":
        path.chmod(0o644)
        path.write_bytes(body[:-1] + b"?")
    else:
        path.unlink()
    (problem,) = run_reread(home, Unpublished()).problems
    assert problem.source == str(path)
    assert problem.detail.endswith("The next refresh asks for it again.")
    assert load_refresh(home, address).requests == 2
    assert path.read_bytes() == body
    assert run_reread(home, Unpublished()).problems == ()
    assert held(home) == held(whole)


def test_a_body_that_was_set_aside_is_kept(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    sha256 = archive.put(b"a body")
    archive.set_aside(sha256)
    assert not archive.has(sha256)
    assert (tmp_path / "damaged" / sha256).read_bytes() == b"a body"
    archive.set_aside(sha256)


def _full() -> ArchiveError:
    error = ArchiveError("The disk is full.")
    error.__cause__ = OSError(errno.ENOSPC, "No space left on device")
    return error


@pytest.mark.parametrize(
    "error",
    [
        OSError(errno.ENOSPC, "No space left on device"),
        OSError(errno.EDQUOT, "Disk quota exceeded"),
        duckdb.TransactionException("Failed to commit: Could not write file: No space left on device"),
        _full(),
    ],
    ids=["disk", "quota", "database", "archive"],
)
def test_a_full_disk_is_told_in_one_sentence(error: Exception) -> None:
    told = r"^The disk of /home/x is full: make room, and run this again\. It is kept\.$"
    with pytest.raises(DiskFullError, match=told), full_disk_told(Path("/home/x"), "It is kept."):
        raise error


@pytest.mark.parametrize("error", [OSError(errno.EACCES, "Permission denied"), duckdb.IOException("corrupt")])
def test_other_errors_stay_what_they_are(error: Any) -> None:
    with pytest.raises(type(error)), full_disk_told(Path("/home/x"), "It is kept."):
        raise error
