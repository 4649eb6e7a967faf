"""The Prefect flow `watch`: looks for what is new, and announces each of it with an event."""

from __future__ import annotations

from collections.abc import Sequence

from prefect import flow, get_run_logger
from prefect.artifacts import create_markdown_artifact
from prefect.events import emit_event

from flows.refresh import fail_if_parts_failed
from flows.settings import load_settings
from flows.steps.look import Look, look
from flows.steps.summary import listed_text
from flows.tasks import AsTasks
from flows.writing import writing_run
from warehouse.selection import Arrival

PUBLISHED = {"inspection": "inspection.published", "press-release": "press-release.published"}
MANY_PUBLISHED = "many.published"
# The resource of an event is the publication, and its authority stands beside it.
PUBLICATION, AUTHORITY = "inspection-outcomes.publication", "inspection-outcomes.authority"
# More than these are not announced one by one: one event asks for a refresh of all.
MOST_ANNOUNCED = 40


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
        logger.info("Nothing is held yet: a refresh of all authorities has been asked for.")
    else:
        logger.info("%d publications are new, %d announced.", len(found.arrivals), announced)
    if found.arrivals:
        create_markdown_artifact(
            key="watch-new",
            markdown=listed_text(found.arrivals),
            description=f"{len(found.arrivals)} new publications.",
        )
    fail_if_parts_failed(found.problems)
    return found


def announce(found: Look) -> int:
    """Emit an event for each arrival, or one for all when they are too many, and return how many were emitted."""
    if found.nothing_held or len(found.arrivals) > MOST_ANNOUNCED:
        emit_event(
            MANY_PUBLISHED,
            resource={"prefect.resource.id": f"{PUBLICATION}.many", "prefect.resource.name": "many publications"},
            payload={"count": str(len(found.arrivals))},
        )
        return 1
    _emit(found.arrivals)
    return len(found.arrivals)


def _emit(arrivals: Sequence[Arrival]) -> None:
    for arrival in arrivals:
        emit_event(
            PUBLISHED[arrival.kind],
            resource={
                "prefect.resource.id": f"{PUBLICATION}.{arrival.ofsted_urn}.{arrival.publication}",
                "prefect.resource.name": f"{arrival.authority}: {arrival.title}",
            },
            related=[
                {
                    "prefect.resource.id": f"{AUTHORITY}.{arrival.ofsted_urn}",
                    "prefect.resource.role": "authority",
                    "prefect.resource.name": arrival.authority,
                }
            ],
            # Templates of automations hand over strings and nothing else.
            payload={
                "ofsted_urn": arrival.ofsted_urn,
                "authority": arrival.authority,
                "publication": arrival.publication,
                "title": arrival.title,
                "published_on": str(arrival.published_on or ""),
                "url": arrival.url,
            },
        )
