"""Pages laid out as Ofsted's site lays them out now, and as it did in 2019, with made names and dates."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape


def page(body: str, title: str = "Find an inspection report") -> str:
    return (
        f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{title}</title></head><body>'
        '<a href="#main">Skip</a><header><a href="/">Home</a></header>'
        f'<main id="main">{body}</main><footer><a href="/copyright">Copyright</a></footer></body></html>'
    )


@dataclass(frozen=True)
class Row:
    urn: str
    name: str
    latest: str = "12 January 2026"
    kind: str = "44"


def row_now(row: Row) -> str:
    return (
        f'<li class="search-result"><h3 class="search-result__title heading--sub">'
        f'<a href="/provider/{row.kind}/{row.urn}">{escape(row.name)}</a></h3>'
        '<ul class="search-result__provider-info"><li>Category: <strong>Authority</strong></li></ul>'
        '<address class="search-result__address">Town Hall, High Street</address>'
        f'<ul class="search-result__provider-info"><li>Latest report: <strong><time>{row.latest}</time></strong></li>\n'
        f"<li>URN: <strong>{row.urn}</strong></li></ul></li>"
    )


def row_2019(row: Row) -> str:
    return (
        f'<li class="search-result"><h3><a href="/provider/{row.kind}/{row.urn}">{escape(row.name)}</a></h3>'
        '<div class="search-result__provider-rating"><p>Rating: <strong>Good</strong></p></div>'
        f'<ul class="search-result__provider-info"><li>URN: {row.urn}</li><li>Category: Authority</li>'
        f"<li>Latest report:  <time>{row.latest}</time></li></ul></li>"
    )


def search_page(rows: list[Row], total: int | None, *, old: bool = False, following: str = "") -> str:
    count = "" if total is None else f'<strong class="results-count js-results-count">{total:,}</strong> found'
    listed = "".join((row_2019 if old else row_now)(row) for row in rows)
    results = f'<ul class="results-list">{listed}</ul>' if rows else "<p>Nothing found</p>"
    link = f'<a class="pagination__next" href="{escape(following)}">Next</a>' if following else ""
    return page(f'<div class="search-results__heading">{count}</div>{results}{link}')


@dataclass(frozen=True)
class Event:
    file_id: str = "50000001"
    visible: str = "Children's services inspection"
    spoken: str | None = "Children's services inspection, pdf - 09 January 2020"
    day: str = "09 January 2020"
    stamped: str | None = "09 January 2020"
    href: str = ""


OPENED = (
    '<li class="timeline__day timeline__day--opened"><p class="timeline__date"><time>01 April 2009</time></p>'
    '<span class="event__title">Opened</span></li>'
)


def link(event: Event) -> str:
    href = event.href or f"https://files.ofsted.gov.uk/v1/file/{event.file_id}"
    spoken = "" if event.spoken is None else f'<span class="nonvisual">{escape(event.spoken)}</span>'
    return (
        f'<a class="publication-link" href="{escape(href)}" target="_blank">\n  {escape(event.visible)}\n {spoken}</a>'
    )


def day_now(*events: Event) -> str:
    shown = "".join(
        f'<div class="event"><span class="event__title heading--sub">{link(event)}'
        + (
            f'<div class="event__metadata">Published <time pubdate="">{event.stamped}</time></div>'
            if event.stamped
            else ""
        )
        + "</span></div>"
        for event in events
    )
    return f'<li class="timeline__day"><p class="timeline__date"><time>{events[0].day}</time></p>{shown}</li>'


def day_2019(*events: Event) -> str:
    shown = "".join(f'<h3 class="event__title">{link(event)}<span class="filetype">pdf</span></h3>' for event in events)
    return f'<li class="timeline__day"><p class="timeline__date">{events[0].day}</p>{shown}</li>'


def provider_page(*days: str, name: str = "Mereshire County Council", urn: str | None = "80999") -> str:
    printed = f'<p class="title-block__subheading">URN: {urn}</p>' if urn else ""
    heading = (
        f'<h1 class="heading--title title-block__heading">{escape(name)}</h1>{printed}<address>Shire Hall</address>'
    )
    return page(
        f'<div class="module title-block">{heading}</div><ol class="timeline">{"".join(days)}</ol>', escape(name)
    )
