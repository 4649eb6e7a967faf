"""What people do today: one process that takes each report's text with pypdf and looks for tables with pdfplumber."""

from __future__ import annotations

import io
import sys
import time
from pathlib import Path


def seconds_to_read(files: list[Path]) -> float:
    """Return the wall-clock seconds that this process needs, imports excluded."""
    import pdfplumber
    import pypdf

    started = time.perf_counter()
    for file in files:
        body = file.read_bytes()
        for page in pypdf.PdfReader(io.BytesIO(body)).pages:
            page.extract_text()
        with pdfplumber.open(io.BytesIO(body)) as pdf:
            for page in pdf.pages:
                page.extract_tables()
    return time.perf_counter() - started


if __name__ == "__main__":
    sys.stdout.write(f"{seconds_to_read([Path(name) for name in sys.argv[1:]])}\n")
