from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.e2e.refreshed import Refreshed, refreshed_home


@pytest.fixture(scope="session")
def refreshed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Refreshed]:
    with refreshed_home(tmp_path_factory.mktemp("refreshed")) as made:
        yield made
