"""`python -m tests.press.score`: how well the made-up releases are read: precision and recall of claims and of kinds.

Each release goes the way that a real one goes after its page is read: its kind and window are made out, then its
claims. A claim counts as right when area and grade are those that a person reads in it.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from transform.press.claims import Claimed, claims_of
from transform.press.kinds import kind_of
from transform.press.records import AuthorityNames, Page, ReleaseKind
from transform.press.windows import window_of

RELEASES = Path(__file__).parent / "releases.toml"
NAMES = AuthorityNames(own=("Northmoor", "Northmoor Council"), others=("Southmoor", "Eastmere", "Vale of Ash"))


@dataclass(frozen=True)
class MadeRelease:
    """A made-up release and what is to be read in it."""

    pattern: str
    page: Page
    kind: ReleaseKind
    claims: dict[str, str]
    earlier: tuple[str, ...]


@dataclass(frozen=True)
class Outcome:
    """What was read in a made-up release."""

    release: MadeRelease
    kind: ReleaseKind
    claimed: Claimed

    @property
    def claims(self) -> dict[str, str]:
        return {claim.area.value: claim.grade.value for claim in self.claimed.claims}


@dataclass(frozen=True)
class Score:
    """Counts of what was read right, of all that was read, and of all that there is to read."""

    right: int
    read: int
    there: int

    @property
    def precision(self) -> float:
        return self.right / self.read if self.read else 1.0

    @property
    def recall(self) -> float:
        return self.right / self.there if self.there else 1.0


def releases() -> tuple[MadeRelease, ...]:
    with RELEASES.open("rb") as file:
        return tuple(_made(entry) for entry in tomllib.load(file)["release"])


def _made(entry: dict[str, Any]) -> MadeRelease:
    lines = [line for line in entry["text"].strip().splitlines() if line.strip()]
    return MadeRelease(
        pattern=entry["pattern"],
        page=Page(
            title=entry["title"],
            paragraphs=tuple(line.removeprefix("- ") for line in lines),
            bullets=tuple(line.startswith("- ") for line in lines),
            published_on=entry["published"],
            published_on_source=None,
        ),
        kind=ReleaseKind(entry["kind"]),
        claims=entry["claims"],
        earlier=tuple(entry.get("earlier", ())),
    )


def read(release: MadeRelease) -> Outcome:
    kind = kind_of(release.page, NAMES)
    return Outcome(release, kind, claims_of(release.page, kind, window_of(release.page, kind), NAMES))


def score_of_claims(outcomes: Iterable[Outcome]) -> Score:
    right = number = there = 0
    for outcome in outcomes:
        right += len(outcome.claims.items() & outcome.release.claims.items())
        number += len(outcome.claims)
        there += len(outcome.release.claims)
    return Score(right, number, there)


def score_of_kind(outcomes: Iterable[Outcome], kind: ReleaseKind) -> Score:
    pairs = [(outcome.kind, outcome.release.kind) for outcome in outcomes]
    return Score(
        right=sum(one is kind and other is kind for one, other in pairs),
        read=sum(one is kind for one, _ in pairs),
        there=sum(other is kind for _, other in pairs),
    )


def main() -> None:
    console = Console()
    outcomes = [read(release) for release in releases()]
    table = Table("of", "precision", "recall", "right", "read", "there", title=f"{len(outcomes)} made-up releases")
    kinds = sorted({outcome.release.kind for outcome in outcomes})
    for kind in kinds:
        of_kind = [outcome for outcome in outcomes if outcome.release.kind is kind]
        _row(table, f"kind {kind}", score_of_kind(outcomes, kind))
        _row(table, f"claims in {kind}", score_of_claims(of_kind))
    _row(table, "all claims", score_of_claims(outcomes))
    console.print(table)
    for outcome in outcomes:
        if outcome.kind is not outcome.release.kind or outcome.claims != outcome.release.claims:
            console.print(
                f"{outcome.release.pattern}: read {outcome.kind} {outcome.claims}, "
                f"there is {outcome.release.kind} {outcome.release.claims}",
                markup=False,
            )


def _row(table: Table, name: str, score: Score) -> None:
    counts = (str(score.right), str(score.read), str(score.there))
    table.add_row(name, f"{score.precision:.1%}", f"{score.recall:.1%}", *counts)


if __name__ == "__main__":
    main()
