"""A PDF's text as pages of lines, with where each line stands on its page.

pypdfium2 is not safe in threads; call this from processes that have one thread.
"""

from __future__ import annotations

import ctypes
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import pypdfium2
import pypdfium2.raw as pdfium

from transform.ruling import NOT_RULED, Ruling, ruling

HEADER = b"%PDF-"
TRAILER = b"%%EOF"
TRAILER_WITHIN = 2048
MOST_PAGES = 400

# The height above a baseline, in points, in which all of its letters stand and none of the lines around it.
CELL_BAND = 4.0

# pdfium marks a hyphen that it takes for the end-of-line kind with U+FFFE or U+0002.
LINE_END_HYPHENS = str.maketrans({"￾": "-", "\x02": "-", "\u00a0": " ", "\u00ad": "", "\x00": ""})


class UnreadableError(Exception):
    """A body that holds no document that can be read; `reason` is a code, the message is for people."""

    def __init__(self, reason: str, detail: str) -> None:
        super().__init__(detail)
        self.reason = reason
        self.detail = detail


@dataclass(frozen=True)
class Line:
    """One printed line; distances in points from the page's lower left corner, `size` the font's size in points.

    `left` is where its first character starts, `baseline` the height that it stands on, `right` where its last
    character ends. A word that the report breaks at a hyphen is already whole: its second half stands on this line.
    `cells` are its parts where it goes over the columns of a ruled table, from left to right; empty elsewhere.
    """

    text: str
    page: int
    left: float
    right: float
    baseline: float
    size: float
    bold: bool
    cells: tuple[str, ...] = ()


@dataclass(frozen=True)
class Page:
    """A page, numbered from 1 as in the file (not as printed), with its lines in reading order.

    `ruling` holds the rules drawn on it.
    """

    number: int
    width: float
    height: float
    lines: tuple[Line, ...]
    ruling: Ruling = NOT_RULED

    @cached_property
    def text(self) -> str:
        """The page's lines, joined with newlines."""
        return "\n".join(line.text for line in self.lines)


@dataclass(frozen=True)
class Document:
    """All pages of a document."""

    pages: tuple[Page, ...]

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """The lines of all pages, in reading order."""
        return tuple(line for page in self.pages for line in page.lines)


def read_pdf(body: bytes) -> Document:
    """Return the text of a PDF.

    Raises:
        UnreadableError: when the body is not a PDF (`html_instead_of_pdf`, `not_found_page`, `not_a_pdf`), is cut
            short (`truncated_pdf`), cannot be opened (`damaged_pdf`), is locked (`encrypted_pdf`), is too long
            (`too_many_pages`) or has no text (`pdf_without_text`).
    """
    check_is_pdf(body)
    try:
        pdf = pypdfium2.PdfDocument(body)
    except pypdfium2.PdfiumError as error:
        reason = "encrypted_pdf" if "password" in str(error).lower() else "damaged_pdf"
        raise UnreadableError(reason, f"The PDF cannot be opened: {error}.") from error
    try:
        if len(pdf) > MOST_PAGES:
            raise UnreadableError("too_many_pages", f"The PDF has {len(pdf)} pages; no report has over {MOST_PAGES}.")
        pages = tuple(_read_page(pdf, index) for index in range(len(pdf)))
    except pypdfium2.PdfiumError as error:
        raise UnreadableError("damaged_pdf", f"A page of the PDF cannot be read: {error}.") from error
    finally:
        pdf.close()
    if not any(page.lines for page in pages):
        raise UnreadableError("pdf_without_text", "The PDF has no text: it may be a scan.")
    return Document(pages)


def check_is_pdf(body: bytes) -> None:
    """Check that a body claims to be a whole PDF.

    Raises:
        UnreadableError: as for `read_pdf`, without opening the file.
    """
    start = body[:1024].lstrip()
    if start.startswith(HEADER):
        if TRAILER not in body[-TRAILER_WITHIN:]:
            raise UnreadableError("truncated_pdf", f"The PDF is cut short: no end mark in its last {TRAILER_WITHIN} bytes.")
        return
    if b"Report not found" in body[:20_000]:
        raise UnreadableError("not_found_page", "The file host sent its 'Report not found' page in place of the report.")
    if start[:1] == b"<":
        raise UnreadableError("html_instead_of_pdf", "The file host sent a web page in place of the report.")
    raise UnreadableError("not_a_pdf", "The body is not a PDF.")


def _read_page(pdf: pypdfium2.PdfDocument, index: int) -> Page:
    page = pdf[index]
    width, height = page.get_size()
    text_page = page.get_textpage()
    try:
        rules = ruling(page)
        lines = tuple(_lines(text_page, index + 1, rules))
    finally:
        text_page.close()
        page.close()
    return Page(index + 1, width, height, lines, rules)


def _lines(text_page: pypdfium2.PdfTextPage, number: int, rules: Ruling) -> list[Line]:
    text = text_page.get_text_range()
    handle = text_page.raw
    exact = len(text) == text_page.count_chars()
    x, y, left, right, bottom, top = (ctypes.c_double() for _ in range(6))
    lines: list[Line] = []
    offset = 0
    for printed in text.split("\r\n"):
        stripped = printed.strip()
        if stripped:
            first = offset + len(printed) - len(printed.lstrip())
            last = offset + len(printed.rstrip()) - 1
            if not exact:
                first = pdfium.FPDFText_GetCharIndexFromTextIndex(handle, first)
                last = pdfium.FPDFText_GetCharIndexFromTextIndex(handle, last)
            pdfium.FPDFText_GetCharBox(handle, last, left, right, bottom, top)
            pdfium.FPDFText_GetCharOrigin(handle, first, x, y)
            cleaned = stripped.translate(LINE_END_HYPHENS).strip()
            if cleaned:
                lines.append(
                    Line(
                        text=cleaned,
                        page=number,
                        left=round(x.value, 1),
                        right=round(right.value, 1),
                        baseline=round(y.value, 1),
                        size=round(pdfium.FPDFText_GetFontSize(handle, first), 1),
                        bold=pdfium.FPDFText_GetFontWeight(handle, first) >= 600,
                        cells=_cells(text_page, rules, x.value, right.value, y.value),
                    )
                )
        offset += len(printed) + 2
    return lines


def _cells(
    text_page: pypdfium2.PdfTextPage, rules: Ruling, left: float, right: float, baseline: float
) -> tuple[str, ...]:
    edges = rules.edges(left, right, baseline)
    if not edges:
        return ()
    parts = [
        text_page.get_text_bounded(left=start, bottom=baseline, right=end, top=baseline + CELL_BAND)
        for start, end in pairwise((left, *edges, right))
    ]
    return tuple(" ".join(part.translate(LINE_END_HYPHENS).split()) for part in parts)
