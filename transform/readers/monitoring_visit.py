"""Monitoring visits to authorities whose children's services were judged inadequate: letters without a judgement."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from transform.blocks import blocks, passages
from transform.printed_dates import find_dates
from transform.readers import letters
from transform.records import DocumentIssue, FindingKind, Inspection, Severity
from transform.vocabulary import Framework

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from transform.document import Document

TYPE = "monitoring_visit"

_VISIT = r"(?:Ofsted\s+)?monitoring\s+visit"
_NAMED = rf"(?i:\b{_VISIT}\s+(?:to|of|at))"
_ORDINALS = {
    word: number
    for number, word in enumerate(
        ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh"),
        start=1,
    )
} | {"twelfth": 12, "thirteenth": 13, "fourteenth": 14, "fifteenth": 15}
_WHICH = re.compile(
    rf"\b(?P<ordinal>\d{{1,2}}(?:st|nd|rd|th)|{'|'.join(_ORDINALS)})\s+(?:\w+\s+)?monitoring\s+visit\b", re.IGNORECASE
)
_FIRST_PUBLISHED = re.compile(
    r"\bpublished\s+monitoring\b|\bmonitoring\s+visit\s+(?:letter\s+)?to\s+be\s+published", re.IGNORECASE
)
_JUDGED = re.compile(
    r"\b(?:judged|judgement\s+of|found)\b[^.]*?\binadequate\b[^.]*?\b(?P<when>(?:in|on|during|of)\s+[^.]+)",
    re.IGNORECASE,
)
_MONTH = re.compile(
    r"\b(?P<month>(?:January|February|March|April|May|June|July|August|September|October|November|December)\s+20\d\d)\b"
)
_COVERED = re.compile(r"^areas?\s+covered\s+by\s+(?:the|this)\s+visit\b", re.IGNORECASE)


def recognises(document: Document) -> bool:
    """Say whether the document is a letter whose title or opening names a monitoring visit to children's services."""
    return letters.is_visit_letter(document, _VISIT)


def read(document: Document) -> tuple[Inspection, ...]:
    """Return the visit that the letter describes. It never carries a judgement, nor changes the one it follows."""
    parts = letters.without_closing(blocks(document))
    among = letters.sentences(parts)
    opening = letters.opening(parts, _VISIT)
    window, further, issues = letters.period(opening)
    people, people_issues = letters.inspectors(among)
    number, number_issues = _number(among)
    follows, follows_issues = _follows(among)
    inspection = Inspection(
        framework=Framework.ILACS_MONITORING_VISIT,
        start=window.start if window else None,
        end=window.end if window else None,
        provider_as_printed=letters.provider_after(f"{opening}\n{letters.title(document, _VISIT)}", _NAMED),
        further_windows=further,
        inspection_type=TYPE,
        lead_inspectors=people,
        printed_published_on=letters.letter_date(document),
        theme=letters.section_text(parts, _COVERED),
        inspectorates=("Ofsted",),
        headline=letters.section_text(parts, letters.HEADLINE),
        visit_number=number,
        follows_judgement_on=follows,
        findings=(
            *letters.section_findings(parts, letters.NEEDS_TO_IMPROVE, FindingKind.IMPROVEMENT),
            *letters.section_findings(parts, letters.PRIORITY_ACTION, FindingKind.PRIORITY_ACTION),
        ),
        passages=passages(parts),
        issues=(*issues, *people_issues, *number_issues, *follows_issues),
    )
    return (inspection,)


def _number(among: Sequence[letters.Sentence]) -> tuple[int | None, tuple[DocumentIssue, ...]]:
    """Give which visit since the judgement this is, from the first sentence that counts it since or after something."""
    for sentence in among:
        match = _WHICH.search(sentence.text)
        if match and re.search(r"\b(?:this|the\s+visit)\b", sentence.text[: match.start()], re.IGNORECASE):
            if _FIRST_PUBLISHED.search(sentence.text):
                break
            printed = match["ordinal"].lower()
            return _ORDINALS.get(printed) or int(re.sub(r"\D", "", printed)), ()
    detail = "The letter does not say in a way that could be read how many monitoring visits there have been."
    return None, (DocumentIssue("visit_number_not_read", Severity.WARNING, detail, page=1, field="visit_number"),)


def _follows(among: Sequence[letters.Sentence]) -> tuple[date | None, tuple[DocumentIssue, ...]]:
    """Give the day of the judgement that is followed up when it is printed whole; a month is kept as an issue."""
    for sentence in among:
        match = _JUDGED.search(sentence.text)
        if match is None:
            continue
        days = find_dates(match["when"])
        if len(days) == 1:
            return days[0], ()
        month = _MONTH.search(match["when"])
        if month and not days:
            detail = "The letter gives the judgement that it follows by its month alone."
            issue = DocumentIssue(
                "judgement_month_only",
                Severity.INFO,
                detail,
                page=sentence.page,
                field="follows_judgement_on",
                other=month["month"],
            )
            return None, (issue,)
    detail = "The letter does not say in a way that could be read when the judgement that it follows was made."
    return None, (DocumentIssue("judgement_not_dated", Severity.INFO, detail, page=1, field="follows_judgement_on"),)
