"""Make the reports of the sample edition: `python -m tests.sample.make_sample [FOLDER]`.

The same bytes come out every time. The edition's newsroom is written by hand and left alone.
"""

from __future__ import annotations

import json
import shutil
import sys
from dataclasses import asdict
from pathlib import Path

from tests.sample import facts, ilacs_pages, jtai_pages, send_pages, sif_pages

EDITION = Path(__file__).resolve().parents[2] / "flows" / "sample" / "edition"

# What the file host sends in place of a report that it no longer has: a web page, under the report's address.
NOT_FOUND_PAGE = """<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"><title>Report not found - Find an Inspection Report - Ofsted</title></head>
<body>
<p>SAMPLE: made for the Inspection Outcomes demonstration; not Ofsted’s page</p>
<main id="main"><h1 class="heading--title title-block__heading">Report not found</h1>
<p>The sample site has no report at this address.</p></main>
</body>
</html>
"""


def make(folder: Path) -> None:
    """Write publications.json and the files into `folder`, in place of what is there."""
    if (folder / "files").exists():
        shutil.rmtree(folder / "files")
    (folder / "files").mkdir(parents=True)
    pages = [(report.listed, ilacs_pages.write(report)) for report in facts.ILACS_REPORTS]
    pages += [(report.listed, sif_pages.write(report)) for report in facts.SIF_REPORTS]
    pages += [(facts.JTAI_LETTER, jtai_pages.write()), (facts.SEND_REPORT, send_pages.write())]
    pages.append((facts.LOST_REPORT, NOT_FOUND_PAGE.encode()))
    pages.sort(key=lambda page: page[0].file_id)
    for listed, body in pages:
        suffix = "pdf" if body.startswith(b"%PDF-") else "html"
        (folder / "files" / f"{listed.file_id}.{suffix}").write_bytes(body)
    listing = json.dumps([asdict(listed) for listed, _ in pages], indent=1, ensure_ascii=False)
    (folder / "publications.json").write_text(listing + "\n", encoding="utf-8")


if __name__ == "__main__":
    make(Path(sys.argv[1]) if len(sys.argv) > 1 else EDITION)
