"""What can go wrong with a database file, each told in words for the person at the keyboard."""

from __future__ import annotations

from dataclasses import dataclass


class WarehouseError(Exception):
    """A database cannot be opened, written or published; the message says why and what to do."""


class WarehouseLockedError(WarehouseError):
    """Another process, or another connection of this one, holds the file."""


class NotAWarehouseError(WarehouseError):
    """The file is no database, is damaged, or was not made by this project."""


class SchemaVersionError(WarehouseError):
    """The working database has the tables of another version of this project."""


class LakeError(WarehouseError):
    """The lake beside the published file was not written, and holds what it held before."""


class CorrectionsError(WarehouseError):
    """A row of the recorded corrections is not in the form that it must have."""


@dataclass(frozen=True)
class FailedCheck:
    """A check that found rows: its name, what it asks for, and the first rows, each as the text of its values."""

    name: str
    asks: str
    rows: tuple[str, ...]
    total: int


class PublishRefusedError(WarehouseError):
    """The finished build is not fit to be read; what was published before stays."""

    def __init__(self, reason: str, failed: tuple[FailedCheck, ...] = ()) -> None:
        lines = [reason, *(_told(check) for check in failed)]
        super().__init__("\n".join(lines))
        self.failed = failed


def _told(check: FailedCheck) -> str:
    more = f" and {check.total - len(check.rows)} more" if check.total > len(check.rows) else ""
    return f"  {check.name} ({check.asks}): {'; '.join(check.rows)}{more}"
