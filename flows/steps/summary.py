"""What a run did, in the words that people read."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flows.steps.refresh import RefreshSummary


def summary_table(summary: RefreshSummary) -> list[tuple[str, int]]:
    """Return what was done and how often, in the order that people want to know it."""
    loaded = summary.loaded
    return [
        ("requests", summary.requests),
        ("new publications", loaded.new_publications),
        ("changed publications", loaded.changed_publications),
        ("withdrawn publications", loaded.withdrawn_publications),
        ("documents read", loaded.documents_read),
        ("new releases of councils", summary.press.new_releases),
        ("changed releases", summary.press.changed_releases),
        ("claims in them", summary.press.claims),
        ("put in quarantine", loaded.quarantined + summary.press.quarantined),
        ("newsrooms that failed", summary.newsrooms_failed),
        ("parts that failed", len(summary.problems)),
    ]
