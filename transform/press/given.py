"""The grades that a release gives, sentence by sentence and list by list, before they are resolved to areas."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from transform.press.areas import AreaName, Scope
from transform.press.cues import MONTH
from transform.press.mentions import Mention, MentionKind, is_finite, mentions, other_name, own_name
from transform.press.pairs import Pair, Pairs, closes, pairs_of
from transform.press.quantifiers import Extent
from transform.press.records import AuthorityNames, EarlierGrade
from transform.press.spans import Sentence
from transform.press.standing import Standing, Stood, standing_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from transform.vocabulary import Grade

_SAID_BY_INSPECTORS = re.compile(r"\b(?:ofsted|inspectors?|inspectorate|inspection|report)\b")
# "Services for children in need of help and protection, looked after children and care leavers" names the single
# inspection as often as its areas.
_INSPECTION_TITLE = [AreaName.HELP, AreaName.CARE, AreaName.LEAVERS]
_PRESENT = re.compile(
    r"\b(?:now|today|currently|this|latest|new|recent|has|have|is|are|rates|judges|grades|says|gives|describes"
    r"|but|since then|however)\b"
)
_OPENING_PARAGRAPHS = 2
# Letters. Nobody words a grade at such length, and what does may be meant to keep a reader busy.
LONGEST_SENTENCE = 2000
_BARE_CLOSED = re.compile(
    r"[\"')\]]*\s*(?:$|[.,;:!?)–—|]|-\s|(?:overall|and|but|while|whilst|with|as|says?|ofsted|inspectors)\b)"
)
FULL_LABEL = re.compile(r"\bto be|\bto become|\bimprove\b")
_SAME_GRADE = re.compile(
    r"\b(?:this|the same|that) (?:top |highest )?(?:accolade|judg?e?ment|grade|grading|rating|verdict)"
    r"\b[^,;.]*\b(?:for|to|in)\b[\s\w']*$"
    r"|\bthe (?:judg?e?ment|grade|grading|rating|verdict) (?:also )?(?:applies|applied|extends|extended|covers"
    r"|was given|is given)\b(?: also)?(?: to| for)?[\s\w']*$"
)
_OF_THE_WHOLE = re.compile(
    r"[\"')\]\s]*(?:(?:overall|ofsted|rating|grade|grading|judg?e?ment|status|standard|verdict|score|again|once more"
    r"|today|now|by (?:[\w']+ ){0,4}?(?:ofsted(?:'s)?|inspectors|inspectorate|watchdog|regulator)(?: inspectors)?)\b"
    r"[\"')\s]*)*"
    r"(?:$|[.,;:!?)–—|]|-\s"
    r"|(?:with|and|but|while|whilst|following|after|which|who|because|since|despite|although|though|as|from|when|having"
    r"|compared|meaning|making|placing|putting|today|now|under|up|down|again|this|thanks|is|are|was|were|has|have"
    r"|throughout|due|so|that|children's)\b"
    r"|(?:in|for|at|on|across|during) (?:\s*(?:$|[.,;)])|(?:the |a |an |its |our |their |this |all )?(?:[\w'-]+ )?"
    r"(?:first|second|third|fourth|time|"
    + MONTH
    + r"|years?|months?|\d{4}|inspection|report|ofsted|row|overall|latest|recent|children's|services|service|new"
    r"|full|council|city|borough|county|england|country|quality)\b))"
)


@dataclass(frozen=True)
class Given:
    """A grade and what it is given to, with the words from `start` to `end` (characters of the release) that give
    it. The grade itself is printed from the one to the other end of `printed`.
    """

    subjects: tuple[Mention, ...]
    grade: Grade
    printed: tuple[int, int]
    start: int
    end: int


@dataclass(frozen=True)
class Doubt:
    """Words that may give a grade, and why that is not certain."""

    reason: str
    start: int
    end: int


@dataclass(frozen=True)
class Read:
    """A sentence with its mentions, how its grades stand, and what it gives."""

    sentence: Sentence
    found: tuple[Mention, ...]
    stood: dict[Mention, Stood]
    given: tuple[Given, ...]
    doubts: tuple[Doubt, ...]
    earlier: tuple[EarlierGrade, ...]

    def current(self) -> tuple[Mention, ...]:
        """The grades of this inspection."""
        return tuple(mention for mention, stood in self.stood.items() if stood.standing is Standing.CURRENT)

    def only(self, kind: MentionKind) -> bool:
        """Whether nothing but mentions of one kind, joined, stands in the sentence."""
        rest = self.sentence.text
        for mention in reversed(self.found):
            rest = rest[: mention.start] + " " + rest[mention.end :]
        rest = re.sub(r"\b(?:the|and|for|of|in|our|its|rated|judged|graded|services|work)\b|\W|_", "", rest)
        return not rest and bool(self.found) and all(mention.kind is kind for mention in self.found)


class SentenceReader:
    """Reads sentences of one council's release about one inspection."""

    def __init__(self, names: AuthorityNames, scope: Scope) -> None:
        self._own = own_name(names)
        self._foreign = other_name(names)
        self._names = names
        self._scope = scope

    def read(self, sentence: Sentence) -> Read:
        """Read one sentence; one longer than LONGEST_SENTENCE is left unread."""
        if len(sentence.text) > LONGEST_SENTENCE:
            return Read(sentence, (), {}, (), (), ())
        found = mentions(sentence, self._own)
        grades = [mention for mention in found if mention.kind is MentionKind.GRADE]
        named = _without_own(sentence, self._names)
        stood = {grade: standing_of(named, grade, found, self._scope, self._foreign) for grade in grades}
        kept = tuple(
            mention for mention in found if mention.is_subject or stood[mention].standing is not Standing.EARLIER
        )
        hidden = tuple(mention for mention in grades if mention not in kept)
        pairs = pairs_of(sentence, kept, self._own, hidden)
        given, doubts = self._given(sentence, pairs, stood, found)
        return Read(sentence, found, stood, given, doubts, tuple(_earlier(sentence, stood)))

    def _given(
        self, sentence: Sentence, pairs: Pairs, stood: dict[Mention, Stood], found: tuple[Mention, ...]
    ) -> tuple[tuple[Given, ...], tuple[Doubt, ...]]:
        given: list[Given] = []
        doubts = [
            Doubt(reason, sentence.start, sentence.start + len(sentence.text))
            for grade, reason in pairs.unsure
            if stood[grade].standing is Standing.CURRENT
        ]
        for pair in pairs.pairs:
            standing = stood[pair.grade]
            made = _made(sentence, pair)
            if standing.standing is Standing.UNSURE:
                doubts.append(Doubt(standing.reason, made.start, made.end))
            elif standing.standing is Standing.CURRENT:
                why = self._why_not(sentence, pair, found, stood)
                if why:
                    doubts.append(Doubt(why, made.start, made.end))
                else:
                    given.append(made)
        return tuple(given), tuple(doubts)

    def _why_not(self, sentence: Sentence, pair: Pair, found: tuple[Mention, ...], stood: dict[Mention, Stood]) -> str:
        text = sentence.text
        if sentence.spoken(pair.subjects[0].start):
            return "quotation"
        if _goes_on_with_the_past(text, pair, stood):
            return "told_after_earlier"
        if _beside_another_grade(text, pair, found):
            return "several_grades"
        title = [subject.name for subject in pair.subjects] == _INSPECTION_TITLE
        if title and not pair.labelled and text.startswith("services for", pair.subjects[0].start):
            return "title_of_the_inspection"
        if pair.plain and not _is_finding(sentence, pair):
            return "may_be_narrative"
        if _is_bare(sentence, pair) and not _BARE_CLOSED.match(text[pair.grade.end :]):
            return "may_be_narrative"
        whole = pair.subjects[-1].kind in (MentionKind.SERVICE, MentionKind.WHOLE)
        if whole and pair.subjects[-1].start < pair.grade.start:
            rest = self._own.sub("", text[pair.grade.end :])
            if not _OF_THE_WHOLE.match(rest) or _tells_of_an_area(text, pair, found):
                return "part_of_the_service"
        return ""


def _goes_on_with_the_past(text: str, pair: Pair, stood: dict[Mention, Stood]) -> bool:
    """Whether a semicolon alone parts the grade from an earlier inspection's."""
    for grade, how in stood.items():
        between = text[grade.end : pair.grade.start]
        if (
            how.standing is Standing.EARLIER
            and how.reason == "past"
            and ";" in between
            and not _PRESENT.search(between)
        ):
            return True
    return False


def _is_bare(sentence: Sentence, pair: Pair) -> bool:
    """Whether the grade is worded "requires improvement" as a verb, which other things than areas do too."""
    printed = sentence.text[pair.grade.start : pair.grade.end]
    return pair.plain and is_finite(printed) and not FULL_LABEL.search(printed)


def _tells_of_an_area(text: str, pair: Pair, found: tuple[Mention, ...]) -> bool:
    """Whether "services" are those of an area named before ("for care leavers, services were good")."""
    if pair.subjects[-1].kind is not MentionKind.WHOLE:
        return False
    before = [mention for mention in found if mention.end <= pair.subjects[0].start]
    return (
        bool(before)
        and before[-1].kind is MentionKind.AREA
        and bool(re.search(r"\b(?:for|in|on|of) $", text[: before[-1].start]))
    )


def _without_own(sentence: Sentence, names: AuthorityNames) -> Sentence:
    """The sentence with the council's own names blanked, so that no other council's name is found inside one."""
    raw = sentence.raw
    for name in sorted(names.own, key=len, reverse=True):
        if name:
            raw = raw.replace(name.replace("’", "'"), " " * len(name))
    return Sentence(
        sentence.start, sentence.text, raw, sentence.paragraph, sentence.bullet, sentence.whole, sentence.speech
    )


def _made(sentence: Sentence, pair: Pair) -> Given:
    places = [pair.grade.start, pair.grade.end]
    for subject in pair.subjects:
        places += [subject.start, subject.end]
    return Given(
        _members(pair.subjects, sentence.text),
        grade_of(pair.grade),
        (sentence.start + pair.grade.start, sentence.start + pair.grade.end),
        sentence.start + min(places),
        sentence.start + max(places),
    )


def grade_of(mention: Mention) -> Grade:
    """The grade that a mention of a grade names."""
    if mention.grade is None:
        raise ValueError("a mention of a grade has a grade")
    return mention.grade


def _members(subjects: tuple[Mention, ...], text: str) -> tuple[Mention, ...]:
    """The subjects, without a count that only introduces the names after it ("the other three areas - A, B and C")."""
    first, *rest = subjects
    quantifier = first.quantifier
    if quantifier is None or not rest or not all(member.kind is MentionKind.AREA for member in rest):
        return subjects
    between = text[first.end : rest[0].start]
    if "including" in between or re.fullmatch(r",? (?:and|plus|as well as|along with)(?: \w+)* ?", between):
        return subjects
    if quantifier.extent is Extent.SOME or quantifier.number in (None, len(rest)):
        return tuple(rest)
    return subjects


def _beside_another_grade(text: str, pair: Pair, found: tuple[Mention, ...]) -> bool:
    """Whether two grades stand side by side for the same subjects ("good and outstanding across all areas")."""
    for mention in found:
        if mention.kind is MentionKind.GRADE and mention != pair.grade:
            low, high = sorted((mention, pair.grade), key=lambda one: one.start)
            if re.fullmatch(r"[\"'\s,]*(?:and|or|&|/|,|\||\s)*[\"'\s]*", text[low.end : high.start]):
                return True
    return False


def _is_finding(sentence: Sentence, pair: Pair) -> bool:
    """Whether "A is good" gives a grade: worded in full, marked as a grade, or the news itself."""
    text = sentence.text
    if is_finite(text[pair.grade.start : pair.grade.end]) and FULL_LABEL.search(
        text[pair.grade.start : pair.grade.end]
    ):
        return True
    marked = text[pair.grade.start - 1 : pair.grade.start] in ("'", '"') or sentence.raw[pair.grade.start].isupper()
    if marked or any(subject.formal for subject in pair.subjects):
        return True
    subject = pair.subjects[0]
    if subject.kind is MentionKind.AREA and subject.formal:
        return True
    return sentence.paragraph < _OPENING_PARAGRAPHS and bool(_SAID_BY_INSPECTORS.search(text))


def _earlier(sentence: Sentence, stood: dict[Mention, Stood]) -> Iterator[EarlierGrade]:
    for grade, how in stood.items():
        if how.standing is Standing.EARLIER and grade.grade and closes(sentence, grade):
            yield EarlierGrade(
                grade=grade.grade,
                when=_as_printed(sentence, how.when),
                quote=sentence.raw[grade.start : grade.end],
                char_start=sentence.start + grade.start,
                char_end=sentence.start + grade.end,
            )


def _as_printed(sentence: Sentence, when: str | None) -> str | None:
    at = sentence.text.find(when) if when else -1
    return sentence.raw[at : at + len(when)] if when and at >= 0 else when


def told_after_past(reads: tuple[Read, ...]) -> Iterator[Read]:
    """Sentences that may go on telling of an earlier inspection: after one that does, with no word of the present.

    "In 2021 services were rated inadequate. Leadership was judged inadequate." The second tells of nobody knows when.
    """
    past = -1
    for read in reads:
        stood = [one for one in read.stood.values() if one.standing in (Standing.CURRENT, Standing.EARLIER)]
        present = bool(_PRESENT.search(read.sentence.text))
        if past == read.sentence.paragraph and not present:
            yield read
        elif read.stood or present:
            told = bool(stood) and all(one.standing is Standing.EARLIER and one.reason == "past" for one in stood)
            past = read.sentence.paragraph if told else -1


def same_grade(before: Read | None, read: Read) -> Given | None:
    """A sentence that says "this grade applies to A" after one that gives a single grade."""
    if before is None or any(mention.kind is MentionKind.GRADE for mention in read.found):
        return None
    grades = {given.grade for given in before.given}
    text = read.sentence.text
    for index, mention in enumerate(read.found):
        if mention.kind in (MentionKind.AREA, MentionKind.QUANTIFIER) and _SAME_GRADE.search(text[: mention.start]):
            subjects = read.found[index:]
            joined = all(member.kind in (MentionKind.AREA, MentionKind.QUANTIFIER) for member in subjects)
            if len(grades) != 1 or len(before.current()) != 1 or not joined or read.sentence.spoken(mention.start):
                return None
            given = before.given[-1]
            return Given(
                subjects,
                given.grade,
                given.printed,
                given.printed[0],
                read.sentence.start + subjects[-1].end,
            )
    return None
