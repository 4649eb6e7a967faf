"""Addresses that somebody has written down, in a CSV beside the register: url, and if known title and published_on."""

from __future__ import annotations

import csv
from datetime import date
from typing import TYPE_CHECKING

from extract.newsrooms.items import NewsItem, NewsroomError, NewsroomProblem, item_url

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from extract.newsrooms.asker import Asker


def listed_urls(asker: Asker) -> Iterator[NewsItem]:
    """Yield the items of the newsroom's list.

    Raises:
        NewsroomError: `unreadable`, naming the file and the line.
    """
    path = asker.newsroom.folder / asker.newsroom.settings["urls"]
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file)
            for row in reader:
                yield _item(row, path, reader.line_num)
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise _unreadable(path, f"The list of addresses cannot be read ({error}).") from error


def _item(row: dict[str, str | None], path: Path, line: int) -> NewsItem:
    url = item_url("", row.get("url") or "")
    if url is None:
        raise _unreadable(path, f"Line {line} has no address in the column 'url': correct it.")
    day = (row.get("published_on") or "").strip()
    try:
        published_on = date.fromisoformat(day) if day else None
    except ValueError as error:
        detail = f"Line {line}: published_on should be a date such as 2026-11-23, and is '{day}'."
        raise _unreadable(path, detail) from error
    return NewsItem(url, (row.get("title") or "").strip() or None, published_on)


def _unreadable(path: Path, detail: str) -> NewsroomError:
    return NewsroomError(NewsroomProblem.UNREADABLE, str(path), detail)
