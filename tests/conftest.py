from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings
from xdist.remote import Producer
from xdist.scheduler import LoadFileScheduling

from tests.flows.sample_edition import publish_sample

# A busy machine is no fault of what is tested.
settings.register_profile("untimed", deadline=None, max_examples=50)
settings.load_profile("untimed")

# Tests of a file run in one process. So do those of files that share what is slow to make.
SHARED = {
    "a refresh of all the real reports": ("tests/e2e/test_main_job.py", "tests/e2e/test_press.py"),
    "Prefect's server for tests": (
        "tests/flows/test_backfill.py",
        "tests/flows/test_compare_flow.py",
        "tests/flows/test_left_behind.py",
        "tests/flows/test_refresh_flow.py",
        "tests/flows/test_watch_flow.py",
    ),
}
SHARED_BY = {file: what for what, files in SHARED.items() for file in files}


class _BySharedFixture(LoadFileScheduling):
    def _split_scope(self, nodeid: str) -> str:
        file = super()._split_scope(nodeid)
        return SHARED_BY.get(file, file)


def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    """Return one more than there are cores: those that start servers wait much of their time."""
    return (os.cpu_count() or 1) + 1


def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> _BySharedFixture:
    return _BySharedFixture(config, log)


@pytest.fixture(scope="session")
def published_sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the published file of the sample edition with its newsroom, which no test changes."""
    return publish_sample(tmp_path_factory.mktemp("sample"))
