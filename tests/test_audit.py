from __future__ import annotations

from tests.audit import known, locked

ADVISORIES = {
    "$meta": {"of": "2026"},
    "Some_Package": [
        {"id": "one", "cve": "CVE-1", "v": "<1.2", "advisory": "It is wrong."},
        {"id": "two", "v": "<1.0,>=2.0,<2.1", "specs": ["<1.0", ">=2.0,<2.1"], "advisory": "In two ways."},
    ],
}


def test_a_version_with_an_advisory_is_told_and_others_are_not() -> None:
    packages = [("some-package", "0.9"), ("some-package", "1.1"), ("some-package", "2.0"), ("other", "0.1")]
    assert [line.split(" (")[0] for line in known([*packages, ("some-package", "1.2")], ADVISORIES)] == [
        "some-package 0.9: one CVE-1",
        "some-package 0.9: two ",
        "some-package 1.1: one CVE-1",
        "some-package 2.0: two ",
    ]


def test_a_version_range_that_cannot_be_read_is_told() -> None:
    assert len(list(known([("a", "1")], {"a": [{"id": "x", "v": "all of them"}]}))) == 1


def test_the_lock_is_read_whole() -> None:
    names = {name for name, _ in locked()}
    assert {"requests", "lxml", "pypdfium2"} <= names
    assert len(names) > 100
