"""Prefect's server: the one that is in use, or one of this home's own, which this machine alone can reach."""

from __future__ import annotations

import base64
import os
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from pathlib import Path
from urllib.parse import urlsplit

from filelock import FileLock, Timeout

from flows.settings import Settings, make_home

LOOPBACK = "127.0.0.1"
PORT = "4200"
# A new database takes half a minute, on a machine that is busy with other things far longer.
SECONDS_TO_START = 300.0
# Seconds that a server is given to end by itself.
SECONDS_TO_END = 15.0


class ServerError(Exception):
    """Prefect's server cannot be had, or this home is served already; the message is for people."""


def prepare(settings: Settings) -> None:
    """Set what Prefect reads from the environment when it is imported; what the user has set is left alone."""
    quiet = {
        "DO_NOT_TRACK": "1",
        "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
        "PREFECT_SERVER_UI_SHOW_PROMOTIONAL_CONTENT": "false",
        # Each task's "Finished in state Completed()", without its name, would be most of what a run's log shows.
        "PREFECT_LOGGING_LOGGERS_PREFECT_TASK_RUNS_LEVEL": "WARNING",
        "PREFECT_SERVER_SERVICES_DB_VACUUM_ENABLED": "events,flow_runs",
        # A turn to write must not be lost with the memory of a server that was killed.
        "PREFECT_SERVER_CONCURRENCY_LEASE_STORAGE": "prefect.server.concurrency.lease_storage.filesystem",
        "PREFECT_FLOWS_HEARTBEAT_FREQUENCY": "30",
        "PREFECT_HOME": str(settings.home / "prefect"),
        # It would lie in the installation, which another user may own.
        "PREFECT_SERVER_UI_STATIC_DIRECTORY": str(settings.home / "prefect" / "page"),
    }
    make_home(settings)
    # Its database holds the secrets of blocks, and the key to them.
    (settings.home / "prefect").mkdir(mode=0o700, exist_ok=True)
    for name, value in quiet.items():
        os.environ.setdefault(name, value)


def address() -> str:
    """Return the address of the API of the server in use: the user's, else that of one on this machine."""
    return os.environ.get("PREFECT_API_URL") or f"http://{LOOPBACK}:{_port()}/api"


def answers(api: str) -> bool:
    """Say whether a Prefect server answers at this address of an API."""
    request = urllib.request.Request(f"{api.rstrip('/')}/health")  # noqa: S310 - the user's setting
    try:
        with urllib.request.urlopen(request, timeout=3) as answer:  # noqa: S310
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError, ValueError):
        return False


def require_admission(api: str) -> None:
    """Check that the server at this address of an API lets us in.

    Raises:
        ServerError: when it asks for another name and password than `PREFECT_API_AUTH_STRING` gives.
    """
    request = urllib.request.Request(f"{api.rstrip('/')}/admin/version")  # noqa: S310 - the user's setting
    if known := os.environ.get("PREFECT_API_AUTH_STRING"):
        request.add_header("Authorization", f"Basic {base64.b64encode(known.encode()).decode()}")
    try:
        urllib.request.urlopen(request, timeout=30).close()  # noqa: S310
    except urllib.error.HTTPError as error:
        if error.code == HTTPStatus.UNAUTHORIZED:
            raise ServerError(
                f"The Prefect server at {api} asks for a name and a password, as name:password in "
                f"PREFECT_API_AUTH_STRING; {'those there are others' if known else 'it is not set'}."
            ) from None


@contextmanager
def only_one(settings: Settings) -> Iterator[None]:
    """Hold that this process serves the home.

    Raises:
        ServerError: when another one does.
    """
    make_home(settings)
    lock, note = FileLock(settings.home / "serve.lock"), settings.home / "serve.holder"
    try:
        lock.acquire(timeout=0)
    except Timeout:
        told = note.read_text() if note.exists() else "another process"
        raise ServerError(f"'outcomes serve' already runs for {settings.home}: {told}.") from None
    try:
        note.write_text(f"process {os.getpid()}, page {page(address())}")
        yield
    finally:
        note.unlink(missing_ok=True)
        lock.release()


def is_served(settings: Settings) -> bool:
    """Say whether a process serves this home."""
    path = settings.home / "serve.lock"
    if not path.exists():
        return False
    try:
        with FileLock(path, timeout=0):
            return False
    except Timeout:
        return True


def page(api: str) -> str:
    """Return the address of the page that people open, of the server with this API."""
    return api.removesuffix("/api")


def start_server(settings: Settings) -> subprocess.Popen[bytes]:
    """Start a server on this machine's loopback and wait until it answers; it ends with this process at the latest.

    Raises:
        ServerError: when `PREFECT_API_URL` names another machine, or the server does not start.
    """
    api = address()
    if urlsplit(api).hostname not in (LOOPBACK, "localhost"):
        raise ServerError(f"No Prefect server answers at {api} (PREFECT_API_URL).")
    log = settings.home / "prefect" / "server.log"
    with log.open("ab") as output:
        process = subprocess.Popen(  # noqa: S603 - our own module
            [sys.executable, "-m", "flows.server_process", LOOPBACK, str(urlsplit(api).port or PORT)],
            stdin=subprocess.PIPE,
            stdout=output,
            stderr=output,
            start_new_session=True,  # Ctrl-C is for whoever serves, which then ends the server
            env={"PREFECT_UI_URL": page(api), **os.environ},  # for the links in messages
        )
    try:
        _wait_for(process, api, log)
    except BaseException:
        process.kill()
        raise
    return process


def stop_server(process: subprocess.Popen[bytes]) -> None:
    """End a server that was started here."""
    process.terminate()
    try:
        process.wait(SECONDS_TO_END)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _wait_for(process: subprocess.Popen[bytes], api: str, log: Path) -> None:
    end = time.monotonic() + SECONDS_TO_START
    while not answers(api):
        if process.poll() is not None or time.monotonic() > end:
            raise ServerError(f"Prefect's server does not start at {api}; {log} says why.")
        time.sleep(0.5)


def _port() -> str:
    return os.environ.get("PREFECT_SERVER_API_PORT") or PORT
