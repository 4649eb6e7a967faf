"""A flow as the one writer: Prefect's limit among flow runs, wherever they run, and the lock among all processes."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from prefect import get_run_logger
from prefect.client.orchestration import get_client
from prefect.client.schemas.actions import GlobalConcurrencyLimitUpdate
from prefect.concurrency.sync import concurrency
from prefect.runtime import flow_run

from flows.alive import alive
from flows.left_behind import mark_dead
from flows.settings import Settings, SettingsError
from flows.steps.lock import WriterBusyError, writer_of
from flows.steps.readers import OpenReaders, readers_here
from flows.steps.run import Run, open_run

WRITER_LIMIT = "inspection-outcomes-writer"
# A run that was killed gives its turn back after so many seconds; Prefect takes no fewer.
LEASE_SECONDS = 60.0

Logger = logging.Logger | logging.LoggerAdapter[logging.Logger]


def make_limit() -> None:
    """Make the limit that lets one flow run write at a time, where it is not there yet."""
    with get_client(sync_client=True) as client:
        client.upsert_global_concurrency_limit_by_name(WRITER_LIMIT, 1)


def free_limit(settings: Settings) -> None:
    """Give the turn to write back that a dead process has kept, when nobody writes."""
    make_limit()
    if writer_of(settings.lock) is None:
        with get_client(sync_client=True) as client:
            client.update_global_concurrency_limit(WRITER_LIMIT, GlobalConcurrencyLimitUpdate(active_slots=0))


@contextmanager
def one_writer(settings: Settings) -> Iterator[None]:
    """Wait for the flow runs that write, and be the only one of them; show meanwhile that this run's process lives.

    Raises:
        WriterBusyError: when one still writes after the seconds of the setting `wait`.
    """
    make_limit()
    for dead in mark_dead(settings):
        get_run_logger().warning("Left behind by a process that has ended, %s.", dead)
    with alive(settings, str(flow_run.id)), _turn(settings):
        yield


@contextmanager
def _turn(settings: Settings) -> Iterator[None]:
    if other := writer_of(settings.lock):
        get_run_logger().info("Waiting for %s, for %.0f seconds at most.", other, settings.wait)
    try:
        turn = concurrency(
            WRITER_LIMIT,
            timeout_seconds=settings.wait or None,
            max_retries=None if settings.wait else 0,
            lease_duration=LEASE_SECONDS,
            strict=True,
            # A server that was away for a moment must not stop a run: the lock still keeps others out.
            raise_on_lease_renewal_failure=False,
        )
        turn.__enter__()
    except TimeoutError:
        other = writer_of(settings.lock) or "another flow run"
        raise WriterBusyError(f"Already being written by {other}: wait until it has ended, then try again.") from None
    try:
        yield
    finally:
        turn.__exit__(None, None, None)


@contextmanager
def writing_run(settings: Settings, called: str, *, network: bool = True) -> Iterator[Run]:
    """Open a run as the one writer, after those that write now; its progress goes to the flow run's log.

    Raises:
        As `flows.steps.run.open_run`.
    """
    logger = get_run_logger()
    with (
        one_writer(settings),
        open_run(
            settings,
            network=network,
            progress=Logged(logger),
            called=called,
            say=logger.info,
            read_by=read_by(settings),
        ) as run,
    ):
        yield run


def read_by(settings: Settings) -> OpenReaders:
    """Return what reads documents in a flow run: processes of this machine, or the Dask cluster of the settings.

    Raises:
        SettingsError: when the package for Dask is missing.
    """
    if not settings.dask:
        return readers_here
    try:
        from flows.dask_readers import readers_on_dask  # of an extra, which most do without
    except ImportError as error:
        raise SettingsError(
            f"OUTCOMES_DASK={settings.dask!r} cannot be used: {error.name} is not installed; the extra 'dask' has it."
        ) from error
    return readers_on_dask


class Logged:
    """Progress as lines of the run's log: the end of each stage, and every fiftieth item of a long one."""

    def __init__(self, logger: Logger) -> None:
        self._logger = logger

    def __call__(self, stage: str, done: int, total: int) -> None:
        """Take note that `done` of `total` items of the stage are done."""
        if done == total or done % 50 == 0:
            self._logger.info("%s: %d of %d", stage, done, total)
