"""The outcome of an area SEND inspection: the sentence that states it, and what the report says must follow from it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from transform.readers.letters import split_sentences
from transform.records import DocumentIssue, Finding, FindingKind, Judgement, Severity
from transform.vocabulary import Area, Grade

if TYPE_CHECKING:
    from collections.abc import Sequence

    from transform.document import Line

_SENTENCES: tuple[tuple[Grade, re.Pattern[str]], ...] = (
    (
        Grade.TYPICALLY_POSITIVE,
        re.compile(
            r"\b(?:typically\s+leads?\s+to|leads?\s+typically\s+to|leads?\s+to\s+typically)\s+positive\s+experiences"
            r"(?:\s+and\s+outcomes)?",
            re.IGNORECASE,
        ),
    ),
    (
        Grade.INCONSISTENT,
        re.compile(
            r"\b(?:leads?\s+to|results?\s+in)\s+inconsistent\s+experiences(?:\s+and\s+outcomes)?", re.IGNORECASE
        ),
    ),
    (
        Grade.WIDESPREAD_FAILINGS,
        re.compile(
            r"(?<!\bno )\b(?:widespread\s+(?:and\s*/\s*or|and|or)\s+systemic"
            r"|systemic\s+(?:and\s*/\s*or|and|or)\s+widespread)\s+failings",
            re.IGNORECASE,
        ),
    ),
)
_NUMBERS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8}
_NEXT_FULL = re.compile(
    r"\bnext\s+full\s+(?:area\s+SEND\s+)?(?:re-?)?inspection\b[^.]*?\bwithin\s+(?:approximately\s+|about\s+)?"
    rf"(?P<years>\d{{1,2}}|{'|'.join(_NUMBERS)})\s+years?\b",
    re.IGNORECASE,
)
_MONITORED = re.compile(r"\bmonitoring\s+inspection\s+(?:will|is\s+to)\b", re.IGNORECASE)
_ACTION_PLAN = re.compile(r"\b(?:prepare\s+and\s+)?submit\s+a\s+priority\s+action\s+plan\b", re.IGNORECASE)
# What the framework lets follow from each outcome: years to the next full inspection, and whether one monitors before.
_FOLLOWS = {
    Grade.TYPICALLY_POSITIVE: (5, False),
    Grade.INCONSISTENT: (3, False),
    Grade.WIDESPREAD_FAILINGS: (3, True),
}


@dataclass(frozen=True)
class Outcome:
    """The section that states the outcome, as its sentences, each with its page."""

    sentences: tuple[tuple[str, int], ...]

    @property
    def text(self) -> str:
        """The whole section."""
        return " ".join(sentence for sentence, _ in self.sentences)

    @property
    def next_full_inspection_years(self) -> int | None:
        """Within how many years the next full inspection is announced."""
        printed = _NEXT_FULL.search(self.text)
        return _number(printed["years"]) if printed else None

    @property
    def monitored(self) -> bool | None:
        """Whether a monitoring inspection is announced; None when there is no section."""
        return _MONITORED.search(self.text) is not None if self.sentences else None


def outcome_of(section: Sequence[Line]) -> Outcome:
    """Return what the lines of the outcome's section say."""
    text = " ".join(line.text for line in section)
    sentences: list[tuple[str, int]] = []
    reached = 0
    for sentence in split_sentences(text):
        at = text.index(sentence, reached)
        reached = at + len(sentence)
        sentences.append((sentence, _page_at(section, at)))
    return Outcome(tuple(sentences))


def _number(printed: str) -> int:
    return int(printed) if printed.isdigit() else _NUMBERS[printed.lower()]


def _page_at(lines: Sequence[Line], offset: int) -> int:
    for line in lines:
        offset -= len(line.text) + 1
        if offset < 0:
            return line.page
    return lines[-1].page


def judgement(outcome: Outcome, found: Sequence[Finding]) -> tuple[tuple[Judgement, ...], tuple[DocumentIssue, ...]]:
    """Give the outcome when the section states one and only one, and what must follow does not contradict it.

    Its witnesses are the sentence, what must follow (both years and monitoring as this outcome alone has them), and
    for widespread failings the table of areas for priority action, which no other outcome has.
    """
    stated = [
        (grade, match[0], sentence, page)
        for sentence, page in outcome.sentences
        for grade, pattern in _SENTENCES
        if (match := pattern.search(sentence))
    ]
    grades = {grade for grade, *_ in stated}
    if len(grades) != 1:
        return (), (_outcome_issue(grades),)
    grade, words, quote, page = stated[0]
    priorities = any(finding.kind is FindingKind.PRIORITY_ACTION for finding in found)
    must_act = bool(_MONITORED.search(outcome.text) or _ACTION_PLAN.search(outcome.text))
    years, monitored = _FOLLOWS[grade]
    if must_act and not monitored:
        detail = "The outcome does not ask for a priority action plan or a monitoring inspection, yet one is announced."
        issue = DocumentIssue("outcome_contradicted", Severity.ERROR, detail, page=page, field=Area.AREA_SEND_OUTCOME)
        return (), (issue,)
    issues: list[DocumentIssue] = []
    printed = outcome.next_full_inspection_years
    follows = printed == years and must_act == monitored
    if printed not in (None, years):
        detail = "The next full inspection is announced for another time than this outcome usually has."
        issues.append(
            DocumentIssue(
                "next_inspection_unusual",
                Severity.WARNING,
                detail,
                page=page,
                field="next_full_inspection_years",
                believed=str(printed),
                other=str(years),
            )
        )
    if priorities != monitored or not found:
        issues.append(_areas_issue(grade, missing=not found or monitored))
    witnesses = 1 + follows + (monitored and priorities)
    return (Judgement(Area.AREA_SEND_OUTCOME, grade, words, page, quote, witnesses),), tuple(issues)


def _outcome_issue(grades: set[Grade]) -> DocumentIssue:
    if grades:
        printed = ", ".join(sorted(grades))
        detail = f"The report states more than one outcome: {printed}."
        return DocumentIssue("outcome_contradicted", Severity.ERROR, detail, page=1, field=Area.AREA_SEND_OUTCOME)
    detail = "The report states its outcome in none of the known ways."
    return DocumentIssue("outcome_not_read", Severity.ERROR, detail, page=1, field=Area.AREA_SEND_OUTCOME)


def _areas_issue(grade: Grade, *, missing: bool) -> DocumentIssue:
    if missing:
        detail = f"The areas that a report with the outcome {grade} lists were not all found."
        return DocumentIssue("areas_not_found", Severity.WARNING, detail, field="findings")
    detail = f"The report lists areas for priority action, which the outcome {grade} does not have."
    return DocumentIssue("areas_unexpected", Severity.WARNING, detail, field="findings")
