"""The error of a comparison that cannot be made."""

from __future__ import annotations


class ComparisonError(Exception):
    """That nothing was compared; the message is one line that says why and what to do."""
