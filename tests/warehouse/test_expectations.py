"""Too little stops publishing where the whole site is held, too much in quarantine warns, and a part is let be."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import duckdb
import pytest

from transform.records import Inspection
from transform.vocabulary import Framework
from warehouse import bulk
from warehouse.errors import PublishRefusedError
from warehouse.expectations import expectation_rows
from warehouse.publish import build_views, publish
from warehouse.rows import Batch
from warehouse.store import load

from . import made
from .made import MARSH, at, fetch, publication, reading, rows, sweep, unreadable


@pytest.fixture
def con() -> Iterator[duckdb.DuckDBPyConnection]:
    con = made.emptied()
    con.execute("BEGIN TRANSACTION")
    con.execute("DELETE FROM reference.expectations")
    con.execute("COMMIT")
    yield con
    con.execute("DELETE FROM reference.expectations")
    bulk.insert(con, "reference.expectations", expectation_rows())


def expect(con: duckdb.DuckDBPyConnection, framework: str, year: str, *figures: float | None) -> None:
    con.execute("INSERT INTO reference.expectations VALUES (?, ?, ?, ?, ?)", [framework, year, *figures])


def fill(con: duckdb.DuckDBPyConnection, reports: int, refused: int = 0, witnesses: int = 2) -> None:
    """Load reports of 2024, some of which cannot be read, and one of 2025."""
    first = date(2024, 1, 8)
    documents: list[tuple[str, date, Inspection | None]] = []
    for number in range(reports + refused):
        report = made.ilacs(first + timedelta(weeks=number % 40))
        judged = tuple(replace(judgement, witnesses=witnesses) for judgement in report.judgements)
        documents.append(
            (str(number), date(2024, 12, 3), replace(report, judgements=judged) if number < reports else None)
        )
    documents.append(("later", date(2025, 2, 4), made.ungraded(Framework.JTAI, date(2025, 1, 6))))
    listed = [publication(file_id, when) for file_id, when, _ in documents]
    fetches = tuple(fetch(number / 1000, row.file_id, row.file_id) for number, row in enumerate(listed))
    readings = tuple(
        reading(1, file_id, report) if report else unreadable(1, file_id) for file_id, _, report in documents
    )
    load(con, Batch("r", (), (sweep(0, *listed),), fetches, readings), at(1))


def make_whole(con: duckdb.DuckDBPyConnection, authorities: int = 150) -> None:
    """List an old report, which is withheld by nobody and read by nobody, on the pages of other authorities."""
    con.execute(
        "INSERT INTO store.publications SELECT ofsted_urn, 'old', 'Report', DATE '2010-01-05', 'u', now(), now(), "
        "NULL, NULL FROM reference.authorities WHERE ofsted_urn NOT LIKE '99%' ORDER BY ofsted_urn LIMIT ?",
        [authorities - 1],
    )


def coverage(con: duckdb.DuckDBPyConnection, framework: str, year: str) -> dict[str, object]:
    con.execute("BEGIN TRANSACTION")
    build_views(con, at(2))
    con.execute("SELECT * FROM coverage WHERE framework = ? AND year = ?", [framework, year])
    names = [column[0] for column in con.description or ()]
    found = con.fetchall()
    con.execute("ROLLBACK")
    assert len(found) == 1
    return dict(zip(names, found[0], strict=True))


def test_coverage_counts_what_is_held_of_what_is_listed(con: duckdb.DuckDBPyConnection) -> None:
    fill(con, 3, refused=1)
    got = coverage(con, "ILACS", "2024")
    assert (got["publications"], got["read"], got["quarantined"], got["judgements"]) == (3, 3, 0, 12)
    assert (got["two_witnesses_share"], got["unmet"]) == (1.0, [])
    got = coverage(con, "*", "2024")
    assert (got["publications"], got["read"], got["quarantined"], got["quarantined_share"]) == (4, 3, 1, 0.25)
    assert coverage(con, "not known", "2024")["publications"] == 1
    assert coverage(con, "*", "*")["publications"] == 5


def test_too_few_of_the_whole_site_are_not_published(con: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    fill(con, 3)
    make_whole(con)
    expect(con, "ILACS", "2024", 4, None, None)
    path = tmp_path / "p.duckdb"
    with pytest.raises(
        PublishRefusedError, match=r"ILACS 2024: 3 of its reports are held, and at least 4 are expected"
    ):
        publish(con, path, at(2))
    assert not path.exists()
    summary = publish(con, path, at(2), allow_fewer=True)
    assert "Not as expected: ILACS 2024: 3 of its reports are held, and at least 4 are expected: see coverage." in (
        summary.warnings
    )


def test_a_year_of_which_nothing_is_left_is_missed(con: duckdb.DuckDBPyConnection) -> None:
    fill(con, 1)
    make_whole(con)
    expect(con, "SIF", "2016", 4, None, None)
    assert coverage(con, "SIF", "2016")["unmet"] == ["too_few_publications"]


@pytest.mark.parametrize(
    ("authorities", "year", "waiting"),
    [(149, "2024", False), (150, "2025", False), (150, "2026", False), (150, "2024", True)],
)
def test_a_part_or_a_year_that_is_not_over_is_let_be(
    con: duckdb.DuckDBPyConnection, tmp_path: Path, authorities: int, year: str, waiting: bool
) -> None:
    fill(con, 3)
    make_whole(con, authorities)
    if waiting:
        con.execute("UPDATE store.publications SET published_on = DATE '2024-03-05' WHERE file_id = 'old'")
    expect(con, "ILACS", year, 40, None, None)
    assert coverage(con, "ILACS", year)["unmet"] == []
    assert publish(con, tmp_path / "p.duckdb", at(2)).inspections == 4


def test_too_few_witnesses_stop_the_whole_site_and_warn_of_a_part(
    con: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    fill(con, 20, witnesses=1)
    expect(con, "ILACS", "*", None, None, 0.9)
    told = "ILACS *: 0.0% of its judgements have two witnesses, and at least 90.0% are expected"
    assert any(told in warning for warning in publish(con, tmp_path / "p.duckdb", at(2)).warnings)
    make_whole(con)
    with pytest.raises(PublishRefusedError, match=r"ILACS \*: 0\.0% of its judgements have two witnesses"):
        publish(con, tmp_path / "p.duckdb", at(2))


def test_too_many_in_quarantine_warn(con: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    fill(con, 18, refused=2)
    make_whole(con)
    expect(con, "*", "2024", None, 0.05, None)
    warnings = publish(con, tmp_path / "p.duckdb", at(2)).warnings
    told = "* 2024: 10.0% of its publications are in quarantine, and at most 5.0% are expected"
    assert any(told in warning for warning in warnings)


def test_shares_of_few_documents_say_nothing(con: duckdb.DuckDBPyConnection) -> None:
    fill(con, 15, refused=3, witnesses=1)
    expect(con, "*", "2024", None, 0.05, None)
    expect(con, "ILACS", "2024", None, None, 0.9)
    assert coverage(con, "*", "2024")["unmet"] == []
    assert coverage(con, "ILACS", "2024")["unmet"] == []


def test_what_is_withdrawn_is_not_counted(con: duckdb.DuckDBPyConnection) -> None:
    fill(con, 2)
    load(con, Batch("r", sweeps=(sweep(3, publication("later", date(2025, 2, 4))),)), at(3))
    expect(con, "ILACS", "2024", 1, None, None)
    assert coverage(con, "ILACS", "2024")["publications"] == 0
    assert rows(con, "SELECT count(*) FROM store.publications WHERE ofsted_urn = ?", MARSH) == [(3,)]


def test_the_reviewed_expectations_are_sound() -> None:
    listed = expectation_rows()
    keys = [(str(row["framework"]), str(row["year"])) for row in listed]
    assert len(set(keys)) == len(keys)
    for row in listed:
        assert row["framework"] in {*Framework, "*"}, row
        assert row["year"] == "*" or 2012 <= int(str(row["year"])) <= 2100, row
        if row["minimum_publications"] is not None:
            assert row["year"] != "*", f"no minimum of all years: {row}"
        for share in ("most_quarantined_share", "least_two_witnesses_share"):
            assert row[share] is None or 0 <= float(str(row[share])) <= 1, row
        assert any(value is not None for value in list(row.values())[2:]), row
