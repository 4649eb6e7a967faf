"""The sheets of an ODS file, read as far as a table of values goes, and no further than a table can be large."""

from __future__ import annotations

import io
import zipfile
import zlib
from datetime import date, datetime
from typing import TYPE_CHECKING

from lxml import etree

from transform.official.errors import OfficialFileError
from transform.official.sheets import CellValue, SheetCells

if TYPE_CHECKING:
    from collections.abc import Iterator

_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_TABLES = f"{_OFFICE}body/{_OFFICE}spreadsheet/{_TABLE}table"
# A small file can unfold to a large one, and a cell can say that it stands a million times.
MOST_BYTES = 100_000_000
MOST_CELLS = 500_000
# Elements and attributes, by the signs that none is without: each takes a hundred times the memory of its letters.
MOST_MARKUP = 3_000_000
# Spaces that a text says it has in a row.
MOST_SPACES = 100

_DAMAGED = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
    etree.XMLSyntaxError,
    EOFError,
    KeyError,
    NotImplementedError,  # a way to pack that there is none for
    OSError,
    RuntimeError,  # an archive with a password
    ValueError,
)


def read_ods(body: bytes, name: str) -> tuple[SheetCells, ...]:
    """Return the sheets of an ODS file.

    A repeated cell is there as often as it stands; a merged one is there once, and empty where it covers others. What
    a note or a comment says is no part of a cell.

    Raises:
        OfficialFileError: when it is no ODS file, is damaged, or holds far more than a table.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            packed = archive.getinfo("content.xml")
            if packed.file_size > MOST_BYTES:
                raise OfficialFileError(f"{name} unfolds to {packed.file_size} bytes, which no table has.")
            with archive.open(packed) as file:
                # Asked for all, it would unpack whatever is there, however little the file says that there is.
                content = file.read(packed.file_size)
        _check_markup(content, name)
        parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
        root = etree.fromstring(content, parser)
        return tuple(
            _sheet(table, name) for table in root.iterfind(f"{_OFFICE}body/{_OFFICE}spreadsheet/{_TABLE}table")
        )
    except _DAMAGED as error:
        raise OfficialFileError(f"{name} is no ODS file that can be read ({_reason(error)}).") from error


def _check_markup(content: bytes, name: str) -> None:
    if content.count(b"<") + content.count(b"=") > MOST_MARKUP:
        raise OfficialFileError(f"{name} has more markup than a table has.")
    # In front of the first element, where it can stand; the zeros are those of UTF-16.
    if b"<!doctype" in content.replace(b"\x00", b"").lower():
        raise OfficialFileError(f"{name} declares a document type, which no table needs.")


def _reason(error: Exception) -> str:
    return next(iter(str(error).splitlines()), "") or type(error).__name__


def _sheet(table: etree._Element, name: str) -> SheetCells:
    rows: list[tuple[CellValue, ...]] = []
    cells = empty = 0
    for row in table.iter(f"{_TABLE}table-row"):
        times = _times(row, "rows")
        values = _row(row, name)
        if not values:
            # Below the last row a sheet says that a million are empty: those between others only are kept.
            empty += times
            continue
        cells += (empty + times) * len(values)
        if cells > MOST_CELLS:
            raise OfficialFileError(f"{name} has more than {MOST_CELLS} cells in a sheet, which no table has.")
        rows += [()] * empty + [values] * times
        empty = 0
    return SheetCells(table.get(f"{_TABLE}name", ""), tuple(rows))


def _row(row: etree._Element, name: str) -> tuple[CellValue, ...]:
    values: list[CellValue] = []
    empty = 0
    for cell in row.iterchildren(f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"):
        times = _times(cell, "columns")
        value = _value(cell) if cell.tag == f"{_TABLE}table-cell" else ""
        if value == "":
            empty += times
            continue
        if len(values) + empty + times > MOST_CELLS:
            raise OfficialFileError(f"{name} has more than {MOST_CELLS} cells in a row, which no table has.")
        values += [""] * empty + [value] * times
        empty = 0
    return tuple(values)


def _times(element: etree._Element, what: str) -> int:
    return max(int(element.get(f"{_TABLE}number-{what}-repeated", "1")), 1)


def _value(cell: etree._Element) -> CellValue:
    kind = cell.get(f"{_OFFICE}value-type")
    if kind in ("float", "percentage", "currency"):
        return float(cell.get(f"{_OFFICE}value", ""))
    if kind == "date":
        day = cell.get(f"{_OFFICE}date-value", "")
        return datetime.fromisoformat(day) if "T" in day else date.fromisoformat(day)
    return "\n".join("".join(_words(paragraph)) for paragraph in cell.iterchildren(f"{_TEXT}p", f"{_TEXT}h"))


def _words(element: etree._Element) -> Iterator[str]:
    yield element.text or ""
    for part in element:
        if part.tag == f"{_TEXT}s":
            yield " " * min(int(part.get(f"{_TEXT}c", "1")), MOST_SPACES)
        elif part.tag in (f"{_TEXT}tab", f"{_TEXT}line-break"):
            yield " "
        elif part.tag not in (f"{_TEXT}note", f"{_OFFICE}annotation"):
            yield from _words(part)
        yield part.tail or ""
