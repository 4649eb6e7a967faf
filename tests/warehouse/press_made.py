"""Made newsrooms of the made authorities: short ways to list, fetch and read releases."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from transform.press.records import (
    Claim,
    DateSource,
    EarlierGrade,
    Page,
    Release,
    ReleaseFinding,
    ReleaseKind,
    ReleaseReading,
    Statement,
    UnsureClaim,
)
from transform.records import FindingKind, Unreadable, Window
from transform.vocabulary import Area, Grade
from warehouse.press_rows import ListedItem, NewsroomSweep, PressBatch, PressReading, SweepProblem
from warehouse.rows import Fetch, FetchKind, FetchOutcome

from .made import MARSH, at, sha

TABLES = (
    "newsrooms",
    "press_items",
    "press_bodies",
    "press_readings",
    "press_claims",
    "press_unsure_claims",
    "press_earlier_grades",
    "press_statements",
    "press_findings",
    "press_issues",
    "fetches",
    "documents",
    "quarantine",
)
Grades = dict[Area, Grade]


def address(name: str, urn: str = MARSH) -> str:
    return f"https://council-{urn}.example/news/{name}"


def item(
    name: str, title: str | None = "Inspectors' findings", published_on: date | None = None, urn: str = MARSH
) -> ListedItem:
    return ListedItem(address(name, urn), title, published_on)


def newsroom(days: float, *items: ListedItem, urn: str = MARSH, problem: str | None = None) -> NewsroomSweep:
    """Return the sweep of a newsroom; with a problem it could not be read to its end."""
    why = SweepProblem(problem, address("feed", urn), "The made newsroom cannot be read.") if problem else None
    return NewsroomSweep(urn, address("", urn), at(days), items, why)


def fetched(
    days: float, name: str, body: str | None, outcome: FetchOutcome = FetchOutcome.NEW, urn: str = MARSH, **more: Any
) -> Fetch:
    """Return a request for an item; without a body it failed."""
    base = Fetch(address(name, urn), FetchKind.RELEASE, at(days), 0.2, outcome, status=200)
    if body is None:
        base = replace(base, outcome=FetchOutcome.FAILED, status=503, detail="The host is out of service.")
    else:
        base = replace(base, bytes=len(body), document_sha256=sha(body))
    return replace(base, **more)


def release(
    kind: ReleaseKind = ReleaseKind.ILACS,
    grades: Grades | None = None,
    published_on: date | None = date(2023, 3, 10),
    title: str = "Inspectors' findings",
    closing: str = "Find out more on our website.",
    **more: Any,
) -> Release:
    """Return a release that claims these grades, each in a paragraph of its own."""
    paragraphs = [f"{area.value}: {grade.value}." for area, grade in (grades or {}).items()]
    page = Page(
        title,
        (*paragraphs, closing),
        (False,) * (len(paragraphs) + 1),
        published_on,
        DateSource.META if published_on else None,
    )
    claims, start = [], 0
    for (area, grade), quote in zip((grades or {}).items(), paragraphs, strict=True):
        claims.append(Claim(area, grade, grade.value, quote, start, start + len(quote)))
        start += len(quote) + 1
    return Release(page, kind, claims=tuple(claims), **more)


def told(days: float, name: str, body: str, said: Release, urn: str = MARSH, version: str = "press-1") -> PressReading:
    return PressReading(address(name, urn), urn, sha(body), at(days), ReleaseReading(version, said))


def untold(days: float, name: str, body: str, urn: str = MARSH, version: str = "press-1") -> PressReading:
    why = Unreadable("page_without_text", "The made page cannot be read.")
    return PressReading(address(name, urn), urn, sha(body), at(days), ReleaseReading(version, unreadable=why))


def published(days: float, name: str, said: Release, urn: str = MARSH, run: str = "run-1") -> PressBatch:
    """Return the batch of one release that is listed, fetched and read."""
    body = f"page of {name}"
    return PressBatch(
        run,
        (newsroom(days, item(name, urn=urn), urn=urn),),
        (fetched(days, name, body, urn=urn),),
        (told(days, name, body, said, urn),),
    )


def full(said: Release) -> Release:
    """Return the release with everything else that one can say."""
    unsure = UnsureClaim("ambiguous", said.page.paragraphs[-1], 0, len(said.page.paragraphs[-1]))
    return replace(
        said,
        unsure=(unsure,),
        earlier=(EarlierGrade(Grade.INADEQUATE, "in 2018", "inadequate", 4, 14),),
        statements=(
            Statement("Ada Example", "Cabinet Member for Children", "Eastmarsh Council", "We are proud of our staff."),
            Statement("Ben Example", None, None, "There is more to do."),
        ),
        findings=(
            ReleaseFinding(FindingKind.STRENGTH, 1, "Children are listened to."),
            ReleaseFinding(FindingKind.STRENGTH, 2, "Social workers stay."),
            ReleaseFinding(FindingKind.IMPROVEMENT, 1, "Plans are to be brought up to date."),
        ),
    )


def window(start: date, end: date) -> Window:
    return Window(start, end)
