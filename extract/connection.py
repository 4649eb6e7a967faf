"""Sessions that leave redirects alone, and kept connections that time limits end and that acknowledge at once.

A server that writes an answer's head and its body separately, as Python's own does, waits for the first to be
acknowledged before it sends a short second, and Linux puts that off by 40 ms on a kept connection. The option does
not last: the kernel drops it again, so it is set anew for each answer.
"""

from __future__ import annotations

import socket
from typing import TYPE_CHECKING, Any

import requests
from requests.adapters import HTTPAdapter
from urllib3 import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.connection import HTTPConnection, HTTPSConnection

from extract.time_limit import put_under_limit

if TYPE_CHECKING:
    from urllib3.connectionpool import ConnectionPool

# Only Linux has it; elsewhere the system's own habit holds.
QUICK_ACKNOWLEDGEMENT: int | None = getattr(socket, "TCP_QUICKACK", None)


def _acknowledge_quickly(connection: HTTPConnection) -> None:
    if QUICK_ACKNOWLEDGEMENT is not None and connection.sock is not None:
        connection.sock.setsockopt(socket.IPPROTO_TCP, QUICK_ACKNOWLEDGEMENT, 1)


class _QuickHTTPConnection(HTTPConnection):
    def _new_conn(self) -> socket.socket:
        connection = super()._new_conn()
        put_under_limit(connection)
        return connection

    def endheaders(self, message_body: Any = None, *, encode_chunked: bool = False) -> None:
        if self.sock is not None:  # a kept connection
            put_under_limit(self.sock)
        super().endheaders(message_body, encode_chunked=encode_chunked)
        _acknowledge_quickly(self)


class _QuickHTTPSConnection(_QuickHTTPConnection, HTTPSConnection):
    pass


class _QuickHTTPPool(HTTPConnectionPool):
    ConnectionCls = _QuickHTTPConnection


class _QuickHTTPSPool(HTTPSConnectionPool):
    ConnectionCls = _QuickHTTPSConnection


POOLS: dict[str, type[ConnectionPool]] = {"http": _QuickHTTPPool, "https": _QuickHTTPSPool}


class PlainSession(requests.Session):
    """A session to which a redirect is an answer like any other.

    Requests looks where a redirect leads even when it is told not to follow: for that it would read the redirect's own
    body whole, without a limit on its size or time, and fail in many ways on an address that is none.
    """

    def get_redirect_target(self, resp: requests.Response) -> str | None:
        """Return that there is none; called by requests."""
        return None


class QuickAdapter(HTTPAdapter):
    """A transport for one host: one kept connection, no second tries of its own."""

    def __init__(self) -> None:
        super().__init__(pool_connections=1, pool_maxsize=1, max_retries=0)

    def init_poolmanager(self, *args: Any, **options: Any) -> None:
        """Make the pools; called by requests."""
        super().init_poolmanager(*args, **options)
        self.poolmanager.pool_classes_by_scheme = POOLS
