"""The made-up releases as a test: every claim right, nearly all found, kinds and earlier grades as a person reads."""

from __future__ import annotations

import pytest

from tests.press.score import MadeRelease, Outcome, main, read, releases, score_of_claims

RELEASES = releases()
OUTCOMES = [read(release) for release in RELEASES]


def test_there_are_enough_releases_and_each_pattern_is_named_once() -> None:
    assert len(RELEASES) >= 60
    assert len({release.pattern for release in RELEASES}) == len(RELEASES)


def test_no_claim_is_wrong_and_nine_in_ten_are_found() -> None:
    score = score_of_claims(OUTCOMES)
    assert score.right == score.read
    assert score.recall >= 0.9


@pytest.mark.parametrize("outcome", OUTCOMES, ids=lambda outcome: outcome.release.pattern)
def test_nothing_is_claimed_that_a_person_would_not_read(outcome: Outcome) -> None:
    assert outcome.claims.items() <= outcome.release.claims.items()
    assert outcome.kind is outcome.release.kind


@pytest.mark.parametrize("outcome", OUTCOMES, ids=lambda outcome: outcome.release.pattern)
def test_every_quote_is_the_text_between_its_offsets(outcome: Outcome) -> None:
    page = outcome.release.page
    for claim in outcome.claimed.claims:
        text = page.title if claim.in_title else page.text
        assert text[claim.char_start : claim.char_end] == claim.quote
        assert claim.grade_as_printed in claim.quote
    for words in (*outcome.claimed.unsure, *outcome.claimed.earlier):
        assert page.text[words.char_start : words.char_end] == words.quote


@pytest.mark.parametrize("release", RELEASES, ids=lambda release: release.pattern)
def test_earlier_grades_are_told_apart(release: MadeRelease) -> None:
    assert tuple(earlier.grade.value for earlier in read(release).claimed.earlier) == release.earlier


def test_the_table_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    main()
    printed = capsys.readouterr().out
    assert "all claims" in printed
    assert "precision" in printed
