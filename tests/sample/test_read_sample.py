"""Each sample report is read like a real one: the golden table stands here, apart from the generator's facts."""

import json
from dataclasses import dataclass
from datetime import date
from functools import cache

import pytest

from tests.sample.make_sample import EDITION
from transform.read import read_body
from transform.records import FindingKind, Inspection, Reading, Severity, Window
from transform.vocabulary import areas_judged

GOLDEN = """
990000001 80447 SIF       2015-07-06 2015-07-30 Sarah Urding
  overall_effectiveness requires_improvement 1
  help_and_protection requires_improvement 2
  looked_after_and_permanence requires_improvement 2
  adoption_performance good 2
  care_leavers requires_improvement 2
  leadership_management_governance requires_improvement 2
  lscb_effectiveness requires_improvement 1
990000002 80447 ILACS     2019-11-18 2019-11-29 Shabana Abasi
  impact_of_leaders requires_improvement 2
  help_and_protection requires_improvement 2
  children_in_care_and_care_leavers requires_improvement 2
  overall_effectiveness requires_improvement 1
990000003 80447 JTAI      2022-07-11 2022-07-15 -
990000004 80447 ILACS     2024-02-26 2024-03-08 Teresa Godfrey
  impact_of_leaders requires_improvement 2
  help_and_protection requires_improvement 2
  children_in_care requires_improvement 2
  care_leavers inadequate 2
  overall_effectiveness inadequate 1
990000005 80573 ILACS     2019-03-04 2019-03-08 Paula Thomson-Jones
  impact_of_leaders inadequate 2
  help_and_protection requires_improvement 2
  children_in_care_and_care_leavers requires_improvement 2
  overall_effectiveness inadequate 1
990000006 80573 ILACS     2022-11-21 2022-12-02 Nick Bennison
  impact_of_leaders requires_improvement 2
  help_and_protection requires_improvement 2
  children_in_care_and_care_leavers requires_improvement 2
  overall_effectiveness requires_improvement 1
990000007 80573 AREA_SEND 2023-10-16 2023-10-20 Sue Eastwood, Kaye Goodfellow, Lesley Perry
  area_send_outcome inconsistent 2
990000008 80573 ILACS     2026-06-08 2026-06-19 Leanne Cooper
  impact_of_leaders inadequate 2
  help_and_protection inadequate 2
  children_in_care good 2
  care_leavers requires_improvement 2
990000010 80429 SIF       2016-09-12 2016-10-06 Peter McEntee
  overall_effectiveness inadequate 1
  help_and_protection inadequate 2
  looked_after_and_permanence requires_improvement 2
  adoption_performance requires_improvement 2
  care_leavers requires_improvement 2
  leadership_management_governance inadequate 2
990000011 80429 ILACS     2023-02-20 2023-03-03 John Roughton
  impact_of_leaders good 2
  help_and_protection good 2
  children_in_care good 2
  care_leavers good 2
  overall_effectiveness good 1
990000013 80485 ILACS     2023-03-13 2023-03-24 Lisa Summers
  impact_of_leaders inadequate 2
  help_and_protection inadequate 2
  children_in_care requires_improvement 2
  care_leavers inadequate 2
  overall_effectiveness inadequate 1
990000014 80485 ILACS     2026-05-11 2026-05-22 Teresa Godfrey
  impact_of_leaders good 2
  help_and_protection good 2
  children_in_care good 2
  care_leavers requires_improvement 2
"""


@dataclass(frozen=True)
class Expected:
    file_id: str
    urn: str
    framework: str
    start: date
    end: date
    leads: tuple[str, ...]
    judgements: dict[str, tuple[str, int]]


def expectations() -> list[Expected]:
    found: list[Expected] = []
    for line in GOLDEN.strip().splitlines():
        if line.startswith(" "):
            area, grade, witnesses = line.split()
            found[-1].judgements[area] = (grade, int(witnesses))
        else:
            file_id, urn, framework, start, end, leads = line.split(maxsplit=5)
            names = () if leads == "-" else tuple(leads.split(", "))
            found.append(
                Expected(file_id, urn, framework, date.fromisoformat(start), date.fromisoformat(end), names, {})
            )
    return found


@cache
def reading(file_id: str) -> Reading:
    path = next((EDITION / "files").glob(f"{file_id}.*"))
    return read_body(path.read_bytes())


def inspection(file_id: str) -> Inspection:
    found = reading(file_id)
    assert found.unreadable is None
    assert len(found.inspections) == 1
    return found.inspections[0]


def findings(file_id: str, kind: FindingKind) -> list[str]:
    return [finding.text for finding in inspection(file_id).findings if finding.kind is kind]


@pytest.mark.parametrize("expected", expectations(), ids=lambda expected: expected.file_id)
def test_a_report_is_read_fully_and_rightly(expected: Expected) -> None:
    read = inspection(expected.file_id)
    assert (read.framework.value, read.start, read.end) == (expected.framework, expected.start, expected.end)
    assert read.lead_inspectors == expected.leads
    judged = {judgement.area.value: (judgement.grade.value, judgement.witnesses) for judgement in read.judgements}
    assert judged == expected.judgements
    assert len(read.judgements) == len(judged)
    assert [issue for issue in read.issues if issue.severity is not Severity.INFO] == []


@pytest.mark.parametrize("expected", expectations(), ids=lambda expected: expected.file_id)
def test_the_golden_table_keeps_the_frameworks_rules(expected: Expected) -> None:
    read = inspection(expected.file_id)
    required = {rule.area.value for rule in areas_judged(read.framework, expected.start) if rule.required}
    assert required <= set(expected.judgements)


def test_every_listed_report_is_in_the_golden_table_or_no_report() -> None:
    rows = json.loads((EDITION / "publications.json").read_text(encoding="utf-8"))
    listed = {(row["file_id"], row["urn"]) for row in rows}
    golden = {(expected.file_id, expected.urn) for expected in expectations()}
    assert listed - golden == {("990000009", "80429"), ("990000012", "80485")}
    assert golden <= listed


def test_what_is_no_report_says_why() -> None:
    reasons = {file_id: reading(file_id).unreadable for file_id in ("990000009", "990000012")}
    assert {file_id: reason and reason.reason for file_id, reason in reasons.items()} == {
        "990000009": "not_found_page",
        "990000012": "truncated_pdf",
    }


@pytest.mark.parametrize("file_id", [e.file_id for e in expectations() if e.framework == "ILACS"])
def test_an_ilacs_report_s_points_to_improve_are_read(file_id: str) -> None:
    points = findings(file_id, FindingKind.IMPROVEMENT)
    assert len(points) == 5
    assert all(point.startswith("Sample point: ") and "SAMPLE" not in point for point in points)


def test_the_national_framework_s_outcomes_are_read() -> None:
    assert [finding.national_framework for finding in inspection("990000014").findings] == [
        "outcome 2", "outcome 1", "outcome 2", "outcome 2", "outcome 2",
    ]  # fmt: skip


def test_the_single_inspections_print_their_publication() -> None:
    assert inspection("990000001").printed_published_on == date(2015, 9, 15)
    assert inspection("990000010").printed_published_on == date(2016, 11, 25)
    assert len(findings("990000001", FindingKind.RECOMMENDATION)) == 4


def test_the_letter_is_read_without_a_grade() -> None:
    letter = inspection("990000003")
    assert letter.judgements == ()
    assert letter.printed_published_on == date(2022, 9, 26)
    assert letter.theme is not None
    assert "criminal exploitation" in letter.theme
    assert set(letter.inspectorates) == {"Ofsted", "CQC", "HMICFRS"}
    assert len(findings("990000003", FindingKind.IMPROVEMENT)) == 4
    assert len(findings("990000003", FindingKind.STRENGTH)) == 3
    actions = [finding for finding in letter.findings if finding.kind is FindingKind.PRIORITY_ACTION]
    assert len([action for action in actions if action.parent_position is None]) == 3


def test_the_area_report_s_other_facts_are_read() -> None:
    report = inspection("990000007")
    assert report.previous_inspection == Window(date(2017, 1, 30), date(2017, 2, 3))
    assert report.next_full_inspection_years == 3
    assert len(findings("990000007", FindingKind.IMPROVEMENT)) == 4


@pytest.mark.parametrize("expected", expectations(), ids=lambda expected: expected.file_id)
def test_the_sample_mark_is_no_part_of_what_is_read(expected: Expected) -> None:
    read = inspection(expected.file_id)
    texts = [passage.text for passage in read.passages] + [finding.text for finding in read.findings]
    assert texts
    assert not [text for text in texts if "SAMPLE" in text]
    assert not any("SAMPLE" in (text or "") for text in (read.provider_as_printed, read.headline, read.theme))
