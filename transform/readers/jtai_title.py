"""The title of a joint targeted area inspection's letter or report: where it stands, and what it names.

Early titles are "… of the multi-agency response to <theme> in <area>", those from 2022 "… inspection of <area>". A
title can be set like the text, go over lines, and end in a full stop.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from transform.layout import Setting, setting
from transform.themes import theme_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from transform.document import Document, Line

TITLE_PAGES = 2
_MOST_LINES = 6
_LONGEST = 300

_INSPECTION = r"(?:joint (?:targeted )?area (?:child protection )?inspection|JTAI)\b"
_REVISIT = r"re-?visits?|follow-up(?: visits?)?|progress visits?|visits?"
_CALLED = rf"(?:report|letter|findings|outcomes?|{_REVISIT})"
_BEFORE = rf"(?P<before>(?:{_CALLED} (?:of|on|to|from|for|following|after) )?)(?:the |an? )?"
_AFTER = rf"(?: \(JTAIs?\))?(?P<after>(?: {_CALLED})*)"
_START = re.compile(rf"{_BEFORE}{_INSPECTION}", re.IGNORECASE)
_TITLE = re.compile(
    rf"{_BEFORE}{_INSPECTION}{_AFTER}(?P<joint> of| in| to| for| into|:|,| [–—-])? (?P<rest>.+)", re.IGNORECASE
)
_NOTHING_NAMED = re.compile(rf"{_BEFORE}{_INSPECTION}{_AFTER}(?: of| in| to|:)?", re.IGNORECASE)
_TEXT_START = re.compile(
    r"(?:This|These|Between|From|Dear|Ofsted|Inspectors?|Introduction|Headline|Context|Background|Inspection dates?"
    r"|Dates?|Published|Lead inspectors?|Report)\b"
)
_OF_A_SENTENCE = re.compile(
    r"\b(?:took place|was|were|has|had|found|finds|identified|shows|showed|concluded|began|started|carried out|will)\b"
)
# Ofsted and the Care Quality Commission make joint area inspections of these arrangements too.
_OTHER_SUBJECT = re.compile(r"\bSEND\b|special educational needs", re.IGNORECASE)

_ACT = (
    r"(?:responses?|arrangements?|approach(?:es)?|identification|recognition|assessment|management|practice"
    r"|work(?:ing)?|services?|help|support|leadership|oversight)"
)
LEAD_IN = re.compile(
    r"(?:the )?(?:effectiveness of (?:the )?)?(?:(?:local|joint|partnership(?:’s)?|multi-agency|inter-agency) )*"
    rf"(?:{_ACT}(?: of| to| for)?(?:, and|,| and| or) (?:the )?)*{_ACT}(?: provided| offered)?"
    r" (?:to|for|of|with|around|in relation to) ",
    re.IGNORECASE,
)
_SMALL = r"(?:of|and|the|upon|on|with|under|by|in|le|&|local|authority|area|partnership)"
_NAME_WORD = r"[A-Z][\w’'.-]*"
_NAME_TAIL = r", (?:City|County) of|,? local authority|,? area|,? partnership"
NAME = re.compile(rf"(?:the )?{_NAME_WORD}(?:,? (?:{_SMALL} )*{_NAME_WORD}|{_NAME_TAIL})*")
_NOT_NAME = re.compile(
    r"^the (?=[A-Z])"
    r"|(?:,? (?:(?:local|strategic|safeguarding|children(?:’s)?) )*partnership)$"
    r"|,? (?:local authority|area)(?: area)?$",
    re.IGNORECASE,
)
# No authority's name has any of these words: what looks like a name with one is a date, a body or another document.
_NO_AREA = re.compile(
    r"\b(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Framework|Guidance|Handbook|Plan|Programme|Methodology|Statement|Team|Ofsted|CQC|HMI\w*)\b",
    re.IGNORECASE,
)
# A full stop at the end, with the mark of a footnote before or after it.
_END = re.compile(r"(?<=[\w’'”)])(?<!\d)\d{0,2}\.?\d{0,2}$|\.$")


@dataclass(frozen=True)
class Title:
    """A title's parts as printed; `words` is what the response was to, and `revisit` that it calls itself one."""

    area: str | None
    words: str | None
    revisit: bool


@dataclass(frozen=True)
class PrintedTitle:
    """A title and the lines that it stands on."""

    title: Title
    lines: tuple[Line, ...]


def find_title(document: Document) -> PrintedTitle | None:
    """Return the title on the first pages, or None.

    It starts a paragraph or heading of its own, in type no smaller than the text, and it is no sentence. Where its
    words are not known, only a heading on the first page is taken for one.
    """
    pages = document.pages[:TITLE_PAGES]
    if not any(_may_start(line) for page in pages for line in page.lines):
        return None
    usual = setting([line for page in pages for line in page.lines])
    for page in pages:
        for index, line in enumerate(page.lines):
            if _may_start(line) and not usual.is_small(line) and _starts_anew(page.lines, index, usual):
                found = _longest(tuple(_same_unit(page.lines, index, usual)), usual)
                if found:
                    return found
    return None


def _longest(lines: tuple[Line, ...], usual: Setting) -> PrintedTitle | None:
    """Return the title that as many of the lines make as can."""
    for count in range(len(lines), 0, -1):
        title = read_title(" ".join(line.text for line in lines[:count]))
        if title and (title.area or title.words):
            return PrintedTitle(title, lines[:count])
    title = read_title(" ".join(line.text for line in lines))
    stands_out = all(line.bold or usual.is_large(line) for line in lines)
    if title and stands_out and lines[0].page == 1 and not lines[-1].text.endswith("."):
        return PrintedTitle(title, lines)
    return None


def read_title(text: str) -> Title | None:
    """Return the parts of a title, or None when it is not that of a joint targeted area inspection.

    Both parts are None where the words after "inspection" are in no known form.
    """
    flat = _END.sub("", " ".join(text.split()))
    if len(flat) > _LONGEST or _OF_A_SENTENCE.search(flat) or _OTHER_SUBJECT.search(flat):
        return None
    match = _TITLE.fullmatch(flat)
    if match is None:
        return None
    revisit = "visit" in f"{match['before']}{match['after']}".lower() or "follow-up" in flat.lower()
    rest = match["rest"]
    area = clean_area(rest)
    if area:
        return Title(area, None, revisit)
    if not match["joint"]:
        return None
    for found in re.finditer(r": | [–—-] ", rest):
        one, other = rest[: found.start()], rest[found.end() :]
        if (area := clean_area(one)) or (area := clean_area(other)):
            words = other if clean_area(one) else one
            return Title(area, LEAD_IN.sub("", words, count=1), revisit)
    return _titled(rest, revisit)


def _titled(rest: str, revisit: bool) -> Title:
    lead_in = LEAD_IN.match(rest)
    words, area = split_area(rest[lead_in.end() :] if lead_in else rest)
    known = lead_in or (area and theme_of(words))
    return Title(area, words, revisit) if known else Title(None, None, revisit)


def split_area(words: str) -> tuple[str, str | None]:
    """Return (theme, area) of "<theme> in <area>"; the area is None where the words end in no name."""
    for found in re.finditer(r",? (?:in|across) (?=(?:the )?[A-Z])", words):
        area = clean_area(words[found.end() :])
        if area is not None:
            return words[: found.start()].strip(), area
    return words.strip(), None


def clean_area(text: str) -> str | None:
    """Return an area's name without article and words such as "local authority", or None when it is no name."""
    text = re.sub(r"\d?\.?\d{0,2}$", "", text.strip()).strip()
    if not NAME.fullmatch(text) or _NO_AREA.search(text):
        return None
    return _NOT_NAME.sub("", text).strip() or None


def _may_start(line: Line) -> bool:
    return line.text[0].isupper() and _START.match(line.text) is not None


def _starts_anew(lines: Sequence[Line], index: int, usual: Setting) -> bool:
    """Say whether a line does not go on what stands before it: it is set apart, or the line before ends early."""
    if index == 0:
        return True
    before, line = lines[index - 1], lines[index]
    ends_early = before.right < usual.right - 0.15 * usual.measure
    return ends_early or not _alike(before, line) or _apart(before, line, usual)


def _same_unit(lines: Sequence[Line], index: int, usual: Setting) -> Iterator[Line]:
    """Give the lines from an index that a title may go over.

    The line after a bare "Joint targeted area inspection" says of what, in whatever type it is set.
    """
    before = lines[index]
    yield before
    bare = _NOTHING_NAMED.fullmatch(before.text) is not None
    for line in lines[index + 1 : index + _MOST_LINES]:
        goes_on = bare or (_alike(before, line) and not _apart(before, line, usual))
        if not goes_on or _TEXT_START.match(line.text):
            return
        yield line
        before, bare = line, False


def _alike(one: Line, other: Line) -> bool:
    return one.bold == other.bold and abs(one.size - other.size) < 0.6


def _apart(before: Line, line: Line, usual: Setting) -> bool:
    leading = usual.leading * max(1.0, line.size / usual.size)
    return not 0 <= before.baseline - line.baseline <= 1.35 * leading
