from __future__ import annotations

import pytest

from extract.newsrooms.error_page import error_heading


@pytest.mark.parametrize(
    "heading",
    [
        "Report not found",
        "Page not found.",
        "Sorry, page not found",
        "404",
        "Error 404",
        "404 - Page not found",
        "The page cannot be found",
        "Service unavailable",
        "This service is temporarily unavailable",
        "Site maintenance",
        "<span>Something</span> went wrong",
    ],
)
def test_a_page_that_is_headed_as_an_error_is_one(heading: str) -> None:
    assert error_heading(f'<html><body><h1 class="a">{heading}</h1><p>Sorry.</p></body></html>'.encode())


@pytest.mark.parametrize(
    "heading",
    [
        "Children's services rated good",
        "Inspectors found no serious failings",
        "Report found that services are improving",
        "Swimming pool temporarily unavailable",
        "Emergency maintenance on the A534",
        "",
    ],
)
def test_a_release_is_none(heading: str) -> None:
    assert error_heading(f"<html><body><h1>{heading}</h1><h2>Page not found</h2></body></html>".encode()) is None


def test_a_page_without_a_heading_is_none() -> None:
    assert error_heading(b"<p>Report not found</p>") is None
