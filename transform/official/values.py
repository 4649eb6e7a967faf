"""What the cells of the yearly table say: dates, grades, and the marks of footnotes beside them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Generic, TypeVar

from transform.grades import parse_grade
from transform.printed_dates import parse_date

if TYPE_CHECKING:
    from transform.official.sheets import CellValue
    from transform.vocabulary import Grade

T = TypeVar("T")

# The marks of published tables: [c] for what is withheld, [x] not available, [z] not applicable, [note 3] and the like.
_MARK = re.compile(r"\s*\[[^\[\]]{1,20}\]")
_NUMERIC = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})")
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[T ]00:00:00(?:\.0+)?)?")
_NOTHING = frozenset({"", "-", "–", "—", "n/a", "not applicable", "none", "not yet inspected", "not judged"})


@dataclass(frozen=True)
class OfficialValue(Generic[T]):
    """A cell: its address, its words as printed, and what they say.

    `value` is None where the cell says that there is none, and where it could not be read: then `is_read` is false.
    """

    cell: str
    printed: str
    value: T | None
    is_read: bool = True


def printed(cell: CellValue) -> str:
    """Return a cell's words, with single spaces."""
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == datetime.min.time() else cell.isoformat(" ")
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return " ".join(str(cell).split())


def unmarked(text: str) -> str:
    """Return a text without the marks of footnotes."""
    return " ".join(_MARK.sub("", text).split())


def read_day(cell: CellValue, address: str) -> OfficialValue[date]:
    """Read a cell that holds a date, as a date or as a text with day, month and whole year in that order."""
    words = printed(cell)
    if isinstance(cell, datetime):
        return OfficialValue(address, words, cell.date())
    if isinstance(cell, date):
        return OfficialValue(address, words, cell)
    text = unmarked(words)
    if text.casefold() in _NOTHING:
        return OfficialValue(address, words, None)
    day = _day(text)
    return OfficialValue(address, words, day, day is not None)


def _day(text: str) -> date | None:
    try:
        if match := _NUMERIC.fullmatch(text):
            return date(int(match[3]), int(match[2]), int(match[1]))
        if match := _ISO.fullmatch(text):
            return date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        return None
    return parse_date(text)


def read_grade(cell: CellValue, address: str) -> OfficialValue[Grade]:
    """Read a cell that holds a grade; a grade that was not given is none."""
    words = printed(cell)
    text = unmarked(words)
    if text.casefold() in _NOTHING:
        return OfficialValue(address, words, None)
    grade = parse_grade(text)
    return OfficialValue(address, words, grade, grade is not None)
