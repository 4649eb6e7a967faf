"""A site whose reports can be made slow to come: the real reports' imitation, or the sample's where it is not."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from flows.sample.answers import Answer
from tests.flows.faulty_site import faulty_site
from tests.replica import program, running

FILES = "/v1/file/"
EVERY, SECONDS = 3, 10.0


@dataclass(frozen=True)
class SlowSite:
    """`slow` makes every third report take seconds, `mend` undoes that; `asked` is what was asked for since either."""

    url: str
    slow: Callable[[], None]
    mend: Callable[[], None]
    asked: Callable[[], list[str]]

    def files_asked(self) -> list[str]:
        return [path.removeprefix(FILES) for path in self.asked() if path.startswith(FILES)]


@contextmanager
def slow_site() -> Iterator[SlowSite]:
    with _replica() if program() else _sample() as site:
        yield site


@contextmanager
def _sample() -> Iterator[SlowSite]:
    with faulty_site() as site:

        def late(answer: Answer) -> Answer:
            if len(site.files_asked()) % EVERY == 0:
                time.sleep(SECONDS)
            return answer

        def slow() -> None:
            site.mend()
            site.faults[f"{FILES}*"] = late

        yield SlowSite(site.url, slow, site.mend, lambda: list(site.asked))


@contextmanager
def _replica() -> Iterator[SlowSite]:
    with running() as replica:

        def slow() -> None:
            replica.control("reset")
            replica.control(f"fault?kind=slow&every={EVERY}&match={FILES}")

        def asked() -> list[str]:
            return [str(request["path"]) for request in replica.requests()]

        yield SlowSite(replica.address, slow, lambda: replica.control("reset"), asked)
