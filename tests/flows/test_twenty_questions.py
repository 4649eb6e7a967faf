from pathlib import Path

import pytest

from tests.flows.sample_edition import publish_sample
from tests.flows.twenty_questions import DOCUMENT, answered, queries

TEXT = DOCUMENT.read_text("utf-8")


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return publish_sample(tmp_path_factory.mktemp("home"))


def test_each_of_the_twenty_questions_has_a_short_query() -> None:
    assert len(queries(TEXT)) == TEXT.count("\n### ") == 20
    assert [query for query in queries(TEXT) if len(query.splitlines()) > 5 or len(query) > 350] == []


def test_the_answers_are_those_of_the_sample_edition(published: Path) -> None:
    assert answered(TEXT, published) == TEXT, "python -m tests.flows.twenty_questions"
    assert "| --- |\n\n" not in TEXT, "a query has no rows"
