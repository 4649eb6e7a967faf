from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.hosts import origin_of
from extract.newsrooms.dates import days_in, only_day, stamped_day
from extract.newsrooms.items import MOST_URL, item_url, plain

BASE = "https://www.anyshire.gov.uk/rss/news"


@pytest.mark.parametrize(
    ("printed", "url"),
    [
        ("/news/1", "https://www.anyshire.gov.uk/news/1"),
        ("2", "https://www.anyshire.gov.uk/rss/2"),
        ("//news.anyshire.gov.uk/3", "https://news.anyshire.gov.uk/3"),
        ("www.anyshire.gov.uk/news/4", "https://www.anyshire.gov.uk/news/4"),
        ("https://WWW.anyshire.gov.uk:443/news/5?ccp=true#top", "https://www.anyshire.gov.uk/news/5?ccp=true"),
        ("/news?id=6&utm_source=mail&fbclid=x", "https://www.anyshire.gov.uk/news?id=6"),
        ("/News/An item.aspx", "https://www.anyshire.gov.uk/News/An%20item.aspx"),
        ("mailto:press@anyshire.gov.uk", None),
        ("javascript:void(0)", None),
        ("https://someone@anyshire.gov.uk/", None),
        ("http://[::1", None),
        ("/" + "x" * MOST_URL, None),
    ],
)
def test_links_become_whole_addresses(printed: str, url: str | None) -> None:
    assert item_url(BASE, printed) == url


@given(st.text())
def test_every_address_is_one_that_can_be_asked(printed: str) -> None:
    url = item_url(BASE, printed)
    assert url is None or origin_of(url).host


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("Plain words", "Plain words"),
        ("Children&#8217;s services", "Children’s services"),
        ("Children&amp;#8217;s services", "Children’s services"),
        ("<p>One</p>\n<p>two &amp; three</p><script>four()</script>", "One two & three"),
        ("<p> </p>", None),
        ("", None),
    ],
)
def test_markup_becomes_text(markup: str, text: str | None) -> None:
    assert plain(markup, 100) == text


def test_text_is_cut() -> None:
    assert plain("<p>" + "word " * 100 + "</p>", 9) == "word word"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Published: Monday, 30th March 2020", date(2020, 3, 30)),
        ("30 Mar. 2020", date(2020, 3, 30)),
        ("05/04/2020 - Permalink", date(2020, 4, 5)),
        ("5.4.2020", date(2020, 4, 5)),
        ("March 30, 2020", date(2020, 3, 30)),
        ("2020-03-30", date(2020, 3, 30)),
        ("Last updated 30 March 2020", None),
        ("Last updated: Monday 30 March 2020", None),
        ("Published 2 March 2020, last modified on 30 March 2020", date(2020, 3, 2)),
        ("from 2 March 2020 to 5 March 2020", None),
        ("31 February 2020", None),
        ("30/03/20", None),
        ("13/14/2020", None),
        ("no day at all in 2020", None),
    ],
)
def test_printed_days(text: str, day: date | None) -> None:
    assert only_day(text) == day


@pytest.mark.parametrize(
    ("stamp", "day"),
    [
        ("2025-07-15T23:30:00+01:00", date(2025, 7, 15)),
        ("Tue, 15 Jul 2025 23:30:00 GMT", date(2025, 7, 15)),
        ("Wed, 16 Jul 2025 00:30:00 +0100", date(2025, 7, 16)),
        ("15/07/2025 09:00:00", date(2025, 7, 15)),
        ("yesterday", None),
        ("", None),
    ],
)
def test_stamps_give_the_day_in_their_own_zone(stamp: str, day: date | None) -> None:
    assert stamped_day(stamp) == day


@given(st.text())
def test_no_text_breaks_the_reading_of_days(text: str) -> None:
    list(days_in(text))
    stamped_day(text)
