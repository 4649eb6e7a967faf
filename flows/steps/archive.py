"""The archive that the settings name: a folder, or an address of a store."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Protocol

from extract.archive import Archive
from flows.settings import Settings, SettingsError


class Bodies(Protocol):
    """Bodies named by their SHA-256, each whole or not there, wherever they are kept."""

    def place(self, sha256: str) -> str:
        """Return where a body stands, or would, as people are told."""

    def put(self, body: bytes) -> str:
        """Keep a body and return its SHA-256."""

    def put_many(self, bodies: Iterable[bytes]) -> list[str]:
        """Keep several bodies and return their SHA-256 in the same order."""

    def read(self, sha256: str) -> bytes:
        """Return a body, checked against its hash."""

    def at_hand(self, sha256: str) -> AbstractContextManager[Path]:
        """Give a file on this machine that holds a body, for as long as it is needed."""

    def lacking(self, hashes: Iterable[str]) -> set[str]:
        """Return those of these bodies that are not here."""

    def set_aside(self, sha256: str) -> None:
        """Take a body that has changed out of its place, and keep it for whoever wants to see it."""

    def clear_leftovers(self) -> int:
        """Delete what interrupted runs left half-written, and return how much it was."""


def open_archive(settings: Settings) -> Bodies:
    """Return the archive of the settings.

    Raises:
        SettingsError: as for `archive_at`.
    """
    return archive_at(settings.archived)


def archive_at(place: Path | str) -> Bodies:
    """Return the archive in a folder, or at an address of fsspec.

    Raises:
        SettingsError: when there are no such addresses, or the package for them is missing.
    """
    if isinstance(place, Path):
        return Archive(place)
    from extract.remote_archive import RemoteArchive  # costs more to import than most commands take

    try:
        return RemoteArchive(place)
    except ImportError as error:
        raise SettingsError(
            f"OUTCOMES_ARCHIVE={place!r} cannot be used: the package for it is not installed ({error}); "
            "the extra 'remote-archive' has the one for s3://."
        ) from error
    except ValueError as error:
        raise SettingsError(f"OUTCOMES_ARCHIVE={place!r} cannot be used: {error}.") from error
