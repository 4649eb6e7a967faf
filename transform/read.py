"""From an archived body to a reading: decides the framework from what the document prints, and reads it."""

from __future__ import annotations

from typing import Protocol

from transform.document import Document, UnreadableError, read_pdf
from transform.faults import place
from transform.generation import reader_version
from transform.mixture import without_mixed_grades
from transform.readers import (
    area_send,
    area_send_2016,
    focused_visit,
    ilacs,
    jar_2009,
    jtai,
    lac_2013,
    lscb_review,
    monitoring_visit,
    other,
    sif,
)
from transform.records import Inspection, Reading, Unreadable


class Reader(Protocol):
    """What a framework's module offers."""

    def recognises(self, document: Document) -> bool:
        """Say whether the document prints that it is of this framework."""

    def read(self, document: Document) -> tuple[Inspection, ...]:
        """Return the inspections that the document reports, in the order printed."""


READERS: tuple[Reader, ...] = (
    ilacs,
    sif,
    jtai,
    area_send,
    area_send_2016,
    focused_visit,
    monitoring_visit,
    lac_2013,
    lscb_review,
    jar_2009,
)


def read_body(body: bytes) -> Reading:
    """Return what the present readers make of a body; never raises for what a body holds.

    A body that gives no inspection carries the reason: those of `transform.document.read_pdf`, or
    `ambiguous_framework`, `unknown_document`, or `reader_failed` (a fault of ours, with its place).

    Raises:
        MemoryError: when reading takes more memory than the process may have.
    """
    pages = 0
    try:
        document = read_pdf(body)
        pages = len(document.pages)
        inspections = tuple(without_mixed_grades(one) for one in _reader_for(document).read(document))
        return Reading(reader_version(), pages, inspections)
    except UnreadableError as error:
        return Reading(reader_version(), pages, unreadable=Unreadable(error.reason, error.detail))
    except MemoryError:
        raise
    except Exception as error:  # a document must not stop the others; the place goes to the quarantine
        return Reading(reader_version(), pages, unreadable=Unreadable("reader_failed", place(error)))


def _reader_for(document: Document) -> Reader:
    takers = [reader for reader in READERS if reader.recognises(document)]
    if len(takers) > 1:
        names = ", ".join(getattr(reader, "__name__", "?").rpartition(".")[2] for reader in takers)
        raise UnreadableError("ambiguous_framework", f"The document could be of more than one framework: {names}.")
    if takers:
        return takers[0]
    if other.recognises(document):
        return other
    raise UnreadableError("unknown_document", "The document does not print that it is an Ofsted report or letter.")
