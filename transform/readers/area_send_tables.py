"""The tables that end an area SEND report: what the partnership must act on, and what it should improve.

A row of such a table is one area. The rules drawn between the rows tell them apart, for the text alone does not: rows
stand as close together as the lines in them, hold several sentences and lists, and go over pages. Where a table is
printed without rules, the distance between lines decides.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING

from transform.blocks import BULLET, DASH_BULLET
from transform.furniture import furniture
from transform.records import Finding, FindingKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from transform.document import Document, Line, Page

_HEADING = re.compile(r"areas?\s+for\s+(?P<what>priority\s+action|improvement)s?\s*:?", re.IGNORECASE)
_COLUMN_HEADS = re.compile(
    r"responsible\s+(?:bod(?:y|ies)|part(?:y|ies)|partners?|organisations?)"
    r"(?:\s+areas?\s+for\s+(?:priority\s+action|improvement)s?)?\s*:?",
    re.IGNORECASE,
)
_END = re.compile(
    r"(?:local\s+area\s+partnership\s+details|information\s+about\s+(?:the|this)\s+inspection|inspection\s+team)\s*:?",
    re.IGNORECASE,
)
_ENDED = re.compile(r"[.?!;:][’”'\")]*$")
_SENTENCE_ENDED = re.compile(r"[.?!][’”'\")]*$")
# What a sentence starts with when the one before says whom it speaks of: no area starts so.
_GOES_ON = re.compile(
    r"(?:this|that|these|those|they|their|it|its|in addition|in particular|also|however|furthermore|additionally"
    r"|specifically|as a result)\b",
    re.IGNORECASE,
)

# In points.
_INDENT = 6.0
_NARROWEST_COLUMN = 80.0
_SAME_UPRIGHT = 3.0
_SAME_HEIGHT = 3.0
_MORE_THAN_LEADING = 0.35


@dataclass(frozen=True)
class _Piece:
    """A line of one cell. `beside` says that it stands in the column of the responsible bodies."""

    text: str
    page: int
    left: float
    baseline: float
    boxed: bool
    beside: bool


@dataclass
class _Row:
    pieces: list[_Piece] = field(default_factory=list)
    beside: list[_Piece] = field(default_factory=list)


@dataclass
class _Table:
    kind: FindingKind
    lines: list[Line] = field(default_factory=list)
    bodies: bool = False


def areas(document: Document) -> tuple[Finding, ...]:
    """Return the areas for priority action and for improvement, in the order printed, numbered within their kind."""
    pages = {page.number: page for page in document.pages}
    found: list[Finding] = []
    for table in _tables(document):
        for row in _rows(table, pages):
            position = 1 + sum(finding.kind is table.kind for finding in found)
            body = _joined(row.beside) or None
            page = row.pieces[0].page
            found.append(Finding(table.kind, position, _joined(row.pieces), page, responsible_body=body))
    return tuple(found)


def table_lines(document: Document) -> frozenset[Line]:
    """Return the lines of those tables, without their headings."""
    return frozenset(line for table in _tables(document) for line in table.lines)


def _tables(document: Document) -> list[_Table]:
    left_out = furniture(document)
    tables: list[_Table] = []
    inside: _Table | None = None
    for line in document.lines:
        if line in left_out:
            continue
        heading = _HEADING.fullmatch(line.text) if line.text[0].isupper() else None
        if heading:
            kind = FindingKind.IMPROVEMENT if heading["what"].lower() == "improvement" else FindingKind.PRIORITY_ACTION
            if inside is None or inside.kind is not kind:
                inside = _Table(kind)
                tables.append(inside)
        elif _END.fullmatch(line.text) and line.text[0].isupper():
            inside = None
        elif inside is not None and _COLUMN_HEADS.fullmatch(line.text):
            inside.bodies = True
        elif inside is not None and any(map(str.isalnum, line.text)):
            inside.lines.append(line)
    return tables


def _rows(table: _Table, pages: dict[int, Page]) -> list[_Row]:
    pieces = [piece for line in table.lines for piece in _pieces(line, pages[line.page])]
    if any(piece.boxed for piece in pieces):
        pieces = [piece for piece in pieces if piece.boxed]
    elif table.bodies:
        pieces = _by_indent(pieces)
    beside = [piece for piece in pieces if piece.beside]
    text = [piece for piece in pieces if not piece.beside]
    leading = _leading(text)
    rows: list[_Row] = []
    for piece in text:
        if not rows or _starts_row(rows[-1].pieces, piece, pages, beside, leading):
            rows.append(_Row())
        rows[-1].pieces.append(piece)
    for piece in beside:
        owner = _row_beside(piece, rows)
        if owner:
            owner.beside.append(piece)
    return rows


def _pieces(line: Line, page: Page) -> list[_Piece]:
    """Give the parts of a line that stand in columns of their own; the last column is the text."""
    uprights: list[float] = []
    for rule in page.ruling.uprights:
        if rule.start < line.baseline < rule.end and (not uprights or rule.at - uprights[-1] > _SAME_UPRIGHT):
            uprights.append(rule.at)
    boxed = len(uprights) > 1 and uprights[0] < line.left + _INDENT and line.left < uprights[-1]
    inner = uprights[1:-1] if boxed else []
    starts = [line.left, *(edge for edge in inner if edge > line.left + _SAME_UPRIGHT)]
    texts = line.cells if line.cells and len(line.cells) <= len(starts) else (line.text,)
    return [
        _Piece(text, line.page, start, line.baseline, boxed, any(edge > start + _SAME_UPRIGHT for edge in inner))
        for text, start in zip(texts, starts, strict=False)
        if text
    ]


def _by_indent(pieces: list[_Piece]) -> list[_Piece]:
    """Tell the columns of a table without rules apart by where its lines start."""
    outermost = min((piece.left for piece in pieces), default=0.0)
    return [
        _Piece(
            piece.text,
            piece.page,
            piece.left,
            piece.baseline,
            boxed=False,
            beside=piece.left < outermost + _NARROWEST_COLUMN,
        )
        for piece in pieces
    ]


def _leading(text: Sequence[_Piece]) -> float:
    drops = [before.baseline - after.baseline for before, after in pairwise(text) if before.page == after.page]
    close = [drop for drop in drops if drop > 0]
    return median(close) if close else 0.0


def _starts_row(
    row: Sequence[_Piece], piece: _Piece, pages: dict[int, Page], beside: Sequence[_Piece], leading: float
) -> bool:
    before = row[-1]
    sentence_goes_on = piece.text[0].islower() and not _ENDED.search(before.text)
    if before.page != piece.page:
        return _starts_row_on_new_page(row, piece, beside)
    if piece.boxed:
        ruled = any(
            piece.baseline < rule.at < before.baseline and rule.start < piece.left + _INDENT and rule.end > piece.left
            for rule in pages[piece.page].ruling.across
        )
        return ruled and not sentence_goes_on
    if _bullet(row[0]) and abs(row[0].left - piece.left) < _INDENT:
        return _bullet(piece)
    apart = before.baseline - piece.baseline > leading + _MORE_THAN_LEADING
    outermost = piece.left < row[0].left + _INDENT and not _bullet(piece)
    return apart and outermost and not sentence_goes_on and not _GOES_ON.match(piece.text)


def _starts_row_on_new_page(row: Sequence[_Piece], piece: _Piece, beside: Sequence[_Piece]) -> bool:
    """Say whether the first line of a page starts a row: the page's edge is ruled in any case.

    It does when it can start a sentence and the one before is ended, or was an item of a list inside the row.
    """
    if beside and not any(
        other.page == piece.page and abs(other.baseline - piece.baseline) < _SAME_HEIGHT for other in beside
    ):
        return False
    before = row[-1]
    if piece.text[0].islower() or piece.left > row[0].left + _INDENT:
        return False
    if _bullet(piece):
        return _bullet(row[0])
    if before.left > row[0].left + _INDENT:
        return True
    return _SENTENCE_ENDED.search(before.text) is not None and not _GOES_ON.match(piece.text)


def _bullet(piece: _Piece) -> bool:
    return bool(BULLET.match(piece.text) or DASH_BULLET.match(piece.text))


def _row_beside(piece: _Piece, rows: Sequence[_Row]) -> _Row | None:
    """Give the last row whose text starts on the piece's page as high as the piece does, or higher."""
    owner: _Row | None = None
    for row in rows:
        top = max((each.baseline for each in row.pieces if each.page == piece.page), default=None)
        earlier = top is None and row.pieces[0].page < piece.page
        if earlier or (top is not None and top > piece.baseline - _SAME_HEIGHT):
            owner = row
    return owner


def _joined(pieces: Sequence[_Piece]) -> str:
    """Join lines with spaces; each item of a list starts a line with a bullet."""
    text = ""
    for piece in pieces:
        mark = BULLET.match(piece.text) or DASH_BULLET.match(piece.text)
        words = piece.text[mark.end() :] if mark else piece.text
        if mark and text:
            text += f"\n• {words}"
        elif re.search(r"[^\W\d_]-$", text) and words[0].islower() and not words.startswith(("and ", "or ", "to ")):
            text += words
        else:
            text += f" {words}" if text else words
    return "\n".join(" ".join(part.split()) for part in text.splitlines())
