"""A published file of made inspections of real authorities, and the official table that says the same of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import duckdb

from tests.transform.official.made_ods import Cell, ods
from tests.transform.official.test_outcomes import HEAD
from tests.warehouse import made
from tests.warehouse.made import at
from transform.official.outcomes import OfficialOutcomes, read_outcomes
from transform.records import Inspection, Severity
from transform.vocabulary import Area, Grade
from warehouse.publish import publish
from warehouse.rows import Batch, ProviderListing, ProviderSweep, Publication
from warehouse.store import ensure_schema, load

FILE = "LA_Inspection_Outcomes_as_at_31_March_2025.ods"
BRISTOL, DURHAM, HULL, KENT, BCP, MEDWAY = "80441", "80465", "80477", "80476", "2532287", "80522"
G, RI, O, I = "Good", "Requires improvement to be good", "Outstanding", "Inadequate"  # noqa: E741
NONE = "Not yet inspected"

# Each row of the table, in the words and spelling of Ofsted's; the rest of the authorities are not yet inspected.
ROWS: dict[str, tuple[Cell, ...]] = {
    BRISTOL: ("Bristol", "16/01/2023", "06/03/2023", RI, G, RI, G, RI),
    # The report gives one joint judgement on the last two.
    DURHAM: ("Durham", "09/05/2022", "01/07/2022", G, G, G, O, O),
    HULL: ("Hull [note 3]", "02/12/2024", "28/01/2025", G, O, G, G, G),
    # It was on site before the table's day, and published after it.
    KENT: ("Kent", date(2025, 3, 10), date(2025, 5, 2), G, G, G, G, I),
    BCP: ("Bournemouth, Christchurch & Poole", NONE, None, None, None, None, None, None),
    # Its report contradicts itself about the last one.
    MEDWAY: ("Medway", "13/05/2024", "08/07/2024", G, G, G, G, None),
}


def build(folder: Path) -> Path:
    """Build the published file."""
    con = duckdb.connect(str(folder / "warehouse.duckdb"))
    con.execute("SET TimeZone = 'UTC'")
    ensure_schema(con)
    ri = Grade.REQUIRES_IMPROVEMENT
    bristol = {Area.OVERALL_EFFECTIVENESS: ri, Area.HELP_AND_PROTECTION: ri, Area.CARE_LEAVERS: ri}
    joint = {Area.CHILDREN_IN_CARE_AND_CARE_LEAVERS: Grade.OUTSTANDING}
    inadequate = {Area.CARE_LEAVERS: Grade.INADEQUATE}
    _load(con, BRISTOL, (date(2023, 3, 6), made.ilacs(date(2023, 1, 16), 11, bristol)))
    _load(con, DURHAM, (date(2022, 7, 1), made.ilacs(date(2022, 5, 9), 4, joint)))
    _load(con, HULL, (date(2025, 1, 28), made.ilacs(date(2024, 12, 2), 4, {Area.IMPACT_OF_LEADERS: Grade.OUTSTANDING})))
    _load(
        con,
        KENT,
        # These stand on the table's day, the next one when it was published, the last one now.
        (date(2022, 7, 1), made.ilacs(date(2022, 5, 9))),
        (date(2025, 5, 2), made.ilacs(date(2025, 3, 10), 4, inadequate)),
        (date(2025, 9, 1), made.ilacs(date(2025, 7, 7))),
    )
    _load(con, BCP, (date(2025, 8, 1), made.ilacs(date(2025, 6, 2))))
    medway = made.ilacs(date(2024, 5, 13))
    certain = tuple(judgement for judgement in medway.judgements if judgement.area is not Area.CARE_LEAVERS)
    unclear = (made.issue("conflicting_grades", Severity.ERROR, Area.CARE_LEAVERS),)
    _load(con, MEDWAY, (date(2024, 7, 8), replace(medway, judgements=certain, issues=unclear)))
    publish(con, folder / "inspection_outcomes.duckdb", at(30))
    con.close()
    return folder / "inspection_outcomes.duckdb"


def _load(con: duckdb.DuckDBPyConnection, urn: str, *reports: tuple[date, Inspection]) -> None:
    files = {f"{urn}{number}": report for number, report in enumerate(reports, 1)}
    listed = tuple(
        Publication(urn, file_id, "Inspection", published_on, made.url(file_id))
        for file_id, (published_on, _) in files.items()
    )
    batch = Batch(
        f"run-{urn}",
        (ProviderListing(urn, "Made", listed[-1].published_on, f"https://reports.example/provider/{urn}"),),
        (ProviderSweep(urn, at(0), listed),),
        tuple(made.fetch(0, file_id, file_id) for file_id in files),
        tuple(made.reading(0, file_id, inspection) for file_id, (_, inspection) in files.items()),
    )
    load(con, batch, at(0))


def others(published: Path) -> list[tuple[Cell, ...]]:
    """The rows of all authorities of which no inspection is held."""
    with duckdb.connect(str(published), read_only=True) as con:
        query = "SELECT name FROM authorities WHERE valid_to IS NULL AND ofsted_urn NOT IN ? ORDER BY name"
        return [(name, NONE) for (name,) in con.execute(query, [list(ROWS)]).fetchall()]


def table(rows: Sequence[Sequence[Cell]]) -> bytes:
    """Return the table as an ODS file; a row has the name and what follows the region."""
    lines = [(f"https://reports.ofsted.gov.uk/{row[0]}", row[0], "North", *row[1:]) for row in rows]
    return ods(Inspections_as_at_31_March=[["Inspections as at 31 March 2025"], ["One table"], HEAD, *lines])


def official(rows: Sequence[Sequence[Cell]], file: str = FILE) -> OfficialOutcomes:
    """Return the table as it is read."""
    return read_outcomes(table(rows), file)
