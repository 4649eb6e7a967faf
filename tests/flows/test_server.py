"""What Prefect is told before it is imported, and where it keeps its things."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from flows import server
from flows.settings import Settings


def test_prefect_s_part_of_the_home_is_its_user_s_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "environ", {})
    server.prepare(Settings(home=tmp_path / "home"))
    assert os.environ["PREFECT_HOME"] == str(tmp_path / "home" / "prefect")
    # The secrets of blocks lie there, and the key to them.
    assert (tmp_path / "home" / "prefect").stat().st_mode & 0o777 == 0o700
    assert (tmp_path / "home").stat().st_mode & 0o777 == 0o755
