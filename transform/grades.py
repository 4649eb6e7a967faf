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
    "notjudged": Grade.NOT_JUDGED,
}
_ONE_WORD = re.compile(rf"(?:is|are)?({'|'.join(_CODES)})")
_IMPROVEMENT = re.compile(r"requires?improvement(?:tobegood)?")
# What a cell may print around its grade: brackets, stops, dashes, and the mark of a footnote.
_AROUND = " .:;,()‘’“”'\"•|–—-"
_MARK = re.compile(r"(?<=[^\W\d_])[.:)]?\s?\[?(?:\d{1,2}|[¹²³⁴-⁹*†‡])\]?$")
# Spaces, which some files print inside words too, and hyphens.
_SPACING = re.compile(r"[\s\u200b‐‑-]+")


def parse_grade(text: str) -> Grade | None:
    """Return the grade that a phrase prints, whatever its case, spacing and brackets; None when it is anything else.

    Takes a table's words ("Requires improvement to be good") and a heading's ("are inadequate", "require
    improvement to be good"). "Requires improvement" and "Requires improvement to be good" are the same grade: the
    longer words came into use during 2019.
    """
    phrase = _SPACING.sub("", _MARK.sub("", text.strip(_AROUND)).strip(_AROUND).casefold())
    if _IMPROVEMENT.fullmatch(phrase):
        return Grade.REQUIRES_IMPROVEMENT
    match = _ONE_WORD.fullmatch(phrase)
    return _CODES[match[1]] if match else None
