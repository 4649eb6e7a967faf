"""A PDF's text as pages of lines, with where each line stands on its page.

pypdfium2 is not safe in threads; call this from processes that have one thread.
"""

from __future__ import annotations

import ctypes
import re
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium

from transform.ruling import NOT_RULED, Ruling, ruling

HEADER = b"%PDF-"
TRAILER = b"%%EOF"
TRAILER_WITHIN = 2048
MOST_PAGES = 400

# Characters. The fullest page of a report has under 4,000, the longest report 140,000; readers' patterns are made for
# such, and a file made to keep them busy must not.
MOST_ON_PAGE = 20_000
MOST_TEXT = 1_000_000

# The height above a baseline, in points, in which all of its letters stand and none of the lines around it.
CELL_BAND = 4.0

# pdfium marks a hyphen that it takes for the end-of-line kind with U+FFFE or U+0002.
# Ligatures are written out, and what has no width is left out.
CLEANED = str.maketrans(
    {
        "\ufffe": "-",
        "\x02": "-",
        "ﬀ": "ff",
        "ﬁ": "fi",
        "ﬂ": "fl",
        "ﬃ": "ffi",
        "ﬄ": "ffl",
        **dict.fromkeys("\x00\u00ad\u200b\u200c\u200d\u2060\ufeff", ""),
    }
)
# What is cleaned: the above, and any spaces but single plain ones. Most pages have nothing of it.
UNCLEAN = re.compile(
    "[\ufffe\x02ﬀ-ﬄ\x00\u00ad\u200b-\u200d\u2060\ufeff\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000\t]|  "
)

# A font's weight from which it is printed as bold.
BOLD_FROM = 600

# Finding the rules of a page costs a tenth of reading it. Only reports on special educational needs have tables
# whose rows nothing else tells apart, and their first page says what they are.
RULED = re.compile(r"\bSEND\b|special educational need", re.IGNORECASE)


class UnreadableError(Exception):
    """A body that holds no document that can be read; `reason` is a code, the message is for people."""

    def __init__(self, reason: str, detail: str) -> None:
        super().__init__(detail)
        self.reason = reason
        self.detail = detail


class Line(NamedTuple):
    """One printed line; distances in points from the page's lower left corner, `size` the font's size in points.

    `left` is where its first character starts, `baseline` the height that it stands on, `right` where its last
    character ends. A word that the report breaks at a hyphen is already whole: its second half stands on this line.
    `cells` are its parts where it goes over the columns of a ruled table, from left to right; empty elsewhere.
    A named tuple, since a dataclass takes three times as long to make, and a document has a thousand of them.
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
            (`too_many_pages`, `too_much_text`) or has no text (`pdf_without_text`).
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
        pages = _read_pages(pdf)
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
            raise UnreadableError(
                "truncated_pdf", f"The PDF is cut short: no end mark in its last {TRAILER_WITHIN} bytes."
            )
        return
    if b"Report not found" in body[:20_000]:
        raise UnreadableError(
            "not_found_page", "The file host sent its 'Report not found' page in place of the report."
        )
    if start[:1] == b"<":
        raise UnreadableError("html_instead_of_pdf", "The file host sent a web page in place of the report.")
    raise UnreadableError("not_a_pdf", "The body is not a PDF.")


def _read_pages(pdf: pypdfium2.PdfDocument) -> tuple[Page, ...]:
    if not len(pdf):
        return ()
    first = _read_page(pdf, 0, ruled=False)
    ruled = bool(RULED.search(first.text))
    if ruled:
        first = _read_page(pdf, 0, ruled=True)
    pages = [first]
    read = len(first.text)
    for index in range(1, len(pdf)):
        pages.append(_read_page(pdf, index, ruled))
        read += len(pages[-1].text)
        if read > MOST_TEXT:
            raise UnreadableError("too_much_text", f"The PDF has over {MOST_TEXT} characters, which no report has.")
    return tuple(pages)


def _read_page(pdf: pypdfium2.PdfDocument, index: int, ruled: bool) -> Page:
    page = pdf[index]
    width, height = page.get_size()
    text_page = page.get_textpage()
    try:
        if text_page.count_chars() > MOST_ON_PAGE:
            detail = f"Page {index + 1} has over {MOST_ON_PAGE} characters, which no report's page has."
            raise UnreadableError("too_much_text", detail)
        rules = ruling(page) if ruled else NOT_RULED
        lines = tuple(_lines(text_page, index + 1, rules))
    finally:
        text_page.close()
        page.close()
    return Page(index + 1, width, height, lines, rules)


def _lines(text_page: pypdfium2.PdfTextPage, number: int, rules: Ruling) -> list[Line]:
    """The lines of a page. There are fifty to a page: what is done here for each is most of what reading adds."""
    text = text_page.get_text_range()
    handle = text_page.raw
    exact = len(text) == text_page.count_chars()
    unclean = UNCLEAN.search(text) is not None
    x, y, left, right, bottom, top = (ctypes.c_double() for _ in range(6))
    lines: list[Line] = []
    offset = 0
    for printed in text.split("\r\n"):
        stripped = printed.strip()
        if stripped:
            first = offset if stripped[0] == printed[0] else offset + len(printed) - len(printed.lstrip())
            last = first + len(stripped) - 1
            if not exact:
                first = pdfium.FPDFText_GetCharIndexFromTextIndex(handle, first)
                last = pdfium.FPDFText_GetCharIndexFromTextIndex(handle, last)
            cleaned = " ".join(stripped.translate(CLEANED).split()) if unclean else stripped
            if cleaned:
                pdfium.FPDFText_GetCharBox(handle, last, left, right, bottom, top)
                pdfium.FPDFText_GetCharOrigin(handle, first, x, y)
                lines.append(
                    Line(
                        cleaned,
                        number,
                        round(x.value, 1),
                        round(right.value, 1),
                        round(y.value, 1),
                        round(pdfium.FPDFText_GetFontSize(handle, first), 1),
                        pdfium.FPDFText_GetFontWeight(handle, first) >= BOLD_FROM,
                        _cells(text_page, rules, x.value, right.value, y.value) if rules.uprights else (),
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
    return tuple(" ".join(part.translate(CLEANED).split()) for part in parts)
