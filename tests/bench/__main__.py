"""`python -m tests.bench [MEASURE ...] [--write]`: how fast it is, against the floor and what people do today.

Needs the real reports (OUTCOMES_CORPUS, with the replica beside it). What is compared is measured in the same run, in
turn, and the best of three counts, since machines are noisy. Prints a table and adds it to test-output/bench.csv; with
`--write` all of it becomes docs/figures.md.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from tests.bench.figures import Figure, as_markdown, keep, machine, show
from tests.bench.measures import MEASURES
from tests.replica import program

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "figures.md"
KEPT = ROOT / "test-output" / "bench.csv"
HEAD = """# Figures

Made by `make bench` on {day:%d %B %Y}: {machine}.
What each line measures is in `tests/bench/measures.py`; the real reports are served by an imitation of Ofsted's site on
the same machine, with no pause between requests.

"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "measures", nargs="*", choices=[*MEASURES, []], default=[], metavar="MEASURE", help=", ".join(MEASURES)
    )
    parser.add_argument("--write", action="store_true", help="write docs/figures.md")
    options = parser.parse_args()
    if unknown := set(options.measures) - MEASURES.keys():
        parser.error(f"there is no measure {', '.join(sorted(unknown))}: give some of {', '.join(MEASURES)}")
    if not program():
        sys.exit("Set OUTCOMES_CORPUS to the corpus folder, with its replica beside it.")
    found: list[Figure] = []
    for name in options.measures or MEASURES:
        with tempfile.TemporaryDirectory() as scratch:
            for figure in MEASURES[name](Path(scratch)):
                sys.stderr.write(f"{figure.what}: {figure.shown} {figure.limit}\n")
                found.append(figure)
    show(found)
    keep(found, KEPT)
    if options.write:
        text = HEAD.format(day=datetime.now(UTC), machine=machine()) + as_markdown(found) + "\n"
        PAGE.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
