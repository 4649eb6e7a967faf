"""The deployments of prefect.yaml are those of the registry."""

from __future__ import annotations

from pathlib import Path

import pytest

pytestmark = [pytest.mark.flows]

ROOT = Path(__file__).parents[2]


def test_it_says_what_the_registry_says() -> None:
    from flows.prefect_yaml import prefect_yaml

    written = (ROOT / "prefect.yaml").read_text("utf-8")
    assert written == prefect_yaml(), "python -m flows.prefect_yaml > prefect.yaml"


def test_it_names_no_folder_of_one_machine() -> None:
    assert str(ROOT) not in (ROOT / "prefect.yaml").read_text("utf-8")
