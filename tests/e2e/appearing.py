"""A site on which a report appears while a test looks: the real reports' imitation, or the sample's where it is not."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta

from flows.steps.authorities import Authority, find_authority
from tests.flows.faulty_site import faulty_site
from tests.flows.test_look import NEW, TRAFFORD, before_it_appeared
from tests.replica import corpus, program, running

# So many are there already: enough to see that none of them is asked for again.
MOST_BEFORE = 10


@dataclass(frozen=True)
class AppearingSite:
    """`appear` puts a report of an authority on its page and forgets what was asked; `asked` is what was since."""

    url: str
    authority: Authority
    file_id: str
    appear: Callable[[], None]
    asked: Callable[[], list[str]]


@contextmanager
def appearing_site() -> Iterator[AppearingSite]:
    with _replica() if program() else _sample() as site:
        yield site


@contextmanager
def _sample() -> Iterator[AppearingSite]:
    with faulty_site() as site:
        before_it_appeared(site)
        yield AppearingSite(site.url, TRAFFORD, NEW, site.mend, lambda: list(site.asked))


@contextmanager
def _replica() -> Iterator[AppearingSite]:
    folder = corpus()
    assert folder
    with (folder / "publications.csv").open(newline="") as file:
        reports = sorted(csv.DictReader(file), key=lambda row: row["published"])
    on_that_day = Counter(row["published"] for row in reports)
    new = next(row for row in reports[MOST_BEFORE:] if on_that_day[row["published"]] == 1)
    day = date.fromisoformat(new["published"])
    with running("--as-of", str(day - timedelta(days=1))) as replica:
        before = 0

        def appear() -> None:
            nonlocal before
            replica.control(f"as-of?date={day}")
            before = len(replica.requests())

        def asked() -> list[str]:
            return [str(request["path"]) for request in replica.requests()[before:]]

        yield AppearingSite(replica.address, find_authority(new["urn"]), new["file_id"], appear, asked)
