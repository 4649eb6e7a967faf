from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.extract.site import FakeTime, Site, new_sites

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


@pytest.fixture(autouse=True)
def _direct(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_PROXY", "*")


@pytest.fixture
def new_site() -> Iterator[Callable[[], Site]]:
    with new_sites() as make:
        yield make


@pytest.fixture
def site(new_site: Callable[[], Site]) -> Site:
    return new_site()


@pytest.fixture
def fake() -> FakeTime:
    return FakeTime()
