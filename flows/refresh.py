"""The Prefect flow `refresh`: the steps of a refresh as tasks, with a table of what it did."""

from __future__ import annotations

import logging
from datetime import date

from prefect import flow, get_run_logger
from prefect.artifacts import create_table_artifact

from flows.errors import PartsFailedError
from flows.settings import load_settings
from flows.steps.refresh import RefreshSummary, refresh
from flows.steps.run import open_run
from flows.steps.summary import summary_table
from flows.tasks import AsTasks


@flow(name="refresh", flow_run_name="refresh all authorities", persist_result=False)
def refresh_flow(newsrooms_since: date | None = None) -> RefreshSummary:
    """Ask Ofsted's site and councils' newsrooms what is new, fetch, read and load it, and publish.

    Args:
        newsrooms_since: ask the newsrooms for all that they published from this day on, not only for what is new.

    Raises:
        PartsFailedError: after all else was done, when a page or a report could not be had.
    """
    logger = get_run_logger()
    with open_run(load_settings(), progress=_Logged(logger)) as run:
        summary = refresh(run, AsTasks(), newsrooms_since=newsrooms_since)
    create_table_artifact(
        key="refresh-summary",
        table=[{"what": what, "count": count} for what, count in summary_table(summary)],
        description=f"Run {summary.run_id}: what was new, changed and put in quarantine.",
    )
    if summary.problems:
        shown = "; ".join(f"{problem.source}: {problem.detail}" for problem in summary.problems[:3])
        count = len(summary.problems)
        parts = "1 part" if count == 1 else f"{count} parts"
        raise PartsFailedError(f"{parts} failed, the rest was loaded and published. {shown}")
    return summary


class _Logged:
    """Progress as lines of the run's log: the end of each stage, and every fiftieth item of a long one."""

    def __init__(self, logger: logging.Logger | logging.LoggerAdapter[logging.Logger]) -> None:
        self._logger = logger

    def __call__(self, stage: str, done: int, total: int) -> None:
        if done == total or done % 50 == 0:
            self._logger.info("%s: %d of %d", stage, done, total)
