"""What reports say: their paragraphs and list items in which given words occur, with the place of each."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

from flows.ask import OUT, QuestionError, Rows, find_authority, rows
from transform.vocabulary import Framework

_SINCE = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")


def search(
    path: Path,
    words: str,
    *,
    framework: str | None = None,
    since: date | None = None,
    authority: str | None = None,
    limit: int = 20,
) -> Rows:
    """Return the paragraphs and list items in which all of the words occur, the most relevant first.

    It is `search` of the published file, restricted.

    Args:
        path: the published file.
        words: the words, in any order, each in any of its forms where the file knows them; what stands in double
            quotes is found as written, several words as one phrase.
        framework: only reports of this framework, by its code.
        since: only reports published on this day or later.
        authority: only reports on this authority, by its name, another name of it, its GSS code or its URN.
        limit: return at most so many.

    Raises:
        QuestionError: when there is no word to look for, the framework or the authority is unknown, or the file
            cannot be read.
    """
    if not any(character.isalnum() for character in words):
        raise QuestionError("There is no word to look for.")
    if any("\ud800" <= character <= "\udfff" for character in words):
        raise QuestionError("The words hold bytes that are no text.")
    code = framework.upper() if framework else None
    if code and code not in set(Framework):
        raise QuestionError(f"No framework has the code {framework!r}; there are {', '.join(Framework)}.")
    urn = find_authority(path, authority)[0] if authority else None
    if code or since or urn:
        return rows(path, _SEARCH.format(among=_AMONG), (words, limit, code, code, since, since, urn, urn))
    return rows(path, _SEARCH.format(among="['all']"), (words, limit))


_SEARCH = """
SELECT authority, framework, published_on, kind, section, number, page, score, occurrences, sentence, source_url
FROM search(?, most := ?, among := {among})
"""
_AMONG = """(
    SELECT list(inspection_id) FROM inspections
    WHERE (?::VARCHAR IS NULL OR framework = ?) AND (?::DATE IS NULL OR published_on >= ?)
        AND (?::VARCHAR IS NULL OR ofsted_urn = ?)
)"""


def finds_forms(path: Path) -> bool:
    """Return whether the published file finds a word's other forms too, such as leavers for leaver.

    Raises:
        QuestionError: when the file cannot be read.
    """
    return bool(rows(path, "SELECT search_finds_forms FROM release").values[0][0])


def first_day(text: str) -> date:
    """Return the first day of what a person writes as a year, a month (2023-05) or a day (2023-05-16).

    Raises:
        QuestionError: when it is none of these.
    """
    match = _SINCE.fullmatch(text.strip())
    try:
        if match:
            return date(int(match[1]), int(match[2] or 1), int(match[3] or 1))
    except ValueError:
        pass
    raise QuestionError(f"{text!r} is no year, month or day, such as 2023, 2023-05 or 2023-05-16.")


def print_hits(found: Rows) -> None:
    """Print each hit with its authority, date and place, the sentence, and the link to the report."""
    for row in found.values:
        hit = dict(zip(found.names, row, strict=True))
        place = [f"page {hit['page']}"]
        if hit["number"]:
            place.append(f"paragraph {hit['number']}")
        if hit["kind"] != "passage":
            place.append(hit["kind"].replace("_", " "))
        if hit["section"]:
            place.append(hit["section"])
        OUT.print(f"[bold]{hit['authority']}[/bold], {hit['framework']}, published {hit['published_on']}")
        OUT.print(f"  {', '.join(place)}:", markup=False, soft_wrap=True)
        OUT.print(f"  “{' '.join(hit['sentence'].split())}”", markup=False, soft_wrap=True)
        OUT.print(f"  {hit['source_url']}\n", markup=False, soft_wrap=True)
    if not found.values:
        OUT.print("No report that is held says that.")
