"""A review of a Local Safeguarding Children Board that is published by itself, with one judgement: the board's."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from transform.blocks import Block, BlockKind, blocks, passages
from transform.grades import parse_grade
from transform.people import names
from transform.readers.headed_lists import headed_findings
from transform.readers.labelled_cover import cover_facts, cover_issue, read_cover
from transform.readers.printed_labels import COLON, LEAD
from transform.records import DocumentIssue, Inspection, Judgement, Severity
from transform.vocabulary import Area, Framework

if TYPE_CHECKING:
    from collections.abc import Sequence

    from transform.document import Document
    from transform.vocabulary import Grade

INSPECTION_TYPE = "lscb_review"

_TITLE = re.compile(
    r"\breview of the effectiveness of the (?:local )?safeguarding children(?:[’']?s)? board"
    r"(?:\d{1,2}|[¹²³⁴-⁹])?(?!\w)",
    re.IGNORECASE,
)
# What the title of an inspection of the authority holds, with which a review can be bound.
_WIDER = re.compile(r"\binspection\b|\bservices\b|\bcare leavers\b|\blooked after\b|\bin need of\b", re.IGNORECASE)
_TAIL = r"(?P<tail>requires? improvement(?: to be good)?|(?:is|are) (?:outstanding|good|inadequate))"
_BOARD_IS = re.compile(
    rf"(?:the )?(?:effectiveness of the )?(?:[\w’',&-]+ ){{0,6}}?(?:safeguarding children(?:’s|'s)? board|LSCB)"
    rf"(?: \((?:the )?\w+\))? {_TAIL}\.?",
    re.IGNORECASE,
)
_ARRANGEMENTS_ARE = re.compile(
    rf"the arrangements in place to evaluate the effectiveness\b[^.]*? {_TAIL}\.?", re.IGNORECASE
)
_LEAD = re.compile(rf"{LEAD}{COLON}(?P<names>.+)", re.IGNORECASE)


def recognises(document: Document) -> bool:
    """Say whether the first page's title is that of the review alone, without an inspection of the authority."""
    cover = read_cover(document)
    return cover.title(_TITLE) is not None and cover.title(_WIDER) is None


def read(document: Document) -> tuple[Inspection, ...]:
    """Return the one review of a report."""
    issues: list[DocumentIssue] = []
    cover = read_cover(document)
    facts = cover_facts(cover, issues)
    provider = cover.provider(_TITLE)
    if provider is None:
        detail = "The cover does not name the board that was reviewed."
        issues.append(cover_issue("provider_missing", Severity.WARNING, detail, "provider_as_printed"))
    parts = blocks(document)
    leads = facts.leads or _leads(document)
    if not leads:
        detail = "The report names no lead inspector."
        issues.append(DocumentIssue("lead_inspector_missing", Severity.WARNING, detail, field="lead_inspectors"))
    judgement = _judgement(parts, issues)
    found = headed_findings(parts)
    if not found:
        detail = "No list of recommendations was found."
        issues.append(DocumentIssue("findings_missing", Severity.WARNING, detail, field="findings"))
    return (
        Inspection(
            framework=Framework.LSCB_REVIEW,
            start=facts.window.start if facts.window else None,
            end=facts.window.end if facts.window else None,
            provider_as_printed=provider,
            inspection_type=INSPECTION_TYPE,
            lead_inspectors=leads,
            printed_published_on=facts.published,
            headline=judgement.quote if judgement else None,
            judgements=(judgement,) if judgement else (),
            findings=found,
            passages=passages(_after_contents(parts)),
            issues=tuple(issues),
        ),
    )


def _judgement(parts: Sequence[Block], issues: list[DocumentIssue]) -> Judgement | None:
    """Return the board's grade: a headline of its own, and the sentence that says it of the board's arrangements."""
    places: list[tuple[Block, Grade, str]] = []
    for block in parts:
        headed = block.kind in (BlockKind.HEADING, BlockKind.PARAGRAPH)
        match = (_BOARD_IS.fullmatch(block.text) or _ARRANGEMENTS_ARE.fullmatch(block.text)) if headed else None
        grade = parse_grade(match["tail"]) if match else None
        if match and grade:
            places.append((block, grade, re.sub(r"^(?:is|are) ", "", match["tail"])))
    if not places:
        detail = "No sentence of its own says how effective the board is."
        issues.append(_issue("grade_missing", detail, None))
        return None
    first, grade, printed = places[0]
    other = next((block for block, each, _ in places if each is not grade), None)
    if other:
        detail = f"Page {first.page} and page {other.page} print different grades."
        issues.append(_issue("grades_contradict", detail, other.page, first.text, other.text))
        return None
    return Judgement(Area.LSCB_EFFECTIVENESS, grade, printed, first.page, first.text, len(places))


def _leads(document: Document) -> tuple[str, ...]:
    """Return who the list of the inspection team, towards the end, names as lead."""
    for page in reversed(document.pages):
        for line in page.lines:
            match = _LEAD.fullmatch(line.text)
            if match and (found := names(match["names"])):
                return found
    return ()


def _after_contents(parts: Sequence[Block]) -> list[Block]:
    contents = next((block.page for block in parts if block.text == "Contents"), 1)
    return [block for block in parts if block.page > contents]


def _issue(
    kind: str, detail: str, page: int | None, believed: str | None = None, other: str | None = None
) -> DocumentIssue:
    area = Area.LSCB_EFFECTIVENESS.value
    return DocumentIssue(kind, Severity.ERROR, detail, page, field=area, believed=believed, other=other)
