"""The site of the sample edition, built once for the tests that only look at it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import duckdb

from flows.sample.newsroom import newsrooms_csv
from flows.sample.site import serve_sample
from flows.steps.refresh import refresh
from flows.steps.run import open_run
from tests.flows.runs import settings_for


def published_sample(home: Path) -> Path:
    """Publish the sample edition with its newsroom, and return the published file."""
    home.mkdir(parents=True, exist_ok=True)
    with serve_sample() as url:
        settings = settings_for(home, url, newsrooms=str(newsrooms_csv(url, home)))
        with open_run(settings) as run:
            refresh(run, newsrooms_since=date(2015, 1, 1))
    return settings.published


def opened(published: Path) -> duckdb.DuckDBPyConnection:
    con = duckdb.connect(str(published), read_only=True)
    con.execute("SET TimeZone = 'UTC'")
    return con


def files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}
