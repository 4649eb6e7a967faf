"""The messages of messages.yaml: what Prefect makes of the file, and what people read."""

from __future__ import annotations

import asyncio
from datetime import date
from typing import Any
from uuid import uuid4

import pytest

from flows.messages import automations
from flows.steps.summary import ChangedGrade

pytestmark = pytest.mark.flows

CHANGED = ChangedGrade(
    "80465",
    "Cheshire East",
    "care_leavers",
    "requires_improvement",
    "good",
    "improved",
    date(2024, 5, 13),
    "https://files.ofsted.gov.uk/v1/file/50243888",
)


def keys(value: Any) -> Any:
    """The names in a structure, without the values."""
    if isinstance(value, dict):
        return {name: keys(of) for name, of in value.items()}
    return [keys(of) for of in value] if isinstance(value, list) and value and isinstance(value[0], dict) else None


def test_prefect_accepts_the_file_and_overlooks_nothing_in_it() -> None:
    from prefect.events.schemas.automations import AutomationCore
    from prefect.server.events.schemas.automations import AutomationCreate

    for automation in automations(uuid4()):
        AutomationCreate.model_validate(automation)
        understood = AutomationCore.model_validate(automation).model_dump(mode="json", exclude_unset=True)
        assert keys(understood) == keys(automation)


def emitted(change: ChangedGrade, monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """The event that a changed grade leads to."""
    from flows import events

    found: list[dict[str, Any]] = []
    monkeypatch.setattr(events, "emit_event", lambda event, **given: found.append({"event": event, **given}))
    events.announce_changed_grades([change])
    (event,) = found
    return event


def test_the_message_of_a_changed_grade_says_which_and_links_to_the_report(monkeypatch: pytest.MonkeyPatch) -> None:
    from prefect.server.events.actions import SendNotification
    from prefect.server.events.schemas.automations import (
        Automation,
        EventTrigger,
        Firing,
        TriggeredAction,
        TriggerState,
    )
    from prefect.server.events.schemas.events import ReceivedEvent
    from prefect.types import DateTime

    event = ReceivedEvent(occurred=DateTime.now("UTC"), id=uuid4(), **emitted(CHANGED, monkeypatch))
    made = [Automation.model_validate({**given, "id": uuid4()}) for given in automations(uuid4())]
    (automation,) = [each for each in made if isinstance(each.trigger, EventTrigger) and each.trigger.covers(event)]
    firing = Firing(trigger=automation.trigger, trigger_states={TriggerState.Triggered}, triggered=DateTime.now("UTC"))
    (action,) = automation.actions
    assert isinstance(automation.trigger, EventTrigger)
    assert isinstance(action, SendNotification)
    triggered = TriggeredAction(
        automation=automation,
        firing=firing,
        triggered=DateTime.now("UTC"),
        triggering_labels={},
        triggering_event=event,
        action=action,
    )
    assert asyncio.run(action.render(triggered)) == [
        "Cheshire East: care leavers improved from requires improvement to good",
        "The report published on 2024-05-13 says so: https://files.ofsted.gov.uk/v1/file/50243888",
    ]
