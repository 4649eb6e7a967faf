"""Make damaged PDFs from whole ones: the same sources, count and seed give the same files.

python -m tests.hostile.mutate SOURCE_FOLDER OUT_FOLDER --count 300 --seed 7
"""

from __future__ import annotations

import argparse
import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

from tests.hostile.byte_mutations import BYTE_MUTATIONS
from tests.hostile.page_mutations import PAGE_MUTATIONS, apply

NAMES = tuple(mutation.__name__ for mutation in (*BYTE_MUTATIONS, *PAGE_MUTATIONS))
TAKES_ANOTHER = frozenset(
    {
        "another_appended",
        "another_in_front",
        "block_of_another",
        "front_of_another",
        "half_of_another_after",
        "page_of_another_inserted",
        "two_files_run_together",
    }
)


@dataclass(frozen=True)
class Mutant:
    """A damaged PDF, with the whole ones that it was made of (a second one only where the mutation takes two)."""

    number: int
    mutation: str
    sources: tuple[Path, ...]
    body: bytes

    @property
    def name(self) -> str:
        return f"{self.number:05}-{self.mutation}-{'-'.join(source.stem for source in self.sources)}.pdf"


def mutants(sources: Sequence[Path], count: int, seed: int) -> Iterator[Mutant]:
    """Give `count` mutants, spread evenly over the mutations and the sources."""
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    bodies: dict[Path, bytes] = {}
    order = Random(seed).sample(list(sources), len(sources))
    for number in range(count):
        yield _mutant(number, order, NAMES[number % len(NAMES)], bodies, Random(f"{seed}/{number}"))


def _mutant(number: int, order: Sequence[Path], name: str, bodies: dict[Path, bytes], rng: Random) -> Mutant:
    source = order[(number + number // len(NAMES)) % len(order)]
    other = rng.choice(order)
    for path in (source, other):
        bodies.setdefault(path, path.read_bytes())
    body = mutated(name, bodies[source], bodies[other], rng)
    return Mutant(number, name, (source, other) if name in TAKES_ANOTHER else (source,), body)


def mutated(name: str, body: bytes, other: bytes, rng: Random) -> bytes:
    """Return a body damaged in one way."""
    for by_bytes in BYTE_MUTATIONS:
        if by_bytes.__name__ == name:
            return by_bytes(body, other, rng)
    return apply(next(each for each in PAGE_MUTATIONS if each.__name__ == name), body, other, rng)


def main() -> None:
    parser = argparse.ArgumentParser(description="Make damaged PDFs from whole ones.")
    parser.add_argument("source", type=Path, help="folder of PDFs")
    parser.add_argument("out", type=Path, help="folder to write to")
    parser.add_argument("--count", type=int, default=300)
    parser.add_argument("--seed", type=int, default=7)
    given = parser.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    for mutant in mutants(whole_pdfs(given.source), given.count, given.seed):
        (given.out / mutant.name).write_bytes(mutant.body)


def whole_pdfs(folder: Path) -> list[Path]:
    """Return a folder's files that begin and end as PDFs do, by name."""
    return sorted(path for path in folder.iterdir() if _is_whole(path.read_bytes()))


def _is_whole(body: bytes) -> bool:
    return body.startswith(b"%PDF-") and b"%%EOF" in body[-2048:]


if __name__ == "__main__":
    main()
