"""The names that councils give to the areas of an inspection, and which area each one is on an inspection's date.

A name is found first ("children in care"), and only then resolved by the framework and the inspection's start: the
same words name the joint area of children in care and care leavers before 2023, an area of their own since, and
children looked after under the framework of 2013 to 2018.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from transform.press.records import ReleaseKind
from transform.vocabulary import AREA_RULES, Area, Framework, areas_judged

if TYPE_CHECKING:
    from transform.records import Window

# The longest that a report has come out after its inspection is 214 days; a release comes out within days of it.
LONGEST_WAIT = timedelta(days=240)

FRAMEWORKS = {
    ReleaseKind.ILACS: Framework.ILACS,
    ReleaseKind.SIF: Framework.SIF,
    ReleaseKind.AREA_SEND: Framework.AREA_SEND,
}


class AreaName(StrEnum):
    """What a phrase names, before the framework and the date say which area that is."""

    OVERALL = "overall"
    LEADERS = "leaders"
    HELP = "help"
    CARE = "care"
    LEAVERS = "leavers"
    ADOPTION = "adoption"
    LSCB = "lscb"


@dataclass(frozen=True)
class NamedArea:
    """A name of an area in plain lower-case text; `formal` when it is worded as the framework words it."""

    name: AreaName
    start: int
    end: int
    formal: bool


_OUR = r"(?:the |our |its |their )?"
_OPENING = (
    r"(?:the )?(?:" + _OUR + r"(?:overall )?(?:"
    r"experiences?(?:,? (?:and|&) (?:the )?progress| and outcomes)? (?:of|for)(?: all| our| its)?"
    r"|progress (?:and experiences? )?(?:of|for)"
    r"|(?:quality of )?(?:support|services?|provision|work|help|outcomes|care)(?: provided| given| offered)?"
    r" (?:for|to|with)(?: our| its| those)?"
    r"|those (?:for|of|in|with)|how (?:well )?it (?:supports|helps)"
    r") )?"
)
_CLOSING = r"(?:(?:'s?)? (?:services?|experiences?(?: and progress)?|provision|judg?ement|area|category)\b)?"
_CHILDREN = r"(?:vulnerable )?(?:children|young people)(?:,? (?:and|&|or) (?:young people|families))?(?: and families)?"
_IN_CARE = r"(?:who are )?in (?:our |its |the council's |local authority |public |council )?care\b(?! council)"
_NOT_ADOPTION = r"(?! (?:agency|agencies|panel|week|scorecard))"
_OF_SERVICES = r"(?: of (?:the |our |its )?(?:[\w'-]+ ){0,4}services?\b(?: for children(?: and families)?)?)?"

_PATTERNS: tuple[tuple[AreaName, tuple[str, ...]], ...] = (
    (AreaName.OVERALL, (r"overall effectiveness" + _OF_SERVICES,)),
    (
        AreaName.LEADERS,
        (
            _OUR + r"leaders(?=[\"']?\s*(?:[:–—(|=]|-\s))",
            _OUR
            + r"(?:overall )?(?:impact|effectiveness|quality|strength) of (?:its |our |the |council |senior |local )*"
            r"(?:leaders|leadership)(?:(?:,| and) manage(?:rs|ment))?(?:(?:,? and)? governance)?"
            r"(?: (?:on|of|in) (?:the )?(?:(?:social (?:work|care) )?practice|children's services)"
            r"(?: with (?:children|families)(?: and (?:their )?families)?)?)?",
            _OUR + r"leadership(?:,? (?:and|&) (?:management|governance)|, management,? (?:and|&) governance)?"
            r"(?: and governance)?" + _OF_SERVICES + r"\b(?! (?:team|group|board|role|programme|structure))",
            r"leaders' impact on (?:social work )?practice(?: with children and families)?",
        ),
    ),
    (
        AreaName.HELP,
        (
            _OPENING
            + r"(?:"
            + _CHILDREN
            + r"(?: who| that)? (?:(?:are )?in need of|needing|needs?|requir(?:e|es|ing)) "
            r"(?:early )?(?:help|support)(?:,? (?:and|&|or)|,) (?:and )?protection"
            r"|help (?:and|&) protection|protection (?:and|&) help)"
            r"(?: (?:of|for|to) (?:vulnerable )?(?:children|families)(?:,? (?:and|&) (?:young people|families))?)?",
        ),
    ),
    (
        AreaName.CARE,
        (
            _OPENING + r"(?:" + _CHILDREN + r" " + _IN_CARE + r"|" + _CHILDREN + r" (?:who are |being )?looked[- ]after"
            r"|looked[- ]after (?:children|young people)(?: and young people)?|" + _CHILDREN + r" in need of care"
            r"|cared[- ]for (?:children|young people)|(?:children|young people) (?:we care|it cares|cared) for)"
            r"(?: (?:and|&) (?:achieving )?permanence)?",
        ),
    ),
    (
        AreaName.LEAVERS,
        (
            _OPENING + r"(?:young )?(?:care[- ]leavers"
            r"|care[- ]experienced (?:young )?(?:people|adults|children)(?: and care leavers)?"
            r"|(?:young people|young adults|children|those|people)(?: who are| who have)? (?:leaving|left|leave)"
            r" (?:our |its )?care)",
        ),
    ),
    (
        AreaName.ADOPTION,
        (r"(?:the )?(?:performance of )?adoption(?: performance| services?| work)?\b" + _NOT_ADOPTION,),
    ),
    (
        AreaName.LSCB,
        (
            r"(?:the )?(?:effectiveness of " + _OUR + r")?(?:independent )?(?:[\w-]+ )?(?:local )?"
            r"safeguarding children(?:'s)? board(?: \(lscb\))?",
            r"(?:the )?(?:effectiveness of the )?lscb",
        ),
    ),
)
_NAMES = tuple((name, re.compile(rf"\b(?:{'|'.join(patterns)})" + _CLOSING)) for name, patterns in _PATTERNS)
_FORMAL = re.compile(r"experiences? (?:and|&) (?:the )?progress|impact of|overall effectiveness|achieving permanence")


def named_areas(text: str) -> tuple[NamedArea, ...]:
    """Every name of an area in plain lower-case text, in order, none inside another."""
    found = [
        NamedArea(name, match.start(), match.end(), bool(_FORMAL.search(match[0])))
        for name, pattern in _NAMES
        for match in pattern.finditer(text)
    ]
    found.sort(key=lambda area: (area.start, -area.end))
    kept: list[NamedArea] = []
    for area in found:
        if not kept or area.start >= kept[-1].end:
            kept.append(area)
    return tuple(kept)


@dataclass(frozen=True)
class Scope:
    """What is known of the inspection that a release is about: its framework, and between which days it started.

    `sets` are the areas that it may have judged, one set where the dates make it certain.
    """

    framework: Framework
    earliest: date | None
    latest: date | None
    sets: tuple[tuple[Area, ...], ...]

    @property
    def areas(self) -> tuple[Area, ...] | None:
        """The areas judged, in the framework's order, or None where the dates leave it open."""
        return self.sets[0] if len(self.sets) == 1 else None


def scope_of(
    kind: ReleaseKind,
    window: Window | None,
    published_on: date | None,
    month: tuple[date, date] | None = None,
) -> Scope | None:
    """Return what the kind, the stated window and the release's date say of the inspection; None for ungraded kinds.

    Without a window the inspection started in the month that the release names (its first and last day), or else at
    most LONGEST_WAIT before the release.
    """
    framework = FRAMEWORKS.get(kind)
    if framework is None:
        return None
    if window is not None:
        earliest, latest = window.start, window.start
    elif month is not None:
        # An inspection told of as held in a month may have begun at the end of the one before.
        earliest, latest = month[0] - timedelta(days=21), month[1]
    elif published_on is not None:
        earliest, latest = published_on - LONGEST_WAIT, published_on
    else:
        return Scope(framework, None, None, _sets(framework, date(2013, 11, 1), date.max))
    return Scope(framework, earliest, latest, _sets(framework, earliest, latest))


def _sets(framework: Framework, earliest: date, latest: date) -> tuple[tuple[Area, ...], ...]:
    turns = {rule.valid_from for rule in AREA_RULES if rule.framework is framework and rule.valid_from}
    turns |= {rule.valid_to + timedelta(days=1) for rule in AREA_RULES if rule.framework is framework and rule.valid_to}
    days = sorted({earliest, *(turn for turn in turns if earliest < turn <= latest)})
    sets = [tuple(rule.area for rule in areas_judged(framework, day)) for day in days]
    return tuple(dict.fromkeys(areas for areas in sets if areas))


_AREAS: dict[Framework, dict[AreaName, tuple[Area, ...]]] = {
    Framework.ILACS: {
        AreaName.OVERALL: (Area.OVERALL_EFFECTIVENESS,),
        AreaName.LEADERS: (Area.IMPACT_OF_LEADERS,),
        AreaName.HELP: (Area.HELP_AND_PROTECTION,),
        AreaName.CARE: (Area.CHILDREN_IN_CARE, Area.CHILDREN_IN_CARE_AND_CARE_LEAVERS),
        AreaName.LEAVERS: (Area.CARE_LEAVERS,),
    },
    Framework.SIF: {
        AreaName.OVERALL: (Area.OVERALL_EFFECTIVENESS,),
        AreaName.LEADERS: (Area.LEADERSHIP_MANAGEMENT_GOVERNANCE,),
        AreaName.HELP: (Area.HELP_AND_PROTECTION,),
        AreaName.CARE: (Area.LOOKED_AFTER_AND_PERMANENCE,),
        AreaName.LEAVERS: (Area.CARE_LEAVERS,),
        AreaName.ADOPTION: (Area.ADOPTION_PERFORMANCE,),
        AreaName.LSCB: (Area.LSCB_EFFECTIVENESS,),
    },
}


def area_named(name: AreaName, scope: Scope, *, beside_care: bool = False) -> Area | str:
    """Return the area that a name means in this inspection, or the reason why that cannot be said.

    `beside_care` says that a care leavers' name shares its grade with children in care, as the joint area's does.
    """
    candidates = _AREAS.get(scope.framework, {}).get(name, ())
    meant = {next((area for area in candidates if area in areas), None) for areas in scope.sets}
    if name is AreaName.LEAVERS and beside_care:
        joint = Area.CHILDREN_IN_CARE_AND_CARE_LEAVERS
        meant = {joint if joint in areas else Area.CARE_LEAVERS for areas in scope.sets}
    if meant == {None} or not meant:
        return "area_not_judged"
    if len(meant) > 1:
        return "date_uncertain"
    return meant.pop() or "area_not_judged"
