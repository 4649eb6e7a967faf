"""The name of a flow run, once it is known what the run has found."""

from __future__ import annotations

from prefect.client.orchestration import get_client
from prefect.runtime import flow_run


def rename(name: str) -> None:
    """Give the present flow run another name."""
    with get_client(sync_client=True) as client:
        client.update_flow_run(flow_run.id, name=name)
