"""A working database made larger: every authority, with all that is held of it, again and again under other names.

To grow a hundredfold means Ofsted's other remits: fifteen thousand providers with a few reports each, rather than
153 authorities with hundreds. So each copy is of the authorities too, and stays in its region and among its own
neighbours.
"""

from __future__ import annotations

import duckdb

# A copy's number is `n`. Whatever tells one thing from another in a column of this name is made the copy's own.
_OWN = {
    "ofsted_urn": "ofsted_urn || lpad(n::VARCHAR, 5, '0')",
    "neighbour_urn": "neighbour_urn || lpad(n::VARCHAR, 5, '0')",
    "file_id": "file_id || lpad(n::VARCHAR, 5, '0')",
    "inspection_id": "inspection_id || 'x' || n",
    "release_id": "release_id || 'x' || n",
    "document_sha256": "sha256(document_sha256 || n)",
    "name": "name || ' ' || n",
    "authority": "authority || ' ' || n",
    "neighbour": "neighbour || ' ' || n",
    "gss_code": "gss_code || 'x' || n",
    "dfe_la_code": "dfe_la_code || 'x' || n",
    "succeeded_by": "list_transform(succeeded_by, lambda name: name || ' ' || n)",
    **{
        column: f"{column} || '?copy=' || n"
        for column in ("url", "final_url", "source_url", "provider_url", "newsroom", "problem_url")
    },
}
_REFERENCE = ("authorities", "statistical_neighbours")
_ONCE = ("about", "runs")
_COLUMNS = """
SELECT schema_name, table_name, list(column_name ORDER BY column_index)
FROM duckdb_columns()
WHERE NOT internal AND database_name = current_database() AND schema_name IN ('store', 'reference')
    AND table_name IN (SELECT table_name FROM duckdb_tables())
GROUP BY ALL
ORDER BY ALL
"""


def multiply(con: duckdb.DuckDBPyConnection, times: int) -> None:
    """Make a working database hold what it holds so many times."""
    for schema, table, columns in con.execute(_COLUMNS).fetchall():
        if table in _ONCE or (schema == "reference" and table not in _REFERENCE):
            continue
        values = ", ".join(_OWN.get(column, f'"{column}"') for column in columns)
        con.execute(
            f"INSERT INTO {schema}.{table} SELECT {values} FROM {schema}.{table}, range(1, {int(times)}) AS c(n)"
        )
