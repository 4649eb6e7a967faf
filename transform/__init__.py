"""Archived bytes, as typed records: pure functions without network, database or clock."""
