"""Reviewed corrections of what documents were read to say (corrections.csv): strict in form, visible in the data.

A row names the document by its hash, the inspection in it (1 for the first), a field, the right value, why, who decided
it and when. A field is a column of `FIELDS`, or `judgement:` and the code of an area, whose value is the code of a
grade. A judgement that is withheld has no place of its own, so its correction also gives the page and the words.
"""

from __future__ import annotations

import csv
import io
import re
from datetime import date
from typing import TYPE_CHECKING

from transform.vocabulary import Area, Grade
from warehouse.errors import CorrectionsError
from warehouse.resources import text

if TYPE_CHECKING:
    from collections.abc import Mapping

    import duckdb

FILE = "corrections.csv"
COLUMNS = ("document_sha256", "inspection_number", "field", "value", "reason", "who", "on_date", "page", "quote")
JUDGEMENT = "judgement:"

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_WHOLE = re.compile(r"[1-9]\d{0,2}")
_YES_NO = re.compile(r"true|false")
_TEXT = re.compile(r"\S(.*\S)?")
_NAMES = re.compile(r"[^;\s][^;]*(?:; [^;\s][^;]*)*")
FIELDS: Mapping[str, re.Pattern[str]] = {
    "inspection_start": _DATE,
    "inspection_end": _DATE,
    "printed_published_on": _DATE,
    "previous_inspection_start": _DATE,
    "previous_inspection_end": _DATE,
    "follows_judgement_on": _DATE,
    "next_full_inspection_years": _WHOLE,
    "visit_number": _WHOLE,
    "monitoring_inspection": _YES_NO,
    "written_statement_required": _YES_NO,
    "inspection_type": _TEXT,
    "provider_as_printed": _TEXT,
    "lead_inspectors": _NAMES,
    "theme": _TEXT,
    "theme_code": _TEXT,
    "headline": _TEXT,
}


def correction_rows() -> list[dict[str, object]]:
    """Return the rows of corrections.csv.

    Raises:
        CorrectionsError: when a row is not in the form that it must have.
    """
    return parse_corrections(text(FILE))


def parse_corrections(content: str) -> list[dict[str, object]]:
    """Return the rows of a file of corrections; `value` is as the database writes the field's type.

    Raises:
        CorrectionsError: when a row is not in the form that it must have; the message names its line.
    """
    reader = csv.DictReader(io.StringIO(content), strict=True)
    rows: dict[tuple[object, ...], dict[str, object]] = {}
    try:
        if tuple(reader.fieldnames or ()) != COLUMNS:
            raise ValueError(f"the first line must be {','.join(COLUMNS)}")
        for row in reader:
            correction = _correction(row)
            key = tuple(correction[name] for name in COLUMNS[:3])
            if key in rows:
                raise ValueError("the same field is corrected on an earlier line")
            rows[key] = correction
    except (ValueError, csv.Error) as error:
        raise CorrectionsError(f"warehouse/{FILE}, line {reader.line_num}: {error}.") from error
    return list(rows.values())


def _correction(row: dict[str, str]) -> dict[str, object]:
    if None in row or None in row.values():
        raise ValueError(f"a row has {len(COLUMNS)} cells")
    if not re.fullmatch(r"[0-9a-f]{64}", row["document_sha256"]):
        raise ValueError("document_sha256 must be 64 hexadecimal digits")
    if not _WHOLE.fullmatch(row["inspection_number"]):
        raise ValueError("inspection_number must be a number from 1")
    for name in ("reason", "who"):
        if not row[name].strip():
            raise ValueError(f"{name} is missing")
    _check_value(row["field"], row["value"])
    if bool(row["page"]) != bool(row["quote"].strip()):
        raise ValueError("page and quote go together")
    if row["page"] and not (_WHOLE.fullmatch(row["page"]) and row["field"].startswith(JUDGEMENT)):
        raise ValueError("page must be a number from 1, of a judgement")
    return {
        **row,
        "inspection_number": int(row["inspection_number"]),
        "on_date": _date(row["on_date"], "on_date"),
        "page": int(row["page"]) if row["page"] else None,
        "quote": row["quote"] or None,
    }


def _check_value(field: str, value: str) -> None:
    if field.startswith(JUDGEMENT):
        if field.removeprefix(JUDGEMENT) not in set(Area):
            raise ValueError(f"{field!r} names no area")
        if value not in set(Grade):
            raise ValueError(f"{value!r} is no grade")
        return
    form = FIELDS.get(field)
    if form is None:
        raise ValueError(f"{field!r} is no field that can be corrected")
    if not form.fullmatch(value):
        raise ValueError(f"{value!r} is no value of {field}")
    if form is _DATE:
        _date(value, field)


def _date(value: str, name: str) -> date:
    try:
        if _DATE.fullmatch(value):
            return date.fromisoformat(value)
    except ValueError:
        pass
    raise ValueError(f"{value!r} is no value of {name}")


def idle_corrections(con: duckdb.DuckDBPyConnection) -> tuple[str, ...]:
    """Return, in words, the corrections that a finished build has no use for."""
    rows = con.execute(
        "SELECT document_sha256, field, state FROM corrections WHERE state <> 'applied' ORDER BY ALL"
    ).fetchall()
    return tuple(
        f"The correction of {field} of document {sha256[:12]} {_IDLE[state]}: see corrections."
        for sha256, field, state in rows
    )


_IDLE = {
    "not_needed": "is not needed any more, since that is what was read",
    "no_such_document": "fits no document that stands",
    "no_such_inspection": "fits no inspection of the document",
    "no_such_judgement": "is of a judgement that was not read, and gives no page and quote",
}
