"""The sample's sites on loopback, in a thread of this process, for as long as they are needed.

Each imitated site is a module of its own that answers the addresses that are its business; `SITES` lists them.
"""

from __future__ import annotations

import sys
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

from flows.sample import newsroom, reports
from flows.sample.answers import HTML, Answer, Request, Site

if TYPE_CHECKING:
    from collections.abc import Iterator

SITES: tuple[Site, ...] = (reports.answer, newsroom.answer)

_NOWHERE = Answer(404, HTML, b"<!DOCTYPE html><title>Page not found</title><h1>Page not found</h1>")


@contextmanager
def serve_sample() -> Iterator[str]:
    """Serve the sample on a free port of this machine; yields its address, such as http://127.0.0.1:43210."""
    with _Server(("127.0.0.1", 0), _Handler) as server:
        thread = threading.Thread(target=server.serve_forever, name="sample site", daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Let a client hang up as it likes; any other error is shown."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_version = "sample"
    # Head and body go out in one packet each; waiting to join them costs 40 ms a request on a kept connection.
    disable_nagle_algorithm = True

    def do_GET(self) -> None:
        request = Request.of(self.path, f"http://{self.headers['Host']}", self.headers.get("If-None-Match"))
        self._send(next((answer for site in SITES if (answer := site(request))), _NOWHERE))

    def do_HEAD(self) -> None:
        self.do_GET()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's name
        """Say nothing: the run that asks keeps its own log."""

    def _send(self, answer: Answer) -> None:
        self.send_response(answer.status)
        for name, value in answer.headers.items():
            self.send_header(name, value)
        if answer.status != 304:
            self.send_header("Content-Type", answer.content_type)
            self.send_header("Content-Length", str(len(answer.body)))
        self.end_headers()
        if answer.status != 304 and self.command != "HEAD":
            self.wfile.write(answer.body)
