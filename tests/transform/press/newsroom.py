"""Made-up pages of newsrooms, laid out as councils' platforms lay theirs out, and pages that are read already."""

from __future__ import annotations

from datetime import date

from transform.press.page import read_page
from transform.press.records import AuthorityNames, Page

URL = "https://www.elmshire.gov.uk/news/article/12/inspection"
NAMES = AuthorityNames(own=("Elmshire",), others=("Oakford", "North Elmshire", "Isle of Birch", "Elm"))
PUBLISHED = date(2024, 9, 3)


def page(*paragraphs: str, title: str = "News from the council", on: date | None = PUBLISHED) -> Page:
    """A page as `read_page` gives it; paragraphs that start with "- " are items of a list."""
    return Page(
        title=title,
        paragraphs=tuple(paragraph.removeprefix("- ") for paragraph in paragraphs),
        bullets=tuple(paragraph.startswith("- ") for paragraph in paragraphs),
        published_on=on,
        published_on_source=None,
    )


def html(body: str, *, title: str = "Inspectors report", head: str = "", around: str = "", near: str = "") -> bytes:
    """A page with a site's header and footer; `near` stands below the heading, `around` beside the story."""
    return f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">
    <title>{title} | Elmshire Council</title>{head}</head>
    <body class="has-sidebar share-enabled"><a class="skip-link" href="#m">Skip to main content</a>
    <header class="site-header"><nav>
    <ul><li><a href="/">Home</a></li><li><a href="/news">News</a></li></ul></nav></header>
    <main id="m"><article><h1>{title}</h1>{near}{body}</article>{around}</main>
    <footer><p>Last updated 1 June 2021</p><p>Elmshire Council, Elm Street</p></footer></body></html>""".encode()


def read(body: str, *, url: str = URL, title: str = "Inspectors report", **parts: str) -> Page:
    """What is read of such a page."""
    return read_page(html(body, title=title, **parts), url)
