"""Who reads what the archive holds: processes of this machine, or others that a flow names."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from typing import Protocol, TypeVar

from flows.settings import Settings
from flows.steps.archive import Bodies
from flows.steps.pool import ReaderPool
from transform.press.records import AuthorityNames, ReleaseReading
from transform.records import Reading

R_co = TypeVar("R_co", covariant=True)


class Pending(Protocol[R_co]):
    """A reading that may still be under way."""

    def result(self) -> R_co:
        """Wait for the reading, and return it."""


@dataclass(frozen=True)
class ReleaseRequest:
    """An archived page of a newsroom, of the council that `names` tells from all others."""

    sha256: str
    url: str
    names: AuthorityNames


class Readers(Protocol):
    """Read archived documents, several at a time; what a document does to its reader is in its reading."""

    def reports(self, documents: Sequence[str]) -> dict[str, Pending[Reading]]:
        """Begin to read these reports; returns the readings by SHA-256."""

    def releases(self, requests: Sequence[ReleaseRequest]) -> list[Pending[ReleaseReading]]:
        """Begin to read these releases; returns the readings in the same order."""


class ReadersHere:
    """The processes of a pool on this machine."""

    def __init__(self, archive: Bodies, pool: ReaderPool) -> None:
        self._archive = archive
        self._pool = pool

    def reports(self, documents: Sequence[str]) -> dict[str, Pending[Reading]]:
        """Begin to read these reports."""
        return {sha256: self._pool.submit(self._archive.at_hand(sha256)) for sha256 in documents}

    def releases(self, requests: Sequence[ReleaseRequest]) -> list[Pending[ReleaseReading]]:
        """Begin to read these releases."""
        return [
            self._pool.submit_release(self._archive.at_hand(request.sha256), request.url, request.names)
            for request in requests
        ]


# Opens what reads the bodies of an archive, as the settings say.
OpenReaders = Callable[[Settings, Bodies], AbstractContextManager[Readers]]


@contextmanager
def readers_here(settings: Settings, archive: Bodies) -> Iterator[Readers]:
    """Open processes of this machine, which end with the context."""
    with ReaderPool(settings.workers, settings.document_seconds, settings.document_memory) as pool:
        yield ReadersHere(archive, pool)
