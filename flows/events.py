"""The events that flows emit: what was published, and which grades changed. Automations act on them."""

from __future__ import annotations

from collections.abc import Sequence

from prefect.events import emit_event

from flows.steps.look import Look
from flows.steps.summary import ChangedGrade
from warehouse.selection import Arrival

PUBLISHED = {"inspection": "inspection.published", "press-release": "press-release.published"}
MANY_PUBLISHED = "many.published"
GRADE_CHANGED = "grade.changed"
# The resource of an event is a publication or a grade, and its authority stands beside it.
PUBLICATION, GRADE, AUTHORITY = (f"inspection-outcomes.{what}" for what in ("publication", "grade", "authority"))
# More than these are not announced one by one: one event asks for a refresh of all.
MOST_ANNOUNCED = 40


def announce(found: Look) -> int:
    """Emit an event for each arrival, or one for all when they are too many, and return how many were emitted."""
    if found.nothing_held or len(found.arrivals) > MOST_ANNOUNCED:
        emit_event(
            MANY_PUBLISHED,
            resource={"prefect.resource.id": f"{PUBLICATION}.many", "prefect.resource.name": "many publications"},
            payload={"count": str(len(found.arrivals))},
        )
        return 1
    for arrival in found.arrivals:
        _announce_arrival(arrival)
    return len(found.arrivals)


def announce_changed_grades(changes: Sequence[ChangedGrade]) -> None:
    """Emit an event for each grade that a run has changed."""
    for change in changes:
        _emit(
            GRADE_CHANGED,
            f"{GRADE}.{change.ofsted_urn}.{change.area}",
            f"{change.authority}: {change.area.replace('_', ' ')}",
            change.ofsted_urn,
            {**change._asdict(), "published_on": str(change.published_on)},
        )


def _announce_arrival(arrival: Arrival) -> None:
    _emit(
        PUBLISHED[arrival.kind],
        f"{PUBLICATION}.{arrival.ofsted_urn}.{arrival.publication}",
        f"{arrival.authority}: {arrival.title}",
        arrival.ofsted_urn,
        {
            "ofsted_urn": arrival.ofsted_urn,
            "authority": arrival.authority,
            "publication": arrival.publication,
            "title": arrival.title,
            "published_on": str(arrival.published_on or ""),
            "url": arrival.url,
        },
    )


def _emit(event: str, resource: str, name: str, urn: str, payload: dict[str, str]) -> None:
    """Emit an event; its payload is of strings, since templates of automations hand over nothing else."""
    emit_event(
        event,
        resource={"prefect.resource.id": resource, "prefect.resource.name": name},
        related=[
            {
                "prefect.resource.id": f"{AUTHORITY}.{urn}",
                "prefect.resource.role": "authority",
                "prefect.resource.name": payload["authority"],
            }
        ],
        payload=payload,
    )
