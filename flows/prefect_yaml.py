"""The deployments as `prefect deploy --all` reads them, for a work pool whose workers may be on several machines.

`python -m flows.prefect_yaml` prints them, for prefect.yaml.
"""

from __future__ import annotations

import sys
from typing import Any

import yaml
from prefect.deployments.runner import RunnerDeployment
from pydantic import BaseModel

from flows.deployments import deployments

POOL = "inspection-outcomes"

_HEAD = """\
# The deployments of flows/deployments.py for a work pool. Change them there, and write this file anew:
# .venv/bin/python -m flows.prefect_yaml > prefect.yaml
"""


def prefect_yaml() -> str:
    """Return the text of prefect.yaml."""
    # Every worker has the project installed: nothing is to be fetched before a run.
    content = {"pull": [], "deployments": [_deployment(deployment) for deployment in deployments()]}
    return _HEAD + yaml.safe_dump(content, sort_keys=False, width=118)


def _deployment(deployment: RunnerDeployment) -> dict[str, Any]:
    # The version is the source's hash, which Prefect works out anew.
    plain = deployment.model_dump(
        mode="json", exclude_defaults=True, exclude={"flow_name", "version", "schedules", "triggers"}
    )
    return {
        **plain,
        "work_pool": {"name": POOL},
        "schedules": [_schedule(schedule) for schedule in deployment.schedules or []],
        "triggers": [_trigger(trigger.model_dump(mode="json", exclude_unset=True)) for trigger in deployment.triggers],
    }


def _schedule(schedule: BaseModel) -> dict[str, Any]:
    plain = schedule.model_dump(mode="json", exclude_defaults=True)
    return {**plain.pop("schedule"), **plain}


def _trigger(plain: dict[str, Any]) -> dict[str, Any]:
    return {**plain, "expect": sorted(plain["expect"])}


if __name__ == "__main__":
    sys.stdout.write(prefect_yaml())
