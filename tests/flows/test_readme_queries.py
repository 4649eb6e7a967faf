"""The queries that the README shows give rows on the sample edition."""

import re
from datetime import date
from pathlib import Path

import pytest

from flows.ask import rows
from flows.console import DEMO_QUERIES
from flows.sample.newsroom import newsrooms_csv
from flows.sample.site import serve_sample
from flows.steps.refresh import refresh
from flows.steps.run import open_run
from tests.flows.runs import settings_for

README = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```sql\n(.*?)^```", README, re.DOTALL | re.MULTILINE)
QUERIES = [query.strip() for block in BLOCKS for query in block.split(";") if query.strip()]


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("home")
    with serve_sample() as url:
        settings = settings_for(home, url, newsrooms=str(newsrooms_csv(url, home)))
        with open_run(settings) as run:
            refresh(run, newsrooms_since=date(2015, 1, 1))
    return settings.published


def test_the_readme_shows_queries() -> None:
    assert len(QUERIES) >= 6


@pytest.mark.parametrize("query", [*QUERIES, *DEMO_QUERIES])
def test_a_query_gives_rows(published: Path, query: str) -> None:
    assert rows(published, query).values
