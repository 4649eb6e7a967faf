"""From the working database to the file that readers open: built beside it, checked, then put in place in one step."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from datetime import UTC
from typing import TYPE_CHECKING

import duckdb

from warehouse import bulk
from warehouse.checks import run_checks
from warehouse.comments import add_shared_comments
from warehouse.content import made_by, same_content
from warehouse.corrections import idle_corrections
from warehouse.database import connect, create_tables, is_damage, transaction
from warehouse.errors import NotAWarehouseError, PublishRefusedError
from warehouse.expectations import Unmet, unmet_expectations
from warehouse.reconciling import reconcile
from warehouse.resources import sql_files, text
from warehouse.rules import note_broken_rules
from warehouse.stemming import add_stemmer

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path


@dataclass(frozen=True)
class PublishSummary:
    """What was published. `warnings` are for people, such as how many newer reports were not read.

    `unchanged` says that the present file held the same already, and was left as it is.
    """

    path: Path
    inspections: int
    judgements: int
    warnings: tuple[str, ...] = ()
    unchanged: bool = False


def publish(
    con: duckdb.DuckDBPyConnection, published: Path, now: datetime, *, allow_fewer: bool = False
) -> PublishSummary:
    """Build the published file from the working database, check it, and replace the present one.

    A present file that holds the same already stays, byte for byte. Readers that have the present file open keep it.
    When this fails, at whatever point, the present file stays as it is.

    Args:
        con: the working database, with no transaction open.
        published: where the file is, or will be.
        now: the time, which the file says it was built at.
        allow_fewer: publish although it holds fewer inspections than the present file, or than expected.

    Raises:
        PublishRefusedError: when checks find rows, or when it would hold fewer inspections than the present file or
            than expectations.csv has for the whole site.
        NotAWarehouseError: when the present file is another database.
        WarehouseLockedError: when a process holds the present file for writing.
    """
    building = published.with_name(f".{published.name}.building")
    _forget(building)
    try:
        _copy_tables(con, building)
        build = connect(building)
        try:
            with transaction(build):
                build_views(build, now)
                add_shared_comments(build)
            failed = run_checks(build)
            if failed:
                raise PublishRefusedError("Not published, since checks of the finished build failed:", failed)
            unmet = unmet_expectations(build)
            short = [expectation.says for expectation in unmet if expectation.stops]
            if short and not allow_fewer:
                raise PublishRefusedError(
                    f"Not published, since it falls short of warehouse/expectations.csv: {'; '.join(short)}. If that "
                    "is right, change the rows, or allow fewer ('outcomes publish --allow-fewer')."
                )
            summary = _summary(build, published, unmet)
            present = _present_inspections(published)
            if _holds_the_same(published, build):
                return replace(summary, unchanged=True)
            # Closing writes the last of it into the file as well, but says nothing when the disk has no room for that.
            build.execute("CHECKPOINT")
        finally:
            build.close()
        if summary.inspections < present and not allow_fewer:
            raise PublishRefusedError(
                f"Not published: it would hold {summary.inspections} inspections, and the present file holds "
                f"{present}. If that is right, allow fewer ('outcomes publish --allow-fewer')."
            )
        _replace(building, published)
    finally:
        _forget(building)
    return summary


def build_views(con: duckdb.DuckDBPyConnection, now: datetime) -> None:
    """Make the marts, and the public views and macros over the tables of `store`; shared comments come after that."""
    con.execute("CREATE SCHEMA mart")
    for file in sql_files("marts"):
        con.execute(file.text)
    about = {
        "published_at": now,
        "built_on": now.astimezone(UTC).date(),
        "has_stems": add_stemmer(con),
        "made_by": made_by(),
    }
    bulk.insert(con, "mart.build", [about])
    note_broken_rules(con)
    reconcile(con)
    for folder in ("summaries", "views", "search", "macros"):
        for file in sql_files(folder):
            con.execute(file.text)


def _copy_tables(con: duckdb.DuckDBPyConnection, building: Path) -> None:
    new = connect(building)
    try:
        with transaction(new):
            create_tables(new)
    finally:
        new.close()
    quoted = str(building).replace("'", "''")
    con.execute(f"ATTACH '{quoted}' AS building")
    try:
        with transaction(con):
            con.execute(text("sql/copy.sql"))
    finally:
        con.execute("DETACH building")


def _summary(build: duckdb.DuckDBPyConnection, published: Path, unmet: tuple[Unmet, ...]) -> PublishSummary:
    counts = build.execute(_COUNTS).fetchall()[0]
    warnings = [
        message.format(number)
        for number, message in zip(
            counts[2:],
            (
                "{} grades are withheld because a report contradicts itself or could not be read: see document_issues.",
                "{} authorities have a newer report that is not read: see latest_judgements.newer_reports_not_read.",
            ),
            strict=True,
        )
        if number
    ]
    warnings += idle_corrections(build)
    warnings += [f"Not as expected: {expectation.says}: see coverage." for expectation in unmet]
    return PublishSummary(published, counts[0], counts[1], tuple(warnings))


_COUNTS = """
SELECT
    (SELECT count(*) FROM inspections),
    (SELECT count(*) FROM judgements),
    (SELECT count(*) FROM document_issues AS s ANTI JOIN judgements AS j
        ON j.inspection_id = s.inspection_id AND j.area = s.field
        WHERE s.severity = 'error' AND s.field IN (SELECT area FROM areas)),
    (SELECT count(*) FROM latest_judgements WHERE newer_reports_not_read > 0)
"""


def _present_inspections(published: Path) -> int:
    if not published.exists():
        return 0
    try:
        present = connect(published, read_only=True)
    except NotAWarehouseError:
        return 0  # a file that nobody can open is best replaced
    try:
        rows: list[tuple[int]] = present.execute("SELECT count(*) FROM inspections").fetchall()
    except duckdb.IOException as error:
        if not is_damage(error):
            raise
        return 0
    except duckdb.CatalogException as error:
        raise NotAWarehouseError(f"{published} is another database: it has no inspections. Move it away.") from error
    finally:
        present.close()
    return rows[0][0]


def _holds_the_same(published: Path, build: duckdb.DuckDBPyConnection) -> bool:
    if not published.exists():
        return False
    try:
        present = connect(published, read_only=True)
    except NotAWarehouseError:
        return False
    try:
        return same_content(present, build)
    except (duckdb.IOException, duckdb.FatalException, duckdb.SerializationException):
        return False  # damaged, so that not all of it can be read
    finally:
        present.close()


def _replace(building: Path, published: Path) -> None:
    with building.open("rb") as file:
        os.fsync(file.fileno())
    _wal(published).unlink(missing_ok=True)  # of a file that is no more: DuckDB would add it to the new one
    building.replace(published)
    folder = os.open(published.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def _forget(path: Path) -> None:
    path.unlink(missing_ok=True)
    _wal(path).unlink(missing_ok=True)


def _wal(path: Path) -> Path:
    return path.with_name(f"{path.name}.wal")
