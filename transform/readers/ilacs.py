"""Reports of ILACS inspections: inspections of local authority children's services, from January 2018.

Which areas such a report judges follows from the day that the inspection started (`transform.vocabulary`). What the
table prints must be just those; an area too many or too few is an issue, and what is not judged is not invented.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from transform.blocks import Block, blocks, passages
from transform.document import Document
from transform.furniture import furniture
from transform.grades import parse_grade
from transform.readers.ilacs_areas import AREA_NAMES, area_of, begins_area
from transform.readers.ilacs_findings import read_findings
from transform.readers.ilacs_front import prints_dates, read_front, title
from transform.readers.ilacs_overall import overall_witnesses
from transform.readers.ilacs_table import FIRST_PAGES, Table, read_table
from transform.records import DocumentIssue, Finding, FindingKind, Inspection, Judgement, Severity
from transform.vocabulary import AREA_RULES, Area, Framework, areas_judged
from transform.witnesses import Witness, agree, heading_witnesses

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date


_COVER_LINES = 10


def recognises(document: Document) -> bool:
    """Say whether the first page has the title of an ILACS report, and the first pages the areas that it judges."""
    report = _from_first_page(document)
    if not any(begins_area(line.text) for page in report.pages[:FIRST_PAGES] for line in page.lines):
        return False
    return title(report, furniture(report)) is not None


def read(document: Document) -> tuple[Inspection, ...]:
    """Return the inspection that the report is of."""
    document = _from_first_page(document)
    left_out = furniture(document)
    parts = blocks(document, left_out)
    front = read_front(document, left_out)
    first = front.windows[0] if front.windows else None
    table = read_table(document, left_out) or Table((), frozenset())
    body = _below(table, parts)
    judgements, issues = _judgements(table, body, first.start if first else None)
    findings = read_findings(body)
    return (
        Inspection(
            framework=Framework.ILACS,
            start=first.start if first else None,
            end=first.end if first else None,
            provider_as_printed=front.provider,
            further_windows=front.windows[1:],
            lead_inspectors=front.lead_inspectors,
            printed_published_on=front.published_on,
            judgements=judgements,
            findings=findings,
            passages=passages(body),
            issues=(*front.issues, *issues, *_list_issues(findings)),
        ),
    )


def _from_first_page(document: Document) -> Document:
    """Leave out a cover: a page of few lines, without the inspection's dates, before one that has them."""
    if len(document.pages) < FIRST_PAGES or len(document.pages[0].lines) > _COVER_LINES:
        return document
    if prints_dates(document.pages[0]) or not prints_dates(document.pages[1]):
        return document
    return Document(document.pages[1:])


def _below(table: Table, parts: Sequence[Block]) -> Sequence[Block]:
    """Return the blocks that are no part of the table and do not stand above it."""
    if not table.lines:
        return parts
    page = min(line.page for line in table.lines)
    top = max(line.baseline for line in table.lines if line.page == page)
    return [
        part
        for part in parts
        if not table.lines.intersection(part.lines)
        and any(line.page > page or line.baseline < top for line in part.lines)
    ]


def _list_issues(findings: Sequence[Finding]) -> Sequence[DocumentIssue]:
    if any(finding.kind is FindingKind.IMPROVEMENT for finding in findings):
        return ()
    detail = "No list of what needs to improve is found, which such reports have."
    return (DocumentIssue("list_not_found", Severity.WARNING, detail, field=FindingKind.IMPROVEMENT),)


def _judgements(
    table: Table, body: Sequence[Block], start: date | None
) -> tuple[tuple[Judgement, ...], tuple[DocumentIssue, ...]]:
    expected = _expected(table, start)
    issues = [*_row_issues(table, expected)]
    headings, heading_issues = heading_witnesses(body, AREA_NAMES)
    issues.extend(heading_issues)
    issues.extend(_heading_issues(headings, expected))
    rows = tuple(_row_witnesses(table))
    sentences = tuple(overall_witnesses(body))
    judgements: list[Judgement] = []
    for area in expected:
        if not any(row.area is area for row in rows):
            continue
        judgement, contradictions = agree((*rows, *headings, *sentences), area)
        issues.extend(contradictions)
        if judgement:
            judgements.append(judgement)
    return tuple(judgements), tuple(issues)


def _expected(table: Table, start: date | None) -> tuple[Area, ...]:
    """Return the areas that an inspection starting on this day judges.

    Without a day they are the table's own, if those are just what the framework judged at some time.
    """
    if start:
        return tuple(rule.area for rule in areas_judged(Framework.ILACS, start))
    printed = {area_of(row.label) for row in table.rows}
    since = {rule.valid_from for rule in AREA_RULES if rule.framework is Framework.ILACS}
    until = {rule.valid_to for rule in AREA_RULES if rule.framework is Framework.ILACS}
    for day in (*since, *until):
        areas = tuple(rule.area for rule in areas_judged(Framework.ILACS, day)) if day else ()
        if areas and set(areas) == printed:
            return areas
    return ()


def _row_witnesses(table: Table) -> Sequence[Witness]:
    witnesses: list[Witness] = []
    for row in table.rows:
        area = area_of(row.label)
        grade = parse_grade(row.grade) if row.grade else None
        again = any(witness.area is area and witness.grade is grade for witness in witnesses)
        if area and grade and row.grade and not again:
            witnesses.append(Witness(area, grade, row.grade, row.page, f"{row.label} {row.grade}"))
    return witnesses


def _row_issues(table: Table, expected: Sequence[Area]) -> Sequence[DocumentIssue]:
    issues: list[DocumentIssue] = []
    for row in table.rows:
        area = area_of(row.label)
        if area is None:
            issues.append(_error("unknown_area", "The table has a row that names no known area.", row.page, row.label))
        elif area not in expected:
            detail = "The table judges an area that this framework does not judge for the inspection's start."
            issues.append(_error("unexpected_area", detail, row.page, row.grade, area))
        elif row.grade is None:
            detail = "No single grade stands beside this area in the table."
            issues.append(_error("grade_not_read", detail, row.page, None, area))
        elif parse_grade(row.grade) is None:
            issues.append(_error("unknown_grade", "The table has words that are no grade.", row.page, row.grade, area))
    printed = {area_of(row.label) for row in table.rows}
    for area in expected:
        if area not in printed:
            detail = "The table lacks an area that this framework judges for the inspection's start."
            issues.append(_error("missing_area", detail, 1, None, area))
    if not expected:
        issues.append(_error("areas_unknown", "Without the inspection's start its areas are not known.", 1, None))
    return issues


def _heading_issues(headings: Sequence[Witness], expected: Sequence[Area]) -> Sequence[DocumentIssue]:
    return [
        DocumentIssue(
            kind="unexpected_area",
            severity=Severity.WARNING,
            detail="A heading grades an area that this framework does not judge for the inspection's start.",
            page=witness.page,
            field=witness.area,
            other=witness.quote,
        )
        for witness in headings
        if expected and witness.area not in expected
    ]


def _error(kind: str, detail: str, page: int, other: str | None, area: Area | None = None) -> DocumentIssue:
    return DocumentIssue(kind, Severity.ERROR, detail, page=page, field=area, other=other)
