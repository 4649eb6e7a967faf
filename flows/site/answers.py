"""The site's questions to the published file: each answer keeps the SQL that gives it, for the page that shows it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from flows.ask import QuestionError, open_published

Row = dict[str, Any]

# The views that the site asks. Each is read once: some are costly, and the file can be replaced meanwhile.
VIEWS = (
    "areas",
    "authorities",
    "authority_timeline",
    "coverage",
    "document_issues",
    "due_next",
    "frameworks",
    "grade_changes",
    "grades",
    "inspections",
    "issue_kinds",
    "judgement_history",
    "judgements",
    "latest_judgements",
    "national_profile",
    "neighbours",
    "press_claims",
    "press_releases",
    "press_statements",
    "publications",
    "quarantine",
    "quarantine_reasons",
    "reconciliations",
    "release",
)


@dataclass(frozen=True)
class Answer:
    """A query and its rows.

    Attributes:
        name: what the query is called on its page.
        sql: the query; run on the published file, it gives the rows in this order.
        rows: one dictionary for each row.
    """

    name: str
    sql: str
    rows: tuple[Row, ...]

    @property
    def only(self) -> Row:
        """The row of a query that gives one."""
        (row,) = self.rows
        return row


class Published:
    """The published file as the site reads it."""

    def __init__(self, con: duckdb.DuckDBPyConnection) -> None:
        self._con = con
        for view in VIEWS:
            con.execute(f"CREATE TEMP TABLE {view} AS FROM main.{view}")

    def ask(self, name: str, sql: str) -> Answer:
        """Run a query."""
        text = sql.strip()
        return Answer(name, text, tuple(self._rows(text)))

    def ask_of_each(self, name: str, sql: str, urns: list[str]) -> dict[str, Answer]:
        """Run a query that has `ofsted_urn = $urn` in it for all authorities at once.

        Returns:
            for each URN the answer that the query gives for it alone.
        """
        text = sql.strip()
        of_each: dict[str, list[Row]] = {urn: [] for urn in urns}
        for row in self._rows(text.replace("= $urn", "IS NOT NULL")):
            if row["ofsted_urn"] in of_each:
                of_each[row["ofsted_urn"]].append(row)
        return {urn: Answer(name, text.replace("$urn", literal(urn)), tuple(rows)) for urn, rows in of_each.items()}

    def _rows(self, sql: str) -> list[Row]:
        found = self._con.execute(sql)
        names = [column[0] for column in found.description or ()]
        return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


def literal(text: str) -> str:
    """Return a text as SQL writes it."""
    return "'" + text.replace("'", "''") + "'"


@contextmanager
def reading(path: Path) -> Iterator[Published]:
    """Open the published file and read what the site needs of it.

    Raises:
        QuestionError: when it is not there, cannot be opened, or lacks what the site shows.
    """
    con = open_published(path)
    try:
        con.execute("SET TimeZone = 'UTC'")
        yield Published(con)
    except (duckdb.BinderException, duckdb.CatalogException) as error:
        raise QuestionError(
            f"{path} was built by an older version and lacks what the site shows: 'outcomes publish' builds it anew."
        ) from error
    finally:
        con.close()
