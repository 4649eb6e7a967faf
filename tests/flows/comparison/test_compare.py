from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from flows.comparison.compare import Comparison, compare
from flows.comparison.differences import Difference, Kind
from flows.comparison.errors import ComparisonError
from flows.comparison.show import as_rows, lines
from tests.flows.comparison.made_table import (
    BCP,
    BRISTOL,
    DURHAM,
    HULL,
    KENT,
    MEDWAY,
    NONE,
    ROWS,
    build,
    official,
    others,
)
from tests.transform.official.made_ods import Cell

G = "Good"
AREAS = {
    "overall_effectiveness": 3,
    "impact_of_leaders": 4,
    "help_and_protection": 5,
    "children_in_care": 6,
    "care_leavers": 7,
}


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("made"))


def changed(urn: str, place: int, cell: Cell) -> dict[str, Sequence[Cell]]:
    """The rows, one cell of which is another."""
    row = list(ROWS[urn])
    row[place] = cell
    return {**ROWS, urn: row}


def compared(published: Path, rows: dict[str, Sequence[Cell]], *more: Sequence[Cell]) -> Comparison:
    return compare(published, official([*rows.values(), *others(published), *more]))


def the_one(published: Path, rows: dict[str, Sequence[Cell]], *more: Sequence[Cell]) -> Difference:
    (difference,) = compared(published, rows, *more).differences
    return difference


def test_where_both_say_the_same_nothing_differs(published: Path) -> None:
    found = compared(published, {**ROWS})
    assert found.differences == ()
    assert (found.authorities, found.as_of) == (153, date(2025, 3, 31))
    (summary,) = lines(found)
    assert summary == (
        "LA_Inspection_Outcomes_as_at_31_March_2025.ods, sheet Inspections_as_at_31_March, as at 2025-03-31: "
        "153 authorities compared, 0 differences, 0 rows not matched."
    )


@pytest.mark.parametrize(("area", "place"), AREAS.items())
def test_another_grade_is_told_with_both_places(published: Path, area: str, place: int) -> None:
    found = the_one(published, changed(HULL, place, "Inadequate [r]"))
    ours = "outstanding" if area == "impact_of_leaders" else "good"
    assert (found.authority, found.ofsted_urn, found.field) == ("Kingston upon Hull", HULL, area)
    assert (found.difference, found.official_value) == (Kind.DIFFERS, "Inadequate [r]")
    assert found.official_cell == f"{'ABCDEFGHIJ'[place + 2]}6"
    assert (found.our_value, found.page, found.quote) == (ours, 1, f"{area}: {ours}")
    assert (found.inspected, found.published_on) == ("2024-12-02 to 2024-12-06", date(2025, 1, 28))
    assert found.source_url == f"https://files.example/v1/file/{HULL}1"
    assert found.official_link == "https://reports.ofsted.gov.uk/Hull [note 3]"
    assert found.inspection_id == f"{HULL}-{HULL}1"


def test_a_grade_that_only_one_side_has(published: Path) -> None:
    found = the_one(published, changed(HULL, 5, "[z]"))
    assert (found.difference, found.official_value, found.our_value) == (Kind.ONLY_OURS, "[z]", "good")


def test_the_joint_judgement_is_held_against_either_column(published: Path) -> None:
    assert compared(published, changed(DURHAM, 6, None)).differences == ()
    found = the_one(published, changed(DURHAM, 7, "Good"))
    assert (found.field, found.difference, found.our_value) == ("care_leavers", Kind.DIFFERS, "outstanding")
    assert found.detail == "Ours is the joint judgement on children in care and care leavers."
    assert found.quote == "children_in_care_and_care_leavers: outstanding"


def test_a_grade_that_is_withheld_is_only_theirs_and_says_why(published: Path) -> None:
    found = the_one(published, changed(MEDWAY, 7, G))
    assert (found.field, found.difference, found.our_value) == ("care_leavers", Kind.ONLY_OFFICIAL, None)
    assert found.detail == f"Ours is withheld: see document_issues of {MEDWAY}-{MEDWAY}1."


@pytest.mark.parametrize("cell", ["Goodish", "3", "Met all"])
def test_a_grade_that_is_not_known_is_told_and_not_guessed(published: Path, cell: str) -> None:
    found = the_one(published, changed(HULL, 3, cell))
    assert (found.field, found.difference) == ("overall_effectiveness", Kind.NOT_READ)
    assert (found.official_value, found.our_value) == (cell, "good")


@pytest.mark.parametrize("cell", ["06/12/2024", date(2024, 12, 4)])
def test_any_day_on_site_is_the_inspection_s(published: Path, cell: Cell) -> None:
    assert compared(published, changed(HULL, 1, cell)).differences == ()


@pytest.mark.parametrize(
    ("place", "cell", "kind"),
    [
        (1, "07/12/2024", Kind.DIFFERS),
        (1, "December 2024", Kind.NOT_READ),
        (1, None, Kind.ONLY_OURS),
        (2, "29/01/2025", Kind.DIFFERS),
        (2, "28/01/25", Kind.NOT_READ),
        (2, "[x]", Kind.ONLY_OURS),
    ],
)
def test_another_day_is_told(published: Path, place: int, cell: Cell, kind: Kind) -> None:
    found = the_one(published, changed(HULL, place, cell))
    assert found.field == {1: "inspection_date", 2: "publication_date"}[place]
    assert (found.difference, found.official_cell) == (kind, f"{'DE'[place - 1]}6")
    assert found.our_value == {1: "2024-12-02 to 2024-12-06", 2: "2025-01-28"}[place]


def test_an_inspection_published_after_the_day_is_held_against_what_stood_then(published: Path) -> None:
    assert ROWS[KENT][2] == date(2025, 5, 2)
    # A row that gives no day of publication is held against what stood on the table's own day.
    found = compared(published, changed(KENT, 2, None)).differences
    assert [each.field for each in found] == ["inspection_date", "publication_date", "care_leavers"]
    assert found[0].our_value == "2022-05-09 to 2022-05-13"
    assert found[2].detail == "Ours is the joint judgement on children in care and care leavers."


def test_an_inspection_that_only_one_side_has(published: Path) -> None:
    found = the_one(published, {**ROWS, HULL: ("Hull", NONE)})
    assert (found.field, found.difference, found.official_cell) == ("inspection", Kind.ONLY_OURS, "D6")
    assert (found.official_value, found.our_value) == (NONE, "2024-12-02 to 2024-12-06")
    found = the_one(published, {**ROWS, BCP: (ROWS[BCP][0], "02/06/2024", "01/08/2024", G, G, G, G, G)})
    assert (found.field, found.difference, found.our_value) == ("inspection", Kind.ONLY_OFFICIAL, None)
    assert found.detail == "No full inspection of it is held that was published by then."


def test_grades_without_an_inspection_are_not_passed_over(published: Path) -> None:
    found = compared(published, {**ROWS, BCP: (ROWS[BCP][0], NONE, None, G, "Fair")}).differences
    assert [(each.field, each.difference) for each in found] == [
        ("overall_effectiveness", Kind.ONLY_OFFICIAL),
        ("impact_of_leaders", Kind.NOT_READ),
    ]


def test_the_day_can_be_given(published: Path) -> None:
    table = official([*ROWS.values(), *others(published)])
    found = compare(published, table, date(2025, 12, 31))
    assert {each.authority for each in found.differences} == {"Kent", "Bournemouth, Christchurch and Poole"}


@pytest.mark.parametrize(
    ("file", "says"),
    [
        ("table.ods", "does not say as at which day"),
        ("table_as_at_31_March_2024.ods", "says that it is as at 2024-03-31 and 2025-03-31"),
    ],
)
def test_a_table_of_no_certain_day_needs_to_be_told(published: Path, file: str, says: str) -> None:
    rows = [*ROWS.values(), *others(published)]
    table = official(rows, file)
    if "not" in says:
        table = type(table)(file, table.sheet, (), table.rows)
    with pytest.raises(ComparisonError, match=f"{re.escape(file)} {says}.*--as-of"):
        compare(published, table)
    assert compare(published, table, date(2025, 3, 31)).differences == ()


# Names.


@pytest.mark.parametrize(
    ("urn", "name"),
    [
        (BRISTOL, "Bristol, City of"),
        (BRISTOL, " BRISTOL "),
        (DURHAM, "County Durham [1]"),
        (HULL, "Kingston Upon Hull"),
        (HULL, "Kingston upon Hull, City of"),
        (BCP, "Bournemouth, Christchurch and Poole"),
        (BCP, "BCP"),
    ],
)
def test_names_and_aliases_in_every_spelling_are_matched(published: Path, urn: str, name: str) -> None:
    assert compared(published, changed(urn, 0, name)).differences == ()


@pytest.mark.parametrize(
    ("name", "as_printed"),
    [
        ("St Helens", "St. Helens"),
        ("Telford and Wrekin", "Telford & Wrekin"),
        ("Richmond upon Thames", "Richmond Upon Thames"),
        ("Herefordshire", "Herefordshire, County of"),
        ("Southend-on-Sea", "Southend on Sea"),
        ("Hammersmith and Fulham", "Hammersmith & Fulham"),
    ],
)
def test_other_authorities_names_too(published: Path, name: str, as_printed: str) -> None:
    rest = [(as_printed if row[0] == name else row[0], *row[1:]) for row in others(published)]
    assert compare(published, official([*ROWS.values(), *rest])).differences == ()


@pytest.mark.parametrize("name", ["Hul", "Hull City Council", "Kingston", "Northamptonshire Trust", ""])
def test_a_name_that_is_not_recorded_is_told_and_never_guessed(published: Path, name: str) -> None:
    unmatched, missing = compared(published, changed(HULL, 0, name)).differences
    assert (unmatched.difference, unmatched.official_value, unmatched.official_cell) == (
        Kind.NOT_MATCHED,
        name or None,
        "B6",
    )
    assert (missing.authority, missing.difference, missing.field) == ("Kingston upon Hull", Kind.ONLY_OURS, "authority")
    line, summary = lines(compared(published, changed(HULL, 0, name)))
    assert line.startswith(f"B6: No authority is called '{name}'")
    assert summary.endswith("152 authorities compared, 1 difference, 1 row not matched.")


def test_an_authority_that_stands_twice_is_not_compared(published: Path) -> None:
    found = compared(published, {**ROWS}, ("Kingston upon Hull", "02/12/2024", "28/01/2025", "Inadequate"))
    assert [(each.difference, each.official_cell) for each in found.differences] == [
        (Kind.NOT_MATCHED, "B6"),
        (Kind.NOT_MATCHED, "B157"),
    ]
    assert found.differences[0].detail == "Kingston upon Hull stands in B6, B157; none of these rows is compared."
    assert found.authorities == 152


def test_an_abolished_authority_is_told(published: Path) -> None:
    found = the_one(published, {**ROWS}, ("Cumbria", "02/12/2017", "28/01/2018", G))
    assert (found.authority, found.field, found.difference) == ("Cumbria", "authority", Kind.ONLY_OFFICIAL)
    assert found.detail == "There was no such authority on that day."


def test_notes_below_the_table_are_no_rows(published: Path) -> None:
    assert compared(published, {**ROWS}, ("[note 3] Hull moved.",), ("Source: Ofsted",)).differences == ()


def test_a_code_is_surer_than_a_name(published: Path) -> None:
    def with_code(name: str, code: str) -> Comparison:
        table = official([*ROWS.values(), *others(published)])
        rows = tuple(
            type(row)(
                row.row,
                type(row.name)(row.name.cell, name, name) if row.name.value == "Hull" else row.name,
                code if row.name.value == "Hull" else None,
                row.inspected_on,
                row.published_on,
                row.grades,
                row.link,
            )
            for row in table.rows
        )
        return compare(published, type(table)(table.file, table.sheet, table.as_at, rows))

    assert with_code("Hull City Council", "E06000010").differences == ()
    # Barnsley and Sheffield have had others: a code that is not known says nothing.
    assert with_code("Hull", "E08000019").differences == ()
    wrong = with_code("Hull", "E10000016").differences[0]
    assert wrong.detail == "The code E10000016 is that of Kent, the name is that of Kingston upon Hull."


# Rows.


def test_rows_have_all_columns_and_tables_the_few_that_fit(published: Path) -> None:
    found = compared(published, changed(HULL, 3, "Inadequate"))
    whole, short = as_rows(found), as_rows(found, short=True)
    assert len(whole.names) == len(whole.values[0]) == 15
    assert set(short.names) < set(whole.names)
    assert dict(zip(short.names, short.values[0], strict=True))["official_value"] == "Inadequate"
