"""Grades that a list or a table of cells gives: to the areas below a line, or by turns with them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from transform.press.given import FULL_LABEL, Given, Read, grade_of
from transform.press.mentions import Mention, MentionKind, is_finite
from transform.press.pairs import closes, judges

if TYPE_CHECKING:
    from collections.abc import Iterator

_LABELS = re.compile(r"\b(?:rated|judged|graded|assessed|classed|grade|rating|judg?e?ment)\b(?: \w+){0,3}\W*$")
_OF_AREAS = re.compile(r"\b(?:areas?|categor(?:y|ies)|judg?e?ments?|following)\b")


def listed(reads: tuple[Read, ...]) -> Iterator[Given]:
    """Grades given to a list of areas by the line above it, and areas and grades that stand in lines by turns."""
    for index, read in enumerate(reads):
        heads = _heads_list(read)
        if heads is not None:
            yield from _under(reads, index, heads)
    yield from _by_turns(reads)


def _heads_list(read: Read) -> Mention | None:
    """The grade that a line gives to the list below it: a heading ("Good"), or a sentence that ends in a colon."""
    current = read.current()
    if len(current) != 1 or (
        read.given and not any(s.kind is MentionKind.QUANTIFIER for g in read.given for s in g.subjects)
    ):
        return None
    if read.sentence.bullet and not read.only(MentionKind.GRADE):
        return None
    text = read.sentence.text
    colon = text.endswith(":") and judges(text) and closes(read.sentence, current[0])
    printed = text[current[0].start : current[0].end]
    if is_finite(printed) and not FULL_LABEL.search(printed) and not _LABELS.search(text[: current[0].start]):
        return None
    areas = _OF_AREAS.search(text)
    return current[0] if read.only(MentionKind.GRADE) or (colon and areas) else None


def _under(reads: tuple[Read, ...], index: int, grade: Mention) -> Iterator[Given]:
    head = reads[index].sentence
    block: list[Read] = []
    for read in reads[index + 1 :]:
        if not (read.sentence.bullet or read.only(MentionKind.AREA)) or read.sentence.bullet < (
            bool(block) and block[0].sentence.bullet
        ):
            break
        block.append(read)
    if len(block) < 1 or not all(read.only(MentionKind.AREA) and read.sentence.whole for read in block):
        return
    after = reads[index + 1 + len(block) :]
    turns = bool(after) and after[0].only(MentionKind.GRADE) and reads[index].only(MentionKind.GRADE)
    if turns and len(block) == 1 and not block[0].sentence.bullet:
        return
    if reads[index].only(MentionKind.GRADE) and not block[0].sentence.bullet:
        return
    for read in block:
        yield Given(
            read.found,
            grade_of(grade),
            (head.start + grade.start, head.start + grade.end),
            head.start + grade.start,
            read.sentence.start + read.found[-1].end,
        )


def _by_turns(reads: tuple[Read, ...]) -> Iterator[Given]:
    run: list[Read] = []
    for read in (*reads, None):
        cell = read and read.sentence.whole and (read.only(MentionKind.AREA) or _lone_grade(read))
        if read and cell:
            run.append(read)
            continue
        yield from _of_run(run)
        run = []


def _lone_grade(read: Read) -> bool:
    return read.only(MentionKind.GRADE) and len(read.current()) == 1 and len(read.found) == 1


def _of_run(run: list[Read]) -> Iterator[Given]:
    """Cells of a table with two columns, read row by row; any other order of cells is no such table."""
    if len(run) < 4 or len(run) % 2:
        return
    rows = list(zip(run[::2], run[1::2], strict=True))
    if not all(left.only(MentionKind.AREA) and _lone_grade(right) for left, right in rows):
        return
    for left, right in rows:
        grade = right.found[0]
        yield Given(
            left.found,
            grade_of(grade),
            (right.sentence.start + grade.start, right.sentence.start + grade.end),
            left.sentence.start + left.found[0].start,
            right.sentence.start + grade.end,
        )
