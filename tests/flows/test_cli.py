from __future__ import annotations

import csv
import io
import json
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pytest
from typer.main import get_command

from flows import ask, cli
from flows.sample.site import serve_sample
from flows.settings import Settings
from flows.steps.lock import writer_lock
from tests.e2e.serving import PROGRAM
from tests.flows.faulty_site import fails, faulty_site

FILE = "inspection_outcomes.duckdb"
COMMANDS = get_command(cli.app).commands  # type: ignore[attr-defined]


@dataclass(frozen=True)
class Done:
    code: int
    out: str
    err: str


Outcomes = Callable[..., Done]


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with serve_sample() as url:
        yield url


@pytest.fixture(scope="module")
def sample(address: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home that a refresh of the sample has filled; tests that change it work on a copy."""
    home = tmp_path_factory.mktemp("sample")
    patch = pytest.MonkeyPatch()
    with patch.context() as environment:
        set_for(environment, home, address)
        environment.setattr(sys, "argv", ["outcomes", "refresh"])
        with pytest.raises(SystemExit) as end:
            cli.main()
    assert not end.value.code
    return home


@pytest.fixture
def copied(sample: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(sample, tmp_path / "home"))


def set_for(environment: pytest.MonkeyPatch, home: Path, address: str) -> None:
    named = {
        "HOME": home,
        "OFSTED_URL": address,
        "FILES_URL": address,
        "PAUSE": 0,
        "BACKOFF": 0,
        "TRIES": 1,
        "WORKERS": 1,
    }
    for name, value in named.items():
        environment.setenv(f"OUTCOMES_{name}", str(value))


@pytest.fixture
def outcomes(
    sample: Path, address: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Outcomes:
    """Run a command as a person does, on the sample's home unless another is given."""
    set_for(monkeypatch, sample, address)

    def run(*words: str, **environment: object) -> Done:
        monkeypatch.setattr(ask.OUT, "_width", None)
        for name, value in environment.items():
            monkeypatch.setenv(f"OUTCOMES_{name}", str(value))
        monkeypatch.setattr(sys, "argv", ["outcomes", *words])
        capsys.readouterr()
        with pytest.raises(SystemExit) as end:
            cli.main()
        said = capsys.readouterr()
        return Done(int(end.value.code or 0), said.out, said.err)

    return run


def told(done: Done) -> str:
    """The one line in which a mistake is told."""
    assert done.code != 0
    assert done.out == ""
    assert re.fullmatch(r"outcomes: [^\n]+\n", done.err), done.err
    return done.err.removeprefix("outcomes: ").rstrip("\n")


# What it says of itself.


def test_help_names_each_command(outcomes: Outcomes) -> None:
    done = outcomes("--help")
    assert (done.code, done.err) == (0, "")
    listed = [words[1] for line in done.out.splitlines() if (words := line.split())[:1] == ["│"] and len(words) > 2]
    assert {"refresh", "reread", "publish", "sql", "why", "status", "settings", "demo"} <= set(COMMANDS)
    assert set(COMMANDS) <= set(listed)


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_says_what_it_does(outcomes: Outcomes, command: str) -> None:
    done = outcomes(command, "--help")
    assert (done.code, done.err) == (0, "")
    assert f"outcomes {command}" in done.out
    assert COMMANDS[command].help in " ".join(done.out.split())


def test_version(outcomes: Outcomes) -> None:
    done = outcomes("--version")
    assert (done.code, done.err) == (0, "")
    assert re.fullmatch(r"inspection-outcomes \d+\.\d+\.\d+\S*\n", done.out)


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["nonsense"], "No such command 'nonsense'"),
        (["sql"], "Missing argument 'query'"),
        (["why"], "Missing argument 'authority'"),
        (["sql", "-f", "xml", "SELECT 1"], "'xml' is not one of"),
        (["status", "--nonsense"], "No such option: --nonsense"),
    ],
)
def test_a_command_line_that_is_none(outcomes: Outcomes, words: list[str], says: str) -> None:
    done = outcomes(*words)
    assert (done.code, done.out) == (2, "")
    assert says.lower() in " ".join(done.err.replace("│", " ").lower().split())
    assert "Traceback" not in done.err


# Rows.

ROWS = """
SELECT * FROM (VALUES
    (1, 'a, "b"', DATE '2024-05-16', TIMESTAMPTZ '2024-05-16 12:00:00+02', 1.50::DECIMAL(5, 2), true, ['x', 'é']),
    (NULL, '[sic] [/b] :key:', NULL, NULL, NULL, NULL, NULL)
) AS t(number, words, day, moment, share, flag, list) ORDER BY number
"""


def test_rows_as_csv(outcomes: Outcomes) -> None:
    done = outcomes("sql", "--format", "csv", ROWS)
    assert (done.code, done.err) == (0, "")
    assert done.out == (
        "number,words,day,moment,share,flag,list\n"
        '1,"a, ""b""",2024-05-16,2024-05-16T10:00:00+00:00,1.50,True,"[""x"", ""é""]"\n'
        ",[sic] [/b] :key:,,,,,\n"
    )
    assert len(list(csv.reader(io.StringIO(done.out)))) == 3


def test_rows_as_json(outcomes: Outcomes) -> None:
    done = outcomes("sql", "-f", "json", ROWS)
    assert (done.code, done.err) == (0, "")
    empty = {"day": None, "moment": None, "share": None, "flag": None, "list": None}
    assert json.loads(done.out) == [
        {
            "number": 1,
            "words": 'a, "b"',
            "day": "2024-05-16",
            "moment": "2024-05-16T10:00:00+00:00",
            "share": 1.5,
            "flag": True,
            "list": ["x", "é"],
        },
        {"number": None, "words": "[sic] [/b] :key:", **empty},
    ]
    assert "é" in done.out


def test_rows_as_a_table_show_every_character(outcomes: Outcomes) -> None:
    done = outcomes("sql", ROWS)
    assert (done.code, done.err) == (0, "")
    cells = [[cell.strip() for cell in line.split("│")[1:-1]] for line in done.out.splitlines() if line.startswith("│")]
    assert cells == [
        ["1", 'a, "b"', "2024-05-16", "2024-05-16 10:00:00", "1.50", "True", "x, é"],
        ["", "[sic] [/b] :key:", "", "", "", "", ""],
    ]


def test_a_table_is_not_cut_where_it_goes_to_a_file(outcomes: Outcomes) -> None:
    done = outcomes("sql", f"SELECT '{'long ' * 100}end' AS words")
    assert f"{'long ' * 100}end" in done.out


@pytest.mark.parametrize("form", ["table", "csv", "json"])
def test_every_type_can_be_printed(outcomes: Outcomes, form: str) -> None:
    query = """SELECT INTERVAL 1 DAY AS a, uuid() AS b, '\\xFF'::BLOB AS c, TIME '10:00' AS d, 'nan'::DOUBLE AS e,
        {'x': [1.5::DECIMAL(3, 1)]} AS f, MAP {1: DATE '2024-05-16'} AS g, 170141183460469231731687303715884105727 AS h,
        'infinity'::DOUBLE AS i, NULL AS j"""
    done = outcomes("sql", "-f", form, query)
    assert (done.code, done.err) == (0, "")
    assert "170141183460469231731687303715884105727" in done.out
    if form == "json":
        (row,) = json.loads(done.out, parse_constant=pytest.fail)
        assert (row["c"], row["d"], row["e"], row["i"]) == ("ff", "10:00:00", None, None)
        assert (row["f"], row["g"]) == ({"x": [1.5]}, {"1": "2024-05-16"})


@pytest.mark.parametrize("form", ["table", "csv", "json"])
def test_a_result_without_rows_still_has_its_columns(outcomes: Outcomes, form: str) -> None:
    done = outcomes("sql", "-f", form, "SELECT 1 AS one WHERE false")
    assert (done.code, done.err) == (0, "")
    assert done.out == "[]\n" if form == "json" else "one" in done.out


def test_sql_from_standard_input(outcomes: Outcomes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("SET threads = 1; SELECT count(*) AS held FROM inspections"))
    assert outcomes("sql", "-f", "csv", "-").out == "held\n12\n"


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ("SELEC 1", 'syntax error at or near "SELEC"'),
        ("SELECT grade FROM inspektions", "inspektions"),
        ("SELECT nothing FROM inspections", "nothing"),
        ("DROP VIEW inspections", "read-only"),
        ("CREATE TABLE mine (a INT)", "read-only"),
        ("SELECT 1/'x'", "x"),
        ("SELECT ?", "parameter"),
    ],
)
def test_wrong_sql(outcomes: Outcomes, query: str, says: str) -> None:
    assert says in told(outcomes("sql", query))


# Where a grade comes from.


@pytest.mark.parametrize("named", ["Trafford", "trafford", " TRAFFORD ", "80573", "E08000009", "traff"])
def test_why(outcomes: Outcomes, named: str) -> None:
    done = outcomes("why", named, "care_leavers")
    assert (done.code, done.err) == (0, "")
    lines = done.out.splitlines()
    assert lines[0] == "Trafford"
    assert re.fullmatch(r"care_leavers: (outstanding|good|requires_improvement|inadequate)", lines[2])
    form = r"  inspected \d{4}-\d\d-\d\d to \d{4}-\d\d-\d\d, published 2026-08-03, said in \d places?, page 1:"
    assert re.fullmatch(form, lines[3])
    assert re.fullmatch(r"  “.+”", lines[4])
    assert lines[5].endswith("/v1/file/990000008")
    assert len(lines) == 6


def test_why_of_all_areas_agrees_with_the_latest_judgements(outcomes: Outcomes) -> None:
    shown = dict(re.findall(r"^(\w+): (\w+)$", outcomes("why", "Trafford").out, re.MULTILINE))
    latest = json.loads(outcomes("sql", "-f", "json", "FROM latest_judgements WHERE authority = 'Trafford'").out)[0]
    assert len(shown) >= 4
    assert {area: latest[area] for area in shown if area in latest} == {
        area: grade for area, grade in shown.items() if area in latest
    }


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["Atlantis"], "No authority is called 'Atlantis'"),
        ([""], "No authority is called ''"),
        (["North"], "'North' could be Bath and North East Somerset, North East Lincolnshire"),
        (["Trafford", "care_leaver"], "No grade of Trafford for care_leaver is held; areas with a grade: "),
        (["Barnet"], "No grade of Barnet is held; areas with a grade: none"),
    ],
)
def test_why_of_what_is_not_there(outcomes: Outcomes, words: list[str], says: str) -> None:
    assert says in told(outcomes("why", *words))


# How things stand.


def test_status(outcomes: Outcomes, sample: Path) -> None:
    done = outcomes("status")
    assert (done.code, done.err) == (0, "")
    assert f"published file: {sample / FILE}" in done.out
    assert re.search(r"^  ILACS +\d+ inspections, published 2019-05-08 to 2026-08-03$", done.out, re.MULTILINE)
    assert re.search(r"^  \S+  refresh  completed  ended  ", done.out, re.MULTILINE)
    assert re.search(r"^  fetch  not_found_page  .*/v1/file/990000009", done.out, re.MULTILINE)
    assert "being written" not in done.out


def test_status_of_a_damaged_published_file_tells_of_the_runs(outcomes: Outcomes, copied: Path) -> None:
    (copied / FILE).write_bytes(b"not a database")
    done = outcomes("status", HOME=copied)
    assert done.code == 1
    assert done.err.startswith(f"outcomes: {copied / FILE} cannot be opened: ")
    assert done.err.endswith("'outcomes publish' builds it anew.\n")
    assert re.search(r"^  \S+  refresh  completed  ended  ", done.out, re.MULTILINE)


def test_status_tells_of_a_run_that_published_nothing(outcomes: Outcomes, copied: Path) -> None:
    with duckdb.connect(str(copied / "warehouse.duckdb")) as con:
        con.execute(
            "INSERT INTO store.runs FROM (SELECT * REPLACE ('r9' AS run_id, 'failed' AS state) FROM store.runs)"
        )
        con.execute("UPDATE store.runs SET started_at = now(), detail = 'Not published.' WHERE run_id = 'r9'")
    done = outcomes("status", HOME=copied)
    assert "not published: what the last run loaded" in done.out
    assert re.search(r"^  r9  refresh  failed  ended  .*  Not published\.$", done.out, re.MULTILINE)


def test_status_tells_of_a_run_that_was_cut_off(outcomes: Outcomes, copied: Path) -> None:
    with duckdb.connect(str(copied / "warehouse.duckdb")) as con:
        con.execute("UPDATE store.runs SET state = 'running', finished_at = NULL")
    assert re.search(r"^  \S+  refresh  cut off: its process was ended, or", outcomes("status", HOME=copied).out, re.M)


def test_status_that_may_not_look_into_the_working_database(outcomes: Outcomes, copied: Path) -> None:
    (copied / "warehouse.duckdb").unlink()
    assert re.search(r"^  \S+  refresh  completed  ended  ", outcomes("status", HOME=copied).out, re.MULTILINE)


def test_status_says_who_writes(outcomes: Outcomes, copied: Path) -> None:
    with writer_lock(copied / "writer.lock", "run 7, process 42"):
        assert "being written at this moment by run 7, process 42" in outcomes("status", HOME=copied).out


def test_settings(outcomes: Outcomes, sample: Path) -> None:
    done = outcomes("settings")
    assert (done.code, done.err) == (0, "")
    rows = {cells[0]: cells[1:] for line in done.out.splitlines() if len(cells := _cells(line)) == 4}
    assert set(rows) == {f"OUTCOMES_{name.upper()}" for name in Settings.model_fields}
    assert rows["OUTCOMES_HOME"][:2] == [str(sample), "environment"]
    assert rows["OUTCOMES_BATCH"][:2] == ["40", "default"]
    assert all(meaning.endswith(".") for _, _, meaning in rows.values())


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.split("│")[1:-1]]


def test_the_option_for_the_home_comes_before_the_variable(outcomes: Outcomes, tmp_path: Path) -> None:
    rows = [_cells(line) for line in outcomes("--home", str(tmp_path), "settings").out.splitlines()]
    assert ["OUTCOMES_HOME", str(tmp_path), "option"] in [cells[:3] for cells in rows]


def test_an_unknown_variable_is_told_and_stops_nothing(outcomes: Outcomes) -> None:
    done = outcomes("sql", "-f", "csv", "SELECT 1 AS one", PUASE=3)
    assert (done.code, done.out) == (0, "one\n1\n")
    line = "outcomes: OUTCOMES_PUASE is not a setting and changes nothing; 'outcomes settings' lists them.\n"
    assert done.err == line


@pytest.mark.parametrize("command", ["refresh", "reread", "publish", "status", "settings"])
def test_a_wrong_setting_stops_every_command(outcomes: Outcomes, command: str) -> None:
    done = outcomes(command, BATCH="many")
    assert done.code == 2
    assert told(done).startswith("OUTCOMES_BATCH='many' cannot be used: ")


def test_other_machines_are_not_asked_without_a_contact(outcomes: Outcomes, tmp_path: Path) -> None:
    done = outcomes("refresh", HOME=tmp_path / "new", OFSTED_URL="https://reports.example.org")
    assert done.code == 2
    assert told(done).startswith("OUTCOMES_CONTACT is not set")
    assert not (tmp_path / "new").exists()


# Files that are not there, or not as they should be.


@pytest.mark.parametrize("words", [("sql", "SELECT 1"), ("why", "Trafford"), ("status",)])
def test_without_a_published_file(outcomes: Outcomes, tmp_path: Path, words: tuple[str, ...]) -> None:
    says = told(outcomes(*words, HOME=tmp_path))
    assert says.startswith(f"There is no published file at {tmp_path / FILE}: 'outcomes refresh' makes it")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("command", ["reread", "publish"])
def test_without_anything_loaded(outcomes: Outcomes, tmp_path: Path, command: str) -> None:
    says = told(outcomes(command, HOME=tmp_path / "new"))
    assert str(tmp_path / "new") in says
    assert "'outcomes refresh'" in says
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize("words", [("sql", "SELECT 1"), ("why", "Trafford")])
@pytest.mark.parametrize("body", [b"", b"not a database", None])
def test_a_damaged_published_file(outcomes: Outcomes, copied: Path, words: tuple[str, ...], body: bytes | None) -> None:
    whole = (copied / FILE).read_bytes()
    (copied / FILE).write_bytes(whole[:5000] if body is None else body)
    says = told(outcomes(*words, HOME=copied))
    assert says.startswith(f"{copied / FILE} cannot be opened: ")
    assert says.endswith("'outcomes publish' builds it anew.")


def test_a_damaged_published_file_is_built_anew(outcomes: Outcomes, copied: Path) -> None:
    (copied / FILE).write_bytes(b"not a database")
    done = outcomes("publish", HOME=copied)
    assert (done.code, done.err) == (0, "")
    assert done.out == f"published 12 inspections with 49 judgements: {copied / FILE}\n"
    assert outcomes("sql", "-f", "csv", "SELECT count(*) AS n FROM judgements", HOME=copied).out == "n\n49\n"


@pytest.mark.parametrize("command", ["refresh", "reread", "publish"])
def test_a_damaged_working_database(outcomes: Outcomes, copied: Path, command: str) -> None:
    (copied / "warehouse.duckdb").write_bytes(b"not a database" * 1000)
    says = told(outcomes(command, HOME=copied))
    assert says.startswith(f"{copied / 'warehouse.duckdb'} is not a DuckDB database, or is damaged")
    assert outcomes("status", HOME=copied).code == 0


@pytest.mark.parametrize("command", ["refresh", "reread", "publish"])
def test_a_home_that_another_run_writes_to(outcomes: Outcomes, copied: Path, command: str) -> None:
    with writer_lock(copied / "writer.lock", "run 7, process 42"):
        says = told(outcomes(command, HOME=copied, WAIT=0))
    assert says == "Already being written by run 7, process 42: wait until it has ended, then try again."


def test_a_working_database_that_another_program_holds(outcomes: Outcomes, copied: Path) -> None:
    program = "import duckdb, sys; c = duckdb.connect(sys.argv[1]); print('open', flush=True); sys.stdin.read()"
    words = [sys.executable, "-c", program, str(copied / "warehouse.duckdb")]
    with subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout
        assert holder.stdout.readline() == "open\n"
        says = told(outcomes("publish", HOME=copied))
        holder.kill()
    assert f"held by process {holder.pid}" in says


def test_a_register_of_newsrooms_that_is_none(outcomes: Outcomes, copied: Path) -> None:
    assert str(copied / "nowhere.csv") in told(outcomes("refresh", HOME=copied, NEWSROOMS=copied / "nowhere.csv"))
    (copied / "other.csv").write_text("a,b\n1,2\n")
    assert str(copied / "other.csv") in told(outcomes("refresh", HOME=copied, NEWSROOMS=copied / "other.csv"))


@pytest.mark.parametrize("command", ["refresh", "status"])
def test_a_home_that_is_a_file(outcomes: Outcomes, tmp_path: Path, command: str) -> None:
    (tmp_path / "file").touch()
    assert str(tmp_path / "file") in told(outcomes(command, HOME=tmp_path / "file"))


def test_fewer_inspections_are_published_when_allowed(outcomes: Outcomes, copied: Path) -> None:
    (copied / FILE).unlink()
    with duckdb.connect(str(copied / FILE)) as con:
        con.execute("CREATE TABLE inspections AS SELECT * FROM range(99)")
    assert "'outcomes publish --allow-fewer'" in told(outcomes("publish", HOME=copied))
    done = outcomes("publish", "--allow-fewer", HOME=copied)
    assert (done.code, done.err) == (0, "")


# Runs.


def test_refresh_says_what_it_did(outcomes: Outcomes, copied: Path) -> None:
    done = outcomes("refresh", HOME=copied)
    assert (done.code, done.err) == (0, "")
    rows = dict(cells for line in done.out.splitlines() if len(cells := _cells(line)) == 2)
    assert rows.pop("requests") == "1"
    assert {"new publications", "documents read", "put in quarantine", "parts that failed"} <= set(rows)
    assert set(rows.values()) == {"0"}
    assert f"published 12 inspections with 49 judgements: {copied / FILE}" in done.out


def test_reread_says_what_it_did(outcomes: Outcomes, copied: Path) -> None:
    done = outcomes("reread", HOME=copied, OFSTED_URL="https://reports.example.org")
    assert (done.code, done.err) == (0, "")
    assert re.search(r"documents read +│ 12 ", done.out)
    assert re.search(r"requests +│ 0 ", done.out)


def test_a_refresh_in_which_a_part_failed_says_so_and_fails(outcomes: Outcomes, copied: Path) -> None:
    with faulty_site() as site:
        site.faults["/provider/44/80573"] = fails()
        done = outcomes("refresh", HOME=copied, OFSTED_URL=site.url, FILES_URL=site.url, SWEEP_DAYS=0)
    assert done.code == 1
    failed = [line for line in done.out.splitlines() if line.startswith("failed: ")]
    assert failed == [f"failed: {site.url}/provider/44/80573: The host has failed (500): try again later."]
    assert "published 12 inspections" in done.out


def test_each_request_is_told_when_asked_for(outcomes: Outcomes, copied: Path) -> None:
    assert outcomes("--verbose", "status", HOME=copied).code == 0


def test_ctrl_c_stops_a_run_in_one_line(tmp_path: Path, address: str) -> None:
    with pytest.MonkeyPatch.context() as environment:
        set_for(environment, tmp_path, address)
        environment.setenv("OUTCOMES_PAUSE", "0.3")
        run = subprocess.Popen(
            [*PROGRAM, "refresh"],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            cwd=Path(__file__).parents[2],
        )
    end = time.monotonic() + 30
    while not any((tmp_path / "archive").rglob("*")) and not (tmp_path / "writer.holder").exists():
        assert time.monotonic() < end
        time.sleep(0.01)
    run.send_signal(signal.SIGINT)
    out, err = run.communicate(timeout=30)
    assert (run.returncode, out) == (130, "")
    assert err == "outcomes: stopped; what was loaded is kept, and the next run goes on from there.\n"
    assert not (tmp_path / "writer.holder").exists()


def test_an_error_of_a_person_leaves_no_trace_of_ours() -> None:
    done = subprocess.run(
        [sys.executable, "-c", "from flows.cli import main; main()", "--home", "/nowhere/at/all", "status"],
        capture_output=True,
        text=True,
        check=False,
        cwd=Path(__file__).parents[2],
    )
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.count("\n") == 1
