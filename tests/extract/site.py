"""A web host on loopback that answers as a test tells it to."""

from __future__ import annotations

import socket
import struct
import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

from extract.pace import Clock

if TYPE_CHECKING:
    import ssl
    from collections.abc import Callable, Iterator


@dataclass(frozen=True)
class Reply:
    """`how`: whole, short (less than announced), chunked, chunked_short, reset, drip, silent, silent after its head."""

    body: bytes = b"ok"
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    how: str = "whole"


@dataclass(frozen=True)
class Asked:
    path: str
    headers: dict[str, str]
    connection: Any


class Site:
    """`replies` maps a path to what it gives, one after the other; the last is repeated. Other paths give 404."""

    def __init__(self, tls: ssl.SSLContext | None = None) -> None:
        self.replies: dict[str, list[Reply]] = {"/robots.txt": [Reply(status=404)]}
        self.asked: list[Asked] = []
        self.at_once = self.most_at_once = 0
        self.delay = 0.0
        self.stopping = threading.Event()
        self._lock = threading.Lock()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._server.daemon_threads = True
        if tls:
            self._server.socket = tls.wrap_socket(self._server.socket, server_side=True)
        self.authority = f"127.0.0.1:{self._server.server_port}"
        self.origin = f"http{'s' if tls else ''}://{self.authority}"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.005,), daemon=True)
        self._thread.start()

    def gives(self, path: str, *replies: Reply) -> str:
        self.replies[path] = list(replies)
        return self.origin + path

    def paths(self) -> list[str]:
        return [asked.path for asked in self.asked if asked.path != "/robots.txt"]

    def close(self) -> None:
        self.stopping.set()
        self._server.shutdown()
        self._server.server_close()

    def next_reply(self, path: str) -> Reply:
        with self._lock:
            replies = self.replies.get(path, [Reply(b"none", 404)])
            return replies.pop(0) if len(replies) > 1 else replies[0]

    def busy(self, change: int) -> None:
        with self._lock:
            self.at_once += change
            self.most_at_once = max(self.most_at_once, self.at_once)

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        site = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def log_message(self, *_: object) -> None:
                pass

            def do_GET(self) -> None:
                site.asked.append(Asked(self.path, dict(self.headers), self.client_address))
                site.busy(1)
                try:
                    time.sleep(site.delay)
                    answer(self, site.next_reply(self.path), site)
                except OSError:
                    self.close_connection = True
                finally:
                    site.busy(-1)

        return Handler


def answer(handler: BaseHTTPRequestHandler, reply: Reply, site: Site) -> None:
    if reply.how == "silent":
        site.stopping.wait(2)
        handler.close_connection = True
        return
    handler.send_response(reply.status)
    for name, value in reply.headers.items():
        handler.send_header(name, value)
    if reply.how.startswith("chunked"):
        handler.send_header("Transfer-Encoding", "chunked")
    elif reply.status != 304 and "Content-Length" not in reply.headers:
        extra = 0 if reply.how == "whole" else 100
        handler.send_header("Content-Length", str(len(reply.body) + extra))
    handler.end_headers()
    if reply.how.startswith("chunked"):
        for start in range(0, len(reply.body), 4096):
            chunk = reply.body[start : start + 4096]
            handler.wfile.write(b"%x\r\n%s\r\n" % (len(chunk), chunk))
        handler.wfile.write(b"0\r\n\r\n" if reply.how == "chunked" else b"20\r\ncut")
    elif reply.how == "silent after its head":
        site.stopping.wait(2)
    elif reply.how == "drip":
        while not site.stopping.wait(0.02):
            handler.wfile.write(b"x")
    else:
        handler.wfile.write(reply.body)
    if reply.how in ("short", "chunked_short", "reset"):
        handler.close_connection = True
    if reply.how == "reset":
        handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        time.sleep(0.02)
        handler.connection.close()


class FakeTime:
    """A clock on which waiting takes no time; `waits` are the seconds that were waited for."""

    def __init__(self) -> None:
        self.at = 1000.0
        self.waits: list[float] = []
        self.start = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
        self.clock = Clock(monotonic=lambda: self.at, now=self.now, sleep=self.sleep)

    def now(self) -> datetime:
        return self.start + timedelta(seconds=self.at - 1000.0)

    def sleep(self, seconds: float) -> None:
        self.waits.append(seconds)
        self.at += seconds


@contextmanager
def new_sites() -> Iterator[Callable[[], Site]]:
    """Yield what starts sites, which are closed at the end."""
    sites: list[Site] = []

    def make() -> Site:
        sites.append(Site())
        return sites[-1]

    yield make
    for site in sites:
        site.close()
