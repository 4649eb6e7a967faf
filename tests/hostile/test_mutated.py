"""Damaged documents through the real reader processes: none hangs, stops others or is misread."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from random import Random

import pytest

from flows.steps.pool import ReaderPool
from tests.hostile.faithful import archived, invented, said_whole
from tests.hostile.mutate import NAMES, Mutant, mutants, mutated, whole_pdfs
from tests.replica import corpus
from tests.sample.make_sample import EDITION
from transform.mixture import without_mixed_grades
from transform.read import read_body
from transform.records import DocumentIssue, Inspection, Judgement, Reading, Severity
from transform.vocabulary import Area, Framework, Grade

SECONDS = 15
MEMORY = 400_000_000
SAMPLE = EDITION / "files"


def read_in_processes(made: Iterable[Mutant], folder: Path) -> list[tuple[Mutant, Reading]]:
    with ReaderPool(workers=2, most_seconds=SECONDS, most_memory=MEMORY) as pool:
        submitted = [(mutant, pool.submit(path)) for mutant, path in archived(made, folder)]
        return [(mutant, future.result(timeout=2 * SECONDS)) for mutant, future in submitted]


def check(read: Sequence[tuple[Mutant, Reading]]) -> None:
    extras = {mutant.name: extra for mutant, reading in read if (extra := invented(mutant, reading))}
    assert extras == {}
    reasons = Counter(reading.unreadable.reason for _, reading in read if reading.unreadable)
    assert reasons["took_too_long"] == 0
    assert reasons["reader_failed"] == 0
    assert sum(reasons.values()) < len(read)


def test_a_damaged_sample_report_says_no_more_than_the_whole_one(tmp_path: Path) -> None:
    read = read_in_processes(mutants(whole_pdfs(SAMPLE), 150, seed=7), tmp_path)
    assert {mutant.mutation for mutant, _ in read} == set(NAMES)
    check(read)


@pytest.mark.corpus
@pytest.mark.skipif(corpus() is None, reason="needs the real reports: set OUTCOMES_CORPUS to the corpus folder")
def test_a_damaged_real_report_says_no_more_than_the_whole_one(tmp_path: Path) -> None:
    folder = corpus()
    assert folder
    sources = of_every_kind(whole_pdfs(folder / "files"), 20)
    check(read_in_processes(mutants(sources, 60, seed=8), tmp_path))


@pytest.mark.slow
def test_two_thousand_damaged_reports_say_no_more_than_the_whole_ones(tmp_path: Path) -> None:
    folder = corpus()
    sources = of_every_kind(whole_pdfs(folder / "files"), 40) if folder else []
    made = 0
    for seed in range(100, 120):
        read = read_in_processes(mutants([*whole_pdfs(SAMPLE), *sources], 100, seed=seed), tmp_path)
        check(read)
        made += len(read)
        for path in tmp_path.iterdir():
            path.unlink()
    assert made == 2000


def of_every_kind(paths: Sequence[Path], count: int) -> list[Path]:
    """Take as many reports of each framework as of any other, as far as there are so many."""
    kinds: dict[str, list[Path]] = {}
    for path in Random(count).sample(list(paths), count + count // 2):
        kinds.setdefault(",".join(said_whole(path).frameworks), []).append(path)
    taken = [path for turn in range(count) for group in kinds.values() for path in group[turn : turn + 1]]
    return taken[:count]


def test_a_document_that_ends_its_reader_stops_no_other(tmp_path: Path) -> None:
    path = sorted(SAMPLE.glob("*.pdf"))[1]
    body = path.read_bytes()
    whole = Mutant(0, "none", (path,), body)
    fatal = Mutant(1, "drawing_of_itself", (path,), mutated("drawing_of_itself", body, body, Random(1)))
    read = read_in_processes([fatal, whole, fatal, whole], tmp_path)
    assert all(reading.unreadable for mutant, reading in read if mutant is not whole)
    assert [reading.inspections for mutant, reading in read if mutant is whole] == [read_body(body).inspections] * 2


def test_the_same_seed_makes_the_same_files() -> None:
    random_by_nature = {"locked", "locked_for_changes"}
    first, second = (list(mutants(whole_pdfs(SAMPLE), len(NAMES), seed=3)) for _ in range(2))
    changed = {one.mutation for one, other in zip(first, second, strict=True) if one != other}
    assert changed <= random_by_nature
    assert [one.body for one in first] != [one.body for one in mutants(whole_pdfs(SAMPLE), len(NAMES), seed=4)]


def test_a_page_that_is_all_text_is_refused() -> None:
    body = next(iter(sorted(SAMPLE.glob("*.pdf")))).read_bytes()
    many = mutated("text_without_end", body, body, Random(1))
    assert len(many) > len(body)
    reasons = {
        (reading.unreadable.reason if reading.unreadable else "read")
        for seed in range(8)
        for reading in [read_body(mutated("text_without_end", body, body, Random(seed)))]
    }
    assert "too_much_text" in reasons


def judged(area: Area, grade: Grade, page: int, witnesses: int) -> Judgement:
    return Judgement(area, grade, grade.value, page, f"{area.value}: {grade.value}", witnesses)


def contradicting(*areas: Area) -> Inspection:
    own = (
        judged(Area.ADOPTION_PERFORMANCE, Grade.GOOD, 1, 2),
        judged(Area.CARE_LEAVERS, Grade.GOOD, 1, 1),
        judged(Area.LSCB_EFFECTIVENESS, Grade.OUTSTANDING, 30, 1),
    )
    issues = tuple(DocumentIssue("contradicting_grades", Severity.ERROR, "They differ.", field=area) for area in areas)
    return Inspection(Framework.SIF, None, None, None, judgements=own, issues=issues, headline="It is good.")


def test_a_report_that_does_not_contradict_itself_keeps_its_grades() -> None:
    whole = contradicting()
    assert without_mixed_grades(whole) == whole


def test_one_misprint_takes_what_a_single_place_behind_the_front_says() -> None:
    read = without_mixed_grades(contradicting(Area.HELP_AND_PROTECTION))
    assert [judgement.area for judgement in read.judgements] == [Area.ADOPTION_PERFORMANCE, Area.CARE_LEAVERS]
    assert [(issue.kind, issue.field) for issue in read.issues[1:]] == [("reports_mixed", Area.LSCB_EFFECTIVENESS)]
    assert read.headline == "It is good."


def test_two_contradictions_take_all_grades() -> None:
    read = without_mixed_grades(contradicting(Area.HELP_AND_PROTECTION, Area.LEADERSHIP_MANAGEMENT_GOVERNANCE))
    assert read.judgements == ()
    assert read.headline is None
    assert len([issue for issue in read.issues if issue.kind == "reports_mixed"]) == 3
