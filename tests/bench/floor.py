"""The floor of a refresh: what processes that do nothing but extract the text of the same PDFs need."""

from __future__ import annotations

import multiprocessing
import time
from multiprocessing.synchronize import Barrier
from pathlib import Path

import pypdfium2


def seconds_to_extract(files: list[Path], processes: int) -> float:
    """Return the wall-clock seconds that this many processes need for the text of all files, starts excluded."""
    context = multiprocessing.get_context("spawn")
    ready = context.Barrier(processes + 1)
    # The largest first, dealt out in turn, so that the processes end at about the same time.
    by_size = sorted(files, key=lambda file: file.stat().st_size, reverse=True)
    workers = [
        context.Process(target=_extract, args=(by_size[number::processes], ready)) for number in range(processes)
    ]
    for worker in workers:
        worker.start()
    ready.wait()
    started = time.perf_counter()
    for worker in workers:
        worker.join()
    return time.perf_counter() - started


def _extract(files: list[Path], ready: Barrier) -> None:
    ready.wait()
    for file in files:
        try:
            pdf = pypdfium2.PdfDocument(file.read_bytes())
        except pypdfium2.PdfiumError:
            continue
        for page in pdf:
            page.get_textpage().get_text_range()
        pdf.close()
