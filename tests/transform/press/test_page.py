"""The story of a page, without what stands around it."""

from __future__ import annotations

import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.transform.press.newsroom import URL, html, read
from transform.document import UnreadableError
from transform.press.markup import MOST_BYTES
from transform.press.page import read_page

STORY = "<p>Ofsted has published its report on our services for children.</p><p>Leaders have welcomed it.</p>"
PARAGRAPHS = ("Ofsted has published its report on our services for children.", "Leaders have welcomed it.")


def test_the_heading_is_the_title_and_its_paragraphs_the_story() -> None:
    page = read(STORY, title="Report on children’s services")
    assert page.title == "Report on children’s services"
    assert page.paragraphs == PARAGRAPHS
    assert page.bullets == (False, False)
    assert page.text == "\n".join(PARAGRAPHS)


@pytest.mark.parametrize(
    "body_class",
    ["editor", "entry-content", "field--name-body", "page-content", "a-body--newsitembody", "some-class-never-seen"],
)
def test_the_story_is_found_on_every_platform(body_class: str) -> None:
    page = read(f'<div class="{body_class}">{STORY}</div>')
    assert page.paragraphs == PARAGRAPHS


@pytest.mark.parametrize(
    "around",
    [
        '<aside><h2>Related news</h2><ul><li><a href="/a">Home rated outstanding</a> Ofsted says so.</li></ul></aside>',
        '<section class="related-content"><p>A nursery was rated outstanding by Ofsted.</p></section>',
        '<div id="relatedNews"><p>A nursery was rated outstanding by Ofsted.</p></div>',
        "<h2>Related news</h2><p>A nursery was rated outstanding by Ofsted.</p>",
        "<h2>You may also be interested in</h2><p>A nursery was rated outstanding by Ofsted.</p>",
        '<ul><li><a href="/a">Nursery outstanding</a> Ofsted said so.</li><li><a href="/b">Tax</a> rises</li></ul>',
        '<div class="news-card"><h3><a href="/a">Nursery rated outstanding</a></h3><p>Ofsted said so.</p></div>',
        '<article class="teaser"><h2><a href="/a">Nursery rated outstanding</a></h2><p>Ofsted said so.</p></article>',
        '<div role="complementary"><p>A nursery was rated outstanding by Ofsted.</p></div>',
        '<div class="share-this"><p>Share this page</p></div><div class="cookie-banner"><p>Cookies</p></div>',
        '<p style="display: none">A nursery was rated outstanding by Ofsted.</p>',
        "<script>document.write('<p>outstanding</p>')</script><noscript><p>Switch it on</p></noscript>",
        "<p>Last updated: 3 May 2024</p>",
    ],
)
def test_what_stands_around_the_story_is_left_out(around: str) -> None:
    assert read(f"<div>{STORY}</div>", around=around).paragraphs == PARAGRAPHS
    assert read(f"<div>{STORY}{around}</div>").paragraphs == PARAGRAPHS


def test_a_section_after_the_related_news_is_read_again() -> None:
    page = read(STORY + "<h2>Related pages</h2><p>Bins</p><h2>Notes to editors</h2><p>The report has 20 pages.</p>")
    assert page.paragraphs == (*PARAGRAPHS, "Notes to editors", "The report has 20 pages.")


def test_a_lead_above_the_text_part_belongs_to_the_story() -> None:
    page = read(f'<div class="summary"><p>In short.</p></div><p>Elm news</p><div class="editor">{STORY}</div>')
    assert page.paragraphs == ("In short.", *PARAGRAPHS)


def test_a_page_wrapped_in_a_form_is_read() -> None:
    body = f"<body><form><div id='wrap'><h1>Report</h1>{STORY}</div><input value='x'></form></body>"
    assert read_page(body.encode(), URL).paragraphs == PARAGRAPHS


def test_a_heading_that_names_the_section_is_not_the_title() -> None:
    body = f"<body><h1>News</h1><div><h2>Report published</h2>{STORY}</div></body>"
    page = read_page(body.encode(), URL)
    assert (page.title, page.paragraphs) == ("Report published", PARAGRAPHS)


def test_without_a_heading_the_title_is_that_of_the_head() -> None:
    page = read_page(f"<head><title>Report published | Elmshire</title></head><main>{STORY}</main>".encode(), URL)
    assert (page.title, page.paragraphs) == ("Report published", PARAGRAPHS)


def test_lists_are_marked_printed_or_typed() -> None:
    page = read(
        "<p>Strengths:</p><ul><li>One</li><li><p>Two</p><p>and more</p></li></ul>"
        "<p>• Three<br>• Four</p><p>- Five</p><p>- Six</p><p>– a pause</p><p>Seven</p>"
    )
    assert page.paragraphs == ("Strengths:", "One", "Two and more", "Three", "Four", "Five", "Six", "a pause", "Seven")
    assert page.bullets == (False, True, True, True, True, True, True, True, False)


def test_a_lone_dash_is_a_pause() -> None:
    page = read("<p>It went well</p><p>– Ada Quill, leader</p><p>Thank you</p>")
    assert page.paragraphs[1] == "– Ada Quill, leader"
    assert page.bullets == (False, False, False)


def test_a_row_of_data_is_one_paragraph_and_a_table_for_layout_is_none() -> None:
    page = read("<table><tr><th>Area</th><th>Grade</th></tr><tr><td>Leaders</td><td>Good</td></tr></table>")
    assert page.paragraphs == ("Area | Grade", "Leaders | Good")
    assert read(f"<table><tr><td>{STORY}</td></tr></table>").paragraphs == PARAGRAPHS


def test_line_breaks_part_lines_but_not_sentences() -> None:
    page = read("<p>Overall: good<br>Leaders: good</p><p>The leader,<br>who is new, spoke</p>")
    assert page.paragraphs == ("Overall: good", "Leaders: good", "The leader, who is new, spoke")


def test_words_set_as_a_quotation_get_its_marks() -> None:
    page = read("<blockquote><p>We are proud.</p><p>“We go on.”</p></blockquote><p>She said <q>yes</q>.</p>")
    assert page.paragraphs == ("“We are proud.”", "“We go on.”", "She said “yes”.")


def test_spaces_and_invisible_letters_are_tidied() -> None:
    assert read("<p> A&nbsp; re\u00adport\u200b \n of <b>to</b>day </p>").paragraphs == ("A report of today",)


def test_links_of_the_story_are_whole_addresses() -> None:
    page = read(
        '<p><a href="/report">The report</a> <a href="https://files.ofsted.gov.uk/v1/file/50111111">here</a>'
        '<a href="mailto:x@y.uk">m</a><a href="http://[">bad</a><a href="/report">again</a></p>'
    )
    assert page.links == ("https://www.elmshire.gov.uk/report", "https://files.ofsted.gov.uk/v1/file/50111111")


@pytest.mark.parametrize(
    ("declared", "body"),
    [
        ("", "<p>Children’s</p>".encode()),
        ("", b"\xef\xbb\xbf<p>Children\xe2\x80\x99s</p>"),
        ("", "<p>Children’s</p>".encode("utf-16")),
        ('<meta charset="windows-1252">', b"<p>Children\x92s</p>"),
        ('<meta charset="iso-8859-1">', b"<p>Children\x92s</p>"),
        ('<meta charset="no-such-thing">', b"<p>Children\x92s</p>"),
        ("", b"<p>Children\x92s</p>"),
    ],
)
def test_letters_are_read_in_the_pages_own_encoding(declared: str, body: bytes) -> None:
    assert read_page(declared.encode() + body, URL).paragraphs == ("Children’s",)


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"", "empty_page"),
        (b" \n", "empty_page"),
        (b"%PDF-1.7 report %%EOF", "not_a_web_page"),
        (b"\x00\x01\x02", "not_a_web_page"),
        (b"no markup at all", "not_a_web_page"),
        (b"<html><body><nav><p>Home</p></nav></body></html>", "page_without_text"),
        (b"<p>" + b"x" * MOST_BYTES, "page_too_large"),
        (b"<b>x</b>" * 70_000, "too_much_markup"),
        (b"<div>" * 20_000 + b"x", "markup_too_deep"),
        (html("<p>" + "word " * 9_000 + "</p>"), "page_too_long"),
        (html("<p>some words of a long story</p>" * 5_000), "page_too_long"),
    ],
)
def test_what_is_no_page_of_a_newsroom_is_refused_with_a_reason(body: bytes, reason: str) -> None:
    began = time.process_time()
    with pytest.raises(UnreadableError) as refused:
        read_page(body, URL)
    assert refused.value.reason == reason
    assert time.process_time() - began < 5


def test_entities_are_not_expanded() -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;">]><html><body><p>&b;&b; hello</p></body></html>'
    assert "lol" not in read_page(bomb.encode(), URL).text.replace("ENTITY", "").partition("hello")[0][-12:]


PIECES = st.sampled_from(
    ["<p>", "</p>", "<ul><li>", "</li></ul>", "<h1>", "</h1>", "<h2>", "<article>", "<aside>", "</aside>", "<br>",
     "<q>", "<table><tr><td>", "</td><td>", "</table>", "<time datetime='2024-01-01'>", "</time>", "<blockquote>",
     "<a href='//['>", "Ofsted rated ", "“We ", "” said Ada Quill", "1 May 2024", "&nbsp;", "\u00ad", "<!-- x -->",
     "<![CDATA[", "<", "\x00", " ", '<script type="application/ld+json">', "</script>", "Related news",
     '{"@type": "NewsArticle", "datePublished": "2024"}']
)  # fmt: skip


@given(st.one_of(st.binary(max_size=300), st.lists(PIECES, max_size=40).map(lambda parts: "".join(parts).encode())))
@example(b"<")
@example(b"<p>\xed\xa0\x80")
@example(b"<html><head></head></html>")
def test_any_bytes_give_a_page_or_a_reason(body: bytes) -> None:
    try:
        page = read_page(body, URL)
    except UnreadableError:
        return
    assert len(page.paragraphs) == len(page.bullets) > 0
    assert all(paragraph == paragraph.strip() and paragraph for paragraph in page.paragraphs)
    assert not any("\n" in paragraph for paragraph in page.paragraphs)
