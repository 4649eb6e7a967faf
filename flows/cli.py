"""The command line. Each command imports what it needs when it runs: `outcomes --help` must not wait for Prefect."""

from __future__ import annotations

import logging
import sys
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from flows.settings import Settings, load_settings, unknown_variables

# The exit code that Typer makes of Ctrl-C, as shells do.
STOPPED = 130

app = typer.Typer(
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
    help="Ofsted's judgements on councils in England, each with the page and words of the report that it rests on.",
)


class Form(StrEnum):
    """How rows are printed."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"


class ExportForm(StrEnum):
    """What an export writes."""

    ALL = "all"
    PARQUET = "parquet"
    CSV = "csv"
    XLSX = "xlsx"


def _version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        typer.echo(f"inspection-outcomes {version('inspection-outcomes')}")
        raise typer.Exit


@app.callback()
def _options(
    context: typer.Context,
    home: Annotated[
        Path | None, typer.Option(help="Use this folder in place of OUTCOMES_HOME.", show_default=False)
    ] = None,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Print each request and each step.")] = False,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    context.obj = home
    if verbose:
        logging.basicConfig(format="%(message)s", level=logging.INFO)


def _settings(context: typer.Context) -> Settings:
    for name in unknown_variables():
        typer.echo(f"outcomes: {name} is not a setting and changes nothing; 'outcomes settings' lists them.", err=True)
    return load_settings(context.obj)


@app.command()
def refresh(
    context: typer.Context,
    prefect: Annotated[
        bool, typer.Option("--prefect", help="Run it as a Prefect flow: on the server in use, else on one of its own.")
    ] = False,
    newsrooms_since: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], help="Ask the newsrooms for all that they published from this day on."),
    ] = None,
    recheck: Annotated[
        bool, typer.Option("--recheck", help="Also read every page again, and ask whether reports held were changed.")
    ] = False,
) -> None:
    """Ask Ofsted's site and councils' newsrooms what is new, fetch, read and load it, and publish."""
    from flows import console

    settings = _settings(context)
    since = newsrooms_since.date() if newsrooms_since else None
    if prefect:
        console.run_flow(settings, since, recheck)
        return
    from flows.steps.refresh import refresh as run_refresh
    from flows.steps.run import open_run

    with console.progress() as progress, open_run(settings, progress=progress) as run:
        summary = run_refresh(run, newsrooms_since=since, recheck=recheck)
    console.show_refresh(summary, settings)
    if summary.problems:
        raise typer.Exit(1)


@app.command()
def reread(context: typer.Context) -> None:
    """Read the archive again with the present readers, without the network, and publish."""
    from flows import console
    from flows.steps.refresh import reread as run_reread
    from flows.steps.run import open_run

    settings = _settings(context)
    with console.progress() as progress, open_run(settings, progress=progress, network=False) as run:
        summary = run_reread(run)
    console.show_refresh(summary, settings)
    if summary.problems:
        raise typer.Exit(1)


@app.command()
def publish(
    context: typer.Context,
    allow_fewer: Annotated[
        bool, typer.Option("--allow-fewer", help="Publish although it holds fewer inspections than the present file.")
    ] = False,
) -> None:
    """Build the file that readers open from what is loaded, check it, and put it in place."""
    from flows import console
    from flows.steps.publish import publish_under_lock

    settings = _settings(context)
    console.show_publish(publish_under_lock(settings, allow_fewer=allow_fewer))


@app.command()
def serve(context: typer.Context) -> None:
    """Run by schedule and from Prefect's page: starts its server if there is none, and serves the deployments."""
    from flows.serve import serve as run_serve

    run_serve(_settings(context), typer.echo)


@app.command()
def sql(
    context: typer.Context,
    query: Annotated[str, typer.Argument(help="One or more SQL statements; '-' reads them from standard input.")],
    form: Annotated[Form, typer.Option("--format", "-f", help="How to print the rows.")] = Form.TABLE,
) -> None:
    """Run SQL on the published file, which it cannot change."""
    from flows import ask

    text = sys.stdin.read() if query == "-" else query
    ask.print_rows(ask.rows(_settings(context).published, text), form.value)


@app.command()
def why(
    context: typer.Context,
    authority: Annotated[str, typer.Argument(help="The authority's name, one of its other names, GSS code or URN.")],
    area: Annotated[str | None, typer.Argument(help="Only this area, such as care_leavers.")] = None,
) -> None:
    """Show each current grade of an authority with its date, page, the words that give it and the report's link."""
    from flows.why import print_why

    print_why(_settings(context).published, authority, area)


@app.command()
def search(
    context: typer.Context,
    words: Annotated[str, typer.Argument(help="Words that must all occur; in double quotes as written, or a phrase.")],
    framework: Annotated[
        str | None, typer.Option(help="Only reports of this framework, such as ILACS.", show_default=False)
    ] = None,
    since: Annotated[
        str | None, typer.Option(help="Only reports published from this year, month or day on.", show_default=False)
    ] = None,
    authority: Annotated[str | None, typer.Option(help="Only reports on this authority.", show_default=False)] = None,
    limit: Annotated[int, typer.Option(min=1, help="Show at most so many.")] = 20,
    form: Annotated[
        Form | None, typer.Option("--format", "-f", help="Print rows in place of text.", show_default=False)
    ] = None,
) -> None:
    """Search what reports say, and show each place with its page, sentence and link, the most relevant first."""
    from flows import ask
    from flows import search as searching

    path = _settings(context).published
    found = searching.search(
        path,
        words,
        framework=framework,
        since=searching.first_day(since) if since else None,
        authority=authority,
        limit=limit,
    )
    if form:
        ask.print_rows(found, form.value)
    else:
        searching.print_hits(found)
    if not searching.finds_forms(path):
        typer.echo(
            "outcomes: words were found as written only: this file was built without DuckDB's stemmer.", err=True
        )


@app.command()
def export(
    context: typer.Context,
    folder: Annotated[Path, typer.Argument(help="The folder that becomes the export: new, empty, or a former export.")],
    form: Annotated[
        ExportForm, typer.Option("--format", "-f", help="Parquet or CSV files of every view, a workbook, or all of it.")
    ] = ExportForm.ALL,
) -> None:
    """Write the published views to a folder, as Parquet, CSV and a workbook, with a manifest."""
    from flows.export import export as exporting

    formats = tuple(exporting.Format) if form is ExportForm.ALL else (exporting.Format(form.value),)
    exporting.print_exported(exporting.export(_settings(context).published, folder, formats))


@app.command()
def compare(
    context: typer.Context,
    file: Annotated[Path | None, typer.Argument(help="The table as an ODS or CSV file.", show_default=False)] = None,
    find: Annotated[bool, typer.Option("--find", help="Find the newest table on GOV.UK, and archive it.")] = False,
    as_of: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], help="The day that the table is of, where it does not say so itself."),
    ] = None,
    form: Annotated[Form, typer.Option("--format", "-f", help="How to print the differences.")] = Form.TABLE,
) -> None:
    """Hold Ofsted's own yearly table against the grades that stood on its day; ends with 1 when something differs."""
    from flows.comparison.command import run_compare

    if (file is None) != find:
        raise typer.BadParameter("Give the table's file, or --find.")
    differs = run_compare(_settings(context), file, as_of.date() if as_of else None, form.value)
    raise typer.Exit(int(differs))


@app.command()
def status(context: typer.Context) -> None:
    """Show what is held, when it was last refreshed, and what is in quarantine and why."""
    from flows.status import print_status

    print_status(_settings(context))


@app.command()
def site(
    context: typer.Context,
    folder: Annotated[Path, typer.Argument(help="A new or empty folder, or one that this command made before.")],
    address: Annotated[
        str | None,
        typer.Option(
            help="Where the site will stand, such as https://example.org/: for its feeds.", show_default=False
        ),
    ] = None,
) -> None:
    """Build a site from the published file: a folder of pages that works from disk and from any web server."""
    from flows.site.build import build_site

    built = build_site(_settings(context).published, folder, address)
    typer.echo(
        f"{built.files.files} files, {built.files.written} written, {built.files.removed} removed: {built.front}"
    )


@app.command()
def verify_newsrooms(context: typer.Context) -> None:
    """Ask every newsroom of the register whether it still answers, and what it offers; changes nothing."""
    from flows import ask
    from flows.steps.newsrooms import verify_newsrooms as verify

    settings = _settings(context)
    ask.print_newsrooms(verify(settings, settings.register))


@app.command()
def settings(context: typer.Context) -> None:
    """Show every setting with its value, where the value comes from, and what it means."""
    from flows import ask

    ask.print_settings(_settings(context), {"home"} if context.obj else frozenset())


@app.command()
def demo(context: typer.Context) -> None:
    """Run the flow on the sample edition that ships with the project, and show what it made."""
    from flows import console

    console.run_demo(context.obj)


def main() -> None:
    """Run the command line; a user's mistake ends as one line and a non-zero exit."""
    from flows.errors import exit_code, user_errors

    try:
        app()
    except (KeyboardInterrupt, SystemExit) as end:
        # Every command ends here; this clause stands first so that a good end waits for no import.
        if isinstance(end, SystemExit) and end.code != STOPPED:
            raise
        typer.echo("outcomes: stopped; what was loaded is kept, and the next run goes on from there.", err=True)
        raise SystemExit(STOPPED) from None
    except user_errors() as error:
        typer.echo(f"outcomes: {error}", err=True)
        raise SystemExit(exit_code(error)) from None
