"""Asking hosts politely: an honest name, robots.txt, a pause, back-off, and only the hosts that settings allow."""

from __future__ import annotations

import threading
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import urldefrag

import requests
import tenacity

from extract.connection import PlainSession, QuickAdapter
from extract.errors import FetchError, FetchProblem
from extract.exchange import Limits, ask
from extract.hosts import AllowedHosts, Origin, origin_of, whole_address
from extract.manners import Manners
from extract.pace import Clock, HostPace
from extract.response import Response, Validators
from extract.robots import MOST_BYTES as ROBOTS_MOST_BYTES
from extract.robots import Rules, read_rules, rules_without_file

if TYPE_CHECKING:
    from types import TracebackType

__all__ = ["Clock", "FetchError", "FetchProblem", "Manners", "PoliteSession", "Response", "Validators"]

MOST_REDIRECTS = 5


class _Host:
    """A host's pace and its one kept connection; both are used only by whoever holds the pace's lock."""

    def __init__(self, origin: Origin, manners: Manners, clock: Clock) -> None:
        self.pace = HostPace(clock, manners.pause_seconds)
        self.session = PlainSession()
        # The environment's proxies and certificates are taken once; its passwords (netrc) never.
        environment = self.session.merge_environment_settings(str(origin), {}, None, True, None)
        self.session.proxies = environment["proxies"]
        self.session.verify = environment["verify"]
        self.session.trust_env = False
        for scheme in ("http://", "https://"):
            self.session.mount(scheme, QuickAdapter())


class PoliteSession:
    """Fetches from the allowed hosts. Safe to share between threads: requests to one host are made one by one."""

    def __init__(self, manners: Manners, allowed_hosts: frozenset[str], clock: Clock | None = None) -> None:
        self._manners = manners
        self._allowed = AllowedHosts(allowed_hosts)
        self._clock = clock or Clock()
        self._headers = {"User-Agent": manners.agent, "Accept": "*/*", "Accept-Encoding": "gzip, deflate"}
        self._hosts: dict[str, _Host] = {}
        self._rules: dict[Origin, tuple[Rules, float]] = {}
        self._rules_locks: dict[Origin, threading.Lock] = {}
        self._lock = threading.Lock()
        self._retrying = self._make_retrying(give_up_on=frozenset())
        # For robots.txt a 403 says that there are no rules to be had: asking again would change nothing.
        self._retrying_robots = self._make_retrying(give_up_on=frozenset({403}))

    def __enter__(self) -> PoliteSession:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the connections."""
        with self._lock:
            for host in self._hosts.values():
                host.session.close()

    def get(self, url: str, validators: Validators | None = None) -> Response:
        """Return what a URL gives, after redirects and as many tries as the manners allow.

        With validators the request is conditional, and the answer may be `not_modified`.

        Raises:
            FetchError: for everything that is not a whole answer with status 200 (or 304 to a conditional request).
        """
        headers = validators.headers() if validators else {}
        request, origin = self._prepare(url, headers)
        for _ in range(MOST_REDIRECTS + 1):
            self._rules_of(origin).check(request.url or "", self._manners.longest_wait_seconds)
            response = self._ask(origin, request, self._retrying, self._manners.limits)
            if "location" not in response.headers:
                return replace(response, url=url)
            request, origin = self._follow(response, origin, headers)
        detail = f"The host redirects more than {MOST_REDIRECTS} times: look at the address in a browser."
        raise FetchError(FetchProblem.TOO_MANY_REDIRECTS, url, detail)

    def _prepare(self, url: str, headers: dict[str, str]) -> tuple[requests.PreparedRequest, Origin]:
        """Check an address and make the request for it.

        The check is of the address as it will be asked for, so that no difference between parsers gets around it.
        """
        origin_of(url)
        try:
            request = requests.Request("GET", urldefrag(url).url, headers={**self._headers, **headers}).prepare()
        except (requests.RequestException, ValueError) as error:
            detail = f"The address cannot be read ({error}): correct it."
            raise FetchError(FetchProblem.BAD_URL, url, detail) from error
        origin = origin_of(request.url or "")
        if origin not in self._allowed:
            detail = (
                f"The host {origin.authority} is not among those that settings allow ({self._allowed}): add it there."
            )
            raise FetchError(FetchProblem.HOST_NOT_ALLOWED, url, detail)
        return request, origin

    def _follow(
        self, response: Response, origin: Origin, headers: dict[str, str]
    ) -> tuple[requests.PreparedRequest, Origin]:
        """Prepare the request that a redirect asks for, to an allowed host and never from https to http."""
        # A header is read as Latin-1, whereas hosts write UTF-8 into it.
        location = response.headers["location"].encode("latin-1", errors="replace").decode("utf-8", errors="replace")
        target = whole_address(response.final_url, location)
        if target is None:
            detail = f"The host redirects to '{location}', which is no address: look at it in a browser."
            raise FetchError(FetchProblem.REDIRECT_REFUSED, response.final_url, detail)
        try:
            request, next_origin = self._prepare(target, headers)
        except FetchError as error:
            detail = f"The host redirects to {target}, which is not followed ({error.detail.rstrip('.')})."
            raise FetchError(FetchProblem.REDIRECT_REFUSED, response.final_url, detail, redirected_to=target) from error
        if origin.scheme == "https" and next_origin.scheme == "http":
            detail = (
                f"The host redirects to {target}, which is not encrypted and not followed: look at it in a browser."
            )
            raise FetchError(FetchProblem.REDIRECT_REFUSED, response.final_url, detail, redirected_to=target)
        return request, next_origin

    def _ask(
        self, origin: Origin, request: requests.PreparedRequest, retrying: tenacity.Retrying, limits: Limits
    ) -> Response:
        """Ask a host, again after a wait where that may help; other requests to it wait meanwhile."""
        host = self._host(origin)
        tries = 0

        def once() -> Response:
            nonlocal tries
            tries += 1
            host.pace.wait()
            try:
                return replace(ask(host.session, request, limits, self._clock), tries=tries)
            except FetchError as error:
                self._heed(error, host.pace)
                raise
            finally:
                host.pace.asked()

        with host.pace.lock:
            if closed := host.pace.closed_for():
                raise _come_back(request.url or "", closed)
            return retrying(once)

    def _heed(self, error: FetchError, pace: HostPace) -> None:
        """Give up on a host that asks for a longer wait than the manners allow, and leave it alone until then."""
        if error.retryable and error.retry_after is not None and error.retry_after > self._manners.longest_wait_seconds:
            pace.close_for(error.retry_after)
            raise _come_back(error.url, error.retry_after, error.response) from error

    def _host(self, origin: Origin) -> _Host:
        with self._lock:
            host = self._hosts.get(origin.authority)
            if host is None:
                host = self._hosts[origin.authority] = _Host(origin, self._manners, self._clock)
            return host

    def _rules_of(self, origin: Origin) -> Rules:
        with self._lock:
            lock = self._rules_locks.setdefault(origin, threading.Lock())
        # Nobody takes this lock while holding a host's, so that robots.txt may redirect to another host.
        with lock:
            rules, until = self._rules.get(origin, (None, 0.0))
            if rules is None or self._clock.monotonic() >= until:
                rules = self._fetch_rules(origin)
                self._rules[origin] = (rules, self._clock.monotonic() + rules.keep_seconds)
                # One that is longer is refused, and must not be slept through when the rules are asked for again.
                self._host(origin).pace.slow_to(min(rules.crawl_delay or 0.0, self._manners.longest_wait_seconds))
            return rules

    def _fetch_rules(self, origin: Origin) -> Rules:
        limits = replace(self._manners.limits, most_bytes=ROBOTS_MOST_BYTES)
        try:
            request, at = self._prepare(f"{origin}/robots.txt", {})
            for _ in range(MOST_REDIRECTS + 1):
                response = self._ask(at, request, self._retrying_robots, limits)
                if "location" not in response.headers:
                    return read_rules(response.body)
                request, at = self._follow(response, at, {})
            detail = f"it redirects more than {MOST_REDIRECTS} times"
            raise FetchError(FetchProblem.TOO_MANY_REDIRECTS, f"{origin}/robots.txt", detail)
        except FetchError as error:
            return rules_without_file(error)

    def _make_retrying(self, give_up_on: frozenset[int]) -> tenacity.Retrying:
        manners = self._manners
        backoff = tenacity.wait_exponential(multiplier=manners.backoff_seconds, max=manners.longest_backoff_seconds)
        jittered = backoff + tenacity.wait_random(0, manners.backoff_seconds / 4)

        def again(error: BaseException) -> bool:
            return isinstance(error, FetchError) and error.retryable and error.status not in give_up_on

        def wait(state: tenacity.RetryCallState) -> float:
            error = state.outcome.exception() if state.outcome else None
            asked = error.retry_after if isinstance(error, FetchError) else None
            return jittered(state) if asked is None else asked

        return tenacity.Retrying(
            retry=tenacity.retry_if_exception(again),
            stop=tenacity.stop_after_attempt(manners.tries),
            wait=wait,
            sleep=self._clock.sleep,
            reraise=True,
        )


def _come_back(url: str, seconds: float, response: Response | None = None) -> FetchError:
    detail = f"The host asks to be left alone for another {seconds:.0f} seconds: run this again after that."
    return FetchError(FetchProblem.RETRY_LATER, url, detail, response=response, retry_after=seconds)
