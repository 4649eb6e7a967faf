"""What a revisit to a local area says of each significant weakness: sufficient progress, or not."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from transform.blocks import BlockKind
from transform.readers.letters import split_sentences
from transform.records import DocumentIssue, Finding, FindingKind, Severity

if TYPE_CHECKING:
    from collections.abc import Sequence

    from transform.blocks import Block

SUFFICIENT = "sufficient"
NOT_SUFFICIENT = "not_sufficient"

_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_PROGRESS = re.compile(
    r"\b(?:(?P<not>(?:has|have)\s+not\s+(?:yet\s+)?made\s+sufficient|(?:has|have)\s+made\s+insufficient"
    r"|(?:has|have)\s+not\s+(?:yet\s+)?made\s+enough)|(?:has|have)\s+made\s+(?:sufficient|enough))\s+progress\b"
    r"|\b(?:(?P<too_little>insufficient\s+progress|sufficient\s+progress\s+has\s+not(?:\s+yet)?\s+been\s+made)"
    r"|sufficient\s+progress\s+has\s+been\s+made)\b",
    re.IGNORECASE,
)
_OF_THIS_ONE = re.compile(
    r"\b(?:this|the)\s+(?:significant\s+|serious\s+)?(?:area\s+of\s+(?:significant\s+|serious\s+)?)?weakness\b"
    r"|\bthis\s+area\b|\bin\s+addressing\s+this\b|\bto\s+(?:address|improve)\s+this\b",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    rf"\b(?P<made>\d+|{'|'.join(_NUMBERS)}|all|both|each|any|none)\b(?:\s+of)?(?:\s+the)?"
    rf"(?:\s+(?P<of>\d+|{'|'.join(_NUMBERS)})\b)?\s+(?:of\s+the\s+)?"
    r"(?:(?:identified|significant|serious)\s+)*(?:areas?\s+of\s+)?(?:(?:significant|serious)\s+)*weakness(?:es)?\b",
    re.IGNORECASE,
)
_IN_QUESTION = re.compile(r"\b(?:whether|if)\b", re.IGNORECASE)
_INITIALLY = re.compile(
    r"^(?:(?:at|during)\s+(?:the\s+)?(?:time\s+of\s+)?|the\s+)?(?:the\s+)?(?:initial|previous|original)\s+inspection\b",
    re.IGNORECASE,
)
_GENERAL = re.compile(
    r"^(?:(?:main|key|headline)\s+findings|progress\b.*|next\s+steps|conclusion|joint\b.*|yours\s+sincerely"
    r"|areas?\s+of\s+(?:significant\s+)?weakness(?:es)?)\s*:?$",
    re.IGNORECASE,
)


def progress(parts: Sequence[Block]) -> tuple[tuple[Finding, ...], tuple[DocumentIssue, ...]]:
    """Return the weaknesses that the letter takes up one by one, in its order, each with the progress made.

    A weakness is the heading, or the block on what the initial inspection found, above the sentence that says of it
    whether progress was sufficient. The sum that the letter's opening gives is compared with what was found.
    """
    found: list[Finding] = []
    weakness: Block | None = None
    for block in parts:
        if block.kind is BlockKind.FOOTNOTE:
            continue
        if _names_weakness(block):
            weakness = block
        if weakness is None:
            continue
        verdicts = {
            _verdict(match)
            for sentence in split_sentences(block.text)
            if (match := _PROGRESS.search(sentence)) and _OF_THIS_ONE.search(sentence)
        }
        if len(verdicts) == 1:
            position = len(found) + 1
            found.append(Finding(FindingKind.WEAKNESS, position, weakness.text, weakness.page, progress=verdicts.pop()))
            weakness = None
    return tuple(found), _issues(parts, found)


def _names_weakness(block: Block) -> bool:
    if _INITIALLY.match(block.text):
        return True
    return block.kind is BlockKind.HEADING and not _GENERAL.match(block.text) and not _PROGRESS.search(block.text)


def _verdict(match: re.Match[str]) -> str:
    return NOT_SUFFICIENT if match["not"] or match["too_little"] else SUFFICIENT


def _issues(parts: Sequence[Block], found: Sequence[Finding]) -> tuple[DocumentIssue, ...]:
    if not found:
        detail = (
            "The letter does not say of each weakness, in a way that could be read, whether progress was sufficient."
        )
        return (DocumentIssue("progress_not_read", Severity.WARNING, detail, field="findings"),)
    made = sum(finding.progress == SUFFICIENT for finding in found)
    for block in parts:
        for sentence in split_sentences(block.text):
            match = _PROGRESS.search(sentence)
            counted = _COUNTED.search(sentence, match.end()) if match else None
            if match is None or counted is None or _IN_QUESTION.search(sentence, 0, match.start()):
                continue
            claimed = _claimed(_verdict(match), counted, len(found))
            if claimed is not None and claimed != (made, len(found)):
                detail = "The letter sums up the progress made otherwise than its sections on each weakness."
                issue = DocumentIssue(
                    "progress_differs",
                    Severity.WARNING,
                    detail,
                    page=block.page,
                    field="findings",
                    believed=f"{made} of {len(found)}",
                    other=sentence[:300],
                )
                return (issue,)
            return ()
    return ()


def _claimed(verdict: str, counted: re.Match[str], among: int) -> tuple[int, int] | None:
    """Give how many weaknesses of how many the letter says saw sufficient progress, or None where it does not say."""
    of = _value(counted["of"]) if counted["of"] else None
    word = counted["made"].lower()
    total = 2 if word == "both" else among if of is None else of
    if word in ("all", "each", "both"):
        # "has not made sufficient progress in all of them" leaves open in how many it has.
        return (total, total) if verdict == SUFFICIENT else None
    if word in ("any", "none"):
        return (0, total) if (word == "none") == (verdict == SUFFICIENT) else None
    number = _value(word)
    if of is None:
        # "in addressing the three areas": all that there are.
        return (number, number) if verdict == SUFFICIENT else (0, number)
    return (number if verdict == SUFFICIENT else of - number), of


def _value(printed: str) -> int:
    return int(printed) if printed.isdigit() else _NUMBERS.index(printed.lower())
