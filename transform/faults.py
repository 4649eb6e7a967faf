"""Where one of our own readers failed, for the quarantine: a fault of ours must not stop the other documents."""

from __future__ import annotations

MOST_CHARACTERS = 200


def place(error: Exception) -> str:
    """Return a sentence with the file and line that an exception came from, its type and the start of its message."""
    trace = error.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    where = f"{trace.tb_frame.f_code.co_filename.rpartition('/')[2]}:{trace.tb_lineno}" if trace else "unknown place"
    return f"The reader failed at {where} with {type(error).__name__}: {str(error)[:MOST_CHARACTERS]}."
