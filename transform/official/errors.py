"""The error of a file that is not the yearly table."""

from __future__ import annotations


class OfficialFileError(Exception):
    """That a file cannot be read as the yearly table; the message is one line that says what is wrong."""
