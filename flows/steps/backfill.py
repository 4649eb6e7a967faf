"""A backfill: what a person has asked for is fetched, read and loaded, as far as it is not done already."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from extract.newsrooms.register import Newsroom
from flows.steps.authorities import named
from flows.steps.press import newsrooms_of
from flows.steps.refresh import DIRECTLY, Perform, RefreshSummary, Total, recorded
from flows.steps.run import Run
from flows.steps.unfinished import Unfinished
from flows.steps.wish import Mode, Source, Wish, contradiction
from transform.generation import reader_version, release_reader_version
from transform.records import Reading
from warehouse.press_queries import ItemToFetch, ReleaseToRead, items_to_fetch, newsrooms_swept, releases_to_read
from warehouse.queries import REFUSED_AGAIN_AFTER
from warehouse.selection import Choice, Chosen, chosen, chosen_items, documents_of, happened_since
from warehouse.store import FileToFetch, documents_to_read, files_to_fetch, known_providers

# Before the first framework that is read; asked for all, a newsroom gives what it has from this day on.
FIRST_DAY = date(2008, 1, 1)
RELEASES = "press releases"
NOT_READ = "not read"


class ContradictionError(Exception):
    """What is asked for cannot be meant; the message is one sentence that says why."""


@dataclass(frozen=True)
class PlanRow:
    """What is to be done for an authority, as far as it is known before its page is read."""

    authority: str
    page_to_read: bool
    reports_known: int
    reports_to_fetch: int
    reports_to_read: int
    releases_to_fetch: int
    releases_to_read: int


@dataclass(frozen=True)
class ResultRow:
    """What came of it, for an authority and a framework (or its press releases): numbers of publications."""

    authority: str
    framework: str
    found: int
    new: int
    changed: int
    quarantined: int


@dataclass(frozen=True)
class Backfilled:
    """What a backfill did. `left` are reports of other frameworks that were fetched and are left to be loaded."""

    summary: RefreshSummary
    rows: tuple[ResultRow, ...]
    left: int


class Backfill:
    """The backfill of a wish in a run.

    Raises:
        ContradictionError: when the wish cannot be meant.
        RegisterError: when the register of newsrooms cannot be used.
    """

    def __init__(self, run: Run, wish: Wish) -> None:
        check(wish, run.clock().date())
        self._run, self._wish = run, wish
        urns = frozenset(named(name).ofsted_urn or "" for name in wish.authorities) if wish.authorities else None
        frameworks = frozenset(wish.frameworks) if wish.frameworks else None
        self._choice = Choice(urns, frameworks, wish.published_from, wish.published_to)
        self._asks = wish.mode is not Mode.READ_AGAIN
        self._newsrooms = self._newsrooms_meant() if Source.PRESS_RELEASES in wish.sources and self._asks else ()
        self._unfinished = Unfinished(run.settings, wish, run.clock())

    @property
    def began_at(self) -> datetime:
        """When this backfill, or the one cut off that it goes on with, began."""
        return self._unfinished.began_at

    @property
    def goes_on(self) -> bool:
        """That it goes on with one that was cut off."""
        return self._unfinished.goes_on

    def plan(self) -> tuple[PlanRow, ...]:
        """Return what is to be done, by authority, without asking anybody."""
        names = dict(self._run.con.execute(_NAMES).fetchall())
        listed = known_providers(self._run.con).keys() or names.keys()
        pages = set(self._pages_due(listed)) if Source.REPORTS in self._wish.sources and self._asks else set[str]()
        reports = self._reports()
        to_fetch, to_read = {file.file_id for file in self._files()}, self._files_of(self._documents())
        items = chosen_items(self._run.con, self._choice)
        known = Counter(report.ofsted_urn for report in reports)
        fetches = Counter(report.ofsted_urn for report in reports if report.file_id in to_fetch)
        reads = Counter(report.ofsted_urn for report in reports if report.file_id in to_read)
        asked = Counter(items[item.url] for item in self._items())
        read = Counter(release.ofsted_urn for release in self._releases())
        return tuple(
            PlanRow(names.get(urn, urn), urn in pages, known[urn], fetches[urn], reads[urn], asked[urn], read[urn])
            for urn in sorted({*pages, *known, *asked, *read}, key=lambda urn: names.get(urn, urn))
        )

    def perform(self, perform: Perform = DIRECTLY) -> Backfilled:
        """Do it, and publish.

        Raises:
            PublishRefusedError: when the finished build fails its checks; what was loaded stays.
        """
        with recorded(self._run, "backfill") as total:
            if self._choice.frameworks is not None:
                total.keeps = self._is_meant
            self._unfinished.begin()
            if Source.REPORTS in self._wish.sources:
                self._fetch_reports(total, perform)
                self._read_reports(total, perform)
            self._fetch_releases(total, perform)
            total.read_releases(perform, self._releases())
            summary = total.publish(perform)
        if not summary.problems:
            self._unfinished.end()
        return Backfilled(summary, *self._result())

    def _fetch_reports(self, total: Total, perform: Perform) -> None:
        if not self._asks:
            return
        listings = total.search(perform)
        due = set(self._pages_due(listing.ofsted_urn for listing in listings))
        total.sweep_all(perform, listings, [listing for listing in listings if listing.ofsted_urn in due])
        files = self._files()
        total.fetch_all(perform, files)
        # Those of other frameworks were read and not loaded: once is enough.
        self._unfinished.note(documents_of(self._run.con, {file.file_id for file in files}))

    def _read_reports(self, total: Total, perform: Perform) -> None:
        documents = self._documents()
        for start in range(0, len(documents), self._run.settings.batch):
            batch = documents[start : start + self._run.settings.batch]
            total.read_all(perform, batch)
            self._unfinished.note(batch)
            self._run.progress("reports read", start + len(batch), len(documents))

    def _fetch_releases(self, total: Total, perform: Perform) -> None:
        if not self._newsrooms:
            return
        swept = newsrooms_swept(self._run.con)
        unswept = [room for room in self._newsrooms if not self._is_done(swept.get(room.ofsted_urn))]
        total.sweep_newsrooms(perform, unswept, self._wish.published_from or FIRST_DAY)
        total.fetch_releases(perform, self._newsrooms, self._items())

    def _newsrooms_meant(self) -> tuple[Newsroom, ...]:
        urns = self._choice.urns
        return tuple(room for room in newsrooms_of(self._run) if urns is None or room.ofsted_urn in urns)

    def _is_done(self, at: datetime | None) -> bool:
        return at is not None and at >= self.began_at

    def _pages_due(self, listed: Iterable[str]) -> list[str]:
        """The authorities that are meant and whose page was not read since the backfill began."""
        known = known_providers(self._run.con)
        urns = self._choice.urns
        return [
            urn
            for urn in listed
            if (urns is None or urn in urns) and not self._is_done(known[urn].swept_at if urn in known else None)
        ]

    def _reports(self) -> list[Chosen]:
        return chosen(self._run.con, self._choice) if Source.REPORTS in self._wish.sources else []

    def _files(self) -> list[FileToFetch]:
        """The reports to ask for, newest first."""
        if not self._asks:
            return []
        meant = {report.file_id for report in self._reports()}
        now, checked_before = self._run.clock(), None
        if self._wish.mode is Mode.FETCH_AGAIN:
            # A refused body need not wait its week: all is asked for that was not asked for since this began.
            now, checked_before = self.began_at + REFUSED_AGAIN_AFTER, self.began_at
        files = files_to_fetch(self._run.con, now, checked_before=checked_before)
        return [file for file in files if file.file_id in meant]

    def _documents(self) -> list[str]:
        """The reports that are held and to be read, newest first."""
        version = None if self._wish.mode is Mode.READ_AGAIN else reader_version()
        meant = documents_of(self._run.con, {report.file_id for report in self._reports()})
        return [
            each
            for each in documents_to_read(self._run.con, version)
            if each in meant and each not in self._unfinished.done
        ]

    def _files_of(self, documents: list[str]) -> set[str]:
        wanted = set(documents)
        rows = self._run.con.execute("SELECT file_id, document_sha256 FROM store.document_versions").fetchall()
        return {file_id for file_id, sha256 in rows if sha256 in wanted}

    def _items(self) -> list[ItemToFetch]:
        """The press releases to ask for, newest first."""
        if not self._newsrooms:
            return []
        meant = chosen_items(self._run.con, self._choice)
        now, checked_before = self._run.clock(), None
        if self._wish.mode is Mode.FETCH_AGAIN:
            now, checked_before = self.began_at + REFUSED_AGAIN_AFTER, self.began_at
        return [
            item
            for item in items_to_fetch(self._run.con, now, checked_before=checked_before)
            if item.url in meant and any(room.is_own_item(item.url) for room in self._newsrooms)
        ]

    def _releases(self) -> list[ReleaseToRead]:
        if Source.PRESS_RELEASES not in self._wish.sources:
            return []
        version = None if self._wish.mode is Mode.READ_AGAIN else release_reader_version()
        meant = chosen_items(self._run.con, self._choice)
        return [release for release in releases_to_read(self._run.con, version) if release.url in meant]

    def _is_meant(self, reading: Reading) -> bool:
        frameworks = self._choice.frameworks or frozenset()
        return reading.unreadable is not None or any(found.framework in frameworks for found in reading.inspections)

    def _result(self) -> tuple[tuple[ResultRow, ...], int]:
        happened = happened_since(self._run.con, self.began_at)
        names = dict(self._run.con.execute(_NAMES).fetchall())
        meant: list[tuple[str, str, str]] = []
        left = 0
        for report in self._reports():
            if not report.frameworks and self._choice.frameworks and report.file_id not in happened.quarantined:
                left += 1
                continue
            meant += [
                (report.authority, framework, report.file_id)
                for framework in report.frameworks or (NOT_READ,)
                if self._choice.frameworks is None or framework in (*self._choice.frameworks, NOT_READ)
            ]
        if Source.PRESS_RELEASES in self._wish.sources:
            items = chosen_items(self._run.con, self._choice)
            meant += [(names.get(urn, urn), RELEASES, url) for url, urn in items.items()]
        rows: dict[tuple[str, str], list[str]] = {}
        for authority, framework, which in meant:
            rows.setdefault((authority, framework), []).append(which)
        kinds = (happened.new, happened.changed, happened.quarantined)
        counted = (
            ResultRow(*key, len(found), *(len(kind & set(found)) for kind in kinds)) for key, found in rows.items()
        )
        return tuple(sorted(counted, key=lambda row: (row.authority, row.framework))), left


def check(wish: Wish, today: date) -> None:
    """Check that a wish can be meant.

    Raises:
        ContradictionError: when it cannot, in one sentence.
    """
    if said := contradiction(wish, today):
        raise ContradictionError(said)


_NAMES = """
SELECT ofsted_urn, name FROM reference.authorities WHERE ofsted_urn IS NOT NULL
UNION ALL
SELECT ofsted_urn, name FROM store.providers WHERE ofsted_urn NOT IN (
    SELECT ofsted_urn FROM reference.authorities WHERE ofsted_urn IS NOT NULL)
"""
