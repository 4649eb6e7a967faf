"""The facts of a letter on a joint targeted area inspection, and what speaks against them.

What is not printed, or printed in words that are not known, is absent with an issue that says so.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from transform.printed_dates import find_windows, parse_date, reads_whole
from transform.readers.jtai_opening import Opening, area_in_text, inspectorates, same_area, theme_words
from transform.records import DocumentIssue, Severity, Window
from transform.themes import theme_of

if TYPE_CHECKING:
    from datetime import date

_INSPECTED = (
    r"(?:(?:took|was taking) place|ran|(?:was|were) (?:carried out|undertaken|conducted|completed|held|on[- ]site))"
)
_BODY = r"(?:Ofsted|CQC|Care Quality Commission|HMI|HMICFRS|(?:HM|Her Majesty[’']s|His Majesty[’']s) Inspect)"
# "On" a day, the inspectorates may have done other things: published a letter, agreed a plan.
_ON = r"On(?=[^.]* (?:undertook|carried out|conducted|inspected|visited)\b)"
# Other inspections are told of with one of these words, each a lookbehind of its own.
_NOT_OTHER = "".join(f"(?<!{word} )" for word in ("previous", "last", "earlier", "original", "initial", "first"))
_VISIT = r"(?:inspection|revisit|visit|fieldwork|on-site (?:activity|phase|work))s?"
_ON_SITE = (
    re.compile(
        rf"\b(?P<when>(?:Between|From|{_ON})\b[^.;]{{4,120}}?),? "
        rf"(?:(?:a (?:joint )?team of )?inspectors\b|(?:the )?(?:joint )?inspectorates\b|(?:the )?{_BODY})"
    ),
    re.compile(
        rf"{_NOT_OTHER}\b{_VISIT}(?: \(JTAI\))?"
        rf"(?: (?:of|to|in) [^.;]{{1,120}}?)? {_INSPECTED}(?: (?:on[- ]site|(?:in|across) [A-Z][\w ’-]+?))? "
        r"(?P<when>(?:from|between|on|over)\b[^.;]{4,160})",
        re.IGNORECASE,
    ),
    re.compile(r"\binspectors were on[- ]site\b[^.;]*? (?P<when>(?:from|between|on)\b[^.;]{4,120})", re.IGNORECASE),
    re.compile(r"\b(?:inspection dates?|dates? of (?:the )?inspection)\b:? (?P<when>[^.;]{6,60})", re.IGNORECASE),
    re.compile(
        r"\b(?:undertook|carried out|conducted|completed) (?:a|an|this|the) (?:joint|revisit|re-visit)[^.;]*? "
        r"(?P<when>(?:between|from|on) (?:[A-Z][a-z]+day )?\d[^.;]{6,60})"
    ),
)
_WHO = re.compile(
    r"[^.]*\b(?:undertook|carried out|conducted|undertaken|completed|inspectors from|inspected by)\b[^.]*"
)
_LETTER_DATE = re.compile(
    r"^(?:(?:(?:letter |report )?(?:published|dated?|publication date)(?: on)?)\s*:?\s+)?(?P<day>.*\d{4})$",
    re.IGNORECASE,
)
_PUBLISHED = re.compile(r"\bPublished(?: on)?:? (?P<day>\d{1,2}(?:st|nd|rd|th)? [A-Z][a-z]+ \d{4})\b")


@dataclass
class Notes:
    """Collects a letter's issues."""

    issues: list[DocumentIssue] = field(default_factory=list)

    def refuse(self, kind: str, about: str, detail: str, *, other: object = None) -> None:
        """Note that a value is withheld; `other` is what is printed in its place."""
        self._add(kind, Severity.ERROR, about, detail, None, other)

    def warn(self, kind: str, about: str, detail: str, *, believed: object = None, other: object = None) -> None:
        """Note that something speaks against a value that is kept."""
        self._add(kind, Severity.WARNING, about, detail, believed, other)

    def inform(self, kind: str, about: str, detail: str, *, believed: object = None, other: object = None) -> None:
        """Note how a value was come by."""
        self._add(kind, Severity.INFO, about, detail, believed, other)

    def _add(self, kind: str, severity: Severity, about: str, detail: str, believed: object, other: object) -> None:
        as_text = [None if value is None else str(value) for value in (believed, other)]
        self.issues.append(DocumentIssue(kind, severity, detail, 1, about, as_text[0], as_text[1]))


def published_on(opening: Opening, notes: Notes) -> date | None:
    """Return the day that a letter is dated: a line of its own above the title, or "Published: …" below it."""
    for line in opening.above:
        match = _LETTER_DATE.match(line)
        day = parse_date(match["day"]) if match else None
        if day:
            return day
    stated = {day for match in _PUBLISHED.finditer(opening.text) if (day := parse_date(match["day"]))}
    if len(stated) == 1:
        return stated.pop()
    notes.inform("letter_date_missing", "printed_published_on", "The letter prints no date of its own.")
    return None


def on_site(opening: Opening, published: date | None, notes: Notes) -> tuple[Window, ...]:
    """Return the time on site and any later periods; empty when none is printed in known words.

    Where no year is printed, it is the last one in which the period lies before the day of the letter.
    """
    text = " ".join((*opening.above, opening.text))
    phrases = [match["when"] for pattern in _ON_SITE for match in pattern.finditer(text)]
    # A period of which a part is not there ("Between and 9 December 2016") is none.
    told = [windows for phrase in phrases if reads_whole(phrase) and (windows := _in_order(find_windows(phrase)))]
    for phrase in () if told else phrases:
        windows = _last_before(phrase, published) if published else ()
        if windows:
            detail = "The inspection's year is not printed; it is taken from the date of the letter."
            notes.inform("year_not_printed", "inspection_start", detail, believed=windows[0].start, other=phrase)
            told.append(windows)
    if not told:
        detail = "The letter does not say in known words when the inspection took place."
        notes.refuse("dates_missing", "inspection_start", detail, other=next(iter(phrases), None))
        return ()
    first = told[0]
    for other in told[1:]:
        if other[0] not in first:
            detail = "The letter prints two different times for the inspection; the first is taken."
            notes.warn("dates_contradict", "inspection_start", detail, believed=_text(first[0]), other=_text(other[0]))
            break
    if published and first[-1].end > published:
        detail = "The letter is dated before the inspection ended."
        notes.warn(
            "letter_date_contradicts", "printed_published_on", detail, believed=published, other=_text(first[-1])
        )
    return first


def _last_before(phrase: str, published: date) -> tuple[Window, ...]:
    for year in (published.year, published.year - 1):
        whole = reads_whole(f"{phrase} {year}")
        windows = _in_order(find_windows(phrase, year=year)) if whole else ()
        if windows and windows[-1].end <= published:
            return windows
    return ()


def _in_order(windows: tuple[Window, ...]) -> tuple[Window, ...]:
    """Return the first period and those that follow it: an earlier one is of an earlier inspection."""
    kept: list[Window] = []
    for window in windows:
        if not kept or window.start > kept[-1].end:
            kept.append(window)
    return tuple(kept)


def _text(window: Window) -> str:
    return f"{window.start} to {window.end}"


def the_area(opening: Opening, notes: Notes) -> str | None:
    """Return the area as printed, in the title before the text."""
    titled = opening.title.area if opening.title else None
    told = area_in_text(opening.text)
    if titled and told and not same_area(titled, told):
        detail = "The title and the first paragraphs name different areas; the title is taken."
        notes.warn("area_contradicts", "provider_as_printed", detail, believed=titled, other=told)
    if not (titled or told):
        notes.refuse("area_missing", "provider_as_printed", "Neither the title nor the first paragraphs name an area.")
    return titled or told


def the_theme(opening: Opening, notes: Notes) -> tuple[str | None, str | None]:
    """Return the theme as printed, and its code when the theme is known."""
    words = theme_words(opening.title, opening.text)
    if not words:
        notes.refuse("theme_missing", "theme", "The letter names no theme.")
        return None, None
    theme = theme_of(words[0])
    if theme is None:
        notes.refuse("theme_unknown", "theme_code", "The theme that the letter names is not known.", other=words[0])
        return words[0], None
    for other in words[1:]:
        if (theme_of(other) or theme).code != theme.code:
            detail = "The letter names more than one theme; the first is taken."
            notes.warn("theme_contradicts", "theme_code", detail, believed=words[0], other=other)
            break
    return words[0], theme.code


def the_inspectorates(opening: Opening, notes: Notes) -> tuple[str, ...]:
    """Return the inspectorates of the sentence on who inspected; those that sign must be among them."""
    sentences = (inspectorates(match[0]) for match in _WHO.finditer(opening.text))
    named = next((names for names in sentences if len(names) > 1), ())
    if not named:
        notes.refuse("inspectorates_missing", "inspectorates", "No sentence says which inspectorates inspected.")
    # The constabularies' inspectorate changed its name in 2017, and letters use the old one beside the new.
    unnamed = [name for name in inspectorates(opening.signing) if name not in named and not name.startswith("HMIC")]
    if named and unnamed:
        detail = "An inspectorate signs the letter that is not named as one that inspected."
        notes.warn(
            "inspectorates_contradict", "inspectorates", detail, believed=", ".join(named), other=", ".join(unnamed)
        )
    return named
