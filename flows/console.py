"""Long work on a terminal: its progress, its outcome, and the demonstration."""

from __future__ import annotations

import os
import shlex
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn
from rich.table import Table

from flows import ask, server
from flows.settings import PREFIX, Settings, load_settings
from flows.steps.summary import summary_table

if TYPE_CHECKING:
    from flows.steps.refresh import RefreshSummary
    from flows.steps.run import Progress as RunProgress
    from warehouse.publish import PublishSummary


@contextmanager
def progress() -> Iterator[RunProgress]:
    """Show each stage of a run as a bar on standard error, or as nothing where that is no terminal."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    from rich.console import Console

    with Progress(*columns, console=Console(stderr=True), disable=not sys.stderr.isatty()) as bars:
        stages: dict[str, TaskID] = {}

        def note(stage: str, done: int, total: int) -> None:
            if stage not in stages:
                stages[stage] = bars.add_task(stage, total=total)
            bars.update(stages[stage], completed=done, total=total)

        yield note


def show_refresh(summary: RefreshSummary, settings: Settings) -> None:
    """Print what a run did, what failed, and where the published file is."""
    table = Table(title=f"Run {summary.run_id}", title_justify="left", show_header=False)
    for what, count in summary_table(summary):
        table.add_row(what, str(count))
    ask.OUT.print(table)
    for problem in summary.problems:
        ask.OUT.print(f"failed: {problem.source}: {problem.detail}", markup=False, soft_wrap=True)
    if summary.published:
        show_publish(summary.published)
    if summary.loaded.quarantined:
        ask.OUT.print("'outcomes status' says what is in quarantine and why.")


def show_publish(summary: PublishSummary) -> None:
    """Print where the published file is and what it holds."""
    what = f"{summary.inspections} inspections with {summary.judgements} judgements: {summary.path}"
    begin = "nothing to publish, the file holds the same already:" if summary.unchanged else "published"
    ask.OUT.print(f"{begin} {what}", markup=False, soft_wrap=True)
    for warning in summary.warnings:
        ask.OUT.print(f"warning: {warning}", markup=False, soft_wrap=True)


def run_flow(settings: Settings, newsrooms_since: date | None = None, recheck: bool = False) -> RefreshSummary:
    """Run the refresh as a Prefect flow, on the server that is reachable, else on Prefect's own in this process."""
    _prepare_prefect(settings)
    # The flow reads its settings from the environment, wherever it runs.
    os.environ[f"{PREFIX}HOME"] = str(settings.home)
    from flows.refresh import refresh_flow

    summary: RefreshSummary = refresh_flow(newsrooms_since=newsrooms_since, recheck=recheck)
    show_refresh(summary, settings)
    return summary


def _prepare_prefect(settings: Settings) -> None:
    """Set what Prefect reads from the environment when it is imported; what the user has set is left alone."""
    server.prepare(settings)
    if server.is_served(settings):
        os.environ.setdefault("PREFECT_API_URL", server.address())
    api = os.environ.get("PREFECT_API_URL")
    if api and server.answers(api):
        server.require_admission(api)
        ask.OUT.print(f"Running as a Prefect flow on the server at {api}.", markup=False)
        return
    if api:
        ask.OUT.print(f"No Prefect server answers at {api} (PREFECT_API_URL).", markup=False)
        del os.environ["PREFECT_API_URL"]
    os.environ.setdefault("PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS", "180")
    os.environ.setdefault("PREFECT_SERVER_ALLOW_EPHEMERAL_MODE", "true")
    os.environ.setdefault("PREFECT_LOGGING_LEVEL", "INFO")
    ask.OUT.print(
        "Running as a Prefect flow on Prefect's own in-process server, whose first start takes up to a minute."
    )


def run_demo(home: Path | None) -> None:
    """Run the flow over the sample edition, then print the latest judgements, the file, and queries to try."""
    from flows.sample.newsroom import newsrooms_csv
    from flows.sample.site import serve_sample

    chosen = load_settings(home)
    if home is None and "home" not in chosen.model_fields_set:
        chosen = load_settings(chosen.home / "demo")
    chosen.home.mkdir(parents=True, exist_ok=True)
    with serve_sample() as address:
        os.environ |= {
            f"{PREFIX}NEWSROOMS": str(newsrooms_csv(address, chosen.home)),
            f"{PREFIX}HOME": str(chosen.home),
            f"{PREFIX}OFSTED_URL": address,
            f"{PREFIX}FILES_URL": address,
            f"{PREFIX}PAUSE": "0",
            # What is made up stays in its home.
            f"{PREFIX}ARCHIVE": "",
            f"{PREFIX}DASK": "",
            f"{PREFIX}LAKE": "",
        }
        settings = load_settings()
        run_flow(settings, newsrooms_since=SAMPLE_SINCE)
    ask.OUT.print("\nThe latest judgements (of a SAMPLE edition, made around published facts):")
    ask.print_rows(ask.rows(settings.published, _DEMO_LATEST), "table")
    ask.OUT.print(f"The file: {settings.published}", markup=False, soft_wrap=True)
    ask.OUT.print("Three queries to try:")
    for query in DEMO_QUERIES:
        words = [_program(), "--home", str(settings.home), "sql", query]
        ask.OUT.print("  " + shlex.join(words), markup=False, soft_wrap=True)


def _program() -> str:
    program = Path(sys.argv[0])
    return os.path.relpath(program) if program.is_absolute() and program.is_relative_to(Path.cwd()) else str(program)


# Two of the three shapes of table have a column that the others lack: an empty cell is an area not judged.
_DEMO_LATEST = """
SELECT authority, published_on AS published, coalesce(overall_effectiveness, 'not judged') AS overall,
    impact_of_leaders AS leaders, help_and_protection, children_in_care, care_leavers
FROM latest_judgements ORDER BY authority
"""

# The sample newsroom's items are as old as the inspections that they are about.
SAMPLE_SINCE = date(2015, 1, 1)

DEMO_QUERIES = (
    "SELECT authority, area, grade, page, quote FROM judgements ORDER BY published_on DESC LIMIT 10",
    "SELECT authority, area, from_grade, to_grade, published_on FROM grade_changes ORDER BY published_on",
    "SELECT title, field, press_value, report_value FROM reconciliations JOIN press_releases USING (release_id)",
)
