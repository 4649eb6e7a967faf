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
        what: Which publications, and what is to be done with them.

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
        create_table_artifact(key="backfill-plan", table=[asdict(row) for row in plan], description=told)
        if what.dry_run:
            return Completed(message=f"Nothing was done, as asked for. {told}")
        run.progress = _ProgressArtifact(run.progress, settings.batch)
        done = backfill.perform(AsTasks())
    create_table_artifact(
        key="backfill-result",
        table=[asdict(row) for row in done.rows],
        description="Publications by authority and framework: how many there are, and how many of them are new, "
        "changed or in quarantine."
        + (f" {done.left} more are of other frameworks; the next refresh loads them." if done.left else ""),
    )
    show(settings, done.summary, "backfill")
    fail_if_parts_failed(done.summary.problems)
    counts = {name: sum(getattr(row, name) for row in done.rows) for name in ("found", "new", "changed", "quarantined")}
    return Completed(message=", ".join(f"{count} {name}" for name, count in counts.items()))


def _told(plan: tuple[PlanRow, ...]) -> str:
    def total(name: str) -> int:
        return sum(getattr(row, name) for row in plan)

    return (
        f"{total('page_to_read')} authorities' pages are to be read; of {total('reports_known')} reports known so far, "
        f"{total('reports_to_fetch')} are to be fetched and {total('reports_to_read')} read from the archive; "
        f"{total('releases_to_fetch')} press releases are to be fetched and {total('releases_to_read')} read."
    )


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
