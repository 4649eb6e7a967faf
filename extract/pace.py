"""How fast a host is asked: one request at a time, a pause between two, and longer when it says so."""

from __future__ import annotations

import re
import threading
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

WHOLE_SECONDS = re.compile(r"\d{1,10}")


def utc_now() -> datetime:
    """Return the time in UTC."""
    return datetime.now(UTC)


@dataclass(frozen=True)
class Clock:
    """The clock that everything here goes by: seconds that only grow, the time of day in UTC, and waiting."""

    monotonic: Callable[[], float] = time.monotonic
    now: Callable[[], datetime] = utc_now
    sleep: Callable[[float], None] = time.sleep


class HostPace:
    """When a host may be asked next. `lock` is held by whoever asks it, so that there is one request at a time."""

    def __init__(self, clock: Clock, pause_seconds: float) -> None:
        self.lock = threading.Lock()
        self._clock = clock
        self._pause = pause_seconds
        self._next = 0.0
        self._closed_until = 0.0

    def slow_to(self, seconds: float) -> None:
        """Lengthen the pause to what the host's robots.txt asks for; it is never shortened."""
        self._pause = max(self._pause, seconds)

    def wait(self) -> None:
        """Sleep until the pause since the last request is over."""
        left = self._next - self._clock.monotonic()
        if left > 0:
            self._clock.sleep(left)

    def asked(self) -> None:
        """Note that a request has just ended: the pause starts now."""
        self._next = self._clock.monotonic() + self._pause

    def close_for(self, seconds: float) -> None:
        """Note that the host wants no request for a time that is too long to wait."""
        self._closed_until = self._clock.monotonic() + seconds

    def closed_for(self) -> float:
        """Return for how many more seconds the host wants no request; 0 when it may be asked."""
        return max(0.0, self._closed_until - self._clock.monotonic())


def seconds_to_wait(retry_after: str | None, now: datetime) -> float | None:
    """Return what a Retry-After header asks for, in seconds from `now` (RFC 9110, 10.2.3); None if it says nothing."""
    if retry_after is None:
        return None
    printed = retry_after.strip()
    if WHOLE_SECONDS.fullmatch(printed):
        return float(printed)
    try:
        until = parsedate_to_datetime(printed)
    except ValueError:
        return None
    if until.tzinfo is None:
        until = until.replace(tzinfo=UTC)
    return max(0.0, (until - now).total_seconds())
