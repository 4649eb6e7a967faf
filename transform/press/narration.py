"""What a release says in its own words: its sentences as far as nobody is quoted in them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from transform.press.spans import Sentence, sentences

if TYPE_CHECKING:
    from transform.press.records import Page


def narration(page: Page) -> list[Sentence]:
    """Return the sentences of the body up to where somebody's words begin, in order."""
    return [told for sentence in sentences(page) if (told := _own_words(sentence)) is not None]


def _own_words(sentence: Sentence) -> Sentence | None:
    front = min((low for low, _ in sentence.speech), default=len(sentence.text))
    if front <= 0:
        return None
    return replace(sentence, text=sentence.text[:front], raw=sentence.raw[:front]) if sentence.speech else sentence
