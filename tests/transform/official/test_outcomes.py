from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from contextlib import suppress
from datetime import date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.transform.official.made_ods import Cell, content, ods, ods_with
from transform.official.errors import OfficialFileError
from transform.official.outcomes import OfficialOutcomes, OfficialRow, read_outcomes
from transform.vocabulary import Area, Grade

FILE = "LA_Inspection_Outcomes_as_at_31_March_2025.ods"
LINK = "https://reports.ofsted.gov.uk/provider/44/80426"
HEAD = (
    "Web link",
    "Local authority name",
    "Ofsted region",
    "Inspection date",
    "Publication date",
    "Overall effectiveness",
    "The impact of leaders on social work practice with children and families",
    "The experiences and progress of children who need help and protection",
    "The experiences and progress of children in care",
    "The experiences and progress of care leavers",
)
AREAS = (
    Area.OVERALL_EFFECTIVENESS,
    Area.IMPACT_OF_LEADERS,
    Area.HELP_AND_PROTECTION,
    Area.CHILDREN_IN_CARE,
    Area.CARE_LEAVERS,
)
RI = "Requires improvement to be good"
BARNSLEY = (LINK, "Barnsley", "North East", "02/10/2023", "20/11/2023", "Good", "Good", "Good", RI, "Outstanding")
TITLES = ("Most recent inspections as at 31 March 2025 [note 1]", "This worksheet has one table.")


def table(*rows: Sequence[Cell], head: Sequence[Cell] = HEAD, titles: Sequence[Cell] = TITLES) -> list[Sequence[Cell]]:
    return [*((title,) for title in titles), head, *rows]


def read(*rows: Sequence[Cell], head: Sequence[Cell] = HEAD, **more: Sequence[Cell]) -> OfficialOutcomes:
    return read_outcomes(ods(Inspections_as_at_31_March=table(*rows, head=head, **more)), FILE)


def as_csv(rows: Sequence[Sequence[Cell]], encoding: str = "utf-8") -> bytes:
    file = io.StringIO()
    csv.writer(file).writerows([["" if cell is None else cell for cell in row] for row in rows])
    return file.getvalue().encode(encoding)


def grades(row: OfficialRow) -> list[Grade | None]:
    return [row.grades[area].value for area in AREAS]


GIVEN = [Grade.GOOD, Grade.GOOD, Grade.GOOD, Grade.REQUIRES_IMPROVEMENT, Grade.OUTSTANDING]


def test_a_row_keeps_its_words_and_their_cells() -> None:
    found = read(BARNSLEY)
    assert (found.file, found.sheet, found.as_at) == (FILE, "Inspections_as_at_31_March", (date(2025, 3, 31),))
    (row,) = found.rows
    assert (row.row, row.name.value, row.name.cell, row.link, row.gss_code) == (4, "Barnsley", "B4", LINK, None)
    assert (row.inspected_on.value, row.inspected_on.cell) == (date(2023, 10, 2), "D4")
    assert row.published_on
    assert (row.published_on.value, row.published_on.cell) == (date(2023, 11, 20), "E4")
    assert grades(row) == GIVEN
    assert [row.grades[area].cell for area in AREAS] == ["F4", "G4", "H4", "I4", "J4"]
    assert row.grades[Area.CHILDREN_IN_CARE].printed == RI


def test_headers_are_known_in_any_order_and_with_either_year_s_wording() -> None:
    head = [name.removeprefix("The ").capitalize() + " [note 2]" for name in reversed(HEAD)]
    (row,) = read(tuple(reversed(BARNSLEY)), head=head, titles=()).rows
    assert (row.name.value, row.name.cell, row.row) == ("Barnsley", "I2", 2)
    assert grades(row) == GIVEN


def test_columns_that_are_not_known_are_passed_over() -> None:
    (row,) = read(("x", *BARNSLEY, "y"), head=("Notes", *HEAD, "Previous overall effectiveness")).rows
    assert (row.name.cell, grades(row)) == ("C4", GIVEN)


def test_the_code_and_the_joint_judgement_have_columns_in_some_years() -> None:
    joint = "The experiences and progress of children in care and care leavers"
    (row,) = read((*BARNSLEY, "e08000038", "Good"), head=(*HEAD, "Local authority area code", joint)).rows
    assert row.gss_code == "E08000038"
    assert row.grades[Area.CHILDREN_IN_CARE_AND_CARE_LEAVERS].value is Grade.GOOD


def test_titles_may_be_merged_and_lines_left_empty() -> None:
    rows = [(("Inspections as at 31 March 2025", 10),), (), (None, None), HEAD, BARNSLEY, (), BARNSLEY]
    found = read_outcomes(ods(Table_1=rows), "table.ods")
    assert [row.name.cell for row in found.rows] == ["B5", "B7"]
    assert found.as_at == (date(2025, 3, 31),)


@pytest.mark.parametrize(
    "cell",
    [
        date(2023, 10, 2),
        datetime(2023, 10, 2),  # noqa: DTZ001
        "02/10/2023",
        "2/10/2023",
        "2023-10-02",
        "2 October 2023",
        "02/10/2023 [r]",
    ],
)
def test_dates_are_cells_of_dates_or_texts(cell: Cell) -> None:
    (row,) = read((*BARNSLEY[:3], cell, *BARNSLEY[4:])).rows
    assert (row.inspected_on.value, row.inspected_on.is_read) == (date(2023, 10, 2), True)


@pytest.mark.parametrize("cell", ["31/02/2023", "02/10/23", "10/2023", "soon", "2-6 October 2023", 45201.0])
def test_what_is_no_whole_date_is_not_read(cell: Cell) -> None:
    (row,) = read((*BARNSLEY[:3], cell, *BARNSLEY[4:])).rows
    assert (row.inspected_on.value, row.inspected_on.is_read) == (None, False)
    assert row.inspected_on.printed


@pytest.mark.parametrize(
    "cell", ["Not yet inspected", "not yet  inspected [note 3]", "", None, "[z]", "[c]", "-", "N/A"]
)
def test_what_says_that_there_is_none_is_none(cell: Cell) -> None:
    (row,) = read((*BARNSLEY[:3], cell, cell, *([cell] * 5))).rows
    assert row.inspected_on.value is None
    assert row.inspected_on.is_read
    assert grades(row) == [None] * 5
    assert all(grade.is_read for grade in row.grades.values())


@pytest.mark.parametrize(
    ("cell", "grade"),
    [
        ("Requires improvement", Grade.REQUIRES_IMPROVEMENT),
        ("Requires improvement to be good [r]", Grade.REQUIRES_IMPROVEMENT),
        ("OUTSTANDING", Grade.OUTSTANDING),
        ("Inadequate [note 12]", Grade.INADEQUATE),
    ],
)
def test_grades_are_known_in_every_wording(cell: str, grade: Grade) -> None:
    (row,) = read((*BARNSLEY[:5], cell, *BARNSLEY[6:])).rows
    assert row.grades[Area.OVERALL_EFFECTIVENESS].value is grade


@pytest.mark.parametrize("cell", ["Good or better", "2", "Met", "Good/Outstanding", "?", 2.0])
def test_a_grade_that_is_none_is_not_read(cell: Cell) -> None:
    (row,) = read((*BARNSLEY[:5], cell, *BARNSLEY[6:])).rows
    assert (row.grades[Area.OVERALL_EFFECTIVENESS].value, row.grades[Area.OVERALL_EFFECTIVENESS].is_read) == (
        None,
        False,
    )


def test_notes_below_the_table_say_nothing() -> None:
    found = read(BARNSLEY, (), ("Source: Ofsted",), (None, "[z] means not applicable"), ("1. See the methodology.",))
    assert [row.says_something for row in found.rows] == [True, False, False, False]


def test_marks_are_no_part_of_a_name() -> None:
    (row,) = read((LINK, "Cumberland [note 4]", *BARNSLEY[2:])).rows
    assert (row.name.value, row.name.printed) == ("Cumberland", "Cumberland [note 4]")


def test_the_history_of_inspections_is_another_sheet() -> None:
    history = table(BARNSLEY, (*BARNSLEY[:3], "01/06/2018", *BARNSLEY[4:]))
    body = ods(
        Cover=[["as at 31 March 2026"]], ILACS_inspection_history=history, Inspections_as_at_31_March=table(BARNSLEY)
    )
    assert read_outcomes(body, FILE).sheet == "Inspections_as_at_31_March"
    assert len(read_outcomes(body, FILE).rows) == 1


@pytest.mark.parametrize(
    ("file", "title", "days"),
    [
        ("local_authority_inspection_outcomes_as_at_31_march_2026_underlying_data.ods", "", [date(2026, 3, 31)]),
        ("table.ods", "Inspections as at 30th September 2024", [date(2024, 9, 30)]),
        ("table.ods", "Published 27 June 2025", []),
        ("outcomes-as-at-31-march-2024.csv", "Inspections as at 31 March 2025", [date(2024, 3, 31), date(2025, 3, 31)]),
        ("outcomes as at 31 Marsh 2024.ods", "", []),
    ],
)
def test_the_day_is_the_one_that_the_name_and_the_titles_give(file: str, title: str, days: list[date]) -> None:
    found = read_outcomes(ods(Table=table(BARNSLEY, titles=(title,))), file)
    assert found.as_at == tuple(days)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_a_csv_file_reads_the_same(encoding: str) -> None:
    titles = ("Children’s social care – as at 31 March 2025",)
    found = read_outcomes(as_csv(table(BARNSLEY, titles=titles), encoding), "outcomes.csv")
    assert found.as_at == (date(2025, 3, 31),)
    (row,) = found.rows
    assert (row.name.cell, grades(row)) == ("B3", GIVEN)


def test_two_columns_that_mean_the_same_are_an_error() -> None:
    with pytest.raises(
        OfficialFileError, match="two columns that mean the same: 'Overall effectiveness' and 'Overall Eff"
    ):
        read((*BARNSLEY, "Good"), head=(*HEAD, "Overall Effectiveness [r]"))


def test_two_sheets_that_could_be_the_table_are_an_error() -> None:
    with pytest.raises(OfficialFileError, match="more than one sheet that could be the table: North, South"):
        read_outcomes(ods(North=table(BARNSLEY), South=table(BARNSLEY)), FILE)


def test_a_table_without_rows_is_an_error() -> None:
    with pytest.raises(OfficialFileError, match="no rows below it"):
        read()


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"PK\x03\x04 and no more",
        ods(Table=table(BARNSLEY))[:-60],
        ods_with("<html>"),
        ods_with(""),
        ods(Other=[["School", "Grade"], ["A", "Good"]]),
        ods(),
        ods(Table=table(BARNSLEY)).replace(b"content.xml", b"contents.xm"),
        ods_with(content(ods(Table=table(BARNSLEY))).replace('repeated="3"', 'repeated="many"')),
        b"%PDF-1.7\n\x81\x8d\x00",
        b"<!DOCTYPE html><p>Not found</p>",
        "Local authority name,Inspection date".encode("utf-16"),
        b'a,"b\nc',
        b"\x00" * 100,
        b"Local authority name,Inspection date\nKent,01/01/2024\n",
    ],
)
def test_another_or_a_broken_file_is_one_clear_line(body: bytes) -> None:
    with pytest.raises(OfficialFileError, match=r"^other\.ods ") as wrong:
        read_outcomes(body, "other.ods")
    assert "\n" not in str(wrong.value)


@settings(deadline=None, max_examples=60)
@given(st.binary(max_size=300) | st.text(max_size=200).map(str.encode))
def test_no_bytes_are_more_than_an_error(body: bytes) -> None:
    with pytest.raises(OfficialFileError):
        read_outcomes(body, "other.csv")


@pytest.mark.parametrize("place", ["rows", "columns"])
def test_a_cell_that_stands_a_million_times_is_no_table(place: str) -> None:
    bomb = content(ods(Table=table(BARNSLEY))).replace(">Barnsley<", ">again<")
    cell = '<table:table-cell office:value-type="string"'
    times = f' table:number-{place}-repeated="100000000"'
    bomb = (
        bomb.replace(cell, cell + times)
        if place == "columns"
        else bomb.replace("<table:table-row>", f"<table:table-row{times}>")
    )
    with pytest.raises(OfficialFileError, match="which no table has"):
        read_outcomes(ods_with(bomb), FILE)


def test_notes_and_comments_are_no_part_of_a_cell() -> None:
    words = "<text:note-citation>1</text:note-citation><text:note-body><text:p>See</text:p></text:note-body>"
    note = f"<text:note>{words}</text:note>"
    comment = "<office:annotation><text:p>checked</text:p></office:annotation>"
    body = content(ods(Table=table(BARNSLEY)))
    body = body.replace("<text:p>Barnsley</text:p>", f"{comment}<text:p>Barn<text:span>s</text:span>ley{note}</text:p>")
    (row,) = read_outcomes(ods_with(body), FILE).rows
    assert row.name.printed == "Barnsley"


@settings(deadline=None, max_examples=80)
@given(st.data())
def test_a_damaged_content_is_read_or_one_clear_line(data: st.DataObject) -> None:
    body = content(ods(Table=table(BARNSLEY)))
    start = data.draw(st.integers(0, len(body)))
    put = data.draw(st.sampled_from(["", "<", ">", '"', "0", "-1", "99999999999", "&", "table:", "1e99", "x", "&lt;"]))
    body = body[:start] + put + body[start + data.draw(st.integers(0, 30)) :]
    with suppress(OfficialFileError):
        assert read_outcomes(ods_with(body), FILE).rows


CELLS = st.one_of(
    st.none(),
    st.sampled_from(["Good", RI, "Not yet inspected", "[c]", "02/10/2023", "Barnsley", "Total", "Kent [1]"]),
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=12),
    st.dates(),
    st.floats(allow_nan=False, allow_infinity=False),
)


@settings(deadline=None, max_examples=60)
@given(st.lists(st.lists(CELLS, max_size=12), min_size=1, max_size=6))
def test_whatever_stands_in_the_rows_each_is_read_or_said_to_be_unread(rows: list[list[Cell]]) -> None:
    found = read(BARNSLEY, *rows)
    for row in found.rows:
        day = row.inspected_on
        assert day.is_read or (day.value is None and day.printed)
        assert all(grade.is_read or (grade.value is None and grade.printed) for grade in row.grades.values())
