"""What is fuzzed: every reader of other people's bytes, each with what it promises."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from tests.fuzz import reports, web

CORPUS = Path(__file__).parent / "corpus"


@dataclass(frozen=True)
class Target:
    """A reader. `run` takes any bytes, and raises only when a promise is broken.

    `by_line` says that the bytes are lines of text, so that whole lines and words can be exchanged.
    """

    name: str
    run: Callable[[bytes], None]
    by_line: bool = True

    @property
    def corpus(self) -> Path:
        return CORPUS / self.name

    def seeds(self) -> list[Path]:
        return sorted(self.corpus.iterdir())


def _targets() -> Mapping[str, Target]:
    targets = [Target(name, partial(reports.read, reader)) for name, reader in reports.READERS.items()]
    targets += [
        Target("report", reports.read_any),
        Target("pdf", reports.read_bytes, by_line=False),
        Target("release", web.release),
        Target("feed", web.feed),
        Target("sitemap", web.sitemap),
        Target("wordpress", web.wordpress),
        Target("listing", web.listing),
        Target("robots", web.robots),
        Target("search_page", web.search_page),
        Target("provider_page", web.provider_page),
        Target("govuk", web.govuk),
        Target("outcomes_csv", reports.outcomes_csv),
        Target("outcomes_ods", reports.outcomes_ods),
        Target("phrases", reports.phrases),
    ]
    return {target.name: target for target in targets}


TARGETS = _targets()
