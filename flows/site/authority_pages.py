"""The pages of authorities."""

from __future__ import annotations

from datetime import date
from pathlib import PurePosixPath

from flows.site import queries_of_authority as queries
from flows.site.answers import Answer, Row
from flows.site.markup import slug
from flows.site.pages import Site
from flows.site.strip import strip


def paths(authorities: Answer) -> dict[str, str]:
    """Return the path of each authority's page within the site, by URN: its name, and its URN where that is no name."""
    names = [slug(row["name"]) for row in authorities.rows]
    return {
        row["ofsted_urn"]: f"authority/{name if name and names.count(name) == 1 else slug(row['ofsted_urn'])}.html"
        for row, name in zip(authorities.rows, names, strict=True)
    }


def feed_of(page: str) -> str:
    """Return the path of the feed that goes with an authority's page."""
    return str(PurePosixPath(page).with_suffix(".xml"))


def authority_pages(site: Site, until: date) -> dict[str, bytes]:
    """Return each authority's page by its path.

    Args:
        until: day up to which drawings show what still stands.
    """
    urns = list(site.pages)
    ask = site.published.ask_of_each
    answers = {
        "latest": ask("latest", queries.LATEST, urns),
        "standing": ask("standing", queries.STANDING, urns),
        "history": ask("history", queries.HISTORY, urns),
        "timeline": ask("timeline", queries.TIMELINE, urns),
        "releases": ask("releases", queries.RELEASES, urns),
        "said": ask("said", queries.SAID, urns),
        "claimed": ask("claimed", queries.CLAIMED, urns),
        "statements": ask("statements", queries.STATEMENTS, urns),
        "neighbours": ask("neighbours", queries.neighbours(site.areas), urns),
        "issues": ask("issues", queries.ISSUES, urns),
        "due": ask("due", queries.DUE_NEXT, urns),
        "not_read": ask("not-read", queries.NOT_READ, urns),
    }
    return {
        site.pages[authority["ofsted_urn"]]: _page(
            site, authority, {name: of_each[authority["ofsted_urn"]] for name, of_each in answers.items()}, until
        )
        for authority in site.authorities.rows
    }


def _page(site: Site, authority: Row, answers: dict[str, Answer], until: date) -> bytes:
    path = site.pages[authority["ofsted_urn"]]
    return site.page(
        path,
        "authority.html",
        (),
        authority=authority,
        name=authority["name"],
        feed=PurePosixPath(feed_of(path)).name,
        strip=strip(site.environment, answers["history"].rows, until),
        said_of=_by_release(answers, "said"),
        claimed_of=_by_release(answers, "claimed"),
        statements_of=_by_release(answers, "statements"),
        **answers,
    )


def _by_release(answers: dict[str, Answer], name: str) -> dict[str, list[Row]]:
    """The rows of an answer by release; each release has some, if only none."""
    found: dict[str, list[Row]] = {row["release_id"]: [] for row in answers["releases"].rows}
    for row in answers[name].rows:
        found[row["release_id"]].append(row)
    return found
