"""Reports under the single inspection framework (November 2013 to 2018), with the review of the board bound in.

"Inspection of services for children in need of help and protection, children looked after and care leavers": five
numbered judgements and overall effectiveness, which is a sentence. Most include the review of the Local Safeguarding
Children Board, whose grade stands apart from the council's.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from transform.blocks import BlockKind, blocks, passages
from transform.people import names
from transform.readers.printed_labels import COLON, LEAD
from transform.readers.sif_cover import find_board_cover, find_cover, provider, reports, together
from transform.readers.sif_dates import read_dates
from transform.readers.sif_findings import findings
from transform.readers.sif_judgements import judge
from transform.readers.sif_statements import board_statements, statements
from transform.records import DocumentIssue, Inspection, Severity
from transform.vocabulary import AREA_RULES, Area, Framework

if TYPE_CHECKING:
    from collections.abc import Sequence

    from transform.blocks import Block
    from transform.document import Document, Line
    from transform.readers.sif_cover import Cover
    from transform.records import Finding, Judgement

SINGLE_INSPECTION = "single_inspection"
RE_INSPECTION = "re_inspection"
BOARD_REVIEW = "lscb_review"

# The area whose sentence is a report's headline.
HEADLINES = {
    Framework.SIF: Area.OVERALL_EFFECTIVENESS,
    Framework.LSCB_REVIEW: Area.LSCB_EFFECTIVENESS,
}

_LEAD = re.compile(rf"{LEAD}(?!\w){COLON}(?P<names>.*)", re.IGNORECASE)


def recognises(document: Document) -> bool:
    """Say whether one of the first pages is the cover of a single-inspection report."""
    return find_cover(document) is not None


def read(document: Document) -> tuple[Inspection, ...]:
    """Return the inspections that a file reports, in the order printed: a second one when it has a cover of its own."""
    return tuple(_read_report(report, cover) for report, cover in reports(document))


def _read_report(report: Document, cover: Cover | None) -> Inspection:
    if cover:
        return _inspection(report, cover)
    cover = find_board_cover(report)
    if cover:
        return _review(report, cover)
    page = report.pages[0].number
    detail = "A second report starts on this page, of a kind that is not read together with the first."
    issue = DocumentIssue("bound_report_not_read", Severity.WARNING, detail, page)
    return Inspection(Framework.OTHER, None, None, None, issues=(issue,))


def _inspection(report: Document, cover: Cover) -> Inspection:
    parts = blocks(report, cover.left_out)
    rules = [
        replace(rule, required=cover.with_board) if rule.area is Area.LSCB_EFFECTIVENESS else rule
        for rule in AREA_RULES
        if rule.framework is Framework.SIF
    ]
    read_as = judge(statements(report, cover), rules, cover.page.number)
    found = findings(parts, cover.page.number)
    kind = RE_INSPECTION if cover.again else SINGLE_INSPECTION
    return _put_together(Framework.SIF, kind, report, cover, parts, found, *read_as)


def _review(report: Document, cover: Cover) -> Inspection:
    parts = blocks(report, cover.left_out)
    rules = [rule for rule in AREA_RULES if rule.framework is Framework.LSCB_REVIEW]
    read_as = judge(board_statements(report, cover), rules, cover.page.number)
    found = findings(parts, cover.page.number, of_board=True)
    return _put_together(Framework.LSCB_REVIEW, BOARD_REVIEW, report, cover, parts, found, *read_as)


def _put_together(
    framework: Framework,
    inspection_type: str,
    report: Document,
    cover: Cover,
    parts: Sequence[Block],
    found: tuple[Finding, ...],
    judgements: tuple[Judgement, ...],
    issues: tuple[DocumentIssue, ...],
) -> Inspection:
    page = cover.page.number
    dates = read_dates(report, cover)
    leads, lead_issues = _leads(report)
    name = provider(cover)
    warnings: list[DocumentIssue] = []
    if name is None:
        detail = "The cover names nobody above the title."
        warnings.append(DocumentIssue("provider_missing", Severity.WARNING, detail, page, "provider_as_printed"))
    if not found:
        detail = "No list of improvements or recommendations was found."
        warnings.append(DocumentIssue("findings_missing", Severity.WARNING, detail, page, "findings"))
    return Inspection(
        framework=framework,
        start=dates.windows[0].start if dates.windows else None,
        end=dates.windows[0].end if dates.windows else None,
        provider_as_printed=name,
        further_windows=dates.windows[1:],
        inspection_type=inspection_type,
        lead_inspectors=leads,
        printed_published_on=dates.published,
        headline=next((one.quote for one in judgements if one.area is HEADLINES[framework]), None),
        judgements=judgements,
        findings=found,
        passages=passages(_text(parts, page)),
        issues=(*dates.issues, *issues, *lead_issues, *warnings),
    )


def _text(parts: Sequence[Block], cover_page: int) -> list[Block]:
    """Return the blocks of the running text: from the cover's first summary on, without the table of contents."""
    found: list[Block] = []
    section = ""
    for block in parts:
        if block.kind is BlockKind.HEADING:
            section = block.text.casefold()
        begun = block.page > cover_page or bool(found) or section == "executive summary"
        if begun and section != "contents":
            found.append(block)
    return found


def _leads(report: Document) -> tuple[tuple[str, ...], tuple[DocumentIssue, ...]]:
    """Return who the list of the inspection team names as lead; two lists that differ leave it open."""
    found: list[tuple[int, tuple[str, ...]]] = []
    for page in report.pages:
        for at, line in enumerate(page.lines):
            match = _LEAD.fullmatch(line.text)
            people = _named(match["names"], page.lines[at + 1 : at + 2]) if match else ()
            if people:
                found.append((page.number, people))
    if not found:
        detail = "The report names no lead inspector."
        return (), (DocumentIssue("lead_inspector_missing", Severity.WARNING, detail, field="lead_inspectors"),)
    first = found[0][1]
    other = next(((page, people) for page, people in found if people != first), None)
    if other:
        detail = "The report names different lead inspectors in two places."
        issue = DocumentIssue(
            "lead_inspectors_differ",
            Severity.ERROR,
            detail,
            other[0],
            "lead_inspectors",
            ", ".join(first),
            ", ".join(other[1]),
        )
        return (), (issue,)
    return first, ()


def _named(value: str, below: Sequence[Line]) -> tuple[str, ...]:
    """Return the people of a label's value, which stands on the next line, or goes on there after a first name."""
    return names(value) if len(value.split()) > 1 else names(f"{value}\n{together(below)}")
