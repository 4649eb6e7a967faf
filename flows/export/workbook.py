"""The workbook for people: standing judgements, their history, changes of grade, findings, and what it all means."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import duckdb
from xlsxwriter import Workbook

from flows.export.about import SheetTold, fill_about
from flows.export.looks import looks_of
from flows.export.select import for_workbook
from flows.export.sheet import EXCEL, Limits, Sheet
from flows.export.sheets import PLANS, Known, fill, fill_dictionary, for_people
from flows.export.views import Release, View

NAME = "inspection_outcomes.xlsx"
TITLE = "Judgements of Ofsted's inspections of councils' children's services"
# Of data whose time is not known; a zip archive knows no earlier one.
NO_TIME = datetime(1980, 1, 1, tzinfo=UTC)
# Nothing becomes a formula, a link or a number that is not written as one.
AS_WRITTEN = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


def write_workbook(
    con: duckdb.DuckDBPyConnection, views: Sequence[View], release: Release, path: Path, limits: Limits = EXCEL
) -> dict[str, int]:
    """Write the workbook, and return the number of rows of each sheet of data.

    The same data give the same bytes: its time is the one at which Ofsted's pages were last read. Where Excel's limits
    keep something out, the sheet `about` says how much.
    """
    by_name = {view.name: view for view in views}
    known = Known(
        areas=frozenset(area for (area,) in con.execute("SELECT area FROM areas").fetchall()),
        reports=dict(con.execute("SELECT inspection_id, source_url FROM inspections").fetchall()),
    )
    book = Workbook(path, {"in_memory": True, **AS_WRITTEN})
    looks = looks_of(book)
    made = (release.last_swept_at or NO_TIME).replace(tzinfo=None, microsecond=0)
    book.set_properties({"title": TITLE, "created": made})
    about = Sheet(book.add_worksheet("about"), looks, limits)
    told = []
    for plan in PLANS:
        view = for_people(by_name[plan.view], plan)
        rows = con.execute(for_workbook(view, plan.order)).fetchall()
        sheet = Sheet(book.add_worksheet(plan.name), looks, limits)
        kept = rows[: limits.lines - 1]
        fill(sheet, view, kept, known)
        told.append(SheetTold(plan, len(kept), len(rows) - len(kept), sheet.cut_texts, sheet.texts_without_link))
    lines = fill_dictionary(Sheet(book.add_worksheet("dictionary"), looks, limits), views)
    fill_about(about, release, told)
    book.close()
    return {**{sheet.plan.name: sheet.rows for sheet in told}, "dictionary": lines}
