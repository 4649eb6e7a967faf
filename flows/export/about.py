"""The first sheet of the workbook: what this is, from when, under which licence, and how to read it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from flows.export.looks import COLOURS
from flows.export.sheet import Sheet
from flows.export.sheets import SheetPlan
from flows.export.views import ATTRIBUTION, LICENCE_URL, Release

LABELS, TEXTS = 24, 110


@dataclass(frozen=True)
class SheetTold:
    """What there is to say of a sheet: its rows, and what Excel's limits kept out of it."""

    plan: SheetPlan
    rows: int
    rows_left_out: int
    cut_texts: int
    texts_without_link: int


HOW_TO_READ = (
    "Each grade is one that a report prints; what reports contradict themselves in is left out and never guessed.",
    "An empty grade is one that the inspection's framework does not give, or one that withheld_areas names as unclear.",
    "Inspections of local authorities that start from April 2026 give no overall effectiveness.",
    "Children in care and care leavers had one joint judgement before January 2023; it is never copied into the two.",
    "A new council does not inherit the grades of the councils that it replaced.",
    "Join by ofsted_urn or gss_code, never by name. Days are dates, times are in UTC.",
    "The links lead to the reports; the sheet dictionary says what each column means, here and in the other formats.",
    "A control character, which no cell can hold, is shown as its picture, such as \u2407.",
)


def fill_about(sheet: Sheet, release: Release, told: Sequence[SheetTold]) -> None:
    """Write the sheet: titles on the left, texts on the right."""
    sheet.worksheet.set_column(0, 0, LABELS)
    sheet.worksheet.set_column(1, 1, TEXTS)
    sheet.write(0, 0, "Judgements of Ofsted's inspections of councils' children's services", sheet.looks.title)
    line = 2
    for label, text in _texts(release, told):
        sheet.write(line, 0, label, sheet.looks.head_of_line)
        sheet.write(line, 1, text, sheet.looks.long_text)
        line += 1
    sheet.write_link(line, 1, LICENCE_URL, LICENCE_URL)
    line += 2
    sheet.write(line, 0, "Colours of grades", sheet.looks.head_of_line)
    for grade in COLOURS:
        sheet.write_grade(line, 1, grade)
        line += 1


def _texts(release: Release, told: Sequence[SheetTold]) -> Iterator[tuple[str | None, str]]:
    newest = release.newest_report_on
    if release.last_swept_at:
        yield "As of", f"{release.last_swept_at.day} {release.last_swept_at:%B %Y}, when Ofsted's pages were last read"
    if newest:
        yield "Newest report", f"published on {newest.day} {newest:%B %Y}"
    yield "Inspections and visits", str(release.inspections)
    for sheet in told:
        yield f"Sheet {sheet.plan.name}", f"{_of(sheet.rows, 'line')}; each is {sheet.plan.says}"
    for left_out in _left_out(told):
        yield "Left out", left_out
    for number, text in enumerate(HOW_TO_READ):
        yield None if number else "How to read it", text
    yield "Source", "Reports that Ofsted published, read by a program; this is no publication of Ofsted."
    yield "Licence", ATTRIBUTION


def _left_out(told: Sequence[SheetTold]) -> Iterator[str]:
    for sheet in told:
        name = sheet.plan.name
        if sheet.rows_left_out:
            yield f"{name}: {_of(sheet.rows_left_out, 'line')}, since a sheet holds no more; other formats have all."
        if sheet.cut_texts:
            yield f"{name}: the end of {_of(sheet.cut_texts, 'text')}, since a cell holds no more; each says so."
        if sheet.texts_without_link:
            yield f"{name}: {_of(sheet.texts_without_link, 'link')}, since a sheet holds no more; the texts stay."


def _of(number: int, word: str) -> str:
    return f"{number} {word}" if number == 1 else f"{number} {word}s"
