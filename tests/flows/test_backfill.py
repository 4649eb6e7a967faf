"""Backfills: what is asked for and nothing else, once, and what contradicts itself not at all."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from flows.steps.backfill import Backfill, Backfilled, ContradictionError
from flows.steps.refresh import DIRECTLY, Perform
from flows.steps.run import open_run
from flows.steps.wish import Mode, Source, Wish, contradiction, title
from tests.flows.faulty_site import FaultySite, fails, faulty_site
from tests.flows.runs import content, published, run_refresh, settings_for

TODAY = date(2026, 11, 23)
REPORTS = [Source.REPORTS]


@pytest.fixture(scope="module")
def site() -> Iterator[FaultySite]:
    with faulty_site() as served:
        yield served


@pytest.fixture(scope="module")
def whole(site: FaultySite, tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("whole")
    site.mend()
    run_refresh(home, site.url)
    return home


@pytest.fixture
def home(whole: Path, site: FaultySite, tmp_path: Path) -> Path:
    site.mend()
    return Path(shutil.copytree(whole, tmp_path / "home"))


def wish(**given: Any) -> Wish:
    return Wish.model_validate({"sources": REPORTS, **given})


def run_backfill(home: Path, site: FaultySite, wanted: Wish, perform: Perform = DIRECTLY, **given: Any) -> Backfilled:
    with open_run(settings_for(home, site.url, **given)) as run:
        return Backfill(run, wanted).perform(perform)


class Stops(Perform):
    """Stops, as a cancelled run does, before the step of this name is performed for the nth time."""

    def __init__(self, name: str, times: int) -> None:
        self.name, self.left = name, times

    def __call__(self, name: str, step: Any, *args: Any, **kwargs: Any) -> Any:
        if name == self.name:
            self.left -= 1
            if not self.left:
                raise KeyboardInterrupt
        return step(*args, **kwargs)


def test_from_an_empty_home_exactly_what_was_asked_for_is_published(site: FaultySite, tmp_path: Path) -> None:
    site.mend()
    home = tmp_path / "home"
    wanted = wish(authorities=["Cheshire East", "Trafford"], frameworks=["ILACS"], published_from="2019-01-01")
    done = run_backfill(home, site, wanted)
    found = published(home, "SELECT authority, framework, count(*) FROM inspections GROUP BY ALL ORDER BY ALL")
    assert {framework for _, framework, _ in found} == {"ILACS"}
    assert [(row.authority, row.framework, row.new) for row in done.rows] == found
    assert all(row.found == row.new and not row.changed + row.quarantined for row in done.rows)
    assert sorted(site.pages_asked()) == ["80447", "80573"]
    assert done.left > 0


def test_the_rest_is_loaded_by_a_refresh_as_if_there_had_been_no_backfill(
    whole: Path, site: FaultySite, tmp_path: Path
) -> None:
    site.mend()
    home = tmp_path / "home"
    run_backfill(home, site, wish(authorities=["Cheshire East"], frameworks=["ILACS"]))
    run_refresh(home, site.url)
    assert content(home) == content(whole)


def test_what_is_held_is_not_fetched_again(home: Path, whole: Path, site: FaultySite) -> None:
    done = run_backfill(home, site, wish())
    assert site.files_asked() == []
    assert sum(row.new for row in done.rows) == 0
    assert content(home) == content(whole)


def test_fetched_again_only_what_was_chosen(home: Path, site: FaultySite) -> None:
    run_backfill(home, site, wish(authorities=["Cheshire East"], published_to="2020-12-31", mode=Mode.FETCH_AGAIN))
    assert sorted(site.files_asked()) == ["990000001", "990000002"]


def test_one_that_was_stopped_goes_on_from_where_it_was(whole: Path, site: FaultySite, tmp_path: Path) -> None:
    site.mend()
    home = tmp_path / "home"
    with pytest.raises(KeyboardInterrupt):
        run_backfill(home, site, wish(), Stops("fetch 3 reports", 3), batch=3)
    first = set(site.files_asked())
    assert len(first) == 6
    site.mend()
    done = run_backfill(home, site, wish(), batch=3)
    assert site.pages_asked() == []
    # The batch that was fetched and not yet loaded is asked for again; the one that was loaded is not.
    assert len(site.files_asked()) == 11
    assert sum(row.new for row in done.rows) == 12
    assert content(home) == content(whole)


def test_a_reading_again_that_was_stopped_reads_nothing_twice(home: Path, whole: Path, site: FaultySite) -> None:
    class Counts(Stops):
        read = 0

        def __call__(self, name: str, step: Any, *args: Any, **kwargs: Any) -> Any:
            result = super().__call__(name, step, *args, **kwargs)
            self.read += len(args[1]) if name.endswith("reports") else 0
            return result

    again = wish(mode=Mode.READ_AGAIN)
    first = Counts("load", 3)
    with pytest.raises(KeyboardInterrupt):
        run_backfill(home, site, again, first, batch=3)
    second = Counts("nothing", 1)
    run_backfill(home, site, again, second, batch=3)
    third = Counts("nothing", 1)
    run_backfill(home, site, again, third, batch=3)
    assert (first.read, second.read, third.read) == (9, 6, 12)
    assert site.asked == []
    assert content(home) == content(whole)


def test_the_plan_asks_nobody(home: Path, site: FaultySite) -> None:
    with open_run(settings_for(home, site.url)) as run:
        plan = Backfill(run, wish(authorities=["Trafford"], mode=Mode.FETCH_AGAIN)).plan()
    assert site.asked == []
    (row,) = plan
    assert (row.authority, row.page_to_read) == ("Trafford", True)
    assert row.reports_known == row.reports_to_fetch > 0


@pytest.mark.parametrize(
    ("given", "says"),
    [
        (
            {"published_from": "2020-02-01", "published_to": "2019-12-31"},
            "The period ends (31 December 2019) before it begins (1 February 2020).",
        ),
        (
            {"authorities": ["Cumbria"], "published_from": "2024-01-01"},
            "Cumbria was abolished on 31 March 2023, before the period begins (1 January 2024).",
        ),
        (
            {"authorities": ["Cumbria"]},
            "Cumbria was abolished on 31 March 2023, and Ofsted's site has no page of it.",
        ),
        ({"published_from": "2027-01-01"}, "The period begins on 1 January 2027, which is yet to come."),
        ({"sources": []}, "No source is chosen: choose reports, press releases, or both."),
        (
            {"sources": [Source.PRESS_RELEASES], "frameworks": ["ILACS"]},
            "Frameworks are those of reports, and only press releases are chosen.",
        ),
    ],
)
def test_what_contradicts_itself_is_told_in_a_sentence(given: dict[str, Any], says: str) -> None:
    assert contradiction(wish(**given), TODAY) == says


def test_it_is_refused_before_anything_is_asked(home: Path, site: FaultySite) -> None:
    with pytest.raises(ContradictionError), open_run(settings_for(home, site.url)) as run:
        Backfill(run, wish(sources=[]))
    assert site.asked == []


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ({}, "reports, all authorities"),
        ({"authorities": ["Trafford"]}, "reports, Trafford"),
        (
            {
                "authorities": ["Trafford", "Barnet"],
                "frameworks": ["ILACS"],
                "published_from": "2018-01-01",
                "published_to": "2020-12-31",
            },
            "ILACS 2018-2020, 2 authorities",
        ),
        ({"published_to": "2020-12-31"}, "reports to 2020, all authorities"),
        ({"published_from": "2020-01-01", "published_to": "2020-12-31"}, "reports 2020, all authorities"),
    ],
)
def test_a_wish_has_a_name(given: dict[str, Any], name: str) -> None:
    assert title(wish(**given)) == name


def test_the_form_offers_authorities_by_name() -> None:
    schema = Wish.model_json_schema()
    assert {"Cheshire East", "Trafford"} < set(schema["$defs"]["Authority"]["enum"])
    assert all(field.get("description") and field.get("title") for field in schema["properties"].values())


@pytest.mark.flows
@pytest.mark.usefixtures("prefect_harness")
class TestAsFlow:
    @pytest.fixture(autouse=True)
    def _environment(self, home: Path, site: FaultySite, monkeypatch: pytest.MonkeyPatch) -> None:
        fast = {"HOME": home, "OFSTED_URL": site.url, "FILES_URL": site.url, "PAUSE": 0, "BACKOFF": 0}
        for name, value in {**fast, "TRIES": 1, "WORKERS": 1}.items():
            monkeypatch.setenv(f"OUTCOMES_{name}", str(value))

    def run(self, **given: Any) -> Any:
        from flows.backfill import backfill_flow
        from tests.flows.prefect_runs import last_run

        backfill_flow({"sources": REPORTS, **given}, return_state=True)
        return last_run()

    def test_a_run_shows_its_plan_its_progress_and_its_result(self, home: Path, site: FaultySite) -> None:
        run = self.run(authorities=["Trafford"], frameworks=["ILACS"], mode="fetch again")
        assert (run.name, run.state) == ("backfill ILACS, Trafford", "COMPLETED")
        assert run.message.endswith("0 new, 0 changed, 0 quarantined")
        plan = json.loads(run.artifacts["backfill-plan"][1])
        assert [row["authority"] for row in plan] == ["Trafford"]
        (row,) = json.loads(run.artifacts["backfill-result"][1])
        held = published(home, "SELECT count(*) FROM inspections WHERE authority = 'Trafford' AND framework = 'ILACS'")
        assert (row["authority"], row["framework"], row["found"]) == ("Trafford", "ILACS", held[0][0])
        assert float(run.artifacts["backfill-progress"][1]) == 100
        assert len(site.files_asked()) == plan[0]["to fetch"] == row["found"]

    def test_a_contradiction_is_the_run_s_state(self, site: FaultySite) -> None:
        run = self.run(published_from="2020-02-01", published_to="2019-12-31")
        assert run.state == "FAILED"
        assert run.message == "The period ends (31 December 2019) before it begins (1 February 2020)."
        assert site.asked == []

    def test_a_dry_run_asks_nobody(self, site: FaultySite) -> None:
        run = self.run(mode="fetch again", dry_run=True)
        assert (run.name, run.state) == ("dry run of backfill reports, all authorities", "COMPLETED")
        assert "14 reports known so far, 14 are to be fetched" in run.message
        assert set(run.artifacts) == {"backfill-plan"}
        assert site.asked == []

    def test_a_part_that_failed_fails_the_run(self, site: FaultySite) -> None:
        site.faults["/provider/44/80573"] = fails()
        run = self.run()
        assert run.state == "FAILED"
        assert "/provider/44/80573" in run.message
