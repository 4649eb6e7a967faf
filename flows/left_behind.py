"""Flow runs that a dead process left behind: on Prefect's page they would be running for ever."""

from __future__ import annotations

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


def mark_left_behind(settings: Settings) -> list[str]:
    """Mark the runs whose process is gone as crashed, give back their turn to write, and return their names."""
    make_limit()
    with get_client(sync_client=True) as client:
        gone = [run for run in _under_way(client) if not lives(settings, run.id)]
        for run in gone:
            state = Crashed(message="The process of this run has ended. What it loaded is kept; run it again.")
            client.set_flow_run_state(run.id, state, force=True)
        if writer_of(settings.lock) is None:
            client.update_global_concurrency_limit(WRITER_LIMIT, GlobalConcurrencyLimitUpdate(active_slots=0))
    return [run.name for run in gone]


def _under_way(client: SyncPrefectClient) -> list[FlowRun]:
    return client.read_flow_runs(
        deployment_filter=DeploymentFilter(tags=DeploymentFilterTags(all_=[TAG])),
        flow_run_filter=FlowRunFilter(state=FlowRunFilterState(type=FlowRunFilterStateType(any_=UNDER_WAY))),
        limit=200,
    )
