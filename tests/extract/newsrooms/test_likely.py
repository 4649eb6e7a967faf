from __future__ import annotations

from datetime import date

import pytest

from extract.newsrooms.items import NewsItem
from extract.newsrooms.likely import likely, worth_fetching

NEWS = "https://www.anyshire.gov.uk/news/article"


@pytest.mark.parametrize(
    ("path", "title", "summary"),
    [
        ("/1", "Ofsted report published", None),
        ("/1", "Rated ‘requires improvement’", None),
        ("/1", "Our work with families is getting better", None),
        ("/1", "Council welcomes SEND findings", None),
        ("/1", "A statement by the leader", "Inspectors from Ofsted came in May."),
        ("/1", "A statement by the leader", "The report on children’s services is out."),
        ("/1", "A statement by the leader", "The local area’s SEND provision was looked at."),
        ("/1/childrens_services_praised", None, None),
        ("/08MayIoWOfsted2", None, None),
        ("/4711", None, None),
        ("/Details/15308", None, None),
        (".aspx?id=7", None, None),
    ],
)
def test_items_that_may_matter(path: str, title: str | None, summary: str | None) -> None:
    assert likely(NewsItem(NEWS + path, title, None, summary))


@pytest.mark.parametrize(
    ("path", "title", "summary"),
    [
        ("/1", "Have your say", "Send us what you think of the park."),
        ("/1", "Pothole repairs begin", "Good news for drivers: early work has been praised."),
        ("/1", "Green flags for our parks", None),
        ("/1/budget_set_for_2025", None, None),
        ("/2024/town-hall-clock-mended", "Town hall clock mended", ""),
    ],
)
def test_items_that_speak_of_something_else(path: str, title: str | None, summary: str | None) -> None:
    assert not likely(NewsItem(NEWS + path, title, None, summary))


def test_likely_items_come_first_and_then_the_newest_of_the_others() -> None:
    old, new, undated = (
        NewsItem(f"{NEWS}/{number}/park", "A park", day)
        for number, day in enumerate([date(2020, 1, 1), date(2024, 1, 1), None])
    )
    wanted = NewsItem(f"{NEWS}/9/ofsted", "Ofsted")
    items = [old, wanted, undated, new]
    assert worth_fetching(items) == (wanted,)
    assert worth_fetching(items, 1) == (wanted, new)
    assert worth_fetching(items, 9) == (wanted, new, old, undated)
