"""Area SEND inspections of 2016 to 2022 and the revisits that followed them: letters without a grade.

An inspection names strengths and areas for development, and may require a written statement of action against areas of
significant weakness. A revisit says of each such weakness whether sufficient progress has been made.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from transform.blocks import BlockKind, blocks, passages, under_heading
from transform.furniture import furniture
from transform.printed_dates import find_windows
from transform.readers import letters
from transform.readers.area_send_revisit import progress
from transform.records import DocumentIssue, Finding, FindingKind, Inspection, Severity, Window
from transform.vocabulary import Framework

if TYPE_CHECKING:
    from collections.abc import Sequence

    from transform.blocks import Block
    from transform.document import Document

INSPECTION = "full_inspection"
REVISIT = "revisit"

_DONE = re.compile(
    r"(?P<when>(?-i:\b(?:Between|From|On))\s[^.]{1,120}?)?\bOfsted\s+and\s+(?:the\s+)?(?:Care\s+Quality\s+Commission|CQC)(?:\s+\(CQC\))?,?\s+(?:jointly\s+)?"
    r"(?:(?P<revisit>re-?visited|(?:conducted|carried\s+out)\s+a\s+(?:joint\s+)?re-?visit\s+(?:of|to))"
    r"|(?:conducted|carried\s+out)\s+a\s+joint\s+inspection\s+of)\s+the\s+(?:local\s+)?area\s+of\s+"
    r"(?P<provider>.+?),?\s+to\s+(?:judge|decide|determine|evaluate|assess)\b",
    re.IGNORECASE,
)
_EFFECTIVENESS = re.compile(r"\beffectiveness\s+of\s+the\s+local\s+area\b", re.IGNORECASE)
_STRENGTHS = re.compile(r"^(?:key\s+)?strengths\b", re.IGNORECASE)
_DEVELOPMENT = re.compile(r"^(?:areas?\s+for\s+(?:development|(?:further\s+)?improvement)|weaknesses)\b", re.IGNORECASE)
_MAIN_FINDINGS = re.compile(r"^(?:main|key)\s+findings\b", re.IGNORECASE)
_STATEMENT = re.compile(r"\bwritten\s+statement\b", re.IGNORECASE)
_REQUIRED = re.compile(
    r"\bwritten\s+statement\s+of\s+action\s+(?:\(WSoA\)\s+)?(?:is|was)\s+required\b"
    r"|\brequired\s+to\s+(?:produce|prepare)(?:\s+and\s+submit)?\s+a\s+written\s+statement\b",
    re.IGNORECASE,
)
_NOT_REQUIRED = re.compile(
    r"\bwritten\s+statement\s+of\s+action\s+(?:\(WSoA\)\s+)?(?:is|was)\s+not\s+required\b"
    r"|\bnot\s+required\s+to\s+(?:produce|prepare)(?:\s+and\s+submit)?\s+a\s+written\s+statement\b",
    re.IGNORECASE,
)
_SIGNIFICANT = re.compile(
    r"\bfollowing\s+(?:areas?\s+of\s+)?significant\s+(?:areas?\s+of\s+)?weakness(?:es)?\b", re.IGNORECASE
)
_SIGNED = re.compile(r"^yours\s+(?:sincerely|faithfully)\b", re.IGNORECASE)
_INSPECTORATES = ("Ofsted", "CQC")


def recognises(document: Document) -> bool:
    """Say whether the document is a letter that opens with a joint inspection of, or revisit to, a local area."""
    return letters.is_letter(document) and _done(document) is not None


def read(document: Document) -> tuple[Inspection, ...]:
    """Return the inspection or revisit that the letter describes. It never carries a grade."""
    parts = letters.without_closing(blocks(document))
    done = _done(document)
    revisit = done is not None and done["revisit"] is not None
    window, further, issues = letters.period(done["when"] or "" if done else "")
    leads, lead_issues = _leads(document)
    found: tuple[Finding, ...]
    if revisit:
        found, more = progress(parts)
        required = None
    else:
        found = _findings(parts)
        required, more = _statement_required(parts)
    inspection = Inspection(
        framework=Framework.AREA_SEND_2016,
        start=window.start if window else None,
        end=window.end if window else None,
        provider_as_printed=done["provider"] if done else None,
        further_windows=further,
        inspection_type=REVISIT if revisit else INSPECTION,
        lead_inspectors=leads,
        printed_published_on=letters.letter_date(document),
        inspectorates=_INSPECTORATES,
        previous_inspection=_initial(parts, window) if revisit else None,
        headline=letters.section_text(parts, _MAIN_FINDINGS),
        written_statement_required=required,
        findings=found,
        passages=passages(parts),
        issues=(*issues, *lead_issues, *more),
    )
    return (inspection,)


def _done(document: Document) -> re.Match[str] | None:
    start = " ".join(" ".join(page.text.split()) for page in document.pages[:2])
    return _DONE.search(start)


def _initial(parts: Sequence[Block], window: Window | None) -> Window | None:
    """Give the period of the initial inspection, when one sentence names it with its dates."""
    for sentence in letters.sentences(parts):
        if re.search(r"\b(?:initial|previous|first)\s+inspection\b", sentence.text, re.IGNORECASE):
            windows = [each for each in find_windows(sentence.text) if each != window and each.start != each.end]
            if len(windows) == 1:
                return windows[0]
    return None


def _findings(parts: Sequence[Block]) -> tuple[Finding, ...]:
    """Give strengths and areas for development under the question that they answer, and the significant weaknesses."""
    counts = dict.fromkeys(FindingKind, 0)
    found: list[Finding] = []

    def add(under: Sequence[Block], kind: FindingKind, question: str | None) -> None:
        new = letters.items(under, kind, first=counts[kind] + 1, heading=question)
        counts[kind] += len(new)
        found.extend(new)

    question: str | None = None
    for index, block in enumerate(parts):
        if block.kind is BlockKind.HEADING:
            if _EFFECTIVENESS.search(block.text):
                question = block.text
            elif _STRENGTHS.match(block.text):
                add(under_heading(parts, index, sub_headings=False), FindingKind.STRENGTH, question)
            elif _DEVELOPMENT.match(block.text):
                under = under_heading(parts, index, sub_headings=False)
                add(_before_weaknesses(under), FindingKind.IMPROVEMENT, question)
        if block.text.endswith(":") and _SIGNIFICANT.search(block.text):
            add(_list_at(parts, index + 1), FindingKind.WEAKNESS, None)
    return tuple(found)


def _before_weaknesses(under: Sequence[Block]) -> Sequence[Block]:
    """Leave out the list of significant weaknesses, which may follow without a heading of its own."""
    for index, block in enumerate(under):
        if _STATEMENT.search(block.text) and _SIGNIFICANT.search(block.text):
            return under[:index]
    return under


def _list_at(parts: Sequence[Block], index: int) -> Sequence[Block]:
    end = index
    while end < len(parts) and parts[end].kind in (BlockKind.BULLET, BlockKind.SUB_BULLET, BlockKind.NUMBERED):
        end += 1
    return parts[index:end]


def _statement_required(parts: Sequence[Block]) -> tuple[bool | None, tuple[DocumentIssue, ...]]:
    """Say whether a written statement of action is required.

    A letter prints the requirement where there is one; so a whole letter, one that answers all three questions and
    nowhere speaks of a written statement, requires none.
    """
    text = " ".join(block.text for block in parts)
    required, waived = _REQUIRED.search(text) is not None, _NOT_REQUIRED.search(text) is not None
    if required != waived:
        return required, ()
    questions = [block for block in parts if block.kind is BlockKind.HEADING and _EFFECTIVENESS.search(block.text)]
    if not _STATEMENT.search(text) and len(questions) >= 3:
        return False, ()
    detail = "The letter does not say in a way that could be read whether a written statement of action is required."
    issue = DocumentIssue("written_statement_not_read", Severity.WARNING, detail, field="written_statement_required")
    return None, (issue,)


def _leads(document: Document) -> tuple[tuple[str, ...], tuple[DocumentIssue, ...]]:
    left_out = furniture(document)
    lines = [line for line in document.lines if line not in left_out]
    signed = next((index for index, line in enumerate(lines) if _SIGNED.match(line.text)), len(lines))
    leads = letters.signed_leads(lines[signed + 1 :], document.pages[0].width / 2)
    if leads:
        return leads, ()
    detail = "The lead inspectors could not be read from the names that the letter is signed with."
    return (), (DocumentIssue("lead_inspector_not_read", Severity.WARNING, detail, field="lead_inspector"),)
