from pathlib import Path

from tests.flows.twenty_questions import DOCUMENT, answered, queries

TEXT = DOCUMENT.read_text("utf-8")


def test_each_of_the_twenty_questions_has_a_short_query() -> None:
    assert len(queries(TEXT)) == TEXT.count("\n### ") == 20
    assert [query for query in queries(TEXT) if len(query.splitlines()) > 5 or len(query) > 350] == []


def test_the_answers_are_those_of_the_sample_edition(published_sample: Path) -> None:
    assert answered(TEXT, published_sample) == TEXT, "python -m tests.flows.twenty_questions"
    assert "| --- |\n\n" not in TEXT, "a query has no rows"
