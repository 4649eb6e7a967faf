"""The search of the published file: which texts it finds, in which order, and that it needs nothing but the file."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import duckdb
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from transform.records import Finding, FindingKind, Passage
from warehouse import extensions, stemming
from warehouse.publish import publish
from warehouse.store import load

from . import made
from .made import FELL, MARSH, at, held, rows

needs_stemmer = pytest.mark.skipif(
    not stemming.add_stemmer(duckdb.connect()), reason=f"there is no stemmer for DuckDB {duckdb.__version__}"
)
SAYS = (
    "Pathway plans for care leavers are good. Most leavers stay in touch.",
    "Each care leaver has a plan, and the pathway to it is short.",
    "Plans are late, and the pathway plan of one young person was lost.",
    "Neglect is seen. Neglect is met. Neglect!",
    "Neglect is one of many things that social workers see, know and meet in the course of their long and busy weeks.",
    "The well-being of children matters; 42% don’t feel safe. Émigré families do.",
    "The the words words repeat.",
)
ITEM = Finding(FindingKind.IMPROVEMENT, 1, "Audits do not see neglect early.", 2, heading="What needs to improve?")
NOT_PRINTED_ALIKE = Finding(FindingKind.STRENGTH, 1, "Leaders see audits.\nManagers see harm.", 3)


def built(folder: Path) -> Path:
    """Publish two made reports, of which the older says once what the newer says too."""
    con = made.emptied()
    passages = [Passage(position, "Help", str(position), 4, text) for position, text in enumerate(SAYS, 1)]
    passages.append(Passage(len(SAYS) + 1, "Improve", None, 2, f"{ITEM.text} (Outcome 3, national framework)"))
    first = made.ilacs(date(2024, 5, 13), passages=tuple(passages), findings=(ITEM, NOT_PRINTED_ALIKE))
    second = made.ilacs(date(2022, 5, 9), passages=(Passage(1, None, None, 3, SAYS[0]),), findings=())
    load(con, held("1", date(2024, 7, 2), first, urn=MARSH), at(0))
    load(con, held("2", date(2022, 6, 21), second, urn=FELL), at(0))
    publish(con, folder / "published.duckdb", at(1))
    return folder / "published.duckdb"


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built(tmp_path_factory.mktemp("published"))


@pytest.fixture(scope="module")
def con(published: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect(str(published), read_only=True) as con:
        yield con


def texts(con: duckdb.DuckDBPyConnection, words: str) -> list[str]:
    return [text for (text,) in con.execute("SELECT text FROM search(?)", [words]).fetchall()]


def test_short_texts_that_say_it_often_come_first(con: duckdb.DuckDBPyConnection) -> None:
    assert texts(con, "neglect") == [SAYS[3], f"{ITEM.text} (Outcome 3, national framework)", SAYS[4]]
    scores = [score for (score,) in rows(con, "SELECT score FROM search('neglect')")]
    assert scores == sorted(scores, reverse=True)
    assert min(scores) > 0


def test_of_equal_texts_the_newer_report_comes_first(con: duckdb.DuckDBPyConnection) -> None:
    found = rows(con, "SELECT authority, text, occurrences, sentence FROM search('leavers touch')")
    sentence = "Most leavers stay in touch."
    assert found == [("Eastmarsh", SAYS[0], 3, sentence), ("Highfell", SAYS[0], 3, sentence)]


@pytest.mark.parametrize(
    ("words", "places"),
    [
        ('"pathway plans"', [0, 0]),
        ('"plans pathway"', []),
        ('"PATHWAY   plans" “care leavers”', [0, 0]),
        ('"pathway plans', [0, 0]),
        ("well-being", [5]),
        ("being-well", []),
        ("don't 42", [5]),
        ("émigré", [5]),
        ("the-the", [6]),
        ('"words words"', [6]),
        ('"words words words"', []),
        ('"the words"', [6]),
        ("safe zebra", []),
        ("zebra", []),
        ('"social zebra"', []),
    ],
)
def test_all_words_and_phrases_occur(con: duckdb.DuckDBPyConnection, words: str, places: list[int]) -> None:
    assert texts(con, words) == [SAYS[place] for place in places]


def test_quoted_words_are_found_as_written_only(con: duckdb.DuckDBPyConnection) -> None:
    assert texts(con, '"leaver"') == [SAYS[1]]
    assert texts(con, '"leavers"') == [SAYS[0], SAYS[0]]


@needs_stemmer
def test_a_word_finds_its_other_forms(con: duckdb.DuckDBPyConnection) -> None:
    assert sorted(texts(con, "leaver")) == sorted([SAYS[0], SAYS[0], SAYS[1]])
    assert texts(con, "leaver") == texts(con, "leavers")
    assert sorted(texts(con, "pathway plan")) == sorted([SAYS[0], SAYS[0], SAYS[1], SAYS[2]])
    assert rows(con, "SELECT search_finds_forms FROM release") == [(True,)]


def test_without_the_stemmer_words_are_found_as_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(extensions, "_extension_file", lambda name: None)
    with duckdb.connect(str(built(tmp_path)), read_only=True) as con:
        assert texts(con, "leaver") == [SAYS[1]]
        assert texts(con, "leaver") == texts(con, '"leaver"')
        assert rows(con, "SELECT search_finds_forms FROM release") == [(False,)]


def test_an_extension_that_does_not_load_stops_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    damaged = tmp_path / "fts.duckdb_extension"
    damaged.write_bytes(b"no extension")
    monkeypatch.setattr(extensions, "_extension_file", lambda name: damaged)
    with duckdb.connect(str(built(tmp_path)), read_only=True) as con:
        assert rows(con, "SELECT search_finds_forms FROM release") == [(False,)]


def test_an_item_among_the_paragraphs_is_found_once_as_what_it_is(con: duckdb.DuckDBPyConnection) -> None:
    found = "SELECT kind, section, number, page, sentence FROM search('{}')"
    assert rows(con, found.format("audits early")) == [("improvement", "Improve", None, 2, ITEM.text)]
    tail = "(Outcome 3, national framework)"
    assert rows(con, found.format("outcome")) == [("improvement", "Improve", None, 2, tail)]
    both = "Leaders see audits.\nManagers see harm."
    assert rows(con, found.format("managers leaders")) == [("strength", None, None, 3, "Leaders see audits.")]
    assert rows(con, "SELECT text FROM search('managers leaders')") == [(both,)]


def test_it_can_return_the_most_relevant_and_look_in_some_inspections_alone(con: duckdb.DuckDBPyConnection) -> None:
    assert texts(con, "neglect")[:2] == [text for (text,) in rows(con, "SELECT text FROM search('neglect', most := 2)")]
    among = "SELECT authority FROM search('leavers', among := (SELECT list(inspection_id) FROM inspections WHERE {}))"
    assert rows(con, among.format("authority = 'Highfell'")) == [("Highfell",)]
    assert rows(con, among.format("authority = 'Nowhere'")) == []


@needs_stemmer
def test_its_order_and_scores_are_those_of_duckdbs_own_search(con: duckdb.DuckDBPyConnection) -> None:
    own = duckdb.connect()
    stemming.add_stemmer(own)
    own.execute("CREATE TABLE texts (number INTEGER, text VARCHAR)")
    known = rows(
        con,
        "SELECT t.text_number, p.text FROM mart.search_texts AS t JOIN store.passages AS p "
        "ON p.document_sha256 = t.document_sha256 AND p.position = t.passage "
        "UNION ALL SELECT t.text_number, f.text FROM mart.search_texts AS t JOIN store.findings AS f "
        "ON f.document_sha256 = t.document_sha256 AND f.kind = t.kind AND f.position = t.item",
    )
    assert len(known) == len(SAYS) + 3
    own.executemany("INSERT INTO texts VALUES (?, ?)", known)
    own.execute(
        "PRAGMA create_fts_index('texts', 'number', 'text', stemmer = 'english', stopwords = 'none', "
        r"ignore = '[^\p{L}\p{N}]+', strip_accents = 0)"
    )
    for words in ("neglect", "leaver", "pathway plan", "care leavers plans", "children matter", "the", "see meet"):
        scored = own.execute(
            "SELECT text, round(fts_main_texts.match_bm25(number, ?, conjunctive := 1), 4) AS score FROM texts "
            "WHERE score IS NOT NULL ORDER BY ALL",
            [words],
        ).fetchall()
        assert con.execute("SELECT text, score FROM search(?) ORDER BY ALL", [words]).fetchall() == scored, words


def test_it_needs_no_extension_to_be_read(published: Path, tmp_path: Path) -> None:
    copy = shutil.copy(published, tmp_path / "copy.duckdb")
    with duckdb.connect(str(copy), read_only=True, config={"autoload_known_extensions": "false"}) as con:
        loaded = "SELECT count(*) FROM duckdb_extensions() WHERE loaded AND extension_name = 'fts'"
        assert rows(con, loaded) == [(0,)]
        for (view,) in rows(con, "SELECT view_name FROM duckdb_views() WHERE NOT internal AND schema_name = 'main'"):
            rows(con, f"SELECT count(*) FROM {view}")
        assert len(texts(con, "neglect")) == 3
        assert rows(con, "SELECT search_words('Don’t!')") == [(["don", "t"],)]
        assert rows(con, "SELECT count(*) FROM grades_on(DATE '2025-01-01')")[0][0] > 0


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=60) | st.text(alphabet="\"'“”„ ;-%_\\$?()[]{}:\n\0aé1", max_size=40))
@example("'); DROP VIEW inspections; --")
@example('" OR 1=1 --')
@example('"' * 31)
@example("neglect " * 200)
def test_whatever_is_asked_is_looked_up_as_words(con: duckdb.DuckDBPyConnection, words: str) -> None:
    found = con.execute("SELECT text FROM search(?)", [words]).fetchall()
    wanted = stems(con, words)
    assert all(wanted <= stems(con, text) for (text,) in found)
    assert wanted or not found
    assert rows(con, "SELECT count(*) FROM inspections") == [(2,)]


def stems(con: duckdb.DuckDBPyConnection, text: str) -> set[tuple[str]]:
    """Return the stems of a text's words; of words that no report uses, the words."""
    asked = (
        "SELECT coalesce(k.stem, w.word) FROM (SELECT unnest(search_words(?)) AS word) AS w "
        "LEFT JOIN mart.search_words AS k USING (word)"
    )
    return set(con.execute(asked, [text]).fetchall())
