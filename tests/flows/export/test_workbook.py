from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from xlsxwriter import Workbook

from flows.ask import open_published
from flows.export.looks import COLOURS, looks_of
from flows.export.sheet import EXCEL, Limits, Sheet, shown
from flows.export.sheets import Known, fill
from flows.export.views import Column, View, release_of, views_of
from flows.export.workbook import AS_WRITTEN, write_workbook
from tests.flows.export.made_file import HOSTILE, build

TEXTS = st.text(st.characters(exclude_categories=["Cs"]))
URL = "https://files.example/v1/file/1"


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("made"))


@pytest.fixture(scope="module")
def book(published: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[openpyxl.Workbook]:
    path = tmp_path_factory.mktemp("book") / "made.xlsx"
    write(published, path)
    book = openpyxl.load_workbook(path)
    yield book
    book.close()


def write(published: Path, path: Path, limits: Limits = EXCEL) -> dict[str, int]:
    with open_published(published) as con:
        con.execute("SET TimeZone = 'UTC'")
        return write_workbook(con, views_of(con), release_of(con), path, limits)


def lines(sheet: Any) -> list[dict[str, Any]]:
    names, *rows = sheet.iter_rows(values_only=True)
    return [dict(zip(names, row, strict=True)) for row in rows]


def sheet_with(rows: list[tuple[Any, ...]], types: dict[str, str], limits: Limits = EXCEL) -> tuple[Any, Sheet]:
    """A sheet with these rows, as another program reads it, and as it was written."""
    view = View("made", "", tuple(Column(name, kind, "") for name, kind in types.items()))
    file = io.BytesIO()
    book = Workbook(file, {"in_memory": True, **AS_WRITTEN})
    sheet = Sheet(book.add_worksheet("made"), looks_of(book), limits)
    fill(sheet, view, rows, Known(frozenset({"care_leavers"}), {"99001-1": URL}))
    book.close()
    return openpyxl.load_workbook(file)["made"], sheet


def test_there_is_a_sheet_for_each_thing_that_people_look_for(book: openpyxl.Workbook) -> None:
    assert book.sheetnames == ["about", "latest", "history", "changes", "findings", "dictionary"]
    for name in book.sheetnames[1:]:
        assert book[name].freeze_panes == "B2"
        assert book[name].auto_filter.ref.startswith("A1:")
        assert all(dimension.width >= 9 for dimension in book[name].column_dimensions.values())


def test_the_standing_grades_have_their_words_colours_dates_and_links(book: openpyxl.Workbook) -> None:
    sheet = book["latest"]
    (line,) = lines(sheet)
    assert (line["authority"], line["care_leavers"], line["help_and_protection"]) == ("Eastmarsh", "inadequate", "good")
    assert line["published_on"] == datetime(2024, 7, 1)  # noqa: DTZ001
    cells = {name.value: cell for name, cell in zip(sheet[1], sheet[2], strict=True)}
    assert cells["published_on"].number_format == "yyyy-mm-dd"
    assert cells["source_url"].hyperlink.target == cells["source_url"].value == "https://files.example/v1/file/2"
    assert cells["inspection_id"].hyperlink.target == "https://files.example/v1/file/2"
    assert cells["care_leavers"].fill.fgColor.rgb == f"FF{COLOURS['inadequate'][0][1:]}"
    assert cells["care_leavers"].font.color.rgb == f"FF{COLOURS['inadequate'][1][1:]}"


def test_the_history_says_from_when_until_when_a_grade_stood(book: openpyxl.Workbook) -> None:
    found = [line for line in lines(book["history"]) if line["area"] == "care_leavers"]
    assert [(line["grade"], line["previous_grade"], line["is_standing"]) for line in found] == [
        ("good", None, False),
        ("inadequate", "good", True),
    ]
    assert found[0]["stood_until"] == found[1]["stood_from"] == found[1]["published_on"]


def test_changes_lead_to_both_reports(book: openpyxl.Workbook) -> None:
    sheet = book["changes"]
    cells = {name.value: cell for name, cell in zip(sheet[1], sheet[2], strict=True)}
    assert (cells["from_grade"].value, cells["to_grade"].value) == ("good", "inadequate")
    assert cells["from_inspection_id"].hyperlink.target.endswith("/1")
    assert cells["to_inspection_id"].hyperlink.target.endswith("/2")


def test_the_first_sheet_says_what_it_is_from_when_and_under_which_licence(book: openpyxl.Workbook) -> None:
    text = "\n".join(str(cell) for row in book["about"].iter_rows(values_only=True) for cell in row if cell)
    for says in (
        "As of\n2 July 2026, when",
        "published on 1 July 2024",
        "licensed under the Open Government Licence v3.0",
        "Sheet latest\n1 line;",
        "never copied into the two",
        *COLOURS,
    ):
        assert says in text
    assert "Left out" not in text


def test_the_dictionary_has_every_view_and_column(book: openpyxl.Workbook, published: Path) -> None:
    with open_published(published) as con:
        views = views_of(con)
    told = lines(book["dictionary"])
    assert [(line["view"], line["column"]) for line in told] == [
        (view.name, name) for view in views for name in (None, *(column.name for column in view.columns))
    ]
    assert all(line["meaning"] and line["type"] for line in told)


def test_hostile_texts_are_texts_and_nothing_else(book: openpyxl.Workbook) -> None:
    texts = [line["text"] for line in lines(book["findings"])]
    assert texts[0] == HOSTILE[0]
    assert set(texts[:-1]) >= {shown(text) for text in HOSTILE if text}
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type != "f"
                assert cell.hyperlink is None or cell.hyperlink.target.startswith("https://")


@settings(deadline=None, max_examples=50)
@given(st.lists(TEXTS, max_size=30))
def test_every_text_is_one_cell_and_reads_back(texts: list[str]) -> None:
    sheet, _ = sheet_with(
        [(text, number) for number, text in enumerate(texts)], {"text": "VARCHAR", "number": "INTEGER"}
    )
    found = list(sheet.iter_rows(values_only=True, min_row=2))
    assert [cell.data_type for row in sheet.iter_rows(min_row=2, max_col=1) for cell in row if cell.value] == [
        "s" for text in texts if text
    ]
    assert found == [(shown(text), number) for number, text in enumerate(texts)]


def test_control_characters_are_shown_as_pictures() -> None:
    assert shown("a\x00b\x07\x1b\ufffe\r\nc\rd\te") == "a␀b␇␛\ufffd\nc\nd\te"


@pytest.mark.parametrize("character", ["x", "😀"])
def test_a_text_that_is_too_long_is_cut_and_says_so(character: str) -> None:
    long = character * 40_000
    cell = shown(long)
    assert len(cell.encode("utf-16-le")) // 2 <= EXCEL.characters
    assert cell.startswith(character * 16_000)
    assert cell.endswith(f"has {len(long.encode('utf-16-le')) // 2} characters and is in the CSV and Parquet files]")
    assert shown("x" * EXCEL.characters) == "x" * EXCEL.characters
    sheet, written = sheet_with([(long,)], {"text": "VARCHAR"})
    assert sheet["A2"].value == cell
    assert written.cut_texts == 1


def test_values_are_what_they_are_or_their_text() -> None:
    moment = datetime(2024, 5, 16, 12, 30, 15)  # noqa: DTZ001
    values = (-1, 0.5, True, False, date(2024, 5, 16), moment, None, 2**60, float("nan"), date(1066, 10, 14), "00123")
    sheet, _ = sheet_with([values], {f"c{number}": "INTEGER" for number in range(len(values))})
    assert [cell.value for cell in sheet[2]] == [
        -1,
        0.5,
        True,
        False,
        datetime(2024, 5, 16),  # noqa: DTZ001
        moment,
        None,
        str(2**60),
        "nan",
        "1066-10-14",
        "00123",
    ]


def test_only_web_addresses_are_links() -> None:
    addresses = [
        URL,
        "javascript:alert(1)",
        "internal:made!A1",
        "file:///etc/passwd",
        "https://a b",
        f"{URL}?{'x' * 2100}",
    ]
    sheet, _ = sheet_with([(address,) for address in addresses], {"source_url": "VARCHAR"})
    assert [cell.value for cell in sheet["A"][1:]] == addresses
    assert [bool(cell.hyperlink) for cell in sheet["A"][1:]] == [True] + [False] * 5


def test_links_beyond_what_a_sheet_can_hold_stay_texts() -> None:
    sheet, written = sheet_with([(URL,)] * 5, {"source_url": "VARCHAR"}, Limits(links=3))
    assert [bool(cell.hyperlink) for cell in sheet["A"][1:]] == [True] * 3 + [False] * 2
    assert [cell.value for cell in sheet["A"][1:]] == [URL] * 5
    assert written.texts_without_link == 2


def test_what_excel_s_limits_keep_out_is_told_on_the_first_sheet(published: Path, tmp_path: Path) -> None:
    rows = write(published, tmp_path / "made.xlsx", Limits(lines=11, characters=200, links=4))
    assert rows["findings"] == 10
    book = openpyxl.load_workbook(tmp_path / "made.xlsx")
    assert book["findings"].max_row == 11
    told = [line[1] for line in book["about"].iter_rows(values_only=True) if line[0] == "Left out"]
    assert "latest: the end of 1 text, since a cell holds no more; each says so." in told
    assert any(line.startswith("findings: ") and "lines, since a sheet holds no more" in line for line in told)
    assert any(line.startswith("findings: ") and "links, since a sheet holds no more" in line for line in told)


def test_grades_can_be_read_on_their_colours() -> None:
    def light(colour: str) -> float:
        parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
        red, green, blue = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    for background, writing in COLOURS.values():
        darker, lighter = sorted((light(background), light(writing)))
        assert (lighter + 0.05) / (darker + 0.05) >= 4.5


def test_the_file_holds_no_time_but_that_of_the_data(published: Path, tmp_path: Path) -> None:
    write(published, tmp_path / "made.xlsx")
    with zipfile.ZipFile(tmp_path / "made.xlsx") as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        told = archive.read("docProps/core.xml").decode()
    assert told.count("2026-07-02T06:00:00Z") == 2
    assert datetime.now(UTC).strftime("%Y-%m-%d") not in told
