"""Names, quotes, titles and addresses that try to be more than text change nothing on the site but themselves."""

from __future__ import annotations

import shutil
from functools import cache
from pathlib import Path
from xml.etree import ElementTree as ET

import duckdb
import feedparser
import pytest
from bs4 import BeautifulSoup

from flows.site.build import build_site
from flows.site.markup import clean, page_of, sentence, slug, url
from tests.flows.sample_site import opened
from tests.flows.site_figures import parsed, wrong_figures

SCRIPT = "\"'><script>alert(1)</script><img src=x onerror=alert(2)>"
TURNED = "\u202egnidaelsim\u202c \u2066\u200f ok"
BREAKS_OUT = "</title></script></code></svg>]]>--><!-- {{ 7 * 7 }} {% raw %} &lt;b&gt;"
FORMULA = '=HYPERLINK("http://evil.example","x")'
HOSTILE = f"{SCRIPT} {TURNED} {BREAKS_OUT} {FORMULA} \x01\x0b"
NAMES = f"O'Brien {HOSTILE}"
ADDRESSES = ("javascript:alert(1)", "data:text/html,<script>alert(1)</script>", "//evil.example/x", 'https://x/" onx="')


@pytest.fixture(scope="module")
def published(published_sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hostile")
    path = folder / "hostile.duckdb"
    shutil.copy(published_sample, path)
    here = "ofsted_urn = '80447'"
    changes = {
        "authorities": [("name", NAMES, here)],
        "inspections": [("authority", NAMES, here), ("source_url", ADDRESSES[0], here)],
        "latest_judgements": [("authority", NAMES, here), ("source_url", ADDRESSES[0], here)],
        "judgements": [("authority", NAMES, here), ("quote", HOSTILE, "true"), ("source_url", ADDRESSES[2], here)],
        "judgement_history": [("source_url", ADDRESSES[1], "true")],
        "grade_changes": [("authority", NAMES, here)],
        "authority_timeline": [("headline", HOSTILE, "true"), ("url", ADDRESSES[3], "true")],
        "neighbours": [("neighbour", NAMES, "neighbour_urn = '80447'")],
        "press_releases": [("title", HOSTILE, "true"), ("url", ADDRESSES[3], "true")],
        "press_claims": [("quote", HOSTILE, "true")],
        "press_statements": [("quote", HOSTILE, "true"), ("speaker", HOSTILE, "true")],
        "publications": [("label", HOSTILE, "true"), ("source_url", ADDRESSES[2], here)],
        "quarantine": [("detail", HOSTILE, "true"), ("source_url", ADDRESSES[0], "true")],
        "document_issues": [("detail", HOSTILE, "true"), ("source_url", ADDRESSES[1], "true")],
    }
    with duckdb.connect(str(path)) as con:
        for view in changes:
            con.execute(f"CREATE TABLE changed_{view} AS FROM {view}")
        for view, columns in changes.items():
            con.execute(f"DROP VIEW {view}")
            con.execute(f"ALTER TABLE changed_{view} RENAME TO {view}")
            for column, value, which in columns:
                con.execute(f"UPDATE {view} SET {column} = ? WHERE {which}", [value])
    return path


@pytest.fixture(scope="module")
def folder(published: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("site")
    build_site(published, made)
    return made


@cache
def read(page: Path) -> BeautifulSoup:
    return parsed(page)


def test_no_text_becomes_an_element_or_an_attribute(folder: Path) -> None:
    for page in sorted(folder.rglob("*.html")):
        soup = read(page)
        scripts = soup.select("script")
        assert all(tag.get("src") or tag.get("type") == "application/json" for tag in scripts), page
        assert all(str(tag["src"]).removeprefix("../").startswith("assets/") for tag in scripts if tag.get("src"))
        assert not soup.select("img, base, iframe, style, [onerror], [onx], [style]"), page
        assert len(soup.select("title")) == 1 + len(soup.select("svg title")), page
        assert "49" not in str(soup.select_one("title"))


def test_what_is_hostile_is_shown_as_text(folder: Path) -> None:
    pages = [page for page in folder.rglob("*.html") if "<script>alert(1)</script>" in read(page).get_text()]
    assert {"index.html", "judgements.html"} < {page.name for page in pages}
    assert any(page.parent.name == "authority" for page in pages)


def test_no_page_holds_signs_that_turn_the_writing_round(folder: Path) -> None:
    for page in [*folder.rglob("*.html"), *folder.rglob("*.xml")]:
        text = page.read_text(encoding="utf-8")
        assert not set(text) & set("\u202e\u202c\u2066\u200f\x01\x0b"), page


def test_only_web_addresses_are_links(folder: Path) -> None:
    for page in folder.rglob("*.html"):
        for link in read(page).select("[href]"):
            href = str(link["href"])
            assert not href.startswith(("javascript:", "data:", "//")), page
            assert ":" not in href or href.startswith(("http://", "https://")), page
            assert "onx" not in href


def test_the_figures_are_still_what_the_queries_give(folder: Path, published: Path) -> None:
    name = "o-brien-script-alert-1-script-img-src-x-onerror-alert-2-"
    (page,) = (folder / "authority").glob(f"{name}*.html")
    with opened(published) as con:
        for looked_at in (folder / "index.html", folder / "judgements.html", folder / "quarantine.html", page):
            assert not wrong_figures(looked_at, con)[1]


def test_the_feeds_are_still_well_formed(folder: Path) -> None:
    for path in folder.rglob("*.xml"):
        ET.fromstring(path.read_bytes())  # noqa: S314
    feed = feedparser.parse((folder / "feed.xml").read_bytes())
    assert not feed.bozo
    assert any("<script>" in entry.title or "&lt;script&gt;" in entry.title for entry in feed.entries)
    content = (folder / "feed.xml").read_text(encoding="utf-8")
    assert "<script" not in content
    # Read as the reader of feeds reads it, the content has the quote as text.
    assert "&lt;script" not in content.replace("&amp;lt;script", "").split("<content", 1)[1].split("</content>")[0]


@pytest.mark.parametrize(
    "address",
    [
        *ADDRESSES,
        None,
        "",
        "ftp://example.org/x",
        "http:///nowhere",
        "https://[bad",
        "HTTPS://x/\u202e",
        "https://x/a b",
        "file:///etc/passwd",
        " javascript:alert(1)",
    ],
)
def test_an_address_that_is_none_of_the_web_makes_no_link(address: str | None) -> None:
    assert url(address) == ""
    assert page_of(address, 3) == ""


def test_an_address_of_the_web_makes_a_link_to_the_page() -> None:
    assert url("https://files.example.org/v1/file/1") == "https://files.example.org/v1/file/1"
    assert page_of("https://files.example.org/v1/file/1", 3) == "https://files.example.org/v1/file/1#page=3"
    assert page_of("https://files.example.org/x#y", 3) == "https://files.example.org/x#y"


def test_signs_that_nobody_sees_are_left_out() -> None:
    assert clean(f"a{TURNED}\x00b") == "agnidaelsim  okb"
    assert clean("line\nbreak\tand é “quotes” שלום") == "line\nbreak\tand é “quotes” שלום"
    assert clean(None) == ""
    assert clean(7) == 7


def test_a_name_makes_a_files_name_of_plain_letters() -> None:
    assert slug("Bournemouth, Christchurch and Poole") == "bournemouth-christchurch-and-poole"
    assert slug("../../etc/passwd") == "etc-passwd"
    assert slug("שלום") == ""


def test_reasons_are_told_in_words() -> None:
    given = "ILACS does not judge, for an inspection that starts on 2026-04-13: overall_effectiveness, care_leavers."
    told = "ILACS does not judge, for an inspection that starts on 13 April 2026: overall effectiveness, care leavers."
    assert sentence(given) == told
    assert sentence("from 2026-99-99 on") == "from 2026-99-99 on"
