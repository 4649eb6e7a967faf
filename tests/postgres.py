"""A PostgreSQL of the tests' own, in a folder of its own, with programs of the Debian package."""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

_PROGRAMS = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name))
# PostgreSQL does not run as root.
_USER = "postgres" if os.geteuid() == 0 else pwd.getpwuid(os.geteuid()).pw_name

needs_postgres = pytest.mark.skipif(not _PROGRAMS, reason="needs PostgreSQL: apt-get install postgresql")


@contextmanager
def postgres() -> Iterator[int]:
    """Run a server on this machine, on a port that is free, which is given; its user `postgres` needs no password."""
    folder = Path(tempfile.mkdtemp(prefix="outcomes-postgres-"))
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    try:
        if os.geteuid() == 0:
            shutil.chown(folder, _USER)
        _run(folder, "initdb", "--pgdata", "data", "--username", "postgres", "--auth", "trust", "--encoding", "UTF8")
        options = f"-c listen_addresses=127.0.0.1 -c port={port} -c unix_socket_directories={folder} -c fsync=off"
        _run(folder, "pg_ctl", "--pgdata", "data", "--log", "log", "--options", options, "--wait", "start")
        try:
            yield port
        finally:
            _run(folder, "pg_ctl", "--pgdata", "data", "--mode", "immediate", "--wait", "stop")
    finally:
        shutil.rmtree(folder)


def create_database(port: int, name: str) -> None:
    """Make an empty database."""
    _run(Path("/"), "createdb", "--host", "127.0.0.1", "--port", str(port), "--username", "postgres", name)


def _run(folder: Path, program: str, *words: str) -> None:
    command = [str(_PROGRAMS[-1] / program), *words]
    if os.geteuid() == 0:
        command = ["runuser", "-u", _USER, "--", *command]
    # What it starts keeps its output open, so that it must not be a pipe that is waited for.
    with tempfile.TemporaryFile("w+") as said:
        done = subprocess.run(command, cwd=folder, stdout=said, stderr=said, check=False)
        said.seek(0)
        assert done.returncode == 0, said.read()
