"""Documents as plain text that a fuzzer can change, so that its changes reach the readers and not just the PDF parser.

A line of text is a printed line. Its first three characters say how it is set: where it starts ("a" to "e"), its type
("0" to "6"), and how far below the line before it stands ("0" to "3"); anything else is taken for some of these. A line
that starts with a form feed begins a page. A line with tabs stands in a ruled table, its cells between the tabs.
"""

from __future__ import annotations

from transform.document import CLEANED, MOST_ON_PAGE, MOST_PAGES, Document, Line, Page
from transform.ruling import NOT_RULED, Rule, Ruling

WIDTH, HEIGHT, TOP = 595.0, 842.0, 790.0
LEFTS = (56.6, 74.6, 92.6, 223.8, 330.0)
TYPES = ((12.0, False), (12.0, True), (14.0, True), (9.0, False), (18.0, True), (7.0, False), (24.0, False))
GAPS = (0.0, 14.5, 26.0, 44.0)
POINTS_PER_CHARACTER = 5.5 / 12.0
# Of a table: its outer uprights, and the ones between its columns.
UPRIGHTS = (50.0, 218.2, 325.0, 545.0)
ROW = 13.0
PAGE_MARK = "\f"


def document_of(data: bytes) -> Document:
    """Return the document that some bytes stand for; every byte string stands for one."""
    pages: list[list[str]] = [[]]
    for printed in data.decode("utf-8", errors="replace").split("\n"):
        if printed.startswith(PAGE_MARK):
            pages.append([])
        pages[-1].append(printed.removeprefix(PAGE_MARK))
    return Document(tuple(_page(number, lines) for number, lines in enumerate(pages[:MOST_PAGES], 1)))


def bytes_of(document: Document) -> bytes:
    """Return bytes that stand for nearly the same document."""
    printed: list[str] = []
    for page in document.pages:
        before = TOP
        for number, line in enumerate(page.lines):
            left = _nearest(LEFTS, line.left)
            kind = min(range(len(TYPES)), key=lambda n: (abs(TYPES[n][0] - line.size), TYPES[n][1] != line.bold))
            gap = _nearest(GAPS, before - line.baseline)
            start = PAGE_MARK if number == 0 and page.number > 1 else ""
            text = "\t".join(line.cells) if line.cells else line.text
            printed.append(f"{start}{'abcde'[left]}{kind}{gap}{text}")
            before = line.baseline
    return "\n".join(printed).encode()


def _nearest(values: tuple[float, ...], wanted: float) -> int:
    return min(range(len(values)), key=lambda number: abs(values[number] - wanted))


def _page(number: int, printed: list[str]) -> Page:
    lines: list[Line] = []
    across: list[Rule] = []
    uprights: set[Rule] = set()
    baseline, room = TOP, MOST_ON_PAGE
    for one in printed:
        left = LEFTS[_choice(one[:1], "a", len(LEFTS))]
        size, bold = TYPES[_choice(one[1:2], "0", len(TYPES))]
        baseline = round(baseline - GAPS[_choice(one[2:3], "0", len(GAPS))], 1)
        cells = tuple(_cleaned(cell) for cell in one[3:].split("\t"))
        text = " ".join(filter(None, cells))[:room]
        if not text:
            continue
        room -= len(text)
        right = round(left + len(text) * POINTS_PER_CHARACTER * size, 1)
        if len(cells) == 1:
            lines.append(Line(text, number, left, right, baseline, size, bold))
            continue
        across += [Rule(at, UPRIGHTS[0], UPRIGHTS[-1]) for at in (baseline + ROW, baseline - 2)]
        uprights |= {Rule(at, baseline - 2, baseline + ROW) for at in UPRIGHTS}
        lines.append(Line(text, number, left, UPRIGHTS[min(len(cells), 3)], baseline, size, bold, cells))
    ruling = Ruling(tuple(sorted(across, key=lambda rule: -rule.at)), tuple(sorted(uprights))) if across else NOT_RULED
    return Page(number, WIDTH, HEIGHT, tuple(lines), ruling)


def _choice(character: str, first: str, count: int) -> int:
    return (ord(character) - ord(first)) % count if character else 0


def _cleaned(text: str) -> str:
    return " ".join(text.translate(CLEANED).split())
