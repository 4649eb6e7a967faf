from __future__ import annotations

import csv
import io
import json
import re
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.export.csv_files import neutralised, write_csv
from tests.flows.export.made_file import HOSTILE, view_of

TEXTS = st.text(st.characters(exclude_categories=["Cs"]))
# What spreadsheet programs begin a formula with, after what some of them pass over.
BEGINS = re.compile(r"[\s\x00-\x20\u200b\ufeff]*[=+\-@]")


def written(tmp_path: Path, texts: list[str | None]) -> str:
    con, view = view_of([(text,) for text in texts], text="VARCHAR")
    assert write_csv(con, view, tmp_path / "made.csv") == len(texts)
    con.close()
    return (tmp_path / "made.csv").read_bytes().decode("utf-8")


def read(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline=""), strict=True))


def original(cell: str) -> str:
    """What the export's README tells people to do."""
    return cell.removeprefix("'")


@pytest.mark.parametrize("text", HOSTILE)
def test_no_hostile_text_is_a_formula_and_none_is_lost(text: str) -> None:
    cell = neutralised(text)
    assert not BEGINS.match(cell)
    assert not cell.startswith(("\t", "\r", "\n"))
    assert original(cell) == text


@given(TEXTS)
def test_no_text_is_a_formula_and_none_is_lost(text: str) -> None:
    cell = neutralised(text)
    assert not BEGINS.match(cell)
    assert original(cell) == text


def test_texts_that_are_harmless_stay_as_they_are() -> None:
    for text in ("good", "Children's services", "a = b", "https://example.org/?a=b", "(a)", "“quoted”", "–", "1-2"):
        assert neutralised(text) == text


@settings(deadline=None, max_examples=15)
@given(texts=st.lists(TEXTS, max_size=20))
def test_every_text_is_one_cell_of_one_line(texts: list[str], tmp_path_factory: pytest.TempPathFactory) -> None:
    lines = read(written(tmp_path_factory.mktemp("csv"), [*texts, "end"]))
    assert lines[0] == ["number", "text"]
    assert [(number, original(cell)) for number, cell in lines[1:]] == [
        (str(number), text) for number, text in enumerate([*texts, "end"])
    ]


def test_lines_end_as_rfc_4180_says_and_the_file_has_no_mark_at_its_beginning(tmp_path: Path) -> None:
    assert written(tmp_path, ["é", None, ""]) == 'number,text\r\n0,é\r\n1,\r\n2,""\r\n'


def test_values_are_written_as_what_they_are(tmp_path: Path) -> None:
    types = {
        "share": "DOUBLE",
        "price": "DECIMAL(6, 2)",
        "flag": "BOOLEAN",
        "day": "DATE",
        "moment": "TIMESTAMPTZ",
        "names": "VARCHAR[]",
        "windows": "STRUCT(start_date DATE, note VARCHAR)[]",
        "counts": "MAP(VARCHAR, BIGINT)",
    }
    row = (
        -0.1,
        Decimal("-1.50"),
        True,
        date(2024, 5, 16),
        datetime(2024, 5, 16, 12, 0, 0, 5, tzinfo=UTC),
        ["=1", 'b"c'],
        [{"start_date": date(2024, 5, 16), "note": "-1"}],
        {"new": 3},
    )
    con, view = view_of([row, (None,) * 8], **types)
    assert write_csv(con, view, tmp_path / "made.csv") == 2
    _, first, second = read((tmp_path / "made.csv").read_text(encoding="utf-8"))
    assert first[1:6] == ["-0.1", "-1.50", "true", "2024-05-16", "2024-05-16T12:00:00.000005Z"]
    assert [json.loads(cell) for cell in first[6:]] == [
        ["=1", 'b"c'],
        [{"start_date": "2024-05-16", "note": "-1"}],
        {"new": 3},
    ]
    assert second == ["1", *[""] * 8]


def test_rows_are_ordered_by_number_and_not_by_its_text(tmp_path: Path) -> None:
    lines = read(written(tmp_path, [str(number) for number in range(12)]))
    assert [line[0] for line in lines[1:]] == [str(number) for number in range(12)]
