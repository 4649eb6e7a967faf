"""Holds the figures on a built page against the queries that the page shows for them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import duckdb
from bs4 import BeautifulSoup, Tag

GRADES = {
    "outstanding": "Outstanding",
    "good": "Good",
    "requires_improvement": "Requires improvement",
    "inadequate": "Inadequate",
}
# Signs that a page leaves out: controls, and marks of the writing's direction.
LEFT_OUT = re.compile("[\x00-\x08\x0b-\x1f\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def parsed(page: Path) -> BeautifulSoup:
    return BeautifulSoup(page.read_bytes(), "lxml")


def wrong_figures(page: Path, con: duckdb.DuckDBPyConnection) -> tuple[int, list[str]]:
    """Return how many figures the page shows, and what is wrong with them."""
    soup = parsed(page)
    queries = {str(code["id"]): code.get_text() for code in soup.select("details.query code")}
    answers = {name: _rows(con, sql) for name, sql in queries.items()}
    shown: dict[str, list[dict[str, str]]] = {name: [] for name in queries}
    single: list[tuple[str, Tag]] = []
    wrong = [f"a table without a query: {table.get_text()[:60]}" for table in _tables_without(soup)]
    for place in soup.select("[data-query]"):
        name = str(place["data-query"])
        if name not in queries:
            wrong.append(f"{name} is not shown")
        elif place.has_attr("data-field"):
            single.append((name, place))
        elif place.name == "script":
            shown[name].extend(_charted(place))
        else:
            shown[name].extend(_fields(row) for row in place.select("[data-row]") if _holder(row) is place)
    for area in {str(name).removeprefix("q-map-") for name in queries if name.startswith("q-map-")}:
        shown[f"q-map-{area}"] = list(_mapped(soup, area, answers[f"q-map-{area}"]))
    once = {name for name, _ in single}
    for name, rows in shown.items():
        if name not in once:
            wrong += _differences(name, rows, answers[name])
    for name, place in single:
        wrong += _differences(name, [_fields(place)], answers[name])
    wrong += [f"{place} is not written as a day" for place in soup.select("time") if not _is_day(place)]
    wrong += [f"{place} is not named" for place in soup.select(".grade") if not _is_named(place)]
    figures = len(single) + sum(len(row) for rows in shown.values() for row in rows)
    return figures, wrong


def _tables_without(soup: BeautifulSoup) -> Iterator[Tag]:
    return (table for table in soup.select("table") if not table.has_attr("data-query"))


def _rows(con: duckdb.DuckDBPyConnection, sql: str) -> list[dict[str, str]]:
    found = con.execute(sql)
    names = [column[0] for column in found.description or ()]
    return [{name: _text(value) for name, value in zip(names, row, strict=True)} for row in found.fetchall()]


def _text(value: Any) -> str:
    if value is None:
        return ""
    return _plain(value.isoformat() if isinstance(value, date | datetime) else str(value))


def _plain(text: str) -> str:
    return " ".join(LEFT_OUT.sub("", text).split())


def _holder(row: Tag) -> Tag | None:
    place = row
    while place.parent is not None:
        place = place.parent
        if place.has_attr("data-query"):
            return place
    return None


def _fields(row: Tag) -> dict[str, str]:
    places = [place for place in row.select("[data-field]") if not place.has_attr("data-query")]
    if row.has_attr("data-field"):
        places.append(row)
    fields: dict[str, str] = {}
    for place in places:
        given = next((place[name] for name in ("data-value", "value", "datetime") if place.has_attr(name)), None)
        fields[str(place["data-field"])] = _plain(str(place.get_text() if given is None else given))
    return fields


def _charted(place: Tag) -> list[dict[str, str]]:
    spec = json.loads(place.get_text())
    (rows,) = spec["datasets"].values()
    return [{name: _text(value) for name, value in row.items()} for row in rows]


def _mapped(soup: BeautifulSoup, area: str, rows: list[dict[str, str]]) -> Iterator[dict[str, str]]:
    """The tiles in the order of the query; a tile's letter and title say its grade, or why there is none."""
    tiles = {str(tile["data-urn"]): tile for tile in soup.select("svg.tiles a.tile")}
    assert len(tiles) == len(rows)
    for row in rows:
        drawn = tiles[row["ofsted_urn"]].select_one(f".for-{area}")
        assert drawn is not None
        classes = [name.removeprefix("g-").replace("-", "_") for name in drawn["class"] if name.startswith("g-")]
        title = drawn.select_one("title")
        assert title is not None
        told = title.get_text()
        if row["grade"] in GRADES:
            assert f": {GRADES[row['grade']]}" in told, told
        (code,) = classes
        yield {
            "authority": _plain(told.rpartition(":")[0]),
            "grade" if row["state"] == "judged" else "state": code,
        }


def _differences(name: str, shown: list[dict[str, str]], rows: list[dict[str, str]]) -> list[str]:
    if len(shown) != len(rows):
        return [f"{name}: {len(shown)} rows are shown, the query gives {len(rows)}"]
    return [
        f"{name}: {field} is shown as {value!r}, the query gives {row.get(field)!r}"
        for fields, row in zip(shown, rows, strict=True)
        for field, value in fields.items()
        if row.get(field) != value
    ]


def _is_day(place: Tag) -> bool:
    day = datetime.fromisoformat(str(place["datetime"]))
    return _plain(place.get_text()) == f"{day.day} {day:%B %Y}"


def _is_named(place: Tag) -> bool:
    """A grade is told in words beside its colour; where it comes from the data, in the words for it."""
    words = _plain(place.get_text())
    holder = place.parent
    code = str(holder["data-value"]) if holder is not None and holder.has_attr("data-value") else ""
    return len(words) > 2 and (code not in GRADES or words.endswith(GRADES[code]))
