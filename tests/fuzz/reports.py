"""Reports, Ofsted's yearly table, and the phrases in both."""

from __future__ import annotations

import hashlib
import io
import tempfile
import zipfile
from functools import cache
from pathlib import Path

import orjson

from flows.steps.reader_process import ReaderProcess
from tests.fuzz.documents import document_of
from tests.fuzz.promises import keeps_to_the_document
from transform.document import UnreadableError
from transform.grades import parse_grade
from transform.mixture import without_mixed_grades
from transform.official.errors import OfficialFileError
from transform.official.outcomes import read_outcomes
from transform.people import names
from transform.printed_dates import find_dates, find_windows, parse_date, reads_whole
from transform.read import READERS as IN_ORDER
from transform.read import Reader
from transform.readers import other
from transform.records import Unreadable
from transform.themes import theme_of

READERS: dict[str, Reader] = {
    str(getattr(reader, "__name__", "")).rpartition(".")[2]: reader for reader in (*IN_ORDER, other)
}
PDF_SECONDS = 10.0
PDF_MEMORY = 400_000_000


def read(reader: Reader, data: bytes) -> None:
    """Read a document as one framework's reader does."""
    document = document_of(data)
    if not document.lines or not reader.recognises(document):
        return
    try:
        inspections = reader.read(document)
    except UnreadableError:
        return
    for inspection in inspections:
        keeps_to_the_document(without_mixed_grades(inspection), document)


def read_any(data: bytes) -> None:
    """Read a document by the reader that takes it, if it is the only one."""
    document = document_of(data)
    takers = [reader for reader in IN_ORDER if document.lines and reader.recognises(document)]
    if len(takers) == 1:
        read(takers[0], data)


@cache
def _folder() -> tempfile.TemporaryDirectory[str]:
    return tempfile.TemporaryDirectory(prefix="fuzz-")


_process: list[ReaderProcess] = []


def read_bytes(data: bytes) -> None:
    """Read a PDF in a worker process, as a run does: native code can crash there, and nowhere else."""
    path = Path(_folder().name) / hashlib.sha256(data).hexdigest()
    path.write_bytes(data)
    try:
        if not _process:
            _process.append(ReaderProcess(PDF_MEMORY, PDF_SECONDS))
        answer = _process[0].ask({"path": str(path)})
    finally:
        path.unlink()
    if isinstance(answer, Unreadable):
        _process.pop().close()
        assert answer.reason == "reader_crashed", answer.detail
        return
    reading = orjson.loads(answer)
    unreadable = reading["unreadable"] or {"reason": None}
    assert unreadable["reason"] != "reader_failed", unreadable["detail"]
    assert bool(reading["inspections"]) != bool(reading["unreadable"]), "inspections beside a reason for none"


def outcomes_csv(data: bytes) -> None:
    """Read a yearly table from a CSV file."""
    try:
        table = read_outcomes(data, "table_as_at_31_March_2025.csv")
    except OfficialFileError:
        return
    assert table.rows, "a table without rows"
    for row in table.rows:
        for value in row.grades.values():
            assert value.value is None or parse_grade(value.printed.partition("[")[0]) is value.value, value.printed


def outcomes_ods(data: bytes) -> None:
    """Read a yearly table from an ODS file with this content or, when it begins as such files do, from this file."""
    body = data
    if not data.startswith(b"PK"):
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w") as archive:
            archive.writestr("content.xml", data)
        body = packed.getvalue()
    outcomes_csv(body)


def phrases(data: bytes) -> None:
    """Read a phrase as a grade, as days, as people's names, as a theme."""
    text = data.decode("utf-8", errors="replace")
    assert (grade := parse_grade(text)) is None or parse_grade(f" {text}. ") is grade, "a stop changes the grade"
    day = parse_date(text)
    assert day is None or day in find_dates(text), "a date that is not found"
    for year in (None, 2024):
        for window in find_windows(text, year=year):
            assert window.start <= window.end, "a window that ends before it starts"
    reads_whole(text)
    theme_of(text)
    for name in names(text):
        assert name.strip() == name, "a name with spaces around it"
