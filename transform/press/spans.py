"""A release's text as sentences with offsets, and which stretches of it are somebody's words.

All offsets count characters of `Page.text` from 0. `plain` keeps the length of what it is given, so that a place found
in the plain text is the same place in the release.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from transform.press.records import Page

_PLAIN = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "\u00a0": " ", "\t": " ", "\u2011": "-"})
_BULLET = re.compile(r"\s*(?:[-–—•·*●▪◦]|\(?[a-z0-9]{1,2}[.)])\s+")
_BREAK = re.compile(r"(?<=[.!?])['\")\]]*\s+(?=['\"(\[]*[A-Z0-9•])")
_ABBREVIATED = re.compile(r"(?:\b(?:cllr|mr|mrs|ms|dr|st|e\.g|i\.e|no|prof|rev|hon)|\b[A-Z])\.$", re.IGNORECASE)

_SAYS = re.compile(
    r"\b(?:said|says|saying|added|adds|commented|comments|explained|continued|stated|concluded|remarked)\b[^.\"]{0,80}?[:,]\s*(?=[A-Z\"'])"
)
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
    for number, (paragraph, bullet) in enumerate(zip(page.paragraphs, page.bullets, strict=True)):
        found += _of_paragraph(paragraph, start, number, bullet)
        start += len(paragraph) + 1
    return tuple(found)


def title_sentences(page: Page) -> tuple[Sentence, ...]:
    """The title's sentences; their offsets count the title's characters."""
    return tuple(_of_paragraph(page.title, 0, -1, bullet=False))


def _of_paragraph(paragraph: str, start: int, number: int, bullet: bool) -> Iterator[Sentence]:
    text = plain(paragraph)
    mark = _BULLET.match(text)
    begin = mark.end() if mark else 0
    speech = _speech(text)
    cuts = [begin, *_cuts(text, begin), len(text)]
    for low, high in zip(cuts, cuts[1:], strict=False):
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
        if not _ABBREVIATED.search(text[begin : match.start()]):
            yield match.end()


def _speech(text: str) -> list[tuple[int, int]]:
    """Where a person's words stand: what follows "said:", long quoted passages, paragraphs that go on with a quotation.

    A quoted grade ("good") and a quoted name of an area are labels, not speech.
    """
    found: list[tuple[int, int]] = []
    says = _SAYS.search(text)
    if says and not _INSPECTING.search(text[: says.start()].rsplit(".", 1)[-1]):
        found.append((says.end(), len(text)))
    if re.match(r"\s*[\"'](?=\w[^\"']*$)", text):
        found.append((0, len(text)))
    if text.count('"') == 1 and not text.lstrip().startswith('"'):
        mark = text.index('"')
        opens = mark + 1 < len(text) and not text[mark + 1].isspace() and (mark == 0 or text[mark - 1] in " (:,")
        found.append((mark, len(text)) if opens else (0, mark + 1))
        return found
    found += [match.span() for match in _DOUBLE.finditer(text) if _is_speech(match[1])]
    found += [match.span() for match in _SINGLE.finditer(text) if _is_speech(match[1])]
    return found


def _is_speech(quoted: str) -> bool:
    if not _GRADE_WORDS.search(quoted):
        return len(quoted.split()) > 15
    return len(re.findall(r"\w+", _GRADE_WORDS.sub(" ", quoted))) > _QUOTED_BESIDE_GRADE
