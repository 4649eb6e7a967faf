"""Changes that keep lines whole: a reader looks for lines and phrases, which changes of single bytes seldom leave."""

from __future__ import annotations

import re
from collections.abc import Sequence
from random import Random

_WORDS = re.compile(rb"\w+|\W")
_NUMBER = re.compile(rb"\d+")


def changed(data: bytes, others: Sequence[bytes], rng: Random) -> bytes:
    """Return the lines of `data` with one to four changes; `others` are lines that can be put among them."""
    lines = data.split(b"\n")
    for _ in range(rng.randint(1, 4)):
        _change(lines, others, rng)
    return b"\n".join(lines)


def _change(lines: list[bytes], others: Sequence[bytes], rng: Random) -> None:
    at = rng.randrange(len(lines))
    match rng.randrange(9):
        case 0:
            lines[at : at + rng.randint(1, 4)] = []
        case 1:
            other = rng.randrange(len(lines))
            lines[at], lines[other] = lines[other], lines[at]
        case 2:
            lines.insert(rng.randrange(len(lines) + 1), lines[at])
        case 3:
            lines[at] += b" " + lines.pop(at + 1)[3:] if at + 1 < len(lines) else b""
        case 4:
            cut = rng.randint(0, len(lines[at]))
            lines[at : at + 1] = [lines[at][:cut], lines[at][:3] + lines[at][cut:]]
        case 5:
            words = _WORDS.findall(lines[at])
            if words:
                words[rng.randrange(len(words))] = rng.choice(_WORDS.findall(rng.choice(others)) or [b""])
            lines[at] = b"".join(words)
        case 6:
            lines[at] = _NUMBER.sub(
                lambda _: b"%d" % rng.choice((0, 1, 2, 12, 29, 31, 32, 2013, 2026, 9999)), lines[at]
            )
        case 7:
            lines[at] = bytes(rng.choice(b"abcde\f01234 ") for _ in range(3)) + lines[at][3:]
        case _:
            lines.insert(at, rng.choice(others))
    if not lines:
        lines.append(b"")
