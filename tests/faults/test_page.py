"""The page about faults names what the suite tries, and no result of it is red."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.faults.results import SAME
from tests.faults.site import KINDS, PAGES

PAGE = (Path(__file__).parents[2] / "docs" / "faults.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("page", PAGES)
def test_the_page_tells_of_each_kind_of_page(page: str) -> None:
    assert f" of {page}, always |" in PAGE


@pytest.mark.parametrize("kind", KINDS)
def test_the_page_tells_of_each_kind_of_fault(kind: str) -> None:
    assert f"| {kind} of " in PAGE


def test_no_result_on_the_page_is_red() -> None:
    assert SAME in PAGE
    assert "RED" not in PAGE
