"""What each fault came to, as rows of a CSV file and as the table that stands in docs/faults.md."""

from __future__ import annotations

import csv
import re
import sys
from collections import Counter
from dataclasses import astuple, dataclass, fields, replace
from pathlib import Path

FILE = Path(__file__).parents[2] / "test-output" / "faults.csv"
SAME = "the same as without the fault"
MOST_SAID = 240
# A row of some kills: those of several processes are added up.
SHARE = re.compile(r"(.+) \((\d+) times\), share \d+")


TIME = r"\d{4}-\d\d-\d\d \d\d:\d\d(?::\d\d)?"
# What differs from run to run.
DIFFERING = {
    r"http://127\.0\.0\.1:\d+": "SITE",
    r"\bprocess \d+ \([^)]*\)": "process N",
    r"\bprocess \d+": "process N",
    r"[0-9a-f]{2}/[0-9a-f]{2}/[0-9a-f]{64}": "FILE",
    r"checksum \d+": "checksum N",
    r"location \d+": "location N",
    r"about \d+ MB": "about N MB",
    r"  +": "  ",
    r"  $": "",
}


@dataclass(frozen=True)
class Result:
    """A fault, the sentence in which `outcomes status` told of it, and what the next run ended with."""

    fault: str
    told: str
    result: str


def note(result: Result) -> None:
    """Add a row; several processes of one test run write to the file, a line at a time."""
    FILE.parent.mkdir(exist_ok=True)
    with FILE.open("a", newline="") as file:
        csv.writer(file, lineterminator="\n").writerow(astuple(result))


def noted() -> list[Result]:
    """The rows so far, by fault; of a fault that was tried again the last one, of kills how many there were."""
    if not FILE.exists():
        return []
    with FILE.open(newline="") as file:
        rows = {row[0]: Result(*row) for row in csv.reader(file)}
    counts: Counter[str] = Counter()
    for fault in [fault for fault in rows if SHARE.fullmatch(fault)]:
        kill = rows.pop(fault)
        if found := SHARE.fullmatch(fault):
            counts[found[1]] += int(found[2])
            rows[found[1]] = replace(kill, fault=f"{found[1]}: {counts[found[1]]} times")
    return [rows[fault] for fault in sorted(rows)]


def table(results: list[Result]) -> str:
    """The rows as a table in Markdown."""
    head = [" | ".join(("", *(field.name for field in fields(Result)), "")).strip(), "|---|---|---|"]
    lines = (
        "| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in astuple(result)) + " |"
        for result in results
    )
    return "\n".join([*head, *lines])


def sentence(status: str, says: str, address: str, home: Path) -> str:
    """The line of what status told that a pattern finds, without what differs from run to run."""
    line = next(line.strip() for line in status.splitlines() if re.search(says, line))
    line = re.sub(r"^\d{8}T\d{6}Z-[0-9a-f]{6}  ", "", line)
    line = re.sub(rf"\bended  {TIME}(  )?", "", line)
    line = re.sub(TIME, "TIME", line)
    line = line.replace(address, "SITE").replace(str(home), "HOME")
    for differing, word in DIFFERING.items():
        line = re.sub(differing, word, line)
    first = line.split("; SITE")[0]
    first += "; and so on" if first != line else ""
    return first if len(first) <= MOST_SAID else first[:MOST_SAID].rsplit(" ", 1)[0] + " ..."


def main() -> None:
    """Print the table."""
    sys.stdout.write(table(noted()) + "\n")


if __name__ == "__main__":
    main()
