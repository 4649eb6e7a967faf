"""The registry of deployments, as Prefect's page shows it."""

from __future__ import annotations

import asyncio
import importlib
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

pytestmark = [pytest.mark.flows]

LONDON = ZoneInfo("Europe/London")
MONDAY = datetime(2026, 11, 23, tzinfo=LONDON)


def registry() -> dict[str, Any]:
    from flows.deployments import deployments

    return {deployment.name: deployment for deployment in deployments()}


def starts(name: str) -> list[tuple[datetime, dict[str, Any]]]:
    """When a deployment's schedules start it in a week from a Monday on, in London's time, with which parameters."""
    from prefect.server.schemas.schedules import CronSchedule

    found: list[tuple[datetime, dict[str, Any]]] = []
    for schedule in registry()[name].schedules:
        cron = CronSchedule(cron=schedule.schedule.cron, timezone=schedule.schedule.timezone)
        dates = asyncio.run(cron.get_dates(n=1000, start=MONDAY, end=MONDAY + timedelta(days=7)))
        found += [(when.astimezone(LONDON), schedule.parameters) for when in dates if when < MONDAY + timedelta(days=7)]
    return sorted(found, key=lambda start: start[0])


def test_each_can_be_started_from_its_module_and_says_what_it_does() -> None:
    for name, deployment in registry().items():
        module, _, flow = deployment.entrypoint.rpartition(".")
        assert getattr(importlib.import_module(module), flow).name == name
        assert len(deployment.description) > 80
        assert deployment.tags == ["inspection-outcomes"]


def test_every_parameter_has_a_description() -> None:
    for deployment in registry().values():
        properties = deployment._parameter_openapi_schema.properties  # noqa: SLF001
        assert all(parameter.get("description") for parameter in properties.values())


def test_schedules_are_in_london_s_time() -> None:
    zones = {schedule.schedule.timezone for deployment in registry().values() for schedule in deployment.schedules}
    assert zones == {"Europe/London"}


def test_the_watch_is_half_hourly_in_office_hours_and_hourly_otherwise() -> None:
    times = [start for start, _ in starts("watch")]
    assert len(times) == len(set(times)) == 7 * 24 + 5 * 12
    assert {time.hour for time in times if time.minute == 30} == set(range(7, 19))
    assert {time.weekday() for time in times if time.minute == 30} == set(range(5))


def test_the_refresh_is_nightly_and_on_sundays_a_sweep() -> None:
    runs = starts("refresh")
    assert [start.weekday() for start, _ in runs] == list(range(7))
    assert [parameters for _, parameters in runs] == [{}] * 6 + [{"recheck": True}]


def test_the_comparison_with_ofsted_s_table_is_monthly() -> None:
    (schedule,) = registry()["compare"].schedules
    assert schedule.schedule.cron == "30 5 2 * *"
