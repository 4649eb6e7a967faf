from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from flows.export.parquet_files import write_parquet
from flows.export.views import ATTRIBUTION
from tests.flows.export.made_file import HOSTILE, view_of

TYPES = {
    "text": "VARCHAR",
    "total": "HUGEINT",
    "share": "DOUBLE",
    "flag": "BOOLEAN",
    "day": "DATE",
    "moment": "TIMESTAMPTZ",
    "names": "VARCHAR[]",
    "windows": "STRUCT(start_date DATE)[]",
    "counts": "MAP(VARCHAR, BIGINT)",
}


def test_types_are_those_that_every_reader_knows(tmp_path: Path) -> None:
    moment = datetime(2024, 5, 16, 12, 0, 0, 5, tzinfo=UTC)
    row = ("good", 3, 0.5, True, date(2024, 5, 16), moment, ["a", None], [{"start_date": date(2024, 5, 16)}], {"n": 1})
    con, view = view_of([row, (None,) * 9], **TYPES)
    assert write_parquet(con, view, tmp_path / "it's.parquet") == 2
    table = pq.read_table(tmp_path / "it's.parquet")
    assert {field.name: field.type for field in table.schema} == {
        "number": pa.int64(),
        "text": pa.string(),
        "total": pa.int64(),
        "share": pa.float64(),
        "flag": pa.bool_(),
        "day": pa.date32(),
        "moment": pa.timestamp("us", tz="UTC"),
        "names": pa.list_(pa.field("element", pa.string())),
        "windows": pa.string(),
        "counts": pa.string(),
    }
    first, second = table.to_pylist()
    assert first["moment"] == moment
    assert (first["names"], first["windows"], first["counts"]) == (
        ["a", None],
        '[{"start_date":"2024-05-16"}]',
        '{"n":1}',
    )
    assert set(second.values()) == {1, None}
    assert table.schema.metadata[b"licence"].decode() == ATTRIBUTION


def test_hostile_texts_stay_as_they_are(tmp_path: Path) -> None:
    con, view = view_of([(text,) for text in HOSTILE], text="VARCHAR")
    write_parquet(con, view, tmp_path / "made.parquet")
    assert pq.read_table(tmp_path / "made.parquet")["text"].to_pylist() == list(HOSTILE)
