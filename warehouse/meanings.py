"""What the codes of issues and of the quarantine mean, as a page for people.

`python -m warehouse.meanings` prints it, for docs/document-issues.md.
"""

from __future__ import annotations

import sys

from warehouse.resources import csv_rows

_HEAD = """# Issues and quarantine: what each code means, and what to do

A report that contradicts itself, or a place in it that could not be read, is a row of `document_issues`; a report (or
a page) of which nothing could be taken in is a row of `quarantine`. An issue of the severity `error` withholds the
value that it names; a `warning` leaves it standing, `info` says how it was come by. The same words stand in the file
itself:

```sql
SELECT s.authority, s.published_on, s.kind, s.field, s.believed, s.other, s.page, k.what_to_do, s.source_url
FROM document_issues AS s JOIN issue_kinds AS k USING (kind)
ORDER BY s.severity, s.published_on DESC;
```

Both lists are made from `warehouse/issue_kinds.csv` and `warehouse/quarantine_reasons.csv` by
`python -m warehouse.meanings`. Recorded corrections are in `warehouse/corrections.csv`.
"""


def meanings_markdown() -> str:
    """Return the page, as Markdown."""
    issues = [
        f"| `{row['kind']}` | {row['severity']} | {row['meaning']} | {row['what_to_do']} |"
        for row in csv_rows("issue_kinds.csv")
    ]
    reasons = [
        f"| `{row['reason']}` | {row['stage']} | {row['meaning']} | {row['what_to_do']} |"
        for row in csv_rows("quarantine_reasons.csv")
    ]
    return "\n".join(
        [
            _HEAD,
            "## Issues\n\n| kind | severity | meaning | what to do |\n| --- | --- | --- | --- |",
            *issues,
            "\n## Quarantine\n\n| reason | stage | meaning | what to do |\n| --- | --- | --- | --- |",
            *reasons,
            "",
        ]
    )


if __name__ == "__main__":
    sys.stdout.write(meanings_markdown())
