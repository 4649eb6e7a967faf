"""The stemmer, which finds a word's other forms: that of DuckDB's full-text search extension, where it is to be had."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

import duckdb

_PACKAGE = "duckdb_extension_fts"
# DuckDB loads only an extension that was built for its own version and signed by its makers.
_FILE = "extensions/v{version}/fts.duckdb_extension"


def add_stemmer(con: duckdb.DuckDBPyConnection) -> bool:
    """Make the macro `word_stem(word)` for this connection; without a stemmer a word is its own stem.

    Returns:
        Whether there is a stemmer: False when the extension is not installed, or is for another version of DuckDB.
    """
    loaded = _load_extension(con)
    stem = "stem(word, 'english')" if loaded else "word"
    con.execute(f"CREATE OR REPLACE TEMP MACRO word_stem(word) AS {stem}")
    return loaded


def _load_extension(con: duckdb.DuckDBPyConnection) -> bool:
    file = _extension_file()
    if file is None:
        return False
    quoted = str(file).replace("'", "''")
    try:
        # Beside the connection's own transaction, which a refusal would spoil.
        con.cursor().execute(f"LOAD '{quoted}'")
    except duckdb.Error:
        return False
    return True


def _extension_file() -> Path | None:
    spec = find_spec(_PACKAGE)
    if spec is None or spec.origin is None:
        return None
    file = Path(spec.origin).parent / _FILE.format(version=duckdb.__version__)
    return file if file.exists() else None
