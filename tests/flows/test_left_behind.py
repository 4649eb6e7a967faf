"""What a dead process left behind is found at the start of the next run, on whichever machine that is."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from flows.alive import alive, died, lives
from flows.settings import Settings, load_settings

pytestmark = [pytest.mark.flows, pytest.mark.usefixtures("prefect_harness")]


@pytest.fixture(autouse=True)
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    monkeypatch.setenv("OUTCOMES_HOME", str(tmp_path))
    return load_settings()


@pytest.fixture(scope="module")
def deployment(prefect_harness: None) -> UUID:
    from flows.deployments import deployments

    publish = deployments()[-1]
    made: Any = publish.apply()
    return UUID(str(made))


def begin(deployment: UUID, state: str) -> UUID:
    """A run that is in a state, of which nothing else is known."""
    from prefect.client.orchestration import get_client

    with get_client(sync_client=True) as client:
        run = client.create_flow_run_from_deployment(deployment)
    put(run.id, state)
    return UUID(str(run.id))


def put(run: UUID, state: str) -> None:
    from prefect import states
    from prefect.client.orchestration import get_client

    with get_client(sync_client=True) as client:
        client.set_flow_run_state(run, getattr(states, state)(), force=True)


def state_of(run: UUID) -> str:
    from prefect.client.orchestration import get_client

    with get_client(sync_client=True) as client:
        found = client.read_flow_run(run)
    assert found.state
    return str(found.state.type.value)


def started_again(run: UUID) -> list[Any]:
    from prefect.client.orchestration import get_client

    with get_client(sync_client=True) as client:
        return [found for found in client.read_flow_runs(limit=200) if found.idempotency_key == f"again {run}"]


def write() -> None:
    """A run that only waits for its turn and has it."""
    from prefect import flow

    from flows.writing import one_writer

    @flow(name="write")
    def take_turn() -> None:
        with one_writer(load_settings()):
            pass

    take_turn()


def die(settings: Settings, run: UUID) -> None:
    """Let a process show that it runs the run, and then die."""
    program = """
import os, sys
from flows.alive import alive
from flows.settings import load_settings
with alive(load_settings(), sys.argv[1]):
    os._exit(1)
"""
    assert subprocess.run([sys.executable, "-c", program, str(run)], check=False).returncode == 1
    assert died(settings) == [str(run)]
    assert not lives(settings, run)


@contextmanager
def living(settings: Settings, run: UUID) -> Iterator[None]:
    with alive(settings, run):
        assert lives(settings, run)
        yield


def test_a_run_whose_process_died_is_marked_and_started_again_once(settings: Settings, deployment: UUID) -> None:
    run = begin(deployment, "Running")
    die(settings, run)
    write()
    assert state_of(run) == "CRASHED"
    (again,) = started_again(run)
    assert set(again.tags) == {"inspection-outcomes", "started again"}
    assert again.deployment_id == deployment
    assert died(settings) == []
    put(again.id, "Running")
    die(settings, again.id)
    write()
    assert state_of(again.id) == "CRASHED"
    assert started_again(again.id) == []


def test_a_run_whose_process_lives_is_left_alone(settings: Settings, deployment: UUID) -> None:
    run = begin(deployment, "Running")
    with living(settings, run):
        write()
        assert lives(settings, run)
    assert state_of(run) == "RUNNING"
    assert died(settings) == []


def test_a_run_that_failed_leaves_nothing_that_looks_dead(settings: Settings, deployment: UUID) -> None:
    with pytest.raises(ZeroDivisionError), living(settings, begin(deployment, "Running")):
        raise ZeroDivisionError
    assert died(settings) == []


def test_what_has_ended_is_not_marked(settings: Settings, deployment: UUID) -> None:
    run = begin(deployment, "Completed")
    die(settings, run)
    write()
    assert state_of(run) == "COMPLETED"
    assert started_again(run) == []
    assert died(settings) == []


def test_a_run_that_no_worker_ever_started_is_marked_after_a_while(
    deployment: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    from flows import left_behind

    run = begin(deployment, "Pending")
    write()
    assert state_of(run) == "PENDING"
    monkeypatch.setattr(left_behind, "LONGEST_START", timedelta(0))
    write()
    assert state_of(run) == "CRASHED"
    assert len(started_again(run)) == 1
