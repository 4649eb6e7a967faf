"""The steps of a run as Prefect tasks: one task for a batch, never one for a document."""

from __future__ import annotations

from collections.abc import Callable
from typing import ParamSpec, TypeVar

from prefect import task
from prefect.cache_policies import NO_CACHE

from flows.steps.refresh import Perform

P = ParamSpec("P")
R = TypeVar("R")


class AsTasks(Perform):
    """Performs each step as a task run under the step's name.

    The step goes in a closure, so that Prefect has no parameters to walk through or store: they hold the open
    database. Nothing is cached or persisted, since the archive and the warehouse are what makes a rerun safe.
    """

    def __call__(self, name: str, step: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        """Perform a step as a task run and return what it returns."""

        @task(name=step.__name__.strip("_"), task_run_name=name, cache_policy=NO_CACHE, persist_result=False)
        def perform() -> R:
            return step(*args, **kwargs)

        return perform()
