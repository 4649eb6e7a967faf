"""A file as its sheets, whichever of the forms that the table is published in it has."""

from __future__ import annotations

import csv
import io

from transform.official.errors import OfficialFileError
from transform.official.ods import read_ods
from transform.official.sheets import SheetCells

OF_ZIP = b"PK\x03\x04"
# What people save as a CSV file from Windows is not always UTF-8.
ENCODINGS = ("utf-8-sig", "cp1252")


def read_sheets(body: bytes, name: str) -> tuple[SheetCells, ...]:
    """Return the sheets of an ODS file, or the one that a CSV file is.

    Raises:
        OfficialFileError: when it is neither.
    """
    if not body:
        raise OfficialFileError(f"{name} is empty.")
    return read_ods(body, name) if body.startswith(OF_ZIP) else (_read_csv(body, name),)


def _read_csv(body: bytes, name: str) -> SheetCells:
    text = _text(body)
    if text is None or "\0" in text:
        raise OfficialFileError(f"{name} is neither an ODS file nor a CSV file.")
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    except csv.Error as error:
        raise OfficialFileError(f"{name} is no CSV file that can be read ({error}).") from error
    return SheetCells("", tuple(map(tuple, rows)))


def _text(body: bytes) -> str | None:
    for encoding in ENCODINGS:
        try:
            return body.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None
