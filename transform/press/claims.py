"""What a release claims of the inspection that it is about: each area's grade, with the words that give it.

Precision comes first. A grade is claimed when the words leave one reading; where they may be read in two ways, or the
inspection's date leaves open which area is meant, or two places disagree, the words are kept as unsure and nothing is
claimed. What a release leaves out is not claimed, and no grade is derived from others.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from transform.press.areas import AreaName, Scope, area_named, scope_of
from transform.press.given import Doubt, Given, Read, SentenceReader, grade_of, same_grade, told_after_past
from transform.press.inspection_month import month_of
from transform.press.listed import listed
from transform.press.mentions import Mention, MentionKind, names_the_service
from transform.press.quantifiers import expand
from transform.press.records import (
    AuthorityNames,
    Claim,
    EarlierGrade,
    Page,
    ReleaseKind,
    UnsureClaim,
)
from transform.press.send_outcomes import send_outcomes
from transform.press.spans import sentences, title_sentences
from transform.press.tables import TableGrade, Tables, tables
from transform.vocabulary import Area, Framework, Grade

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from transform.records import Window

_LATER = re.compile(r"\b(?:a|the) (?:subsequent|later|further|next|follow-up) (?:\w+ ){0,2}inspection\b")
# Where two places give an area different grades, the plainer words count; equally plain ones cancel each other.
NAMED, WHOLE_SERVICE = 2, 1


@dataclass(frozen=True)
class Claimed:
    """The claims of a release in the order of the areas, its unsure words, and what it says of earlier inspections."""

    claims: tuple[Claim, ...] = ()
    unsure: tuple[UnsureClaim, ...] = ()
    earlier: tuple[EarlierGrade, ...] = ()


@dataclass(frozen=True)
class _Candidate:
    area: Area
    given: Given
    weight: int


def claims_of(page: Page, kind: ReleaseKind, window: Window | None, names: AuthorityNames) -> Claimed:
    """Return what the release claims, or nothing for kinds that have no grades.

    `window` is the period on site that the release states; it decides, with the release's date, which areas the
    inspection judged. Claims' offsets count characters of `page.text`.
    """
    told = sentences(page)
    month = month_of(told, page.published_on) if page.published_on else None
    scope = scope_of(kind, window, page.published_on, month)
    if scope is None or not scope.sets:
        return Claimed()
    if scope.framework is Framework.AREA_SEND:
        return Claimed(*send_outcomes(page))
    reader = SentenceReader(names, scope)
    reads = tuple(reader.read(sentence) for sentence in told)
    table = tables(told, scope)
    given, strange = _about_the_service(_all_given(reads, table), reads)
    body, doubts = _resolve(given, scope)
    doubts += strange
    doubts += [doubt for read in _outside(reads, table) for doubt in read.doubts]
    claims = {area: _claim(area, one, page.text) for area, one in body.items()}
    for area, one in _from_title(page, reader, scope, {candidate.area for candidate in _named(given, scope)[0]}):
        claims[area] = _claim(area, one, page.title, in_title=True)
    ordered = tuple(claims[area] for area in _order(scope) if area in claims)
    earlier = [one for read in _outside(reads, table) for one in read.earlier]
    earlier += _earlier_columns(table, page.text)
    earlier = [replace(one, quote=page.text[one.char_start : one.char_end]) for one in earlier]
    earlier.sort(key=lambda one: one.char_start)
    return Claimed(ordered, _unsure(doubts, page.text), tuple(earlier))


def _outside(reads: tuple[Read, ...], table: Tables) -> tuple[Read, ...]:
    return tuple(read for read in reads if read.sentence.paragraph not in table.paragraphs)


def _earlier_columns(table: Tables, text: str) -> Iterator[EarlierGrade]:
    for one in table.grades:
        if not one.current:
            start, end = one.grade_start + one.grade.start, one.grade_start + one.grade.end
            yield EarlierGrade(grade_of(one.grade), one.when, text[start:end], start, end)


def _all_given(reads: tuple[Read, ...], table: Tables) -> tuple[Given, ...]:
    history = {read.sentence.start for read in (*_told_before_later_ones(reads), *told_after_past(reads))}
    given = [one for read in _outside(reads, table) if read.sentence.start not in history for one in read.given]
    given += listed(reads)
    given += [_in_row(one) for one in table.grades if one.current]
    for before, read in zip((None, *reads), reads, strict=False):
        same = same_grade(before, read)
        if same:
            given.append(same)
    return tuple(sorted(given, key=lambda one: (one.start, one.end)))


def _told_before_later_ones(reads: tuple[Read, ...]) -> list[Read]:
    """Sentences that a later one of the paragraph follows with "a subsequent inspection": they tell of the past."""
    later = {read.sentence.paragraph: read.sentence.start for read in reads if _LATER.search(read.sentence.text)}
    return [read for read in reads if read.sentence.start < later.get(read.sentence.paragraph, 0)]


def _in_row(row: TableGrade) -> Given:
    start, end = row.grade_start + row.grade.start, row.grade_start + row.grade.end
    return Given((row.area,), grade_of(row.grade), (start, end), row.area_start + row.area.start, end)


def _about_the_service(given: tuple[Given, ...], reads: tuple[Read, ...]) -> tuple[tuple[Given, ...], list[Doubt]]:
    """Keep grades for the whole, or for a count of areas, only where the release names the service or an area.

    A page that never does ("Ofsted rated it outstanding in every category") may be about anything.
    """
    if any(
        names_the_service(read.sentence.text) or any(mention.kind is MentionKind.AREA for mention in read.found)
        for read in reads
    ):
        return given, []
    return (), [_doubt("service_not_named", one) for one in given]


def _resolve(given: tuple[Given, ...], scope: Scope) -> tuple[dict[Area, Given], list[Doubt]]:
    """Give each area its one grade: names first, then words for the whole service, then counts of areas."""
    candidates, doubts = _named(given, scope)
    settled: dict[Area, Given] = {}
    contradicted: set[Area] = set()
    for weight in (NAMED, WHOLE_SERVICE):
        for area in dict.fromkeys(one.area for one in candidates if one.weight == weight):
            same = [one.given for one in candidates if one.area is area and one.weight == weight]
            if area in settled or area in contradicted:
                doubts += [_doubt("contradicted", one) for one in same if settled.get(area, one).grade is not one.grade]
            elif len({one.grade for one in same}) > 1:
                contradicted.add(area)
                doubts += [_doubt("contradicted", one) for one in same]
            else:
                settled[area] = same[0]
    for counted, one, doubt in _counted(given, settled, contradicted, scope):
        if counted is not None:
            settled[counted] = one
        if doubt:
            doubts.append(_doubt(doubt, one))
    return settled, doubts


def _named(given: Iterable[Given], scope: Scope) -> tuple[list[_Candidate], list[Doubt]]:
    candidates: list[_Candidate] = []
    doubts: list[Doubt] = []
    for one in given:
        names = {subject.name for subject in one.subjects if subject.kind is MentionKind.AREA}
        for subject in one.subjects:
            if subject.name is None:
                continue
            beside = AreaName.CARE in names or (subject.name is AreaName.LEAVERS and _joint_is_certain(scope))
            area = area_named(subject.name, scope, beside_care=beside)
            if isinstance(area, Area):
                candidates.append(_Candidate(area, one, _weight(subject)))
            else:
                doubts.append(_doubt(area, one))
    return _without_lone_leavers(candidates, doubts), doubts


def _joint_is_certain(scope: Scope) -> bool:
    return scope.areas is not None and Area.CHILDREN_IN_CARE_AND_CARE_LEAVERS in scope.areas


def _without_lone_leavers(candidates: list[_Candidate], doubts: list[Doubt]) -> list[_Candidate]:
    """Drop a joint area that only care leavers were named for; beside another naming it stands, to agree or not."""
    joint = [one for one in candidates if one.area is Area.CHILDREN_IN_CARE_AND_CARE_LEAVERS]
    if any(AreaName.CARE in {subject.name for subject in one.given.subjects} for one in joint):
        return candidates
    doubts += [_doubt("part_of_an_area", one.given) for one in joint]
    return [one for one in candidates if one not in joint]


def _weight(subject: Mention) -> int:
    return NAMED if subject.kind is MentionKind.AREA else WHOLE_SERVICE


def _counted(
    given: tuple[Given, ...], settled: dict[Area, Given], contradicted: set[Area], scope: Scope
) -> Iterator[tuple[Area | None, Given, str]]:
    """What counts of areas add, when every one of them fits with what is given by name and with each other."""
    named = {area: one.grade for area, one in settled.items()}
    expanded: list[tuple[Given, tuple[Area, ...]]] = []
    for one in given:
        for subject in one.subjects:
            if subject.quantifier is None:
                continue
            areas = expand(subject.quantifier, one.grade, named, scope)
            fits = areas is not None and not contradicted & set(areas)
            fits = fits and all(named.get(area, one.grade) is one.grade for area in areas or ())
            if areas is not None and fits:
                expanded.append((one, areas))
            else:
                yield None, one, "count_uncertain"
    grades: dict[Area, set[Grade]] = {}
    for one, areas in expanded:
        for area in areas:
            grades.setdefault(area, set()).add(one.grade)
    for one, areas in expanded:
        if any(len(grades[area]) > 1 for area in areas):
            yield None, one, "contradicted"
            continue
        for area in areas:
            if area not in settled:
                yield area, one, ""


def _from_title(page: Page, reader: SentenceReader, scope: Scope, claimed: set[Area]) -> Iterator[tuple[Area, Given]]:
    """The overall grade that only the title gives. A title is loose about areas, so nothing else is taken from it."""
    given = [one for sentence in title_sentences(page) for one in reader.read(sentence).given]
    whole = [one for one in given if any(subject.name is AreaName.OVERALL for subject in one.subjects)]
    area = area_named(AreaName.OVERALL, scope)
    if isinstance(area, Area) and area not in claimed and len({one.grade for one in whole}) == 1:
        yield area, whole[0]


def _claim(area: Area, given: Given, text: str, *, in_title: bool = False) -> Claim:
    return Claim(
        area,
        given.grade,
        text[slice(*given.printed)],
        text[given.start : given.end],
        given.start,
        given.end,
        in_title=in_title,
    )


def _doubt(reason: str, given: Given) -> Doubt:
    return Doubt(reason, given.start, given.end)


def _unsure(doubts: Iterable[Doubt], text: str) -> tuple[UnsureClaim, ...]:
    unique = sorted({(doubt.start, doubt.end, doubt.reason) for doubt in doubts})
    return tuple(UnsureClaim(reason, text[start:end], start, end) for start, end, reason in unique)


def _order(scope: Scope) -> tuple[Area, ...]:
    return tuple(dict.fromkeys(area for areas in scope.sets for area in areas))
