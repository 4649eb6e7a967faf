from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from extract.newsrooms.items import NewsItem, NewsroomError, NewsroomProblem
from extract.newsrooms.url_list import listed_urls
from tests.extract.newsrooms.rooms import asker, newsroom
from tests.extract.site import Site


def listed(site: Site, folder: Path, text: str | None) -> list[NewsItem]:
    if text is not None:
        (folder / "list.csv").write_text(text, "utf-8")
    return list(listed_urls(asker(newsroom(site, "url_list", folder, urls="list.csv"))))


def test_a_list_is_read(site: Site, tmp_path: Path) -> None:
    text = "url,title,published_on\nhttps://a.gov.uk/1,The first,2020-01-09\nhttps://a.gov.uk/2,,\n"
    assert listed(site, tmp_path, text) == [
        NewsItem("https://a.gov.uk/1", "The first", date(2020, 1, 9)),
        NewsItem("https://a.gov.uk/2"),
    ]


def test_addresses_alone_will_do(site: Site, tmp_path: Path) -> None:
    assert listed(site, tmp_path, "url\nhttps://a.gov.uk/1\n") == [NewsItem("https://a.gov.uk/1")]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (None, "cannot be read"),
        ("address\nhttps://a.gov.uk/1\n", "Line 2 has no address"),
        ("url\nnews/1\n", "Line 2 has no address"),
        ("url,published_on\nhttps://a.gov.uk/1,9/1/20\n", "Line 2: published_on"),
    ],
)
def test_a_list_with_a_mistake_names_its_line(site: Site, tmp_path: Path, text: str | None, said: str) -> None:
    with pytest.raises(NewsroomError, match=said) as caught:
        listed(site, tmp_path, text)
    assert caught.value.kind is NewsroomProblem.UNREADABLE
