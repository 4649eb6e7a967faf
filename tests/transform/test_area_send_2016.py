from dataclasses import replace
from datetime import date

import pytest

from tests.transform import made
from tests.transform.laid_out import letter
from transform.document import Document
from transform.readers import area_send, area_send_2016, focused_visit, monitoring_visit
from transform.records import FindingKind, Inspection, Severity, Window
from transform.vocabulary import Framework

INSPECTED = (
    "Between 9 May 2016 and 13 May 2016, Ofsted and the Care Quality Commission (CQC) conducted a joint inspection of "
    "the local area of Westmere to judge the effectiveness of the area in putting the reforms into practice."
)
REVISITED = (
    "Between 19 and 21 May 2021, Ofsted and the Care Quality Commission (CQC) revisited the local area of Westmere to "
    "decide whether sufficient progress has been made in addressing each of the areas of significant weakness detailed "
    "in the written statement of action issued on 29 November 2018."
)
REQUIRED = "The chief inspector has determined that a written statement of action is required, since much is weak."
ASKED = (
    "The local area is required to produce and submit a written statement of action to Ofsted that explains how it "
    "will tackle the following areas of significant weakness:"
)
SIGNED = (
    ("l", "Yours sincerely"),
    ("l", "Ofsted Care Quality Commission"),
    ("l", "Ann Marlowe, HMI Lead inspector Dev Okafor, CQC Lead inspector"),
    ("l", "Rhys Penn, Ofsted Inspector"),
)


def inspected(*, statement: str | None = None, weaknesses: tuple[str, ...] = (), signed=SIGNED) -> Document:
    asked = (
        (
            "p",
            ASKED,
        ),
        *(("b", weakness) for weakness in weaknesses),
    )
    return letter(
        ("l", "1 July 2016"),
        ("l", "Robin Teal, Director of Children’s Services"),
        ("l", "Dear Robin"),
        ("h", "Joint local area SEND inspection in Westmere"),
        ("p", INSPECTED),
        *((("p", statement),) if statement else ()),
        ("h", "Main findings"),
        ("b", "Leaders know what is weak."),
        ("h", "The effectiveness of the local area in identifying needs"),
        ("h", "Strengths"),
        ("b", "Health visitors see nearly every child of two."),
        ("h", "Areas for development"),
        ("b", "Young people older than 19 are seldom found."),
        ("h", "The effectiveness of the local area in meeting needs"),
        ("h", "Strengths"),
        ("b", "Short breaks are well liked."),
        ("b", "Schools are helped quickly."),
        ("h", "The effectiveness of the local area in improving outcomes"),
        ("h", "Areas for development"),
        ("b", "Few find work."),
        *(asked if weaknesses else ()),
        *signed,
    )


def revisited(*progress: tuple[str, str], opening: str = REVISITED) -> Document:
    return letter(
        ("l", "Dear Robin and Sal"),
        ("h", "Joint area SEND revisit in Westmere"),
        ("p", opening),
        ("h", "Main findings"),
        *progress,
        *SIGNED,
    )


def only(document: Document) -> Inspection:
    assert area_send_2016.recognises(document)
    assert not any(reader.recognises(document) for reader in (area_send, focused_visit, monitoring_visit))
    (inspection,) = area_send_2016.read(document)
    return inspection


def test_inspection_is_read() -> None:
    inspection = only(inspected())
    assert inspection.framework is Framework.AREA_SEND_2016
    assert inspection.inspection_type == "full_inspection"
    assert (inspection.start, inspection.end) == (date(2016, 5, 9), date(2016, 5, 13))
    assert inspection.printed_published_on == date(2016, 7, 1)
    assert inspection.provider_as_printed == "Westmere"
    assert inspection.lead_inspectors == ("Ann Marlowe", "Dev Okafor")
    assert inspection.inspectorates == ("Ofsted", "CQC")
    assert inspection.headline == "Leaders know what is weak."
    assert inspection.judgements == ()
    assert inspection.issues == ()


def test_strengths_and_areas_for_development_stand_under_their_question() -> None:
    found = only(inspected()).findings
    assert [(finding.kind, finding.position, finding.heading and finding.heading.split()[-2]) for finding in found] == [
        (FindingKind.STRENGTH, 1, "identifying"),
        (FindingKind.IMPROVEMENT, 1, "identifying"),
        (FindingKind.STRENGTH, 2, "meeting"),
        (FindingKind.STRENGTH, 3, "meeting"),
        (FindingKind.IMPROVEMENT, 2, "improving"),
    ]


def test_whole_letter_without_a_word_on_it_requires_no_written_statement() -> None:
    assert only(inspected()).written_statement_required is False


def test_required_written_statement_and_its_weaknesses() -> None:
    inspection = only(inspected(statement=REQUIRED, weaknesses=("the long waits", "the lack of joint plans")))
    assert inspection.written_statement_required is True
    found = [finding for finding in inspection.findings if finding.kind is FindingKind.WEAKNESS]
    assert [(finding.position, finding.text) for finding in found] == [
        (1, "the long waits"),
        (2, "the lack of joint plans"),
    ]
    improvements = [finding.text for finding in inspection.findings if finding.kind is FindingKind.IMPROVEMENT]
    assert improvements == ["Young people older than 19 are seldom found.", "Few find work."]


def test_unclear_word_on_the_written_statement_is_an_issue() -> None:
    inspection = only(inspected(statement="The written statement that leaders offered was discussed."))
    assert inspection.written_statement_required is None
    assert [(issue.kind, issue.severity) for issue in inspection.issues] == [
        ("written_statement_not_read", Severity.WARNING)
    ]


def test_names_of_two_people_side_by_side_are_not_taken_for_one() -> None:
    signed = (("l", "Yours sincerely"), ("l", "Ann Marlowe Dev Okafor"), ("l", "HMI Lead inspector CQC Lead inspector"))
    inspection = only(inspected(signed=signed))
    assert inspection.lead_inspectors == ()
    assert [issue.kind for issue in inspection.issues] == ["lead_inspector_not_read"]


def test_names_in_two_ruled_columns_are_read_column_by_column() -> None:
    signed = (("l", "Yours sincerely"), ("l", "Ann Marlowe Dev Okafor"), ("l", "HMI Lead inspector CQC Lead inspector"))
    document = inspected(signed=signed)
    cells = {"Ann Marlowe Dev Okafor": ("Ann Marlowe", "Dev Okafor")}
    cells["HMI Lead inspector CQC Lead inspector"] = ("HMI Lead inspector", "CQC Lead inspector")
    pages = tuple(
        replace(page, lines=tuple(line._replace(cells=cells.get(line.text, ())) for line in page.lines))
        for page in document.pages
    )
    assert only(Document(pages)).lead_inspectors == ("Ann Marlowe", "Dev Okafor")


def test_names_in_columns_apart_are_read_column_by_column() -> None:
    document = inspected(signed=())
    last = document.pages[-1]
    placed = [
        ("Yours sincerely", 56.6, 200.0),
        ("Ann Marlowe", 62.4, 180.0),
        ("Lead inspector, HMI", 62.4, 166.0),
        ("Dev Okafor", 320.0, 180.0),
        ("CQC Lead inspector", 320.0, 166.0),
    ]
    lines = tuple(made.line(last.number, *one) for one in placed)
    document = Document((*document.pages[:-1], replace(last, lines=(*last.lines, *lines))))
    assert only(document).lead_inspectors == ("Ann Marlowe", "Dev Okafor")


def test_revisit_says_of_each_weakness_what_progress_was_made() -> None:
    inspection = only(
        revisited(
            ("p", "The area has made sufficient progress in addressing one of the two areas of significant weakness."),
            ("h", "The lack of joint plans"),
            ("p", "Plans are now made together. The area has made sufficient progress in addressing this weakness."),
            ("h", "The long waits"),
            ("p", "Waits grew. The local area has not made sufficient progress to improve this area of weakness."),
        )
    )
    assert inspection.inspection_type == "revisit"
    assert (inspection.start, inspection.end) == (date(2021, 5, 19), date(2021, 5, 21))
    assert inspection.provider_as_printed == "Westmere"
    assert inspection.written_statement_required is None
    assert [(finding.kind, finding.position, finding.text, finding.progress) for finding in inspection.findings] == [
        (FindingKind.WEAKNESS, 1, "The lack of joint plans", "sufficient"),
        (FindingKind.WEAKNESS, 2, "The long waits", "not_sufficient"),
    ]
    assert inspection.issues == ()


def test_weakness_can_be_told_in_a_bullet_on_the_initial_inspection() -> None:
    inspection = only(
        revisited(
            ("b", "At the initial inspection, inspectors found that waits were long."),
            ("p", "The local area has made insufficient progress in addressing this significant weakness."),
        )
    )
    (found,) = inspection.findings
    assert found.text == "At the initial inspection, inspectors found that waits were long."
    assert found.progress == "not_sufficient"


@pytest.mark.parametrize(
    ("summary", "kinds"),
    [
        ("The area has made sufficient progress in addressing the two areas of significant weakness.", []),
        ("The area has made sufficient progress in addressing all of the significant weaknesses.", []),
        ("The area has made sufficient progress in addressing both significant weaknesses.", []),
        ("The area has made sufficient progress in addressing one of the two weaknesses.", ["progress_differs"]),
        ("The area has made sufficient progress in addressing the three weaknesses.", ["progress_differs"]),
        ("The area has not made sufficient progress in addressing any of the weaknesses.", ["progress_differs"]),
        ("The area has not made sufficient progress in addressing all of the weaknesses.", []),
    ],
)
def test_summary_is_compared_with_the_sections(summary: str, kinds: list[str]) -> None:
    made_progress = ("p", "The area has made sufficient progress to address this weakness.")
    document = revisited(("p", summary), ("h", "Long waits"), made_progress, ("h", "Few plans"), made_progress)
    assert [issue.kind for issue in only(document).issues] == kinds


def test_revisit_that_takes_up_no_weakness_is_an_issue() -> None:
    inspection = only(revisited(("p", "Much has changed for the better.")))
    assert inspection.findings == ()
    assert [issue.kind for issue in inspection.issues] == ["progress_not_read"]


def test_dates_of_the_initial_inspection_are_the_previous_ones() -> None:
    opening = REVISITED + " The initial inspection took place from 1 to 5 October 2018."
    inspection = only(revisited(("p", "Much has changed."), opening=opening))
    assert inspection.previous_inspection == Window(date(2018, 10, 1), date(2018, 10, 5))


def test_other_letters_are_not_recognised() -> None:
    document = letter(
        ("l", "Dear partnership"),
        (
            "p",
            "Between 9 and 13 May 2016, Ofsted, the CQC and others undertook a joint inspection of Westmere.",
        ),
    )
    assert not area_send_2016.recognises(document)
