"""Claims of a release: what gives one, what does not, and what is kept as unsure or as an earlier grade.

Most wordings stand in tests/press/releases.toml; here are the rules that lie behind them.
"""

from __future__ import annotations

import time
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from transform.press.claims import Claimed, claims_of
from transform.press.records import AuthorityNames, Page, ReleaseKind
from transform.records import Window

NAMES = AuthorityNames(own=("Northmoor",), others=("Southmoor", "Moor"))


def claimed(
    *lines: str,
    title: str = "News",
    on: date | None = date(2024, 8, 28),
    kind: ReleaseKind = ReleaseKind.ILACS,
    window: Window | None = None,
) -> Claimed:
    page = Page(
        title=title,
        paragraphs=tuple(line.removeprefix("- ") for line in lines),
        bullets=tuple(line.startswith("- ") for line in lines),
        published_on=on,
        published_on_source=None,
    )
    return claims_of(page, kind, window, NAMES)


def grades(found: Claimed) -> dict[str, str]:
    return {claim.area.value: claim.grade.value for claim in found.claims}


def reasons(found: Claimed) -> set[str]:
    return {unsure.reason for unsure in found.unsure}


@pytest.mark.parametrize(
    ("wording", "printed"),
    [
        ("require improvement to be good", "require improvement to be good"),
        ("'require improvement to be “good”'", "require improvement to be “good"),
        ("need to improve to be good", "need to improve to be good"),
        ("require some improvement to be rated as good", "require some improvement to be rated as good"),
        ("be requiring improvement in order to be good", "requiring improvement in order to be good"),
    ],
)
def test_the_word_good_inside_requires_improvement_is_no_grade(wording: str, printed: str) -> None:
    found = claimed(f"Ofsted judged that Northmoor's children's services {wording}.")
    assert grades(found) == {"overall_effectiveness": "requires_improvement"}
    assert found.claims[0].grade_as_printed.startswith(printed)


def test_typographic_quotation_marks_keep_the_offsets() -> None:
    text = "Ofsted has rated Northmoor’s children’s services as ‘Good’ – and care leavers ‘Outstanding’."
    found = claimed(text)
    claim = found.claims[0]
    assert text[claim.char_start : claim.char_end] == claim.quote == "children’s services as ‘Good"
    assert claim.grade_as_printed == "Good"


def test_offsets_count_the_whole_text() -> None:
    found = claimed("Ofsted came in July.", "- Care leavers: Good", "- Leadership: Outstanding")
    text = "Ofsted came in July.\nCare leavers: Good\nLeadership: Outstanding"
    assert [text[claim.char_start : claim.char_end] for claim in found.claims] == [
        "Leadership: Outstanding",
        "Care leavers: Good",
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "Ofsted found children's services are not good enough.",
        "Northmoor's children's services aim to be rated good by Ofsted.",
        "Any area that Ofsted judges inadequate makes children's services inadequate.",
        "Children's services rated good or outstanding by Ofsted are the exception.",
        "Southmoor's children's services were rated good by Ofsted.",
        "Ofsted rated the fostering service good, and children's services are proud.",
        "Most of Ofsted's judgements of children's services were good.",
        "The council's own assessment is that children's services are rated good.",
        "The director of children's services told members that services were rated good by Ofsted.",
        "“Ofsted rated our children's services outstanding and all areas were good,” said A. Example.",
    ],
)
def test_what_is_no_finding_of_this_inspection_gives_nothing(sentence: str) -> None:
    assert grades(claimed(sentence)) == {}


def test_a_name_that_stands_inside_the_councils_own_is_not_another_council() -> None:
    own = AuthorityNames(own=("North Moor",), others=("Moor",))
    page = Page("News", ("Ofsted has rated North Moor's children's services good.",), (False,), date(2024, 8, 28), None)
    assert grades(claims_of(page, ReleaseKind.ILACS, None, own)) == {"overall_effectiveness": "good"}


def test_places_that_disagree_cancel_each_other_and_are_kept_as_unsure() -> None:
    found = claimed("Ofsted judged care leavers good in its report.", "- Care leavers: Outstanding")
    assert grades(found) == {}
    assert reasons(found) == {"contradicted"}


def test_a_name_outweighs_words_for_the_whole() -> None:
    found = claimed("Ofsted has rated our children's services good.", "Overall effectiveness: Outstanding")
    assert grades(found) == {"overall_effectiveness": "outstanding"}
    assert reasons(found) == {"contradicted"}


def test_a_count_that_contradicts_a_name_adds_nothing() -> None:
    found = claimed("Ofsted rated children's services good in all areas.", "Care leavers: Outstanding")
    assert "care_leavers" in grades(found)
    assert "help_and_protection" not in grades(found)
    assert reasons(found) == {"count_uncertain"}


def test_no_overall_grade_is_taken_where_the_framework_has_none() -> None:
    found = claimed(
        "Ofsted has rated children's services good.",
        on=date(2026, 8, 3),
        window=Window(date(2026, 6, 8), date(2026, 6, 19)),
    )
    assert grades(found) == {}
    assert reasons(found) == {"area_not_judged"}


def test_the_window_outweighs_the_date_of_the_release() -> None:
    found = claimed(
        "Ofsted judged children in care and care leavers to be good.",
        on=date(2023, 5, 10),
        window=Window(date(2022, 12, 5), date(2022, 12, 16)),
    )
    assert grades(found) == {"children_in_care_and_care_leavers": "good"}


def test_a_title_gives_the_overall_grade_only_where_the_text_is_silent() -> None:
    title = "Children's services rated 'Good' by Ofsted"
    silent = claimed("Inspectors looked at children's services in July.", title=title)
    assert grades(silent) == {"overall_effectiveness": "good"}
    assert silent.claims[0].in_title
    assert title[silent.claims[0].char_start : silent.claims[0].char_end] == silent.claims[0].quote
    told = claimed("Ofsted rated our children's services outstanding.", title=title)
    assert grades(told) == {"overall_effectiveness": "outstanding"}
    assert not told.claims[0].in_title


def test_a_page_that_never_names_the_service_claims_nothing() -> None:
    found = claimed("Ofsted rated it outstanding in every category.")
    assert grades(found) == {}
    assert reasons(found) == {"service_not_named"}


@pytest.mark.parametrize(
    ("sentence", "when"),
    [
        ("Children's services were rated inadequate by Ofsted in February 2019.", "in February 2019"),
        ("At the last inspection, in 2019, children's services were rated inadequate.", "in 2019"),
        ("Children's services have improved since they were judged inadequate three years ago.", "three years ago"),
        ("Children's services are no longer inadequate, Ofsted says.", None),
    ],
)
def test_an_earlier_grade_keeps_its_date_as_printed(sentence: str, when: str | None) -> None:
    found = claimed(sentence)
    assert grades(found) == {}
    assert [(earlier.grade.value, earlier.when) for earlier in found.earlier] == [("inadequate", when)]


def test_a_date_inside_the_inspections_own_time_is_not_earlier() -> None:
    found = claimed("Ofsted rated children's services good in June 2024.")
    assert grades(found) == {"overall_effectiveness": "good"}
    assert found.earlier == ()


def test_a_dated_column_is_this_inspections_and_the_other_an_earlier_ones() -> None:
    found = claimed("Ofsted | July 2021 | July 2024", "Help and protection | Good | Outstanding", "Leadership | | Good")
    assert grades(found) == {"impact_of_leaders": "good", "help_and_protection": "outstanding"}
    assert [(earlier.grade.value, earlier.when) for earlier in found.earlier] == [("good", "july 2021")]


@pytest.mark.parametrize(
    ("sentence", "outcome"),
    [
        (
            "Inspectors found that arrangements typically lead to positive experiences.",
            {"area_send_outcome": "typically_positive"},
        ),
        ("The outcome is inconsistent experiences and outcomes for children.", {"area_send_outcome": "inconsistent"}),
        ("Inspectors found widespread and systemic failings.", {"area_send_outcome": "widespread_failings"}),
        ("Inspectors found no widespread failings in the partnership.", {}),
        ("Our ambition is that inspectors find typically positive experiences.", {}),
        ("Inspectors find typically positive experiences or inconsistent experiences.", {}),
        ("Ofsted rated the area's services good.", {}),
    ],
)
def test_area_send_has_outcomes_of_its_own(sentence: str, outcome: dict[str, str]) -> None:
    assert grades(claimed(sentence, kind=ReleaseKind.AREA_SEND)) == outcome


def test_area_send_before_2023_had_no_outcome() -> None:
    found = claimed("Inspectors found inconsistent experiences.", kind=ReleaseKind.AREA_SEND, on=date(2022, 5, 3))
    assert found == Claimed()


@pytest.mark.parametrize("kind", sorted(set(ReleaseKind) - {ReleaseKind.ILACS, ReleaseKind.SIF, ReleaseKind.AREA_SEND}))
def test_kinds_without_grades_claim_nothing(kind: ReleaseKind) -> None:
    assert claimed("Ofsted rated children's services good.", kind=kind) == Claimed()


VOCABULARY = """
Ofsted rated children's services good inadequate requires improvement to be , . : – ( ) “ ” ' leadership care leavers
children in help and protection all areas the other three no longer in 2019 was is said outstanding | - overall
effectiveness for from up or by
"""
WORDS = st.sampled_from(VOCABULARY.split())
PARAGRAPHS = st.lists(st.lists(WORDS, max_size=25).map(" ".join), max_size=4)


@settings(max_examples=150, deadline=None)
@given(PARAGRAPHS)
def test_whatever_the_words_every_quote_is_the_text_between_its_offsets(paragraphs: list[str]) -> None:
    page = Page("News", tuple(paragraphs), (False,) * len(paragraphs), date(2024, 8, 28), None)
    found = claims_of(page, ReleaseKind.ILACS, None, NAMES)
    for words_found in (*found.claims, *found.unsure, *found.earlier):
        assert page.text[words_found.char_start : words_found.char_end] == words_found.quote
    assert len({claim.area for claim in found.claims}) == len(found.claims)


@pytest.mark.parametrize(
    "text",
    [
        "good and " * 20_000,
        "the experiences and progress of children and families and " * 4_000,
        "up from the overall rating of " * 6_000,
        "“" * 30_000,
        "'a " * 30_000,
        "Ofsted rated care leavers good. " * 3_000,
    ],
)
def test_a_page_meant_to_keep_the_reader_busy_does_not(text: str) -> None:
    before = time.process_time()
    claimed(text)
    assert time.process_time() - before < 10
