"""The queries that the README shows give rows on the sample edition."""

import re
from pathlib import Path

import pytest

from flows.ask import rows
from flows.console import DEMO_QUERIES

README = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```sql\n(.*?)^```", README, re.DOTALL | re.MULTILINE)
QUERIES = [query.strip() for block in BLOCKS for query in block.split(";") if query.strip()]


def test_the_readme_shows_queries() -> None:
    assert len(QUERIES) >= 6


@pytest.mark.parametrize("query", [*QUERIES, *DEMO_QUERIES])
def test_a_query_gives_rows(published_sample: Path, query: str) -> None:
    assert rows(published_sample, query).values
