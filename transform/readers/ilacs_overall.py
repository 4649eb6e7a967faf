"""Sentences of an ILACS report that state this inspection's overall judgement.

Reports often speak of the judgement before ("when overall effectiveness was inadequate"), so only the present tense
counts, and only with the grade right after the verb.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from transform.grades import parse_grade
from transform.vocabulary import Area
from transform.witnesses import Witness

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from transform.blocks import Block

_GRADE = r"(?P<grade>requires? improvement(?: to be good)?|good|outstanding|inadequate)(?=[.;]|,? (?:because|as)\b|$)"
_GRADED = re.compile(_GRADE)
_VERB = r"(?:still |now |therefore |also )*(?:(?:is|are|remains?) (?:still |now |therefore )*)?"
_NAME = r"[A-Z][\w’'-]*(?:,? (?:and|of|the|upon|on|in|with|London|[A-Z][\w’'-]*))*"
_FOR_CHILDREN = (
    r"(?:(?:the )?(?:local authority|council)(?:[’']s)? )?(?:children[’']s (?:social care(?: services)?|services)"
    r"|services for children(?:,? (?:and )?young people)?(?: and (?:their )?families)?)"
)
_STATEMENTS = (
    re.compile(
        rf"\b[Oo]verall effectiveness(?: of (?:services|{_FOR_CHILDREN})(?: in (?:the )?{_NAME})?)? {_VERB}{_GRADE}"
    ).search,
    re.compile(rf"(?i:{_FOR_CHILDREN}) in (?:the )?{_NAME} {_VERB}{_GRADE}").match,
)
_OF_THE_PAST = re.compile(
    r"\b(?:was|were|had|when|whether|previous\w*|until|if|once|not|no longer|could|would|should|will)\b", re.IGNORECASE
)


def overall_witnesses(parts: Iterable[Block]) -> Iterator[Witness]:
    """Give the sentences that say what this inspection's overall effectiveness is."""
    for block in parts:
        if not _GRADED.search(block.text):
            continue
        for sentence in re.split(r"(?<=[.!?]) ", block.text):
            match = next(filter(None, (stated(sentence) for stated in _STATEMENTS)), None)
            if match is None or _OF_THE_PAST.search(match[0]):
                continue
            if grade := parse_grade(match["grade"]):
                yield Witness(Area.OVERALL_EFFECTIVENESS, grade, match["grade"], block.page, sentence.strip())
