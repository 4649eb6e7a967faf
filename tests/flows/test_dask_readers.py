"""Reading on a Dask cluster, which gives the same tables whatever happens to its workers."""

from __future__ import annotations

import importlib.util
import os
import signal
import sys
import threading
import time
from collections.abc import Iterator
from importlib import resources
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest

from extract.archive import Archive
from flows.settings import SettingsError
from flows.steps.reader_process import ReaderProcessError
from flows.steps.readers import readers_here
from tests.flows.faulty_site import FaultySite, faulty_site
from tests.flows.prefect_runs import last_run
from tests.flows.runs import content, held, run_refresh, settings_for
from transform.generation import reader_version
from transform.read import read_body

REPORT = (resources.files("flows.sample") / "edition" / "files" / "990000004.pdf").read_bytes()
needs_dask = pytest.mark.skipif(not importlib.util.find_spec("prefect_dask"), reason="needs the extra 'dask'")


def test_without_the_package_a_line_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from flows.writing import read_by

    monkeypatch.setitem(sys.modules, "flows.dask_readers", None)
    unused = "http://127.0.0.1:9"
    assert read_by(settings_for(tmp_path, unused)) is readers_here
    with pytest.raises(SettingsError, match=r"^OUTCOMES_DASK='local' cannot be used: .* the extra 'dask' has it\.$"):
        read_by(settings_for(tmp_path, unused, dask="local"))


@needs_dask
def test_a_scheduler_that_does_not_answer_is_told_in_a_line(tmp_path: Path) -> None:
    import dask

    from flows.dask_readers import readers_on_dask
    from flows.steps.archive import open_archive

    settings = settings_for(tmp_path, "http://127.0.0.1:9", dask="tcp://127.0.0.1:9")
    with (
        dask.config.set({"distributed.comm.timeouts.connect": "100ms"}),
        pytest.raises(SettingsError, match=r"^OUTCOMES_DASK='tcp://127.0.0.1:9' cannot be used: [^\n]*\.$"),
        readers_on_dask(settings, open_archive(settings)),
    ):
        pass


@needs_dask
def test_a_worker_with_other_readers_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    import distributed

    from flows.dask_readers import read_releases, read_reports

    monkeypatch.setattr(distributed, "get_worker", lambda: type("Worker", (), {"address": "tcp://worker:1"}))
    for read in (read_reports, read_releases):
        with pytest.raises(ReaderProcessError, match="The Dask worker tcp://worker:1 has other readers than this run"):
            read.fn("of another day", (Path("/none"), 1.0, 1), [])


@needs_dask
def test_the_bounds_of_a_document_hold_on_a_worker(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import distributed

    from flows.dask_readers import read_reports

    worker = type("Worker", (), {"state": type("State", (), {"nthreads": 1})})
    monkeypatch.setattr(distributed, "get_worker", lambda: worker)
    archive = Archive(tmp_path)
    good = archive.put(REPORT)
    endless = archive.path("0" * 64)
    endless.parent.mkdir(parents=True)
    os.mkfifo(endless)
    hanging, read = read_reports.fn(reader_version(), (tmp_path, 1.0, 1_500_000_000), [endless.name, good])
    assert hanging.unreadable
    assert hanging.unreadable.reason == "took_too_long"
    assert read == read_body(REPORT)


@needs_dask
def test_a_cluster_that_fails_is_told_in_a_line() -> None:
    import distributed

    from flows.dask_readers import Batch

    def told(error: Exception, workers: dict[str, object]) -> str:
        def fails(timeout: float) -> list[int]:
            raise error

        client = SimpleNamespace(scheduler_info=lambda: {"workers": workers})
        with pytest.raises(ReaderProcessError) as caught:
            Batch[int](cast(Any, SimpleNamespace(result=fails)), cast(Any, client)).result()
        assert "\n" not in str(caught.value)
        return str(caught.value)

    killed = distributed.KilledWorker("read", cast(Any, SimpleNamespace(address="tcp://worker:1")), 3)
    assert "no workers left" in told(TimeoutError("not yet"), {})
    for error in (killed, distributed.CancelledError("read"), OSError("gone")):
        assert told(error, {"tcp://worker:1": {}}).startswith("Dask could not read documents (")


@pytest.fixture(scope="module")
def site() -> Iterator[FaultySite]:
    with faulty_site() as served:
        yield served


@pytest.fixture
def _environment(site: FaultySite, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    given = {"HOME": tmp_path / "home", "OFSTED_URL": site.url, "FILES_URL": site.url, "PAUSE": 0, "WORKERS": 2}
    for name, value in given.items():
        monkeypatch.setenv(f"OUTCOMES_{name}", str(value))


@needs_dask
@pytest.mark.flows
@pytest.mark.slow
@pytest.mark.usefixtures("prefect_harness", "_environment")
def test_two_workers_of_this_machine_give_the_same_tables(
    tmp_path: Path, site: FaultySite, monkeypatch: pytest.MonkeyPatch
) -> None:
    from flows.refresh import refresh_flow

    monkeypatch.setenv("OUTCOMES_DASK", "local")
    refresh_flow()
    run = last_run()
    assert run.state == "COMPLETED"
    assert run.states_of("read reports on Dask") == ["Completed"] * 2
    run_refresh(tmp_path / "direct", site.url)
    assert held(tmp_path / "home") == held(tmp_path / "direct")
    assert content(tmp_path / "home") == content(tmp_path / "direct")


@needs_dask
@pytest.mark.flows
@pytest.mark.slow
@pytest.mark.usefixtures("prefect_harness", "_environment")
def test_a_worker_that_is_killed_while_it_reads_changes_nothing(
    tmp_path: Path, site: FaultySite, monkeypatch: pytest.MonkeyPatch
) -> None:
    import distributed

    from flows import dask_readers
    from flows.refresh import refresh_flow

    monkeypatch.setattr(dask_readers, "TOGETHER", 2)
    killed: list[int] = []

    def kill(client: distributed.Client) -> None:
        processes = client.run(os.getpid)
        end = time.monotonic() + 120
        while not killed and time.monotonic() < end:
            for worker, tasks in client.processing().items():
                if tasks and not killed:
                    os.kill(processes[worker], signal.SIGKILL)
                    killed.append(processes[worker])
            time.sleep(0.02)

    with (
        distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address="127.0.0.1:0") as cluster,
        distributed.Client(cluster, set_as_default=False) as client,
    ):
        monkeypatch.setenv("OUTCOMES_DASK", cluster.scheduler_address)
        killer = threading.Thread(target=kill, args=[client])
        killer.start()
        refresh_flow()
        killer.join()
    assert len(killed) == 1
    assert last_run().state == "COMPLETED"
    run_refresh(tmp_path / "direct", site.url)
    assert held(tmp_path / "home") == held(tmp_path / "direct")
    assert content(tmp_path / "home") == content(tmp_path / "direct")
