"""Every kind of fault on every kind of page: see site.py for the table."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.faults.conftest import World
from tests.faults.site import SITE_FAULTS, SiteFault
from tests.replica import needs_replica

pytestmark = [needs_replica, pytest.mark.corpus, pytest.mark.faults]


@pytest.mark.parametrize("fault", SITE_FAULTS, ids=lambda fault: fault.name)
def test_a_site_with_faults(fault: SiteFault, world: World, tmp_path: Path) -> None:
    person = world.person(tmp_path / "home")
    fault.set(world.replica)
    done = person.refresh()
    assert done.err == ""
    world.survived(fault.name, person, fault.says)
