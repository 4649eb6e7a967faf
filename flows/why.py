"""Why a grade is what it is: its date, its page, the words that give it, the link, and what the council said of it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from flows.ask import OUT, QuestionError, find_authority, rows


def print_why(path: Path, authority: str, area: str | None) -> None:
    """Print each standing grade of an authority with its date, its page, the words that give it and the link.

    Raises:
        QuestionError: when no authority, or no grade of it in that area, is known.
    """
    urn, name = find_authority(path, authority)
    grades = rows(path, _GRADES, (urn,)).values
    chosen = [row for row in grades if area is None or row[1] == area]
    if not chosen:
        known = ", ".join(dict.fromkeys(row[1] for row in grades)) or "none"
        wanted = f" for {area}" if area else ""
        raise QuestionError(f"No grade of {name}{wanted} is held; areas with a grade: {known}.")
    said = rows(path, _SAID, (urn,)).values
    OUT.print(f"[bold]{name}[/bold]")
    for inspection_id, area_code, *grade in chosen:
        OUT.print(f"\n[bold]{area_code}[/bold]: {grade[0]}")
        _print_grade(*grade[1:])
        _print_said(row[2:] for row in said if row[:2] == (inspection_id, area_code))


def _print_grade(published_on: Any, start: Any, end: Any, page: int, quote: str, witnesses: int, url: str) -> None:
    places = "1 place" if witnesses == 1 else f"{witnesses} places"
    OUT.print(f"  inspected {start} to {end}, published {published_on}, said in {places}, page {page}:", soft_wrap=True)
    OUT.print(f"  “{quote}”", markup=False, emoji=False, soft_wrap=True)
    OUT.print(f"  {url}", markup=False, soft_wrap=True)


def _print_said(releases: Iterable[tuple[Any, ...]]) -> None:
    for published_on, verdict, grade, quote, url in releases:
        when = f"of {published_on}" if published_on else "without a date"
        if verdict == "only_in_report":
            said = f"the council's release {when} does not name it"
        else:
            said = f"the council's release {when} says {grade}, which {verdict}: “{quote}”"
        OUT.print(f"  {said}", markup=False, emoji=False, soft_wrap=True)
        OUT.print(f"  {url}", markup=False, soft_wrap=True)


# The latest inspection of the council, of its partnership for special educational needs, and of the board each.
_GRADES = """
SELECT j.inspection_id, j.area, j.grade, j.published_on, i.inspection_start, i.inspection_end, j.page, j.quote,
    j.witnesses, j.source_url
FROM judgements AS j
JOIN inspections AS i USING (inspection_id)
LEFT JOIN areas AS a ON a.framework = j.framework AND a.area = j.area
WHERE j.ofsted_urn = ? AND i.withdrawn_at IS NULL
QUALIFY i.inspection_start = max(i.inspection_start) OVER (PARTITION BY CASE
    WHEN j.framework = 'AREA_SEND' THEN 'send' WHEN j.area = 'lscb_effectiveness' THEN 'lscb' ELSE 'council' END)
ORDER BY i.inspection_start DESC, j.framework, a.position
"""

_SAID = """
SELECT r.inspection_id, r.field, p.published_on, r.verdict, c.grade, c.quote, p.url
FROM reconciliations AS r
JOIN press_releases AS p USING (release_id)
LEFT JOIN press_claims AS c ON c.release_id = r.release_id AND c.area = r.field
WHERE p.ofsted_urn = ?
ORDER BY p.published_on, p.url
"""
