"""Made ODS files of the form that Ofsted publishes, with cells repeated, merged and dated as programs write them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from datetime import date
from itertools import groupby
from xml.sax.saxutils import escape

MIMETYPE = "application/vnd.oasis.opendocument.spreadsheet"
_MANIFEST = f"""<?xml version="1.0" encoding="UTF-8"?>
<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.2">
<manifest:file-entry manifest:full-path="/" manifest:media-type="{MIMETYPE}"/>
<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>"""
_NAMES = {
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    "xlink": "http://www.w3.org/1999/xlink",
}
# A cell that takes in the cells to its right.
Merged = tuple[str, int]
Cell = str | float | date | Merged | None


def ods(**sheets: Sequence[Sequence[Cell]]) -> bytes:
    """Return an ODS file with these sheets; equal neighbours stand once, with the number of repetitions."""
    tables = "".join(_table(name, rows) for name, rows in sheets.items())
    names = " ".join(f'xmlns:{short}="{name}"' for short, name in _NAMES.items())
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {names} office:version="1.2">'
        f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"
    )
    return ods_with(content)


def ods_with(content: str) -> bytes:
    """Return an ODS file with this content."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("mimetype", MIMETYPE)
        archive.writestr("META-INF/manifest.xml", _MANIFEST)
        archive.writestr("content.xml", content)
    return file.getvalue()


def content(body: bytes) -> str:
    """Return the content of an ODS file."""
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        return archive.read("content.xml").decode()


def _table(name: str, rows: Sequence[Sequence[Cell]]) -> str:
    body = "".join(
        f"<table:table-row{_repeated('rows', len(list(same)))}>{_row(row)}</table:table-row>"
        for row, same in groupby(map(tuple, rows))
    )
    # Spreadsheet programs fill a sheet to its end.
    rest = _repeated("rows", 1_048_000) + "><table:table-cell" + _repeated("columns", 16_384)
    return f'<table:table table:name="{escape(name)}">{body}<table:table-row{rest}/></table:table-row></table:table>'


def _row(row: Sequence[Cell]) -> str:
    cells = "".join(_cell(cell, len(list(same))) for cell, same in groupby(row))
    return cells + '<table:table-cell table:number-columns-repeated="16000"/>'


def _cell(cell: Cell, times: int) -> str:
    again = _repeated("columns", times)
    if cell is None:
        return f"<table:table-cell{again}/>"
    if isinstance(cell, tuple):
        words, columns = cell
        covered = f"<table:covered-table-cell{_repeated('columns', columns - 1)}/>"
        spanned = f' table:number-columns-spanned="{columns}" table:number-rows-spanned="1"'
        return f'<table:table-cell{spanned} office:value-type="string">{_words(words)}</table:table-cell>{covered}'
    shown = str(cell)
    if isinstance(cell, date):
        value = f' office:value-type="date" office:date-value="{cell.isoformat()}"'
        shown = cell.strftime("%d/%m/%y")
    elif isinstance(cell, float):
        value = f' office:value-type="float" office:value="{cell}"'
    else:
        value = ' office:value-type="string"'
    return f"<table:table-cell{again}{value}>{_words(shown)}</table:table-cell>"


def _words(text: str) -> str:
    if text.startswith("https://"):
        return f'<text:p><text:a xlink:href="{escape(text)}">{escape(text)}</text:a></text:p>'
    return f"<text:p>{escape(text)}</text:p>"


def _repeated(what: str, times: int) -> str:
    return f' table:number-{what}-repeated="{times}"' if times > 1 else ""
