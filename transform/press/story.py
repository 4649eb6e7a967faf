"""A page's story as blocks of text: paragraphs, items of lists, rows of tables, headings, in reading order."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from bs4 import Tag
from bs4.element import NavigableString

from transform.press.furniture import text_of

BLOCKS = frozenset(
    {
        "address", "article", "blockquote", "body", "center", "dd", "details", "div", "dl", "dt", "fieldset",
        "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html", "li", "main", "ol",
        "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
    }
)  # fmt: skip
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_MARK = re.compile(r"[•·▪◦‣●○■*\uf0b7]\s*(?=\S)")
_DASH = re.compile(r"[-–—]\s+(?=\S)")
_QUOTATION_MARK = re.compile(r"[\"“”]")
_INVISIBLE = str.maketrans(
    {"\u00a0": " ", "\u00ad": None, "\u200b": None, "\u200c": None, "\u200d": None, "\ufeff": None}
)

_MOST_IN_A_CELL = 300
_MOST_PARAGRAPHS_IN_AN_ITEM = 3


@dataclass(frozen=True)
class Block:
    """A stretch of text between two breaks. `level` is 1 to 6 for a heading, else 0; `item` tells list items apart."""

    text: str
    bullet: bool = False
    level: int = 0
    item: int | None = None
    node: Tag | None = None


class _Builder:
    """Collects the text of one part of a page; `build` is all that others call."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.printed: list[str] = []
        self.items: list[tuple[int, bool]] = []
        self.open: list[Tag] = []
        self.level = 0
        self.quoted = 0

    def build(self, root: Tag) -> list[Block]:
        waiting: list[tuple[Tag | NavigableString, bool]] = [(root, False)]
        while waiting:
            node, leaving = waiting.pop()
            if isinstance(node, Tag):
                if leaving:
                    self.leave(node)
                elif self.enter(node):
                    waiting.append((node, True))
                    waiting.extend(
                        (child, False)
                        for child in reversed(node.contents)
                        if isinstance(child, Tag) or type(child) is NavigableString
                    )
            else:
                self.printed.append(re.sub(r"\s+", " ", str(node).translate(_INVISIBLE)))
        self.flush()
        return _typed_bullets(self.blocks)

    def enter(self, tag: Tag) -> bool:
        """Note where an element starts; False says that its text is taken already."""
        if tag.name == "br":
            self.printed.append("\n")
        elif tag.name == "q":
            self.printed.append("“")
        elif tag.name in BLOCKS:
            self.flush()
            if tag.name == "tr" and (row := _row(tag)):
                self.blocks.append(Block(row, node=tag))
                return False
            self.level = _HEADINGS.get(tag.name, self.level)
            self.quoted += tag.name == "blockquote"
            if tag.name == "li":
                self.items.append((id(tag), _is_item(tag)))
            self.open.append(tag)
        return True

    def leave(self, tag: Tag) -> None:
        if tag.name == "q":
            self.printed.append("”")
        elif tag.name in BLOCKS:
            self.flush()
            self.open.pop()
            if tag.name in _HEADINGS:
                self.level = 0
            self.quoted -= tag.name == "blockquote"
            if tag.name == "li":
                self.items.pop()

    def flush(self) -> None:
        """End a block."""
        item, bullet = self.items[-1] if self.items else (None, False)
        node = self.open[-1] if self.open else None
        for text in _lines("".join(self.printed)):
            last = self.blocks[-1] if self.blocks else None
            if bullet and last and last.item == item and last.bullet:
                self.blocks[-1] = replace(last, text=f"{last.text} {text}")
                continue
            whole = text
            if self.quoted and not bullet and not _QUOTATION_MARK.search(text) and not _DASH.match(text):
                whole = f"“{text}”"
            self.blocks.append(Block(whole, bullet, self.level, item if bullet else None, node))
        self.printed.clear()


def blocks_of(root: Tag) -> list[Block]:
    """Return the blocks of an element.

    A row of a table is one block, its cells joined with " | ". The paragraphs of a list's item are one block. Words
    set as a quotation without quotation marks get them, for that is what setting them so says.
    """
    return _Builder().build(root)


def _lines(text: str) -> list[str]:
    """Split at line breaks, but not where a sentence goes on after one."""
    lines: list[str] = []
    broken = True
    for printed in text.split("\n"):
        line = " ".join(printed.split())
        if not line:
            broken = True
        elif lines and not broken and line[0].islower():
            lines[-1] = f"{lines[-1]} {line}"
        else:
            lines.append(line)
            broken = False
    return lines


def _row(row: Tag) -> str | None:
    """The text of a row of data; None for a row that only lays the page out."""
    cells = [text_of(cell).translate(_INVISIBLE) for cell in row.find_all(["td", "th"], recursive=False)]
    filled = [cell for cell in cells if cell]
    if not 2 <= len(cells) <= 8 or not filled or any(len(cell) > _MOST_IN_A_CELL for cell in cells):
        return None
    return " ".join(" | ".join(cells).split()) if len(filled) > 1 else filled[0]


def _is_item(tag: Tag) -> bool:
    paragraphs = tag.find_all("p", recursive=False)
    return len(paragraphs) <= _MOST_PARAGRAPHS_IN_AN_ITEM and tag.find(list(_HEADINGS)) is None


def _typed_bullets(blocks: list[Block]) -> list[Block]:
    """Take typed bullets for what they are. A dash is one where a neighbour has one too; else it may be a pause."""
    dashed = [bool(_DASH.match(block.text)) for block in blocks]
    found: list[Block] = []
    for at, block in enumerate(blocks):
        beside = any(dashed[other] for other in (at - 1, at + 1) if 0 <= other < len(blocks))
        mark = _MARK.match(block.text) or (_DASH.match(block.text) if beside else None)
        if mark and len(block.text) > mark.end():
            block = replace(block, text=block.text[mark.end() :], bullet=True)
        found.append(block)
    return found
