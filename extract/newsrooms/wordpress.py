"""The REST interface that WordPress sites have: all posts, newest first, with their text."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

import orjson

from extract.errors import FetchError, FetchProblem
from extract.newsrooms.dates import stamped_day
from extract.newsrooms.items import (
    MOST_SUMMARY,
    MOST_TITLE,
    NewsItem,
    NewsroomError,
    NewsroomProblem,
    item_url,
    plain,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from extract.newsrooms.asker import Asker
    from extract.response import Response

MOST_PAGES = 200
# The most that WordPress gives; a site that gives fewer says so by its number of pages.
PER_PAGE = 100
MOST_POSTS = 10 * PER_PAGE
TOTAL_PAGES = "x-wp-totalpages"
FIELDS = "link,date,title,excerpt,content"
# How WordPress answers to a page past the end.
PAST_END = re.compile(rb'"code"\s*:\s*"rest_post_invalid_page_number"')


def wordpress_items(asker: Asker) -> Iterator[NewsItem]:
    """Yield the posts of the newsroom's site, for one search after the other when the register gives any.

    Raises:
        FetchError: when the site does not answer; many keep the interface closed (401, 403, 404).
        NewsroomError: when it answers with something else than posts, or does not come to an end.
    """
    for search in asker.newsroom.settings.get("search", "").split("|"):
        yield from _search(asker, search.strip())


def _search(asker: Asker, search: str) -> Iterator[NewsItem]:
    seen: set[str] = set()
    for number in range(1, min(MOST_PAGES, asker.most_pages or MOST_PAGES) + 1):
        url = _page_url(asker, search, number)
        response = _ask(asker, url, number)
        if response is None:
            return
        items = read_posts(response.body, url)
        new = [item for item in items if item.url not in seen]
        seen.update(item.url for item in new)
        yield from new
        days = [item.published_on for item in new if item.published_on]
        if not new or _is_last(response, number) or (days and asker.is_old(max(days))):
            return
    if asker.most_pages is None:
        detail = f"The site has more than {MOST_PAGES} pages of posts: set 'search' in the register."
        raise NewsroomError(NewsroomProblem.TOO_MANY, asker.newsroom.settings["rest"], detail)


def read_posts(body: bytes, url: str) -> list[NewsItem]:
    """Return the posts of an answer.

    Raises:
        NewsroomError: `unreadable` when it is no list of posts, `too_many` when there are far more than asked for.
    """
    try:
        posts: Any = orjson.loads(body)
    except orjson.JSONDecodeError as error:
        detail = "The answer is no JSON, so this is no REST interface of WordPress: look at it in a browser."
        raise NewsroomError(NewsroomProblem.UNREADABLE, url, detail) from error
    if not isinstance(posts, list) or not all(isinstance(post, dict) for post in posts):
        detail = "The answer is no list of posts, so this is no REST interface of WordPress: look at it in a browser."
        raise NewsroomError(NewsroomProblem.UNREADABLE, url, detail)
    if len(posts) > MOST_POSTS:
        detail = f"The answer has {len(posts)} posts, where {PER_PAGE} were asked for: look at it in a browser."
        raise NewsroomError(NewsroomProblem.TOO_MANY, url, detail)
    return [item for post in posts if (item := _item(post, url))]


def _item(post: dict[str, Any], url: str) -> NewsItem | None:
    link, day = post.get("link"), post.get("date")
    address = item_url(url, link) if isinstance(link, str) and link else None
    if address is None:
        return None
    return NewsItem(
        url=address,
        title=plain(_rendered(post, "title"), MOST_TITLE),
        published_on=stamped_day(day) if isinstance(day, str) else None,
        summary=plain(_rendered(post, "content") or _rendered(post, "excerpt"), MOST_SUMMARY),
    )


def _rendered(post: dict[str, Any], field: str) -> str:
    part = post.get(field)
    rendered = part.get("rendered") if isinstance(part, dict) else None
    return rendered if isinstance(rendered, str) else ""


def _page_url(asker: Asker, search: str, number: int) -> str:
    query = {"per_page": PER_PAGE, "page": number, "orderby": "date", "order": "desc", "_fields": FIELDS}
    if search:
        query["search"] = search
    if asker.since:
        # The moment itself is not in what the site gives, and many posts are of midnight.
        query["after"] = f"{asker.since - timedelta(days=1)}T23:59:59"
    base = asker.newsroom.settings["rest"]
    return f"{base}{'&' if '?' in base else '?'}{urlencode(query)}"


def _ask(asker: Asker, url: str, number: int) -> Response | None:
    """A page of posts; None past the end."""
    try:
        return asker.get(url)
    except FetchError as error:
        body = error.response.body if error.response else b""
        if number > 1 and error.kind is FetchProblem.HTTP_ERROR and error.status == 400 and PAST_END.search(body):
            return None
        raise


def _is_last(response: Response, number: int) -> bool:
    total = response.headers.get(TOTAL_PAGES, "")
    return total.isdecimal() and number >= int(total)
