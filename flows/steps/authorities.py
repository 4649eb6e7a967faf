"""Which authority a person, a form or an event means."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache

from warehouse.resources import csv_rows


class AuthorityError(Exception):
    """No authority is called so; the message says what to give."""


@dataclass(frozen=True)
class Authority:
    """A council with children's services, now or once; one that was abolished has the day on which it ended.

    One that was abolished has no page on Ofsted's site, and then no URN.
    """

    ofsted_urn: str | None
    name: str
    ended_on: date | None
    called: frozenset[str]


@cache
def authorities() -> tuple[Authority, ...]:
    """Return all authorities, those that were abolished among them, by name."""
    return tuple(
        Authority(
            row["ofsted_urn"] or None,
            row["name"],
            date.fromisoformat(row["abolished_on"]) if row["abolished_on"] else None,
            frozenset(
                word.strip().casefold()
                for word in (row["ofsted_urn"], row["name"], row["gss_code"], *row["aliases"].split(";"))
                if word.strip()
            ),
        )
        for row in sorted(csv_rows("authorities.csv"), key=lambda row: row["name"])
    )


def find_authority(text: str) -> Authority:
    """Return the authority of this name, other name, GSS code or URN, which has a page on Ofsted's site.

    Raises:
        AuthorityError: when there is none, or it has no page.
    """
    wanted = text.strip().casefold()
    for authority in authorities():
        if wanted in authority.called:
            if not authority.ofsted_urn:
                raise AuthorityError(no_page(authority))
            return authority
    raise AuthorityError(f"No authority is called {text!r}: give its name, GSS code or URN.")


def named(name: str) -> Authority:
    """Return the authority of exactly this name, which must be one."""
    return next(authority for authority in authorities() if authority.name == name)


def no_page(authority: Authority) -> str:
    """Return the sentence that says that an authority cannot be asked for."""
    ended = f" was abolished on {day_in_words(authority.ended_on)}, and" if authority.ended_on else ":"
    return f"{authority.name}{ended} Ofsted's site has no page of it."


def day_in_words(day: date) -> str:
    """Return a day as people write it: 9 January 2020."""
    return f"{day.day} {day:%B %Y}"
