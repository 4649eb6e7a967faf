"""The map of squares: where each authority stands on it, as `tiles.csv` says, and how the map is measured."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FILE = Path(__file__).with_name("tiles.csv")
# Units of the drawing: from the left edge of one tile to the next one's, and the tile's own side.
PITCH = 40
SIDE = 37
# Above the first row stands the name of its region.
TOP = 26


@dataclass(frozen=True)
class Tile:
    """An authority's place on the map.

    Attributes:
        column: counted from the left, from 0.
        row: counted from the top, from 0.
    """

    ofsted_urn: str
    column: int
    row: int
    abbreviation: str
    authority: str

    @property
    def x(self) -> int:
        """The left edge, in units of the drawing."""
        return self.column * PITCH

    @property
    def y(self) -> int:
        """The upper edge, in units of the drawing."""
        return self.row * PITCH + TOP


@dataclass(frozen=True)
class RegionName:
    """Where the name of a region stands: above the first of its tiles, ending there where the map ends to the right."""

    name: str
    x: int
    y: int
    anchor: str


@cache
def tiles() -> dict[str, Tile]:
    """Return the tiles by URN."""
    with FILE.open(encoding="utf-8", newline="") as file:
        return {
            row["ofsted_urn"]: Tile(
                row["ofsted_urn"], int(row["column"]), int(row["row"]), row["abbreviation"], row["authority"]
            )
            for row in csv.DictReader(file)
        }


def size() -> tuple[int, int]:
    """Return the width and height of the map, in units of the drawing."""
    placed = tiles().values()
    width = max(tile.x for tile in placed) + PITCH
    return width, max(tile.y for tile in placed) + PITCH


def region_names(region_of: dict[str, str]) -> list[RegionName]:
    """Return the places of the regions' names; `region_of` gives each URN's region."""
    first: dict[str, Tile] = {}
    for tile in sorted(tiles().values(), key=lambda tile: (tile.row, tile.column)):
        if tile.ofsted_urn in region_of:
            first.setdefault(region_of[tile.ofsted_urn], tile)
    width, _ = size()
    return [
        RegionName(name, width - (PITCH - SIDE), tile.y - 6, "end")
        if tile.x > width * 3 / 4
        else RegionName(name, tile.x, tile.y - 6, "start")
        for name, tile in first.items()
    ]
