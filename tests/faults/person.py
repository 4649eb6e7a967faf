"""A person at the command line, in this process: starting a new one for each command takes a second more."""

from __future__ import annotations

import io
import sys
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from pathlib import Path
from unittest import mock

from flows import ask, cli
from tests.replica import Replica

# A council's own news is older than what a newsroom is asked for by itself.
REFRESH = ("refresh", "--newsrooms-since", "2015-01-01")


@dataclass(frozen=True)
class Done:
    code: int
    out: str
    err: str


@dataclass(frozen=True)
class Person:
    """Somebody with a home, who runs commands against the imitation of the sites; `given` are further settings."""

    replica: Replica
    home: Path
    register: Path
    given: dict[str, str] = field(default_factory=dict)

    @property
    def environment(self) -> dict[str, str]:
        """Settings that fail fast: one try, and an answer within a second."""
        return {
            **self.replica.settings(self.home),
            "OUTCOMES_NEWSROOMS": str(self.register),
            "OUTCOMES_TRIES": "1",
            "OUTCOMES_TIMEOUT": "1",
            "OUTCOMES_WORKERS": "1",
            "NO_PROXY": "*",
            **self.given,
        }

    def outcomes(self, *words: str) -> Done:
        """Run a command; a traceback fails the test, since a person should never see one."""
        out, err = io.StringIO(), io.StringIO()
        with (
            mock.patch.dict("os.environ", self.environment, clear=True),
            mock.patch.object(sys, "argv", ["outcomes", *words]),
            mock.patch.object(ask.OUT, "_width", None),
            redirect_stdout(out),
            redirect_stderr(err),
        ):
            try:
                cli.main()
                code = 0
            except SystemExit as end:
                code = int(end.code or 0)
        return Done(code, out.getvalue(), err.getvalue())

    def refresh(self) -> Done:
        return self.outcomes(*REFRESH)

    def status(self) -> str:
        """What `outcomes status` tells, on both of its outputs."""
        done = self.outcomes("status")
        return done.out + done.err
