"""Area SEND inspections under the framework of January 2023, and the monitoring inspections that follow them.

The report states its outcome in a sentence, one of three, and then what must follow from it. The outcome speaks of the
local area partnership, the council with the integrated care board, never of the council alone.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from transform.blocks import blocks, passages
from transform.document import Document
from transform.furniture import first_pages, furniture
from transform.printed_dates import find_windows
from transform.readers.area_send_outcome import judgement, outcome_of
from transform.readers.area_send_tables import areas, table_lines
from transform.readers.letters import section_findings, signed_leads
from transform.readers.printed_labels import BEFORE_DATE, COLON, DATES, date_value, windows_of
from transform.readers.printed_names import printed_name
from transform.records import DocumentIssue, FindingKind, Inspection, Severity, Window
from transform.vocabulary import Framework, areas_judged

if TYPE_CHECKING:
    from collections.abc import Sequence

    from transform.document import Line

FULL = "full_inspection"
MONITORING = "monitoring_inspection"

_SEND = r"(?:SEND|special\s+educational\s+needs\s+and(?:\s*/\s*or)?\s+disabilities(?:\s+\(SEND\))?)"
_TITLE = re.compile(
    rf"\barea\s+{_SEND}\s+(?:full\s+)?(?P<monitoring>monitoring\s+)?(?:re)?inspection\s+(?:of|in)\s+(?:the\s+)?"
    r"(?P<provider>\S.{1,90}?)\s+local\s+area(?![a-z])",
    re.IGNORECASE,
)
_DATES = re.compile(rf"{DATES}(?:\s*:\s*|{COLON}{BEFORE_DATE})", re.IGNORECASE)
_PREVIOUS = re.compile(
    r"\bDates?\s+of\s+(?:the\s+)?(?:previous|last)\s+(?:full\s+)?inspections?\s*:\s*(?P<dates>.+?)\s*"
    r"(?=\bInspection\s+(?:outcome|dates?)\b|$)",
    re.IGNORECASE,
)
_NEVER = re.compile(r"\b(?:not\s+(?:been\s+)?previously|none|n/a|not\s+applicable|first\s+inspection)\b", re.IGNORECASE)
_OUTCOME = re.compile(r"inspection\s+outcomes?\s*:?", re.IGNORECASE)
_AFTER_OUTCOME = re.compile(r"information\s+about\s+(?:the|this)\s+(?:local\s+)?area\b.*", re.IGNORECASE)
_EFFECTIVE = re.compile(
    r"^what\s+is\s+the\s+(?:local\s+)?area\s+partnership\s+doing\s+that\s+is\s+effective\b", re.IGNORECASE
)
_DO_BETTER = re.compile(
    r"^what\s+does\s+the\s+(?:local\s+)?area\s+partnership\s+need\s+to\s+do\s+better\b", re.IGNORECASE
)
_TEAM = re.compile(r"inspection\s+team\s*:?", re.IGNORECASE)
_AFTER_TEAM = re.compile(r"if\s+you\s+are\s+not\s+happy\b|the\s+office\s+for\s+standards\b", re.IGNORECASE)

_INSPECTORATES = (
    ("Ofsted", re.compile(r"\bOfsted\b")),
    ("CQC", re.compile(r"\bCare\s+Quality\s+Commission\b|\bCQC\b")),
)


def recognises(document: Document) -> bool:
    """Say whether page 1 is headed as the report of an area SEND inspection of a local area partnership."""
    first = _first_page(document)
    return _TITLE.search(first) is not None and _dates(document) is not None


def read(document: Document) -> tuple[Inspection, ...]:
    """Return the inspection that the report describes."""
    left_out = furniture(document)
    body = [line for line in document.lines if line not in left_out]
    first = _first_page(document)
    title = _TITLE.search(first)
    monitoring = title is not None and title["monitoring"] is not None
    window, further, issues = _period(_dates(document), left_out)
    previous, previous_issues = _previous(first)
    outcome = outcome_of(_section(body, _OUTCOME, _AFTER_OUTCOME))
    parts = blocks(_without(document, table_lines(document)))
    found = () if monitoring else areas(document)
    judgements, outcome_issues = ((), ()) if monitoring else judgement(outcome, found)
    leads, lead_issues = _leads(document, body)
    inspection = Inspection(
        framework=Framework.AREA_SEND,
        start=window.start if window else None,
        end=window.end if window else None,
        provider_as_printed=printed_name(title["provider"]) if title else None,
        further_windows=further,
        inspection_type=MONITORING if monitoring else FULL,
        lead_inspectors=leads,
        inspectorates=tuple(name for name, pattern in _INSPECTORATES if pattern.search(outcome.text + _team(body))),
        previous_inspection=previous,
        headline=outcome.sentences[0][0] if outcome.sentences else None,
        next_full_inspection_years=outcome.next_full_inspection_years,
        monitoring_inspection=outcome.monitored,
        judgements=judgements,
        findings=(
            *section_findings(parts, _EFFECTIVE, FindingKind.STRENGTH),
            *section_findings(parts, _DO_BETTER, FindingKind.WEAKNESS),
            *found,
        ),
        passages=passages(parts),
        issues=(*issues, *previous_issues, *outcome_issues, *lead_issues),
    )
    return (inspection,)


def _first_page(document: Document) -> str:
    return " ".join(document.pages[0].text.split()) if document.pages else ""


def _dates(document: Document) -> str | None:
    """Return what page 1 prints after the label of the inspection's dates."""
    lines = document.pages[0].lines if document.pages else ()
    return next((date_value(lines, at, _DATES) for at, line in enumerate(lines) if _DATES.match(line.text)), None)


def _without(document: Document, lines: frozenset[Line]) -> Document:
    return Document(
        tuple(replace(page, lines=tuple(line for line in page.lines if line not in lines)) for page in document.pages)
    )


def _period(
    printed: str | None, left_out: frozenset[Line]
) -> tuple[Window | None, tuple[Window, ...], tuple[DocumentIssue, ...]]:
    """Give the period on page 1; the running footers' is not believed where it differs."""
    windows = windows_of(printed or "")
    if not windows:
        detail = "Page 1 prints no inspection dates that could be read."
        issue = DocumentIssue("dates_not_read", Severity.ERROR, detail, page=1, field="inspection_start")
        return None, (), (issue,)
    if not areas_judged(Framework.AREA_SEND, windows[0].start):
        detail = "The dates on page 1 lie before this kind of inspection began: they are those of another one."
        issue = DocumentIssue(
            "impossible_dates", Severity.ERROR, detail, page=1, field="inspection_start", other=_printed(windows[0])
        )
        return None, (), (issue,)
    differing: dict[Window, int] = {}
    for text, page in first_pages(left_out).items():
        for window in find_windows(text):
            if window not in windows and not _whole(window, windows):
                differing.setdefault(window, page)
    issues = tuple(
        DocumentIssue(
            kind="footer_dates_differ",
            severity=Severity.WARNING,
            detail="The footer prints other inspection dates than page 1, which is believed.",
            page=page,
            field="inspection_start" if window.start != windows[0].start else "inspection_end",
            believed=_printed(windows[0]),
            other=_printed(window),
        )
        for window, page in differing.items()
    )
    return windows[0], windows[1:], issues


def _whole(window: Window, windows: Sequence[Window]) -> bool:
    """Whether a period goes from the start of the first of some periods to the end of the last."""
    return window == Window(windows[0].start, windows[-1].end)


def _printed(window: Window) -> str:
    return f"{window.start.isoformat()} to {window.end.isoformat()}"


def _previous(first: str) -> tuple[Window | None, tuple[DocumentIssue, ...]]:
    printed = _PREVIOUS.search(first)
    windows = find_windows(printed["dates"]) if printed else ()
    if len(windows) == 1:
        return windows[0], ()
    if printed is None or (not windows and _NEVER.search(printed["dates"])):
        return None, ()
    detail = "The dates of the previous inspection are not one period that could be read."
    issue = DocumentIssue(
        "previous_inspection_not_read",
        Severity.WARNING,
        detail,
        page=1,
        field="previous_inspection",
        other=printed["dates"][:200],
    )
    return None, (issue,)


def _section(lines: Sequence[Line], heading: re.Pattern[str], end: re.Pattern[str]) -> list[Line]:
    starts = [index for index, line in enumerate(lines) if heading.fullmatch(line.text)]
    if not starts:
        return []
    section: list[Line] = []
    for line in lines[starts[0] + 1 :]:
        if end.match(line.text):
            break
        section.append(line)
    return section


def _team(body: Sequence[Line]) -> str:
    return " ".join(line.text for line in _section(body, _TEAM, _AFTER_TEAM))


def _leads(document: Document, body: Sequence[Line]) -> tuple[tuple[str, ...], tuple[DocumentIssue, ...]]:
    team = _section(body, _TEAM, _AFTER_TEAM)
    leads = signed_leads(team, document.pages[0].width / 2)
    if leads:
        return leads, ()
    detail = "The lead inspectors could not be read from the list of the inspection team."
    page = team[0].page if team else None
    issue = DocumentIssue("lead_inspector_not_read", Severity.WARNING, detail, page=page, field="lead_inspector")
    return (), (issue,)
