"""A release's text as sentences with offsets, and which stretches of it are somebody's words.

All offsets count characters of `Page.text` from 0. `plain` keeps the length of what it is given, so that a place found
in the plain text is the same place in the release.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from transform.press.records import Page

_PLAIN = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "\u00a0": " ", "\t": " ", "\u2011": "-"})
_BULLET = re.compile(r"\s*(?:[-–—•·*●▪◦]|\(?[a-z0-9]{1,2}[.)])\s+")
_BREAK = re.compile(r"(?<=[.!?])['\")\]]*\s+(?=['\"(\[]*[A-Z0-9•])")
_ABBREVIATED = re.compile(r"(?:\b(?:cllr|mr|mrs|ms|dr|st|e\.g|i\.e|no|prof|rev|hon)|\b[A-Z])\.$", re.IGNORECASE)

_SAYS = re.compile(
    r"\b(?:said|says|saying|added|adds|commented|comments|explained|continued|stated|concluded"
    r"|remarked)\b[^.\"]{0,80}?(?:[:,]\s*(?=[A-Z\"'])|:\s*$)"
)
_FIRST_PERSON = re.compile(r"\b(?:we|we're|we've|our|us|i|i'm|i've|my|me)\b", re.IGNORECASE)
_INSPECTING = re.compile(r"\b(?:ofsted|inspectors?|inspectorate|report|watchdog|hmi)\b", re.IGNORECASE)
_DOUBLE = re.compile(r"\"([^\"]*)(\"|$)")
_SINGLE = re.compile(r"(?<!\w)'(?=\w)((?:[^'\"]|(?<=\w)'(?=\w)|(?<=s)'(?= [a-z]+ ))*)(?<=[\w.,!?])'(?!\w)")
_GRADE_WORDS = re.compile(
    r"\b(?:(?:requir|need)\w*\s+(?:some\s+|further\s+)?improvement(?:\s+(?:in order )?to be (?:\w+ as )?good)?"
    r"|outstanding|inadequate|adequate|good)\b",
    re.IGNORECASE,
)
_QUOTED_BESIDE_GRADE = 2


@dataclass(frozen=True)
class Sentence:
    """One sentence, item of a list or cell: `text` is `page.text[start:end]` made plain, in lower case.

    `paragraph` is its paragraph's index (-1 for the title); `whole` says that it is all that its paragraph holds;
    `raw` keeps the capitals.
    """

    start: int
    text: str
    raw: str
    paragraph: int
    bullet: bool
    whole: bool
    speech: tuple[tuple[int, int], ...] = ()

    def spoken(self, at: int) -> bool:
        """Whether this place (counted from the sentence's start) stands in somebody's words."""
        return any(low <= at < high for low, high in self.speech)


def plain(text: str) -> str:
    """The text with typewriter quotation marks and plain spaces, as long as it was."""
    return text.translate(_PLAIN)


def lower(text: str) -> str:
    """The text in lower case, as long as it was."""
    return "".join(small if len(small := letter.lower()) == 1 else letter for letter in text)


def sentences(page: Page) -> tuple[Sentence, ...]:
    """Every sentence of the body, in order."""
    found: list[Sentence] = []
    start = 0
    speaking = False
    for number, (paragraph, bullet) in enumerate(zip(page.paragraphs, page.bullets, strict=True)):
        text = plain(paragraph)
        speech, speaking = _speech(text, carried=speaking and not bullet)
        found += _of_paragraph(text, start, number, bullet, speech)
        start += len(paragraph) + 1
    return tuple(found)


def title_sentences(page: Page) -> tuple[Sentence, ...]:
    """The title's sentences; their offsets count the title's characters."""
    text = plain(page.title)
    return tuple(_of_paragraph(text, 0, -1, False, _speech(text, carried=False)[0]))


def _of_paragraph(
    text: str, start: int, number: int, bullet: bool, speech: list[tuple[int, int]]
) -> Iterator[Sentence]:
    mark = _BULLET.match(text)
    begin = mark.end() if mark else 0
    cuts = [begin, *_cuts(text, begin), len(text)]
    for low, high in itertools.pairwise(cuts):
        raw = text[low:high].rstrip()
        if not raw:
            continue
        yield Sentence(
            start=start + low,
            text=lower(raw),
            raw=raw,
            paragraph=number,
            bullet=bullet or bool(mark),
            whole=len(cuts) == 2,
            speech=tuple((left - low, right - low) for left, right in speech if right > low and left < high),
        )


def _cuts(text: str, begin: int) -> Iterator[int]:
    for match in _BREAK.finditer(text, begin):
        if not _ABBREVIATED.search(text[max(begin, match.start() - 12) : match.start()]):
            yield match.end()


def _speech(text: str, *, carried: bool) -> tuple[list[tuple[int, int]], bool]:
    """Where a person's words stand in a paragraph, and whether they may go on in the next one.

    These are what follows "said:", long quoted passages, and paragraphs that go on with a quotation (`carried`): up to
    its end, or, where nothing ends it, as long as they do not tell of the inspection without a word such as "we". A
    quoted grade ("good") and a quoted name of an area are labels, not speech.
    """
    marks = [match.start() for match in re.finditer('"', text)]
    opening = [mark for mark in marks if _opens(text, mark)]
    if carried and marks and marks[0] not in opening:
        return [(0, marks[0] + 1), *_quoted(text, marks[0] + 1)], False
    says = _SAYS.search(text)
    if says and not _INSPECTING.search(text[: says.start()].rsplit(".", 1)[-1]):
        return [(says.end(), len(text))], _is_open(text, opening, marks) or says.end() == len(text)
    if _is_open(text, opening, marks):
        return [*_quoted(text[: opening[-1]], 0), (opening[-1], len(text))], True
    if len(marks) == 1 and not opening:
        return [(0, marks[0] + 1)], False
    if re.match(r"\s*'(?=\w[^\"']*$)", text):
        return [(0, len(text))], True
    if carried and not marks and (_FIRST_PERSON.search(text) or not _INSPECTING.search(text)):
        return [(0, len(text))], True
    return _quoted(text, 0), False


def _opens(text: str, mark: int) -> bool:
    return mark + 1 < len(text) and not text[mark + 1].isspace() and (mark == 0 or text[mark - 1] in " (:,'")


def _is_open(text: str, opening: list[int], marks: list[int]) -> bool:
    """Whether the paragraph's last quotation is not closed in it."""
    return bool(opening) and opening[-1] == marks[-1] and text.count('"') % 2 == 1


def _quoted(text: str, begin: int) -> list[tuple[int, int]]:
    found = [match.span() for match in _DOUBLE.finditer(text, begin) if _is_speech(match[1])]
    return found + [match.span() for match in _SINGLE.finditer(text, begin) if _is_speech(match[1])]


def _is_speech(quoted: str) -> bool:
    if not _GRADE_WORDS.search(quoted):
        return len(quoted.split()) > 15
    return len(re.findall(r"\w+", _GRADE_WORDS.sub(" ", quoted))) > _QUOTED_BESIDE_GRADE
