"""By which columns the rows of a view are told apart, and which columns name a row of another view.

The checks of a published file hold the keys; a view that has none here is one whose rows have none.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from flows.export.views import View

KEYS: Mapping[str, tuple[str, ...]] = {
    "areas": ("position",),
    "authorities": ("gss_code",),
    "coverage": ("framework", "year"),
    "document_versions": ("file_id", "version"),
    "documents": ("document_sha256",),
    "due_next": ("ofsted_urn",),
    "fetches": ("url", "requested_at"),
    "findings": ("inspection_id", "kind", "position"),
    "frameworks": ("framework",),
    "grade_changes": ("to_inspection_id", "area"),
    "grades": ("framework", "grade"),
    "inspections": ("inspection_id",),
    "issue_kinds": ("kind",),
    "judgement_history": ("inspection_id", "area"),
    "judgements": ("inspection_id", "area"),
    "latest_judgements": ("ofsted_urn",),
    "national_profile": ("quarter_end", "area", "grade"),
    "neighbours": ("ofsted_urn", "neighbour_rank"),
    "newsrooms": ("ofsted_urn", "newsroom"),
    "passages": ("inspection_id", "position"),
    "press_claims": ("release_id", "area"),
    "press_earlier_grades": ("release_id", "position"),
    "press_findings": ("release_id", "kind", "position"),
    "press_issues": ("release_id", "position"),
    "press_omissions": ("release_id", "area"),
    "press_release_versions": ("release_id", "version"),
    "press_releases": ("release_id",),
    "press_statements": ("release_id", "position"),
    "press_unsure_claims": ("release_id", "position"),
    "publications": ("ofsted_urn", "file_id"),
    "quarantine_reasons": ("stage", "reason"),
    "reconciliations": ("release_id", "field"),
    "regional_profile": ("quarter_end", "region", "area", "grade"),
    "release": ("published_at",),
    "runs": ("run_id",),
    "statistical_neighbours": ("ofsted_urn", "neighbour_rank"),
}

# What a column of this name names in other views; `changes` and `fetches` keep what is no longer there.
_NAMED: Mapping[str, tuple[str, str]] = {
    "inspection_id": ("inspections", "inspection_id"),
    "from_inspection_id": ("inspections", "inspection_id"),
    "to_inspection_id": ("inspections", "inspection_id"),
    "previous_inspection_id": ("inspections", "inspection_id"),
    "ended_by_inspection_id": ("inspections", "inspection_id"),
    "superseded_by": ("inspections", "inspection_id"),
    "release_id": ("press_releases", "release_id"),
    "framework": ("frameworks", "framework"),
    "gss_code": ("authorities", "gss_code"),
}
_HISTORICAL = frozenset({"changes", "coverage", "fetches"})


@dataclass(frozen=True)
class ForeignKey:
    """That a view's column, where it is not null, holds the key of a row of another view."""

    column: str
    view: str
    key: str


def foreign_keys(view: View) -> tuple[ForeignKey, ...]:
    """Return the columns of a view that name a row of another view."""
    if view.name in _HISTORICAL:
        return ()
    return tuple(
        ForeignKey(column.name, *_NAMED[column.name])
        for column in view.columns
        if column.name in _NAMED and (view.name, column.name) != _NAMED[column.name]
    )
