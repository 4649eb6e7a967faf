"""`python -m tests.bench.multiply FOLDER [--times N]`: the real reports N times, as a corpus for the replica.

Takes the corpus that OUTCOMES_CORPUS names. Each copy has a file id of its own and other bytes, so that it is fetched,
archived and read like a report of its own; it says the same of the same authority on the same days. FOLDER is then what
`replica.py --corpus FOLDER` serves.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import shutil
import sys
from pathlib import Path

from tests.replica import corpus


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--times", type=int, default=10)
    options = parser.parse_args()
    source = corpus()
    if not source:
        sys.exit("Set OUTCOMES_CORPUS to the corpus folder.")
    multiply_corpus(source, options.folder, options.times)


def multiply_corpus(source: Path, folder: Path, times: int) -> None:
    """Make `folder` a corpus that holds each publication of `source` so many times, the first one as it is."""
    with (source / "publications.csv").open(newline="", encoding="utf-8") as file:
        publications = list(csv.DictReader(file))
    (folder / "files").mkdir(parents=True)
    with (folder / "publications.csv").open("w", newline="", encoding="utf-8") as file:
        table = csv.DictWriter(file, publications[0])
        table.writeheader()
        table.writerows(publications)
        for publication in publications:
            original = source / "files" / f"{publication['file_id']}.pdf"
            shutil.copyfile(original, folder / "files" / original.name)
            body = original.read_bytes()
            for number in range(1, times):
                file_id = f"{publication['file_id']}{number:05d}"
                copy = body + _mark(body, number)
                (folder / "files" / f"{file_id}.pdf").write_bytes(copy)
                table.writerow(
                    publication
                    | {"file_id": file_id, "bytes": str(len(copy)), "sha256": hashlib.sha256(copy).hexdigest()}
                )


def _mark(body: bytes, number: int) -> bytes:
    """What tells a copy from the original, and is nothing to whoever reads it: a comment of a PDF or of a web page."""
    if body.lstrip().startswith(b"%PDF-"):
        return b"\n%% copy %d\n%%%%EOF\n" % number
    return b"\n<!-- copy %d -->\n" % number


if __name__ == "__main__":
    main()
