"""The views of newsrooms as text, kept in files beside the tests.

`python -m tests.warehouse.press_golden` writes the files anew; what changed is then seen as their diff.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from functools import cache
from pathlib import Path

import duckdb

from transform.press.records import ReleaseKind
from transform.records import DocumentIssue, Severity
from transform.vocabulary import Area, Framework, Grade
from warehouse.press_load import load_press
from warehouse.press_rows import PressBatch
from warehouse.publish import build_views
from warehouse.rows import FetchOutcome
from warehouse.store import load

from . import made, press_made
from .golden import FOLDER, shown
from .made import DOWN, FELL, at, held
from .press_made import fetched, full, item, newsroom, release, told, untold

TABLES = {
    "press_releases": "release_id, authority, url, title, published_on, published_on_source AS source, kind, "
    'inspection_id, match_basis AS basis, window_start AS start, window_end AS "end", claims, duplicate_of, version, '
    "first_seen_at, last_seen_at, amended_at, withdrawn_at",
    "press_release_versions": "url, version, is_current, title, kind, "
    "list_transform(claims, lambda c: c.area || ' ' || c.grade) AS claims, first_seen_at, last_seen_at",
    "press_claims": "url, area, grade, quote, char_start, char_end, in_title, inspection_id, report_grade, verdict",
    "press_unsure_claims": "url, position, reason, quote, char_start, char_end, in_title",
    "press_earlier_grades": "url, position, grade, when_as_printed, quote, char_start, char_end",
    "press_statements": "url, position, speaker, role, organisation, quote",
    "press_findings": "url, inspection_id, kind, position, text",
    "press_issues": "url, position, kind, severity, field, believed, other",
    "reconciliations": "release_id, inspection_id, field, press_value, report_value, verdict",
    "press_omissions": "url, inspection_id, area, grade, grade_rank, page",
    "newsrooms": "authority, newsroom, last_tried_at, last_swept_at, problem, problem_url, items_listed AS listed, "
    "items, items_read, releases, newest_item_on",
    "quarantine": "stage, source_url, reason, detail, first_seen_at, resolved_at",
}


def scenario() -> list[tuple[PressBatch, float]]:
    """Return batches, with the day that each is loaded on, that meet what the views are for."""
    grades = {
        Area.OVERALL_EFFECTIVENESS: Grade.GOOD,
        Area.IMPACT_OF_LEADERS: Grade.GOOD,
        Area.HELP_AND_PROTECTION: Grade.OUTSTANDING,
    }
    said = full(release(grades=grades, window=press_made.window(date(2023, 1, 23), date(2023, 2, 10))))
    april = {Area.OVERALL_EFFECTIVENESS: Grade.GOOD, Area.CARE_LEAVERS: Grade.OUTSTANDING}
    early = release(grades=april, published_on=date(2026, 6, 17), title="A good result")
    edited = release(grades={Area.CARE_LEAVERS: Grade.OUTSTANDING}, published_on=date(2026, 6, 17), title="Our result")
    visit = release(
        ReleaseKind.JTAI,
        published_on=None,
        window=press_made.window(date(2024, 1, 15), date(2024, 1, 19)),
        issues=(DocumentIssue("year_not_certain", Severity.ERROR, "Made for a test.", None, "window", None, "15 May"),),
    )
    first = PressBatch(
        "run-1",
        (
            newsroom(
                0.1,
                item("1", published_on=date(2023, 3, 9)),
                item("2", published_on=date(2023, 3, 12)),
                item("3"),
                item("school"),
                item("gone"),
                item("empty"),
                item("unread", published_on=date(2026, 6, 28)),
            ),
            newsroom(0.2, urn=FELL, problem="unreadable"),
            newsroom(0.3, item("4", published_on=date(2024, 3, 5), urn=DOWN), urn=DOWN, problem="too_many"),
        ),
        (
            *(fetched(0.4, name, f"page of {name}") for name in ("1", "2", "3", "school", "empty")),
            fetched(0.45, "gone", None, status=404),
            fetched(0.46, "4", "page of 4", urn=DOWN),
        ),
        (
            told(0.5, "1", "page of 1", said),
            told(0.5, "2", "page of 2", said),
            told(0.5, "3", "page of 3", early),
            told(0.5, "school", "page of school", release(ReleaseKind.NOT_ABOUT_THE_COUNCIL, closing="A school.")),
            untold(0.5, "empty", "page of empty"),
            told(0.5, "4", "page of 4", visit, DOWN),
        ),
    )
    second = PressBatch(
        "run-2",
        (newsroom(5.1, item("3", "Our result")), newsroom(5.2, urn=DOWN)),
        (
            fetched(5.3, "1", "page of 1", FetchOutcome.UNCHANGED),
            fetched(5.3, "2", None, status=410),
            fetched(5.3, "3", "edited page of 3"),
            fetched(5.3, "empty", "page of empty, with text"),
        ),
        (
            told(5.4, "3", "edited page of 3", edited),
            told(5.4, "empty", "page of empty, with text", release(ReleaseKind.OTHER, closing="Bins.")),
        ),
    )
    return [(first, 0.9), (second, 5.9)]


def loaded(con: duckdb.DuckDBPyConnection) -> None:
    """Load the inspections that the releases are about, and the releases."""
    load(con, held("103", date(2023, 3, 10), made.ilacs(date(2023, 1, 30), 11)), at(0))
    load(con, held("301", date(2024, 3, 1), made.ungraded(Framework.JTAI, date(2024, 1, 15)), urn=DOWN), at(0))
    first, second = scenario()
    load_press(con, *_dated(first))
    best = {Area.CARE_LEAVERS: Grade.OUTSTANDING}
    report = held("104", date(2026, 6, 17), made.ilacs(date(2026, 4, 27), grades=best), days=1, run="run-2")
    kept = (*held("103", date(2023, 3, 10)).sweeps[0].publications, *report.sweeps[0].publications)
    load(con, replace(report, sweeps=(made.sweep(1, *kept),)), at(1))
    load_press(con, *_dated(second))


def _dated(batch: tuple[PressBatch, float]) -> tuple[PressBatch, datetime]:
    return batch[0], at(batch[1])


def build() -> duckdb.DuckDBPyConnection:
    """Return the finished build of the scenario, in memory."""
    con = made.working()
    loaded(con)
    build_views(con, at(10))
    return con


@cache
def built() -> duckdb.DuckDBPyConnection:
    """Return `build()`, the same for all who only read."""
    return build()


def kept_file(view: str) -> Path:
    """Return the file that keeps a view's rows."""
    return FOLDER / "press" / f"{view}.txt"


if __name__ == "__main__":
    for name, columns in TABLES.items():
        kept_file(name).parent.mkdir(exist_ok=True)
        kept_file(name).write_text(shown(built(), name, columns))
