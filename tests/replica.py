"""The imitation of the live sites that stands beside the corpus, started for a test or a benchmark."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest


def corpus() -> Path | None:
    """The folder that OUTCOMES_CORPUS names, when it is there."""
    named = os.environ.get("OUTCOMES_CORPUS")
    return Path(named).resolve() if named and (Path(named) / "publications.csv").exists() else None


def program() -> Path | None:
    """The imitation's program, which stands in a folder beside the corpus."""
    folder = corpus()
    found = folder.parent / "replica" / "replica.py" if folder else None
    return found if found and found.exists() else None


needs_replica = pytest.mark.skipif(
    program() is None,
    reason="needs the real reports: set OUTCOMES_CORPUS to the corpus folder, with its replica beside it",
)


@dataclass(frozen=True)
class Replica:
    address: str

    def control(self, action: str) -> None:
        request = urllib.request.Request(f"{self.address}/_replica/{action}", method="POST")
        urllib.request.urlopen(request, timeout=10).close()

    def requests(self) -> list[dict[str, object]]:
        with urllib.request.urlopen(f"{self.address}/_replica/requests", timeout=10) as answer:
            requests: list[dict[str, object]] = json.load(answer)["requests"]
            return requests

    def settings(self, home: Path) -> dict[str, str]:
        """The environment of a run against it."""
        return {
            **{name: value for name, value in os.environ.items() if not name.startswith("OUTCOMES_")},
            "OUTCOMES_HOME": str(home),
            "OUTCOMES_OFSTED_URL": self.address,
            "OUTCOMES_FILES_URL": self.address,
            "OUTCOMES_PAUSE": "0",
            "OUTCOMES_BACKOFF": "0.05",
        }


@contextmanager
def running(*options: str) -> Iterator[Replica]:
    replica = program()
    assert replica
    command = [sys.executable, str(replica), "--port", "0", *options]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout
            yield Replica(process.stdout.readline().strip())
        finally:
            process.terminate()


def outcomes(environment: dict[str, str], *words: str) -> subprocess.CompletedProcess[str]:
    """Run the command line as a person does."""
    return subprocess.run(
        [sys.executable, "-c", "from flows.cli import main; main()", *words],
        env=environment,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
