from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from urllib.parse import parse_qs, urlsplit

import pytest

from extract.errors import FetchError
from extract.newsrooms.items import NewsItem, NewsroomError, NewsroomProblem
from extract.newsrooms.wordpress import MOST_PAGES, read_posts, wordpress_items
from tests.extract.newsrooms.rooms import asker, newsroom, posts, urls
from tests.extract.site import Reply, Site

REST = "/wp-json/wp/v2/posts"


class WordPress(Site):
    """Answers the page that the query asks for, whatever else it says."""

    def __init__(self) -> None:
        super().__init__()
        self.pages: dict[str, Reply] = {}
        self.past_end = Reply(b'{"code":"rest_post_invalid_page_number"}', 400)

    def next_reply(self, path: str) -> Reply:
        query = parse_qs(urlsplit(path).query)
        if "page" not in query:
            return super().next_reply(path)
        key = "".join(query.get("search", [])) + query["page"][0]
        return self.pages.get(key, self.past_end)

    def queries(self) -> list[dict[str, list[str]]]:
        return [parse_qs(urlsplit(path).query) for path in self.paths()]


@pytest.fixture
def blog() -> Iterator[WordPress]:
    site = WordPress()
    yield site
    site.close()


def test_pages_are_read_up_to_the_total(blog: WordPress) -> None:
    blog.pages = {"1": posts(blog, 1, 2, pages=2), "2": posts(blog, 3, pages=2)}
    items = list(wordpress_items(asker(newsroom(blog, "wordpress", rest=REST))))
    assert items[0] == NewsItem(f"{blog.origin}/1/", "Post ‘1’", date(2024, 5, 6), "Body of 1")
    assert urls(items) == ["1/", "2/", "3/"]
    assert [query["page"] for query in blog.queries()] == [["1"], ["2"]]
    assert blog.queries()[0]["per_page"] == ["100"]


def test_without_a_total_the_site_says_where_it_ends(blog: WordPress) -> None:
    blog.pages = {"1": posts(blog, 1), "2": posts(blog, 2)}
    assert urls(wordpress_items(asker(newsroom(blog, "wordpress", rest=REST)))) == ["1/", "2/"]
    assert len(blog.queries()) == 3


def test_a_page_that_repeats_is_the_end(blog: WordPress) -> None:
    blog.pages = {"1": posts(blog, 1, pages=9), "2": posts(blog, 1, pages=9)}
    assert urls(wordpress_items(asker(newsroom(blog, "wordpress", rest=REST)))) == ["1/"]
    assert len(blog.queries()) == 2


def test_posts_are_asked_for_from_the_day_that_is_wanted_and_no_older_page_follows(blog: WordPress) -> None:
    blog.pages = {"1": posts(blog, 1, day="2024-01-01T00:00:00", pages=5)}
    room = newsroom(blog, "wordpress", rest=REST)
    assert len(list(wordpress_items(asker(room, since=date(2024, 1, 2))))) == 1
    assert blog.queries()[0]["after"] == ["2024-01-01T23:59:59"]
    assert len(blog.queries()) == 1


def test_searches_are_made_one_after_the_other(blog: WordPress) -> None:
    blog.pages = {"ofsted1": posts(blog, 1, pages=1), "inspection1": posts(blog, 2, pages=1)}
    room = newsroom(blog, "wordpress", rest=REST, search="ofsted|inspection")
    assert urls(wordpress_items(asker(room))) == ["1/", "2/"]


def test_plain_addresses_keep_their_query(blog: WordPress) -> None:
    blog.pages = {"1": posts(blog, 1, pages=1)}
    list(wordpress_items(asker(newsroom(blog, "wordpress", rest="/?rest_route=/wp/v2/posts"))))
    assert blog.queries()[0]["rest_route"] == ["/wp/v2/posts"]


@pytest.mark.parametrize("status", [401, 403, 404, 400])
def test_a_closed_interface_is_a_failure_to_fetch(blog: WordPress, status: int) -> None:
    blog.past_end = Reply(b'{"code":"rest_forbidden"}', status)
    with pytest.raises(FetchError) as caught:
        list(wordpress_items(asker(newsroom(blog, "wordpress", rest=REST))))
    assert caught.value.status == status


@pytest.mark.parametrize("body", [b"<html></html>", b'{"code": "x"}', b"[1, 2]", b"", b"[" * 100_000])
def test_what_is_no_list_of_posts_is_refused(body: bytes) -> None:
    with pytest.raises(NewsroomError) as caught:
        read_posts(body, "https://news.anyshire.gov.uk/wp-json")
    assert caught.value.kind is NewsroomProblem.UNREADABLE


@pytest.mark.parametrize(
    "post", ["{}", '{"link": 1}', '{"link": "mailto:x"}', '{"link": null, "title": null}', '{"link": ""}']
)
def test_posts_without_an_address_are_passed_over(post: str) -> None:
    assert read_posts(f"[{post}]".encode(), "https://news.anyshire.gov.uk/wp-json") == []


def test_fields_of_other_kinds_are_absent() -> None:
    body = b'[{"link": "/1", "date": 5, "title": "x", "content": {"rendered": ["y"]}}]'
    assert read_posts(body, "https://a.gov.uk/") == [NewsItem("https://a.gov.uk/1")]


def test_a_site_without_an_end_is_left(blog: WordPress) -> None:
    blog.pages = {str(number): posts(blog, number, pages=10_000) for number in range(1, MOST_PAGES + 5)}
    with pytest.raises(NewsroomError) as caught:
        list(wordpress_items(asker(newsroom(blog, "wordpress", rest=REST))))
    assert caught.value.kind is NewsroomProblem.TOO_MANY
    assert len(blog.queries()) == MOST_PAGES
