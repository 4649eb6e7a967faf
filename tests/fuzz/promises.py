"""What readers promise of whatever they are given: each check fails with the promise that was broken."""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import urlsplit

from extract.hosts import origin_of
from transform.document import Document
from transform.grades import parse_grade
from transform.press.records import Claim, Release, UnsureClaim
from transform.records import Inspection, Judgement
from transform.vocabulary import AREA_RULES, Area, Framework, Grade, areas_judged

SEND_OUTCOMES = frozenset({Grade.TYPICALLY_POSITIVE, Grade.INCONSISTENT, Grade.WIDESPREAD_FAILINGS})
_WORD = re.compile(r"\w+")


def keeps_to_the_document(inspection: Inspection, document: Document) -> None:
    """Every judgement is one that its framework makes, with words that stand where it says that they do."""
    assert not (inspection.start and inspection.end) or inspection.start <= inspection.end, "ends before it starts"
    for window in inspection.further_windows:
        assert window.start <= window.end, "a further window ends before it starts"
    areas = [judgement.area for judgement in inspection.judgements]
    assert len(areas) == len(set(areas)), "two judgements on one area"
    for judgement in inspection.judgements:
        assert judgement.area in _areas(inspection), f"{inspection.framework} does not judge {judgement.area}"
        assert (judgement.grade in SEND_OUTCOMES) == (inspection.framework is Framework.AREA_SEND), "a foreign grade"
        assert judgement.witnesses >= 1, "a judgement without a witness"
        _is_quoted(judgement, document)
    for kind in {finding.kind for finding in inspection.findings}:
        positions = [finding.position for finding in inspection.findings if finding.kind is kind]
        assert positions == list(range(1, len(positions) + 1)), "findings that are not counted from one"
    for finding in inspection.findings:
        _stands(finding.text, finding.page, document, "a finding")
    for place, passage in enumerate(inspection.passages, 1):
        assert passage.position == place, "passages that are not counted from one"
        _stands(passage.text, passage.page, document, "a passage")


def _areas(inspection: Inspection) -> set[Area]:
    if inspection.start:
        return {rule.area for rule in areas_judged(inspection.framework, inspection.start)}
    return {rule.area for rule in AREA_RULES if rule.framework is inspection.framework}


def _is_quoted(judgement: Judgement, document: Document) -> None:
    said = _letters(judgement.quote)
    printed = _letters(judgement.grade_as_printed)
    assert said, "an empty quote"
    assert printed, "a grade that is not printed"
    assert printed in said, "a grade that is not in its quote"
    if judgement.grade not in SEND_OUTCOMES and (grade := parse_grade(judgement.grade_as_printed)):
        assert grade is judgement.grade, "a grade that is not the printed one"
    _stands(judgement.quote, judgement.page, document, "a quote")


def _stands(text: str, number: int, document: Document, what: str) -> None:
    """The words stand on the page or, for what goes on there, the pages after it.

    Not always in this order: the parts of a table's row are read one after the other, and printed side by side.
    """
    assert 1 <= number <= len(document.pages), f"{what} on a page that there is not"
    printed = _letters("".join(page.text for page in document.pages[number - 1 :]))
    missing = [word for word in _WORD.findall(text) if word not in printed]
    assert not missing, f"{what} has words that do not stand there: {missing[:5]}"


def _letters(text: str) -> str:
    """The letters and digits alone: lines are broken anywhere, also inside words."""
    return "".join(_WORD.findall(text))


def keeps_to_the_page(release: Release) -> None:
    """Every claim is words of the page, at the place that it gives."""
    page = release.page
    claims: list[Claim | UnsureClaim] = [*release.claims, *release.unsure]
    for claim in claims:
        within = page.title if claim.in_title else page.text
        assert within[claim.char_start : claim.char_end] == claim.quote, "a quote that is not where it says"
    for earlier in release.earlier:
        assert earlier.quote in page.text or earlier.quote in page.title, "an earlier grade that does not stand there"
    for one in release.claims:
        assert one.grade_as_printed in one.quote, "a grade that is not in its quote"
    for window in (release.window, release.visited):
        assert window is None or window.start <= window.end, "a window that ends before it starts"


def can_be_asked(urls: Iterable[str]) -> None:
    """Every address is one of the web, without a user name."""
    for url in urls:
        assert origin_of(url).host, "an address without a host"
        assert urlsplit(url).scheme in ("http", "https"), "an address of another kind"
