"""Pages of text placed like those of the real reports: fonts, a running cursor, wrapped text, boxes and tables."""

from __future__ import annotations

import io
import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportlab.lib.utils import simpleSplit
from reportlab.pdfbase import pdfdoc, pdfmetrics
from reportlab.pdfgen.canvas import Canvas

if TYPE_CHECKING:
    from collections.abc import Callable

MARK = "SAMPLE: made for the Inspection Outcomes demonstration; not Ofsted’s report"

REGULAR = "Sample-Regular"
BOLD = "Sample-Bold"
SQUARE = "Sample-Square"

_TO_SQUARE = """/CIDInit /ProcSet findresource begin 12 dict begin begincmap
/CMapName /Square def /CMapType 2 def
1 begincodespacerange <00> <FF> endcodespacerange
1 beginbfchar <6E> <25FC> endbfchar
endcmap CMapName currentdict /CMap defineresource pop end end
"""


class DescribedFont(pdfmetrics.Font):
    """A standard PDF font with the descriptor that reportlab leaves out of those.

    The readers know a heading by its font's weight, which a PDF tells in the descriptor (as StemV). The square bullet
    also gets the Unicode character that the real reports' fonts give it.
    """

    def __init__(self, name: str, face: str, encoding: str, stem: int, to_unicode: str | None = None) -> None:
        super().__init__(name, face, encoding)
        self._stem = stem
        self._to_unicode = to_unicode

    def addObjects(self, doc: pdfdoc.PDFDocument) -> None:  # noqa: N802 - reportlab's name
        super().addObjects(doc)
        font = doc.idToObject["BasicFonts"].dict[doc.fontMapping[self.fontName].lstrip("/")]
        font.FirstChar, font.LastChar = 0, 255
        font.Widths = pdfdoc.PDFArray(self.widths)
        font.FontDescriptor = pdfdoc.PDFDictionary(
            {
                "Type": "/FontDescriptor",
                "FontName": f"/{self.face.name}",
                "Flags": 4 if self._to_unicode else 32,
                "FontBBox": pdfdoc.PDFArray([-170, -228, 1003, 962]),
                "ItalicAngle": 0,
                "Ascent": 718,
                "Descent": -207,
                "CapHeight": 718,
                "StemV": self._stem,
            }
        )
        if self._to_unicode:
            font.ToUnicode = doc.Reference(pdfdoc.PDFStream(content=self._to_unicode))


for _font in (
    DescribedFont(REGULAR, "Helvetica", "WinAnsiEncoding", 88),
    DescribedFont(BOLD, "Helvetica-Bold", "WinAnsiEncoding", 140),
    DescribedFont(SQUARE, "ZapfDingbats", "ZapfDingbatsEncoding", 90, _TO_SQUARE),
):
    pdfmetrics.registerFont(_font)


@dataclass(frozen=True)
class Layout:
    """A kind of page; distances in points from the lower left corner. `furniture` draws what every page repeats."""

    furniture: Callable[[Paper], None]
    left: float = 70.9
    right: float = 524.0
    top: float = 740.0
    bottom: float = 72.0
    leading: float = 14.5


@dataclass(frozen=True)
class Cell:
    """A table's cell: where its text starts and how wide it may be."""

    left: float
    width: float
    text: str
    font: str = REGULAR
    size: float = 12


class Paper:
    """A PDF being written from top to bottom; `y` is the baseline of the line to come."""

    width, height = 594.96, 841.92

    def __init__(self, layout: Layout, title: str) -> None:
        self.layout = layout
        self.page = 0
        self.y = 0.0
        self._out = io.BytesIO()
        # Neither the clock nor a compression library's version may change a byte.
        self.canvas = Canvas(self._out, pagesize=(self.width, self.height), invariant=1, pageCompression=0)
        self.canvas.setTitle(f"SAMPLE - {title}")
        self.canvas.setAuthor("Inspection Outcomes")
        self.new_page()

    def finish(self) -> bytes:
        self.canvas.showPage()
        self.canvas.save()
        return self._out.getvalue()

    def new_page(self) -> None:
        if self.page:
            self.canvas.showPage()
        self.page += 1
        self.y = self.layout.top
        self._mark()
        self.layout.furniture(self)

    def _mark(self) -> None:
        width = pdfmetrics.stringWidth(MARK, BOLD, 7)
        self.text(524.0 - width, 812, MARK, BOLD, 7)
        self.canvas.setLineWidth(0.5)
        self.canvas.rect(520.0 - width, 806, width + 8, 16)

    def text(self, left: float, baseline: float, words: str, font: str = REGULAR, size: float = 12) -> None:
        self.canvas.setFont(font, size)
        self.canvas.drawString(left, baseline, words)

    def text_right(self, right: float, baseline: float, words: str, font: str = REGULAR, size: float = 12) -> None:
        self.canvas.setFont(font, size)
        self.canvas.drawRightString(right, baseline, words)

    def room(self, lines: float) -> None:
        """Turn the page unless this many lines of body text fit below the cursor."""
        if self.y - (lines - 1) * self.layout.leading < self.layout.bottom:
            self.new_page()

    def paragraph(
        self, words: str, *, left: float | None = None, font: str = REGULAR, size: float = 12, after: float = 14.5
    ) -> None:
        start = self.layout.left if left is None else left
        leading = self.layout.leading * size / 12
        lines = simpleSplit(words, font, size, self.layout.right - start)
        self.room(min(len(lines), 3))
        for line in lines:
            self.room(1)
            self.text(start, self.y, line, font, size)
            self.y -= leading
        self.y -= after

    def heading(self, words: str, size: float = 14, *, before: float = 6, after: float = 10) -> None:
        self.y -= before
        self.room(5)
        self.paragraph(words, font=BOLD, size=size, after=after)

    def bullet(self, words: str, *, left: float | None = None, indent: float = 17.9, after: float = 6) -> None:
        start = self.layout.left if left is None else left
        self.room(min(3, len(simpleSplit(words, REGULAR, 12, self.layout.right - start - indent))))
        self._square(start)
        self.paragraph(words, left=start + indent, after=after)

    def _square(self, left: float) -> None:
        # Its font size is the text's, as in the reports, where the square is a small glyph.
        self.canvas.saveState()
        self.canvas.translate(left, self.y + 1)
        self.canvas.scale(0.6, 0.6)
        self.text(0, 0, "\u25a0", SQUARE)
        self.canvas.restoreState()

    def dash(self, words: str, *, left: float, after: float = 6) -> None:
        self.room(2)
        self.text(left, self.y, "–")
        self.paragraph(words, left=left + 17.8, after=after)

    def numbered(self, number: int, words: str, *, indent: float = 28.4, after: float = 8) -> None:
        self.room(3)
        self.text(self.layout.left, self.y, f"{number}.")
        self.paragraph(words, left=self.layout.left + indent, after=after)

    def row(
        self, cells: tuple[Cell, ...], edges: tuple[float, ...], *, above: float = 6, centred: bool = False
    ) -> None:
        """Draw a table's row: each cell's lines in turn, then the cell borders, whose vertical lines stand at `edges`.

        The cursor stands on the row's upper border, before and after.
        """
        split = [simpleSplit(cell.text, cell.font, cell.size, cell.width) for cell in cells]
        leading = self.layout.leading
        tallest = max(len(lines) for lines in split)
        height = tallest * leading + 2 * above
        for cell, lines in zip(cells, split, strict=True):
            down = (tallest - len(lines)) * leading / 2 if centred else 0
            for index, line in enumerate(lines):
                self.text(cell.left, self.y - above - 11 - down - index * leading, line, cell.font, cell.size)
        self.canvas.setLineWidth(0.5)
        for left, right in itertools.pairwise(edges):
            self.canvas.rect(left, self.y - height, right - left, height)
        self.y -= height

    def box(self, draw: Callable[[], None], *, left: float, right: float) -> None:
        """Draw a frame around what `draw` sets, which must stay on this page."""
        page, top = self.page, self.y + 16
        draw()
        if self.page != page:
            raise ValueError(f"the box on page {page} runs over its end")
        self.canvas.setLineWidth(0.5)
        self.canvas.rect(left, self.y + 6, right - left, top - self.y - 6)
        self.y -= 20
