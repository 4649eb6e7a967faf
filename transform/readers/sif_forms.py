"""The sentences and headings in which single-inspection reports print a grade, as patterns.

Each pattern matches from its first word, takes the whole of what it names, and ends at the grade: a sentence about a
part of the area ("leadership ... in fostering is good") or with more to it than the grade matches nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from transform.grades import parse_grade
from transform.vocabulary import Area, Grade


class Place(StrEnum):
    """A place in a report where a grade is printed on its own account; two of them are two witnesses."""

    COVER_HEADLINE = "headline of the cover"
    COVER_TABLE = "table on the cover"
    SECTION = "heading of the section"
    DEFINITION = "sentence under the heading"
    SUMMARY = "summary"


@dataclass(frozen=True)
class Form:
    """A pattern with the area whose grade it gives, and the place where it stands; `words` lacks the grade."""

    area: Area
    place: Place
    words: str
    pattern: re.Pattern[str]


@dataclass(frozen=True)
class Forms:
    """The forms of a part of the report; `opening` matches where any of them does, up to its grade.

    Hardly a line begins as one of them: `opening` tells so in one go.
    """

    each: tuple[Form, ...]
    opening: re.Pattern[str]


_NOT_JUDGED = re.compile(r"not judged", re.IGNORECASE)
_FOOTNOTE_MARK = re.compile(r"(?<=[a-z])\d$")

_GRADE = (
    r"(?P<grade>outstanding|good|requires? improvement(?: to be good)?|inadequate|adequate|satisfactory|not judged)"
    r"(?![^\W\d])"
)
_VERB = (
    r"(?:(?:(?:are|is|remains?)(?: also| still| now)?(?: judged)?(?: to be| as)?"
    r"|(?:is|are) that (?:it|they)(?: (?:is|are))?|continues? to be)\s+|(?:continues? to )?(?=requires?\b))"
)
# Perhaps with the mark of a footnote, but without a colon: "Adoption performance: good" stands in lists of what an
# earlier inspection judged.
_LABEL_VERB = rf"(?:\d{{1,2}})?\s*[–-]?\s*(?:{_VERB})?"
_BOARD = r"(?:local safeguarding children(?:['’‘´`′]?s)? board|local children['’‘´`′]?s safeguarding board|lscb)"
_SHORT = r"(?: \([\w ]{2,20}\))*"
# The name of a council, place or board: capitalised words, and the small ones that stand between them.
_WORD = (
    r"(?:(?-i:[A-Z])[\w.’'-]*|the|of|and|&|upon|on|in|with|under|by|le"
    r"|borough|city|county|council|area|local authority)"
)
_NAME = rf"(?:{_WORD},? ){{0,9}}?{_WORD}"


def _form(area: Area, place: Place, words: str) -> Form:
    return Form(area, place, words, re.compile(f"{words}{_GRADE}", re.IGNORECASE))


def _forms(*forms: Form) -> Forms:
    return Forms(forms, re.compile("|".join(form.words for form in forms), re.IGNORECASE))


_SERVICES = r"(?:local authority )?children(?:['’‘´`′]?s)? (?:social care )?services"
_SERVICES_IN = rf"(?:overall,? )?{_SERVICES} (?:in|on|for|at|across) {_NAME} {_VERB}"

# On the cover, above the table. The body's words on overall effectiveness are often of an earlier inspection.
COVER_FORMS = _forms(
    _form(
        Area.OVERALL_EFFECTIVENESS,
        Place.COVER_HEADLINE,
        rf"(?:the )?overall (?:judgement|effectiveness)(?: (?:of|for) {_NAME})?(?::| is:?(?: that)?(?: that)?) "
        rf"(?:{_SERVICES} (?:(?:in|on|for|at|across) {_NAME} )?)?(?:{_VERB})?",
    ),
    _form(Area.OVERALL_EFFECTIVENESS, Place.COVER_HEADLINE, _SERVICES_IN),
    # Without the place only as the start of a sentence: the rest of one may be about another inspection.
    _form(
        Area.OVERALL_EFFECTIVENESS,
        Place.COVER_HEADLINE,
        rf"(?-i:C)hildren(?:['’‘´`′]?s)? (?:social care )?services {_VERB}",
    ),
    _form(
        Area.OVERALL_EFFECTIVENESS,
        Place.COVER_HEADLINE,
        rf"(?:overall,? )?services for children(?: and (?:young people|families))? in {_NAME} {_VERB}",
    ),
    _form(Area.OVERALL_EFFECTIVENESS, Place.COVER_HEADLINE, rf"(?:overall,? )?{_NAME}['’‘´`′]s? {_SERVICES} {_VERB}"),
    _form(
        Area.LSCB_EFFECTIVENESS,
        Place.COVER_HEADLINE,
        rf"(?:the )?(?:judgement (?:for|of|on) the )?(?:overall )?effectiveness of the (?:{_NAME} )?{_BOARD}{_SHORT}"
        rf"{_LABEL_VERB}",
    ),
    _form(Area.LSCB_EFFECTIVENESS, Place.COVER_HEADLINE, rf"(?:the )?{_BOARD}{_SHORT} {_VERB}"),
)

_PROGRESS = r"(?:the )?experiences? and progress of"
_GRADED = r"(?:the )?graded judge?ment (?:for|about|of|on)(?: the)?"

# In the council's part of the body.
COUNCIL_FORMS = _forms(
    _form(
        Area.HELP_AND_PROTECTION,
        Place.SECTION,
        rf"{_PROGRESS} children who need help and protection{_LABEL_VERB}",
    ),
    _form(
        Area.LOOKED_AFTER_AND_PERMANENCE,
        Place.SECTION,
        rf"{_PROGRESS} children looked after and achieving permanence{_LABEL_VERB}",
    ),
    _form(Area.ADOPTION_PERFORMANCE, Place.SECTION, rf"{_GRADED} adoption performance{_LABEL_VERB}"),
    _form(
        Area.CARE_LEAVERS,
        Place.SECTION,
        rf"{_GRADED} experiences? and progress of care leavers{_LABEL_VERB}",
    ),
    _form(
        Area.LEADERSHIP_MANAGEMENT_GOVERNANCE,
        Place.SECTION,
        rf"leadership, management and governance{_LABEL_VERB}",
    ),
    _form(Area.OVERALL_EFFECTIVENESS, Place.SUMMARY, _SERVICES_IN),
    _form(Area.OVERALL_EFFECTIVENESS, Place.SUMMARY, rf"this local authority {_VERB}"),
)

# With the first of these the board's part of the body opens.
BOARD_SECTION_FORMS = _forms(
    _form(
        Area.LSCB_EFFECTIVENESS,
        Place.SECTION,
        rf"(?:the )?effectiveness of the (?:{_NAME} )?{_BOARD}{_SHORT}{_LABEL_VERB}",
    ),
    _form(Area.LSCB_EFFECTIVENESS, Place.SECTION, rf"the {_BOARD}{_SHORT} {_VERB}"),
)

# In the board's part of the body; all name the board as what is judged.
BOARD_FORMS = _forms(
    *BOARD_SECTION_FORMS.each,
    _form(
        Area.LSCB_EFFECTIVENESS,
        Place.DEFINITION,
        r"the arrangements in place to evaluate the effectiveness of what is done by the (?:local )?authority and "
        rf"(?:its )?(?:board )?partners to safeguard and promote the welfare of children {_VERB}",
    ),
    _form(
        Area.LSCB_EFFECTIVENESS,
        Place.SUMMARY,
        rf"(?:(?:the|this) (?:\w{{0,12}}scb|board|{_BOARD})"
        rf"|{_NAME} (?:{_BOARD}|safeguarding children(?:['’‘´`′]?s)? board)){_SHORT}(?: in {_NAME})? {_VERB}",
    ),
)


def grade_of(printed: str) -> Grade | None:
    """Return the code of a printed grade of this framework's scale, which has no "adequate"; else None."""
    words = _FOOTNOTE_MARK.sub("", printed.strip(" .:–-"))
    if _NOT_JUDGED.fullmatch(words):
        return Grade.NOT_JUDGED
    grade = parse_grade(words)
    return None if grade is Grade.ADEQUATE else grade
