"""What the title and the first paragraphs of a letter on a joint targeted area inspection name: area, theme, bodies.

Letters of 2016 to 2020 are titled "… inspection of the multi-agency response to <theme> in <area>"; under the title
"abuse and neglect" the theme stands in a sentence on the "deep dive". Letters from 2022 are titled "… inspection of
<area>", and a sentence below says what the response was to.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from transform.themes import is_general, theme_of

TITLE_START = re.compile(r"Joint (?:targeted )?area (?:child protection )?inspection\b", re.IGNORECASE)
_TITLE = re.compile(
    r"joint (?:targeted )?area (?:child protection )?inspection(?: \(JTAI\))?(?P<of>[\w ]*?)(?: of| in|:| [–-]) "
    r"(?P<rest>.+)",
    re.IGNORECASE,
)
_RESPONSE = re.compile(r"(?:the )?multi-agency (?:response|arrangements) (?:to|for) (?P<theme>.+)", re.IGNORECASE)
_SMALL = r"(?:of|and|the|upon|on|with|under|by|in|le|&|local|authority|area)"
_NAME_WORD = r"[A-Z][\w’'.-]*"
_NAME = re.compile(rf"(?:the )?{_NAME_WORD}(?:,? (?:{_SMALL}|{_NAME_WORD}))*")
_NOT_NAME = re.compile(r"^the (?=[A-Z])|,? (?:local authority|area)(?: area)?$")

# A sentence's full stop, with the mark of a footnote before or after it.
_END = r"\d?\.\d{0,2}(?=\s|$)"
_AGENCIES_IN = re.compile(r"\bindividual agencies (?:in|across) (?P<area>[^.;:]+)")
_JOINT_RESPONSE = re.compile(
    r"joint (?:targeted area )?inspection(?: \(JTAI\))? of the multi-agency (?:response|arrangements) (?:to|for) "
    rf"(?P<words>.+?){_END}"
)
_DEEP_DIVE = re.compile(rf"[‘'“]?deep[- ]dive[’'”]?(?: \w+)?,? (?:on|into|of|at) (?P<words>.+?){_END}", re.IGNORECASE)
_LEAD_IN = re.compile(
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
)


@dataclass(frozen=True)
class Title:
    """A title's parts as printed; `words` is what the response was to, and `revisit` that it calls itself one."""

    area: str | None
    words: str | None
    revisit: bool


@dataclass(frozen=True)
class Opening:
    """What stands before a letter's first list: the lines above the title, the title, the text below; and who signs."""

    above: tuple[str, ...]
    title: Title | None
    text: str
    signing: str


def read_title(text: str) -> Title | None:
    """Return the parts of a title, or None when it is not that of a joint targeted area inspection."""
    match = _TITLE.match(" ".join(text.split()))
    if match is None:
        return None
    revisit = "visit" in match["of"].lower()
    response = _RESPONSE.match(match["rest"])
    if response is None:
        area = clean_area(match["rest"])
        return Title(area, None, revisit)
    words, area = split_area(response["theme"])
    return Title(area, words, revisit)


def split_area(words: str) -> tuple[str, str | None]:
    """Return (theme, area) of "<theme> in <area>"; the area is None where the words end in no name."""
    for found in re.finditer(r",? in (?=(?:the )?[A-Z])", words):
        area = clean_area(words[found.end() :])
        if area is not None:
            return words[: found.start()].strip(), area
    return words.strip(), None


def clean_area(text: str) -> str | None:
    """Return an area's name without article and the words "local authority", or None when the text is no name."""
    text = re.sub(r"\d?\.?\d{0,2}$", "", text.strip()).strip()
    return _NOT_NAME.sub("", text).strip() or None if _NAME.fullmatch(text) else None


def area_in_text(text: str) -> str | None:
    """Return the area that the first paragraphs name: where the agencies are, or where the response was looked at."""
    for found in _AGENCIES_IN.finditer(text):
        area = clean_area(found["area"])
        if area is not None:
            return area
    response = _JOINT_RESPONSE.search(text)
    return split_area(response["words"])[1] if response else None


def same_area(one: str, other: str) -> bool:
    """Say whether two names can be of one area: "Derby City" and "Derby", "London Borough of Sutton" and "Sutton"."""
    first, second = (set(re.findall(r"[a-z]+", _STATUS_WORD.sub(" ", name.lower()))) for name in (one, other))
    return first <= second or second <= first


def theme_words(title: Title | None, text: str) -> tuple[str, ...]:
    """Return the words that say what was looked at, as printed, the most telling first.

    These are the title's, unless it is the one common to all early letters, and those of the sentence on the joint
    inspection; after them those on the "deep dive", of which the ones that name a known theme come first.
    """
    said = [title.words] if title and title.words else []
    said += [split_area(match["words"])[0] for match in _JOINT_RESPONSE.finditer(text)]
    dived = [_LEAD_IN.sub("", match["words"], count=1) for match in _DEEP_DIVE.finditer(text)]
    dived.sort(key=lambda words: theme_of(words) is None)
    return tuple(dict.fromkeys(words for words in (*said, *dived) if not is_general(words)))


def inspectorates(text: str) -> tuple[str, ...]:
    """Return the inspectorates that a text names, by the names they go by, in the order of the letters."""
    named = [name for name, pattern in _INSPECTORATES if pattern.search(text)]
    return tuple(name for name in named if name != "HMIC" or "HMICFRS" not in named)
