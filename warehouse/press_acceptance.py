"""Which claims of a release may stand: those that fit the kind of inspection and show their words; the rest are unsure.

What no reading should give is kept, with the reason, among the words that were not taken for claims.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from transform.press.reconcile import FRAMEWORKS
from transform.press.records import Claim, Release, UnsureClaim
from transform.vocabulary import AREA_RULES, areas_judged
from warehouse.reference import grades_given

if TYPE_CHECKING:
    from transform.vocabulary import Area


@dataclass(frozen=True)
class Accepted:
    """The claims that stand, one per area, and all words that were not taken for claims."""

    claims: tuple[Claim, ...]
    unsure: tuple[UnsureClaim, ...]


def accepted_claims(release: Release) -> Accepted:
    """Return the claims of a release that may stand, and its unsure words with those that may not.

    The areas are those that inspections of its kind judge at the start that the release gives, or, where it gives
    none, at any time. Of two claims for one area that agree the first stands; of two that do not, neither.
    """
    grades = {
        claim.area: {other.grade for other in release.claims if other.area is claim.area} for claim in release.claims
    }
    standing: dict[Area, Claim] = {}
    unsure = list(release.unsure)
    for claim in release.claims:
        reason = _refusal(release, claim) or ("contradicted" if len(grades[claim.area]) > 1 else None)
        if reason:
            unsure.append(UnsureClaim(reason, claim.quote, claim.char_start, claim.char_end, claim.in_title))
        else:
            standing.setdefault(claim.area, claim)
    return Accepted(tuple(standing.values()), tuple(unsure))


def _refusal(release: Release, claim: Claim) -> str | None:
    text = release.page.title if claim.in_title else release.page.text
    if claim.area not in _areas(release):
        return "outside_framework"
    if not any(claim.grade in grades_given(framework) for framework in FRAMEWORKS[release.kind]):
        return "outside_scale"
    if not claim.quote.strip() or text[claim.char_start : claim.char_end] != claim.quote:
        return "without_source"
    return None


def _areas(release: Release) -> frozenset[Area]:
    frameworks = FRAMEWORKS.get(release.kind, frozenset())
    if release.window:
        start = release.window.start
        return frozenset(rule.area for framework in frameworks for rule in areas_judged(framework, start))
    return frozenset(rule.area for rule in AREA_RULES if rule.framework in frameworks)
