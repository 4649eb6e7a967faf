"""Councils' newsrooms: what they list that is new, and the pages that may be about an inspection.

Newsrooms on different hosts are asked at the same time, those on one host one after the other. One that fails is noted
in the warehouse with what failed, and stops none of the others: of a hundred and fifty, some are always down.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from typing import TypeVar

from extract.errors import FetchError
from extract.http import Clock, PoliteSession
from extract.newsrooms.asker import open_session
from extract.newsrooms.error_page import error_heading
from extract.newsrooms.find import find_items
from extract.newsrooms.items import Purpose
from extract.newsrooms.likely import worth_fetching
from extract.newsrooms.register import Newsroom, read_register
from extract.response import Validators
from flows.settings import require_contact
from flows.steps.lost import note_lost
from flows.steps.newsrooms import HOSTS_AT_ONCE, newsroom_manners
from flows.steps.patience import Patience
from flows.steps.readers import ReleaseRequest
from flows.steps.run import Run
from flows.steps.watch import failed, fetched
from transform.press.records import AuthorityNames
from warehouse.press_queries import ItemToFetch, ReleaseToRead, newsrooms_swept
from warehouse.press_rows import ListedItem, NewsroomSweep, PressReading, SweepProblem
from warehouse.rows import Fetch, FetchKind, FetchOutcome

Result = TypeVar("Result")

# A newsroom that was never read is asked for what is recent; all that it ever published is a backfill.
FIRST_LOOK = timedelta(days=90)
# What an item is about is decided by its body, so that of those whose title tells nothing the newest are read too.
OTHERS = 50
# Items appear in lists late now and then, under the day that they were written on.
OVERLAP = timedelta(days=7)


def newsrooms_of(run: Run) -> tuple[Newsroom, ...]:
    """Return the newsrooms in use that are their authorities' now.

    Raises:
        RegisterError: when the register cannot be used.
        SettingsError: when other people's sites would be asked without a contact.
    """
    register = run.settings.register
    if register is None:
        return ()
    today = run.clock().date()
    newsrooms = tuple(newsroom for newsroom in read_register(register) if newsroom.valid_on(today))
    require_contact(run.settings, (newsroom.address for newsroom in newsrooms))
    return newsrooms


def sweep_newsrooms(run: Run, newsrooms: Sequence[Newsroom], since: date | None) -> tuple[NewsroomSweep, ...]:
    """Return what each newsroom lists and is worth reading.

    With `since` all that it lists from that day on; without, what is newer than last seen.
    """
    swept = newsrooms_swept(run.con)

    def sweep(session: PoliteSession, newsroom: Newsroom) -> NewsroomSweep:
        now = run.clock()
        last = swept.get(newsroom.ofsted_urn)
        first_day = since or (last - OVERLAP if last else now - FIRST_LOOK).date()
        found = find_items(session, newsroom, first_day, Purpose.BACKFILL if since else Purpose.WATCH)
        problem = next((SweepProblem(said.kind.value, said.url, said.detail) for said in found.problems), None)
        chosen = worth_fetching(found.items, OTHERS)
        items = tuple(ListedItem(item.url, item.title, item.published_on) for item in chosen)
        return NewsroomSweep(newsroom.ofsted_urn, newsroom.address, now, items, problem)

    sweeps: list[NewsroomSweep] = []
    for done, (_, result) in enumerate(_by_host(run, [(newsroom, newsroom) for newsroom in newsrooms], sweep), 1):
        sweeps.append(result)
        run.progress("newsrooms", done, len(newsrooms))
    return tuple(sweeps)


def fetch_releases(run: Run, newsrooms: Sequence[Newsroom], items: Sequence[ItemToFetch]) -> tuple[Fetch, ...]:
    """Ask for pages of news and archive them. An item whose newsroom the register no longer has is left out.

    There are fewer fetches than items when a newsroom has cost so much that it is asked no more in this run.
    """
    known = [(room, (room, item)) for item in items if (room := _newsroom_of(newsrooms, item.url))]
    # Made here, for each is used by the thread of its newsroom.
    patience = {room.hosts: run.patience[room.hosts] for room, _ in known}

    def ask(session: PoliteSession, of_room: tuple[Newsroom, ItemToFetch]) -> Fetch | None:
        room, item = of_room
        return _fetch(run, session, item, patience[room.hosts])

    rows: list[Fetch] = []
    for done, ((room, _), row) in enumerate(_by_host(run, known, ask), 1):
        if row is not None:
            rows.append(row)
        else:
            run.note_problem(room.address, "It has cost too much time: the next run asks for its other pages.")
        run.progress("releases", done, len(known))
    return tuple(rows)


def read_releases(run: Run, releases: Sequence[ReleaseToRead]) -> tuple[PressReading, ...]:
    """Read archived pages, each as one of its authority's newsroom; one that the archive has lost is left out."""
    names = _names(run)
    pending = run.readers.releases(
        [ReleaseRequest(each.document_sha256, each.url, names[each.ofsted_urn]) for each in releases]
    )
    now = run.clock()
    read = zip(releases, (each.result() for each in pending), strict=True)
    return tuple(
        PressReading(release.url, release.ofsted_urn, release.document_sha256, now, reading)
        for release, reading in read
        if not note_lost(run, release.document_sha256, reading.unreadable)
    )


def _fetch(run: Run, session: PoliteSession, item: ItemToFetch, patience: Patience) -> Fetch | None:
    if patience.over:
        return None
    try:
        response = session.get(item.url, Validators(item.etag, item.last_modified))
        patience.note_answer(response.seconds)
    except FetchError as error:
        patience.note_failure(error)
        return failed(run, error, FetchKind.RELEASE, url=item.url)
    if response.not_modified:
        return fetched(response, FetchKind.RELEASE, FetchOutcome.NOT_MODIFIED, item.sha256)
    sha256 = run.archive.put(response.body)
    if said := error_heading(response.body):
        detail = f"The newsroom sent a page headed '{said}' in place of the release."
        return fetched(response, FetchKind.RELEASE, FetchOutcome.REJECTED, sha256, detail=detail)
    outcome = FetchOutcome.UNCHANGED if sha256 == item.sha256 else FetchOutcome.NEW
    return fetched(response, FetchKind.RELEASE, outcome, sha256)


Item = TypeVar("Item")


def _by_host(
    run: Run, work: Iterable[tuple[Newsroom, Item]], do: Callable[[PoliteSession, Item], Result]
) -> Iterator[tuple[Item, Result]]:
    """Do the work of each group of hosts in a thread of its own, several at a time; yields results as they come."""
    groups: dict[frozenset[str], list[tuple[Newsroom, Item]]] = {}
    for newsroom, item in work:
        groups.setdefault(newsroom.hosts, []).append((newsroom, item))
    manners = newsroom_manners(run.settings)

    def do_group(group: Sequence[tuple[Newsroom, Item]]) -> list[tuple[Item, Result]]:
        with open_session(manners, group[0][0], Clock(now=run.clock)) as session:
            return [(item, do(session, item)) for _, item in group]

    threads = ThreadPoolExecutor(HOSTS_AT_ONCE, thread_name_prefix="newsroom")
    try:
        for future in [threads.submit(do_group, group) for group in groups.values()]:
            yield from future.result()
    finally:
        threads.shutdown(cancel_futures=True)


def _newsroom_of(newsrooms: Sequence[Newsroom], url: str) -> Newsroom | None:
    return next((newsroom for newsroom in newsrooms if newsroom.is_own_item(url)), None)


def _names(run: Run) -> dict[str, AuthorityNames]:
    """The names of each authority, and those of all others, by URN."""
    rows = run.con.execute("SELECT ofsted_urn, list_prepend(name, aliases) FROM reference.authorities").fetchall()
    called = {urn: tuple(names) for urn, names in rows}
    return {
        urn: AuthorityNames(own, tuple(name for other, names in called.items() if other != urn for name in names))
        for urn, own in called.items()
    }
