"""Each item of the sample's newsroom is read like a real release: the golden table stands here."""

import csv
import json
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from importlib import resources

import pytest

from flows.sample.answers import Request
from flows.sample.newsroom import NewsItem, answer, newsroom
from tests.sample.make_sample import EDITION
from transform.press.read import read_release
from transform.press.reconcile import Reconciliation, ReleaseFacts, ReportFacts, compare, match
from transform.press.records import AuthorityNames, DateSource, Release
from transform.read import read_body
from transform.records import FindingKind
from transform.vocabulary import Area

# number, published, kind, window or days of a visit, strengths, improvements; then areas with their claimed grade, the
# grades of earlier inspections, and the people quoted.
GOLDEN = """
412  2015-09-15 sif 2015-07-06 2015-07-30 0 0
  overall_effectiveness requires_improvement
  adoption_performance good
  said: Robin Sample, cabinet member for children
1127 2018-11-06 focused_visit - - 0 0
1406 2020-01-09 ilacs 2019-11-11 2019-11-29 4 5
  overall_effectiveness requires_improvement
  impact_of_leaders requires_improvement
  help_and_protection requires_improvement
  children_in_care_and_care_leavers requires_improvement
  earlier: requires_improvement in 2015
  said: Sam Sample, director of children's services
1893 2023-11-21 not_about_the_council - - 0 0
1968 2024-05-16 ilacs 2024-02-26 2024-03-08 0 0
  overall_effectiveness inadequate
  impact_of_leaders requires_improvement
  help_and_protection requires_improvement
  children_in_care requires_improvement
  care_leavers inadequate
  earlier: requires_improvement in November 2019
  said: Jo Sample, lead member for children and families
2157 2025-08-05 monitoring_visit 2025-06-18 2025-06-19 0 0
2203 2026-02-10 not_about_the_council - - 0 0
2260 2026-06-30 not_about_the_council - - 0 0
"""

# The sample's reports that its releases are about, by the release's number.
REPORTS = {412: "990000001", 1406: "990000002", 1968: "990000004"}


@dataclass
class Expected:
    number: int
    facts: tuple[str, ...]
    claims: dict[str, str] = field(default_factory=dict)
    earlier: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)


def expectations() -> list[Expected]:
    found: list[Expected] = []
    for line in GOLDEN.strip().splitlines():
        words = line.split()
        if not line.startswith(" "):
            found.append(Expected(int(words[0]), tuple(words[1:])))
        elif words[0] in ("earlier:", "said:"):
            getattr(found[-1], words[0].removesuffix(":")).append(" ".join(words[1:]))
        else:
            found[-1].claims[words[0]] = words[1]
    return found


@cache
def names() -> AuthorityNames:
    listing = (resources.files("warehouse") / "authorities.csv").read_text(encoding="utf-8")
    every = {row["name"] for row in csv.DictReader(listing.splitlines())}
    return AuthorityNames(("Cheshire East",), tuple(sorted(every - {"Cheshire East"})))


@cache
def release(number: int) -> Release:
    item = next(item for item in newsroom().items if item.number == number)
    page = answer(Request.of(item.path, "http://127.0.0.1:1"))
    assert page is not None
    reading = read_release(page.body, f"http://127.0.0.1:1{item.path}", names())
    assert reading.release is not None
    return reading.release


def reconciled(number: int) -> dict[str, Reconciliation]:
    """How a release stands to its report, which is found among all of the authority's in the sample."""
    read = release(number)
    facts = ReleaseFacts(
        read.kind, read.page.published_on, read.window, {claim.area: claim.grade for claim in read.claims}
    )
    found = match(facts, reports())
    assert found is not None
    assert found.report.file_id == REPORTS[number]
    return {line.field: line for line in compare(facts, found.report, tuple(Area))}


@cache
def reports() -> tuple[ReportFacts, ...]:
    rows = json.loads((EDITION / "publications.json").read_text(encoding="utf-8"))
    facts = []
    for row in rows:
        if row["urn"] == "80447":
            (read,) = read_body((EDITION / "files" / f"{row['file_id']}.pdf").read_bytes()).inspections
            judgements = {judgement.area: judgement.grade for judgement in read.judgements}
            published = date.fromisoformat(row["published"])
            facts.append(
                ReportFacts(row["file_id"], row["file_id"], read.framework, read.start, read.end, published, judgements)
            )
    return tuple(facts)


def count(read: Release, kind: FindingKind) -> str:
    return str(sum(finding.kind is kind for finding in read.findings))


@pytest.mark.parametrize("expected", expectations(), ids=lambda expected: str(expected.number))
def test_an_item_is_read_fully_and_rightly(expected: Expected) -> None:
    read = release(expected.number)
    days = read.window or read.visited
    assert (
        str(read.page.published_on),
        read.kind.value,
        *((str(days.start), str(days.end)) if days else "--"),
        count(read, FindingKind.STRENGTH),
        count(read, FindingKind.IMPROVEMENT),
    ) == expected.facts
    assert {claim.area.value: claim.grade.value for claim in read.claims} == expected.claims
    assert len(read.claims) == len(expected.claims)
    assert [f"{earlier.grade.value} {earlier.when}" for earlier in read.earlier] == expected.earlier
    assert [f"{said.speaker}, {said.role}" for said in read.statements] == expected.said
    assert (read.unsure, read.issues) == ((), ())


def test_every_item_is_in_the_golden_table() -> None:
    assert {expected.number for expected in expectations()} == {item.number for item in newsroom().items}


@pytest.mark.parametrize("item", newsroom().items, ids=lambda item: str(item.number))
def test_only_the_story_is_read_and_its_title_says_that_it_is_a_sample(item: NewsItem) -> None:
    page = release(item.number).page
    assert page.title.startswith("Sample: ")
    assert page.paragraphs == tuple(paragraph.removeprefix("- ") for paragraph in item.paragraphs)
    assert page.bullets == tuple(paragraph.startswith("- ") for paragraph in item.paragraphs)
    assert page.published_on_source is DateSource.NEAR_HEADING


@pytest.mark.parametrize("number", REPORTS)
def test_what_a_release_claims_is_what_its_report_gives(number: int) -> None:
    lines = reconciled(number)
    claimed = {claim.area.value for claim in release(number).claims}
    assert {name for name, line in lines.items() if line.verdict.value == "agrees"} >= claimed


def test_only_the_start_of_the_inspection_of_2019_differs() -> None:
    differing = [line for number in REPORTS for line in reconciled(number).values() if line.verdict.value == "differs"]
    assert [(line.press_value, line.report_value) for line in differing] == [("2019-11-11", "2019-11-18")]


def test_the_release_of_2015_leaves_weaker_areas_out() -> None:
    left_out = {
        name: line.report_value for name, line in reconciled(412).items() if line.verdict.value == "only_in_report"
    }
    assert left_out == dict.fromkeys(
        (
            "help_and_protection",
            "looked_after_and_permanence",
            "care_leavers",
            "leadership_management_governance",
            "lscb_effectiveness",
        ),
        "requires_improvement",
    )
