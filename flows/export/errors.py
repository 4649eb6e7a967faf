"""The error that ends an export."""

from __future__ import annotations


class ExportError(Exception):
    """That nothing was exported; the message is one line that says what is wrong and what to do."""
