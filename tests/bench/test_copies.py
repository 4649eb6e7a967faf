from tests.bench.copies import multiply
from tests.warehouse import made
from tests.warehouse.golden import scenario
from tests.warehouse.made import at, rows
from tests.warehouse.press_golden import loaded
from warehouse.checks import run_checks
from warehouse.publish import build_views
from warehouse.store import load


def test_what_is_multiplied_is_a_sound_edition_so_many_times() -> None:
    con = made.working()
    for batch, day in scenario():
        load(con, batch, at(day))
    loaded(con)
    views = ("inspections", "judgements", "passages", "latest_judgements", "press_releases", "authorities")
    con.execute("BEGIN TRANSACTION")
    build_views(con, at(20))
    once = {view: rows(con, f"SELECT count(*) FROM {view}")[0][0] for view in views}
    con.execute("ROLLBACK")
    multiply(con, 3)
    build_views(con, at(20))
    assert {view: rows(con, f"SELECT count(*) FROM {view}")[0][0] for view in views} == {
        view: 3 * count for view, count in once.items()
    }
    assert min(once.values()) > 0
    assert run_checks(con) == ()
