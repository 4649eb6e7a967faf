"""What Prefect's server holds of the last flow run, for tests."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class FlowRun:
    """What Prefect's server holds of a flow run."""

    name: str
    flow: str
    state: str
    message: str
    tasks: tuple[tuple[str, str], ...]
    artifacts: dict[str, tuple[str, Any]]

    def states_of(self, task: str) -> list[str]:
        return [state for name, state in self.tasks if name == task]


def last_run() -> FlowRun:
    from prefect.client.orchestration import get_client
    from prefect.client.schemas.filters import (
        ArtifactFilter,
        ArtifactFilterFlowRunId,
        FlowRunFilter,
        FlowRunFilterId,
    )
    from prefect.client.schemas.sorting import FlowRunSort, TaskRunSort

    with get_client(sync_client=True) as client:
        (run,) = client.read_flow_runs(sort=FlowRunSort.START_TIME_DESC, limit=1)
        flow = client.read_flow(run.flow_id)
        this = FlowRunFilter(id=FlowRunFilterId(any_=[run.id]))
        tasks = client.read_task_runs(flow_run_filter=this, sort=TaskRunSort.EXPECTED_START_TIME_ASC, limit=200)
        wanted = ArtifactFilter(flow_run_id=ArtifactFilterFlowRunId(any_=[run.id]))
        artifacts = client.read_artifacts(artifact_filter=wanted)
    assert run.state
    return FlowRun(
        name=run.name,
        flow=flow.name,
        state=run.state.type.value,
        message=run.state.message or "",
        tasks=tuple((task.name, task.state_name or "") for task in tasks),
        artifacts={str(found.key): (str(found.type), found.data) for found in artifacts},
    )
