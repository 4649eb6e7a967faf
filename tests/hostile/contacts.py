"""Whom this process contacts, seen below every library: each name that is resolved and each address connected to."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

_watching: list[list[str]] = []


def _hook(event: str, arguments: tuple[Any, ...]) -> None:
    if not _watching or not event.startswith("socket."):
        return
    if event in ("socket.connect", "socket.sendto"):
        address = arguments[1]
        where = ":".join(map(str, address[:2])) if isinstance(address, tuple) else str(address)
    elif event in ("socket.getaddrinfo", "socket.gethostbyname", "socket.getnameinfo"):
        where = ":".join(str(part) for part in arguments[:2] if part is not None)
    else:
        return
    for seen in _watching:
        seen.append(where)


# A hook cannot be taken away again: it does nothing while nobody watches.
sys.addaudithook(_hook)


@contextmanager
def watched() -> Iterator[list[str]]:
    """Give the list of whom this process contacts, as "host:port", while it grows."""
    seen: list[str] = []
    _watching.append(seen)
    try:
        yield seen
    finally:
        _watching.remove(seen)
