"""One target under atheris: python -m tests.fuzz.one TARGET SECONDS FOLDER."""

from __future__ import annotations

import hashlib
import sys
import time
import traceback
from pathlib import Path
from random import Random

import atheris

with atheris.instrument_imports(include=["extract", "transform"]):
    from tests.fuzz.lines import changed
    from tests.fuzz.targets import TARGETS, Target

LONGEST = 30_000
# Any input that takes longer than this is a failure; libFuzzer ends the process after the second.
MOST_SECONDS = 5.0
HANGS_AFTER = 60


class Fuzzed:
    """A target with what it has failed at: one input for each place, in `folder`."""

    def __init__(self, target: Target, folder: Path) -> None:
        self.target = target
        self.folder = folder
        self.failures: set[str] = set()

    def __call__(self, data: bytes) -> None:
        started = time.perf_counter()
        try:
            self.target.run(data)
        except Exception as error:  # the others are looked for as well
            self._fail(f"{type(error).__name__} {error}", traceback.extract_tb(error.__traceback__)[-1], data)
        taken = time.perf_counter() - started
        if taken > MOST_SECONDS:
            self._fail(f"took {taken:.1f} seconds", None, data)

    def _fail(self, what: str, place: traceback.FrameSummary | None, data: bytes) -> None:
        where = f"{Path(place.filename).name}:{place.lineno}" if place else "slow"
        if where in self.failures:
            return
        self.failures.add(where)
        path = self.folder / f"failed-{hashlib.sha256(data).hexdigest()[:12]}"
        path.write_bytes(data)
        print(f"{self.target.name}: {where}: {what[:300]}: {path}", file=sys.stderr)  # noqa: T201


def main() -> None:
    name, seconds, out = sys.argv[1:]
    target = TARGETS[name]
    folder = Path(out) / name
    (folder / "found").mkdir(parents=True, exist_ok=True)
    fuzzed = Fuzzed(target, folder)
    lines = sorted({line for seed in target.seeds() for line in seed.read_bytes().split(b"\n") if line})

    def mutator(data: bytes, most: int, seed: int) -> bytes:
        rng = Random(seed)
        if not target.by_line or rng.random() < 0.3:
            return bytes(atheris.Mutate(data, most))
        return changed(data, lines, rng)[:most]

    options = [
        f"-max_total_time={seconds}",
        f"-timeout={HANGS_AFTER}",
        f"-max_len={LONGEST}",
        "-rss_limit_mb=2048",
        "-print_final_stats=1",
        f"-artifact_prefix={folder}/",
        str(folder / "found"),
        str(target.corpus),
    ]
    atheris.Setup([sys.argv[0], *options], fuzzed, custom_mutator=mutator)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
