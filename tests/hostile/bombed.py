"""A refresh in a process of its own, which then says what memory it took: python -m tests.hostile.bombed HOME URL."""

from __future__ import annotations

import json
import re
import resource
import sys
from dataclasses import replace
from pathlib import Path

from flows.steps import run as steps
from tests.flows.runs import load_refresh

MOST_SECONDS = 4.0
KILOBYTE = 1024


def most_held() -> float:
    """The most memory that this process has held, in megabytes; what `getrusage` says includes who started it."""
    found = re.search(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text())
    assert found
    return int(found[1]) * KILOBYTE / 1e6


def main() -> None:
    home, url = sys.argv[1:]
    manners_of = steps.manners_of
    steps.manners_of = lambda settings: replace(manners_of(settings), most_seconds=MOST_SECONDS)
    before = most_held()
    options = {"tries": 1, "workers": 2, "document_seconds": 3, "document_memory": 300_000_000}
    summary = load_refresh(Path(home), url, newsrooms="none", **options)
    said = {
        "problems": {problem.source.removeprefix(url): problem.detail for problem in summary.problems},
        "megabytes_before": before,
        "megabytes": most_held(),
        "megabytes_of_a_reader": resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * KILOBYTE / 1e6,
    }
    sys.stdout.write(json.dumps(said))


if __name__ == "__main__":
    main()
