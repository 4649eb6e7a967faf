"""The Prefect flow `backfill`: what the form asks for, planned, done in batches, told by authority and framework."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from prefect import State, flow, get_run_logger
from prefect.artifacts import create_progress_artifact, create_table_artifact, update_progress_artifact
from prefect.runtime import flow_run
from prefect.states import Completed, Failed

from flows.refresh import fail_if_parts_failed, show
from flows.settings import load_settings
from flows.steps.backfill import Backfill, PlanRow
from flows.steps.run import Progress, utc_now
from flows.steps.wish import Wish, contradiction, title
from flows.tasks import AsTasks
from flows.writing import writing_run


def _name() -> str:
    wish = Wish.model_validate(flow_run.parameters.get("what") or {})
    return f"{'dry run of ' if wish.dry_run else ''}backfill {title(wish)}"


@flow(name="backfill", flow_run_name=_name, persist_result=False)
def backfill_flow(what: Wish = Wish()) -> State[Any]:  # noqa: B008 - Prefect makes the form's defaults of it
    """Fetch, read and load what is asked for, as far as it is not done already, and publish.

    One that was cancelled or cut off, asked for again in the same words, goes on from where it was.

    Args:
        what: Which publications, and what is to be done with them. Left as it is: fetch all that is missing.

    Raises:
        PartsFailedError: after all else was done, when a page or a report could not be had.
    """
    if said := contradiction(what, utc_now().date()):
        return Failed(message=said)
    settings = load_settings()
    logger = get_run_logger()
    with writing_run(settings, _name()) as run:
        backfill = Backfill(run, what)
        plan = backfill.plan()
        told = _told(plan)
        if backfill.goes_on:
            told = f"Goes on with the one that began at {backfill.began_at:%Y-%m-%d %H:%M} UTC. {told}"
        logger.info(told)
        create_table_artifact(key="backfill-plan", table=_plan_table(plan), description=told)
        if what.dry_run:
            return Completed(message=f"Nothing was done, as asked for. {told}")
        run.progress = _ProgressArtifact(run.progress, settings.batch)
        done = backfill.perform(AsTasks())
    counts = {name: sum(getattr(row, name) for row in done.rows) for name in ("found", "new", "changed", "quarantined")}
    outcome = ", ".join(f"{count} {name}" for name, count in counts.items())
    create_table_artifact(
        key="backfill-result",
        table=[asdict(row) for row in done.rows],
        # A run's page shows no more of it than its first words.
        description=f"{outcome}. Found are all publications that were meant; new, changed and quarantined are those of "
        f"them that became so.{_left(done.left)}",
    )
    show(settings, done.summary, "backfill")
    fail_if_parts_failed(done.summary.problems)
    return Completed(message=outcome)


def _told(plan: tuple[PlanRow, ...]) -> str:
    def total(name: str) -> int:
        return sum(getattr(row, name) for row in plan)

    told = []
    if pages := total("page_to_read"):
        which, there = ("authority's page is", "it") if pages == 1 else ("authorities' pages are", "them")
        told.append(f"{pages} {which} to be read, and the new reports on {there} to be fetched.")
    if known := total("reports_known"):
        told.append(
            f"Of {known} reports known so far, {total('reports_to_fetch')} are to be fetched "
            f"and {total('reports_to_read')} read from the archive."
        )
    if total("releases_to_fetch") or total("releases_to_read"):
        told.append(
            f"{total('releases_to_fetch')} press releases are to be fetched, {total('releases_to_read')} read from the "
            "archive."
        )
    return " ".join(told) or "Of what is known so far, nothing is to be done."


def _plan_table(plan: tuple[PlanRow, ...]) -> list[dict[str, str | int]]:
    """The plan as a page shows it: few and short columns, since those beyond its width are out of sight."""
    releases = any(row.releases_to_fetch or row.releases_to_read for row in plan)
    return [
        {
            "authority": row.authority,
            "page": "to read" if row.page_to_read else "",
            "reports known": row.reports_known,
            "to fetch": row.reports_to_fetch,
            "to read": row.reports_to_read,
            **(
                {"releases to fetch": row.releases_to_fetch, "releases to read": row.releases_to_read}
                if releases
                else {}
            ),
        }
        for row in plan
    ]


def _left(count: int) -> str:
    if not count:
        return ""
    if count == 1:
        return " One more report is of another framework; the next refresh loads it."
    return f" {count} more reports are of other frameworks; the next refresh loads them."


class _ProgressArtifact:
    """Progress as an artifact that shows how far the present stage is, beside what the log says."""

    def __init__(self, beside: Progress, every: int) -> None:
        self._beside, self._every = beside, every
        self._artifact = create_progress_artifact(progress=0.0, key="backfill-progress", description="begun")

    def __call__(self, stage: str, done: int, total: int) -> None:
        self._beside(stage, done, total)
        if done == total or done % self._every == 0:
            update_progress_artifact(
                self._artifact, progress=100.0 * done / max(total, 1), description=f"{stage}: {done} of {total}"
            )
