"""Runs of the steps for tests, in a home of their own and as fast as this machine can."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any, ParamSpec, TypeVar, cast

import duckdb

from flows.settings import Settings
from flows.steps.refresh import DIRECTLY, Perform, RefreshSummary, refresh, reread
from flows.steps.run import open_run, utc_now

P = ParamSpec("P")
R = TypeVar("R")
Rows = list[tuple[Any, ...]]

# What two runs that saw the same things have in common: not the times, nor the addresses, which hold a port.
CONTENT = {
    "inspections": "COLUMNS(c -> c NOT LIKE '%_at' AND c <> 'source_url'), amended_at IS NULL, withdrawn_at IS NULL",
    "judgements": "* EXCLUDE (source_url)",
    "findings": "*",
    "latest_judgements": "COLUMNS(c -> c NOT LIKE '%url%')",
    "grade_changes": "*",
}
HELD = {
    "stated_facts": "*",
    "findings": "*",
    "publications": "ofsted_urn, file_id, label, published_on, withdrawn_at IS NULL",
}


def settings_for(home: Path, url: str, **given: Any) -> Settings:
    fast = {"pause": 0, "backoff": 0, "tries": 2, "workers": 1}
    return Settings(home=home, ofsted_url=url, files_url=url, **{**fast, **given})


class Unpublished(Perform):
    """Leaves out the build of the published file, which is most of what a short run takes: `held` tells what it did."""

    def __call__(self, name: str, step: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        return cast(R, None) if name == "publish" else step(*args, **kwargs)


def run_refresh(
    home: Path,
    url: str,
    clock: Callable[[], datetime] = utc_now,
    perform: Perform = DIRECTLY,
    **given: Any,
) -> RefreshSummary:
    with open_run(settings_for(home, url, **given), clock=clock) as run:
        return refresh(run, perform)


def load_refresh(home: Path, url: str, **given: Any) -> RefreshSummary:
    """A refresh that publishes nothing."""
    return run_refresh(home, url, perform=Unpublished(), **given)


def run_reread(home: Path, perform: Perform = DIRECTLY, **given: Any) -> RefreshSummary:
    with open_run(settings_for(home, "http://127.0.0.1:9", **given), network=False) as run:
        return reread(run, perform)


def loaded(home: Path, query: str) -> Rows:
    with duckdb.connect(str(home / "warehouse.duckdb"), read_only=True) as con:
        con.execute("SET TimeZone = 'UTC'")
        return con.execute(query).fetchall()


def held(home: Path) -> dict[str, Rows]:
    """What the working database holds of the reports, without the times and addresses."""
    return {table: loaded(home, f"SELECT {columns} FROM store.{table} ORDER BY ALL") for table, columns in HELD.items()}


def published(home: Path, query: str) -> Rows:
    with duckdb.connect(str(home / "inspection_outcomes.duckdb"), read_only=True) as con:
        con.execute("SET TimeZone = 'UTC'")
        return con.execute(query).fetchall()


def content(home: Path) -> dict[str, Rows]:
    return {view: published(home, f"SELECT {columns} FROM {view} ORDER BY ALL") for view, columns in CONTENT.items()}
