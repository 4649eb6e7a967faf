"""The imitation of the live sites that stands beside the corpus, started for a test or a benchmark."""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from extract.newsrooms.register import COLUMNS


def corpus() -> Path | None:
    """The folder that OUTCOMES_CORPUS names, when it is there."""
    named = os.environ.get("OUTCOMES_CORPUS")
    return Path(named).resolve() if named and (Path(named) / "publications.csv").exists() else None


def program() -> Path | None:
    """The imitation's program, which stands in a folder beside the corpus."""
    folder = corpus()
    found = folder.parent / "replica" / "replica.py" if folder else None
    return found if found and found.exists() else None


# How each newsroom of the imitation is read, by the platform that it imitates.
SETTINGS = {
    "jadu": "feed={room}/rss/news;listing={room}/news?page={{page}}",
    "wordpress": "rest={room}/wp-json/wp/v2/posts;feed={room}/feed",
    "drupal": "feed={room}/news/rss.xml;listing={room}/news?page={{page}};first=0",
    "sitemap": "sitemap={room}/sitemap.xml;words=*",
}
ADAPTERS = {"jadu": "feed", "wordpress": "wordpress", "drupal": "feed", "sitemap": "sitemap"}

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


def newsrooms() -> dict[str, dict[str, Any]]:
    replica = program()
    folder = replica.parent / "newsrooms" if replica else Path("nowhere")
    return {file.stem: json.loads(file.read_text()) for file in sorted(folder.glob("*.json"))}


def register(replica: Replica, folder: Path) -> Path:
    file = folder / "newsrooms.csv"
    with file.open("w", newline="") as out:
        writer = csv.DictWriter(out, COLUMNS, restval="")
        writer.writeheader()
        for stem, room in newsrooms().items():
            address = f"{replica.address}/newsroom/{stem}"
            settings = SETTINGS[room["platform"]].format(room=address) + f";within=/newsroom/{stem}/"
            writer.writerow(
                {
                    "ofsted_urn": room["ofsted_urn"],
                    "authority": room["council"],
                    "address": f"{address}/news",
                    "adapter": ADAPTERS[room["platform"]],
                    "settings": settings,
                    "evidence": "imitation",
                }
            )
    return file
