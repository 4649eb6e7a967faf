"""The pages for operators: they lead to one another, and say what the program says."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any

import pytest

from flows import events, server
from flows.settings import PREFIX, Settings

ROOT = Path(__file__).parents[2]
PAGES = ("operating", "service", "several-machines", "messages", "scale")

pytestmark = pytest.mark.flows


def text_of(page: str) -> str:
    return (ROOT / "docs" / f"{page}.md").read_text(encoding="utf-8")


def anchors(page: Path) -> set[str]:
    titles = re.findall(r"^#+ (.*)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-") for title in titles}


@pytest.mark.parametrize("page", PAGES)
def test_links_lead_somewhere(page: str) -> None:
    for target, anchor in re.findall(r"\]\((?!https?:)([^)#]*)#?([^)]*)\)", text_of(page)):
        leads_to = ROOT / "docs" / (target or f"{page}.md")
        assert leads_to.exists(), target
        assert not anchor or anchor in anchors(leads_to), (target, anchor)


@pytest.mark.parametrize("page", PAGES)
def test_every_setting_named_is_one(page: str) -> None:
    known = {PREFIX + name.upper() for name in Settings.model_fields}
    assert set(re.findall(rf"\b{PREFIX}[A-Z_]+\b", text_of(page))) <= known


def test_a_server_alone_is_told_what_serve_tells_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "environ", {})
    server.prepare(Settings(home=tmp_path))
    told = {name for name in os.environ if name.startswith(("PREFECT_SERVER_", "DO_NOT"))}
    assert told <= set(re.findall(r"\b[A-Z_]+(?==)", text_of("several-machines")))


def test_the_event_to_try_messages_with_can_be_emitted(monkeypatch: pytest.MonkeyPatch) -> None:
    emitted: list[str] = []

    def note(event: str, **_: Any) -> None:
        emitted.append(event)

    monkeypatch.setattr(events, "emit_event", note)
    monkeypatch.setattr("time.sleep", lambda _: None)
    (program,) = re.findall(r"<<'END'\n(.*?)^END$", text_of("messages"), re.DOTALL | re.MULTILINE)
    exec(program, {})  # noqa: S102 - our own page
    assert emitted == [events.GRADE_CHANGED]
