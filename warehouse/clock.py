"""Times in the working database that lie ahead of now: a clock that was wrong has noted them."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from warehouse.database import transaction

if TYPE_CHECKING:
    from datetime import datetime

    import duckdb

# Clocks differ by minutes, and a clock set to the wrong zone by hours.
TOLERANCE = timedelta(days=1)

_COLUMNS = """
SELECT table_name, column_name FROM duckdb_columns()
WHERE schema_name = 'store' AND data_type = 'TIMESTAMP WITH TIME ZONE'
    AND table_name IN (SELECT table_name FROM duckdb_tables() WHERE schema_name = 'store')
ORDER BY ALL
"""
_NEWEST = "SELECT max({column}) AS at FROM store.{table}"
_BACK = """
UPDATE store.{table} SET {column} = {column} - (?::TIMESTAMPTZ - ?::TIMESTAMPTZ) WHERE {column} > ?::TIMESTAMPTZ
"""


def newest_time(con: duckdb.DuckDBPyConnection) -> datetime | None:
    """Return the newest time that anything is noted with."""
    return max(_newest(con).values(), default=None)


def bring_back(con: duckdb.DuckDBPyConnection, now: datetime) -> datetime | None:
    """Move the times that are ahead of now by more than the tolerance back, so that the last of them is now.

    Their order stays. A newsroom that was read then counts as never read, since nobody knows when that was. Returns
    the last of these times that more than a run itself was noted with, None when there is none.
    """
    limit = now + TOLERANCE
    ahead = {table: newest for table, newest in _newest(con).items() if newest > limit}
    if not ahead:
        return None
    with transaction(con):
        con.execute("UPDATE store.newsrooms SET last_swept_at = NULL WHERE last_swept_at > ?::TIMESTAMPTZ", [limit])
        for table, column in con.execute(_COLUMNS).fetchall():
            con.execute(_BACK.format(table=table, column=column), [max(ahead.values()), now, limit])
    return max((newest for table, newest in ahead.items() if table != "runs"), default=None)


def _newest(con: duckdb.DuckDBPyConnection) -> dict[str, datetime]:
    """The newest time of each table that has any."""
    newest: dict[str, datetime] = {}
    for table, column in con.execute(_COLUMNS).fetchall():
        for (at,) in con.execute(_NEWEST.format(table=table, column=column)).fetchall():
            if at is not None:
                newest[table] = max(at, newest.get(table, at))
    return newest
