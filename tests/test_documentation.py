"""What the program offers stands in the documentation."""

from __future__ import annotations

import re
from pathlib import Path

from typer.main import get_command

from flows.cli import app
from flows.settings import PREFIX, Settings

COMMANDS = sorted(get_command(app).commands)  # type: ignore[attr-defined]
README = (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")


def missing(wanted: list[str]) -> list[str]:
    return [text for text in wanted if not re.search(rf"(?<![\w-]){re.escape(text)}(?![\w-])", README)]


def test_the_readme_shows_every_command() -> None:
    lacking = missing([f"outcomes {name}" for name in COMMANDS])
    assert not lacking, f"README.md does not show these commands: {', '.join(lacking)}"


def test_the_readme_names_every_setting() -> None:
    lacking = missing([PREFIX + name.upper() for name in Settings.model_fields])
    assert not lacking, (
        f"README.md does not name these settings ('outcomes settings' prints them): {', '.join(lacking)}"
    )


def test_the_readme_names_no_setting_that_is_none() -> None:
    known = {PREFIX + name.upper() for name in Settings.model_fields} | {f"{PREFIX}CORPUS"}
    unknown = sorted(set(re.findall(rf"\b{PREFIX}[A-Z_]+\b", README)) - known)
    assert not unknown, f"README.md names settings that there are none of: {', '.join(unknown)}"


def test_the_readme_names_no_command_that_is_none() -> None:
    shown = re.findall(r"(?:^|[`/ ])outcomes (?:--\S+ (?:\S+ )?)*([a-z][a-z-]*)\b", "\n".join(_code()), re.MULTILINE)
    unknown = sorted(set(shown) - set(COMMANDS))
    assert not unknown, f"README.md shows commands that there are none of: {', '.join(unknown)}"


def _code() -> list[str]:
    """The commands of the README: its blocks and spans of code."""
    return [*re.findall(r"^```\w*\n(.*?)^```", README, re.DOTALL | re.MULTILINE), *re.findall(r"`([^`\n]+)`", README)]
