"""The table of runs: what was started, when, and how it ended."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Literal

from warehouse import bulk

if TYPE_CHECKING:
    from datetime import datetime

    import duckdb

    from warehouse.load import LoadSummary

RunState = Literal["running", "completed", "failed", "interrupted"]


def start_run(con: duckdb.DuckDBPyConnection, run_id: str, kind: str, started_at: datetime) -> None:
    """Note that a run has started.

    There is one writer, so a run that is still noted as running did not end by itself: it becomes `interrupted`.
    """
    con.execute("UPDATE store.runs SET state = 'interrupted' WHERE state = 'running' AND run_id <> ?", [run_id])
    con.execute("DELETE FROM store.runs WHERE run_id = ?", [run_id])
    bulk.insert(con, "store.runs", [_row(run_id, kind, started_at)])


def _row(run_id: str, kind: str, started_at: datetime) -> dict[str, object]:
    return {
        "run_id": run_id,
        "kind": kind,
        "started_at": started_at,
        "finished_at": None,
        "state": "running",
        "counts": None,
        "detail": None,
    }


def finish_run(
    con: duckdb.DuckDBPyConnection,
    run_id: str,
    finished_at: datetime,
    state: RunState,
    counts: LoadSummary,
    detail: str | None = None,
) -> None:
    """Note how a run ended, what it changed, and, in `detail`, what failed."""
    con.execute(
        "UPDATE store.runs SET finished_at = ?::TIMESTAMPTZ, state = ?, counts = ?::MAP(VARCHAR, BIGINT), detail = ? "
        "WHERE run_id = ?",
        [finished_at, state, asdict(counts), detail, run_id],
    )
