"""How ILACS reports print the names of what they judge.

The words changed little: the leaders' row lost "social work" in 2026, and several reports of 2025 print "children
care leavers". A name that is none of these is not taken for one that it resembles.
"""

from __future__ import annotations

import re

from transform.vocabulary import Area

_MARK = r"(?:\d{1,2}|[¹²³⁴-⁹])?"  # of a footnote
_EXPERIENCES = r"(?:the )?experiences? and progress of "

AREA_NAMES: tuple[tuple[Area, re.Pattern[str]], ...] = tuple(
    (area, re.compile(rf"{name}{_MARK}(?![\w-])".replace(" and ", " (?:and|&) "), re.IGNORECASE))
    for area, name in (
        (
            Area.IMPACT_OF_LEADERS,
            r"(?:the )?impact of (?:leaders|leadership) on (?:social work )?practice with children and families",
        ),
        (
            Area.HELP_AND_PROTECTION,
            _EXPERIENCES + r"children (?:who need|who are in need of|in need of|needing) help and protection",
        ),
        (
            Area.CHILDREN_IN_CARE_AND_CARE_LEAVERS,
            _EXPERIENCES + r"children in care and (?:children )?care leavers",
        ),
        (Area.CHILDREN_IN_CARE, _EXPERIENCES + r"children in care(?![¹-⁹\d]* and (?:children )?care)"),
        (Area.CARE_LEAVERS, _EXPERIENCES + r"(?:children |young people )?care leavers"),
        (Area.OVERALL_EFFECTIVENESS, r"(?:the )?overall effectiveness(?: of (?:the )?(?:children[’']s )?services)?"),
    )
)


_BEGINS = re.compile(
    r"(?:the )?(?:impact of lead|experiences? (?:and|&) progress of|overall effectiveness)", re.IGNORECASE
)


def area_of(label: str) -> Area | None:
    """Return the area that the whole of a printed label names, or None."""
    text = " ".join(label.split()).rstrip(" :.")
    return next((area for area, name in AREA_NAMES if name.fullmatch(text)), None)


def begins_area(text: str) -> bool:
    """Say whether a text begins as the names of areas do, for lines that hold only the first half of one."""
    return _BEGINS.match(text) is not None
