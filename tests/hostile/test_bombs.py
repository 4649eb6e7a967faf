"""A refresh against a host whose files are bombs: the files beside them are read, and its memory stays bounded."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from flows.sample import reports
from flows.sample.answers import Request
from tests.flows.runs import loaded
from tests.hostile.bombs import GIGABYTE, deflated, endless_pdf, gzipped, gzipped_twice, large_pdf, plain

Bomb = tuple[dict[str, str], Callable[[], Iterator[bytes]], int]
GZIP, DEFLATE = {"Content-Encoding": "gzip"}, {"Content-Encoding": "deflate"}
TOO_LARGE, TOO_SLOW, READER = "larger than 50000000 bytes", "longer than 4 seconds", "reader"


def drip() -> Iterator[bytes]:
    while True:
        time.sleep(0.1)
        yield b"x"


def whole(body: bytes) -> Callable[[], Iterator[bytes]]:
    return lambda: iter([body])


# What each file of the edition is replaced with, and what a person is told of it.
BOMBS: dict[str, tuple[Bomb, str]] = {
    "990000001": (({"Content-Length": str(GIGABYTE)}, plain, 200), TOO_LARGE),
    "990000002": (({}, plain, 200), TOO_LARGE),
    "990000003": ((GZIP, gzipped, 200), TOO_LARGE),
    "990000005": ((DEFLATE, deflated, 200), TOO_LARGE),
    "990000006": (({"Content-Encoding": "gzip, gzip"}, gzipped_twice, 200), TOO_LARGE),
    "990000007": (({"Location": "/v1/file/990000004", **GZIP}, gzipped, 302), TOO_LARGE),
    "990000008": (({"Location": "/v1/file/990000008"}, whole(b""), 302), "redirects more than 5 times"),
    "990000010": (({}, drip, 200), TOO_SLOW),
    "990000011": (({}, whole(large_pdf(400_000_000)), 200), READER),
    "990000013": (({}, whole(endless_pdf()), 200), READER),
}
READ = {"990000004", "990000014"}


@contextmanager
def bombing() -> Iterator[str]:
    class Handler(BaseHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            pass

        def do_GET(self) -> None:
            file_id = self.path.rpartition("/")[2]
            if file_id in BOMBS:
                (headers, body, status), _ = BOMBS[file_id]
                self.send(status, headers, body())
                return
            origin = f"http://{self.headers['Host']}"
            answer = reports.answer(Request.of(self.path, origin))
            assert answer
            length = {"Content-Length": str(len(answer.body)), "Content-Type": answer.content_type}
            self.send(answer.status, length, iter([answer.body]))

        def send(self, status: int, headers: dict[str, str], body: Iterator[bytes]) -> None:
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()
            try:
                for part in body:
                    self.wfile.write(part)
            except OSError:
                self.close_connection = True

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, args=(0.005,), daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


@dataclass(frozen=True)
class Bombed:
    home: Path
    seconds: float
    said: dict[str, Any]


pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="measures memory as Linux tells it")


@pytest.fixture(scope="module")
def bombed(tmp_path_factory: pytest.TempPathFactory) -> Bombed:
    home = tmp_path_factory.mktemp("bombed")
    with bombing() as url:
        started = time.monotonic()
        words = [sys.executable, "-m", "tests.hostile.bombed", str(home), url]
        ended = subprocess.run(words, capture_output=True, timeout=120, check=True)
        return Bombed(home, time.monotonic() - started, json.loads(ended.stdout))


def test_the_files_beside_them_are_read(bombed: Bombed) -> None:
    read = {file_id for (file_id,) in loaded(bombed.home, "SELECT file_id FROM store.stated_facts")}
    assert read == READ


def test_each_is_one_line_with_a_plain_reason(bombed: Bombed) -> None:
    told = {source.rpartition("/")[2]: detail for source, detail in bombed.said["problems"].items()}
    for file_id, (_, reason) in BOMBS.items():
        if reason != READER:
            assert reason in told[file_id]
    rows = loaded(bombed.home, "SELECT file_id, reason, detail FROM store.quarantine WHERE resolved_at IS NULL")
    assert len(rows) == len({file_id for file_id, _, _ in rows})
    reasons = {file_id: reason for file_id, reason, _ in rows}
    assert set(BOMBS) <= set(reasons)
    assert {reasons["990000011"], reasons["990000013"]} <= {"too_much_memory", "reader_crashed", "took_too_long"}
    assert all("\n" not in detail and "Traceback" not in detail for _, _, detail in rows)


def test_the_run_and_its_readers_take_bounded_memory(bombed: Bombed) -> None:
    taken = bombed.said["megabytes"] - bombed.said["megabytes_before"]
    # A body of 50 MB is held twice while it is put together.
    assert 50 < taken < 250
    assert bombed.said["megabytes_of_a_reader"] < 400
