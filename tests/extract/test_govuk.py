from __future__ import annotations

import json
from datetime import date
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.govuk import Release, content_url, newest_release, search_url, table_attachment
from extract.pages import PageError

GOVUK = "https://www.gov.uk"
SEARCH = search_url(GOVUK)
TITLE = "Local authority inspection outcomes as at 31 March 2025"
PATH = "/government/statistics/local-authority-inspection-outcomes-as-at-31-march-2025"
RELEASE = Release(TITLE, date(2025, 3, 31), PATH)
PAGE = content_url(GOVUK, RELEASE)
ASSETS = "https://assets.publishing.service.gov.uk/media/6870"


def result(title: str = TITLE, link: str = PATH) -> dict[str, Any]:
    return {"title": title, "link": link, "public_timestamp": "2025-07-11T08:30:00Z", "_id": link}


def found(*results: Any) -> Release:
    return newest_release(json.dumps({"results": list(results), "total": len(results), "start": 0}).encode(), SEARCH)


def attachment(name: str, title: str = "", **more: Any) -> dict[str, Any]:
    return {"title": title, "url": f"{ASSETS}/{name}", "filename": name, "attachment_type": "file", **more}


def file_of(*attachments: Any, **more: Any) -> str:
    body = {"base_path": PATH, "title": TITLE, "details": {"attachments": list(attachments)}, **more}
    return table_attachment(json.dumps(body).encode(), PAGE).name


def test_the_search_asks_for_ofsted_s_releases_newest_first() -> None:
    address = urlsplit(SEARCH)
    assert (address.netloc, address.path) == ("www.gov.uk", "/api/search.json")
    assert parse_qs(address.query) == {
        "filter_organisations": ["ofsted"],
        "q": ["local authority inspection outcomes"],
        "order": ["-public_timestamp"],
        "fields": ["title,link,public_timestamp"],
        "count": ["50"],
    }


def test_the_newest_release_is_the_one_with_the_latest_day_in_its_title() -> None:
    older = result(TITLE.replace("2025", "2024"), PATH.replace("2025", "2024"))
    others = result(
        "State-funded schools inspections and outcomes as at 30 June 2025", "/government/statistics/schools"
    )
    interim = result(
        "Local authority and children's homes inspections and outcomes: autumn 2021", "/government/statistics/a"
    )
    assert found(older, others, result(), interim) == RELEASE
    assert found(older).as_at == date(2024, 3, 31)
    assert PAGE.removeprefix(GOVUK) == f"/api/content{PATH}"


@pytest.mark.parametrize("link", [f"{GOVUK}{PATH}", PATH])
def test_a_link_may_be_whole(link: str) -> None:
    assert found(result(link=link)).path == PATH


@pytest.mark.parametrize(
    "wrong",
    [
        result(link="/government/statistics/announcements/local-authority-inspection-outcomes-as-at-31-march-2027"),
        result(link="/government/publications/somewhere-else"),
        result(link=f"https://gov.example{PATH}"),
        result(link=f"//gov.example{PATH}"),
        result(title="Local authority inspection outcomes as at 31 Marsh 2025"),
        result(title="Local authority inspection outcomes"),
        {"title": None, "link": PATH},
        {"title": TITLE},
    ],
)
def test_what_is_no_release_is_not_taken_for_one(wrong: dict[str, Any]) -> None:
    with pytest.raises(PageError, match="None of the 1 results is a release"):
        found(wrong)
    assert found(wrong, result()) == RELEASE


def test_the_file_is_the_one_that_holds_the_table() -> None:
    table = attachment("LA_Inspection_Outcomes_as_at_31_March_2025.ods")
    others = (
        attachment("Methodology.pdf", "Methodology"),
        {"title": "Main findings", "url": "/government/statistics/x/main-findings", "attachment_type": "html"},
        attachment("LA_Inspection_Outcomes_as_at_31_March_2025.csv"),
        {"title": "no address"},
        "no object",
    )
    assert file_of(*others, table) == "LA_Inspection_Outcomes_as_at_31_March_2025.ods"
    assert file_of(attachment("data.ods", "Local authority inspection outcomes: data")) == "data.ods"
    assert file_of(attachment("la_inspection_outcomes.csv")) == "la_inspection_outcomes.csv"


def test_of_several_files_the_underlying_data_are_taken() -> None:
    data = "local_authority_inspection_outcomes_as_at_31_march_2026_underlying_data.ods"
    assert file_of(attachment("local_authority_inspection_outcomes_charts.ods"), attachment(data)) == data


@pytest.mark.parametrize(
    ("attachments", "says"),
    [
        ((), "None of the 0 attachments"),
        ((attachment("Methodology.ods"),), "None of the 1 attachments"),
        ((attachment("inspection_outcomes.pdf"),), "None of the 1 attachments"),
        (
            (attachment("inspection_outcomes_1.ods"), attachment("inspection_outcomes_2.ods")),
            "More than one file could hold the table: inspection_outcomes_1.ods, inspection_outcomes_2.ods",
        ),
    ],
)
def test_a_file_that_is_not_certain_is_an_error(attachments: tuple[Any, ...], says: str) -> None:
    with pytest.raises(PageError, match=says):
        file_of(*attachments)


def test_a_release_that_was_withdrawn_is_an_error() -> None:
    with pytest.raises(PageError, match="withdrawn"):
        file_of(attachment("inspection_outcomes.ods"), withdrawn_notice={"explanation": "wrong"})


@pytest.mark.parametrize(
    "body", [b"", b"<html>", b"[]", b"null", b"{}", b'{"results": 3, "details": []}', b'{"results": [3]}']
)
def test_an_answer_of_another_form_is_an_error(body: bytes) -> None:
    with pytest.raises(PageError, match=r"^https://www\.gov\.uk/api/"):
        newest_release(body, SEARCH)
    with pytest.raises(PageError, match=r"^https://www\.gov\.uk/api/"):
        table_attachment(body, PAGE)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9) | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["title", "link", "url", "results", "details", "attachments"]), inner, max_size=4
        )
    ),
)


@given(JSON)
def test_no_answer_is_more_than_an_error(answer: Any) -> None:
    for body in (answer, {"results": answer}, {"results": [answer]}, {"details": {"attachments": [answer]}}):
        for read, url in ((newest_release, SEARCH), (table_attachment, PAGE)):
            with pytest.raises(PageError):
                read(json.dumps(body).encode(), url)
