"""A process that reads documents: a request a line on standard input, a reading a line on standard output, as JSON.

The first line out is the generation of the readers, once they are loaded. A request names the archived body as `path`;
one for a council's release also has `release`, with its `url` and the names of the council (`own`) and of all others
(`others`).

It is a process of its own because pypdfium2 is native code that damaged files can crash, because it is not safe in
threads, and because a limit on memory holds for a whole process. It imports the readers and nothing else.
"""

from __future__ import annotations

import hashlib
import math
import os
import resource
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

import orjson

from transform.document import UnreadableError
from transform.generation import reader_version, release_reader_version
from transform.read import read_body
from transform.records import Reading, Unreadable

if TYPE_CHECKING:
    from transform.press.records import ReleaseReading


def serve(most_memory: int, most_seconds: float) -> None:
    """Answer the requests on standard input until it ends.

    `most_memory`, in bytes, is for the process; `most_seconds`, of computing, are for each document. The system ends
    the process that takes more, whether or not the run that started it still lives.
    """
    resource.setrlimit(resource.RLIMIT_AS, (most_memory, most_memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints must not stand among the answers
    _say(answers, reader_version())
    for line in sys.stdin.buffer:
        request = orjson.loads(line)
        _compute_for(most_seconds)
        read = _read_release if "release" in request else _read_report
        _say(answers, read(request))


def _compute_for(seconds: float) -> None:
    # One more than the run itself waits, so that it is the run that gives up and says why.
    limit = math.ceil(time.process_time() + seconds) + 1
    _, most = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (limit if most == resource.RLIM_INFINITY else min(limit, most), most))


def _say(answers: BinaryIO, value: object) -> None:
    try:
        answers.write(orjson.dumps(value) + b"\n")
        answers.flush()
    except BrokenPipeError:
        os._exit(1)  # the run was killed: there is nobody to tell, not even of this


def _read_report(request: dict[str, Any]) -> Reading:
    try:
        return read_body(_body(Path(request["path"])))
    except UnreadableError as error:
        return Reading(reader_version(), 0, unreadable=Unreadable(error.reason, error.detail))
    except MemoryError:
        return Reading(reader_version(), 0, unreadable=_TOO_MUCH)


def _read_release(request: dict[str, Any]) -> ReleaseReading:
    # Imported here, since most workers never see a release, and the parser of web pages takes a while to load.
    from transform.press.read import read_release
    from transform.press.records import AuthorityNames, ReleaseReading

    release = request["release"]
    names = AuthorityNames(tuple(release["own"]), tuple(release["others"]))
    try:
        return read_release(_body(Path(request["path"])), release["url"], names)
    except UnreadableError as error:
        return ReleaseReading(release_reader_version(), unreadable=Unreadable(error.reason, error.detail))
    except MemoryError:
        return ReleaseReading(release_reader_version(), unreadable=_TOO_MUCH)


_TOO_MUCH = Unreadable("too_much_memory", "Reading the document takes more memory than a document may.")


def _body(path: Path) -> bytes:
    try:
        body = path.read_bytes()
    except OSError as error:
        raise UnreadableError("archive_unreadable", f"The archived file cannot be read: {error.strerror}.") from error
    if hashlib.sha256(body).hexdigest() != path.name:
        raise UnreadableError("archive_damaged", "The archived file is no longer what was fetched: its hash differs.")
    return body


if __name__ == "__main__":
    serve(int(sys.argv[1]), float(sys.argv[2]))
