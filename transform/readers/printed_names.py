"""The names of authorities and boards as covers print them, told apart from what else stands beside a title."""

from __future__ import annotations

import re
from itertools import dropwhile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_LONGEST = 120
_WORD = r"\(?(?:[^\W\d_a-z][\w.’'‘`´-]*|&)\)?,?"
# The small words inside a name, and those that some titles print small: "Elmet city council".
_SMALL = (
    r"(?:and|of|the|upon|on|in|with|under|by|le|for|local|authority|council|city|county|borough|district|metropolitan"
    r"|unitary|children[’'‘`´]?s|trust|services|safeguarding|board|partnership|area)\)?,?"
)
_NAME = re.compile(rf"{_WORD}(?: (?:{_WORD}|{_SMALL}))*")
_MARK = re.compile(r"(?:(?<=[^\W\d_])|\s)[\[(]?[\d¹²³⁴-⁹*†‡]{1,2}[\])]?$")
_NO_NAME = re.compile(
    r"\b(?:ofsted|hmi|cqc|(?:re-?)?inspect(?:ions?|ors?|ed)|reports?|judge?ments?|grades?|dates?|published|publication"
    r"|review|overall|effectiveness|outstanding|inadequate|requires?|improving)\b"
    r"|(?<!children[’'‘`´]s )\bservices?\b|^children[’'‘`´]?s\s+(?:social\s+care\s+)?services|\bwww\b|[:/@\d¹²³⁴-⁹]",
    re.IGNORECASE,
)
# What is left of a name where a part of it is not printed.
_TORN = re.compile(
    r"(?:(?:the|of|city|county|borough|district|metropolitan|council|safeguarding|children[’']?s?|board|trust) ?)*"
    r"|.*\b(?:and|the|upon|local)|.* &",
    re.IGNORECASE,
)


def printed_name(text: str) -> str | None:
    """Return the name that a text is, without a footnote's mark or the stop behind it; None when it is no name."""
    name = " ".join(text.split()).strip(" .,:;–-")
    name = _MARK.sub("", name).rstrip(" .,:;–-")
    if len(name) > _LONGEST or _TORN.fullmatch(name) or _NO_NAME.search(name):
        return None
    return name if _NAME.fullmatch(name) else None


def name_of_lines(texts: Iterable[str]) -> str | None:
    """Return the name that some lines print together, below such as belong to no name ("Inspection report")."""
    worded = [text for text in texts if any(map(str.isalpha, text))]
    return printed_name(" ".join(dropwhile(is_no_name, worded)))


def is_no_name(text: str) -> bool:
    """Say whether a line cannot be a name's, nor a part of one: a heading, an address, a lone number or mark."""
    return _NO_NAME.search(_MARK.sub("", text.strip(" :"))) is not None or not any(map(str.isalpha, text))


def beside(texts: Sequence[str], start: int, end: int) -> tuple[list[str], list[str]]:
    """Return what lines print before and after a stretch of them, line by line.

    `start` and `end` count characters in the lines joined with spaces.
    """
    before: list[str] = []
    after: list[str] = []
    at = 0
    for text in texts:
        before.append(text[: max(0, start - at)])
        after.append(text[max(0, end - at) :])
        at += len(text) + 1
    return [text for text in before if text.strip()], [text for text in after if text.strip()]
