"""The steps of a run as Prefect tasks: one task for a batch, never one for a document."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ParamSpec, TypeVar

import duckdb
from prefect import Task, task
from prefect.cache_policies import NO_CACHE
from prefect.client.schemas.objects import State, TaskRun

from extract.archive import ArchiveError
from flows.steps.refresh import Perform
from warehouse.errors import WarehouseLockedError

P = ParamSpec("P")
R = TypeVar("R")

# What may be over in a moment: a full disk, a file that another program holds. What a host does is not among them, for
# the HTTP session has tried again by itself; nor is what a page says, which will be the same.
PASSING = (OSError, ArchiveError, WarehouseLockedError, duckdb.IOException)
# Seconds before each further try of a batch.
RETRY_AFTER = [5.0, 30.0]


class AsTasks(Perform):
    """Performs each step as a task run under the step's name.

    The step goes in a closure, so that Prefect has no parameters to walk through or store: they hold the open
    database. Nothing is cached or persisted, since the archive and the warehouse are what makes a rerun safe.
    """

    def __call__(self, name: str, step: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        """Perform a step as a task run and return what it returns."""

        @task(
            name=step.__name__.strip("_"),
            task_run_name=name,
            cache_policy=NO_CACHE,
            persist_result=False,
            retries=len(RETRY_AFTER),
            retry_delay_seconds=RETRY_AFTER,
            retry_condition_fn=_may_pass,
        )
        def perform() -> R:
            return step(*args, **kwargs)

        return perform()


def _may_pass(task: Task[..., Any], run: TaskRun, state: State[Any]) -> bool:
    return isinstance(state.result(raise_on_failure=False), PASSING)
