"""A look at what is new: the search, the pages of authorities that changed, newsrooms' lists; no report is fetched."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from flows.steps.press import newsrooms_of
from flows.steps.refresh import DIRECTLY, Perform, recorded
from flows.steps.run import Problem, Run
from flows.steps.watch import providers_announced
from warehouse.selection import Arrival, never_asked_for
from warehouse.store import known_providers

# What nobody asked for in this time is left to the nightly refresh.
ANNOUNCED_FOR = timedelta(days=2)


@dataclass(frozen=True)
class Look:
    """What a look found. `nothing_held` says that no authority's page was ever read, so that all would be new."""

    run_id: str
    started_at: datetime
    requests: int
    arrivals: tuple[Arrival, ...]
    nothing_held: bool
    problems: tuple[Problem, ...]


def look(run: Run, perform: Perform = DIRECTLY) -> Look:
    """Record what is listed and was not before, and return what of it nobody has asked for yet.

    Where nothing is held the search is recorded and no page is read: that is a refresh's work.

    Raises:
        RegisterError: when the register of newsrooms cannot be used, before anything is asked.
    """
    newsrooms = newsrooms_of(run)
    nothing_held = not any(provider.swept_at for provider in known_providers(run.con).values())
    with recorded(run, "watch") as total:
        listings = total.search(perform)
        total.sweep_all(perform, listings, [] if nothing_held else providers_announced(run, listings))
        if not nothing_held:
            total.sweep_newsrooms(perform, newsrooms, None)
        total.finish(perform)
        return Look(
            run_id=run.run_id,
            started_at=total.started_at,
            requests=total.requests,
            arrivals=() if nothing_held else tuple(never_asked_for(run.con, total.started_at - ANNOUNCED_FOR)),
            nothing_held=nothing_held,
            problems=tuple(run.problems),
        )
