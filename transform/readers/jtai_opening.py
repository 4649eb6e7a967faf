"""What the title and the first paragraphs of a letter on a joint targeted area inspection name: area, theme, bodies.

Letters of 2016 to 2020 are titled "… inspection of the multi-agency response to <theme> in <area>"; under the title
"abuse and neglect" the theme stands in a sentence on the "deep dive". Letters from 2022 are titled "… inspection of
<area>", and a sentence below says what the response was to.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from transform.readers.jtai_title import LEAD_IN, NAME, Title, clean_area, split_area
from transform.themes import is_general, theme_of

# A sentence's full stop, with the mark of a footnote before or after it.
_END = r"\d?\.\d{0,2}(?=\s|$)"
_AGENCIES_IN = re.compile(r"\b(?:individual|partner|local) agencies (?:in|across) (?P<area>[^.;:]+)")
_OF_WHAT = re.compile(
    rf"(?:joint (?:targeted )?(?:area )?inspection(?: \(JTAI\))?|\bJTAI) (?:of|into|on) (?P<words>.+?){_END}"
)
_LOOKED_AT = re.compile(
    r"\b(?:evaluat\w+|focus\w*(?: was)? on|consider\w*|look\w* at|examin\w+|review\w*|assess\w*)"
    rf" (?P<words>(?:the )?(?:effectiveness of |multi-agency |partnership ).+?){_END}"
)
_DEEP_DIVE = re.compile(rf"[‘'“]?deep[- ]dive[’'”]?(?: \w+)?,? (?:on|into|of|at) (?P<words>.+?){_END}", re.IGNORECASE)
_DIVED_INTO = re.compile(
    r"(?:the )?(?:multi-agency )?(?:response|effectiveness of services|experiences?|arrangements|services)"
    r" (?:to|for|of) ",
    re.IGNORECASE,
)

_STATUS_WORD = re.compile(
    r"\b(royal|london|borough|metropolitan|city|county|council|unitary|district|local|authority|area|of|the|and)\b"
)

_INSPECTORATES = (
    ("Ofsted", re.compile(r"\bOfsted\b")),
    ("CQC", re.compile(r"\bCare Quality Commission\b|\bCQC\b")),
    ("HMICFRS", re.compile(r"\bHMICFRS\b|\bConstabulary(?:,| and| &) Fire\b", re.IGNORECASE)),
    ("HMIC", re.compile(r"\bHMIC\b|\bHMI Constabulary\b|\bInspectorate of Constabulary\b", re.IGNORECASE)),
    (
        "HMI Probation",
        re.compile(r"\bHMI ?Prob(?:ation)?\b|\bHMIP\b|\bInspector(?:ate)? of Probation\b", re.IGNORECASE),
    ),
    ("HMI Prisons", re.compile(r"\bHMI ?Prisons\b|\bInspector(?:ate)? of Prisons\b", re.IGNORECASE)),
)


@dataclass(frozen=True)
class Opening:
    """What stands before a letter's first list: the lines above the title, the title, the text below; and who signs."""

    above: tuple[str, ...]
    title: Title | None
    text: str
    signing: str


def area_in_text(text: str) -> str | None:
    """Return the area that the first paragraphs name: where the agencies are, or where the response was looked at."""
    for found in _AGENCIES_IN.finditer(text):
        area = clean_area(found["area"])
        if area is not None:
            return area
    return next((area for words in _responses(text) if (area := _area_of(words)) is not None), None)


def _responses(text: str) -> list[str]:
    """Return what follows "response to" and the like in the sentences that say what was inspected."""
    told = ((match["words"], LEAD_IN.match(match["words"])) for match in _OF_WHAT.finditer(text))
    return [words[lead_in.end() :] for words, lead_in in told if lead_in]


def _area_of(words: str) -> str | None:
    """Return the area that words end in, or the only name that they hold: "children in Elmet who need help"."""
    area = split_area(words)[1]
    named = {clean_area(found[1]) for found in re.finditer(rf" in ({NAME.pattern})", words)}
    return area or (named.pop() if len(named) == 1 else None)


def same_area(one: str, other: str) -> bool:
    """Say whether two names can be of one area: "Derby City" and "Derby", "London Borough of Sutton" and "Sutton"."""
    first, second = (set(re.findall(r"[a-z]+", _STATUS_WORD.sub(" ", name.lower()))) for name in (one, other))
    return first <= second or second <= first


def theme_words(title: Title | None, text: str) -> tuple[str, ...]:
    """Return the words that say what was looked at, as printed, the most telling first.

    These are the title's, unless it is the one common to all early letters, and those of the sentence on the joint
    inspection; after them those on the "deep dive", of which the ones that name a known theme come first. Where none
    of these is printed, a sentence on what was evaluated tells the theme, when it names a known one.
    """
    said = [title.words] if title and title.words else []
    said += [split_area(words)[0] for words in _responses(text)]
    dived = [_DIVED_INTO.sub("", match["words"], count=1) for match in _DEEP_DIVE.finditer(text)]
    dived.sort(key=lambda words: theme_of(words) is None)
    looked_at = [split_area(LEAD_IN.sub("", match["words"], count=1))[0] for match in _LOOKED_AT.finditer(text)]
    named = [words for words in (*said, *dived) if not is_general(words)]
    return tuple(dict.fromkeys(named or [words for words in looked_at if theme_of(words)]))


def inspectorates(text: str) -> tuple[str, ...]:
    """Return the inspectorates that a text names, by the names they go by, in the order of the letters."""
    named = [name for name, pattern in _INSPECTORATES if pattern.search(text)]
    return tuple(name for name in named if name != "HMIC" or "HMICFRS" not in named)
