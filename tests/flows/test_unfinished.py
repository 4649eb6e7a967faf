"""What is remembered of a backfill that was cut off."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from flows.steps.unfinished import Unfinished
from flows.steps.wish import Wish
from tests.flows.runs import settings_for

BEGAN = datetime(2026, 7, 1, tzinfo=UTC)


def asked_for(*authorities: str, **more: str) -> Wish:
    return Wish.model_validate({"authorities": list(authorities), **more})


def test_the_same_picked_in_another_order_goes_on_and_anything_else_begins_anew(tmp_path: Path) -> None:
    settings = settings_for(tmp_path, "http://127.0.0.1:1")
    first = Unfinished(settings, asked_for("Trafford", "Cheshire East"), BEGAN)
    first.begin()
    first.note(["a" * 64])
    later = BEGAN + timedelta(hours=1)
    same = Unfinished(settings, asked_for("Cheshire East", "Trafford"), later)
    assert (same.goes_on, same.began_at, same.done) == (True, BEGAN, {"a" * 64})
    for other in (asked_for("Trafford"), asked_for("Trafford", "Cheshire East", mode="fetch again")):
        assert not Unfinished(settings, other, later).goes_on
    same.end()
    assert not Unfinished(settings, asked_for("Trafford", "Cheshire East"), later).goes_on
