"""The search of the command line: its restrictions, its mistakes, what it prints; the same from plain SQL."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from pathlib import Path

import duckdb
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from flows.ask import QuestionError
from flows.search import first_day, print_hits, search
from tests.warehouse import made
from tests.warehouse.made import DOWN, FELL, MARSH, held
from transform.records import Finding, FindingKind, Passage
from transform.vocabulary import Framework
from warehouse.publish import publish
from warehouse.store import load

AUDITS = "Audits don’t see harm (e.g. neglect) early."
SAYS = {
    "1": "Social workers know families well. Neglect, and neglect alone, is found late! Visits are regular.",
    "2": "Responses to neglect are timely. Social work visits happen, and the workers stay.",
    "3": "Neglected gardens are seen from the road.",
}


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    con = made.emptied()
    paragraph = {file_id: (Passage(1, "Help and protection", "7", 4, text),) for file_id, text in SAYS.items()}
    item = Finding(FindingKind.IMPROVEMENT, 1, AUDITS, 2, heading="What needs to improve?")
    twice = (*paragraph["1"], Passage(2, "What needs to improve?", None, 2, f"{AUDITS} (Outcome 3)"))
    first = made.ilacs(date(2024, 5, 13), passages=twice, findings=(item,))
    letter = made.ungraded(Framework.JTAI, date(2022, 5, 9), passages=paragraph["2"])
    third = made.ilacs(date(2020, 1, 13), passages=paragraph["3"], findings=())
    load(con, held("1", date(2024, 7, 2), first, urn=MARSH), made.at(0))
    load(con, held("2", date(2022, 6, 21), letter, urn=FELL), made.at(0))
    load(con, held("3", date(2020, 3, 3), third, urn=DOWN), made.at(0))
    path = tmp_path_factory.mktemp("published") / "inspection_outcomes.duckdb"
    publish(con, path, made.at(1))
    return path


def hits(path: Path, words: str, **more: object) -> list[tuple[object, ...]]:
    """Return authority, kind, page, occurrences and sentence of each hit."""
    found = search(path, words, **more)  # type: ignore[arg-type]
    return [(row[0], row[3], row[6], row[8], row[9]) for row in found.values]


def test_the_most_relevant_come_first(published: Path) -> None:
    assert hits(published, '"neglect"') == [
        ("Eastmarsh", "passage", 4, 2, "Neglect, and neglect alone, is found late!"),
        ("Eastmarsh", "improvement", 2, 1, "Audits don’t see harm (e.g. neglect) early."),
        ("Highfell", "passage", 4, 1, "Responses to neglect are timely."),
    ]


@pytest.mark.parametrize(
    ("words", "authorities"),
    [
        ("NEGLECT timely", ["Highfell"]),
        ("workers neglect", ["Highfell", "Eastmarsh"]),
        ('"social workers" neglect', ["Eastmarsh"]),
        ("“social workers”", ["Eastmarsh"]),
        ('"social workers', ["Eastmarsh"]),
        ("don't", ["Eastmarsh"]),
        ("neglec", []),
        ("neglect% early", ["Eastmarsh"]),
        ('"neglect" gardens', []),
        ("'; DROP TABLE x; --", []),
    ],
)
def test_all_of_the_whole_words_occur(published: Path, words: str, authorities: list[str]) -> None:
    assert [row[0] for row in hits(published, words)] == authorities


def test_the_sentence_with_all_of_the_words_is_shown(published: Path) -> None:
    assert [row[4] for row in hits(published, "social families")] == ["Social workers know families well."]
    assert [row[4] for row in hits(published, "regular families")] == ["Social workers know families well."]


def test_it_is_restricted(published: Path) -> None:
    assert {row[0] for row in hits(published, "neglect", framework="jtai")} == {"Highfell"}
    assert {row[0] for row in hits(published, "neglect", since=date(2024, 7, 2))} == {"Eastmarsh"}
    assert hits(published, "neglect", since=date(2024, 7, 2), framework="JTAI") == []
    assert hits(published, "neglect", since=date(2024, 7, 3)) == []
    assert {row[0] for row in hits(published, "neglect", authority="highfell")} == {"Highfell"}
    assert len(hits(published, "neglect", limit=1)) == 1


def test_plain_sql_finds_the_same(published: Path) -> None:
    with duckdb.connect(str(published), read_only=True) as con:
        got = con.execute("SELECT authority, page, sentence FROM search('neglect')").fetchall()
    assert got == [(row[0], row[2], row[4]) for row in hits(published, "neglect")]


@pytest.mark.parametrize("words", ["", "  ", '""', "?!", "_"])
def test_no_word_is_a_mistake(published: Path, words: str) -> None:
    with pytest.raises(QuestionError, match="no word to look for"):
        search(published, words)


@settings(max_examples=40, deadline=None)
@given(st.text(st.characters(), max_size=40) | st.text(alphabet="\"'“”„ ;-%_\\$?(){}\n\0aé1\ud800", max_size=30))
@example("neglect'); DROP VIEW inspections; --")
def test_no_words_do_more_than_find_or_be_a_mistake(published: Path, words: str) -> None:
    with suppress(QuestionError):
        assert len(search(published, words).values) <= 20


def test_what_is_not_known_is_a_mistake(published: Path) -> None:
    with pytest.raises(QuestionError, match="No framework has the code 'OFSTED'; there are ILACS"):
        search(published, "neglect", framework="OFSTED")
    with pytest.raises(QuestionError, match="No authority is called"):
        search(published, "neglect", authority="Nowhere")


@pytest.mark.parametrize(
    ("text", "day"), [("2023", date(2023, 1, 1)), ("2023-5", date(2023, 5, 1)), (" 2023-05-16 ", date(2023, 5, 16))]
)
def test_since_is_a_year_a_month_or_a_day(text: str, day: date) -> None:
    assert first_day(text) == day


@pytest.mark.parametrize("text", ["", "last year", "23", "2023-13", "2023-02-30", "0000"])
def test_since_is_nothing_else(text: str) -> None:
    with pytest.raises(QuestionError, match="no year, month or day"):
        first_day(text)


def test_a_hit_is_printed_with_its_place_and_link(published: Path, capsys: pytest.CaptureFixture[str]) -> None:
    print_hits(search(published, "neglect early"))
    told = capsys.readouterr().out
    assert "Eastmarsh, ILACS, published 2024-07-02" in told
    assert "page 2, improvement, What needs to improve?:" in told
    assert "“Audits don’t see harm (e.g. neglect) early.”" in told
    assert made.url("1") in told
    print_hits(search(published, "nowhere"))
    assert "No report that is held says that." in capsys.readouterr().out
