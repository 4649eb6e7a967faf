"""The people that a line such as "Lead inspector: ..." names, without their posts and titles."""

from __future__ import annotations

import re

_POSTS = re.compile(
    r"""\(?\b(?:
        (?:(?:senior|seconded|deputy|acting)\s+)?h(?:er|is)\s+majesty\s*['’‘`]?\s*s\s+(?:senior\s+)?inspectors?
        (?:\s+of\s+education,\s+children['’]s\s+services\s+and\s+skills)?
      | (?:(?:senior|seconded|ofsted|deputy)\s+)*s?hmis?
      | (?:(?:cqc|ofsted|hmicfrs|hmi|regulatory|social\s+care|additional|seconded|contracted|associate|reporting
           |lead|deputy|team|senior|health|children['’]s\s+services)\s+)+inspectors?(?:\s+of\s+constabulary)?
      | ois?
      | (?:cbe|obe|mbe|qpm|phd)
    )\b\)?""",
    re.IGNORECASE | re.VERBOSE,
)
_TITLE = re.compile(r"^(?:mr|mrs|ms|miss|mx|dr|prof|professor|sir|dame)\b\.?\s+", re.IGNORECASE)
_BETWEEN = re.compile(r"\s*(?:[,;&|•]|\band\b|\bwith\b)\s*", re.IGNORECASE)
# A footnote's mark behind a name or a post.
_MARK = re.compile(r"(?<=[^\W\d_])\s?\[?(?:\d{1,2}|[¹²³⁴-⁹*†‡])\]?(?!\w)")
_WORD = re.compile(r"(?:[A-Z]\.?|St\.|(?:al|el)-[^\W\d_]+|(?:[^\W\d_]+['’‘`.\-–])*[^\W\d_]+['’]?)")
_PARTICLES = frozenset(
    {"de", "del", "della", "den", "der", "di", "du", "la", "le", "van", "von", "bin", "al", "el", "y"}
)
_NOT_PEOPLE = re.compile(
    r"\b(?:ofsted|cqc|hmicfrs|inspect\w+|region\w*|director\w*|manager\w*|council|services?|care|team|majesty\w*|lead"
    r"|children\w*|judgements?|grades?|dates?|principal|officer|none|not|tbc)\b",
    re.IGNORECASE,
)


def names(text: str) -> tuple[str, ...]:
    """Return the people named in a value, in the order printed and each once; what is no name is left out.

    Posts ("HMI", "Her Majesty's Inspector", "Ofsted Inspector") and titles in front ("Dr") are taken away; spelling,
    hyphens and apostrophes stay as printed. A person has at least two words.
    """
    without_posts = _POSTS.sub(" , ", _MARK.sub("", text))
    found: list[str] = []
    for part in _BETWEEN.split(without_posts):
        for name in _people_of_lines(part.splitlines()):
            if name not in found:
                found.append(name)
    return tuple(found)


def _people_of_lines(lines: list[str]) -> list[str]:
    """Read the lines of one part: a line is a person, and a line of one word is half of the person beside it."""
    people: list[str] = []
    half = ""
    for line in lines:
        joined = _tidy(f"{half} {line}")
        if " " in joined or not joined:
            people.append(joined)
            half = ""
        else:
            half = joined
    if half and people:
        people[-1] = f"{people[-1]} {half}"
    return [person for person in people if _is_name(person)]


def _tidy(text: str) -> str:
    return _TITLE.sub("", " ".join(text.split()).strip(" :()[]–-").rstrip(" ."))


def _is_name(text: str) -> bool:
    words = text.split()
    if not 2 <= len(words) <= 6 or _NOT_PEOPLE.search(text):
        return False
    return all(
        _WORD.fullmatch(word)
        and (word[0].isupper() or word in _PARTICLES or word[1:2] in ("’", "'") or word[2:3] == "-")
        for word in words
    )
