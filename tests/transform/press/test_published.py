"""The day of publication, from the place that is to be trusted most."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.transform.press.newsroom import URL, read
from transform.press.days import day_of, day_of_address
from transform.press.records import DateSource

STORY = "<p>Ofsted has published its report, after an inspection that ended on 12 March 2024.</p>"
LD = '<script type="application/ld+json">{}</script>'
DAY = date(2024, 5, 7)


def ld(text: str) -> str:
    return LD.format(text)


@pytest.mark.parametrize(
    ("parts", "source"),
    [
        ({"head": ld('{"@type": "NewsArticle", "datePublished": "2024-05-07"}')}, DateSource.STRUCTURED_DATA),
        (
            {"head": ld('{"@graph": [{"@type": ["Article"], "datePublished": "2024-05-07T09:00:00+01:00"}]}')},
            DateSource.STRUCTURED_DATA,
        ),
        ({"head": ld('{"@type": "WebPage", "datePublished": "2024-05-07T09:00Z"}')}, DateSource.STRUCTURED_DATA),
        ({"near": '<span itemprop="datePublished" content="2024-05-07"></span>'}, DateSource.STRUCTURED_DATA),
        ({"head": '<meta property="article:published_time" content="2024-05-07T10:00:00Z">'}, DateSource.META),
        ({"head": '<meta name="DCTERMS.issued" content="2024-05-07">'}, DateSource.META),
        ({"near": '<time class="entry-date" datetime="2024-05-07T08:00:00+00:00">7 May</time>'}, DateSource.TIME),
        ({"near": "<p>Posted <time>7 May 2024</time></p>"}, DateSource.TIME),
        ({"near": "<p>Published: Tuesday, 7th May 2024</p>"}, DateSource.NEAR_HEADING),
        ({"near": "<p>07/05/2024</p>"}, DateSource.NEAR_HEADING),
        ({"near": "<p>07/05/24</p>"}, DateSource.NEAR_HEADING),
        ({"near": "<p>07.05.2024 at 10:30</p>"}, DateSource.NEAR_HEADING),
        ({"near": "<p>7-5-2024</p>"}, DateSource.NEAR_HEADING),
        ({"near": "<p>2024-05-07</p>"}, DateSource.NEAR_HEADING),
        ({"near": "<p>07/05/2024 - Permalink</p>"}, DateSource.NEAR_HEADING),
        ({"near": "<p>May 7th, 2024</p>"}, DateSource.NEAR_HEADING),
        ({"near": "<p>Tue 7 May 2024 | Children and families</p>"}, DateSource.NEAR_HEADING),
        ({"near": "<p>Last updated: 9 June 2024</p><p>7 May 2024</p>"}, DateSource.NEAR_HEADING),
        ({"near": "<p>Published 7 May 2024, last updated 9 June 2024</p>"}, DateSource.NEAR_HEADING),
        ({"near": "<p>Updated 9 June 2024, published 7 May 2024</p>"}, DateSource.NEAR_HEADING),
        ({"near": "<p>9 June 2024</p><p>Published 7 May 2024</p>"}, DateSource.NEAR_HEADING),
        ({"url": "https://news.elmshire.gov.uk/2024/05/07/report/"}, DateSource.ADDRESS),
    ],
)
def test_each_place_gives_the_day(parts: dict[str, str], source: DateSource) -> None:
    page = read(STORY, **parts)
    assert (page.published_on, page.published_on_source) == (DAY, source)


def test_the_places_are_trusted_in_their_order() -> None:
    places = {
        "head": '<meta property="article:published_time" content="2024-05-02">'
        + ld('{"@type": "NewsArticle", "datePublished": "2024-05-01"}'),
        "near": '<time datetime="2024-05-03">3 May</time><p>Published 4 May 2024</p>',
        "url": "https://news.elmshire.gov.uk/2024/05/05/report/",
    }
    assert read(STORY, **places).published_on == date(2024, 5, 1)
    places["head"] = '<meta property="article:published_time" content="2024-05-02">'
    assert read(STORY, **places).published_on == date(2024, 5, 2)
    del places["head"]
    assert read(STORY, **places).published_on == date(2024, 5, 3)
    places["near"] = "<p>Published 4 May 2024</p>"
    assert read(STORY, **places).published_on == date(2024, 5, 4)


@pytest.mark.parametrize(
    "parts",
    [
        {},
        {"near": "<p>Last updated 7 May 2024</p>"},
        {"near": '<time itemprop="dateModified" datetime="2024-05-07">7 May</time>'},
        {"near": '<p>Updated <time datetime="2024-05-07">7 May 2024</time></p>'},
        {"near": '<time class="updated" datetime="2024-05-07">7 May 2024</time>'},
        {"head": '<meta property="article:modified_time" content="2024-05-07">'},
        {"head": '<meta name="article:published_time" content="1970-01-01">'},
        {"head": ld('{"@type": "NewsArticle", "dateModified": "2024-05-07"}')},
        {"head": ld('{"@type": "NewsArticle", "datePublished": ')},
        {"head": ld("[" * 5000)},
        {"head": ld('{"@type": "ItemList", "mainEntity": {"@type": "NewsArticle", "datePublished": "2024-05-07"}}')},
        {"near": "<p>31/02/2024</p>"},
        {"near": "<p>The council met on 7 May 2024 to talk about the report on its services.</p>"},
        {"url": "https://news.elmshire.gov.uk/2024/05/report/"},
        {"around": '<aside><p>Published 7 May 2024</p><time datetime="2024-05-07">x</time></aside>'},
    ],
)
def test_no_other_day_is_taken_for_that_of_publication(parts: dict[str, str]) -> None:
    page = read(STORY, **parts)
    assert (page.published_on, page.published_on_source) == (None, None)


def test_of_several_articles_in_structured_data_the_pages_own_counts() -> None:
    other = '{"@type": "NewsArticle", "url": "https://elmshire.gov.uk/b", "datePublished": "2024-01-01"}'
    own = f'{{"@type": "NewsArticle", "url": "{URL}", "datePublished": "2024-05-07"}}'
    assert read(STORY, head=ld(f"[{other}, {own}]")).published_on == DAY
    unknown = '{"@type": "NewsArticle", "datePublished": "2024-05-07"}'
    assert read(STORY, head=ld(f"[{other}, {unknown}]")).published_on is None


def test_a_date_line_is_no_part_of_the_story() -> None:
    assert read(STORY, near="<p>Published: Tuesday, 7th May 2024</p>").paragraphs[0].startswith("Ofsted")


@pytest.mark.parametrize(
    ("printed", "day"),
    [
        ("2024-07-14T23:00:00Z", date(2024, 7, 15)),  # midnight in England, in summer
        ("2024-01-14T23:00:00Z", date(2024, 1, 14)),
        ("2024-07-15T00:30:00+01:00", date(2024, 7, 15)),
        ("2024-03-31T00:59:00Z", date(2024, 3, 31)),
        ("2024-10-26T23:30:00Z", date(2024, 10, 27)),
        ("2024-10-27T23:30:00Z", date(2024, 10, 27)),
        ("20240507", DAY),
        ("07/05/2024", DAY),
        ("never", None),
        ("0001-01-01T00:00:00Z", None),
        ("9999-12-31T23:59:00-12:00", None),
    ],
)
def test_machines_dates_are_days_in_england(printed: str, day: date | None) -> None:
    assert day_of(printed) == day


@pytest.mark.parametrize(
    ("path", "day"),
    [
        ("/2024/05/07/report/", DAY),
        ("/07/05/2024/report", DAY),
        ("/news/07-05-2024-report", DAY),
        ("/news/20240507-report", DAY),
        ("/news?date=07-05-2024", DAY),
        ("/news?id=3&date=2024-05-07", DAY),
        ("/2024/may/report", None),
        ("/2024/13/07/report/", None),
        ("/news/article/2024/report", None),
        ("/news/50241234/report", None),
    ],
)
def test_addresses_that_hold_a_day(path: str, day: date | None) -> None:
    assert day_of_address(f"https://news.elmshire.gov.uk{path}") == day


@given(st.one_of(st.text(max_size=60), st.text("0123456789-/.:TZ+ ", max_size=30)))
def test_any_text_gives_a_day_or_none(text: str) -> None:
    assert day_of(text) is None or 2005 <= day_of(text).year <= 2100  # type: ignore[union-attr]
    assert day_of_address(f"https://x.uk/{text}") is None or day_of_address(text) is not False


@given(st.dates(date(2006, 1, 1), date(2099, 12, 31)))
def test_days_come_first_in_every_printed_form(day: date) -> None:
    for form in ("%d/%m/%Y", "%d.%m.%Y", "%d %B %Y", "%A %d %b %Y", "%B %d, %Y", "%Y-%m-%d"):
        assert read(STORY, near=f"<p>Published {day.strftime(form)}</p>").published_on == day
