"""A limit on the time of one answer that holds whatever part of it a host sends slowly.

A socket's own limit starts anew with each byte. So the connections that an answer comes over are ended from another
thread when the time is over: whoever waits for them wakes with an error, or with what looks like the answer's end.
"""

from __future__ import annotations

import os
import socket
import threading
from contextlib import suppress
from contextvars import ContextVar
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from types import TracebackType

_running: ContextVar[TimeLimit | None] = ContextVar("running", default=None)


class TimeLimit:
    """A number of seconds, from when it is entered, for all connections that its thread uses within."""

    def __init__(self, seconds: float) -> None:
        self.over = False
        self._handles: list[socket.socket] = []
        self._lock = threading.Lock()
        self._timer = threading.Timer(seconds, self._end)
        self._timer.daemon = True

    def __enter__(self) -> Self:
        self._before = _running.set(self)
        self._timer.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._timer.cancel()
        _running.reset(self._before)
        with self._lock:
            for handle in self._handles:
                handle.close()
            self._handles.clear()

    def watch(self, connection: socket.socket) -> None:
        """End this connection too when the time is over."""
        # A handle of our own: encryption puts another in the place of the given one, and others may close it.
        handle = socket.socket(fileno=os.dup(connection.fileno()))
        with self._lock:
            self._handles.append(handle)
            if self.over:
                _cut(handle)

    def _end(self) -> None:
        with self._lock:
            self.over = True
            for handle in self._handles:
                _cut(handle)


def put_under_limit(connection: socket.socket) -> None:
    """End a connection when the time of the limit that this thread is under is over; without one do nothing."""
    limit = _running.get()
    if limit is not None:
        limit.watch(connection)


def _cut(handle: socket.socket) -> None:
    with suppress(OSError):  # it has ended by itself
        handle.shutdown(socket.SHUT_RDWR)
