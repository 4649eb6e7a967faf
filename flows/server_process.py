"""The process of Prefect's server, which ends when the process that started it ends, however that happens.

Started as `python -m flows.server_process HOST PORT`, with a pipe as its standard input.
"""

from __future__ import annotations

import os
import runpy
import signal
import sys
import threading


def main() -> None:
    """Run the server until it is told to end, or until the pipe is closed at the other end."""
    _, host, port = sys.argv
    threading.Thread(target=_end_with_starter, daemon=True).start()
    sys.argv = ["prefect", "server", "start", "--host", host, "--port", port]
    runpy.run_module("prefect", run_name="__main__", alter_sys=True)


def _end_with_starter() -> None:
    os.read(0, 1)
    os.kill(os.getpid(), signal.SIGTERM)


if __name__ == "__main__":
    main()
