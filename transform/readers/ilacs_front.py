"""What an ILACS report's first page prints above its table: whose services, when, under whom."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise, takewhile
from typing import TYPE_CHECKING

from transform.furniture import first_pages
from transform.grades import parse_grade
from transform.people import names
from transform.printed_dates import find_dates, find_windows
from transform.readers.ilacs_areas import begins_area
from transform.readers.ilacs_table import HEADER
from transform.readers.printed_labels import COLON, DATES, LEAD, PUBLISHED, own_value, windows_of
from transform.readers.printed_names import beside, name_of_lines, printed_name
from transform.records import DocumentIssue, Severity, Window

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from transform.document import Document, Line, Page

_DATES = re.compile(rf"(?:{DATES}|inspected){COLON}", re.IGNORECASE)
_LEAD = re.compile(rf"{LEAD}{COLON}", re.IGNORECASE)
_PUBLISHED = re.compile(rf"{PUBLISHED}{COLON}", re.IGNORECASE)
_OTHER_LABEL = re.compile(r"[A-Z][A-Za-z’']*(?: [a-z’']+){0,4}:|judgements?\b", re.IGNORECASE)
_LABELS = (_DATES, _LEAD, _PUBLISHED, HEADER)
_PAGE_NUMBER = re.compile(r"\d{1,3}")
_MOST_LINES = 4
_PARAGRAPH_GAP = 1.7  # of the type's size: a value's next line stands closer than this

_TITLE = re.compile(
    r"\b(?:re[-‐-―]?\s?)?(?:(?:full|short|standard|ILACS)\s+)?inspection\s+of\s+(?:(?P<inside>.*?)\s+)??"
    r"children['’‘`´′]?s?['’‘`´′]?\s+(?:social\s+care(?:\s+services)?|services)(?!\s+trust)",
    re.IGNORECASE,
)
_ARTICLE = re.compile(r"^the(?:\s+|$)")
_LOCAL_AUTHORITY = re.compile(r"(?:^|\s+)local\s+authority$", re.IGNORECASE)
_OTHER_WORK = re.compile(
    r"\bfocus|\bmonitoring\b|\bvisit|\bjoint\b|\btargeted\b|\bsafeguarding\b|\bneed\s+of\s+help\b"
    r"|\blooked\s+after\b|\bsend\b|\bspecial\s+educational\b|\blocal\s+area\b|\badoption\b"
    r"|\bsecure\b|\bannual\b|\bdear\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Front:
    """The facts above the table; what is not printed, or cannot be, is None or empty and has an issue."""

    provider: str | None
    windows: tuple[Window, ...]
    lead_inspectors: tuple[str, ...]
    published_on: date | None
    issues: tuple[DocumentIssue, ...]


def title(document: Document, left_out: frozenset[Line]) -> re.Match[str] | None:
    """Return the match of an ILACS report's title on the first page, or None when the page is of other work.

    The text searched is all that stands above the first labelled line and the table, such as "Inspection dates:".
    """
    text = " ".join(_heading(document, left_out))
    return None if _OTHER_WORK.search(text) else _TITLE.search(text)


def prints_dates(page: Page) -> bool:
    """Say whether a page has the line that gives the dates of the inspection."""
    return any(_DATES.match(line.text) for line in page.lines)


def read_front(document: Document, left_out: frozenset[Line]) -> Front:
    """Return the facts of a document's first page; `left_out` are the pages' furniture."""
    lines = _by_height(document.pages[0].lines, left_out)
    issues: list[DocumentIssue] = []
    windows = _windows(_value(lines, _DATES), issues)
    issues.extend(_footer_issues(windows, left_out))
    return Front(
        provider=_provider(_heading(document, left_out), title(document, left_out), issues),
        windows=windows,
        lead_inspectors=_lead_inspectors(_value(lines, _LEAD), issues),
        published_on=next(iter(find_dates(_value(lines, _PUBLISHED) or "")), None),
        issues=tuple(issues),
    )


def _heading(document: Document, left_out: frozenset[Line]) -> list[str]:
    lines = _by_height(document.pages[0].lines, left_out) if document.pages else []
    return [line.text for line in takewhile(lambda line: not _ends_heading(line), lines)]


def _ends_heading(line: Line) -> bool:
    return any(label.match(line.text) for label in _LABELS) or begins_area(line.text)


def _by_height(lines: Iterable[Line], left_out: frozenset[Line]) -> list[Line]:
    own = (line for line in lines if line not in left_out and not _PAGE_NUMBER.fullmatch(line.text))
    return sorted(own, key=lambda line: (-line.baseline, line.left))


def _value(lines: Sequence[Line], label: re.Pattern[str]) -> str | None:
    """Return what stands after a label, with the lines that it goes on over, or None where there is no such label."""
    for index, line in enumerate(lines):
        match = label.match(line.text)
        if not match:
            continue
        texts = [line.text[match.end() :]]
        for before, after in pairwise(lines[index : index + _MOST_LINES]):
            unfinished = not texts[-1].strip() or texts[-1].rstrip().endswith((",", "&", " and", " to", "–", "-"))
            close = before.baseline - after.baseline < _PARAGRAPH_GAP * before.size
            ended = _ends_heading(after) or _OTHER_LABEL.match(after.text) or parse_grade(after.text)
            if ended or not (unfinished or close):
                break
            texts.append(after.text)
        return own_value("\n".join(texts))
    return None


def _provider(heading: Sequence[str], match: re.Match[str] | None, issues: list[DocumentIssue]) -> str | None:
    """Return the provider that the title names, or that stands above it where the title names none."""
    inside = _ARTICLE.sub("", match["inside"] or "").strip(" ,") if match else ""
    above = beside(heading, match.start(), match.end())[0] if match else []
    name = printed_name(inside) if inside and not _LOCAL_AUTHORITY.fullmatch(inside) else name_of_lines(above)
    name = _LOCAL_AUTHORITY.sub("", name or "")
    if name:
        return name
    issues.append(
        DocumentIssue(
            kind="provider_not_read",
            severity=Severity.WARNING,
            detail="The first page does not print whose services were inspected where such reports do.",
            page=1,
            field="provider_as_printed",
            other=inside or " ".join(above) or None,
        )
    )
    return None


def _windows(value: str | None, issues: list[DocumentIssue]) -> tuple[Window, ...]:
    windows = find_windows(value or "")
    kind, detail = "", ""
    if value is None:
        kind, detail = "dates_not_printed", "The first page has no line that gives the dates of the inspection."
    elif not windows:
        kind, detail = "dates_not_read", "The dates that the first page gives are no period of the calendar."
    elif any(later.start <= earlier.end for earlier, later in pairwise(windows)):
        kind, detail = "dates_out_of_order", "The periods that the first page gives do not follow each other."
    elif not windows_of(value):
        kind, detail = "dates_partly_read", "A part of the dates on the first page is no period of the calendar."
    if kind:
        printed = " ".join((value or "").split()) or None
        issues.append(DocumentIssue(kind, Severity.ERROR, detail, page=1, field="inspection_start", other=printed))
    return () if kind else windows


def _lead_inspectors(value: str | None, issues: list[DocumentIssue]) -> tuple[str, ...]:
    people = names(value or "")
    if not people:
        kind = "lead_inspector_not_printed" if value is None else "lead_inspector_not_read"
        issues.append(
            DocumentIssue(
                kind=kind,
                severity=Severity.INFO if value is None else Severity.WARNING,
                detail="The first page names no lead inspector.",
                page=1,
                field="lead_inspector",
                other=" ".join((value or "").split()) or None,
            )
        )
    return people


def _footer_issues(windows: tuple[Window, ...], left_out: frozenset[Line]) -> list[DocumentIssue]:
    """Return an issue for each period that running lines give and the first page does not; that page is believed.

    A single day is no period: some footers print only the first.
    """
    if not windows:
        return []
    pages: dict[Window, int] = {}
    for text, page in first_pages(left_out).items():
        for window in find_windows(text):
            if window not in windows and window.start < window.end:
                pages.setdefault(window, page)
    return [
        DocumentIssue(
            kind="footer_dates_differ",
            severity=Severity.WARNING,
            detail="The running line of later pages gives other dates than the first page, which is believed.",
            page=page,
            field="inspection_start",
            believed=" and ".join(f"{each.start} to {each.end}" for each in windows),
            other=f"{window.start} to {window.end}",
        )
        for window, page in pages.items()
    ]
