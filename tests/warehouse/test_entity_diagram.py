from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from warehouse.entity_diagram import diagram_markdown, keys

from . import golden, press_golden
from .made import rows

WRITTEN = Path(__file__).parents[2] / "docs" / "entity-diagram.md"
KEYS = {key.view: key.columns for key in keys() if not key.refers_to}
# The made batches are of runs that nobody began.
REFERENCES = [key for key in keys() if key.refers_to and key.refers_to != "runs"]
BUILT = pytest.mark.parametrize("built", [golden.built, press_golden.built], ids=["reports", "press"])


def test_the_diagram_is_as_the_database_is() -> None:
    written = WRITTEN.read_text("utf-8")
    assert written == diagram_markdown(golden.built()), "python -m warehouse.entity_diagram > docs/entity-diagram.md"


def test_every_view_is_in_it() -> None:
    views = rows(golden.built(), "SELECT view_name FROM duckdb_views() WHERE NOT internal AND schema_name = 'main'")
    assert {view for (view,) in views} == {key.view for key in keys()}


@BUILT
def test_each_key_tells_rows_apart(built: Callable[[], duckdb.DuckDBPyConnection]) -> None:
    for view, key in KEYS.items():
        given = " AND ".join(f"{column} IS NOT NULL" for column in key)
        twice = f"SELECT {', '.join(key)} FROM {view} WHERE {given} GROUP BY ALL HAVING count(*) > 1"
        assert rows(built(), twice) == [], view


@BUILT
def test_each_reference_leads_to_a_row(built: Callable[[], duckdb.DuckDBPyConnection]) -> None:
    for key in REFERENCES:
        there = KEYS[str(key.refers_to)]
        pairs = " AND ".join(f"t.{column} = v.{here}" for here, column in zip(key.columns, there, strict=True))
        given = " AND ".join(f"v.{column} IS NOT NULL" for column in key.columns)
        lost = f"SELECT v.* FROM {key.view} AS v ANTI JOIN {key.refers_to} AS t ON {pairs} WHERE {given}"
        assert rows(built(), lost) == [], key
