"""What a benchmark found: figures, some with a limit, shown as a table and kept as CSV and as a page of the docs."""

from __future__ import annotations

import csv
import os
import platform
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from rich.console import Console
from rich.table import Table

FORMATS = {"seconds": ".2f", "times": ".2f", "ms": ".0f", "MB": ".0f", "requests": ".0f", "bytes": ",.0f"}


@dataclass(frozen=True)
class Figure:
    """One figure; `most` or `least` is what it should be, in its own unit, `note` says what was compared."""

    what: str
    value: float
    unit: str
    most: float | None = None
    least: float | None = None
    note: str = ""

    @property
    def shown(self) -> str:
        return f"{self.value:{FORMATS[self.unit]}} {self.unit}"

    @property
    def limit(self) -> str:
        """The limit and whether it holds; nothing where there is none."""
        if self.most is not None:
            return f"at most {self.most:g}: {'yes' if self.value <= self.most else 'NO'}"
        if self.least is not None:
            return f"at least {self.least:g}: {'yes' if self.value >= self.least else 'NO'}"
        return ""


def machine() -> str:
    """Say on what this runs, and how busy it is."""
    model = next(
        (
            line.partition(":")[2].strip()
            for line in Path("/proc/cpuinfo").read_text().splitlines()
            if line.startswith("model name")
        ),
        platform.processor(),
    )
    load = os.getloadavg()[0]
    return f"{os.cpu_count()} cores ({model}), Python {platform.python_version()}, load {load:.1f} at the end"


def show(figures: Sequence[Figure]) -> None:
    """Print the figures as a table."""
    table = Table("what", "figure", "limit", "note", title=machine())
    for figure in figures:
        table.add_row(figure.what, figure.shown, figure.limit, figure.note)
    Console(width=140).print(table)


def keep(figures: Sequence[Figure], file: Path) -> None:
    """Add the figures to a CSV file, with the time and the machine."""
    file.parent.mkdir(parents=True, exist_ok=True)
    is_new = not file.exists()
    now = datetime.now(UTC).isoformat(timespec="seconds")
    with file.open("a", newline="", encoding="utf-8") as out:
        writer = csv.writer(out)
        if is_new:
            writer.writerow(("measured_at", "what", "value", "unit", "at_most", "at_least", "note", "machine"))
        writer.writerows(
            (now, each.what, each.value, each.unit, each.most, each.least, each.note, machine()) for each in figures
        )


def as_markdown(figures: Sequence[Figure]) -> str:
    """Return the figures as a table of a page."""
    rows = [f"| {each.what} | {each.shown} | {each.limit} | {each.note} |" for each in figures]
    return "\n".join(["| what | figure | limit | note |", "|---|---|---|---|", *rows])
