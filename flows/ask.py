"""What the command line shows of the published file: rows of a query, and whom a person means."""

from __future__ import annotations

import csv
import json
import math
import sys
from collections.abc import Iterable, Set
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb
from rich.console import Console
from rich.table import Table
from rich.text import Text

from flows.settings import Settings, describe
from warehouse.database import is_damage
from warehouse.store import WarehouseError, WarehouseLockedError, connect

if TYPE_CHECKING:
    from extract.newsrooms.verify import Verified

OUT = Console(highlight=False)
WIDEST = 10_000


class QuestionError(Exception):
    """A question that has no answer: the file is not there, the SQL is wrong, the authority is unknown."""


@dataclass(frozen=True)
class Rows:
    """A query's result."""

    names: tuple[str, ...]
    values: list[tuple[Any, ...]]


def open_published(path: Path) -> duckdb.DuckDBPyConnection:
    """Open the published file for reading.

    Raises:
        QuestionError: when it is not there or is not a database.
    """
    if not path.exists():
        raise QuestionError(
            f"There is no published file at {path}: 'outcomes refresh' makes it, 'outcomes demo' a sample."
        )
    try:
        return connect(path, read_only=True)
    except WarehouseLockedError as error:
        raise QuestionError(str(error)) from error
    except WarehouseError as error:
        raise QuestionError(_damaged(path, error.__cause__ or error)) from error


def _damaged(path: Path, error: BaseException) -> str:
    return f"{path} cannot be opened: {_first_line(error)}. 'outcomes publish' builds it anew."


def rows(path: Path, query: str, parameters: tuple[object, ...] = ()) -> Rows:
    """Run SQL on the published file and return the rows of its last statement.

    Raises:
        QuestionError: when the file cannot be opened or the SQL cannot be run.
    """
    con = open_published(path)
    try:
        con.execute(query, parameters or None)
        described = con.description
        return Rows(tuple(column[0] for column in described or ()), con.fetchall() if described else [])
    except duckdb.Error as error:
        raise QuestionError(_damaged(path, error) if is_damage(error) else _first_line(error)) from error
    finally:
        con.close()


def print_rows(result: Rows, form: str) -> None:
    """Print rows to standard output as a `table`, as `csv` or as `json`."""
    if form == "csv":
        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerow(result.names)
        writer.writerows([["" if value is None else _cell(value) for value in row] for row in result.values])
    elif form == "json":
        sys.stdout.write(json.dumps(as_records(result), ensure_ascii=False, indent=1) + "\n")
    else:
        _print_table(result.names, [["" if value is None else shown(value) for value in row] for row in result.values])


def as_records(result: Rows) -> list[dict[str, Any]]:
    """Return each row as names and values of JSON's own types."""
    return [dict(zip(result.names, map(_plain, row), strict=True)) for row in result.values]


def find_authority(path: Path, text: str) -> tuple[str, str]:
    """Return the URN and name of the authority that a person means by a name, an alias, a GSS code or a URN.

    Raises:
        QuestionError: when none or several are meant.
    """
    wanted = text.strip().lower()
    found = rows(path, "SELECT ofsted_urn, name, gss_code, aliases FROM authorities ORDER BY name").values
    exact = [
        row
        for row in found
        if wanted in (row[0], row[1].lower(), str(row[2]).lower(), *(alias.lower() for alias in row[3] or ()))
    ]
    if len(exact) == 1:
        return exact[0][0], exact[0][1]
    close = [row for row in found if wanted and wanted in row[1].lower()]
    if len(close) == 1:
        return close[0][0], close[0][1]
    if not close:
        raise QuestionError(f'No authority is called {text!r}; outcomes sql "SELECT name FROM authorities" lists them.')
    raise QuestionError(f"{text!r} could be {', '.join(row[1] for row in close[:6])}: give one of these.")


def print_newsrooms(answers: Iterable[Verified]) -> None:
    """Print, as the answers come, what each newsroom of the register answered, and how many failed."""
    failed = total = 0
    for answer in answers:
        total += 1
        failed += answer.problem is not None
        newest = (
            answer.newest and f"{answer.newest.published_on or 'undated'} {answer.newest.title or answer.newest.url}"
        )
        OUT.print(f"{answer.newsroom.authority}: {answer.newsroom.address}", markup=False, soft_wrap=True)
        for name, value in (
            ("status", answer.status),
            ("redirected to", answer.redirected_to),
            ("feeds", ", ".join(answer.feeds)),
            ("newest", newest),
            ("problem", answer.problem),
        ):
            if value:
                OUT.print(f"  {name}: {value}", markup=False, soft_wrap=True)
    OUT.print(f"{total} newsrooms, of which {failed} have a problem")


def print_settings(settings: Settings, options: Set[str] = frozenset()) -> None:
    """Print every setting; `options` names those that the command line gave."""
    _print_table(("variable", "value", "from", "meaning"), describe(settings, options))


def _print_table(names: Iterable[str], cells: Iterable[Iterable[str]]) -> None:
    """Print cells as they are: in plain strings Rich would take `[sic]` for a style and `:key:` for a picture."""
    table = Table()
    for name in names:
        table.add_column(Text(name))
    for row in cells:
        table.add_row(*map(Text, row))
    _width_for_pipes(table)
    OUT.print(table)


def _width_for_pipes(table: Table) -> None:
    """Let a table be as wide as its cells when it goes to a file or a pipe, where nothing should be cut."""
    if not OUT.is_terminal:
        OUT.width = WIDEST
        OUT.width = OUT.measure(table).maximum


def _plain(value: Any) -> Any:
    """The value in JSON's own types; a type that JSON lacks becomes its text, and what is no number becomes null."""
    if value is None or isinstance(value, str | bool | int):
        return value
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, float | Decimal):
        return float(value) if math.isfinite(value) else None
    if isinstance(value, list | tuple):
        return [_plain(part) for part in value]
    if isinstance(value, dict):
        return {str(key): _plain(part) for key, part in value.items()}
    return value.hex() if isinstance(value, bytes) else str(value)


def _cell(value: Any) -> Any:
    """The value as a cell of CSV: numbers with all their digits, lists and structs as JSON."""
    if isinstance(value, list | tuple | dict):
        return json.dumps(_plain(value), ensure_ascii=False)
    return value if isinstance(value, float | Decimal) else _plain(value)


def shown(value: Any) -> str:
    """Return a value as people read it."""
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M:%S}"
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return str(value)


def _first_line(error: BaseException) -> str:
    return str(error).strip().splitlines()[0]
