"""One sheet of a workbook: cells with their types, and Excel's limits kept where everybody sees it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from flows.export.looks import Looks


@dataclass(frozen=True)
class Limits:
    """What Excel's sheets can hold: lines, with the one of names; characters (of UTF-16) in a cell; links."""

    lines: int = 1_048_576
    characters: int = 32_767
    links: int = 65_530


EXCEL = Limits()
A4 = 9
# Texts from this length on are set in several lines.
LONG = 60
# Excel takes no longer address than this, and counts to so many digits.
LONGEST_ADDRESS = 2_000
TOO_LARGE = 10**15
# Excel believes that there was a 29 February 1900.
FIRST_DAY = date(1900, 3, 1)

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\ufffe\uffff]")
_LINE_END = re.compile(r"\r\n?")
_ADDRESS = re.compile(r"https?://[!-~]+")


def shown(text: str, most: int = EXCEL.characters) -> str:
    """Return a text as a cell can hold it: control characters as their pictures, and cut, saying so, if too long."""
    text = _without_control(text)
    if (length := _units(text)) <= most:
        return text
    note = f" … [cut at Excel's limit: the whole text has {length} characters and is in the CSV and Parquet files]"
    return text.encode("utf-16-le")[: 2 * (most - _units(note))].decode("utf-16-le", errors="ignore") + note


def _without_control(text: str) -> str:
    return _CONTROL.sub(_picture, _LINE_END.sub("\n", text))


def _picture(match: re.Match[str]) -> str:
    code = ord(match[0])
    return chr(0x2400 + code) if code < 0x20 else "\ufffd"


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


class Sheet:
    """Writes values to a worksheet, each as what it is: a text never becomes a formula, a link or a number."""

    def __init__(self, worksheet: Worksheet, looks: Looks, limits: Limits) -> None:
        self.worksheet = worksheet
        self.cut_texts = 0
        self.texts_without_link = 0
        self.looks = looks
        self._limits = limits
        worksheet.set_landscape()
        worksheet.set_paper(A4)
        worksheet.fit_to_pages(1, 0)
        self._links = 0

    def write(self, line: int, column: int, value: Any, look: Format | None = None) -> None:
        """Write a value as what it is; None stays an empty cell."""
        sheet, looks = self.worksheet, self.looks
        if value is None:
            return
        if isinstance(value, bool):
            sheet.write_boolean(line, column, value, look or looks.text)
        elif isinstance(value, int | float | Decimal) and abs(float(value)) < TOO_LARGE:
            sheet.write_number(line, column, float(value), look or looks.text)
        elif isinstance(value, datetime) and value.date() >= FIRST_DAY:
            sheet.write_datetime(line, column, value, looks.time)
        elif isinstance(value, date) and not isinstance(value, datetime) and value >= FIRST_DAY:
            sheet.write_datetime(line, column, value, looks.date)
        else:
            text = self._shown(str(value))
            sheet.write_string(line, column, text, look or (looks.long_text if len(text) >= LONG else looks.text))

    def write_grade(self, line: int, column: int, value: Any) -> None:
        """Write a grade's code in its colours; what is no such code is written as any other value."""
        self.write(line, column, value, self.looks.grades.get(value) if isinstance(value, str) else None)

    def write_link(self, line: int, column: int, value: Any, address: str | None) -> None:
        """Write a text that leads to a web address; where that cannot be, the text stands without the link."""
        usable = address and len(address) <= LONGEST_ADDRESS and _ADDRESS.fullmatch(address)
        if value is None or not usable:
            self.write(line, column, value)
        elif self._links == self._limits.links:
            self.texts_without_link += 1
            self.write(line, column, value)
        else:
            self._links += 1
            self.worksheet.write_url(line, column, address, self.looks.link, self._shown(str(value)))

    def _shown(self, text: str) -> str:
        cell = shown(text, self._limits.characters)
        self.cut_texts += len(cell) != len(text) and _units(_without_control(text)) > self._limits.characters
        return cell
