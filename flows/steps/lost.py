"""Archived bodies that are missing or were changed from outside: told, set aside, and asked for again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from flows.steps.run import Run
from transform.records import Unreadable
from warehouse.press_queries import ItemToFetch, held_items
from warehouse.queries import FileToFetch, listed_files

# What the reader processes say of an archived file that is missing or has changed: nothing is known of the document.
MISSING, DAMAGED = "archive_unreadable", "archive_damaged"


def note_lost(run: Run, sha256: str, unreadable: Unreadable | None) -> bool:
    """Say whether a reading failed for the archive's sake; then it is a problem of the run, and no reading.

    A body that has changed is set aside, so that the next refresh asks its source for it again.

    Raises:
        ArchiveError: when it cannot be set aside.
    """
    if unreadable is None or unreadable.reason not in (MISSING, DAMAGED):
        return False
    if unreadable.reason == DAMAGED:
        run.archive.set_aside(sha256)
    again = "" if not run.archive.lacking([sha256]) else " The next refresh asks for it again."
    run.note_problem(run.archive.place(sha256), f"{unreadable.detail}{again}")
    return True


def with_lost_files(run: Run, files: Sequence[FileToFetch]) -> list[FileToFetch]:
    """Return these files, and those whose newest body the archive lacks, which are asked for without conditions."""
    listed = [(file, file.sha256) for file in listed_files(run.con) if file.sha256]
    lacking = run.archive.lacking(sha256 for _, sha256 in listed)
    lost = {file.file_id: file for file, sha256 in listed if sha256 in lacking}
    rest = [file for file in lost.values() if file.file_id not in {known.file_id for known in files}]
    return [_whole(file) if file.file_id in lost else file for file in (*files, *rest)]


def with_lost_items(run: Run, items: Sequence[ItemToFetch]) -> list[ItemToFetch]:
    """Return these items of newsrooms, and those whose newest body the archive lacks."""
    held = [(item, item.sha256) for item in held_items(run.con) if item.sha256]
    lacking = run.archive.lacking(sha256 for _, sha256 in held)
    lost = {item.url: item for item, sha256 in held if sha256 in lacking}
    rest = [item for item in lost.values() if item.url not in {known.url for known in items}]
    return [_whole_item(item) if item.url in lost else item for item in (*items, *rest)]


def _whole(file: FileToFetch) -> FileToFetch:
    return replace(file, etag=None, last_modified=None)


def _whole_item(item: ItemToFetch) -> ItemToFetch:
    return replace(item, etag=None, last_modified=None)
