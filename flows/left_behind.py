"""Flow runs that a dead process left behind: on Prefect's page they would be running for ever."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from prefect.client.orchestration import SyncPrefectClient, get_client
from prefect.client.schemas.filters import (
    DeploymentFilter,
    DeploymentFilterTags,
    FlowRunFilter,
    FlowRunFilterState,
    FlowRunFilterStateType,
)
from prefect.client.schemas.objects import FlowRun, StateType
from prefect.states import Crashed, State

from flows.alive import died, forget, lives
from flows.naming import TAG
from flows.settings import Settings

UNDER_WAY = [StateType.PENDING, StateType.RUNNING, StateType.CANCELLING]
# A run that was started for one left behind. Left behind itself, it is not started once more: it may be what ends
# the process.
AGAIN = "started again"
# A worker that has taken a run starts its process within seconds.
LONGEST_START = timedelta(minutes=15)


@dataclass(frozen=True)
class LeftBehind:
    """A run that was marked as crashed; `again` says that another was started in its place."""

    name: str
    again: bool

    def __str__(self) -> str:
        return f"marked as crashed and {'' if self.again else 'not '}started again: {self.name}"


def mark_left_behind(settings: Settings) -> list[LeftBehind]:
    """Start the runs that have no process again, and mark them as crashed: for who alone starts processes."""
    with get_client(sync_client=True) as client:
        return _mark(client, settings, [run for run in _under_way(client) if not lives(settings, run.id)])


def mark_dead(settings: Settings) -> list[LeftBehind]:
    """Start the runs whose process has died again, and mark them as crashed: also where workers start processes.

    A run is left alone when its process may only be about to show that it lives.
    """
    dead = died(settings)
    with get_client(sync_client=True) as client:
        gone = [run for run in _under_way(client) if str(run.id) in dead or _was_never_started(run)]
        marked = _mark(client, settings, gone)
    for run_id in dead:
        forget(settings, run_id)
    return marked


def _mark(client: SyncPrefectClient, settings: Settings, gone: Iterable[FlowRun]) -> list[LeftBehind]:
    marked: list[LeftBehind] = []
    asked: list[tuple[UUID | None, dict[str, Any]]] = []
    for run in gone:
        # First this, then the mark: who is cut off in between does both anew, and the key makes it one run.
        again = run.state_type is not StateType.CANCELLING and AGAIN not in run.tags
        if again and run.deployment_id and (run.deployment_id, run.parameters) not in asked:
            asked.append((run.deployment_id, run.parameters))
            client.create_flow_run_from_deployment(
                run.deployment_id, parameters=run.parameters, tags=[AGAIN], idempotency_key=f"again {run.id}"
            )
        state: State[Any] = Crashed(message="The process of this run has ended. What it loaded is kept.")
        client.set_flow_run_state(run.id, state, force=True)
        forget(settings, run.id)
        marked.append(LeftBehind(run.name, again))
    return marked


def _was_never_started(run: FlowRun) -> bool:
    return (
        run.state is not None
        and run.state.type is StateType.PENDING
        and run.state.timestamp < datetime.now(UTC) - LONGEST_START
    )


def _under_way(client: SyncPrefectClient) -> list[FlowRun]:
    return client.read_flow_runs(
        deployment_filter=DeploymentFilter(tags=DeploymentFilterTags(all_=[TAG])),
        flow_run_filter=FlowRunFilter(state=FlowRunFilterState(type=FlowRunFilterStateType(any_=UNDER_WAY))),
        limit=200,
    )
