"""A council's release as typed records. A claim is what the council says; it never takes the place of a judgement."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from transform.records import DocumentIssue, FindingKind, Unreadable, Window
from transform.vocabulary import Area, Grade


class ReleaseKind(StrEnum):
    """What a release is about."""

    ILACS = "ilacs"
    SIF = "sif"
    AREA_SEND = "area_send"
    JTAI = "jtai"
    FOCUSED_VISIT = "focused_visit"
    MONITORING_VISIT = "monitoring_visit"
    NOT_ABOUT_THE_COUNCIL = "not_about_the_council"
    OTHER = "other"


class DateSource(StrEnum):
    """Where on the page the publication date stands, the most trusted first."""

    STRUCTURED_DATA = "structured_data"
    META = "meta"
    TIME = "time"
    NEAR_HEADING = "near_heading"
    ADDRESS = "address"


@dataclass(frozen=True)
class AuthorityNames:
    """The names that a release may use for the council whose newsroom it stands in, and for all others."""

    own: tuple[str, ...]
    others: tuple[str, ...]


@dataclass(frozen=True)
class Page:
    """The main part of a newsroom's page: `paragraphs` without navigation, related news and footers.

    `bullets` says of each paragraph whether it is an item of a list; `text` joins the paragraphs with newlines, and
    offsets of claims count its characters from 0. A row of a table is one paragraph, its cells joined with " | ".
    `links` are the addresses that the main part links to, each once.
    """

    title: str
    paragraphs: tuple[str, ...]
    bullets: tuple[bool, ...]
    published_on: date | None
    published_on_source: DateSource | None
    links: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The paragraphs, one a line."""
        return "\n".join(self.paragraphs)


@dataclass(frozen=True)
class Claim:
    """A grade that the release gives to an area in the inspection that it is about.

    `quote` is `text[char_start:char_end]` of the page: the words that give the grade. Where only the title gives it,
    `in_title` is true and the offsets count the title's characters.
    """

    area: Area
    grade: Grade
    grade_as_printed: str
    quote: str
    char_start: int
    char_end: int
    in_title: bool = False


@dataclass(frozen=True)
class UnsureClaim:
    """Words that may give a grade, and why they were not taken for a claim; offsets are as those of a claim."""

    reason: str
    quote: str
    char_start: int
    char_end: int
    in_title: bool = False


@dataclass(frozen=True)
class EarlierGrade:
    """What the release says of an inspection before the one that it is about. `when` is as printed ("in 2019")."""

    grade: Grade
    when: str | None
    quote: str
    char_start: int
    char_end: int


@dataclass(frozen=True)
class Statement:
    """Words that a named person is quoted with; `role` and `organisation` are as printed."""

    speaker: str
    role: str | None
    organisation: str | None
    quote: str


@dataclass(frozen=True)
class ReleaseFinding:
    """One item of a list of strengths or of improvements, in the order printed, counted from 1 within its kind."""

    kind: FindingKind
    position: int
    text: str


@dataclass(frozen=True)
class Release:
    """A release, with all that it says of the inspection that it is about.

    `window` is the period of an inspection; the days of a focused or monitoring visit stand in `visited` instead.
    """

    page: Page
    kind: ReleaseKind
    window: Window | None = None
    visited: Window | None = None
    claims: tuple[Claim, ...] = ()
    unsure: tuple[UnsureClaim, ...] = ()
    earlier: tuple[EarlierGrade, ...] = ()
    statements: tuple[Statement, ...] = ()
    findings: tuple[ReleaseFinding, ...] = ()
    report_links: tuple[str, ...] = ()
    issues: tuple[DocumentIssue, ...] = ()


@dataclass(frozen=True)
class ReleaseReading:
    """What one reader version made of one archived page."""

    reader_version: str
    release: Release | None = None
    unreadable: Unreadable | None = None
