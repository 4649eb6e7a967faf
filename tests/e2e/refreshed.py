"""The real reports and the imitated newsrooms, refreshed once into an empty home for the tests that look at it."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from extract.newsrooms.register import COLUMNS
from tests.replica import Replica, outcomes, program, running

SETTINGS = {
    "jadu": "feed={room}/rss/news;listing={room}/news?page={{page}}",
    "wordpress": "rest={room}/wp-json/wp/v2/posts;feed={room}/feed",
    "drupal": "feed={room}/news/rss.xml;listing={room}/news?page={{page}};first=0",
    "sitemap": "sitemap={room}/sitemap.xml;words=*",
}
ADAPTERS = {"jadu": "feed", "wordpress": "wordpress", "drupal": "feed", "sitemap": "sitemap"}
SINCE = "2015-01-01"


def newsrooms() -> dict[str, dict[str, Any]]:
    replica = program()
    folder = replica.parent / "newsrooms" if replica else Path("nowhere")
    return {file.stem: json.loads(file.read_text()) for file in sorted(folder.glob("*.json"))}


@dataclass(frozen=True)
class Refreshed:
    """What was refreshed, with the environment of a further run on it. No test changes its home."""

    replica: Replica
    home: Path
    environment: dict[str, str]

    @property
    def published(self) -> Path:
        return self.home / "inspection_outcomes.duckdb"


@contextmanager
def refreshed_home(folder: Path) -> Iterator[Refreshed]:
    with running() as replica:
        home = folder / "home"
        environment = replica.settings(home) | {"OUTCOMES_NEWSROOMS": str(register(replica, folder))}
        done = outcomes(environment, "refresh", "--newsrooms-since", SINCE)
        assert done.returncode == 0, done.stdout + done.stderr
        yield Refreshed(replica, home, environment)


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
