"""What named people are quoted with in a release: who, in which role, and their words whole."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from transform.press.attribution import SAID, Speaker, is_pronoun, speaker_after, speaker_before, surname_of
from transform.press.quotations import Quotation, quotations
from transform.press.records import Page, Statement

# Shorter stretches between quotation marks are titles, grades and single words of a report, not a person's statement.
LEAST_WORDS = 4

_LABEL = re.compile(r"^[^“\":]{3,160}:\s*$")


@dataclass
class _Speech:
    """A speech while it is being read."""

    speaker: Speaker
    parts: list[str]


def statements(page: Page) -> tuple[Statement, ...]:
    """Return the statements of the people whom the release names, in order; quotations of reports are none."""
    speeches: list[_Speech] = []
    goes_on = False  # whether the paragraph before ended within, or with, a person's words
    announced: Speaker | None = None
    for paragraph in page.paragraphs:
        quoted = list(quotations(paragraph))
        starts = bool(quoted) and quoted[0].start <= 1
        found = _attributed(paragraph, quoted, speeches)
        if found is None and starts and announced is not None:
            found = announced, quoted
        announced = None
        if found is not None:
            speeches.append(_Speech(found[0], [_joined(found[1])]))
            goes_on = True
        elif goes_on and starts:
            speeches[-1].parts.append(_joined(quoted))
        else:
            goes_on = False
            announced = None if quoted else _announced(paragraph, speeches)
    return tuple(
        Statement(speech.speaker.name, speech.speaker.role, speech.speaker.organisation, "\n".join(speech.parts))
        for speech in speeches
        if len(" ".join(speech.parts).split()) >= LEAST_WORDS
    )


def _joined(quoted: list[Quotation]) -> str:
    """A speech's words: what interrupts it is left out, and so are grades and names between quotation marks."""
    return " ".join(quote.text for quote in quoted if _is_speech(quote)).rstrip(" ,")


def _is_speech(quote: Quotation) -> bool:
    return not quote.closed or len(quote.text.split()) >= LEAST_WORDS or quote.text.endswith((".", "!", "?"))


def _announced(paragraph: str, speeches: list[_Speech]) -> Speaker | None:
    """Who a paragraph without a quotation says will speak in the next: "Jane Roe, director, said:"."""
    if not paragraph.rstrip().endswith((":", "said", "said,")) or len(paragraph) > 400:
        return None
    said = list(SAID.finditer(paragraph))
    if said:
        return _known(paragraph[: said[-1].start()], speeches)
    if not _LABEL.match(paragraph):
        return None
    speaker = speaker_before(paragraph.rstrip(" :"))
    return speaker if speaker and speaker.role else None


def _attributed(
    paragraph: str, quoted: list[Quotation], speeches: list[_Speech]
) -> tuple[Speaker, list[Quotation]] | None:
    """Who a paragraph names as the speaker, and of which of its quotations.

    The name stands in front of the first of them, between two, or behind the last.
    """
    for at in (at for at, quote in enumerate(quoted) if _is_speech(quote)):
        speaker = _in_front(paragraph[quoted[at - 1].end if at else 0 : quoted[at].start], speeches)
        if speaker is not None:
            return speaker, quoted[at:]
        end = quoted[at + 1].start if at + 1 < len(quoted) else len(paragraph)
        speaker = _behind(paragraph[quoted[at].end : end], speeches)
        if speaker is not None:
            return speaker, quoted[at:]
    return None


def _in_front(words: str, speeches: list[_Speech]) -> Speaker | None:
    said = list(SAID.finditer(words))
    if said and len(words) - said[-1].end() <= 80:
        return _known(words[: said[-1].start()], speeches)
    if words.strip().endswith(":"):
        speaker = speaker_before(words.rstrip(" :"))
        return speaker if speaker and speaker.role else None
    return None


def _behind(words: str, speeches: list[_Speech]) -> Speaker | None:
    words = words.strip()
    if re.match(r"[–—-]\s*\S", words):
        speaker = speaker_before(words)
        return speaker if speaker and speaker.role else None
    said = SAID.search(words)
    if not said or re.match(r"[.!?]\s", words) or words.endswith(":"):
        return None
    if words[: said.start()].strip(" ,"):
        return _known(words[: said.start()], speeches) if said.start() <= 200 else None
    return speaker_after(words[said.end() :])


def _known(words: str, speeches: list[_Speech]) -> Speaker | None:
    """Who is named in front of "said"; a pronoun or a surname alone stands for one who spoke before."""
    if is_pronoun(words):
        return speeches[-1].speaker if speeches else None
    speaker = speaker_before(words)
    name = surname_of(words)
    for speech in reversed(speeches):
        if name and (speech.speaker.name == name or speech.speaker.name.split()[-1] == name.split()[-1]):
            return replace(speech.speaker)
    return speaker
