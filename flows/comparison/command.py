"""The command `outcomes compare`: what it prints, and where."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import typer

from extract.archive import ArchiveError
from extract.http import FetchError
from extract.pages import PageError
from flows import ask
from flows.comparison.errors import ComparisonError
from flows.comparison.show import as_rows, lines
from flows.settings import Settings
from flows.steps.official import compare_official, find_official_file, open_official_file


def run_compare(settings: Settings, path: Path | None, as_of: date | None, form: str) -> bool:
    """Print the differences to standard output and what was compared to standard error; say whether there are any.

    Without a path the newest table on GOV.UK is taken.

    Raises:
        SettingsError: when GOV.UK would be asked without a contact.
        ComparisonError: when nothing could be compared, whatever the reason.
    """
    try:
        file = open_official_file(path, settings.most_bytes) if path else find_official_file(settings)
        comparison = compare_official(settings, file, as_of)
    except (ask.QuestionError, FetchError, PageError, ArchiveError) as error:
        raise ComparisonError(str(error)) from error
    if comparison.differences or form != "table":
        ask.print_rows(as_rows(comparison, short=form == "table"), form)
    if file.sha256:
        typer.echo(f"outcomes: {file.url} is archived as {file.sha256}.", err=True)
    for line in lines(comparison):
        typer.echo(f"outcomes: {line}", err=True)
    return bool(comparison.differences)
