"""The themes of joint targeted area inspections: code, title, and the printed words that a theme is known by.

The titles follow the joint inspectorates' guidance for each round of inspections. "Abuse and neglect" is no theme:
any letter of 2016 to 2019 can be headed with it, whatever its inspection looked at in depth.
"""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True)
class Theme:
    """A theme. Each of `ways` is a set of patterns; words name the theme when all patterns of one way are found."""

    code: str
    title: str
    ways: tuple[tuple[re.Pattern[str], ...], ...]


def _theme(code: str, title: str, *ways: str | tuple[str, ...]) -> Theme:
    alternatives = [(way,) if isinstance(way, str) else way for way in ways]
    return Theme(code, title, tuple(tuple(re.compile(part, re.IGNORECASE) for part in way) for way in alternatives))


_SEXUAL_EXPLOITATION = r"\bsexual(ly)?( (and|or) criminal(ly)?|/criminal)? exploit"
_SEXUAL_ABUSE = r"\bsexual(ly)? abuse"

# The wider theme stands before the narrower: youth violence "and/or criminal exploitation" is youth violence, and
# sexual exploitation beside gangs or criminal exploitation is the theme that takes in all of them.
THEMES: tuple[Theme, ...] = (
    _theme("serious_youth_violence", "Serious youth violence", r"\byouth violence\b"),
    _theme(
        "exploitation_gangs_missing",
        "Child sexual exploitation, gangs and criminal exploitation, and missing children",
        (r"\bexploit", r"\bgangs?\b|\bcounty lines\b"),
        (_SEXUAL_EXPLOITATION, r"\bcriminal"),
        (r"\bcriminal(ly)? (and|or) (child )?sexual(ly)? exploit",),
    ),
    _theme(
        "child_sexual_exploitation",
        "Child sexual exploitation and children missing from home, care or education",
        _SEXUAL_EXPLOITATION,
    ),
    _theme("criminal_exploitation", "Criminal exploitation of children", r"\bcriminal(ly)? exploit"),
    _theme("child_exploitation", "Child exploitation", r"\bexploit"),
    _theme("domestic_abuse", "Children living with domestic abuse", r"\bdomestic (abuse|violence)\b"),
    _theme(
        "sexual_abuse_in_family",
        "Child sexual abuse in the family environment",
        (_SEXUAL_ABUSE, r"\bfamil(y|ies|ial)\b|\bintra-?familial\b"),
    ),
    _theme("mental_health", "Children's mental health", r"\bmental (ill[- ])?health\b"),
    _theme(
        "front_door",
        "Identification of initial need and risk (the front door)",
        r"\binitial (needs?|risks?)\b",
        r"\bidentif\w+ (of |and |respon\w+ to )*(needs? and risks?|risks? and needs?)\b",
        r"\bfront[- ]door\b",
    ),
    _theme(
        "early_help",
        "Children and families who need help",
        r"\bearly help\b",
        r"\bfamilies\b.*\b(who (may )?need|in need of|needing) (early )?(help|support)\b",
    ),
    _theme("neglect", "Neglect", r"(?<!abuse and )(?<!abuse or )\bneglect(ed)?\b(?! and abuse)"),
)

_GENERAL = re.compile(
    r"(the |child |children’s )*(abuse and neglect|neglect and abuse)( of children)?( in .*)?", re.IGNORECASE
)


def theme_of(words: str) -> Theme | None:
    """Return the theme that printed words name, or None when they name none that is known."""
    flat = " ".join(words.split())
    return next((theme for theme in THEMES if any(all(part.search(flat) for part in way) for way in theme.ways)), None)


def is_general(words: str) -> bool:
    """Say whether words are the heading common to the early letters, which tells no theme."""
    return _GENERAL.fullmatch(" ".join(words.split())) is not None
