"""What a release is about: decided by what its body says; where that leaves a doubt the kind is `other`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from transform.press import subjects
from transform.press.narration import narration
from transform.press.records import AuthorityNames, Page, ReleaseKind
from transform.press.spans import Sentence, lower, plain, title_sentences
from transform.press.windows import stated_visit, stated_window

# The sentences that say what a release is about stand in its title and first paragraphs.
LEAD_PARAGRAPHS = 4

SIF_FROM, ILACS_FROM = date(2013, 11, 1), date(2018, 1, 1)
# Reports of the last inspections under the one framework came out until February 2018, the other's first in March.
FIRST_SIF_REPORT, LAST_SIF_YEAR, FIRST_ILACS_REPORT = date(2014, 2, 1), date(2017, 12, 31), date(2018, 4, 1)

_ILACS_WORDS = re.compile(r"\bilacs\b|impact of leaders on social (?:work|care) practice")
_SIF_WORDS = re.compile(
    r"\bsingle inspection framework\b|\bsif\b|achieving permanence|leadership,? management and governance|\blscb\b"
    r"|local safeguarding children(?:['’]s)? board"
)
_MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_HELD_IN = re.compile(
    r"\b(?:inspect\w*|carried out|took place|undertaken|visited)\b[^.]{0,80}?\bin (?:early |late |mid-)?"
    rf"({'|'.join(_MONTHS)}) ((?:19|20)\d\d)\b"
)
_SERVICES = (
    r"(?:children['’]?s(?: and \w+)? (?:social (?:care|work) )?(?:services?|social care|department)"
    r"|services for children)"
)


@dataclass(frozen=True)
class _Evidence:
    """What the title and the first paragraphs say of the event that the release reports."""

    formal: bool
    services: bool
    verdict: bool
    focused: bool
    monitoring: bool
    joint: bool
    area_send: bool
    other_subject: bool
    mention: bool


def kind_of(page: Page, names: AuthorityNames) -> ReleaseKind:
    """Return what a release is about. Words that somebody is quoted with do not count."""
    body = [sentence for sentence in narration(page) if not subjects.is_attribution(sentence)]
    title = [*title_sentences(page)]
    everything = " ".join(sentence.text for sentence in (*title, *body))
    if not subjects.INSPECTING.search(everything):
        return ReleaseKind.OTHER
    lead = [sentence for sentence in body if sentence.paragraph < LEAD_PARAGRAPHS]
    if _is_of_neighbour([*title, *lead], names):
        return ReleaseKind.NOT_ABOUT_THE_COUNCIL
    year = page.published_on.year if page.published_on else None
    told = _evidence([*title, *lead], year)
    kind = _kind_of_event(page, told, body, _evidence(title, year))
    if kind is not None:
        return kind
    if told.other_subject or _is_aside(everything):
        return ReleaseKind.NOT_ABOUT_THE_COUNCIL
    rest = _evidence(body, year)
    if rest.formal and rest.verdict and not rest.focused and not rest.monitoring:
        return _framework(page, body, year)
    return ReleaseKind.OTHER


def _kind_of_event(page: Page, told: _Evidence, body: list[Sentence], title: _Evidence) -> ReleaseKind | None:
    """The kind that the first paragraphs give; None when they tell of no inspection of the council's services."""
    everything = " ".join(sentence.text for sentence in body)
    full = told.formal or (told.verdict and (told.services or (told.mention and not told.other_subject)))
    if told.joint and not (told.formal and told.verdict and not title.joint):
        return ReleaseKind.JTAI
    if told.area_send and not title.services and not (told.formal and told.verdict):
        return ReleaseKind.AREA_SEND
    if told.other_subject and not told.mention and not told.formal:
        return ReleaseKind.NOT_ABOUT_THE_COUNCIL
    visit = _visit(page, told, everything, title)
    if visit is not None and not (full and _says_more(told, title)):
        return visit
    if visit is not None:
        return ReleaseKind.OTHER
    if told.other_subject and not told.formal and not (told.services and not title.other_subject):
        return ReleaseKind.NOT_ABOUT_THE_COUNCIL
    if full or told.services:
        return _framework(page, body, page.published_on.year if page.published_on else None)
    return None


def _visit(page: Page, told: _Evidence, everything: str, title: _Evidence) -> ReleaseKind | None:
    """The kind of visit that the first paragraphs report, if they do."""
    named = title if title.focused != title.monitoring else told
    if named.focused != named.monitoring:
        return ReleaseKind.FOCUSED_VISIT if named.focused else ReleaseKind.MONITORING_VISIT
    if named.focused:
        return ReleaseKind.OTHER
    brief = subjects.SHORT_VISIT.search(everything) or (stated_visit(page).window and "letter" in everything)
    if brief and subjects.NOT_FULL.search(everything) and not told.formal:
        return None if re.search(r"\binadequate\b|\bmonitoring\b", everything) else ReleaseKind.FOCUSED_VISIT
    return None


def _says_more(told: _Evidence, title: _Evidence) -> bool:
    """Whether a release that names a visit in its first paragraphs is rather about a full inspection."""
    return told.formal and told.verdict and not (title.focused or title.monitoring)


def _evidence(told: list[Sentence], year: int | None) -> _Evidence:
    def says(pattern: re.Pattern[str], among: list[Sentence]) -> bool:
        return any(subjects.tells_of_now(pattern, sentence.text, year) for sentence in among)

    visits = [
        sentence for sentence in told if says(subjects.FOCUSED, [sentence]) or says(subjects.MONITORING, [sentence])
    ]
    elsewhere = [sentence for sentence in told if subjects.ELSE.search(sentence.text)]
    not_visits = [sentence for sentence in told if sentence not in visits]
    of_services = [
        sentence for sentence in not_visits if sentence not in elsewhere and not subjects.NATIONAL.search(sentence.text)
    ]
    return _Evidence(
        formal=says(subjects.FORMAL, not_visits),
        services=says(subjects.SERVICES, of_services),
        verdict=says(subjects.VERDICT, of_services),
        focused=says(subjects.FOCUSED, told),
        monitoring=says(subjects.MONITORING, told),
        joint=says(subjects.JOINT, told),
        area_send=any(
            (subjects.SEND_NAME.search(sentence.raw) or "local area partnership" in sentence.text)
            and (sentence not in elsewhere or subjects.OF_THE_AREA.search(sentence.text))
            for sentence in told
            if says(subjects.AREA_SEND, [sentence])
        ),
        other_subject=any(
            subjects.INSPECTING.search(sentence.text) or says(subjects.VERDICT, [sentence]) for sentence in elsewhere
        ),
        mention=any(subjects.MENTION.search(sentence.text) for sentence in told),
    )


def _is_aside(everything: str) -> bool:
    """Whether inspectorates are named only in passing, with no outcome, or for national counts."""
    without = subjects.REGISTERED_ONLY.sub(" ", everything)
    return not subjects.INSPECTING.search(without) or bool(subjects.NATIONAL.search(without))


def _framework(page: Page, body: list[Sentence], year: int | None) -> ReleaseKind:
    """Which framework an inspection of children's services is of, by its day; by its own words where there is none."""
    everything = " ".join(sentence.text for sentence in body)
    if subjects.PILOT.search(everything):
        return ReleaseKind.OTHER
    held = _held_on(page, body, year)
    if held is not None:
        if held >= ILACS_FROM:
            return ReleaseKind.ILACS
        return ReleaseKind.SIF if held >= SIF_FROM else ReleaseKind.OTHER
    if page.published_on is not None and page.published_on >= FIRST_ILACS_REPORT:
        return ReleaseKind.ILACS
    if page.published_on is not None and page.published_on < FIRST_SIF_REPORT:
        return ReleaseKind.OTHER
    if page.published_on is not None and page.published_on <= LAST_SIF_YEAR:
        return ReleaseKind.SIF
    ilacs = any(subjects.tells_of_now(_ILACS_WORDS, sentence.text, year) for sentence in body)
    sif = any(subjects.tells_of_now(_SIF_WORDS, sentence.text, year) for sentence in body)
    if ilacs == sif:
        return ReleaseKind.OTHER
    return ReleaseKind.ILACS if ilacs else ReleaseKind.SIF


def _held_on(page: Page, body: list[Sentence], year: int | None) -> date | None:
    """The inspection's first day, or the first of the month that it was in."""
    if window := stated_window(page).window:
        return window.start
    for sentence in body:
        for match in _HELD_IN.finditer(sentence.text):
            held = date(int(match[2]), _MONTHS.index(match[1]) + 1, 1)
            if subjects.tells_of_now(_HELD_IN, sentence.text, year) and (year is None or year - 1 <= held.year <= year):
                return held
    return None


def _is_of_neighbour(told: list[Sentence], names: AuthorityNames) -> bool:
    """Whether the services whose inspection is told of are another council's.

    So it is when the title or the first sentence about children's services names another council as theirs, and no
    sentence there names the newsroom's own.
    """
    own, others = _services_of(names.own), _services_of(names.others)
    if others is None:
        return False
    theirs = [lower(plain(sentence.raw)) for sentence in told]
    masked = [_without(names.own, text) for text in theirs]
    first = next((text for text in masked if others.search(text)), None)
    if first is None or (own is not None and any(own.search(text) for text in theirs)):
        return False
    return any(subjects.SERVICES.search(text) for text in masked if others.search(text))


@lru_cache(maxsize=512)
def _services_of(names: tuple[str, ...]) -> re.Pattern[str] | None:
    """What names councils' services: "Stockport's children's services", "children's services in Stockport"."""
    if not names:
        return None
    named = "|".join(re.escape(lower(plain(name))) for name in sorted(names, key=len, reverse=True))
    return re.compile(
        rf"\b(?:{named})\b(?:['’]s?)?(?: (?:\w+ )?council(?:['’]?s)?)?(?: \w+)? {_SERVICES}"
        rf"|{_SERVICES} (?:in|on|at|for|across|run by|of)(?: the)?(?: \w+ of)? (?:{named})\b(?! (?:road|street))"
    )


def _without(names: tuple[str, ...], text: str) -> str:
    for name in sorted(names, key=len, reverse=True):
        text = re.sub(rf"\b{re.escape(lower(plain(name)))}\b", " ", text)
    return text
