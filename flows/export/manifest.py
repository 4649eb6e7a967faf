"""The export's manifest, and its page for people."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from flows.export.files import ExportedFile
from flows.export.place import MADE_BY
from flows.export.views import ATTRIBUTION, LICENCE_TITLE, LICENCE_URL, Release

MARKED = (
    "A text in a CSV file that begins with = + - @, a tab, a line end or an apostrophe, blanks before it included, has "
    "an apostrophe put before it, so that no spreadsheet program runs it as a formula. Take one apostrophe off the "
    "beginning of each text that has one, and you have the original. Numbers and dates are never marked."
)

README = f"""# Judgements of Ofsted's inspections of councils' children's services

{ATTRIBUTION} The licence: <{LICENCE_URL}>.
This is made by reading Ofsted's published reports and councils' press releases; it is no publication of Ofsted.

`manifest.json` names every file with its rows, bytes and SHA-256, and the time at which the data were published.
`datapackage.json` describes every view and column (a Frictionless Data Package); in the workbook the sheet
`dictionary` does.

- `parquet/`: one file a view. Days are DATE, times are TIMESTAMP in UTC, lists of texts are lists; maps and records are
  JSON in a text.
- `csv/`: one file a view, RFC 4180 in UTF-8, with a line of names. Days are 2024-05-16, times
  2024-05-16T12:00:00.000000Z (UTC), lists, maps and records are JSON. An empty cell is a null, a pair of quotes an
  empty text.
- `inspection_outcomes.xlsx`: the standing judgements, their history, changes of grade and the reports' findings for
  people; its sheet `about` says how to read it.

{MARKED}

The files of the same data, written by the same version of the program, are the same byte for byte, whenever they are
exported, and whenever they were published but for what tells the time: `manifest.json`, `datapackage.json` and the view
`release`, and on another day the views `due_next`, `judgement_history` (its days_stood), `national_profile` and
`regional_profile` (the quarters so far).
"""


def manifest(files: Sequence[ExportedFile], release: Release, formats: Sequence[str]) -> dict[str, Any]:
    """Return the manifest: what the export is, of which data, and each of its files."""
    return {
        "made_by": MADE_BY,
        "published_at": _time(release.published_at),
        "last_swept_at": release.last_swept_at and _time(release.last_swept_at),
        "newest_report_on": release.newest_report_on and release.newest_report_on.isoformat(),
        "inspections": release.inspections,
        "schema_version": release.schema_version,
        "licence": {"title": LICENCE_TITLE, "url": LICENCE_URL},
        "attribution": ATTRIBUTION,
        "formats": list(formats),
        "csv_texts": MARKED,
        "files": [_file(file) for file in files],
    }


def _file(file: ExportedFile) -> dict[str, Any]:
    told: dict[str, Any] = {"path": file.path, "bytes": file.bytes, "sha256": file.sha256}
    if file.rows:
        told["rows"] = dict(file.rows)
    return told


def _time(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%S.%fZ")
