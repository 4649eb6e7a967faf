"""Which authority a row of the official table means: by its code, or a recorded name or alias, and never by a guess."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import duckdb

from transform.official.outcomes import OfficialRow


@dataclass(frozen=True)
class Authority:
    """An authority; those that were abolished may have no URN."""

    gss_code: str
    ofsted_urn: str | None
    name: str


class Names:
    """The authorities' recorded codes, names and aliases."""

    def __init__(self, con: duckdb.DuckDBPyConnection) -> None:
        self._by_code: dict[str, Authority] = {}
        self._by_name: dict[str, dict[str, Authority]] = defaultdict(dict)
        for urn, name, code, aliases in con.execute(_AUTHORITIES).fetchall():
            authority = self._by_code[code] = Authority(code, urn, name)
            for each in (name, *aliases):
                self._by_name[_plain(each)][code] = authority

    def match(self, row: OfficialRow) -> Authority | str:
        """Return the authority that a row means, or the reason why that is not certain."""
        name = row.name.value or ""
        named = list(self._by_name.get(_plain(name), {}).values())
        coded = self._by_code.get(row.gss_code or "")
        if coded and named and coded not in named:
            return f"The code {row.gss_code} is that of {coded.name}, the name is that of {_listed(named)}."
        # A code that is not known can be an authority's former one.
        if coded:
            return coded
        if len(named) == 1:
            return named[0]
        if named:
            return f"{name!r} can be {_listed(named)}."
        return f"No authority is called {name!r}; warehouse/authorities.csv has the names and aliases."


def _plain(name: str) -> str:
    """A name without what is only spelling: capitals, hyphens, stops, apostrophes, & for and."""
    return " ".join(re.sub(r"[-\s]+", " ", re.sub(r"[.'’]", "", name.casefold().replace("&", " and "))).split())


def _listed(authorities: Sequence[Authority]) -> str:
    return " or ".join(authority.name for authority in authorities)


_AUTHORITIES = "SELECT ofsted_urn, name, gss_code, aliases FROM authorities ORDER BY name"
