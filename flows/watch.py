"""The Prefect flow `watch`: looks for what is new, and announces each of it with an event."""

from __future__ import annotations

from prefect import flow, get_run_logger
from prefect.artifacts import create_markdown_artifact

from flows.events import announce
from flows.naming import rename
from flows.refresh import fail_if_parts_failed
from flows.settings import load_settings
from flows.steps.look import Look, look
from flows.steps.summary import listed_text
from flows.tasks import AsTasks
from flows.writing import writing_run


@flow(name="watch", flow_run_name="watch", persist_result=False)
def watch_flow() -> Look:
    """Ask Ofsted's search and councils' newsrooms what they list, and announce what nobody has asked for yet.

    An event is a nudge: what it announces stands in the working database, and the nightly refresh fetches what no
    event has led to.

    Raises:
        PartsFailedError: after all else was done, when the search or a page could not be had.
    """
    logger = get_run_logger()
    with writing_run(load_settings(), "watch") as run:
        found = look(run, AsTasks())
    announced = announce(found)
    if found.nothing_held:
        rename("watch: nothing held yet")
        logger.info("Nothing is held yet: a refresh of all authorities has been asked for.")
    else:
        rename(f"watch: {len(found.arrivals) or 'nothing'} new")
        logger.info("%d publications are new, %d announced.", len(found.arrivals), announced)
    if found.arrivals:
        create_markdown_artifact(
            key="watch-new",
            markdown=listed_text(found.arrivals),
            description=f"{len(found.arrivals)} new publications.",
        )
    fail_if_parts_failed(found.problems)
    return found
