"""A newsroom's page as a release with all that it says."""

from __future__ import annotations

import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.transform.press.newsroom import NAMES, URL, html
from transform.press import read
from transform.press.read import read_release, release_reader_version
from transform.press.records import Release, ReleaseKind
from transform.records import FindingKind, Window

STORY = """<p>Ofsted has rated children’s services in Elmshire.</p>
<p>The inspection of local authority children’s services took place from 8 to 19 July.</p>
<p>The grades are:</p><ul><li>Overall effectiveness: Good</li><li>Care leavers: Outstanding</li></ul>
<p>Inspectors found these strengths:</p><ul><li>Leaders listen.</li><li>Plans are timely.</li></ul>
<p>What needs to improve:</p><ul><li>Homes for care leavers.</li></ul>
<p>Ada Quill, lead member for children, said: “We are proud of all our staff.</p><p>“Thank you.”</p>
<p><a href="https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Ffiles.ofsted.gov.uk%2Fv1%2Ffile%2F50111111">
Read the report</a> or see www.reports.ofsted.gov.uk/provider/44/80999.
<a href="https://files.ofsted.gov.uk.example.com/v1/file/50222222">x</a></p>"""
RELATED = """<aside><ul><li><a href="https://files.ofsted.gov.uk/v1/file/50333333">Oakford</a> was inadequate.</li>
</ul></aside>"""


def release(body: str, **parts: str) -> Release:
    reading = read_release(html(body, near="<p>Published 3 September 2024</p>", **parts), URL, NAMES)
    assert reading.unreadable is None
    assert reading.release is not None
    return reading.release


def test_a_release_says_all_that_the_page_says() -> None:
    told = release(STORY, title="Children’s services good", around=RELATED)
    assert told.kind is ReleaseKind.ILACS
    assert told.page.published_on == date(2024, 9, 3)
    assert told.window == Window(date(2024, 7, 8), date(2024, 7, 19))
    assert told.visited is None
    assert [finding.kind for finding in told.findings] == [FindingKind.STRENGTH] * 2 + [FindingKind.IMPROVEMENT]
    assert [(said.speaker, said.role) for said in told.statements] == [("Ada Quill", "lead member for children")]
    assert told.statements[0].quote == "We are proud of all our staff.\nThank you."
    assert told.report_links == (
        "https://files.ofsted.gov.uk/v1/file/50111111",
        "https://reports.ofsted.gov.uk/provider/44/80999",
    )
    assert {claim.grade.value for claim in told.claims} == {"good", "outstanding"}
    assert all(told.page.text[claim.char_start : claim.char_end] == claim.quote for claim in told.claims)


def test_a_visit_has_days_and_neither_window_nor_claims() -> None:
    told = release(
        "<p>Ofsted made a focused visit to our children’s services. The visit was on 9 and 10 July 2024.</p>"
    )
    assert told.kind is ReleaseKind.FOCUSED_VISIT
    assert (told.window, told.claims) == (None, ())
    assert told.visited == Window(date(2024, 7, 9), date(2024, 7, 10))


def test_a_release_about_somebody_else_says_nothing_of_the_council() -> None:
    told = release(
        "<p>Acorn nursery was rated good by Ofsted after its inspection from 8 to 12 July 2024.</p>"
        "<p>Strengths:</p><ul><li>Play.</li></ul><p>Ada Quill, manager, said: “We are all so very glad.”</p>"
    )
    assert told.kind is ReleaseKind.NOT_ABOUT_THE_COUNCIL
    assert (told.window, told.claims, told.findings, told.statements) == (None, (), (), ())


def test_a_window_that_is_not_certain_is_an_issue() -> None:
    told = release("<p>Ofsted rated children’s services good. It inspected from 8 to 12 and 22 to 26 July 2024.</p>")
    assert told.window is None
    assert [issue.kind for issue in told.issues] == ["several_periods"]


def test_a_page_that_cannot_be_read_has_a_reason() -> None:
    reading = read_release(b"%PDF-1.7", URL, NAMES)
    assert reading.release is None
    assert reading.unreadable is not None
    assert reading.unreadable.reason == "not_a_web_page"


def test_a_fault_of_the_reader_is_a_reason_with_its_place(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object) -> None:
        raise ZeroDivisionError("by nought")

    monkeypatch.setattr(read, "kind_of", fails)
    unreadable = read_release(html(STORY), URL, NAMES).unreadable
    assert unreadable is not None
    assert unreadable.reason == "reader_failed"
    assert "test_read_release.py" in unreadable.detail

    def starves(*_: object) -> None:
        raise MemoryError

    monkeypatch.setattr(read, "kind_of", starves)
    with pytest.raises(MemoryError):
        read_release(html(STORY), URL, NAMES)


def test_reading_is_a_pure_function_of_the_page() -> None:
    assert read_release(html(STORY), URL, NAMES) == read_release(html(STORY), URL, NAMES)
    assert len(release_reader_version()) == 12


HARMFUL = {
    "marks": '<p>said: "' + '" ' * 4900 + "</p>",
    "names": "<p>" + "Councillor Aa, " * 600 + "said: “we are all so happy”</p>",
    "words": "<p>" + "inspection of children’s services good " * 250 + "</p>",
    "dates": "<p>" + "inspection 1 May to " * 490 + "</p>",
    "lists": "<ul><li>" * 70 + "x",
    "links": "<ul>" + "<li><a href='x'>y</a> z</li>" * 9000 + "</ul><p>Ofsted</p>",
    "boxes": "<div class='card related'><h3><a href='x'>x</a></h3></div>" * 9000 + "<p>Ofsted</p>",
    "script": "<script>" + "while(1){}" * 20_000 + "</script><p>Ofsted</p>",
    "data": '<script type="application/ld+json">' + '{"@graph":[' * 40_000 + "</script><p>Ofsted</p>",
}


@pytest.mark.parametrize("body", HARMFUL.values(), ids=HARMFUL.keys())
def test_harmful_markup_costs_no_more_than_a_moment(body: str) -> None:
    began = time.process_time()
    reading = read_release(html(body), URL, NAMES)
    assert reading.unreadable is None or reading.unreadable.reason != "reader_failed"
    assert time.process_time() - began < 5


@given(
    st.lists(
        st.sampled_from([*STORY.split("<p>"), "<p>", "“", "in 2019 ", "<ul><li>", "Oakford’s ", RELATED]), max_size=12
    )
)
def test_any_mixture_is_read_without_a_fault(parts: list[str]) -> None:
    reading = read_release("".join(parts).encode(), URL, NAMES)
    assert reading.unreadable is None or reading.unreadable.reason != "reader_failed"
    if reading.release is not None:
        text = reading.release.page.text
        for claim in (*reading.release.claims, *reading.release.unsure, *reading.release.earlier):
            assert text[claim.char_start : claim.char_end] == claim.quote
