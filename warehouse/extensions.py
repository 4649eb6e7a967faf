"""DuckDB's extensions, from packages that hold them built for one version of DuckDB: nothing is downloaded."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

import duckdb

# DuckDB loads only an extension that was built for its own version and signed by its makers.
_FILE = "extensions/v{version}/{name}.duckdb_extension"


def load_extension(con: duckdb.DuckDBPyConnection, name: str) -> bool:
    """Load an extension; returns False when it is not installed, or is for another version of DuckDB."""
    file = _extension_file(name)
    if file is None:
        return False
    quoted = str(file).replace("'", "''")
    try:
        # Beside the connection's own transaction, which a refusal would spoil.
        con.cursor().execute(f"LOAD '{quoted}'")
    except duckdb.Error:
        return False
    return True


def _extension_file(name: str) -> Path | None:
    spec = find_spec(f"duckdb_extension_{name}")
    if spec is None or spec.origin is None:
        return None
    file = Path(spec.origin).parent / _FILE.format(version=duckdb.__version__, name=name)
    return file if file.exists() else None
