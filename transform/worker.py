"""A process that reads documents: a path a line on standard input, a reading as a line of JSON on standard output.

It is a process of its own because pypdfium2 is native code that damaged files can crash, because it is not safe in
threads, and because a limit on memory holds for a whole process. It imports the readers and nothing else.
"""

from __future__ import annotations

import hashlib
import os
import resource
import sys
from pathlib import Path

import orjson

from transform.read import read_body, reader_version
from transform.records import Reading, Unreadable


def serve(most_memory: int) -> None:
    """Read the documents named on standard input until it ends; `most_memory` in bytes."""
    resource.setrlimit(resource.RLIMIT_AS, (most_memory, most_memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints must not stand among the answers
    for line in sys.stdin.buffer:
        answers.write(orjson.dumps(_read(Path(os.fsdecode(line.rstrip(b"\n"))))) + b"\n")
        answers.flush()


def _read(path: Path) -> Reading:
    try:
        body = path.read_bytes()
    except OSError as error:
        return _refused("archive_unreadable", f"The archived file cannot be read: {error.strerror}.")
    if hashlib.sha256(body).hexdigest() != path.name:
        return _refused("archive_damaged", "The archived file is no longer what was fetched: its hash differs.")
    try:
        return read_body(body)
    except MemoryError:
        return _refused("too_much_memory", "Reading the document takes more memory than a document may.")


def _refused(reason: str, detail: str) -> Reading:
    return Reading(reader_version(), 0, unreadable=Unreadable(reason, detail))


if __name__ == "__main__":
    serve(int(sys.argv[1]))
