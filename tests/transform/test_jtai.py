from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.transform import made
from tests.transform.jtai_letters import early, later, letter
from transform.readers import jtai
from transform.records import Inspection, Severity, Window
from transform.vocabulary import Framework

if TYPE_CHECKING:
    from transform.document import Document

MEND = (("big", "Areas for improvement"), ("item", "One thing to mend."))


def read(document: Document) -> Inspection:
    (inspection,) = jtai.read(document)
    return inspection


def kinds(inspection: Inspection) -> list[str]:
    return [issue.kind for issue in inspection.issues]


def test_an_early_letter() -> None:
    document = early(*MEND)
    assert jtai.recognises(document)
    inspection = read(document)
    assert inspection.framework is Framework.JTAI
    assert (inspection.start, inspection.end) == (date(2017, 4, 24), date(2017, 4, 28))
    assert inspection.printed_published_on == date(2017, 6, 9)
    assert inspection.provider_as_printed == "Elmet"
    assert (inspection.theme, inspection.theme_code) == ("children living with domestic abuse", "domestic_abuse")
    assert inspection.inspectorates == ("Ofsted", "CQC", "HMIC", "HMI Probation")
    assert inspection.written_statement_required is True
    assert inspection.judgements == ()
    assert inspection.lead_inspectors == ()
    assert inspection.headline is None
    assert inspection.issues == ()


def test_a_later_letter() -> None:
    document = later(("head", "What needs to improve?"), ("item", "One thing to mend."))
    assert jtai.recognises(document)
    inspection = read(document)
    assert (inspection.start, inspection.end) == (date(2022, 5, 9), date(2022, 5, 13))
    assert inspection.provider_as_printed == "London Borough of Elmet"
    assert (inspection.theme, inspection.theme_code) == ("serious youth violence", "serious_youth_violence")
    assert inspection.inspectorates == ("Ofsted", "CQC", "HMICFRS")
    assert inspection.headline == (
        "Partners in Elmet know their children. They act on what they know, and mostly in time.\n"
        "More is needed of the night service."
    )
    assert inspection.written_statement_required is None
    assert "Main findings" in {passage.section for passage in inspection.passages}
    assert inspection.issues == ()


@pytest.mark.parametrize(
    ("when", "start", "end"),
    [
        ("Between 24 and 28 April 2017", date(2017, 4, 24), date(2017, 4, 28)),
        ("Between 24 April 2017 and 28 April 2017", date(2017, 4, 24), date(2017, 4, 28)),
        ("Between 24 April and 5 May 2017", date(2017, 4, 24), date(2017, 5, 5)),
        ("From 24 to 28 April 2017", date(2017, 4, 24), date(2017, 4, 28)),
    ],
)
def test_periods_of_early_letters(when: str, start: date, end: date) -> None:
    inspection = read(early(*MEND, when=when))
    assert (inspection.start, inspection.end) == (start, end)


@pytest.mark.parametrize(
    ("day", "year"), [("9 June 2017", 2017), ("3 May 2018", 2018), ("14 January 2018", 2017), ("27 April 2018", 2017)]
)
def test_a_year_that_is_not_printed_is_the_last_before_the_letter(day: str, year: int) -> None:
    inspection = read(early(*MEND, when="Between 24 and 28 April", day=day))
    assert (inspection.start, inspection.end) == (date(year, 4, 24), date(year, 4, 28))
    (issue,) = inspection.issues
    assert (issue.kind, issue.severity) == ("year_not_printed", Severity.INFO)


@pytest.mark.parametrize(
    ("when", "day"),
    [
        ("Between and 28 April 2017", "30 May 2017"),
        ("Between 24 and April 2017", "30 May 2017"),
        ("Between and 28 April", "30 May 2017"),
    ],
)
def test_half_a_period_is_none(when: str, day: str) -> None:
    inspection = read(early(*MEND, when=when, day=day))
    assert (inspection.start, inspection.end) == (None, None)
    assert "dates_missing" in kinds(inspection)


def test_without_year_and_letter_date_nothing_is_claimed() -> None:
    inspection = read(early(*MEND, when="Between 24 and 28 April", day="June"))
    assert inspection.start is None
    assert inspection.end is None
    assert inspection.printed_published_on is None
    assert kinds(inspection) == ["letter_date_missing", "dates_missing"]


@given(start=st.dates(date(2016, 1, 1), date(2027, 12, 1)), days=st.integers(0, 11), later_by=st.integers(0, 200))
@settings(max_examples=25, deadline=None)
def test_a_period_is_read_or_withheld_never_moved(start: date, days: int, later_by: int) -> None:
    end = start + timedelta(days=days)
    published = end + timedelta(days=later_by)
    when = f"Between {start.day} {start:%B %Y} and {end.day} {end:%B %Y}"
    inspection = read(early(*MEND, when=when, day=f"{published.day} {published:%B %Y}"))
    assert (inspection.start, inspection.end, inspection.printed_published_on) == (start, end, published)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("This inspection took place on 9 to 13 May 2022.", date(2022, 5, 9), date(2022, 5, 13)),
        ("This inspection took place from Monday 25 April to Friday 6 May 2022.", date(2022, 4, 25), date(2022, 5, 6)),
        (
            "The inspection of Elmet took place between 30 December 2019 and 10 January 2020.",
            date(2019, 12, 30),
            date(2020, 1, 10),
        ),
        ("Fieldwork took place across Elmet from 9–13 May 2022.", date(2022, 5, 9), date(2022, 5, 13)),
        ("Inspectors were on site in Elmet between 9 and 13 May 2022.", date(2022, 5, 9), date(2022, 5, 13)),
        ("Inspection dates: 9 to 13 May 2022", date(2022, 5, 9), date(2022, 5, 13)),
        ("On 9 May 2022, inspectors from Ofsted carried out a revisit.", date(2022, 5, 9), date(2022, 5, 9)),
        ("Ofsted conducted a joint inspection of it all from 9 to 13 May 2022.", date(2022, 5, 9), date(2022, 5, 13)),
        ("Between 9 and 13 May 2022, the inspectorates looked at it.", date(2022, 5, 9), date(2022, 5, 13)),
        ("On 9 May 2022, Ofsted published a letter. All was well.", None, None),
        ("The previous inspection took place from 9 to 13 May 2022.", None, None),
        ("The inspection took place in the week of 9 May 2022.", None, None),
    ],
)
def test_sentences_that_tell_the_time_on_site(text: str, start: date | None, end: date | None) -> None:
    document = letter(
        ("day", "4 July 2022"), ("title", "Joint targeted area inspection of Elmet"), ("text", text), *MEND
    )
    inspection = read(document)
    assert (inspection.start, inspection.end) == (start, end)
    assert ("dates_missing" in kinds(inspection)) == (start is None)


@pytest.mark.parametrize("day", ["Published: 4 July 2022", "Letter published on 4 July 2022", "Date: 4th July 2022"])
def test_how_the_day_of_a_letter_is_printed(day: str) -> None:
    assert read(early(*MEND, day=day)).printed_published_on == date(2022, 7, 4)


def test_two_periods_on_site() -> None:
    inspection = read(later(when="from 9 to 13 May 2022 and from 6 to 8 June 2022"))
    assert (inspection.start, inspection.end) == (date(2022, 5, 9), date(2022, 5, 13))
    assert inspection.further_windows == (Window(date(2022, 6, 6), date(2022, 6, 8)),)


def test_a_letter_dated_before_the_inspection_ended() -> None:
    inspection = read(early(*MEND, day="9 March 2017"))
    (issue,) = inspection.issues
    assert (issue.kind, issue.field, issue.believed) == (
        "letter_date_contradicts",
        "printed_published_on",
        "2017-03-09",
    )
    assert inspection.printed_published_on == date(2017, 3, 9)


def test_two_times_that_contradict_each_other() -> None:
    inspection = read(early(("text", "This inspection took place from 1 to 5 May 2017."), *MEND))
    assert inspection.start == date(2017, 4, 24)
    assert kinds(inspection) == ["dates_contradict"]


def test_an_unknown_theme_is_printed_and_has_no_code() -> None:
    inspection = read(early(*MEND, theme="the care of young carers"))
    assert (inspection.theme, inspection.theme_code) == ("the care of young carers", None)
    (issue,) = inspection.issues
    assert (issue.kind, issue.severity, issue.other) == ("theme_unknown", Severity.ERROR, "the care of young carers")


def test_two_themes_that_contradict_each_other() -> None:
    inspection = read(early(*MEND, theme="children’s mental health"))
    assert inspection.theme_code == "mental_health"
    assert kinds(inspection) == ["theme_contradicts"]


def test_no_theme() -> None:
    document = later(theme="abuse and neglect")
    assert read(document).theme is None
    assert "theme_missing" in kinds(read(document))


def test_areas_that_contradict_each_other() -> None:
    document = letter(
        ("day", "9 June 2017"),
        ("title", "Joint targeted area inspection of the multi-agency response to neglect in Elmet"),
        (
            "text",
            "Ofsted and the Care Quality Commission (CQC) undertook it. It tells of individual agencies in Rheged.",
        ),
        *MEND,
    )
    inspection = read(document)
    assert inspection.provider_as_printed == "Elmet"
    assert [(issue.believed, issue.other) for issue in inspection.issues if issue.kind == "area_contradicts"] == [
        ("Elmet", "Rheged")
    ]


def test_a_signatory_that_is_not_named() -> None:
    document = later(
        ("head", "What needs to improve?"), ("item", "One."), ("text", "Yours sincerely"), ("head", "HMIP")
    )
    assert kinds(read(document)) == ["inspectorates_contradict"]


def test_no_list_of_what_needs_to_improve() -> None:
    assert kinds(read(early())) == ["findings_missing"]


def test_a_lead_inspector_is_read_only_where_one_is_printed() -> None:
    document = early(("line", "Lead inspector: Cy Example HMI"), *MEND)
    assert read(document).lead_inspectors == ("Cy Example",)


def test_a_revisit() -> None:
    document = letter(
        ("day", "9 June 2018"),
        ("title", "Joint targeted area inspection revisit of the multi-agency response to domestic abuse in Elmet"),
        (
            "text",
            "Between 24 and 26 April 2018, Ofsted and the Care Quality Commission (CQC) undertook a joint revisit.",
        ),
        *MEND,
    )
    inspection = read(document)
    assert inspection.inspection_type == "revisit"
    assert (inspection.start, inspection.theme_code) == (date(2018, 4, 24), "domestic_abuse")


@pytest.mark.parametrize(
    "parts",
    [
        (("title", "Inspection of Elmet local authority children’s services"), ("text", "With Ofsted and CQC.")),
        (("title", "Joint local area SEND inspection in Elmet"), ("text", "By Ofsted and the CQC.")),
        (
            ("title", "Focused visit to Elmet children’s services"),
            ("text", "A joint targeted area inspection of Elmet was made by Ofsted and CQC in May 2018."),
        ),
        (("title", "Joint area review"), ("text", "By Ofsted and the CQC.")),
        (("title", "Joint targeted area inspection of Elmet"), ("text", "By nobody else.")),
    ],
)
def test_other_documents_are_not_recognised(parts: tuple[tuple[str, str], ...]) -> None:
    assert not jtai.recognises(letter(("day", "9 June 2018"), *parts))


def test_a_sentence_that_begins_like_a_title_is_none() -> None:
    document = letter(
        ("title", "Focused visit to Elmet children’s services"),
        ("text", "Joint targeted area inspection of Elmet by Ofsted and the CQC in May 2018 found the same."),
    )
    assert not jtai.recognises(document)


def test_reading_never_fails_on_a_letter_cut_short() -> None:
    document = early(*MEND)
    lines = document.pages[0].lines
    for count in range(len(lines)):
        page = replace(document.pages[0], lines=lines[:count])
        cut = made.document(page)
        if jtai.recognises(cut):
            assert read(cut).judgements == ()
