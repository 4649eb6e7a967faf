"""What a damaged document may still be read as: what its whole source says, or less."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from tests.hostile.mutate import Mutant
from transform.read import read_body
from transform.records import Inspection, Reading


@dataclass(frozen=True)
class Said:
    """What matters most of a reading: its judgements, each with its framework, and the days of its inspections."""

    judgements: frozenset[tuple[str, str, str]]
    days: frozenset[tuple[str, date]]

    @property
    def frameworks(self) -> list[str]:
        return sorted({framework for framework, _, _ in self.judgements})

    def beyond(self, whole: Said) -> list[str]:
        """Return what this says and a whole document does not."""
        return [str(extra) for extra in (*sorted(self.judgements - whole.judgements), *sorted(self.days - whole.days))]


def said(inspections: Sequence[Inspection]) -> Said:
    judgements: set[tuple[str, str, str]] = set()
    days: set[tuple[str, date]] = set()
    for inspection in inspections:
        for judgement in inspection.judgements:
            judgements.add((inspection.framework.value, judgement.area.value, judgement.grade.value))
        for window in inspection.further_windows:
            days |= {("further", window.start), ("further", window.end)}
        days |= {(name, day) for name in ("start", "end") if (day := getattr(inspection, name))}
    return Said(frozenset(judgements), frozenset(days))


@cache
def said_whole(source: Path) -> Said:
    return said(read_body(source.read_bytes()).inspections)


def invented(mutant: Mutant, reading: Reading) -> list[str]:
    """Return what a reading says that is not in the mutant's source.

    Where the mutant was made of two, each inspection must be of one of them: a mixture is invented too.
    """
    return [
        extra
        for inspection in reading.inspections
        for extra in min((said([inspection]).beyond(said_whole(source)) for source in mutant.sources), key=len)
    ]


def archived(mutants: Iterable[Mutant], folder: Path) -> Iterator[tuple[Mutant, Path]]:
    """Put each mutant under its hash, as the archive does."""
    for mutant in mutants:
        path = folder / hashlib.sha256(mutant.body).hexdigest()
        path.write_bytes(mutant.body)
        yield mutant, path
