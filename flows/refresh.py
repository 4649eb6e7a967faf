"""The Prefect flow `refresh`: the steps of a refresh as tasks, with tables of what it did and what is new."""

from __future__ import annotations

from datetime import date

from prefect import flow
from prefect.artifacts import create_markdown_artifact, create_table_artifact
from prefect.runtime import flow_run

from flows.errors import PartsFailedError
from flows.events import announce_changed_grades
from flows.settings import Settings, load_settings
from flows.steps.authorities import AuthorityError, find_authority
from flows.steps.one_authority import refresh_authority
from flows.steps.refresh import RefreshSummary, refresh
from flows.steps.run import Problem
from flows.steps.summary import arrivals_since, arrivals_text, grades_changed_since, summary_table
from flows.tasks import AsTasks
from flows.writing import writing_run


def _name() -> str:
    """The run's name: it says what is refreshed, also when no authority is called so."""
    given = flow_run.parameters
    if not given.get("authority"):
        return "sweep all authorities" if given.get("recheck") else "refresh all authorities"
    try:
        return f"refresh {find_authority(str(given['authority'])).name}"
    except AuthorityError:
        return f"refresh {given['authority']}"


@flow(name="refresh", flow_run_name=_name, persist_result=False)
def refresh_flow(
    authority: str | None = None, recheck: bool = False, newsrooms_since: date | None = None
) -> RefreshSummary:
    """Ask Ofsted's site and councils' newsrooms what is new, fetch, read and load it, and publish.

    Args:
        authority: Only this authority: its name, GSS code or URN. Empty: all that have something new.
        recheck: Also read every page again, and ask whether the reports that are held were changed.
        newsrooms_since: Ask the newsrooms for all that they published from this day on, not only for what is new.

    Raises:
        PartsFailedError: after all else was done, when a page or a report could not be had.
        AuthorityError: when no authority is called so.
    """
    settings = load_settings()
    wanted = find_authority(authority) if authority else None
    with writing_run(settings, _name()) as run:
        if wanted:
            summary = refresh_authority(run, wanted, AsTasks())
        else:
            summary = refresh(run, AsTasks(), newsrooms_since=newsrooms_since, recheck=recheck)
    show(settings, summary, "refresh")
    fail_if_parts_failed(summary.problems)
    return summary


def show(settings: Settings, summary: RefreshSummary, kind: str) -> None:
    """Make a table of what a run did, a list of the inspections that are new, and an event for each changed grade."""
    create_table_artifact(
        key=f"{kind}-summary",
        table=[{"what": what, "count": count} for what, count in summary_table(summary)],
        description=f"Run {summary.run_id}: what was new, changed and put in quarantine.",
    )
    arrived = arrivals_since(settings.published, summary.started_at)
    if arrived:
        create_markdown_artifact(
            key=f"{kind}-new", markdown=arrivals_text(arrived), description=f"{len(arrived)} new inspections."
        )
    announce_changed_grades(grades_changed_since(settings.published, summary.started_at))


def fail_if_parts_failed(problems: tuple[Problem, ...]) -> None:
    """Raise when there are problems, naming the first three.

    Raises:
        PartsFailedError: when there are any.
    """
    if problems:
        shown = "; ".join(f"{problem.source}: {problem.detail}" for problem in problems[:3])
        parts = "1 part" if len(problems) == 1 else f"{len(problems)} parts"
        raise PartsFailedError(f"{parts} failed, the rest was loaded and published. {shown}")
