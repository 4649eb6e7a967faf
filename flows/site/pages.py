"""The pages that are not about one authority."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from jinja2 import Environment
from jinja2.utils import htmlsafe_json_dumps
from markupsafe import Markup

from flows.site import charts, queries, tiles, words
from flows.site.answers import Answer, Published, Row

NAVIGATION = (
    ("index.html", "Overview"),
    ("judgements.html", "Judgements"),
    ("method.html", "Method"),
    ("coverage.html", "Coverage"),
    ("contradictions.html", "Contradictions"),
    ("quarantine.html", "Quarantine"),
)
QUARTER_FIELDS = (
    *words.SCALE,
    "judged",
    "without_area",
    "withheld",
    "not_yet_judged",
    "authorities",
)


@dataclass(frozen=True)
class Picture:
    """The national picture of one area: the map's grades, their numbers, and the numbers over time."""

    code: str
    map: Answer
    counts: Answer
    by_urn: dict[str, Row]
    profile: Answer | None
    quarters: Answer
    breaks: bool
    drawing: Markup
    spec: Markup


@dataclass(frozen=True)
class Site:
    """What all pages need.

    Attributes:
        pages: path of each authority's page within the site, by URN.
        areas: codes of the areas that are shown.
        address: of the site, with a slash at its end; empty where it is not known.
    """

    environment: Environment
    published: Published
    authorities: Answer
    pages: dict[str, str]
    areas: tuple[str, ...]
    address: str

    def page(self, path: str, template: str, scripts: tuple[str, ...], /, **shown: Any) -> bytes:
        """Return a page."""
        made = self.environment.get_template(template).render(
            root="../" * path.count("/"),
            here=path,
            navigation=NAVIGATION,
            scripts=scripts,
            pages=self.pages,
            areas=self.areas,
            **shown,
        )
        return made.encode()


def front(site: Site) -> bytes:
    """Return the page with the national picture and what is new."""
    ask = site.published.ask
    placed = tiles.tiles()
    width, height = tiles.size()
    rows = {row["ofsted_urn"]: row for row in site.authorities.rows}
    return site.page(
        "index.html",
        "front.html",
        ("mark.js", "map.js", "vega.js", "charts.js"),
        release=ask("release", queries.RELEASE),
        held=ask("held", queries.HELD_SINCE),
        covered=ask("covered", queries.COVERED),
        pictures=[_picture(site, area) for area in site.areas],
        width=width,
        height=height,
        side=tiles.SIDE,
        tiles=[
            {"place": placed[urn], "name": row["name"], "href": site.pages[urn]}
            for urn, row in sorted(rows.items(), key=lambda item: (placed[item[0]].row, placed[item[0]].column))
        ],
        regions=tiles.region_names({urn: row["region"] for urn, row in rows.items()}),
        scale=words.SCALE,
        quarter_fields=QUARTER_FIELDS,
        publications=ask("publications", queries.RECENT_PUBLICATIONS),
        changes=ask("changes", queries.RECENT_CHANGES),
    )


def _picture(site: Site, area: str) -> Picture:
    ask = site.published.ask
    grades = ask(f"map-{area}", queries.standing(area))
    profile = ask(f"profile-{area}", queries.profile(area))
    drawn = charts.profile(profile) if profile.rows else None
    return Picture(
        area,
        grades,
        ask(f"counts-{area}", queries.standing_counts(area)),
        {row["ofsted_urn"]: row for row in grades.rows},
        profile if drawn else None,
        ask(f"quarters-{area}", queries.profile_table(area)),
        any(row["framework_break"] for row in profile.rows),
        # vl-convert escapes the texts in what it draws.
        Markup(charts.drawing(drawn)) if drawn else Markup(""),  # noqa: S704
        htmlsafe_json_dumps(drawn) if drawn else Markup(""),
    )


def judgements(site: Site) -> bytes:
    """Return the table of all authorities' latest judgements."""
    latest = site.published.ask("latest", queries.latest_table(site.areas))
    order = {code: f"{position:02}" for position, code in enumerate(words.GRADES)}
    shown = {words.state(row, area) for row in latest.rows for area in site.areas}
    return site.page(
        "judgements.html",
        "judgements.html",
        ("mark.js", "table.js"),
        latest=latest,
        regions=sorted({row["region"] for row in latest.rows}),
        shown_grades=[code for code in words.GRADES if code in shown],
        keys={code: order.get(code, "99") for code in shown},
    )


def method(site: Site) -> bytes:
    """Return the page on how all this is made."""
    ask = site.published.ask
    return site.page(
        "method.html",
        "method.html",
        (),
        judged=ask("areas", queries.AREAS),
        frameworks=ask("frameworks", queries.FRAMEWORKS),
    )


def coverage(site: Site) -> bytes:
    """Return the page on what is held."""
    ask = site.published.ask
    return site.page(
        "coverage.html",
        "coverage.html",
        (),
        release=ask("release", queries.RELEASE),
        covered=ask("covered", queries.COVERED),
        by_framework=ask("by-framework", queries.COVERAGE_BY_FRAMEWORK),
        by_year=ask("by-year", queries.COVERAGE_BY_YEAR),
        not_held=ask("not-held", queries.NOT_HELD),
        abolished=ask("abolished", queries.ABOLISHED),
    )


def contradictions(site: Site) -> bytes:
    """Return the page on what reports contradict themselves about."""
    ask = site.published.ask
    return site.page(
        "contradictions.html",
        "contradictions.html",
        (),
        kinds=ask("kinds", queries.ISSUE_KINDS),
        issues=ask("issues", queries.ISSUES),
    )


def quarantine(site: Site) -> bytes:
    """Return the page on what could not be taken in."""
    ask = site.published.ask
    return site.page(
        "quarantine.html",
        "quarantine.html",
        (),
        quarantine=ask("quarantine", queries.QUARANTINE),
        not_read=ask("not-read", queries.NOT_READ),
    )
