"""`outcomes serve`: a server if there is none, what the flows need on it, and all deployments in one process."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING

from flows import server
from flows.settings import Settings, require_contact

if TYPE_CHECKING:
    from prefect.runner import Runner

# Flow runs at the same time. One writes; the others wait for it.
MOST_AT_ONCE = 4


def serve(settings: Settings, say: Callable[[str], object]) -> None:
    """Serve all deployments until this process is told to end, which may be while it is still starting.

    Raises:
        ServerError: when this home is served already, or the server cannot be had or has ended.
        SettingsError: when other people's sites would be asked without a contact.
    """
    with server.only_one(settings):
        require_contact(settings, (settings.ofsted_url, settings.files_url))
        server.prepare(settings)
        os.environ["OUTCOMES_HOME"] = str(settings.home)
        signal.signal(signal.SIGTERM, signal.default_int_handler)
        own = None
        try:
            if not server.answers(server.address()):
                say("Starting Prefect's server; the first time takes up to a minute.")
                own = server.start_server(settings)
            os.environ["PREFECT_API_URL"] = server.address()
            server.require_admission(server.address())
            _serve(settings, own, say)
        except KeyboardInterrupt:
            pass  # SIGTERM and Ctrl-C are how it ends
        finally:
            _let_it_end()
            if own:
                server.stop_server(own)
            say("Stopped; schedules stay as they are, and go on when it is started again.")


def _let_it_end() -> None:
    """Stopping is under way: who asks once more need not interrupt it."""
    for asked in (signal.SIGTERM, signal.SIGINT):
        signal.signal(asked, signal.SIG_IGN)


def _serve(settings: Settings, own: subprocess.Popen[bytes] | None, say: Callable[[str], object]) -> None:
    from prefect.runner import Runner

    from flows.deployments import deployments
    from flows.left_behind import mark_left_behind
    from flows.writing import free_limit

    for run in mark_left_behind(settings):
        say(f"Left behind by a process that has ended, {run}.")
    free_limit(settings)
    stopping, ended = threading.Event(), threading.Event()
    if own:
        threading.Thread(target=_end_with, args=(own, stopping, ended), daemon=True).start()
    runner = Runner(pause_on_shutdown=False, limit=MOST_AT_ONCE)
    for deployment in deployments():
        runner.add_deployment(deployment)
    try:
        asyncio.run(_until_asked_to_end(runner, say))
    finally:
        stopping.set()
        _let_it_end()
    if ended.is_set():
        raise server.ServerError("Prefect's server has ended; start 'outcomes serve' again.")


async def _until_asked_to_end(runner: Runner, say: Callable[[str], object]) -> None:
    """Run a runner until Ctrl-C or SIGTERM, of which its own handling leaves tracebacks."""
    loop, serving = asyncio.get_running_loop(), asyncio.create_task(runner.start())

    def end(*_: object) -> None:
        loop.call_soon_threadsafe(serving.cancel)

    runner.handle_sigterm = end  # type: ignore[method-assign] # it is made SIGTERM's when the runner starts
    for asked in (signal.SIGTERM, signal.SIGINT):
        signal.signal(asked, end)
    say(f"Open {server.page(server.address())}/v2/deployments to see what runs when. Ctrl-C ends it.")
    with suppress(asyncio.CancelledError):
        await serving


def _end_with(own: subprocess.Popen[bytes], stopping: threading.Event, ended: threading.Event) -> None:
    """Stop serving when the server ends without having been asked to."""
    own.wait()
    if not stopping.is_set():
        ended.set()
        os.kill(os.getpid(), signal.SIGINT)
