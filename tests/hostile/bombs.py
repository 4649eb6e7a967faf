"""Small things that unfold to large ones, or to work without an end."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterator

GIGABYTE = 10**9
BLOCK = bytes(10_000_000)


def plain() -> Iterator[bytes]:
    """A gigabyte as it is."""
    for _ in range(GIGABYTE // len(BLOCK)):
        yield BLOCK


def gzipped() -> Iterator[bytes]:
    """A gigabyte in a megabyte, as gzip."""
    member = gzip.compress(BLOCK, mtime=0)
    for _ in range(GIGABYTE // len(BLOCK)):
        yield member


def deflated() -> Iterator[bytes]:
    """A gigabyte in a megabyte, as one deflate stream."""
    packer = zlib.compressobj()
    yield packer.compress(b"%PDF-1.4\n") + packer.flush(zlib.Z_FULL_FLUSH)
    block = packer.compress(BLOCK) + packer.flush(zlib.Z_FULL_FLUSH)
    for _ in range(GIGABYTE // len(BLOCK)):
        yield block


def gzipped_twice() -> Iterator[bytes]:
    """A gigabyte in some kilobytes, as gzip in gzip."""
    yield gzip.compress(b"".join(gzipped()), mtime=0)


def pdf_of(*objects: bytes) -> bytes:
    """A PDF of these objects, numbered from 1; the first is the catalogue."""
    body = bytearray(b"%PDF-1.4\n")
    places = []
    for number, text in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj%s endobj\n" % (number, text)
    table = len(body)
    body += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    body += b"".join(b"%010d 00000 n \n" % place for place in places)
    body += b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, table)
    return bytes(body)


def _stream(data: bytes, entries: bytes = b"") -> bytes:
    packed = zlib.compress(data, 9)
    return b"<<%s/Length %d/Filter/FlateDecode>>stream\n%s\nendstream" % (entries, len(packed), packed)


_PAGES = (b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>")


def large_pdf(size: int) -> bytes:
    """A PDF whose one page is a stream of so many bytes of text operators, packed small."""
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 100 100]/Contents 4 0 R>>"
    return pdf_of(*_PAGES, page, _stream(b"BT (words words words) Tj ET\n" * (size // 29)))


def endless_pdf() -> bytes:
    """A PDF whose page draws a form sixteen times, which draws another sixteen times, and so on."""
    levels = 20
    forms = [
        _stream(
            b"/F Do " * 16,
            b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</F %d 0 R>>>>" % (number + 1),
        )
        for number in range(5, 5 + levels)
    ]
    last = _stream(b"q Q", b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]")
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R/Resources<</XObject<</F 5 0 R>>>>>>"
    return pdf_of(*_PAGES, page, _stream(b"/F Do " * 16), *forms, last)
