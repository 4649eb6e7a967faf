from __future__ import annotations

import gzip
from datetime import date

import pytest

from extract.errors import FetchError
from extract.newsrooms.items import NewsItem, NewsroomError, NewsroomProblem
from extract.newsrooms.sitemap import MOST_ADDRESSES, MOST_BYTES, MOST_FILES, Entry, read_sitemap, sitemap_items
from tests.extract.newsrooms.rooms import asker, index, newsroom, sitemap, urls, xml
from tests.extract.site import Reply, Site

URL = "https://www.anyshire.gov.uk/sitemap.xml"


def refused(body: bytes) -> NewsroomProblem:
    with pytest.raises(NewsroomError) as caught:
        read_sitemap(body, URL)
    return caught.value.kind


def test_news_is_found_by_its_path_and_what_changed_last_comes_first(site: Site) -> None:
    paths = ["/news/1", "/children/adoption", "/Article/2", "/depressing", "/our-news/4", "/press_releases/3"]
    rows = [(site.origin + path, f"2024-05-0{number}") for number, path in enumerate(paths, 1)]
    site.gives("/sitemap.xml", sitemap(*rows))
    found = list(sitemap_items(asker(newsroom(site, "sitemap", sitemap="/sitemap.xml"))))
    assert urls(found) == ["press_releases/3", "our-news/4", "Article/2", "news/1"]
    assert {item.published_on for item in found} == {None}


@pytest.mark.parametrize(("words", "found"), [("*", ["1", "2/about"]), ("about|other", ["2/about"])])
def test_the_register_says_which_words_a_path_must_hold(site: Site, words: str, found: list[str]) -> None:
    site.gives("/sitemap.xml", sitemap((f"{site.origin}/1", ""), (f"{site.origin}/2/about", "")))
    assert urls(sitemap_items(asker(newsroom(site, "sitemap", sitemap="/sitemap.xml", words=words)))) == found


def test_what_has_not_changed_since_is_left_out_and_not_asked_for(site: Site) -> None:
    news = f"{site.origin}/news"
    site.gives("/map", index((f"{site.origin}/new", "2024-05-02"), (f"{site.origin}/old", "2024-04-30")))
    site.gives("/new", sitemap((f"{news}/1", "2024-05-02T09:00:00Z"), (f"{news}/2", "2024-04-30"), (f"{news}/3", "")))
    found = sitemap_items(asker(newsroom(site, "sitemap", sitemap="/map"), since=date(2024, 5, 1)))
    assert urls(found) == ["news/1", "news/3"]
    assert site.paths() == ["/map", "/new"]


def test_sitemaps_of_news_give_title_and_day() -> None:
    body = xml("""<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
        xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"
        xmlns:image="http://www.google.com/schemas/sitemap-image/1.1"><url><loc> /news/1 </loc>
      <image:image><image:loc>/picture</image:loc><image:title>A picture</image:title></image:image>
      <news:news><news:publication_date>2024-05-06T08:00:00+01:00</news:publication_date>
      <news:title>One &amp; only</news:title></news:news></url><url><loc/></url><url/></urlset>""").body
    (entry,) = read_sitemap(body, URL).pages
    assert entry == Entry("https://www.anyshire.gov.uk/news/1", None, date(2024, 5, 6), "One & only")


def test_robots_txt_names_the_sitemaps(site: Site) -> None:
    named = f"User-agent: *\nDisallow: /x\nSitemap: {site.origin}/a.xml\nSitemap: {site.origin}/b.xml\n"
    site.gives("/robots.txt", Reply(named.encode()))
    site.gives("/a.xml", sitemap((f"{site.origin}/news/1", "")))
    site.gives("/b.xml", sitemap((f"{site.origin}/news/2", "")))
    assert urls(sitemap_items(asker(newsroom(site, "sitemap", sitemap="/robots.txt")))) == ["news/1", "news/2"]


def test_a_silent_robots_txt_leaves_the_usual_place(site: Site) -> None:
    site.gives("/robots.txt", Reply(b"User-agent: *\n"))
    site.gives("/sitemap.xml", sitemap((f"{site.origin}/news/1", "")))
    assert urls(sitemap_items(asker(newsroom(site, "sitemap", sitemap="/robots.txt")))) == ["news/1"]


def test_files_of_an_index_that_fail_are_noted(site: Site) -> None:
    at = site.origin
    site.gives("/map", index((f"{at}/gone", ""), ("http://127.0.0.1:9/x", ""), (f"{at}/page", ""), (f"{at}/good", "")))
    site.gives("/page", Reply(b"<html><p>Not a sitemap"))
    site.gives("/good", Reply(gzip.compress(sitemap((f"{at}/news/1", "")).body)))
    reading = asker(newsroom(site, "sitemap", sitemap="/map"))
    assert list(sitemap_items(reading)) == [NewsItem(f"{at}/news/1")]
    assert [str(note.kind) for note in reading.notes] == ["http_error", "foreign", "unreadable"]


def test_a_first_file_that_fails_is_a_failure(site: Site) -> None:
    with pytest.raises(FetchError):
        list(sitemap_items(asker(newsroom(site, "sitemap", sitemap="/map"))))


def test_an_index_of_itself_is_read_once(site: Site) -> None:
    site.gives("/map", index((f"{site.origin}/map", ""), (f"{site.origin}/other", "")))
    site.gives("/other", index((f"{site.origin}/map", "")))
    assert list(sitemap_items(asker(newsroom(site, "sitemap", sitemap="/map")))) == []
    assert site.paths() == ["/map", "/other"]


def test_indexes_without_end_are_left(site: Site) -> None:
    for number in range(10):
        site.gives(f"/{number}", index((f"{site.origin}/{number + 1}", "")))
    list(sitemap_items(asker(newsroom(site, "sitemap", sitemap="/0"))))
    assert len(site.paths()) < 6


def test_an_index_of_very_many_files_is_read_in_part(site: Site) -> None:
    paths = [f"/{number}" for number in range(MOST_FILES + 10)]
    site.gives("/map", index(*((site.origin + path, "") for path in paths)))
    for path in paths:
        site.gives(path, sitemap((f"{site.origin}/news{path}", "")))
    reading = asker(newsroom(site, "sitemap", sitemap="/map"))
    assert len(list(sitemap_items(reading))) == MOST_FILES - 1
    assert [note.kind for note in reading.notes] == [NewsroomProblem.TOO_MANY]


def test_a_file_that_unpacks_without_end_is_refused() -> None:
    assert refused(gzip.compress(b"<urlset>" + b" " * (MOST_BYTES + 1))) is NewsroomProblem.TOO_LARGE


def test_a_file_of_very_many_addresses_is_refused() -> None:
    rows = b"<url><loc>/1</loc></url>" * (MOST_ADDRESSES + 1)
    assert refused(b"<urlset>" + rows + b"</urlset>") is NewsroomProblem.TOO_MANY


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<html><p>not closed",
        b'<!DOCTYPE u [<!ENTITY x SYSTEM "file:///etc/hostname">]><urlset><url><loc>/&x;</loc></url></urlset>',
        '<!DOCTYPE u [<!ENTITY x "y">]><urlset/>'.encode("utf-16"),
        b"<urlset>" + b"<url>" * 5_000,
        gzip.compress(b"<urlset/>", mtime=0)[:-9],
        b"\x1f\x8bnothing",
    ],
)
def test_what_is_no_sitemap_is_refused(body: bytes) -> None:
    assert refused(body) is NewsroomProblem.UNREADABLE
