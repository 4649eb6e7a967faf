"""References to the National Framework at the end of an item."""

from __future__ import annotations

import pytest

from transform.national_framework import split_reference


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The pace of plans. (outcome 4, national framework)", ("The pace of plans.", "outcome 4")),
        ("The pace of plans (Outcome 4).", ("The pace of plans.", "outcome 4")),
        ("The pace of plans (Enabler Two, National Framework)", ("The pace of plans", "enabler 2")),
        ("The pace of plans. (Outcomes 1 and 3, enabler 2)", ("The pace of plans.", "outcome 1, outcome 3, enabler 2")),
        (
            "The pace of plans. (enabler: leaders lead, national framework)",
            ("The pace of plans.", "enabler: leaders lead"),
        ),
        ("The pace of plans. (Principle 1)", ("The pace of plans.", "principle 1")),
        ("The pace of plans. Enabler three: National Framework.", ("The pace of plans.", "enabler 3")),
        (
            "The pace of plans (the good outcome that all want).",
            ("The pace of plans (the good outcome that all want).", None),
        ),
        ("The local offer (LADO).", ("The local offer (LADO).", None)),
        ("Plans (outcome 4) and their pace.", ("Plans (outcome 4) and their pace.", None)),
        ("The outcome 4 of plans.", ("The outcome 4 of plans.", None)),
    ],
)
def test_references(text: str, expected: tuple[str, str | None]) -> None:
    assert split_reference(text) == expected
