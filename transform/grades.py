"""Printed grades, as codes.

Only a whole phrase counts: a word such as "good" inside a sentence says nothing about a judgement.
"""

from __future__ import annotations

import re

from transform.vocabulary import Grade

_CODES = {
    "outstanding": Grade.OUTSTANDING,
    "good": Grade.GOOD,
    "adequate": Grade.ADEQUATE,
    "inadequate": Grade.INADEQUATE,
}
_ONE_WORD = re.compile(rf"(?:(?:is|are) )?({'|'.join(_CODES)})")
_IMPROVEMENT = re.compile(r"requires? improvement(?: to be good)?")


def parse_grade(text: str) -> Grade | None:
    """Return the grade that a phrase prints, whatever its case and spacing, or None when it is anything else.

    Takes a table's words ("Requires improvement to be good") and a heading's ("are inadequate", "require
    improvement to be good"). "Requires improvement" and "Requires improvement to be good" are the same grade: the
    longer words came into use during 2019.
    """
    phrase = " ".join(text.split()).casefold().rstrip(" .:;,")
    if _IMPROVEMENT.fullmatch(phrase):
        return Grade.REQUIRES_IMPROVEMENT
    match = _ONE_WORD.fullmatch(phrase)
    return _CODES[match[1]] if match else None
