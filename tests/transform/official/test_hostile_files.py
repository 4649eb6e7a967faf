"""Files that unfold to far more than a table are one clear line, and cost neither much memory nor much time."""

from __future__ import annotations

import io
import struct
import time
import tracemalloc
import zipfile
from functools import cache

import pytest

from tests.transform.official.made_ods import ods_with
from transform.official.errors import OfficialFileError
from transform.official.ods import MOST_BYTES, read_ods
from transform.official.outcomes import read_outcomes

MEGABYTE = 1_000_000
LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))


@cache
def unfolding() -> bytes:
    return packed(bytes(MEGABYTE), times=300)


def packed(*contents: bytes, times: int = 1) -> bytes:
    """An archive whose content is these bytes, so many times over, written without holding them."""
    file = io.BytesIO()
    with (
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive,
        archive.open("content.xml", "w", force_zip64=True) as content,
    ):
        for _ in range(times):
            for part in contents:
                content.write(part)
    return file.getvalue()


def refused(body: bytes) -> str:
    started = time.monotonic()
    tracemalloc.start()
    try:
        with pytest.raises(OfficialFileError) as caught:
            read_outcomes(body, "table.ods")
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert most < 1.5 * MOST_BYTES
    assert time.monotonic() - started < 20
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_what_unfolds_to_more_than_a_table_is_not_unpacked() -> None:
    assert "unfolds to 300000000 bytes" in refused(unfolding())


def test_an_archive_that_says_less_than_it_holds_is_damaged() -> None:
    body = bytearray(unfolding())
    directory = body.rfind(b"PK\x01\x02")
    struct.pack_into("<I", body, directory + 24, 1000)
    assert "no ODS file that can be read" in refused(bytes(body))


@pytest.mark.parametrize("markup", [b"<a/>", b'<a b="" c="" d="" e="" f=""/>', b"<!---->", b"<?a?>"])
def test_more_markup_than_a_table_has_is_not_taken_apart(markup: bytes) -> None:
    body = packed(b"<a>", markup * (MEGABYTE // len(markup)), times=25)
    assert "more markup than a table has" in refused(body)


def test_markup_without_end_is_damaged() -> None:
    assert "no ODS file that can be read" in refused(packed(b"<a>" * 100_000))


@pytest.mark.parametrize("used", ["<a>&l11;</a>", '<a b="&l11;"/>', "<a/>"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_are_refused_before_anything_expands_them(used: str, encoding: str) -> None:
    bomb = f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE a [<!ENTITY l0 "ha">{LAUGHS}]>{used}'
    assert "declares a document type" in refused(packed(bomb.encode(encoding)))


@pytest.mark.parametrize("system", ["file:///etc/passwd", "http://127.0.0.1:9/x"])
def test_nothing_outside_the_file_is_read(system: str) -> None:
    with pytest.raises(OfficialFileError, match="declares a document type"):
        read_ods(ods_with(f'<!DOCTYPE a [<!ENTITY x SYSTEM "{system}">]><a>&x;</a>'), "table.ods")


def test_an_archive_of_many_files_is_read_for_the_one_that_counts() -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for number in range(2000):
            archive.writestr(f"{number}.xml", b"")
    assert "no ODS file that can be read" in refused(file.getvalue())
