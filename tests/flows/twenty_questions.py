"""The answers in docs/twenty-questions.md: each query's rows on the sample edition, as a table below the query.

`python -m tests.flows.twenty_questions` writes them anew; what changed is then seen as the file's diff.
"""

from __future__ import annotations

import re
import tempfile
from pathlib import Path

from flows.ask import rows
from tests.flows.sample_edition import publish_sample

DOCUMENT = Path(__file__).parents[2] / "docs" / "twenty-questions.md"
# A query, and the table below it where one was written.
_ANSWERED = re.compile(r"```sql\n(?P<query>[^`]*)```\n(?:\n(?:\|.*\n)+)?")


def queries(text: str) -> list[str]:
    """Return the queries of the document, in order."""
    return [found["query"].strip() for found in _ANSWERED.finditer(text)]


def answered(text: str, published: Path) -> str:
    """Return the document with the answers that a published file gives."""
    return _ANSWERED.sub(lambda found: f"```sql\n{found['query']}```\n\n{_table(found['query'], published)}", text)


def _table(query: str, published: Path) -> str:
    result = rows(published, query)
    lines = [result.names, ["---"] * len(result.names), *result.values]
    return "".join(f"| {' | '.join(map(_cell, line))} |\n" for line in lines)


def _cell(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return "" if value is None else str(value).replace("|", "\\|").replace("\n", " ")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as home:
        DOCUMENT.write_text(answered(DOCUMENT.read_text("utf-8"), publish_sample(Path(home))), "utf-8")
