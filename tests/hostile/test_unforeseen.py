"""A page that its reader fails at in a way that nobody foresaw is one problem of the run."""

from __future__ import annotations

from pathlib import Path

import pytest

from extract.listing import list_providers
from extract.ofsted import ProviderPage, read_provider
from flows.steps import watch
from tests.flows.faulty_site import faulty_site
from tests.flows.runs import load_refresh, loaded


@pytest.fixture(autouse=True)
def _direct(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_PROXY", "*")


def test_an_authority_s_page_stops_no_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails_once(html: bytes, page_url: str, file_origin: str) -> ProviderPage:
        if page_url.endswith("/80447"):
            raise RecursionError("too deep")
        return read_provider(html, page_url, file_origin)

    monkeypatch.setattr(watch, "read_provider", fails_once)
    with faulty_site() as site:
        summary = load_refresh(tmp_path, site.url, newsrooms="none")
    (problem,) = summary.problems
    assert problem.source.endswith("/80447")
    assert "RecursionError: too deep" in problem.detail
    assert len(loaded(tmp_path, "SELECT DISTINCT ofsted_urn FROM store.publications")) == 3


def test_the_search_stops_nothing_that_is_known(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with faulty_site() as site:
        monkeypatch.setattr(watch, "list_providers", lambda *_: list_providers(lambda _: None, site.url))  # type: ignore[arg-type,return-value]
        (problem,) = load_refresh(tmp_path, site.url, newsrooms="none").problems
    assert "The reader failed at" in problem.detail
