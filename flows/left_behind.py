"""Flow runs that a dead process left behind: on Prefect's page they would be running for ever."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from prefect.client.orchestration import SyncPrefectClient, get_client
from prefect.client.schemas.actions import GlobalConcurrencyLimitUpdate
from prefect.client.schemas.filters import (
    DeploymentFilter,
    DeploymentFilterTags,
    FlowRunFilter,
    FlowRunFilterState,
    FlowRunFilterStateType,
)
from prefect.client.schemas.objects import FlowRun, StateType
from prefect.states import Crashed

from flows.alive import lives
from flows.deployments import TAG
from flows.settings import Settings
from flows.steps.lock import writer_of
from flows.writing import WRITER_LIMIT, make_limit

UNDER_WAY = [StateType.PENDING, StateType.RUNNING, StateType.CANCELLING]
# A run that was started for one left behind. Left behind itself, it is not started once more: it may be what ends
# the process.
AGAIN = "started again"


@dataclass(frozen=True)
class LeftBehind:
    """A run that was marked as crashed; `again` says that another was started in its place."""

    name: str
    again: bool


def mark_left_behind(settings: Settings) -> list[LeftBehind]:
    """Start the runs whose process is gone again, mark them as crashed, and give back their turn to write."""
    make_limit()
    marked: list[LeftBehind] = []
    asked: list[tuple[UUID | None, dict[str, Any]]] = []
    with get_client(sync_client=True) as client:
        for run in (run for run in _under_way(client) if not lives(settings, run.id)):
            # First this, then the mark: who is cut off in between does both anew, and the key makes it one run.
            again = run.state_type is not StateType.CANCELLING and AGAIN not in run.tags
            if again and run.deployment_id and (run.deployment_id, run.parameters) not in asked:
                asked.append((run.deployment_id, run.parameters))
                client.create_flow_run_from_deployment(
                    run.deployment_id, parameters=run.parameters, tags=[AGAIN], idempotency_key=f"again {run.id}"
                )
            state = Crashed(message="The process of this run has ended. What it loaded is kept.")
            client.set_flow_run_state(run.id, state, force=True)
            marked.append(LeftBehind(run.name, again))
        if writer_of(settings.lock) is None:
            client.update_global_concurrency_limit(WRITER_LIMIT, GlobalConcurrencyLimitUpdate(active_slots=0))
    return marked


def _under_way(client: SyncPrefectClient) -> list[FlowRun]:
    return client.read_flow_runs(
        deployment_filter=DeploymentFilter(tags=DeploymentFilterTags(all_=[TAG])),
        flow_run_filter=FlowRunFilter(state=FlowRunFilterState(type=FlowRunFilterStateType(any_=UNDER_WAY))),
        limit=200,
    )
