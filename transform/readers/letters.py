"""What Ofsted's letters to authorities have in common: a salutation, an opening that says what was done and when,
headed sections of paragraphs and bullets, and the inspectors by name.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from transform.blocks import Block, BlockKind, after_heading, under_heading
from transform.people import names
from transform.printed_dates import find_windows, parse_date
from transform.readers.printed_names import printed_name
from transform.records import DocumentIssue, Finding, FindingKind, Severity, Window

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from transform.document import Document, Line

SALUTATION = re.compile(r"^dear\b", re.IGNORECASE)
NEEDS_TO_IMPROVE = re.compile(
    r"^(?:what\s+needs\s+to\s+improve\b|areas?\s+for\s+(?:improvement|development)\b)", re.IGNORECASE
)
PRIORITY_ACTION = re.compile(r"^areas?\s+for\s+priority\s+action\b", re.IGNORECASE)
HEADLINE = re.compile(
    r"^(?:headline\s+findings|overview|summary(?:\s+of\s+findings)?|overall\s+findings)\b", re.IGNORECASE
)

_CLOSING = re.compile(
    r"^(?:yours\s+(?:sincerely|faithfully)|ofsted\s+will\s+take\s+the\s+findings|(?:i\s+am|we\s+are)\s+copying\s+this"
    r"|this\s+letter\s+(?:will\s+be|is\s+being)\s+(?:published|copied))\b",
    re.IGNORECASE,
)
_SENTENCE_BREAK = re.compile(r"(?<!\bMr\.)(?<!\bMs\.)(?<!\bDr\.)(?<!\bSt\.)(?<!\bMrs\.)(?<=[.!?])\s+(?=[A-Z‘“])")
_PEOPLE = re.compile(
    r"\b(?:(?P<lead>lead\s+inspectors?)|inspectors?)(?:\s+for\s+(?:this|the)\s+\w+(?:\s+\w+)?)?\s*"
    r"(?:\bwere\b|\bwas\b|:)\s*:?\s*(?P<names>.+)",
    re.IGNORECASE,
)
_CARRIED_OUT_BY = re.compile(
    r"\bvisit\s+was\s+(?P<lead>led|carried\s+out|conducted|undertaken)\s+by\s+(?P<names>.+)", re.IGNORECASE
)
_POSSESSIVE = re.compile(r"[’']s?$")
_ORGANISATION_LAST = re.compile(r"(?:[\s,]*\b(?:Ofsted|CQC|HMI|Care\s+Quality\s+Commission)\b)+[\s,]*$", re.IGNORECASE)
_LETTER_PAGES = 2
_TITLE_LINES = 3


@dataclass(frozen=True)
class Sentence:
    """A sentence and the page that its block starts on."""

    text: str
    page: int


def is_letter(document: Document) -> bool:
    """Say whether the document greets somebody on one of its first pages."""
    return any(SALUTATION.match(line.text) for page in document.pages[:_LETTER_PAGES] for line in page.lines)


def is_visit_letter(document: Document, visit: str) -> bool:
    """Say whether a letter's title, or the sentence that says what it sums up, names a kind of visit (a pattern)."""
    if not is_letter(document):
        return False
    return bool(title(document, visit)) or _summed_up(visit).search(_start(document)) is not None


def title(document: Document, visit: str) -> str:
    """Return the lines of a letter's title, from the first that starts with the visit's name, or nothing."""
    starts = re.compile(rf"(?:Ofsted\s+)?{visit}\s+(?:to|of|at)\b", re.IGNORECASE)
    for page in document.pages[:_LETTER_PAGES]:
        for index, line in enumerate(page.lines):
            if starts.match(line.text) and line.text[0].isupper():
                return " ".join(each.text for each in page.lines[index : index + _TITLE_LINES])
    return ""


def opening(parts: Sequence[Block], visit: str) -> str:
    """Return the first sentence that names the visit and prints dates, or nothing."""
    named = re.compile(rf"\b{visit}\b", re.IGNORECASE)
    for sentence in sentences(parts):
        if sentence.page <= _LETTER_PAGES and named.search(sentence.text) and find_windows(sentence.text):
            return sentence.text
    return ""


def _summed_up(visit: str) -> re.Pattern[str]:
    return re.compile(
        rf"\b(?:letter|report)\s+(?:summari[sz]es|sets\s+out|outlines|describes|contains)\s+(?:the\s+|our\s+)?findings\s+"
        rf"(?:of|from)\s+(?:(?:the|a|an|our|your|recent|\w+th|first|second|third)\s+)*{visit}\b",
        re.IGNORECASE,
    )


def _start(document: Document) -> str:
    return " ".join(" ".join(page.text.split()) for page in document.pages[:_LETTER_PAGES])


def without_closing(parts: Sequence[Block]) -> tuple[Block, ...]:
    """Return a letter's blocks up to its closing formulas and signatures."""
    for index, block in enumerate(parts):
        if _CLOSING.match(block.text):
            return tuple(parts[:index])
    return tuple(parts)


def letter_date(document: Document) -> date | None:
    """Return the date that a letter carries: the only line above the salutation that is a date and nothing else."""
    found: list[date] = []
    for line in document.lines:
        if SALUTATION.match(line.text):
            break
        day = parse_date(line.text.removeprefix("Date:").strip())
        if day:
            found.append(day)
    return found[0] if len(found) == 1 else None


def split_sentences(text: str) -> tuple[str, ...]:
    """Return the sentences of a text."""
    return tuple(part.strip() for part in _SENTENCE_BREAK.split(text) if part.strip())


def sentences(parts: Iterable[Block]) -> tuple[Sentence, ...]:
    """Return the sentences of paragraphs, headings and list items, in reading order."""
    return tuple(
        Sentence(text, block.page)
        for block in parts
        if block.kind is not BlockKind.FOOTNOTE
        for text in split_sentences(block.text)
    )


def section_text(parts: Sequence[Block], heading: re.Pattern[str]) -> str | None:
    """Return the paragraphs and list items under the first such heading, one a line, or None."""
    under = after_heading(parts, heading)
    return "\n".join(block.text for block in under if block.kind is not BlockKind.HEADING) or None


def section_findings(parts: Sequence[Block], heading: re.Pattern[str], kind: FindingKind) -> tuple[Finding, ...]:
    """Return the items under every such heading, numbered through: its bullets, or its paragraphs if it has none."""
    found: list[Finding] = []
    for index, block in enumerate(parts):
        if block.kind is BlockKind.HEADING and heading.search(block.text):
            found.extend(items(under_heading(parts, index, sub_headings=False), kind, first=len(found) + 1))
    return tuple(found)


def items(
    parts: Sequence[Block], kind: FindingKind, *, first: int = 1, heading: str | None = None
) -> tuple[Finding, ...]:
    """Return the list items among some blocks as findings; where there is no list, the paragraphs."""
    listed = [block for block in parts if block.kind in (BlockKind.BULLET, BlockKind.NUMBERED, BlockKind.SUB_BULLET)]
    chosen = listed or [block for block in parts if block.kind is BlockKind.PARAGRAPH]
    found: list[Finding] = []
    parent: int | None = None
    for position, block in enumerate(chosen, start=first):
        below = block.kind is BlockKind.SUB_BULLET
        if not below:
            parent = position
        found.append(
            Finding(kind, position, block.text, block.page, heading=heading, parent_position=parent if below else None)
        )
    return tuple(found)


def provider_after(text: str, before: str) -> str | None:
    """Return the authority, as printed, between some words (a pattern) and "children's services" or the dates."""
    match = re.search(
        rf"{before}\s+(?:the\s+)?(?P<name>[A-Z][^.;]{{1,90}}?)\s+(?:local\s+authority\s+)?"
        r"children[’']?s[’']?\s+(?:social\s+(?:care|work)\s+)?services?\b",
        text,
    ) or re.search(
        rf"{before}\s+children[’']?s\s+(?:social\s+care\s+)?services\s+in\s+(?:the\s+)?"
        r"(?P<name>[A-Z][^.;]{1,90}?)(?=\s+(?:on|from|between)\b|[.,]|$)",
        text,
    )
    match = match or re.search(
        rf"{before}\s+(?:the\s+)?(?P<name>[A-Z][^.;]{{1,90}}?)(?=\s+(?:on|from|between)\s)", text
    )
    return printed_name(_POSSESSIVE.sub("", match["name"])) if match else None


def period(text: str) -> tuple[Window | None, tuple[Window, ...], tuple[DocumentIssue, ...]]:
    """Return the first period that a text prints and those after it, or the issue that it prints none."""
    windows = find_windows(text)
    if windows:
        return windows[0], windows[1:], ()
    detail = "The letter's opening prints no dates that could be read."
    return None, (), (DocumentIssue("dates_not_read", Severity.ERROR, detail, page=1, field="inspection_start"),)


def inspectors(among: Sequence[Sentence]) -> tuple[tuple[str, ...], tuple[DocumentIssue, ...]]:
    """Return the inspectors that the letter names as its visit's, the lead alone where it says who led.

    A letter that lists its inspectors without saying who led gives them all, in the order printed, and an issue.
    """
    listed: list[str] = []
    for sentence in among:
        match = _PEOPLE.search(sentence.text) or _CARRIED_OUT_BY.search(sentence.text)
        people = names(match["names"].rstrip(".")) if match else ()
        if match and people and (match["lead"] or "").lower().startswith(("lead", "led")):
            return people, ()
        listed.extend(name for name in people if name not in listed)
    if not listed:
        detail = "The letter does not name its inspectors in a way that could be read."
        return (), (DocumentIssue("lead_inspector_not_read", Severity.WARNING, detail, field="lead_inspector"),)
    if len(listed) == 1:
        return tuple(listed), ()
    detail = "The letter names its inspectors, but not who of them led: they stand in the order printed."
    return tuple(listed), (DocumentIssue("lead_inspector_not_named", Severity.INFO, detail, field="lead_inspector"),)


def signed_leads(lines: Sequence[Line], middle: float) -> tuple[str, ...]:
    """Return the lead inspectors of a table of two inspectorates, Ofsted's first, as its cells print them.

    `middle` is where the page's right half starts, in points.
    """
    ofsted: list[str] = []
    cqc: list[str] = []
    for column in _columns(lines, middle):
        text = re.sub(r"\([^)]*\)|\b(?:social\s+care|education|health)\b", " ", column, flags=re.IGNORECASE)
        *before, _ = re.split(r"\blead\s+(?:\w+\s+)?inspectors?\b", text, flags=re.IGNORECASE)
        for segment in before:
            people = names(_ORGANISATION_LAST.sub("", segment))
            if not people or _two_in_one(people[-1]):
                continue
            role = segment.rpartition(people[-1].split()[-1])[2]
            ours = cqc if re.search(r"\bCQC\b|Care\s+Quality", role) else ofsted
            ours.append(people[-1])
    return tuple(dict.fromkeys([*ofsted, *cqc]))


def _columns(lines: Sequence[Line], middle: float) -> Iterator[str]:
    """Give the text of the left and of the right column; a line that goes over both, without cells, is of the left."""
    columns: tuple[list[str], list[str]] = ([], [])
    for line in lines:
        if len(line.cells) == 2:
            for column, cell in zip(columns, line.cells, strict=True):
                column.append(cell)
        else:
            columns[line.left > middle].append(line.text)
    for column in columns:
        yield "\n".join(column)


def _two_in_one(name: str) -> bool:
    """Whether a name may be those of two people who stand side by side."""
    return len([word for word in name.split() if word[0].isupper()]) > 3
