"""The map of squares: each authority once, none over another, names that can be told apart."""

from __future__ import annotations

import csv
from pathlib import Path

import duckdb
import pytest

from flows.site.tiles import FILE, region_names, size, tiles
from warehouse.store import connect, ensure_schema


@pytest.fixture(scope="module")
def present(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[str, str]]:
    """Name and region by URN of the authorities that exist."""
    con: duckdb.DuckDBPyConnection = connect(tmp_path_factory.mktemp("home") / "warehouse.duckdb")
    ensure_schema(con)
    found = con.execute("SELECT ofsted_urn, name, region FROM reference.authorities WHERE valid_to IS NULL").fetchall()
    con.close()
    return {urn: (name, region) for urn, name, region in found}


def rows() -> list[dict[str, str]]:
    with Path(FILE).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_authority_that_exists_stands_on_the_map_once(present: dict[str, tuple[str, str]]) -> None:
    assert sorted(row["ofsted_urn"] for row in rows()) == sorted(present)
    assert {row["ofsted_urn"]: row["authority"] for row in rows()} == {urn: name for urn, (name, _) in present.items()}


def test_no_square_lies_over_another_or_outside() -> None:
    places = [(tile.column, tile.row) for tile in tiles().values()]
    assert len(set(places)) == len(places) == 153
    assert min(column for column, _ in places) == min(row for _, row in places) == 0
    width, height = size()
    assert all(tile.x < width and tile.y < height for tile in tiles().values())


def test_abbreviations_are_short_and_all_different() -> None:
    short = [tile.abbreviation for tile in tiles().values()]
    assert len(set(short)) == len(short)
    assert all(2 <= len(text) <= 4 and text.isalpha() and text.isupper() for text in short)


def test_squares_of_two_regions_do_not_touch(present: dict[str, tuple[str, str]]) -> None:
    at = {(tile.column, tile.row): present[tile.ofsted_urn][1] for tile in tiles().values()}
    touching = {
        (at[column, row], at[beside])
        for column, row in at
        for beside in ((column + 1, row), (column, row + 1))
        if beside in at and at[beside] != at[column, row]
    }
    assert not touching


def test_each_regions_name_stands_clear_of_the_squares(present: dict[str, tuple[str, str]]) -> None:
    names = region_names({urn: region for urn, (_, region) in present.items()})
    assert {name.name for name in names} == {region for _, region in present.values()}
    squares = [(tile.x, tile.y) for tile in tiles().values()]
    for name in names:
        wide = 7 * len(name.name)
        left = name.x if name.anchor == "start" else name.x - wide
        over = [(x, y) for x, y in squares if x < left + wide and x + 37 > left and y < name.y and y + 37 > name.y - 11]
        assert not over, name


def test_the_north_lies_above_the_south_and_the_east_right_of_the_west() -> None:
    at = {tile.authority: tile for tile in tiles().values()}
    assert at["Northumberland"].row < at["Leeds"].row < at["Birmingham"].row < at["Kent"].row
    assert at["Cornwall"].column < at["Bristol"].column < at["Reading"].column < at["Kent"].column
    assert at["Enfield"].row < at["Camden"].row < at["Lambeth"].row < at["Croydon"].row
    assert at["Hillingdon"].column < at["Westminster"].column < at["Newham"].column < at["Havering"].column
