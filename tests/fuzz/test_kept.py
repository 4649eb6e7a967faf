"""Every input that is kept for the fuzzers keeps every promise: the seeds, and what was found and mended."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.fuzz.documents import bytes_of, document_of
from tests.fuzz.targets import CORPUS, TARGETS, Target

KEPT = [(target, path) for target in TARGETS.values() for path in target.seeds()]
MOST_BYTES = 250_000


@pytest.mark.filterwarnings("ignore::bs4.XMLParsedAsHTMLWarning")
@pytest.mark.parametrize(("target", "path"), KEPT, ids=[f"{target.name}-{path.stem}" for target, path in KEPT])
def test_a_kept_input_breaks_no_promise(target: Target, path: Path) -> None:
    target.run(path.read_bytes())


def test_every_target_has_inputs_and_they_are_few() -> None:
    assert {path.name for path in CORPUS.iterdir()} == set(TARGETS)
    assert all(target.seeds() for target in TARGETS.values())
    assert sum(path.stat().st_size for _, path in KEPT) < MOST_BYTES


def test_a_document_is_nearly_the_same_as_text() -> None:
    texts = ["a20Inspection of Elmshire", "a11Good", "\fb01◼ a second page", "a01Board\tLeaders should act."]
    made = document_of("\n".join(texts).encode())
    assert [page.text for page in made.pages] == [
        "Inspection of Elmshire\nGood",
        "◼ a second page\nBoard Leaders should act.",
    ]
    assert made.lines[-1].cells == ("Board", "Leaders should act.")
    assert document_of(bytes_of(made)) == made


@pytest.mark.parametrize("noise", [b"", b"\n\n", b"\xff\xfe\x00", bytes(range(256)), b"\f" * 1000])
def test_any_bytes_are_a_document(noise: bytes) -> None:
    assert document_of(noise).pages
