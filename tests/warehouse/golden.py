"""Tables as text that a person can read and compare; kept in files beside the tests.

`python -m tests.warehouse.golden` writes the files anew; what changed is then seen as their diff.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from functools import cache
from pathlib import Path

import duckdb

from transform.records import Severity
from transform.vocabulary import Area, Framework, Grade
from warehouse.publish import build_views
from warehouse.rows import Batch, FetchOutcome
from warehouse.store import LoadSummary, finish_run, load, start_run

from . import made
from .made import DOWN, FELL, MARSH, NEW, at, fetch, held, judgement, listing, publication, reading, sweep, ungraded

FOLDER = Path(__file__).with_name("golden")
TABLES = {
    "inspections": "inspection_id, authority, framework, pathway, pathway_basis AS basis, inspection_start AS start, "
    'inspection_end AS "end", published_on, lead_inspector, theme, amended_at, withdrawn_at, superseded_by',
    "judgements": "inspection_id, area, grade, grade_rank AS rank, page, quote",
    "latest_judgements": "authority, inspection_id, framework, overall_effectiveness AS overall, "
    "impact_of_leaders AS leaders, help_and_protection AS help, children_in_care_and_care_leavers AS joint, "
    "children_in_care AS care, care_leavers AS leavers, looked_after_and_permanence AS looked_after, "
    "overall_effectiveness_status AS status, withheld_areas AS withheld, newer_reports_not_read AS unread",
    "grade_changes": "authority, area, from_grade, to_grade, from_inspection_id AS from_id, to_inspection_id AS to_id, "
    "published_on, direction, from_published_on, from_framework",
    "document_issues": "inspection_id, kind, severity, source, field, believed, other",
    "publications": "authority, file_id, published_on, state, quarantine_reason AS reason, "
    "document_version AS version, inspections, withdrawn_at",
    "quarantine": "file_id, stage, reason, detail, first_seen_at, resolved_at",
    "changes": "changed_at, entity, file_id, inspection_id, field, old_value, new_value",
    "findings": "inspection_id, kind, position, text, page",
    "runs": "run_id, kind, started_at, finished_at, state, detail",
    "judgement_history": "authority, area, position, inspection_id, grade, why_null, previous_grade AS previous, "
    "direction, stood_from, stood_until, unbroken_since AS unbroken, days_stood AS days, "
    "ended_by_inspection_id AS ended_by, ended_because",
    "authority_timeline": "authority, published_on, kind, framework, headline, headline_basis AS basis, inspection_id, "
    "superseded_by",
    "national_profile": "quarter_end, area, grade, authorities_with_grade AS with_grade, share_of_judged AS share, "
    "authorities_judged AS judged, judged_under_sif AS sif, judged_under_ilacs AS ilacs, "
    "authorities_without_area AS without, authorities_withheld AS withheld, framework_break",
    "due_next": "authority, inspection_id, as_of, days_since, next_pathway, past_short, past_standard, why_no_pathway, "
    "past_intervals, why_no_window",
    "report_turnaround": "inspection_id, framework, year, last_day, published_on, days_to_publication AS days",
    "report_turnaround_by_year": "framework, year, inspections, fastest_days AS fastest, median_days AS median, "
    "nine_in_ten_days AS nine_in_ten, slowest_days AS slowest",
    "inspector_history": "lead_inspector, position, lead_inspectors, inspection_id, framework, overall_effectiveness",
}
# Of some views only a part is kept: what the made authorities have in it.
PARTS = {
    "national_profile": "national_profile WHERE authorities_with_grade > 0 AND (framework_break IS NOT NULL "
    "OR quarter_end IN ('2014-06-30', '2019-03-31', '2025-12-31'))",
    "due_next": "due_next WHERE ofsted_urn LIKE '99%'",
}


def scenario() -> list[tuple[Batch, float]]:
    """Return batches, with the day that each is loaded on, that meet what the tables are for."""
    worse = {Area.HELP_AND_PROTECTION: Grade.INADEQUATE, Area.OVERALL_EFFECTIVENESS: Grade.INADEQUATE}
    marsh = {
        "101": (date(2014, 6, 20), made.sif(date(2014, 3, 4), worse)),
        "102": (
            date(2019, 3, 1),
            made.ilacs(date(2019, 1, 14), 11, {Area.HELP_AND_PROTECTION: Grade.REQUIRES_IMPROVEMENT}),
        ),
        "103": (date(2023, 3, 10), made.ilacs(date(2023, 1, 30), 11, printed_published_on=date(2023, 3, 9))),
        "104": (date(2026, 6, 17), made.ilacs(date(2026, 4, 27), grades={Area.CARE_LEAVERS: Grade.OUTSTANDING})),
    }
    review = ungraded(Framework.LSCB_REVIEW, date(2015, 1, 12), judgements=(judgement(Area.LSCB_EFFECTIVENESS),))
    contradicted = made.ilacs(
        date(2024, 5, 13), issues=(made.issue("grades_contradict", Severity.ERROR, "care_leavers"),)
    )
    contradicted = replace(
        contradicted, judgements=tuple(row for row in contradicted.judgements if row.area is not Area.CARE_LEAVERS)
    )
    visit = ungraded(Framework.JTAI, date(2024, 1, 15), theme="Serious youth violence")
    send = ungraded(
        Framework.AREA_SEND,
        date(2024, 9, 9),
        judgements=(judgement(Area.AREA_SEND_OUTCOME, Grade.WIDESPREAD_FAILINGS),),
    )
    joint = held("301", date(2024, 3, 1), visit, urn=DOWN, days=0.3)
    second_page = sweep(0.35, publication("301", date(2024, 3, 1), FELL, "Joint inspection"), urn=FELL)
    fell = [
        publication("201", date(2015, 3, 1), FELL),
        publication("202", date(2024, 7, 1), FELL),
        publication("203", date(2024, 10, 1), FELL, "Letter"),
        publication("204", date(2025, 1, 6), FELL),
        publication("205", date(2012, 7, 2), FELL),
        *second_page.publications,
    ]
    bodies = ("201", "202", "203")
    first = [
        Batch(
            "run-1",
            (listing(MARSH),),
            (sweep(0.1, *(publication(file_id, when) for file_id, (when, _) in marsh.items())),),
            tuple(fetch(0.1 + number / 100, file_id, f"body of {file_id}") for number, file_id in enumerate(marsh)),
            tuple(reading(0.2, f"body of {file_id}", report) for file_id, (_, report) in marsh.items()),
        ),
        joint,
        Batch(
            "run-1",
            (listing(FELL),),
            (sweep(0.4, *fell, urn=FELL),),
            (
                *(fetch(0.4 + number / 100, file_id, f"body of {file_id}") for number, file_id in enumerate(bodies)),
                fetch(0.45, "205", "<html>", FetchOutcome.REJECTED, detail="A web page came in place of the report."),
            ),
            (
                reading(0.5, "body of 201", made.sif(date(2015, 1, 12)), review),
                reading(0.5, "body of 202", contradicted),
                reading(0.5, "body of 203", ungraded(Framework.OTHER, None)),
                made.unreadable(0.5, "<html>", "not_found_page"),
            ),
        ),
        held("401", date(2020, 3, 2), made.ilacs(date(2020, 1, 13), 11), urn=NEW, days=0.6),
    ]
    reissued = made.ilacs(date(2019, 1, 14), 11, {Area.HELP_AND_PROTECTION: Grade.REQUIRES_IMPROVEMENT})
    listed = [publication(file_id, when) for file_id, (when, _) in marsh.items() if file_id != "102"]
    amended = made.ilacs(date(2026, 4, 27), grades={Area.CARE_LEAVERS: Grade.GOOD})
    second = [
        Batch(
            "run-2",
            (),
            (sweep(9.1, *listed, publication("105", date(2019, 4, 1))),),
            (fetch(9.1, "105", "body of 105"), fetch(9.2, "104", "amended body of 104")),
            (reading(9.3, "body of 105", reissued), reading(9.3, "amended body of 104", amended)),
        ),
        Batch(
            "run-2",
            (),
            (
                sweep(
                    9.4,
                    publication("301", date(2024, 3, 1), DOWN),
                    publication("302", date(2024, 11, 1), DOWN),
                    urn=DOWN,
                ),
            ),
            (fetch(9.4, "302", "body of 302"),),
            (reading(9.5, "body of 302", send),),
        ),
    ]
    return [*((batch, 0.9) for batch in first), *((batch, 9.9) for batch in second)]


def build() -> duckdb.DuckDBPyConnection:
    """Return the finished build of the scenario, in memory."""
    con = made.working()
    start_run(con, "run-1", "refresh", at(0))
    for batch, day in scenario():
        load(con, batch, at(day))
    finish_run(con, "run-1", at(0.95), "completed", LoadSummary())
    build_views(con, at(10))
    return con


@cache
def built() -> duckdb.DuckDBPyConnection:
    """Return `build()`, the same for all who only read."""
    return build()


def shown(con: duckdb.DuckDBPyConnection, view: str, columns: str | None = None) -> str:
    """Return the rows of a view, of the made authorities, as text with one line per row."""
    con.execute(f"SELECT {columns or TABLES[view]} FROM {PARTS.get(view, view)}")
    names = [column[0] for column in con.description or ()]
    cells = [names, *sorted([_cell(value) for value in row] for row in con.fetchall())]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    return "\n".join(" | ".join(map(str.ljust, row, widths)).rstrip() for row in cells) + "\n"


def _cell(value: object) -> str:
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M}"
    return "" if value is None else str(value)


if __name__ == "__main__":
    for name in TABLES:
        (FOLDER / f"{name}.txt").write_text(shown(built(), name))
