"""Focused visits to children's services: letters on one theme, without a judgement, COVID-19 visits included."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from transform.blocks import BlockKind, blocks, passages
from transform.readers import letters
from transform.records import DocumentIssue, FindingKind, Inspection, Severity
from transform.vocabulary import Framework

if TYPE_CHECKING:
    from collections.abc import Sequence

    from transform.blocks import Block
    from transform.document import Document

TYPE = "focused_visit"
COVID_TYPE = "covid_19_focused_visit"

_VISIT = r"(?:COVID-19\s+|ILACS\s+|assurance\s+|virtual\s+)*focus{1,2}ed\s+(?:assurance\s+)?visit"
_NAMED = rf"(?i:\b{_VISIT}\s+(?:to|of|at))"
_LOOKED_AT = re.compile(
    r"^(?:(?:during|on|at)\s+(?:this|the)\s+visit,?\s+)?"
    r"(?:inspectors\s+(?:looked\s+at|evaluated|considered|reviewed|examined|focused\s+on|explored)"
    r"|(?:the|this)\s+(?:focused\s+)?visit\s+(?:looked\s+at|focused\s+on|considered|evaluated|reviewed|examined)"
    r"|the\s+(?:focus|theme)\s+of\s+(?:the|this)\s+visit\s+was)\s+(?P<theme>.+)",
    re.IGNORECASE | re.DOTALL,
)
_ARRANGEMENTS = re.compile(
    r"^(?:the\s+)?(?:local\s+authority|council|authority)[’']?s[’']?\s+(?:\w+\s+and\s+)?arrangements\s+(?:for|to)\s+",
    re.IGNORECASE,
)
_COVID = re.compile(r"\bCOVID-19\s+(?:focus|assurance)", re.IGNORECASE)


def recognises(document: Document) -> bool:
    """Say whether the document is a letter whose title or opening names a focused visit."""
    return letters.is_visit_letter(document, _VISIT)


def read(document: Document) -> tuple[Inspection, ...]:
    """Return the visit that the letter describes. It never carries a judgement."""
    parts = letters.without_closing(blocks(document))
    opening = letters.opening(parts, _VISIT)
    window, further, issues = letters.period(opening)
    people, people_issues = letters.inspectors(letters.sentences(parts))
    theme = _theme(parts)
    missing = [] if theme else [_theme_issue()]
    inspection = Inspection(
        framework=Framework.ILACS_FOCUSED_VISIT,
        start=window.start if window else None,
        end=window.end if window else None,
        provider_as_printed=letters.provider_after(f"{opening}\n{letters.title(document, _VISIT)}", _NAMED),
        further_windows=further,
        inspection_type=COVID_TYPE if _COVID.search(document.pages[0].text) else TYPE,
        lead_inspectors=people,
        printed_published_on=letters.letter_date(document),
        theme=theme,
        inspectorates=("Ofsted",),
        headline=letters.section_text(parts, letters.HEADLINE),
        findings=(
            *letters.section_findings(parts, letters.NEEDS_TO_IMPROVE, FindingKind.IMPROVEMENT),
            *letters.section_findings(parts, letters.PRIORITY_ACTION, FindingKind.PRIORITY_ACTION),
        ),
        passages=passages(parts),
        issues=(*issues, *people_issues, *missing),
    )
    return (inspection,)


def _theme(parts: Sequence[Block]) -> str | None:
    """Give what the inspectors looked at, as the first sentence that says so names it, with its list if it has one."""
    for index, block in enumerate(parts):
        if block.kind is not BlockKind.PARAGRAPH:
            continue
        for sentence in letters.split_sentences(block.text):
            match = _LOOKED_AT.match(sentence)
            if match:
                return _with_list(_ARRANGEMENTS.sub("", match["theme"]), parts[index + 1 :])
    return None


def _with_list(theme: str, after: Sequence[Block]) -> str | None:
    if not theme.endswith(":"):
        return theme.rstrip(".") or None
    listed: list[str] = []
    for block in after:
        if block.kind not in (BlockKind.BULLET, BlockKind.NUMBERED):
            break
        listed.append(block.text.rstrip(".;, "))
    words = theme.rstrip(": ")
    if not listed:
        return words or None
    return f"{words}: {'; '.join(listed)}" if words and not _bare(words) else "; ".join(listed)


def _bare(words: str) -> bool:
    return _ARRANGEMENTS.fullmatch(words + " ") is not None


def _theme_issue() -> DocumentIssue:
    detail = "The letter does not say what the inspectors looked at in a way that could be read."
    return DocumentIssue("theme_not_read", Severity.WARNING, detail, page=1, field="theme")
