"""A refresh from end to end: watch, fetch, read, load, publish. The command line and the Prefect flow both run this."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import ParamSpec, TypeVar

import duckdb

from extract.http import FetchError
from extract.newsrooms.register import Newsroom
from extract.pages import PageError
from flows.steps.fetch import Fetched, fetch
from flows.steps.lake import publish_lake
from flows.steps.lost import note_lost, with_lost_files, with_lost_items
from flows.steps.press import fetch_releases, newsrooms_of, read_releases, sweep_newsrooms
from flows.steps.readers import Pending
from flows.steps.run import Problem, Run
from flows.steps.watch import failed, providers_due, search, sweep
from transform.generation import reader_version, release_reader_version
from transform.records import Reading
from warehouse.errors import LakeError
from warehouse.press_load import PressSummary, load_press
from warehouse.press_queries import ItemToFetch, ReleaseToRead, items_to_fetch, releases_to_read
from warehouse.press_rows import PressBatch
from warehouse.publish import PublishSummary, publish
from warehouse.queries import are_too_many
from warehouse.rows import Batch, DocumentReading, Fetch, FetchKind, FetchOutcome, ProviderListing
from warehouse.runs import RunState
from warehouse.store import (
    FileToFetch,
    LoadSummary,
    documents_to_read,
    files_to_fetch,
    finish_run,
    load,
    start_run,
)

P = ParamSpec("P")
R = TypeVar("R")
Item = TypeVar("Item")


class Perform:
    """How a step is performed: here, directly. The Prefect flow gives one that makes each step a task."""

    def __call__(self, name: str, step: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        """Perform a step under a name that people read, and return what it returns."""
        return step(*args, **kwargs)


DIRECTLY = Perform()


# Ofsted takes a report back now and then; so many at once are more likely a fault of its pages.
MOST_WITHDRAWN = 5


@dataclass(frozen=True)
class RefreshSummary:
    """What a refresh did. `loaded` adds up all batches; `published` is missing when publishing failed."""

    run_id: str
    started_at: datetime
    requests: int
    loaded: LoadSummary
    press: PressSummary
    newsrooms_failed: int
    published: PublishSummary | None
    problems: tuple[Problem, ...] = field(default=())


def refresh(
    run: Run, perform: Perform = DIRECTLY, *, newsrooms_since: date | None = None, recheck: bool = False
) -> RefreshSummary:
    """Find what is new, fetch, read and load it, then publish.

    With `newsrooms_since` the newsrooms are asked for all that they published from that day on. With `recheck` every
    authority's page is read, and the hosts are asked whether what is held has changed.

    A part that fails (a page, a report) is one of the summary's problems and does not stop the rest; the search is
    the part that finds what is new, so without it nothing is swept, but what is already known is still fetched.

    Raises:
        PublishRefusedError: when the finished build fails its checks; what was loaded stays.
        RegisterError: when the register of newsrooms cannot be used, before anything is asked.
    """
    newsrooms = newsrooms_of(run)
    with recorded(run, "refresh") as total:
        listings = total.search(perform)
        total.sweep_all(perform, listings, listings if recheck else providers_due(run, listings))
        held = total.started_at if recheck else None
        files = files_to_fetch(run.con, run.clock(), checked_before=held)
        total.fetch_all(perform, with_lost_files(run, files))
        total.read_all(perform, documents_to_read(run.con, reader_version()))
        total.sweep_newsrooms(perform, newsrooms, newsrooms_since)
        items = items_to_fetch(run.con, run.clock(), checked_before=held)
        total.fetch_releases(perform, newsrooms, with_lost_items(run, items))
        total.read_releases(perform, releases_to_read(run.con, release_reader_version()))
        return total.publish(perform)


def reread(run: Run, perform: Perform = DIRECTLY) -> RefreshSummary:
    """Read every archived document with the present readers, without a request, then publish.

    Raises:
        PublishRefusedError: as for `refresh`.
    """
    with recorded(run, "reread") as total:
        total.read_all(perform, documents_to_read(run.con, None))
        total.read_releases(perform, releases_to_read(run.con, None))
        return total.publish(perform)


@contextmanager
def recorded(run: Run, kind: str) -> Iterator[Total]:
    """Keep the books of a run; one that ends with an error is noted as failed, with what was loaded until then."""
    total = Total(run, kind)
    try:
        yield total
    except Exception as error:
        with suppress(duckdb.Error):  # a disk without room takes no note either: such a run counts as cut off
            finish_run(run.con, run.run_id, run.clock(), "failed", total.loaded, str(error))
        raise


class Total:
    """What a run has done so far, from step to step.

    `keeps` says which readings are loaded; the others stay to be read, since their documents are held.
    """

    def __init__(self, run: Run, kind: str) -> None:
        self.run = run
        self.started_at = run.clock()
        self.requests = 0
        self.loaded = LoadSummary()
        self.press = PressSummary()
        self.newsrooms_failed = 0
        self.pending_fetches: list[Fetch] = []
        self.keeps: Callable[[Reading], bool] = lambda reading: True
        start_run(run.con, run.run_id, kind, self.started_at)

    def search(self, perform: Perform) -> list[ProviderListing]:
        """Ask Ofsted's search, and return what it lists; nothing when it cannot be had, which is a problem."""
        try:
            listings, fetches = perform("ask Ofsted's search", search, self.run)
        except (FetchError, PageError) as error:
            self.run.note_problem(self.run.settings.ofsted_url, error.detail)
            fetches = [failed(self.run, error, FetchKind.SEARCH)] if isinstance(error, FetchError) else []
            listings = []
        self.pending_fetches.extend(fetches)
        return listings

    def sweep_all(self, perform: Perform, listings: Sequence[ProviderListing], due: Sequence[ProviderListing]) -> None:
        """Read the pages of the authorities that are due, and load what they and the search list."""
        if not due:
            self.load(perform, Batch(self.run.run_id, tuple(listings)))
        asked = 0
        for chunk in _chunks(due, self.run.settings.batch):
            sweeps, fetches = perform(f"read {len(chunk)} authorities' pages", sweep, self.run, chunk)
            asked += len(fetches)
            self.load(perform, Batch(self.run.run_id, tuple(listings), tuple(sweeps), tuple(fetches)))
            if self.run.gives_up(FetchKind.PROVIDER):
                break
        if asked < len(due):
            self.run.note_given_up(self.run.settings.ofsted_url, len(due) - asked)
        if (gone := self.loaded.withdrawn_publications) > MOST_WITHDRAWN:
            detail = f"{gone} reports are no longer listed on their authorities' pages; they are kept, and marked so."
            self.run.note_problem(self.run.settings.ofsted_url, detail)

    def fetch_all(self, perform: Perform, files: Sequence[FileToFetch]) -> None:
        """Fetch, read and load these files, so that the next batch is fetched while one is being read."""
        previous: Fetched | None = None
        asked = refused = 0
        for chunk in _chunks(files, self.run.settings.batch):
            batch = perform(f"fetch {len(chunk)} reports", fetch, self.run, chunk, asked, len(files))
            asked += len(batch.fetches)
            refused += sum(fetch.outcome is FetchOutcome.REJECTED for fetch in batch.fetches)
            if previous:
                self._load_fetched(perform, previous)
            previous = batch
            if self.run.gives_up(FetchKind.FILE):
                break
        if previous:
            self._load_fetched(perform, previous)
        if asked < len(files):
            self.run.note_given_up(self.run.settings.files_url, len(files) - asked)
        if are_too_many(refused, asked):
            detail = (
                f"{refused} of the {asked} reports asked for were refused, since the host sent something else in their "
                "place. It may be the host that is at fault: the next run asks for them again."
            )
            self.run.note_problem(self.run.settings.files_url, detail)

    def _load_fetched(self, perform: Perform, batch: Fetched) -> None:
        readings = self._kept(_results(self.run, batch.readings))
        self.load(perform, Batch(self.run.run_id, fetches=batch.fetches, readings=readings))

    def _kept(self, readings: Sequence[DocumentReading]) -> tuple[DocumentReading, ...]:
        return tuple(each for each in readings if self.keeps(each.reading))

    def read_all(self, perform: Perform, documents: Sequence[str]) -> None:
        """Read and load these documents."""
        done = 0
        for chunk in _chunks(documents, self.run.settings.batch):
            readings = perform(f"read {len(chunk)} reports", _read, self.run, chunk)
            done += len(chunk)
            self.run.progress("documents read", done, len(documents))
            self.load(perform, Batch(self.run.run_id, readings=self._kept(readings)))

    def sweep_newsrooms(self, perform: Perform, newsrooms: Sequence[Newsroom], since: date | None) -> None:
        """Ask newsrooms what they list, and load that."""
        if not newsrooms:
            return
        sweeps = perform(f"ask {len(newsrooms)} newsrooms", sweep_newsrooms, self.run, newsrooms, since)
        self.newsrooms_failed = sum(sweep.problem is not None for sweep in sweeps)
        if self.newsrooms_failed == len(newsrooms):
            first = next(sweep.problem for sweep in sweeps if sweep.problem)
            why = "None of them could be read: is there a network?" if len(newsrooms) > 1 else first.detail
            self.run.note_problem(newsrooms[0].address if len(newsrooms) == 1 else "newsrooms", why)
        self.load_press(perform, PressBatch(self.run.run_id, sweeps))

    def fetch_releases(self, perform: Perform, newsrooms: Sequence[Newsroom], items: Sequence[ItemToFetch]) -> None:
        """Ask for these items of newsrooms; one of a newsroom that is not among them is left out."""
        own = [item for item in items if any(newsroom.is_own_item(item.url) for newsroom in newsrooms)]
        for chunk in _chunks(own, self.run.settings.batch):
            fetches = perform(f"fetch {len(chunk)} releases", fetch_releases, self.run, newsrooms, chunk)
            self.load_press(perform, PressBatch(self.run.run_id, fetches=fetches))

    def read_releases(self, perform: Perform, releases: Sequence[ReleaseToRead]) -> None:
        """Read and load these releases."""
        for chunk in _chunks(releases, self.run.settings.batch):
            readings = perform(f"read {len(chunk)} releases", read_releases, self.run, chunk)
            self.load_press(perform, PressBatch(self.run.run_id, readings=readings))

    def load_press(self, perform: Perform, batch: PressBatch) -> None:
        """Load a batch of newsrooms' items, and add up what that changed."""
        self.requests += len(batch.fetches)
        self.press += perform("load releases", load_press, self.run.con, batch, self.run.clock())

    def load(self, perform: Perform, batch: Batch) -> None:
        """Load a batch of listings and reports, and add up what that changed."""
        self.requests += len(batch.fetches)
        self.loaded += perform("load", load, self.run.con, batch, self.run.clock())

    def publish(self, perform: Perform) -> RefreshSummary:
        """Note how the run ended, and publish.

        Raises:
            PublishRefusedError: when the finished build fails its checks; what was loaded stays.
        """
        self.finish(perform)
        try:
            published = perform("publish", publish, self.run.con, self.run.settings.published, self.run.clock())
        except Exception as error:
            self.run.note_problem(str(self.run.settings.published), str(error))
            with suppress(duckdb.Error):
                self._note_end()
            raise
        self._publish_lake(perform)
        return RefreshSummary(
            run_id=self.run.run_id,
            started_at=self.started_at,
            requests=self.requests,
            loaded=self.loaded,
            press=self.press,
            newsrooms_failed=self.newsrooms_failed,
            published=published,
            problems=tuple(self.run.problems),
        )

    def _publish_lake(self, perform: Perform) -> None:
        """Write the lake; one that cannot be written is a problem of the run, and the published file stays."""
        if not self.run.settings.lake:
            return
        try:
            perform("publish to the lake", publish_lake, self.run.settings)
        except LakeError as error:
            self.run.note_problem("the lake", str(error))
            self._note_end()

    def finish(self, perform: Perform) -> None:
        """Load what is left, and note how the run ended."""
        if self.pending_fetches:
            self.load(perform, Batch(self.run.run_id, fetches=tuple(self.pending_fetches)))
            self.pending_fetches.clear()
        self._note_end()

    def _note_end(self) -> None:
        state: RunState = "failed" if self.run.problems else "completed"
        detail = "; ".join(f"{problem.source}: {problem.detail}" for problem in self.run.problems) or None
        finish_run(self.run.con, self.run.run_id, self.run.clock(), state, self.loaded, detail)


def _read(run: Run, documents: Sequence[str]) -> tuple[DocumentReading, ...]:
    return _results(run, run.readers.reports(documents))


def _results(run: Run, readings: Mapping[str, Pending[Reading]]) -> tuple[DocumentReading, ...]:
    """The readings; a file that is no longer the document is a problem of the run, and takes no reading's place."""
    now = run.clock()
    results: list[DocumentReading] = []
    for sha256, pending in readings.items():
        reading = pending.result()
        if not note_lost(run, sha256, reading.unreadable):
            results.append(DocumentReading(sha256, now, reading))
    return tuple(results)


def _chunks(items: Sequence[Item], size: int) -> Iterator[Sequence[Item]]:
    for start in range(0, len(items), size):
        yield items[start : start + size]
