"""The sample edition, refreshed and published for tests."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from flows.sample.newsroom import newsrooms_csv
from flows.sample.site import serve_sample
from flows.steps.refresh import refresh
from flows.steps.run import open_run
from tests.flows.runs import settings_for


def publish_sample(home: Path) -> Path:
    """Return the published file of the sample edition, made in a home with its newsroom."""
    home.mkdir(parents=True, exist_ok=True)
    with serve_sample() as url:
        settings = settings_for(home, url, newsrooms=str(newsrooms_csv(url, home)))
        with open_run(settings) as run:
            refresh(run, newsrooms_since=date(2015, 1, 1))
    return settings.published
