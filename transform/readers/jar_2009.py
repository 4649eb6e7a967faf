"""Progress inspections after a joint area review, 2009 and 2010: a report or a letter on what has been done since.

They judge progress in words and give no grade for an area, so nothing here makes a judgement. No such document is
among those that this reader was written from: it takes only what is printed in the plainest forms, and says so in an
issue where one of them is not met.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from transform.blocks import Block, BlockKind, blocks, passages
from transform.people import names
from transform.printed_dates import find_windows, parse_date
from transform.readers.headed_lists import headed_findings
from transform.readers.labelled_cover import DATES, LEAD, PUBLISHED, read_cover
from transform.records import DocumentIssue, Inspection, Severity
from transform.vocabulary import Framework

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from transform.document import Document
    from transform.records import Window

INSPECTION_TYPE = "progress_inspection"

_PAGES = 2
_REVIEW = re.compile(r"\bjoint area review\b", re.IGNORECASE)
_PROGRESS = re.compile(
    r"\bprogress (?:inspection|review|report|visit)\b|\binspection of progress\b|\bprogress made (?:in|on|since)\b",
    re.IGNORECASE,
)
_TITLE = re.compile(
    r"\b(?:joint area review\b.{0,90}?\bprogress (?:inspection|review|report|visit)"
    r"|progress (?:inspection|review|report|visit)\b.{0,90}?\bjoint area review"
    r"|inspection of (?:the )?progress made (?:in|on|since)\b.{0,120}?\bjoint area review)\b",
    re.IGNORECASE,
)
_PROVIDER = re.compile(
    r"(?P<name>[A-Z][\w’' -]{2,60}?(?:council|borough of [A-Z][\w’' -]+|(?=\s+children[’']?s services authority area)))"
    r"(?:\s+children[’']?s services authority area)?",
    re.IGNORECASE,
)
_THIS = re.compile(r"\b(?:this|our) (?:progress )?(?:inspection|visit)\b|\bprogress inspection\b", re.IGNORECASE)
_ON_SITE = re.compile(r"\b(?:took place|carried out|conducted|undertaken|undertook|visited|inspected)\b", re.IGNORECASE)
_LEAD = re.compile(r"(?:lead|reporting|managing) inspector\s*:?\s*(?P<names>.+)", re.IGNORECASE)
_HEADLINE = re.compile(
    r"(?:overall,? .*\bprogress\b|.*\bha(?:s|ve) made (?:\w+ly )?(?:limited|insufficient|inadequate|satisfactory"
    r"|adequate|sufficient|good|significant|extensive|substantial) progress\b).*",
    re.IGNORECASE,
)
_SENTENCES = re.compile(r"(?<=[.?!])\s+(?=[A-Z‘“])")


def recognises(document: Document) -> bool:
    """Say whether a title on the first pages names both the joint area review and the progress since."""
    if not any(_REVIEW.search(page.text) and _PROGRESS.search(page.text) for page in document.pages[:_PAGES]):
        return False
    return _title(blocks(document)) is not None


def read(document: Document) -> tuple[Inspection, ...]:
    """Return the one inspection of a report or letter."""
    issues: list[DocumentIssue] = []
    parts = blocks(document)
    values = read_cover(document).values
    window = _window(parts, values.get(DATES), issues)
    published = _published(parts, values.get(PUBLISHED), window, issues)
    provider = _provider(parts)
    if provider is None:
        issues.append(
            _issue("provider_missing", Severity.WARNING, "No council is named beside the title.", "provider_as_printed")
        )
    leads = names(values.get(LEAD, "")) or _leads(document)
    if not leads:
        issues.append(
            _issue("lead_inspector_missing", Severity.WARNING, "No lead inspector is named.", "lead_inspectors")
        )
    found = headed_findings(parts)
    if not found:
        issues.append(_issue("findings_missing", Severity.WARNING, "No list of findings was found.", "findings"))
    return (
        Inspection(
            framework=Framework.JAR_2009,
            start=window.start if window else None,
            end=window.end if window else None,
            provider_as_printed=provider,
            inspection_type=INSPECTION_TYPE,
            lead_inspectors=leads,
            printed_published_on=published,
            headline=_headline(parts),
            findings=found,
            passages=passages(parts),
            issues=tuple(issues),
        ),
    )


def _title(parts: Sequence[Block]) -> Block | None:
    """Return the title: a heading of the first pages, or up to three that follow each other and make one."""
    heads = [block for block in parts if block.page <= _PAGES and block.kind is BlockKind.HEADING]
    for index, head in enumerate(heads):
        joined = " – ".join(block.text for block in heads[index : index + 3])
        if _TITLE.search(head.text) or _TITLE.search(joined):
            return head
    return None


def _window(parts: Sequence[Block], dates: str | None, issues: list[DocumentIssue]) -> Window | None:
    """Return the period that the cover's label gives, or else the one that the first pages say in a sentence."""
    windows: list[Window] = list(find_windows(dates)) if dates else []
    if not windows:
        for sentence in _sentences(parts):
            if _THIS.search(sentence) and _ON_SITE.search(sentence):
                windows += find_windows(sentence)
    distinct = sorted(set(windows))
    if len(distinct) == 1:
        return distinct[0]
    kind, detail = ("dates_missing", "The first pages do not say when the inspection took place.")
    if distinct:
        kind, detail = ("dates_contradict", "The first pages give more than one period for the inspection.")
    other = "; ".join(f"{window.start} to {window.end}" for window in distinct) or dates
    issues.append(_issue(kind, Severity.ERROR, detail, "inspection_start", other))
    return None


def _published(
    parts: Sequence[Block], printed: str | None, window: Window | None, issues: list[DocumentIssue]
) -> date | None:
    """Return the day of publication: the cover's, or the day that a letter is dated."""
    title = _title(parts)
    above = parts[: parts.index(title)] if title else ()
    lines = [line.text for block in above for line in block.lines]
    days = [day for text in ([printed] if printed else lines) if (day := parse_date(text))]
    if not days:
        detail = "No day of publication or of the letter was found."
        issues.append(_issue("published_missing", Severity.WARNING, detail, "printed_published_on", printed))
        return None
    if window and days[0] < window.end:
        detail = "The day of publication lies before the end of the inspection."
        issues.append(_issue("impossible_dates", Severity.ERROR, detail, "printed_published_on", str(days[0])))
        return None
    return days[0]


def _provider(parts: Sequence[Block]) -> str | None:
    """Return the council that the title, or a heading beside it, names; more than one name gives none."""
    heads = [block for block in parts if block.page <= _PAGES and block.kind is BlockKind.HEADING]
    found = [
        match["name"].strip()
        for block in heads
        if (match := _PROVIDER.fullmatch(_TITLE.sub("", block.text).strip(" –-:")))
    ]
    return found[0] if len(set(found)) == 1 else None


def _leads(document: Document) -> tuple[str, ...]:
    for page in document.pages:
        for line in page.lines:
            match = _LEAD.fullmatch(line.text)
            if match and (found := names(match["names"])):
                return found
    return ()


def _headline(parts: Sequence[Block]) -> str | None:
    """Return the first sentence that says how much progress there has been."""
    prose = (block for block in parts if block.kind in (BlockKind.PARAGRAPH, BlockKind.NUMBERED))
    sentences = (sentence for block in prose for sentence in _SENTENCES.split(block.text))
    return next((sentence for sentence in sentences if _HEADLINE.fullmatch(sentence)), None)


def _sentences(parts: Sequence[Block]) -> list[str]:
    prose = [block.text for block in parts if block.page <= _PAGES and block.kind is not BlockKind.HEADING]
    return [sentence for text in prose for sentence in _SENTENCES.split(text)]


def _issue(kind: str, severity: Severity, detail: str, about: str, other: str | None = None) -> DocumentIssue:
    return DocumentIssue(kind, severity, detail, page=1, field=about, other=other)
