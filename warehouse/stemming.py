"""The stemmer, which finds a word's other forms: that of DuckDB's full-text search extension, where it is to be had."""

from __future__ import annotations

from typing import TYPE_CHECKING

from warehouse.extensions import load_extension

if TYPE_CHECKING:
    import duckdb


def add_stemmer(con: duckdb.DuckDBPyConnection) -> bool:
    """Make the macro `word_stem(word)` for this connection; without a stemmer a word is its own stem.

    Returns:
        Whether there is a stemmer: False when the extension is not installed, or is for another version of DuckDB.
    """
    loaded = load_extension(con, "fts")
    stem = "stem(word, 'english')" if loaded else "word"
    con.execute(f"CREATE OR REPLACE TEMP MACRO word_stem(word) AS {stem}")
    return loaded
