"""By which columns the rows of a view are told apart, and which name a row of another view: warehouse/sql/keys.csv."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from warehouse.entity_diagram import keys


@dataclass(frozen=True)
class ForeignKey:
    """That columns of a view, where they are not null, hold the key of a row of another view (or of the same)."""

    columns: tuple[str, ...]
    view: str
    key: tuple[str, ...]


KEYS: Mapping[str, tuple[str, ...]] = {key.view: key.columns for key in keys() if not key.refers_to}


def foreign_keys(view: str) -> tuple[ForeignKey, ...]:
    """Return which columns of a view name a row of which."""
    return tuple(
        ForeignKey(key.columns, key.refers_to, KEYS[key.refers_to])
        for key in keys()
        if key.view == view and key.refers_to
    )
