"""References to the Children's Social Care National Framework, which reports print from 2025 on."""

from __future__ import annotations

import re

_KINDS = r"(?:outcome|enabler|principle)s?"
_NUMBERS = {"one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8"}
_BRACKETED = re.compile(
    rf"\s*[(\[](?=[^()\[\]]*\b{_KINDS}\b)(?P<inside>[^()\[\]]{{1,160}})[)\]](?=[.;,]?\s*$)", re.IGNORECASE
)
_LAST_SENTENCE = re.compile(
    rf"(?<=[.;])\s*(?P<inside>{_KINDS}\b[^.()]{{1,80}}\bnational framework)\.?\s*$", re.IGNORECASE
)
_NAMED_ONLY = re.compile(r",?\s*(?:the\s+)?(?:children[’']s social care\s+)?national framework\b", re.IGNORECASE)
_NUMBERED = re.compile(
    rf"\b(outcome|enabler|principle)s?\s+((?:\d{{1,2}}|{'|'.join(_NUMBERS)})(?:(?:\s*,\s*|\s*&\s*|\s+and\s+)"
    rf"(?:\d{{1,2}}|{'|'.join(_NUMBERS)})\b)*)",
    re.IGNORECASE,
)


def split_reference(text: str) -> tuple[str, str | None]:
    """Return an item's text without the reference at its end (in brackets, or a sentence), and it, or None.

    A numbered reference is given as "outcome 4" ("Outcome Four, National Framework"), several as "outcome 3, enabler
    2". One that only names its part is given as printed, in lower case ("enabler: leaders drive conditions").
    """
    match = _BRACKETED.search(text) or _LAST_SENTENCE.search(text)
    if match is None:
        return text, None
    inside = " ".join(match["inside"].split()).lower()
    numbered = [
        f"{kind} {_NUMBERS.get(number, number)}"
        for kind, numbers in _NUMBERED.findall(inside)
        for number in re.findall(r"\w+", re.sub(r"\band\b", " ", numbers))
    ]
    if not numbered and not re.match(_KINDS, inside):
        return text, None
    reference = ", ".join(numbered) or _NAMED_ONLY.sub("", inside).strip(" ,")
    return (text[: match.start()] + text[match.end() :]).strip(), reference
