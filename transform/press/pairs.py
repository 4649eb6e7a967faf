"""Which grade of a sentence belongs to which of its subjects.

A subject and a grade belong together only when every word between them is one that such a sentence may have
("A [was rated] G", "G [rating for] A"), the subject starts its clause, and only one grade fits. Anything else is
unsure: a strange word ("the virtual school for children in care was rated ...") never gives a claim.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from transform.press.areas import AreaName
from transform.press.cues import MONTH
from transform.press.mentions import Mention, MentionKind, is_finite
from transform.press.wording import AFTER_GRADE, BEFORE_SUBJECT, BETWEEN, BETWEEN_AREA, COPULA, GIVING, JUDGED, TOWARDS

if TYPE_CHECKING:
    from transform.press.spans import Sentence

_STRIPPED = re.compile(
    r"(?:\b(?:the|its|our|their|both|all|these|those|a|an|your|council's|city's|county's|borough's|authority's"
    r"|town's|local)\s+)+$"
)
_DATES = re.compile(
    r"\b(?:in|on|of|during|for)? ?(?:\d{1,2}(?:st|nd|rd|th)? )?(?:" + MONTH + r")\b"
    r"(?: \d{1,2}(?:st|nd|rd|th)?,?)?(?: (?:19|20)\d\d)?|\b(?:in|during) (?:19|20)\d\d\b"
    r"|\b(?:this|last) (?:week|month|year|summer|autumn|spring|winter)\b|\bonce again\b"
    r"|\b(?:for )?(?:the |a )?(?:second|third|first) time(?: in a row)?\b"
)
_NOUN_PHRASE = re.compile(r"[\"')\]]*[ ]*([a-z][\w'-]*)?")
_CLOSED = re.compile(r"[\"')\]]*\s*(?:$|[.,;:!?()\]|–—\n]|-\s)")
_LABELLED = re.compile(r"[\s\"']*(?:[:–—(|=]|-(?=\s)|\.{2,})[\s\"'(]*")
_SHARED = re.compile(
    r"^[\"')\s]*(?:by ofsted|by inspectors)?\s*,?\s*(?:as|and so) (?:was|were|is|are|did|has|have)\b"
    r"[\s,]*(?:the|its|our|also|both)*\s*$"
)
_FORMING = re.compile(
    r"\b(?:this|which|these|that|it)(?: is| was| are| also)* (?:forms?|formed|forming|becomes?|became|being|is"
    r"|was|giving|gives|gave|makes|making|determin\w+|reflect\w*)(?: \w+){0,2} (?:the|our|its|their|an|a)\s*$"
)
_JOINT = re.compile(
    r"^[\"')\s]*(?:[,;&/–—:(-]|\b(?:and|as well as|along with|together with|plus|both|the|for|in|of|to|its|our"
    r"|their|also|including|namely|that is|which are|which were|with)\b|\s|\"|')*$"
)


@dataclass(frozen=True)
class Pair:
    """A grade and the subjects that it is given to.

    `labelled`: as a label and its value ("A: G"). `plain`: with no word of judging, only a verb such as "is".
    """

    grade: Mention
    subjects: tuple[Mention, ...]
    labelled: bool = False
    plain: bool = False


@dataclass(frozen=True)
class Pairs:
    """The pairs of a sentence, and the grades that have a subject but could not be given to it with certainty."""

    pairs: tuple[Pair, ...]
    unsure: tuple[tuple[Mention, str], ...]


def closes(sentence: Sentence, grade: Mention) -> bool:
    """Whether the grade is a grade and not an adjective of the noun that follows ("good progress")."""
    rest = sentence.text[grade.end :]
    if _CLOSED.match(rest):
        return True
    word = _NOUN_PHRASE.match(rest)
    return bool(word and word[1] in AFTER_GRADE)


def judges(text: str) -> bool:
    """Whether a text has a word of judging ("rated", "grades")."""
    return any(word in JUDGED for word in _words(text))


_LEFT = JUDGED | BETWEEN
_LEFT_AREA = JUDGED | BETWEEN_AREA
_RIGHT = JUDGED | GIVING


def pairs_of(
    sentence: Sentence, found: tuple[Mention, ...], own: re.Pattern[str], hidden: tuple[Mention, ...]
) -> Pairs:
    """Give the grades of a sentence to its subjects. `found` are the mentions to pair, `hidden` grades to look past."""
    groups = _groups(sentence, found)
    text = _blanked(sentence.text, hidden, own)
    pairs: list[Pair] = []
    unsure: list[tuple[Mention, str]] = []
    chained = False
    taken: dict[int, list[Pair]] = {}
    for index, group in enumerate(groups):
        if isinstance(group, Mention):
            continue
        after = _grade_at(groups, index + 1)
        before = _grade_at(groups, index - 1)
        moved = after is not None and any(group[-1].end <= one.start < after.start for one in hidden)
        left = after and _goes_before(sentence, text, group, after, chained=chained, moved=moved)
        right = before and _goes_after(sentence, text, before, group)
        if left and right:
            if left.labelled and not right.labelled:
                right = None
            else:
                unsure.append((left.grade, "ambiguous"))
                continue
        pair = left or right
        if pair:
            chained = chained or bool(left)
            taken.setdefault(pair.grade.start, []).append(pair)
    for candidates in taken.values():
        pairs += _strongest(candidates)
    return Pairs(tuple(pairs), tuple(unsure))


def _strongest(candidates: list[Pair]) -> list[Pair]:
    """Of the subjects that share a grade: areas, if there are any; a word for the council only if there is no other.

    "The council was rated good for help and protection" says nothing of the whole.
    """
    named = [pair for pair in candidates if any(_is_named(subject) for subject in pair.subjects)]
    return named or candidates


def _is_named(subject: Mention) -> bool:
    return subject.kind in (MentionKind.AREA, MentionKind.QUANTIFIER)


def _grade_at(groups: list[Mention | tuple[Mention, ...]], index: int) -> Mention | None:
    group = groups[index] if 0 <= index < len(groups) else None
    return group if isinstance(group, Mention) else None


def _groups(sentence: Sentence, found: tuple[Mention, ...]) -> list[Mention | tuple[Mention, ...]]:
    """The mentions, with subjects that are only joined ("A, B and C") taken together."""
    groups: list[Mention | tuple[Mention, ...]] = []
    for mention in found:
        last = groups[-1] if groups else None
        if not mention.is_subject:
            groups.append(mention)
        elif isinstance(last, tuple) and _joined(sentence.text, last, mention):
            groups[-1] = (*last, mention)
        else:
            groups.append((mention,))
    return groups


def _joined(text: str, group: tuple[Mention, ...], mention: Mention) -> bool:
    if not (_is_named(mention) and any(_is_named(member) for member in group)):
        return False
    between = text[group[-1].end : mention.start]
    if re.search(r"[–—:(]|\bincluding\b|\bnamely\b|\bwhich\b|\bthat is\b|\s-\s", between):
        return group[-1].kind is MentionKind.QUANTIFIER and bool(_JOINT.match(between))
    return bool(_JOINT.match(between)) and not re.search(r"\bwith\b(?! also)", between) and bool(between.strip())


def _blanked(text: str, hidden: tuple[Mention, ...], own: re.Pattern[str]) -> str:
    """The text with earlier grades, the council's own names and dates blanked, so that connecting words remain."""
    for mention in hidden:
        start = mention.start
        opening = re.search(r"(?:\b(?:up|down|on|out))?\s*\b(?:from|of)\b[^,.;]*$", text[:start])
        start = opening.start() if opening else start
        closing = re.match(
            r"[\"')]*(?: (?:rating|grade|judgement))?(?: (?:in|to)\b(?: (?:\w+ )?(?:19|20)\d\d)?)?(?: to\b)?",
            text[mention.end :],
        )
        end = mention.end + (closing.end() if closing else 0)
        text = text[:start] + " " * (end - start) + text[end:]
    for pattern in (own, _DATES):
        text = pattern.sub(lambda match: " " * len(match[0]), text)
    return text


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W\d_][\w'-]*|\d+|[^\s\w'\"]", text)


def _goes_before(
    sentence: Sentence, text: str, group: tuple[Mention, ...], grade: Mention, *, chained: bool, moved: bool
) -> Pair | None:
    """ "A [was rated] G": the pair, if the words between allow it.

    `chained` says that an earlier pair of the sentence has a verb that this one may leave out, `moved` that A left
    another grade behind ("has gone from inadequate to G").
    """
    between = text[group[-1].end : grade.start]
    if not _starts_clause(sentence, text, group[0]):
        return None
    if _LABELLED.fullmatch(between) and closes(sentence, grade):
        labelled = group[0].kind is not MentionKind.WHOLE
        return Pair(grade, group, labelled=True) if labelled and _label_fits(sentence, text, group, grade) else None
    words = [word for word in _words(between) if word not in "–—)-,:"]
    named = _is_named(group[-1])
    overall = group[-1].name is AreaName.OVERALL
    allowed = _LEFT_AREA if named and not overall else _LEFT
    if any(word not in allowed for word in words) or len(words) > 16 or not closes(sentence, grade):
        return None
    judged = any(word in JUDGED for word in words) or _judged_before(text, group[0]) or moved
    finite = is_finite(text[grade.start : grade.end])
    if not judged and (finite or set(words) & COPULA or (named and overall and words == ["of"])):
        return Pair(grade, group, plain=True)
    if judged or (
        chained and named and not [word for word in words if word not in ("as", "was", "were", "also", "both", "all")]
    ):
        return Pair(grade, group)
    if not words and sentence.whole and _fills(sentence, group, grade):
        return Pair(grade, group, labelled=True)
    return None


def _fills(sentence: Sentence, group: tuple[Mention, ...], grade: Mention) -> bool:
    """Whether an area and its grade are all that a paragraph holds: a row of a table."""
    return not re.sub(r"\W", "", sentence.text[: group[0].start] + sentence.text[grade.end :])


def _label_fits(sentence: Sentence, text: str, group: tuple[Mention, ...], grade: Mention) -> bool:
    """A label and its grade ("A: G", "A (G)") need a clear start; nothing but the next label or an end may follow."""
    before = text[: group[0].start].rstrip(" \"'")
    if (
        before
        and before[-1] not in ".,;:–—-)|(•"
        and not re.search(r"\b(?:the|its|our|and|for|on|that|as|are|were|was)$", before)
    ):
        return False
    return bool(
        re.match(
            r"[\"')\]]*\s*(?:$|[.,;:!?)\]|–—-]|and\b|while\b|but\b|with\b|overall\b|\()", sentence.text[grade.end :]
        )
    )


def _judged_before(text: str, subject: Mention) -> bool:
    """Whether a verb of judging stands just before its object ("inspectors rated [the] A ...")."""
    before = re.split(r"[,;.]", _STRIPPED.sub("", text[: subject.start]))[-1]
    words = _words(before)
    return any(word in JUDGED for word in words[-6:])


def _starts_clause(sentence: Sentence, text: str, subject: Mention) -> bool:
    before = text[: subject.start].rstrip(" \"'")
    before = _STRIPPED.sub("", before + " ").rstrip(" \"'")
    if not before or before[-1] in ",;:–—-()|.":
        return True
    words = _words(before)
    if not words:
        return True
    last = words[-1]
    if words[-2:] in (["inspection", "of"], ["inspection", "into"]) and subject.kind is MentionKind.SERVICE:
        return bool(re.match(r"\s*(?:has |have )?(?:ended|resulted|led|concluded)\b", text[subject.end :]))
    if last in ("for", "in"):
        return len(words) == 1
    # As in: graded the council on A (good).
    labelled = last == "on" and any(word in JUDGED for word in words)
    return labelled or last in BEFORE_SUBJECT or last in JUDGED


def _goes_after(sentence: Sentence, text: str, grade: Mention, group: tuple[Mention, ...]) -> Pair | None:
    """ "G [rating for] A": the pair, if the words between allow it and the subject ends its clause."""
    between = text[grade.end : group[0].start]
    if _SHARED.match(between):
        return Pair(grade, group)
    overall = group[0].kind is MentionKind.AREA and sentence.text[group[0].start :].startswith("overall ")
    if overall and ((not _words(between) and _marked(sentence, grade)) or _FORMING.search(text[: group[0].start])):
        return Pair(grade, (group[0],))
    if not _words(between) and _is_added(sentence, grade) and group[0].kind is MentionKind.AREA:
        return Pair(grade, (group[0],))
    labelled = bool(re.fullmatch(r"[\s\"')]*(?:[:–—]|-(?=\s))\s*", between)) and not re.sub(
        r"(?:rated|judged|graded)|\W", "", sentence.text[: grade.start]
    )
    # As in: G in two areas: A and B.
    between = re.sub(r"\b(areas?|categor(?:y|ies))\s*[,:–-]\s*$", r"\1 ", between)
    words = [word for word in _words(between) if word not in ")"]
    if not _ends_clause(sentence, text, group[-1]):
        return None
    if labelled:
        return Pair(grade, group, labelled=True)
    if any(word not in _RIGHT for word in words) or len(words) > 12:
        return None
    inward = text[group[0].start : group[0].end].startswith(("across ", "in ", "for "))
    if not inward and not set(words) & TOWARDS:
        return None
    return Pair(grade, group) if _marked(sentence, grade) or sentence.paragraph < 0 else None


def _marked(sentence: Sentence, grade: Mention) -> bool:
    """Whether a grade is marked as one: quoted, with a capital that its place does not explain, or told as judged."""
    quoted = sentence.text[grade.end : grade.end + 1] in ("'", '"')
    capital = sentence.raw[grade.start].isupper() and (grade.start > 0 or sentence.bullet)
    return quoted or capital or judges(sentence.text)


def _is_added(sentence: Sentence, grade: Mention) -> bool:
    """Whether a grade in quotation marks is added to one given before ("rated good, with 'outstanding' leadership")."""
    before = sentence.text[: grade.start]
    added = re.search(r"\b(?:with|underpinned by|including|alongside)(?: an?| its)? ?['\"]$", before)
    return bool(added) and sentence.text[grade.end : grade.end + 1] in ("'", '"') and judges(before)


def _ends_clause(sentence: Sentence, text: str, subject: Mention) -> bool:
    rest = text[subject.end :]
    if re.match(r"[\"')\]]*\s*(?:$|[.,;:!?)\]|–—-])", rest):
        return True
    verb = re.match(r"[\"')\]]*\s*(?:is|are|was|were|has|have)(?: been| also| now)*\s+([\w'-]+)", rest)
    if verb:
        # "A good rating for A is not the end" gives no grade.
        return verb[1] in JUDGED
    word = _NOUN_PHRASE.match(re.sub(r"^[\"')\]]*\s+", "", rest))
    return bool(
        word
        and word[1]
        in AFTER_GRADE - {"services", "children's", "standard", "standards", "report", "for", "to", "inspection"}
    )
