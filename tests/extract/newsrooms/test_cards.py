from __future__ import annotations

from datetime import date

from extract.newsrooms.cards import MOST_LINKS, read_cards
from extract.newsrooms.items import NewsItem
from tests.extract.newsrooms.rooms import page, row

URL = "https://www.anyshire.gov.uk/news?page=1"
HOST = "https://www.anyshire.gov.uk"
MAY = date(2024, 5, 6)


def cards(markup: str, **selectors: str) -> list[NewsItem]:
    return read_cards(f"<html><body>{markup}</body></html>".encode(), URL, selectors)


def test_cards_with_times() -> None:
    assert read_cards(page(row(1, "2024-05-06"), row(2, "2024-05-07")).body, URL, {}) == [
        NewsItem(f"{HOST}/news/1", "Item number 1 of the news", MAY, "2024-05-06"),
        NewsItem(f"{HOST}/news/2", "Item number 2 of the news", date(2024, 5, 7), "2024-05-07"),
    ]


def test_a_list_with_dates_teasers_and_read_more() -> None:
    found = cards("""<ul id="content">
      <li><h2>Praise for our social workers</h2><p class="meta meta--date">Published: Monday, 6 May 2024</p>
        <p>Inspectors came.</p><a href="/news/article/1/praise">Read more</a></li>
      <li><h2><a href="/news/article/2/bins">Bins</a></h2><p class="meta meta--date">7 May 2024</p>
        <a href="/news/article/2/bins">Read more about the bins of the town</a></li></ul>""")
    assert [(item.url.removeprefix(HOST), item.title, item.published_on) for item in found] == [
        ("/news/article/1/praise", "Praise for our social workers", MAY),
        ("/news/article/2/bins", "Bins", date(2024, 5, 7)),
    ]
    assert found[0].summary is not None
    assert "Inspectors came." in found[0].summary


def test_a_card_that_is_one_link() -> None:
    (one, _) = cards("""<main><a href="/1"><h3>Heading one</h3><p>Teaser</p><span class="date">06/05/2024</span></a>
      <a href="/2"><h3>Heading two</h3></a></main>""")
    assert one == NewsItem(f"{HOST}/1", "Heading one", MAY, "Teaser 06/05/2024")


def test_labels_of_a_card_do_not_take_its_date() -> None:
    one, label = cards("""<main><article><h3><a href="/1">Heading one</a></h3><a href="/topic/children">Families</a>
      <time datetime="2024-05-06T09:00:00+01:00">6 May</time></article></main>""")
    assert one.published_on == MAY
    assert label == NewsItem(f"{HOST}/topic/children", "Families")


def test_a_table_of_news() -> None:
    found = cards("""<table><tr><td>06/05/2024</td><td><a href="/1">Works on the bridge begin</a></td></tr>
      <tr><td>07/05/2024</td><td><a href="/2">Works on the bridge end</a></td></tr></table>""")
    assert [item.published_on for item in found] == [MAY, date(2024, 5, 7)]


def test_furniture_and_pagers_are_no_items() -> None:
    found = cards("""<header><a href="/services">All services of the council</a></header>
      <nav><a href="/contact">How to contact us</a></nav>
      <div role="navigation"><a href="/x">More of these pages</a></div>
      <div class="breadcrumbs"><a href="/about">About this council's work</a></div>
      <div class="listing-with-pagination"><h2><a href="/news/1">The item</a></h2></div>
      <ul class="pagination"><li><a href="/news?page=2">Go to the second page</a></li></ul>
      <a href="?page=2">Next page of results</a><a href="/news?page=9">Page 9 of 12</a><a href="/news?page=3">3</a>
      <a href="#top">Back to the top</a><a href="mailto:a@b.c">Write to the team</a>
      <a href="/minutes.pdf">Minutes of the last meeting</a><a href="/all">All news</a>
      <aside><a href="/other">Other stories you like</a></aside>
      <footer><a href="/privacy">Privacy of your data</a></footer>""")
    assert [item.url.removeprefix(HOST) for item in found] == ["/news/1"]


def test_an_items_own_header_is_read() -> None:
    found = cards('<article><header><h2><a href="/1">The item</a></h2></header><time>6 May 2024</time></article>')
    assert [(item.title, item.published_on) for item in found] == [("The item", MAY)]


def test_a_short_title_with_a_telling_word_is_an_item() -> None:
    assert [item.title for item in cards('<main><a href="/1">Ofsted report</a><a href="/2">Our parks</a></main>')] == [
        "Ofsted report"
    ]


def test_days_that_contradict_each_other_give_none() -> None:
    (both, changed) = (
        cards("""<main><article><h3><a href="/1">The first item</a></h3><p>6 May 2024, 8 May 2024</p></article>
      <article><h3><a href="/2">The other item</a></h3><p>Last updated 8 May 2024</p></article></main>""")
    )
    assert both.published_on is None
    assert changed.published_on is None


def test_the_base_of_a_page_is_heeded() -> None:
    found = read_cards(b'<head><base href="/news/"></head><main><h2><a href="1">The item</a></h2></main>', URL, {})
    assert [item.url for item in found] == [f"{HOST}/news/1"]


def test_selectors_find_what_they_are_told() -> None:
    found = cards(
        """<div class="x"><a href="/no">Not this link here</a><a class="y" href="/1">go</a>
        <b>Title</b><i>6 May 2024</i></div>
        <div class="x"><p>no link</p></div><h2><a href="/2">Not selected at all</a></h2>""",
        item=".x",
        link="a.y",
        title="b",
        date="i",
    )
    assert [(item.url, item.title, item.published_on) for item in found] == [(f"{HOST}/1", "Title", MAY)]


def test_selectors_may_name_the_item_alone() -> None:
    found = cards('<li class="x"><h4>Title</h4><a href="/1">go</a><time datetime="2024-05-06"></time></li>', item=".x")
    assert found == [NewsItem(f"{HOST}/1", "Title", MAY, "go")]


def test_a_page_of_links_is_read_up_to_a_limit() -> None:
    rows = "".join(
        f'<li><a href="/{number}">Item number {number} of many</a></li>' for number in range(MOST_LINKS + 50)
    )
    assert len(cards(f"<main>{rows}</main>")) == MOST_LINKS


def test_deep_and_broken_markup_is_put_up_with() -> None:
    cards("<div>" * 20_000 + '<a href="/1">Item in the depth</a>')
    cards("<table><a href='http://[::1'>Item with no address</a><base href='http://['>")
    assert read_cards(b"", URL, {}) == []
    assert read_cards(b"\x00\xff<main>", URL, {}) == []
