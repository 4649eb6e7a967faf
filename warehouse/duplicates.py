"""Which releases of an authority tell the same story: one that is published under two addresses, or told twice."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from transform.press.records import ReleaseKind
    from transform.records import Window

# A council tells of a report again, in a round-up or under a new address, within days of its first release.
TOLD_AGAIN_WITHIN = timedelta(days=14)


@dataclass(frozen=True)
class Story:
    """What tells whether two releases are one story. `claims` are areas with their grades."""

    release_id: str
    ofsted_urn: str
    kind: ReleaseKind
    published_on: date | None
    text_digest: str
    window: Window | None
    inspection_id: str | None
    claims: frozenset[tuple[str, str]]


def duplicates(stories: Iterable[Story]) -> dict[str, str]:
    """Return the release that each duplicate repeats, by the duplicate's id.

    A release repeats one before it of the same authority when its text is the same, or when, within a fortnight, it
    makes the same claims about the same kind of inspection and neither the periods that they give nor the inspections
    that they were matched to differ. What is repeated is never a duplicate itself.

    Args:
        stories: the releases in the order in which they may be the original, those still on the web first.
    """
    originals: dict[str, list[Story]] = {}
    by_text: dict[tuple[str, str], str] = {}
    repeats: dict[str, str] = {}
    for story in stories:
        before, text = originals.setdefault(story.ofsted_urn, []), (story.ofsted_urn, story.text_digest)
        first = by_text.get(text) or next((one.release_id for one in before if _claim_the_same(one, story)), None)
        by_text.setdefault(text, first or story.release_id)
        if first:
            repeats[story.release_id] = first
        else:
            before.append(story)
    return repeats


def _claim_the_same(one: Story, other: Story) -> bool:
    if one.kind is not other.kind or not one.claims or one.claims != other.claims:
        return False
    if one.published_on is None or other.published_on is None:
        return False
    return (
        abs(other.published_on - one.published_on) <= TOLD_AGAIN_WITHIN
        and _agree(one.window, other.window)
        and _agree(one.inspection_id, other.inspection_id)
    )


def _agree(one: object, other: object) -> bool:
    return one is None or other is None or one == other
