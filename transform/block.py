"""What a document's text is made of: headings, paragraphs, list items and footnotes."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from transform.document import Line


class BlockKind(StrEnum):
    """What a block is in the document."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    NUMBERED = "numbered"
    BULLET = "bullet"
    SUB_BULLET = "sub_bullet"
    FOOTNOTE = "footnote"


LISTED = (BlockKind.NUMBERED, BlockKind.BULLET, BlockKind.SUB_BULLET)


class Block(NamedTuple):
    """One heading, paragraph, list item or footnote, whole over its lines and pages.

    `text` has no bullet and no number in front; `number` is the number as printed, without its full stop. `page`
    is where the block starts. `rank` orders headings: the larger and bolder, the higher; 0 for all else.
    """

    kind: BlockKind
    text: str
    page: int
    number: str | None
    lines: tuple[Line, ...]
    rank: float = 0.0
