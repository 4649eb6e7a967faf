"""What flow runs are known by: the tag of all of them, and a run's name once it is known what it has found."""

from __future__ import annotations

from prefect.client.orchestration import get_client
from prefect.runtime import flow_run

TAG = "inspection-outcomes"


def rename(name: str) -> None:
    """Give the present flow run another name."""
    with get_client(sync_client=True) as client:
        client.update_flow_run(flow_run.id, name=name)
