"""Ways to damage a PDF without knowing what its bytes mean: what disks, networks and careless programs do."""

from __future__ import annotations

import re
from collections.abc import Callable
from random import Random

_STREAM = re.compile(rb"stream\r?\n(.*?)endstream", re.DOTALL)
_OBJECT_STREAM = re.compile(rb"/ObjStm.*?stream\r?\n(.*?)endstream", re.DOTALL)
_LENGTH = re.compile(rb"/Length \d+")
_NUMBER_OF_OBJECT = re.compile(rb"(?<=\n)\d+(?= 0 obj)")
_END = b"\n%%EOF\n"

ByteMutation = Callable[[bytes, bytes, Random], bytes]


def _flip(body: bytes, rng: Random, count: int, start: int, end: int) -> bytes:
    changed = bytearray(body)
    for _ in range(count):
        changed[rng.randrange(start, max(start + 1, min(end, len(body))))] ^= 1 << rng.randrange(8)
    return bytes(changed)


def _block(body: bytes, rng: Random) -> tuple[int, int]:
    size = min(rng.choice((16, 256, 4096, 20_000)), len(body) // 3)
    start = rng.randrange(len(body) - size)
    return start, start + size


def _inside(pattern: re.Pattern[bytes], body: bytes, rng: Random) -> tuple[int, int]:
    spans = [match.span(1) for match in pattern.finditer(body)]
    return rng.choice(spans) if spans else (0, len(body))


def few_bytes_flipped(body: bytes, _: bytes, rng: Random) -> bytes:
    return _flip(body, rng, rng.randint(1, 5), 0, len(body))


def many_bytes_flipped(body: bytes, _: bytes, rng: Random) -> bytes:
    return _flip(body, rng, max(20, len(body) // rng.choice((50, 500, 5000))), 0, len(body))


def header_flipped(body: bytes, _: bytes, rng: Random) -> bytes:
    return _flip(body, rng, rng.randint(1, 6), 0, 16)


def cross_references_flipped(body: bytes, _: bytes, rng: Random) -> bytes:
    return _flip(body, rng, rng.randint(1, 30), max(0, body.rfind(b"xref", 0, len(body) - 40) - 2000), len(body))


def stream_flipped(body: bytes, _: bytes, rng: Random) -> bytes:
    return _flip(body, rng, rng.randint(1, 20), *_inside(_STREAM, body, rng))


def object_stream_flipped(body: bytes, _: bytes, rng: Random) -> bytes:
    return _flip(body, rng, rng.randint(1, 20), *_inside(_OBJECT_STREAM, body, rng))


def object_stream_miscounted(body: bytes, _: bytes, rng: Random) -> bytes:
    return re.sub(rb"/(N|First) \d+", lambda match: b"/%b %d" % (match[1], rng.choice((0, 1, 2**31 - 1))), body)


def cut(body: bytes, _: bytes, rng: Random) -> bytes:
    return body[: rng.randrange(1, len(body))]


def cut_with_end_mark(body: bytes, _: bytes, rng: Random) -> bytes:
    return body[: rng.randrange(1, len(body))] + _END


def cut_in_the_middle(body: bytes, _: bytes, rng: Random) -> bytes:
    at = rng.randrange(len(body) // 2)
    return body[:at] + body[rng.randrange(at, len(body)) :]


def block_doubled(body: bytes, _: bytes, rng: Random) -> bytes:
    start, end = _block(body, rng)
    return body[:end] + body[start:]


def block_removed(body: bytes, _: bytes, rng: Random) -> bytes:
    start, end = _block(body, rng)
    return body[:start] + body[end:]


def block_zeroed(body: bytes, _: bytes, rng: Random) -> bytes:
    start, end = _block(body, rng)
    return body[:start] + bytes(end - start) + body[end:]


def block_moved(body: bytes, _: bytes, rng: Random) -> bytes:
    start, end = _block(body, rng)
    rest = body[:start] + body[end:]
    at = rng.randrange(len(rest))
    return rest[:at] + body[start:end] + rest[at:]


def block_of_another(body: bytes, other: bytes, rng: Random) -> bytes:
    start, end = _block(other, rng)
    at = rng.randrange(len(body))
    return body[:at] + other[start:end] + body[at + end - start :]


def nulls_embedded(body: bytes, _: bytes, rng: Random) -> bytes:
    places = sorted(rng.randrange(len(body)) for _ in range(rng.randint(1, 40)))
    parts = [body[start:end] for start, end in zip([0, *places], [*places, len(body)], strict=True)]
    return b"\0".join(parts)


def line_ends_changed(body: bytes, _: bytes, rng: Random) -> bytes:
    return body.replace(b"\n", b"\r\n") if rng.random() < 0.5 else body.replace(b"\r\n", b"\n")


def eighth_bit_lost(body: bytes, _: bytes, __: Random) -> bytes:
    return bytes(byte & 0x7F for byte in body)


def lengths_huge(body: bytes, _: bytes, rng: Random) -> bytes:
    huge = b"/Length %d" % rng.choice((2**31 - 1, 2**63, 10**30, 0))
    return _LENGTH.sub(lambda match: huge if rng.random() < 0.3 else match[0], body)


def object_numbers_changed(body: bytes, _: bytes, rng: Random) -> bytes:
    numbers = _NUMBER_OF_OBJECT.findall(body) or [b"1"]
    without_table = re.sub(rb"\bstartxref\s+\d+", b"startxref\n0", body)
    return _NUMBER_OF_OBJECT.sub(lambda found: rng.choice(numbers) if rng.random() < 0.1 else found[0], without_table)


def two_files_run_together(body: bytes, other: bytes, _: Random) -> bytes:
    return body + other


def half_of_another_after(body: bytes, other: bytes, rng: Random) -> bytes:
    return body[: rng.randrange(len(body))] + other[rng.randrange(len(other)) :]


BYTE_MUTATIONS: tuple[ByteMutation, ...] = (
    few_bytes_flipped,
    many_bytes_flipped,
    header_flipped,
    cross_references_flipped,
    stream_flipped,
    object_stream_flipped,
    object_stream_miscounted,
    cut,
    cut_with_end_mark,
    cut_in_the_middle,
    block_doubled,
    block_removed,
    block_zeroed,
    block_moved,
    block_of_another,
    nulls_embedded,
    line_ends_changed,
    eighth_bit_lost,
    lengths_huge,
    object_numbers_changed,
    two_files_run_together,
    half_of_another_after,
)
