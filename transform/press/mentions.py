"""What a sentence of a release mentions: areas, the service as a whole, counts of areas, and grades."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from transform.press.areas import AreaName, named_areas
from transform.press.quantifiers import Quantifier, quantifiers
from transform.press.spans import Sentence, lower, plain
from transform.vocabulary import Grade

if TYPE_CHECKING:
    from collections.abc import Iterator

    from transform.press.records import AuthorityNames

_GOOD = r"[\"'(]{0,2}good[\"')]{0,2}"
_TO_BE_GOOD = (
    r"(?:,? (?:in order )?to (?:be|become|get to|reach|achieve)"
    r"(?: (?:rated|judged|graded|considered|classed|deemed))?(?: (?:as|a|at))*(?: being)? " + _GOOD + ")"
)
# "Needs improvement" alone is nobody's grade; only with "to be good" is it the grade in other words.
_IMPROVEMENT = re.compile(
    r"\b(?:requir(?:e|es|ed|ing)[- ](?:some |further |more |continued )?improvements?(?:\b" + _TO_BE_GOOD + r")?"
    r"|(?:requir|need)(?:e|es|ed|ing|s)? (?:some |further |more )?(?:improvements?|to improve)\b"
    + _TO_BE_GOOD
    + ")(?![\\w-])"
)
_ONE_WORD = re.compile(r"(?<![\w-])(outstanding|inadequate|good|adequate)(?![\w-])")
_INNER_MARK = re.compile(r"[\"'(]good")
_FINITE = re.compile(r"(?:require|requires|need|needs)\b")

_OTHERS_SERVICE = (
    r"(?! (?:who|that|at|with|looked|leaving|needing|and)\b"
    r"| in (?:our |its |the |council |public |local authority |short |full )*"
    r"(?:care|need|schools?|foster\w*|residential|secure|custody|homes?|hospitals?|supported|temporary|crisis|poverty"
    r"|early|year|education|council)\b)"
)
_SERVICE = re.compile(
    r"\b(?:children(?:'s)?(?:(?:,| and|,? &) (?:young (?:people|person)|famil(?:y|ies))(?:'s?)?)*(?: and families)?"
    r"(?:(?: social)? care)?(?: and (?:education|early help|family(?: support)?|safeguarding))? services?"
    r"|children(?:'s)?(?: and families)? social care(?: (?:services?|department))?"
    r"|services? for (?:its |our |vulnerable |local )*"
    r"(?:children(?: and (?:young people|families))?|young people)\b(?:,? and families)?"
    + _OTHERS_SERVICE
    + r"|social care services for (?:vulnerable )?children(?: and families)?"
    + _OTHERS_SERVICE
    + r"|family services)\b(?:(?: team| department| directorate)\b)?(?!')"
)
_OVERALL = re.compile(
    r"\boverall(?: (?:ofsted|inspection))?"
    r" (?:rating|grade|grading|judg?e?ment|outcome|score|result|classification|verdict|assessment|service|position)s?\b"
    r"(?: (?:of|for) (?:the |our |its |[\w-]+'s )?(?:council's )?children's (?:social care )?services?\b)?"
)
_OVERALL_LABEL = re.compile(r"(?:^|(?<=[;,|•] ))overall(?=[\"']?\s*[:–—(|=]|\s-\s)")
_WHOLE = re.compile(
    r"\b(?:the (?:city |county |borough |district |local )*(?:council|authority|borough|county|city)|(?:the "
    r"|our )services?|services|we|it|council)\b(?!')"
)


_PLACED = re.compile(r"\b(?:in|across|of|throughout|around|near)\s+$")


class MentionKind(StrEnum):
    """What a mention is; WHOLE is a word for the council that may stand for its service ("the council", "services")."""

    AREA = "area"
    SERVICE = "service"
    WHOLE = "whole"
    QUANTIFIER = "quantifier"
    GRADE = "grade"


@dataclass(frozen=True)
class Mention:
    """A stretch of a sentence; `start` and `end` count from the sentence's start."""

    kind: MentionKind
    start: int
    end: int
    name: AreaName | None = None
    formal: bool = False
    quantifier: Quantifier | None = None
    grade: Grade | None = None

    @property
    def is_subject(self) -> bool:
        """Whether a grade can be given to it."""
        return self.kind is not MentionKind.GRADE


def grades_in(text: str) -> Iterator[Mention]:
    """Every grade in plain lower-case text; the word good inside "requires improvement to be good" is none."""
    end = 0
    found = [(match, Grade.REQUIRES_IMPROVEMENT) for match in _IMPROVEMENT.finditer(text)]
    found += [(match, Grade(match[1])) for match in _ONE_WORD.finditer(text)]
    for match, grade in sorted(found, key=lambda pair: (pair[0].start(), -pair[0].end())):
        if match.start() >= end:
            end = match.end()
            # A closing mark that the phrase does not open belongs to what surrounds it.
            printed = match[0] if _INNER_MARK.search(match[0]) else match[0].rstrip("\"')")
            yield Mention(MentionKind.GRADE, match.start(), match.start() + len(printed), grade=grade)


def names_the_service(text: str) -> bool:
    """Whether plain lower-case text names children's services."""
    return bool(_SERVICE.search(text))


def is_finite(text: str) -> bool:
    """Whether a grade is worded as a verb of its subject ("require improvement to be good")."""
    return bool(_FINITE.match(text))


def own_name(names: AuthorityNames) -> re.Pattern[str]:
    """The council's own names, in plain lower-case text, with "council" and the possessive if they follow."""
    words = sorted({lower(plain(name.strip())) for name in names.own if name.strip()}, key=len, reverse=True)
    if not words:
        return re.compile(r"(?!)")
    joined = "|".join(re.escape(word).replace(r"\ ", " ") for word in words)
    return re.compile(
        rf"\b(?:the )?(?:{joined})(?: (?:city|county|borough|district|metropolitan|mbc|council))*(?:'s?)?(?!\w)"
    )


def other_name(names: AuthorityNames) -> re.Pattern[str]:
    """Other councils' names, with their capitals, in plain text."""
    words = sorted({plain(name.strip()) for name in names.others if name.strip()}, key=len, reverse=True)
    joined = "|".join(re.escape(word) for word in words)
    return re.compile(rf"(?<![\w-])(?:{joined})(?!\w|-)") if joined else re.compile(r"(?!)")


def mentions(sentence: Sentence, own: re.Pattern[str]) -> tuple[Mention, ...]:
    """Every mention of a sentence, in order; where two overlap, the one that starts first, then the longer."""
    text = sentence.text
    found = [
        Mention(MentionKind.AREA, area.start, area.end, name=area.name, formal=area.formal)
        for area in named_areas(text)
    ]
    found += grades_in(text)
    found += [
        Mention(MentionKind.QUANTIFIER, start, end, quantifier=quantifier)
        for start, end, quantifier in quantifiers(text)
    ]
    overall = AreaName.OVERALL
    found += [Mention(MentionKind.AREA, *match.span(), name=overall, formal=True) for match in _OVERALL.finditer(text)]
    found += [
        Mention(MentionKind.AREA, *match.span(), name=overall, formal=True) for match in _OVERALL_LABEL.finditer(text)
    ]
    found += [Mention(MentionKind.SERVICE, *match.span(), name=overall) for match in _SERVICE.finditer(text)]
    found += [Mention(MentionKind.WHOLE, *match.span(), name=overall) for match in _WHOLE.finditer(text)]
    found += [
        Mention(MentionKind.WHOLE, *match.span(), name=overall)
        for match in own.finditer(text)
        if not match[0].endswith(("'s", "'")) and not _PLACED.search(text[: match.start()])
    ]
    found.sort(key=lambda mention: (mention.start, -mention.end))
    kept: list[Mention] = []
    for mention in found:
        if not kept or mention.start >= kept[-1].end:
            kept.append(mention)
    return tuple(kept)
