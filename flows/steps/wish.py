"""What a person asks of a backfill, in words that a form shows; and what contradicts itself in it."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from pydantic import BaseModel, Field

from flows.steps.authorities import authorities, day_in_words, named, no_page
from transform.vocabulary import Framework

# The title of each of these enumerations stands on a button of the form.
Authority = StrEnum("Authority", {authority.name: authority.name for authority in authorities()})


class Source(StrEnum):
    """Where publications come from."""

    REPORTS = "reports"
    PRESS_RELEASES = "press releases"


class Mode(StrEnum):
    """What is done with what is meant."""

    MISSING = "fetch what is missing"
    READ_AGAIN = "read again what is held"
    FETCH_AGAIN = "fetch again"


class Wish(BaseModel):
    """Which publications are meant, and what is to be done with them."""

    authorities: list[Authority] | None = Field(
        default=None,
        title="Authorities",
        description="Choose 'list' and pick them by name; typing a few letters finds them. None: all authorities.",
    )
    frameworks: list[Framework] | None = Field(
        default=None,
        title="Frameworks",
        description="Choose 'list' and pick; ILACS is the present framework for children's services, SIF the one "
        "before. None: all. Only the report itself says its framework, so those never read are all fetched.",
    )
    published_from: date | None = Field(
        default=None,
        title="Published from",
        description="Only what was published on this day or later. None: from the first on.",
    )
    published_to: date | None = Field(
        default=None,
        title="Published to",
        description="Only what was published on this day or earlier. None: up to today.",
    )
    sources: list[Source] = Field(
        default=[Source.REPORTS, Source.PRESS_RELEASES],
        title="Sources",
        description="Ofsted's reports, councils' press releases, or both.",
    )
    mode: Mode = Field(
        default=Mode.MISSING,
        title="What to do",
        description="Fetch what is not held yet; read again, without the network, what is held; or ask the hosts for "
        "all of it again.",
    )
    dry_run: bool = Field(
        default=False,
        title="Dry run",
        description="Only plan: the run's artifact backfill-plan says what would be done; nobody is asked, and nothing "
        "changes.",
    )


def contradiction(wish: Wish, today: date) -> str | None:
    """Return a sentence on what cannot be meant, None when all can."""
    start, end = wish.published_from, wish.published_to
    if start and end and end < start:
        return f"The period ends ({day_in_words(end)}) before it begins ({day_in_words(start)})."
    if start and start > today:
        return f"The period begins on {day_in_words(start)}, which is yet to come."
    if not wish.sources:
        return "No source is chosen: choose reports, press releases, or both."
    if wish.frameworks and Source.REPORTS not in wish.sources:
        return "Frameworks are those of reports, and only press releases are chosen."
    for name in wish.authorities or ():
        authority = named(name)
        if start and authority.ended_on and authority.ended_on < start:
            ended = day_in_words(authority.ended_on)
            return f"{name} was abolished on {ended}, before the period begins ({day_in_words(start)})."
        if not authority.ofsted_urn:
            return no_page(authority)
    return None


def title(wish: Wish) -> str:
    """Return what is wished in a few words: "ILACS 2018-2020, 12 authorities"."""
    names = wish.authorities or []
    whose = {0: "all authorities", 1: str(names[0]) if names else ""}.get(len(names), f"{len(names)} authorities")
    years = [str(day.year) for day in (wish.published_from, wish.published_to) if day]
    period = "-".join(dict.fromkeys(years)) if len(years) == 2 else ""
    if len(years) == 1:
        period = f"from {years[0]}" if wish.published_from else f"to {years[0]}"
    what = ", ".join(wish.frameworks or wish.sources)
    return f"{' '.join(part for part in (what, period) if part)}, {whose}"
