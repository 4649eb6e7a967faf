"""Typed records in DuckDB, and what readers open."""
