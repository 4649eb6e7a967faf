"""The flow `compare` on Prefect's own server for tests: what its run shows."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.extract.site import Reply
from tests.flows.comparison.govuk_site import ASKED, asked, govuk
from tests.flows.comparison.made_table import HULL, ROWS, build, others, table
from tests.flows.prefect_runs import last_run

pytestmark = [pytest.mark.flows, pytest.mark.usefixtures("prefect_harness")]


def test_the_run_finds_the_table_and_shows_each_difference(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from flows.compare import compare_flow

    published = build(tmp_path)
    hull = list(ROWS[HULL])
    hull[3] = "Inadequate"
    with govuk(table([*{**ROWS, HULL: hull}.values(), *others(published)])) as site:
        named = {"HOME": tmp_path, "GOVUK_URL": site.origin, "GOVUK_FILES_URL": site.origin, "PAUSE": 0}
        for name, value in named.items():
            monkeypatch.setenv(f"OUTCOMES_{name}", str(value))
        compare_flow()
        assert asked(site) == ASKED
    run = last_run()
    assert (run.name, run.state) == ("compare with Ofsted's table of 2025-03-31: 1 difference", "COMPLETED")
    assert run.states_of("find the newest table on GOV.UK") == run.states_of("compare") == ["Completed"]
    kind, data = run.artifacts["official-differences"]
    (row,) = json.loads(data)
    assert kind == "table"
    assert (row["authority"], row["official_value"], row["our_value"]) == ("Kingston upon Hull", "Inadequate", "good")
    assert row["source_url"].endswith(f"{HULL}1")


def test_a_table_that_is_not_found_fails_the_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from extract.errors import FetchError
    from flows.compare import compare_flow

    with govuk(b"") as site:
        site.gives(ASKED[1], Reply(b"none", 404))
        named = {"HOME": tmp_path, "GOVUK_URL": site.origin, "GOVUK_FILES_URL": site.origin, "PAUSE": 0, "TRIES": 1}
        for name, value in named.items():
            monkeypatch.setenv(f"OUTCOMES_{name}", str(value))
        with pytest.raises(FetchError):
            compare_flow()
    assert last_run().state == "FAILED"
    assert "404" in last_run().message
