"""A host that never stops sending, whatever the part of its answer, is left after the time that one answer may take."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest

from extract.errors import FetchError, FetchProblem
from extract.http import PoliteSession
from extract.manners import Manners

MANNERS = Manners("tests@example.org", pause_seconds=0, connect_seconds=2, read_seconds=2, most_seconds=0.4, tries=3)
# A record of a TLS handshake that announces 16,000 bytes.
HANDSHAKE = b"\x16\x03\x03\x3e\x80\x02\x00\x3e\x7c"
HEAD = b"HTTP/1.1 200 OK\r\n"
Dripping = Callable[[bytes], str]


@pytest.fixture
def dripping() -> Iterator[Dripping]:
    """Start a server that sends a beginning, and then a letter again and again; gives its host and port."""
    stopping = threading.Event()
    servers: list[socket.socket] = []

    def start(beginning: bytes) -> str:
        server = socket.create_server(("127.0.0.1", 0))
        servers.append(server)

        def answer(connection: socket.socket) -> None:
            with connection:
                try:
                    asked = connection.recv(65536)
                    if asked.startswith(b"GET /robots.txt"):
                        connection.sendall(b"HTTP/1.1 404 None\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
                        return
                    connection.sendall(beginning)
                    while not stopping.wait(0.02):
                        connection.sendall(b"x")
                except OSError:
                    return

        def serve() -> None:
            while not stopping.is_set():
                try:
                    connection, _ = server.accept()
                except OSError:
                    return
                threading.Thread(target=answer, args=(connection,), daemon=True).start()

        threading.Thread(target=serve, daemon=True).start()
        return f"127.0.0.1:{server.getsockname()[1]}"

    yield start
    stopping.set()
    for server in servers:
        server.close()


@pytest.mark.parametrize(
    "beginning",
    [
        b"",
        b"HTTP/1.1 200 ",
        HEAD + b"Content-Type: ",
        HEAD + b"Content-Length: 100000\r\n\r\n",
        HEAD + b"\r\n",
        HEAD + b"Transfer-Encoding: chunked\r\n\r\n",
        HEAD + b"Transfer-Encoding: chunked\r\n\r\n5;",
        HEAD + b"Transfer-Encoding: chunked\r\n\r\nFFFFFF\r\n",
        HEAD + b"Transfer-Encoding: chunked\r\n\r\n1\r\na\r\n0\r\nTrailer: ",
        b"HTTP/1.1 100 Continue\r\n",
        b"HTTP/1.1 302 Found\r\nLocation: /b\r\nContent-Length: 100000\r\n\r\n",
    ],
    ids=["nothing", "status", "head", "body", "endless", "chunk's size", "extension", "chunk", "trailer", "100", "302"],
)
def test_no_part_of_an_answer_can_take_longer_than_an_answer_may(dripping: Dripping, beginning: bytes) -> None:
    left(f"http://{dripping(beginning)}/a")


def test_nor_can_the_beginning_of_an_encrypted_connection(dripping: Dripping) -> None:
    authority = dripping(HANDSHAKE)
    started = time.monotonic()
    with PoliteSession(MANNERS, frozenset({authority})) as session, pytest.raises(FetchError) as caught:
        session.get(f"https://{authority}/a")
    # Nobody can tell what robots.txt says.
    assert "longer than 0.4 seconds" in caught.value.detail
    assert time.monotonic() - started < 2


def left(url: str) -> None:
    authority = url.split("/")[2]
    started = time.monotonic()
    with PoliteSession(MANNERS, frozenset({authority})) as session, pytest.raises(FetchError) as caught:
        session.get(url)
    assert caught.value.kind is FetchProblem.TOO_SLOW
    assert time.monotonic() - started < 2


def test_an_answer_that_comes_in_time_is_whole(dripping: Dripping) -> None:
    authority = dripping(HEAD + b"Content-Length: 9\r\n\r\nabc")
    with PoliteSession(replace(MANNERS, most_seconds=5), frozenset({authority})) as session:
        assert session.get(f"http://{authority}/a").body == b"abcxxxxxx"
