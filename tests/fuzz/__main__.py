"""Fuzz the readers, guided by the code that each input reaches.

python -m tests.fuzz --seconds 600 ilacs feed     (all of them when none is named)

It needs atheris, which `make fuzz` installs. Each target runs in a process of its own and goes on after a failure; the
first input for each place of failure is kept in test-output/fuzz, and makes the command end with 1.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path

from tests.fuzz.targets import TARGETS


def main() -> int:
    parser = argparse.ArgumentParser(description="Fuzz the readers.")
    parser.add_argument("targets", nargs="*", metavar="TARGET", help=", ".join(TARGETS))
    parser.add_argument("--seconds", type=int, default=600, help="how long each target runs")
    parser.add_argument("--out", type=Path, default=Path("test-output/fuzz"))
    given = parser.parse_args()
    if unknown := set(given.targets) - set(TARGETS):
        parser.error(f"There is no target {', '.join(sorted(unknown))}; there are {', '.join(TARGETS)}.")
    failed = [name for name in given.targets or TARGETS if not holds(name, given.seconds, given.out)]
    if failed:
        print(f"Failed: {', '.join(failed)}. The inputs are in {given.out}.", file=sys.stderr)  # noqa: T201
    return 1 if failed else 0


def holds(name: str, seconds: int, out: Path) -> bool:
    """Fuzz one target, and say whether no input broke a promise."""
    ended = subprocess.run([sys.executable, "-m", "tests.fuzz.one", name, str(seconds), str(out)])
    return ended.returncode == 0 and not any((out / name).glob("failed-*"))


if __name__ == "__main__":
    sys.exit(main())
