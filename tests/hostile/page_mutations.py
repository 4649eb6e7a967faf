"""Ways to damage a PDF whose structure is known: pages, fonts, what a page draws, the tree that holds the pages."""

from __future__ import annotations

import re
from collections.abc import Callable
from io import BytesIO
from random import Random

from pypdf import PageObject, PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    EncodedStreamObject,
    FloatObject,
    IndirectObject,
    NameObject,
    NumberObject,
    PdfObject,
    StreamObject,
)

PageMutation = Callable[[PdfWriter, bytes, Random], None]

_TEXT = re.compile(rb"\bBT\b.*?\bET\b", re.DOTALL)
_MARKED = re.compile(rb"(?:Tj|TJ)(?=\s)")
_DEEP = 3000
_BOMB = 30_000_000


def apply(mutation: PageMutation, body: bytes, other: bytes, rng: Random) -> bytes:
    """Return a PDF that was taken apart, changed and put together again."""
    writer = PdfWriter(clone_from=BytesIO(body))
    mutation(writer, other, rng)
    written = BytesIO()
    writer.write(written)
    return written.getvalue()


def _order(writer: PdfWriter, order: list[int]) -> None:
    """Give the document these pages, flat under the root of its page tree; one may stand there more than once."""
    pages = list(writer.pages)
    root = writer.root_object["/Pages"].get_object()
    kids = ArrayObject()
    for index in order:
        page = pages[index]
        for inherited in ("/Resources", "/MediaBox"):
            if inherited not in page and page.get(inherited) is None and inherited in root:
                page[NameObject(inherited)] = root[inherited]
        page[NameObject("/Parent")] = root.indirect_reference
        kids.append(page.indirect_reference)
    root[NameObject("/Kids")] = kids
    root[NameObject("/Count")] = NumberObject(len(order))
    writer.flattened_pages = None


def _some(writer: PdfWriter, rng: Random) -> list[PageObject]:
    pages = list(writer.pages)
    return rng.sample(pages, rng.randint(1, len(pages)))


def _drawing(page: PageObject) -> bytes:
    contents = page.get_contents()
    return contents.get_data() if contents else b""


def _add(writer: PdfWriter, made: PdfObject) -> IndirectObject:
    return writer._add_object(made)  # noqa: SLF001 - it offers no other way


def _draw(writer: PdfWriter, page: PageObject, data: bytes) -> None:
    stream = DecodedStreamObject()
    stream.set_data(data)
    page[NameObject("/Contents")] = _add(writer, stream.flate_encode())


def _fonts(writer: PdfWriter) -> list[DictionaryObject]:
    found: dict[int, DictionaryObject] = {}
    for page in writer.pages:
        resources = page.get("/Resources", DictionaryObject()).get_object()
        for font in resources.get("/Font", DictionaryObject()).get_object().values():
            found[id(font.get_object())] = font.get_object()
    return list(found.values())


def pages_dropped(writer: PdfWriter, _: bytes, rng: Random) -> None:
    count = len(writer.pages)
    _order(writer, sorted(rng.sample(range(count), rng.randint(1, count))))


def first_page_dropped(writer: PdfWriter, _: bytes, rng: Random) -> None:
    _order(writer, list(range(min(rng.choice((1, 1, 2)), len(writer.pages) - 1), len(writer.pages))))


def page_doubled(writer: PdfWriter, _: bytes, rng: Random) -> None:
    order = list(range(len(writer.pages)))
    order.insert(rng.randrange(len(order) + 1), rng.randrange(len(order)))
    _order(writer, order)


def document_doubled(writer: PdfWriter, _: bytes, __: Random) -> None:
    _order(writer, [*range(len(writer.pages)), *range(len(writer.pages))])


def pages_shuffled(writer: PdfWriter, _: bytes, rng: Random) -> None:
    _order(writer, rng.sample(range(len(writer.pages)), len(writer.pages)))


def pages_shuffled_but_the_first(writer: PdfWriter, _: bytes, rng: Random) -> None:
    _order(writer, [0, *rng.sample(range(1, len(writer.pages)), len(writer.pages) - 1)])


def pages_reversed(writer: PdfWriter, _: bytes, __: Random) -> None:
    _order(writer, list(reversed(range(len(writer.pages)))))


def another_appended(writer: PdfWriter, other: bytes, _: Random) -> None:
    writer.append(BytesIO(other))


def another_in_front(writer: PdfWriter, other: bytes, _: Random) -> None:
    writer.merge(0, BytesIO(other))


def page_of_another_inserted(writer: PdfWriter, other: bytes, rng: Random) -> None:
    page = rng.choice(list(PdfReader(BytesIO(other)).pages))
    writer.insert_page(page, rng.randrange(len(writer.pages) + 1))


def front_of_another(writer: PdfWriter, other: bytes, _: Random) -> None:
    writer.insert_page(PdfReader(BytesIO(other)).pages[0], 0)
    _order(writer, [0, *range(2, len(writer.pages))])


def fonts_removed(writer: PdfWriter, _: bytes, rng: Random) -> None:
    for page in _some(writer, rng):
        resources = page.get("/Resources", DictionaryObject()).get_object()
        resources.pop("/Font", None)


def font_descriptions_emptied(writer: PdfWriter, _: bytes, rng: Random) -> None:
    for font in _fonts(writer):
        if rng.random() < 0.5:
            for key in rng.sample(sorted(font), rng.randint(1, len(font))):
                del font[key]


def letter_maps_removed(writer: PdfWriter, _: bytes, rng: Random) -> None:
    for font in _fonts(writer):
        if rng.random() < 0.7:
            font.pop("/ToUnicode", None)


def letter_maps_broken(writer: PdfWriter, _: bytes, rng: Random) -> None:
    for font in _fonts(writer):
        stream = font.get("/ToUnicode")
        if stream is None or not isinstance(found := stream.get_object(), StreamObject):
            continue
        data = bytearray(found.get_data())
        for _ in range(rng.randint(1, 40)):
            data[rng.randrange(len(data))] = rng.choice(b"0123456789ABCDEF<>[] \0")
        broken = DecodedStreamObject()
        broken.set_data(bytes(data))
        font[NameObject("/ToUnicode")] = _add(writer, broken)


def drawings_emptied(writer: PdfWriter, _: bytes, rng: Random) -> None:
    for page in _some(writer, rng):
        _draw(writer, page, b"")


def drawings_swapped(writer: PdfWriter, _: bytes, rng: Random) -> None:
    pages = list(writer.pages)
    drawings = [_drawing(page) for page in pages]
    for page, drawing in zip(pages, rng.sample(drawings, len(drawings)), strict=True):
        _draw(writer, page, drawing)


def drawings_cut(writer: PdfWriter, _: bytes, rng: Random) -> None:
    for page in _some(writer, rng):
        drawing = _drawing(page)
        _draw(writer, page, drawing[: rng.randrange(len(drawing) + 1)])


def texts_removed(writer: PdfWriter, _: bytes, rng: Random) -> None:
    share = rng.choice((0.02, 0.1, 0.5))
    for page in writer.pages:
        _draw(writer, page, _TEXT.sub(lambda found: b"" if rng.random() < share else found[0], _drawing(page)))


def strings_removed(writer: PdfWriter, _: bytes, rng: Random) -> None:
    share = rng.choice((0.01, 0.05, 0.3))
    for page in writer.pages:
        _draw(writer, page, _MARKED.sub(lambda found: b"pop" if rng.random() < share else found[0], _drawing(page)))


def texts_shuffled(writer: PdfWriter, _: bytes, rng: Random) -> None:
    for page in _some(writer, rng):
        drawing = _drawing(page)
        texts = _TEXT.findall(drawing)
        rng.shuffle(texts)
        _draw(writer, page, _TEXT.sub(lambda _, left=texts: left.pop(), drawing))


def huge_numbers(writer: PdfWriter, _: bytes, rng: Random) -> None:
    huge = rng.choice((2**31 - 1, -(2**31), 10**18, 0, 1e38))
    for page in _some(writer, rng):
        page[NameObject("/MediaBox")] = ArrayObject(map(FloatObject, (0, 0, huge, huge)))
    if rng.random() < 0.5:
        writer.root_object["/Pages"].get_object()[NameObject("/Count")] = FloatObject(huge)


def huge_steps(writer: PdfWriter, _: bytes, rng: Random) -> None:
    for page in _some(writer, rng):
        scale = rng.choice((b"1e30 0 0 1e30 0 0 cm ", b"0 0 0 0 0 0 cm ", b"1 0 0 1 -99999999999 9e37 cm "))
        _draw(writer, page, scale + _drawing(page))


def tree_without_end(writer: PdfWriter, _: bytes, rng: Random) -> None:
    root = writer.root_object["/Pages"].get_object()
    kids = root["/Kids"]
    kids.insert(rng.randrange(len(kids) + 1), root.indirect_reference)
    root[NameObject("/Parent")] = root.indirect_reference


def tree_miscounted(writer: PdfWriter, _: bytes, rng: Random) -> None:
    root = writer.root_object["/Pages"].get_object()
    root[NameObject("/Count")] = NumberObject(rng.choice((0, 1, 399, 5000, -7, 2**31 - 1)))


def deep_tree(writer: PdfWriter, _: bytes, __: Random) -> None:
    reference = writer.root_object["/Pages"].indirect_reference
    for _ in range(_DEEP):
        node = DictionaryObject()
        node[NameObject("/Type")] = NameObject("/Pages")
        node[NameObject("/Kids")] = ArrayObject([reference])
        node[NameObject("/Count")] = NumberObject(len(writer.pages))
        reference = _add(writer, node)
    writer.root_object[NameObject("/Pages")] = reference


def deep_drawings(writer: PdfWriter, _: bytes, rng: Random) -> None:
    for page in _some(writer, rng):
        opened = rng.choice((b"q ", b"[", b"<</A ", b"BT ", b"/P BMC "))
        _draw(writer, page, opened * 200_000 + _drawing(page))


def drawing_of_itself(writer: PdfWriter, _: bytes, rng: Random) -> None:
    for page in _some(writer, rng):
        form = DecodedStreamObject()
        form.set_data(b"/Again Do /Again Do " + _drawing(page))
        form[NameObject("/Type")] = NameObject("/XObject")
        form[NameObject("/Subtype")] = NameObject("/Form")
        form[NameObject("/BBox")] = ArrayObject([NumberObject(n) for n in (0, 0, 600, 850)])
        reference = _add(writer, form)
        resources = DictionaryObject(page.get("/Resources", DictionaryObject()).get_object())
        resources[NameObject("/XObject")] = DictionaryObject({NameObject("/Again"): reference})
        form[NameObject("/Resources")] = page[NameObject("/Resources")] = _add(writer, resources)
        _draw(writer, page, b"/Again Do")


def bomb(writer: PdfWriter, _: bytes, rng: Random) -> None:
    page = rng.choice(list(writer.pages))
    filling = rng.choice((b" ", b"q Q ", b"0 0 m 9 9 l S ", b"BT (a) Tj ET ", b"%"))
    repeated = min(_BOMB // len(filling), 1_000_000) if len(filling) > 1 else _BOMB
    _draw(writer, page, filling * repeated + _drawing(page))


def nested_bomb(writer: PdfWriter, _: bytes, rng: Random) -> None:
    packed = DecodedStreamObject()
    packed.set_data(b" " * _BOMB)
    once = packed.flate_encode()
    twice = once.flate_encode()
    assert isinstance(twice, EncodedStreamObject)
    rng.choice(list(writer.pages))[NameObject("/Contents")] = _add(writer, twice)


def one_page_many_times(writer: PdfWriter, _: bytes, rng: Random) -> None:
    count = len(writer.pages)
    _order(writer, [*range(count), *(rng.randrange(count) for _ in range(rng.choice((250, 5000))))])


def lines_many_times(writer: PdfWriter, _: bytes, rng: Random) -> None:
    page = rng.choice(list(writer.pages))
    drawing = _drawing(page)
    _draw(writer, page, drawing * min(rng.choice((3, 40, 400)), 1 + 8_000_000 // max(1, len(drawing))))


def text_without_end(writer: PdfWriter, _: bytes, rng: Random) -> None:
    """Much more text than a page holds, in one line or in many, of the words that readers look for."""
    page = rng.choice([writer.pages[0], *writer.pages])
    word = rng.choice((b"1 May ", b"the board of ", b"is good. ", b"a", b"1.1 ", b"Inspection of ", b"- "))
    lines, length = rng.choice(((1, 60_000), (1, 15_000), (450, 40), (3000, 40)))
    line = (word * length)[:length]
    texts = b"".join(b"BT /Plain 9 Tf %d %d Td (%b) Tj ET\n" % (50 + n % 7, 9000 - 11 * n, line) for n in range(lines))
    _add_font(page)
    _draw(writer, page, b"q\n%b\nQ\n%b" % (_drawing(page), texts))


def _add_font(page: PageObject) -> None:
    resources = DictionaryObject(page.get("/Resources", DictionaryObject()).get_object())
    fonts = DictionaryObject(resources.get("/Font", DictionaryObject()).get_object())
    names = {"/Type": "/Font", "/Subtype": "/Type1", "/BaseFont": "/Helvetica"}
    fonts[NameObject("/Plain")] = DictionaryObject({NameObject(k): NameObject(v) for k, v in names.items()})
    resources[NameObject("/Font")] = fonts
    page[NameObject("/Resources")] = resources


def locked(writer: PdfWriter, _: bytes, __: Random) -> None:
    writer.encrypt("open", algorithm="RC4-128")


def locked_for_changes(writer: PdfWriter, _: bytes, __: Random) -> None:
    writer.encrypt("", "owner", algorithm="RC4-128")


PAGE_MUTATIONS: tuple[PageMutation, ...] = (
    pages_dropped,
    first_page_dropped,
    page_doubled,
    document_doubled,
    pages_shuffled,
    pages_shuffled_but_the_first,
    pages_reversed,
    another_appended,
    another_in_front,
    page_of_another_inserted,
    front_of_another,
    fonts_removed,
    font_descriptions_emptied,
    letter_maps_removed,
    letter_maps_broken,
    drawings_emptied,
    drawings_swapped,
    drawings_cut,
    texts_removed,
    strings_removed,
    texts_shuffled,
    huge_numbers,
    huge_steps,
    tree_without_end,
    tree_miscounted,
    deep_tree,
    deep_drawings,
    drawing_of_itself,
    bomb,
    nested_bomb,
    one_page_many_times,
    lines_many_times,
    text_without_end,
    locked,
    locked_for_changes,
)
