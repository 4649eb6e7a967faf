"""Joint targeted area inspections: the inspectorates' letters to an area's partners, which never give a grade.

Ofsted lists them as "joint area child protection inspection", whatever the theme. The letters of 2016 to 2020 and
those from 2022 differ in how they are titled and in the headings of their lists.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from transform.blocks import Block, BlockKind, blocks, passages
from transform.people import names
from transform.readers.jtai_facts import Notes, on_site, published_on, the_area, the_inspectorates, the_theme
from transform.readers.jtai_findings import findings, footnote_marks, is_chapter_heading, without_marks
from transform.readers.jtai_opening import Opening
from transform.readers.jtai_title import TITLE_PAGES, PrintedTitle, find_title
from transform.records import FindingKind, Inspection
from transform.vocabulary import Framework

if TYPE_CHECKING:
    from collections.abc import Sequence

    from transform.document import Document

_PARTNERS = re.compile(r"Care\s+Quality\s+Commission|\bCQC\b|\bConstabulary\b|\bHMICFRS\b")
_LEAD = re.compile(r"^(?:Ofsted )?lead inspectors?\s*:?\s+(?P<names>.+)$", re.IGNORECASE | re.MULTILINE)
_STATEMENT = re.compile(
    r"\b(?:prepare|produce|submit|provide|coordinate|preparation of|production of) an? (?:joint |multi-agency )?"
    r"(?:written )?statement of (?:proposed )?action",
    re.IGNORECASE,
)


def recognises(document: Document) -> bool:
    """Say whether the first pages carry the title of a joint targeted area inspection and name who joined in it."""
    joint = any(_PARTNERS.search(page.text) for page in document.pages[:TITLE_PAGES])
    return joint and find_title(document) is not None


def read(document: Document) -> tuple[Inspection, ...]:
    """Return the one inspection of a letter."""
    parts = blocks(document)
    opening = _opening(parts, find_title(document))
    notes = Notes()
    published = published_on(opening, notes)
    windows = on_site(opening, published, notes)
    theme, theme_code = the_theme(opening, notes)
    listed = findings(parts)
    if not any(finding.kind is FindingKind.IMPROVEMENT for finding in listed):
        notes.warn("findings_missing", "findings", "No list of what needs to improve was found.")
    return (
        Inspection(
            framework=Framework.JTAI,
            start=windows[0].start if windows else None,
            end=windows[0].end if windows else None,
            provider_as_printed=the_area(opening, notes),
            further_windows=windows[1:],
            inspection_type="revisit" if opening.title and opening.title.revisit else None,
            lead_inspectors=_leads(document),
            printed_published_on=published,
            theme=theme,
            theme_code=theme_code,
            inspectorates=the_inspectorates(opening, notes),
            headline=_headline(parts),
            written_statement_required=_statement(parts),
            findings=listed,
            passages=passages(parts),
            issues=tuple(notes.issues),
        ),
    )


def _opening(parts: Sequence[Block], printed: PrintedTitle | None) -> Opening:
    """Split a letter into what stands above its title, the title, what stands below it, and who signs."""
    above: list[str] = []
    below: list[str] = []
    title_lines = printed.lines if printed else ()
    seen = False
    for block in parts:
        if seen and is_chapter_heading(block):
            break
        if block.kind is BlockKind.FOOTNOTE:
            continue
        if seen:
            below.append(block.text)
            continue
        for line in block.lines:
            if line in title_lines:
                seen = True
            else:
                (below if seen else above).append(line.text)
    signed = next((index for index, block in enumerate(parts) if block.text.startswith("Yours ")), len(parts))
    signing = [block.text for block in parts[signed:] if block.kind is not BlockKind.FOOTNOTE]
    return Opening(tuple(above), printed.title if printed else None, " ".join(below), " ".join(signing))


def _leads(document: Document) -> tuple[str, ...]:
    """Return the lead inspectors, whom most letters do not name: those who sign are the inspectorates' directors."""
    text = "\n".join(page.text for page in document.pages[:TITLE_PAGES])
    return tuple(dict.fromkeys(name for match in _LEAD.finditer(text) for name in names(match["names"])))


def _headline(parts: Sequence[Block]) -> str | None:
    """Return the paragraphs under "Headline findings"; the early letters have no such heading."""
    marks = footnote_marks(parts)
    texts: list[str] | None = None
    for block in parts:
        if block.kind is BlockKind.HEADING or is_chapter_heading(block):
            if texts is not None:
                break
            if re.match(r"headline", block.text, re.IGNORECASE):
                texts = []
        elif texts is not None and block.kind is not BlockKind.FOOTNOTE:
            texts.append(without_marks(block.text, marks))
    return "\n".join(texts or ()) or None


def _statement(parts: Sequence[Block]) -> bool | None:
    """Return True when the letter asks for a written statement of action, None when it does not speak of one."""
    told = any(_STATEMENT.search(block.text) for block in parts if block.kind is not BlockKind.FOOTNOTE)
    return True if told else None
