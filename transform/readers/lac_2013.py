"""The reports of 2013 titled "Inspection of looked after children services", on a scale with the grade adequate.

Each judgement is printed in up to three places: under its section's heading ("Grade 3 (Adequate)"), in the first
sentence of that section, and in the record of main findings that ends the report.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from transform.blocks import Block, BlockKind, blocks, passages
from transform.grades import parse_grade
from transform.readers.headed_lists import headed_findings
from transform.readers.labelled_cover import cover_facts, cover_issue, read_cover
from transform.records import DocumentIssue, Inspection, Judgement, Severity
from transform.vocabulary import Area, Framework, Grade

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from transform.document import Document

INSPECTION_TYPE = "looked_after_children_services"

_TITLE = re.compile(
    r"\binspection of (?:services for )?looked[- ]after children(?:’s|'s)?(?: services)?\b", re.IGNORECASE
)
_RECORD = re.compile(r"record of main findings", re.IGNORECASE)
_SUBJECTS = {
    Area.OVERALL_EFFECTIVENESS: re.compile(r"overall effectiveness\b", re.IGNORECASE),
    Area.CAPACITY_TO_IMPROVE: re.compile(r"capacity (?:to improve|for improvement)\b", re.IGNORECASE),
    Area.OUTCOMES_FOR_LOOKED_AFTER_CHILDREN: re.compile(r"outcomes for (?:looked[- ]after )?children\b", re.IGNORECASE),
    Area.QUALITY_OF_PROVISION: re.compile(r"quality of provision\b", re.IGNORECASE),
    Area.LEADERSHIP_AND_MANAGEMENT: re.compile(r"leadership and management\b", re.IGNORECASE),
}
_WORD = r"(?P<word>outstanding|good|adequate|inadequate)"
_GRADE_LINE = re.compile(
    rf"(?:grade\b[\s:]*)?(?P<before>[1-4])?\s*\(?{_WORD}\)?(?:\s*\(?grade\s*(?P<after>[1-4])\)?)?\.?", re.IGNORECASE
)
_GRADE_IN_ROW = re.compile(rf"\b{_WORD}\b(?:\s*\(?grade\s*(?P<after>[1-4])\)?)?", re.IGNORECASE)
_SENTENCE = re.compile(
    rf"(?:the )?(?:judgement (?:for|on|of) (?:the )?)?(?P<subject>.{{0,160}}?) (?:is|are)(?: judged to be)? {_WORD}",
    re.IGNORECASE,
)
_NUMBERED_AS = {"1": Grade.OUTSTANDING, "2": Grade.GOOD, "3": Grade.ADEQUATE, "4": Grade.INADEQUATE}
_LINES_TO_GRADE = 2


@dataclass(frozen=True)
class _Witness:
    """A place that prints a grade for an area."""

    area: Area
    grade: Grade
    as_printed: str
    page: int
    quote: str


def recognises(document: Document) -> bool:
    """Say whether the first page's title is that of these reports, and of no wider inspection."""
    return read_cover(document).title(_TITLE) is not None


def read(document: Document) -> tuple[Inspection, ...]:
    """Return the one inspection of a report."""
    issues: list[DocumentIssue] = []
    cover = read_cover(document)
    facts = cover_facts(cover, issues)
    if not facts.leads:
        detail = "The cover names no reporting inspector."
        issues.append(cover_issue("lead_inspector_missing", Severity.WARNING, detail, "lead_inspectors"))
    provider = cover.provider(_TITLE)
    if provider is None:
        detail = "The cover does not name whose services were inspected."
        issues.append(cover_issue("provider_missing", Severity.WARNING, detail, "provider_as_printed"))
    parts = _body(blocks(document))
    found = headed_findings(parts)
    if not found:
        detail = "No list of areas for improvement was found."
        issues.append(DocumentIssue("findings_missing", Severity.WARNING, detail, field="findings"))
    return (
        Inspection(
            framework=Framework.LAC_2013,
            start=facts.window.start if facts.window else None,
            end=facts.window.end if facts.window else None,
            provider_as_printed=provider,
            inspection_type=INSPECTION_TYPE,
            lead_inspectors=facts.leads,
            printed_published_on=facts.published,
            judgements=_judgements(parts, issues),
            findings=found,
            passages=passages(block for block in parts if not _GRADE_LINE.fullmatch(block.text)),
            issues=tuple(issues),
        ),
    )


def _body(parts: Sequence[Block]) -> list[Block]:
    """Leave out the cover and the list of contents."""
    contents = next((block.page for block in parts if block.text == "Contents"), 1)
    return [block for block in parts if block.page > contents]


def _judgements(parts: Sequence[Block], issues: list[DocumentIssue]) -> tuple[Judgement, ...]:
    witnesses = [*_section_witnesses(parts, issues), *_record_witnesses(parts, issues)]
    judged: list[Judgement] = []
    for area in _SUBJECTS:
        places = [witness for witness in witnesses if witness.area is area]
        grades = list(dict.fromkeys(witness.grade for witness in places))
        if len(grades) == 1:
            first = places[0]
            judged.append(Judgement(area, first.grade, first.as_printed, first.page, first.quote, len(places)))
        elif places:
            other = next(witness for witness in places if witness.grade is not places[0].grade)
            detail = f"Page {places[0].page} and page {other.page} print different grades."
            issues.append(_grade_issue("grades_contradict", area, detail, other.page, places[0].quote, other.quote))
        else:
            issues.append(_grade_issue("grade_missing", area, "No grade was found for this area.", None))
    return tuple(judged)


def _section_witnesses(parts: Sequence[Block], issues: list[DocumentIssue]) -> Iterator[_Witness]:
    """The line under a section's heading, and the first sentence after it."""
    for index, head in enumerate(parts):
        if head.kind is not BlockKind.HEADING:
            continue
        if _RECORD.match(head.text):
            return
        area = _area_of(head.text)
        if area is None:
            continue
        following = [block for block in parts[index + 1 :] if block.kind is not BlockKind.FOOTNOTE]
        for block in following[:_LINES_TO_GRADE]:
            line = _GRADE_LINE.fullmatch(block.text)
            if line:
                yield from _agreeing(line, area, head.page, f"{head.text} {block.text}", issues)
            elif block.kind is BlockKind.HEADING and _area_of(block.text):
                break  # the grade below is the next section's
            elif block.kind is not BlockKind.HEADING:
                yield from _sentence_witness(block, area)
                break


def _sentence_witness(block: Block, area: Area) -> Iterator[_Witness]:
    sentence = re.split(r"(?<=[.])\s", block.text, maxsplit=1)[0]
    match = _SENTENCE.fullmatch(sentence.rstrip("."))
    if match and _SUBJECTS[area].match(match["subject"]) and " not " not in match["subject"]:
        grade = parse_grade(match["word"])
        if grade:
            yield _Witness(area, grade, match["word"], block.page, sentence)


def _record_witnesses(parts: Sequence[Block], issues: list[DocumentIssue]) -> Iterator[_Witness]:
    """The rows of the record of main findings: from one area's name to the next, with one grade in each.

    A row's cells may stand in any order in the file, so that the grade may come before the end of the name.
    """
    record = next(
        (i for i, block in enumerate(parts) if block.kind is BlockKind.HEADING and _RECORD.match(block.text)), None
    )
    if record is None:
        issues.append(DocumentIssue("record_missing", Severity.INFO, "The record of main findings was not found."))
        return
    lines = [line for block in parts[record + 1 :] if block.kind is not BlockKind.FOOTNOTE for line in block.lines]
    rows: list[tuple[Area | None, list[str], int]] = []
    for line in lines:
        area = _area_of(line.text)
        if area:
            rows.append((area, [line.text], line.page))
        elif rows:
            rows[-1][1].append(line.text)
    for area, texts, page in rows:
        text = " ".join(texts)
        found = list(_GRADE_IN_ROW.finditer(text))
        if area and len(found) == 1:
            yield from _agreeing(found[0], area, page, text, issues)
        elif area:
            detail = "The row in the record of main findings does not print one grade."
            issues.append(_grade_issue("grade_not_read", area, detail, page, None, text))


def _agreeing(
    match: re.Match[str], area: Area, page: int, quote: str, issues: list[DocumentIssue]
) -> Iterator[_Witness]:
    """Give the witness, unless the grade's number says another grade than its word."""
    grade = parse_grade(match["word"])
    numbers = {match[name] for name in ("before", "after") if name in match.re.groupindex and match[name]}
    if grade is None:
        return
    if any(_NUMBERED_AS[number] is not grade for number in numbers):
        detail = "The grade's number and its word differ."
        issues.append(_grade_issue("grade_not_read", area, detail, page, None, quote))
        return
    yield _Witness(area, grade, match["word"], page, quote)


def _area_of(text: str) -> Area | None:
    return next((area for area, subject in _SUBJECTS.items() if subject.match(text)), None)


def _grade_issue(
    kind: str, area: Area, detail: str, page: int | None, believed: str | None = None, other: str | None = None
) -> DocumentIssue:
    return DocumentIssue(kind, Severity.ERROR, detail, page, field=area.value, believed=believed, other=other)
