"""Documents read on a Dask cluster: ten are one task run, and each Dask worker keeps reader processes of its own.

So a document's bounds on time and memory hold there as here. When a Dask worker dies, the cluster gives what it was
reading to another; a reading depends on the document and on the readers alone, so it is the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import copy_context
from functools import cache
from pathlib import Path
from typing import Generic, TypeVar

import distributed
from prefect import Task, task
from prefect.cache_policies import NO_CACHE
from prefect_dask.task_runners import DaskTaskRunner, PrefectDaskFuture

from flows.settings import LOCAL_DASK, Settings, SettingsError
from flows.steps.archive import Bodies, archive_at
from flows.steps.pool import ReaderPool
from flows.steps.reader_process import ReaderProcessError
from flows.steps.readers import Pending, Readers, ReadersHere, ReleaseRequest
from transform.generation import reader_version, release_reader_version
from transform.press.records import ReleaseReading
from transform.records import Reading

R = TypeVar("R")

# A task run costs some twenty milliseconds of its own.
TOGETHER = 10
# Seconds that a run waits for the first Dask worker, and, once there is none, for another.
WAIT_FOR_WORKERS = 60.0


@contextmanager
def readers_on_dask(settings: Settings, archive: Bodies) -> Iterator[Readers]:
    """Connect to the cluster of the setting `dask`, or make one on this machine that ends with the context.

    Raises:
        SettingsError: when the scheduler does not answer, or has no workers.
    """
    runner = (
        DaskTaskRunner(
            cluster_class="distributed.LocalCluster",
            cluster_kwargs={"n_workers": settings.workers, "threads_per_worker": 1, "dashboard_address": "127.0.0.1:0"},
        )
        if settings.dask == LOCAL_DASK
        else DaskTaskRunner(address=settings.dask)
    )
    with runner:
        try:
            runner.client.wait_for_workers(1, timeout=WAIT_FOR_WORKERS)
        except OSError as error:  # that nothing answers, or that nobody came
            raise SettingsError(
                f"OUTCOMES_DASK={settings.dask!r} cannot be used: the scheduler does not answer, or has no workers "
                f"({error})."
            ) from error
        yield _ReadersOnDask(runner, settings)


class _ReadersOnDask:
    def __init__(self, runner: DaskTaskRunner, settings: Settings) -> None:
        self._runner = runner
        self._limits = (settings.archived, settings.document_seconds, settings.document_memory)
        # The flow's context. That of a step holds the open database, which cannot be sent.
        self._context = copy_context()

    def reports(self, documents: Sequence[str]) -> dict[str, Pending[Reading]]:
        """Begin to read these reports."""
        return dict(zip(documents, self._read(read_reports, reader_version(), documents), strict=True))

    def releases(self, requests: Sequence[ReleaseRequest]) -> list[Pending[ReleaseReading]]:
        """Begin to read these releases."""
        return self._read(read_releases, release_reader_version(), requests)

    def _read(self, read: Task[..., list[R]], version: str, items: Sequence[object]) -> list[Pending[R]]:
        readings: list[Pending[R]] = []
        for start in range(0, len(items), TOGETHER):
            together = list(items[start : start + TOGETHER])
            parameters = {"version": version, "limits": self._limits, "items": together}
            future = self._context.run(self._runner.submit, read, parameters)
            batch = Batch[R](future, self._runner.client)
            readings += [_OneOf(batch, number) for number in range(len(together))]
        return readings


class Batch(Generic[R]):
    """The readings of one task run, once it has ended."""

    def __init__(self, future: PrefectDaskFuture[list[R]], client: distributed.Client) -> None:
        self._future = future
        self._client = client
        self._readings: list[R] | None = None

    def result(self) -> list[R]:
        """Wait for them.

        Raises:
            ReaderProcessError: when the workers cannot be used, or are all gone.
        """
        while self._readings is None:
            try:
                self._readings = self._future.result(timeout=WAIT_FOR_WORKERS)
            except TimeoutError as error:
                if not self._client.scheduler_info()["workers"]:
                    raise ReaderProcessError(
                        "Dask has no workers left to read documents: start some, and run this again."
                    ) from error
            except (distributed.KilledWorker, distributed.CancelledError, OSError) as error:
                raise ReaderProcessError(
                    f"Dask could not read documents ({error}): look at its workers, and run this again."
                ) from error
        return self._readings


class _OneOf(Generic[R]):
    def __init__(self, batch: Batch[R], number: int) -> None:
        self._batch = batch
        self._number = number

    def result(self) -> R:
        """Wait for the reading, and return it."""
        return self._batch.result()[self._number]


Limits = tuple[Path | str, float, int]


@task(task_run_name="read reports on Dask", cache_policy=NO_CACHE, persist_result=False)
def read_reports(version: str, limits: Limits, items: list[str]) -> list[Reading]:
    """Read reports on the Dask worker that this runs on.

    Raises:
        ReaderProcessError: when this worker has other readers than the run.
    """
    _check_version(version, reader_version())
    return [pending.result() for pending in _readers(*limits).reports(items).values()]


@task(task_run_name="read releases on Dask", cache_policy=NO_CACHE, persist_result=False)
def read_releases(version: str, limits: Limits, items: list[ReleaseRequest]) -> list[ReleaseReading]:
    """Read releases on the Dask worker that this runs on.

    Raises:
        ReaderProcessError: when this worker has other readers than the run.
    """
    _check_version(version, release_reader_version())
    return [pending.result() for pending in _readers(*limits).releases(items)]


def _check_version(wanted: str, present: str) -> None:
    if wanted != present:
        raise ReaderProcessError(
            f"The Dask worker {distributed.get_worker().address} has other readers than this run: install the same "
            "version on both, and start the worker again."
        )


@cache
def _readers(archive: Path | str, most_seconds: float, most_memory: int) -> Readers:
    """The reader processes of this Dask worker, as many as it has threads; they end with it."""
    pool = ReaderPool(distributed.get_worker().state.nthreads, most_seconds, most_memory)
    return ReadersHere(archive_at(archive), pool)
