"""Whether the register of newsrooms still holds, row by row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

from extract.http import Manners
from extract.newsrooms.asker import open_session
from extract.newsrooms.register import REGISTER, Newsroom, read_register
from extract.newsrooms.verify import Verified, verify
from extract.pace import Clock
from flows.settings import Settings, require_contact
from flows.steps.run import manners_of

# Hosts that are asked at the same time; each of them is asked one thing at a time.
HOSTS_AT_ONCE = 8


def verify_newsrooms(
    settings: Settings, register: Path | None = None, clock: Clock | None = None
) -> Iterator[Verified]:
    """Ask every newsroom of the register, and yield what each answered in the register's order.

    `register` is another file in the form of the project's own. A newsroom that fails has that as its result, and
    stops none of the others.

    Raises:
        RegisterError: when the register cannot be used.
        SettingsError: when other people's sites would be asked without a contact.
    """
    newsrooms = read_register(register or REGISTER)
    require_contact(settings, (newsroom.address for newsroom in newsrooms))
    manners = newsroom_manners(settings)
    # Newsrooms on the same hosts share a session, which keeps the pause between their requests.
    groups: dict[frozenset[str], list[Newsroom]] = {}
    for newsroom in newsrooms:
        groups.setdefault(newsroom.hosts, []).append(newsroom)
    threads = ThreadPoolExecutor(HOSTS_AT_ONCE, thread_name_prefix="newsroom")
    try:
        answers = {hosts: threads.submit(_verified, group, manners, clock) for hosts, group in groups.items()}
        yield from _in_order(newsrooms, answers)
    finally:
        threads.shutdown(cancel_futures=True)


def _verified(group: Sequence[Newsroom], manners: Manners, clock: Clock | None) -> list[Verified]:
    with open_session(manners, group[0], clock) as session:
        return [verify(session, newsroom) for newsroom in group]


def _in_order(
    newsrooms: Sequence[Newsroom], answers: dict[frozenset[str], Future[list[Verified]]]
) -> Iterator[Verified]:
    for newsroom in newsrooms:
        yield next(verified for verified in answers[newsroom.hosts].result() if verified.newsroom is newsroom)


def newsroom_manners(settings: Settings) -> Manners:
    """Return how newsrooms are asked: with less patience, since a dead one is not worth that of a report."""
    return replace(manners_of(settings), tries=min(settings.tries, 2))
