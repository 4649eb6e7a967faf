"""The command `outcomes compare`: what it prints where, what it ends with, and what it asks of GOV.UK."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from extract.archive import Archive
from flows import ask, cli
from tests.extract.site import Reply
from tests.flows.comparison.govuk_site import ASKED, as_json, asked, govuk
from tests.flows.comparison.made_table import FILE, HULL, ROWS, build, others, table

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("made"))


@pytest.fixture(scope="module")
def same(published: Path) -> bytes:
    return table([*ROWS.values(), *others(published)])


@pytest.fixture(scope="module")
def other(published: Path) -> bytes:
    hull = list(ROWS[HULL])
    hull[3] = "Inadequate"
    return table([*{**ROWS, HULL: hull}.values(), ("Hullshire", "02/12/2024"), *others(published)])


@pytest.fixture
def run(published: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    for name, value in {"HOME": published.parent, "PAUSE": 0, "BACKOFF": 0, "TRIES": 1}.items():
        monkeypatch.setenv(f"OUTCOMES_{name}", str(value))

    def command(*words: object, **environment: object) -> tuple[int, str, str]:
        monkeypatch.setattr(ask.OUT, "_width", None)
        for name, value in environment.items():
            monkeypatch.setenv(f"OUTCOMES_{name}", str(value))
        monkeypatch.setattr(sys, "argv", ["outcomes", "compare", *map(str, words)])
        with pytest.raises(SystemExit) as end:
            cli.main()
        return (int(end.value.code or 0), *capsys.readouterr())

    return command


def file(tmp_path: Path, body: bytes, name: str = FILE) -> Path:
    (tmp_path / name).write_bytes(body)
    return tmp_path / name


def test_where_nothing_differs_it_ends_well_and_says_so(run: Run, same: bytes, tmp_path: Path) -> None:
    code, out, err = run(file(tmp_path, same))
    assert (code, out) == (0, "")
    assert err.endswith("153 authorities compared, 0 differences, 0 rows not matched.\n")
    assert err.count("\n") == 1


def test_what_differs_is_a_table_and_what_is_not_matched_a_line(run: Run, other: bytes, tmp_path: Path) -> None:
    code, out, err = run(file(tmp_path, other))
    assert code == 1
    cells = [[cell.strip() for cell in line.split("│")[1:-1]] for line in out.splitlines() if line.startswith("│")]
    assert cells[0][:6] == ["Kingston upon Hull", "overall_effectiveness", "differs", "Inadequate", "F6", "good"]
    assert cells[1][:5] == ["Hullshire", "authority", "not_matched", "Hullshire", "B10"]
    first, summary = err.splitlines()
    assert first.startswith("outcomes: B10: No authority is called 'Hullshire'")
    assert summary.endswith("153 authorities compared, 1 difference, 1 row not matched.")


def test_the_differences_as_csv_and_json_have_both_sources(run: Run, other: bytes, tmp_path: Path) -> None:
    code, out, _ = run(file(tmp_path, other), "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(out)))
    code_of_json, out, _ = run(file(tmp_path, other), "-f", "json")
    records = json.loads(out)
    assert (code, code_of_json) == (1, 1)
    assert (
        [row["difference"] for row in rows]
        == [record["difference"] for record in records]
        == ["differs", "not_matched"]
    )
    assert records[0]["official_link"] == "https://reports.ofsted.gov.uk/Hull [note 3]"
    assert records[0]["source_url"] == f"https://files.example/v1/file/{HULL}1"
    assert (records[0]["page"], records[0]["quote"]) == (1, "overall_effectiveness: good")
    assert records[0]["published_on"] == rows[0]["published_on"] == "2025-01-28"


def test_without_differences_csv_has_its_names_and_json_is_empty(run: Run, same: bytes, tmp_path: Path) -> None:
    assert run(file(tmp_path, same), "-f", "csv")[1].startswith("authority,field,difference,")
    assert run(file(tmp_path, same), "-f", "json")[1] == "[]\n"


def test_the_day_can_be_given(run: Run, same: bytes, tmp_path: Path) -> None:
    code, out, err = run(file(tmp_path, same), "--as-of", "2025-12-31", "-f", "json")
    assert code == 1
    assert {record["authority"] for record in json.loads(out)} == {"Kent", "Bournemouth, Christchurch and Poole"}
    assert "as at 2025-12-31" in err


@pytest.mark.parametrize("body", [b"", b"%PDF-1.7\x81", b"PK\x03\x04", b"a,b\n1,2\n"])
def test_another_file_is_one_line_and_an_end_of_its_own(run: Run, tmp_path: Path, body: bytes) -> None:
    code, out, err = run(file(tmp_path, body))
    assert (code, out) == (2, "")
    assert err.startswith(f"outcomes: {FILE} ")
    assert err.count("\n") == 1


def test_a_file_that_is_not_there_or_too_large(run: Run, same: bytes, tmp_path: Path) -> None:
    code, _, err = run(tmp_path / "none.ods")
    assert code == 2
    assert err.startswith(f"outcomes: {tmp_path / 'none.ods'} cannot be read (No such file or directory): give ")
    code, _, err = run(file(tmp_path, same + b" " * 10_000), MOST_BYTES=10_000)
    assert code == 2
    assert "is larger than 10000 bytes (OUTCOMES_MOST_BYTES)" in err


def test_without_a_published_file(run: Run, same: bytes, tmp_path: Path) -> None:
    code, out, err = run(file(tmp_path, same), HOME=tmp_path / "new")
    assert (code, out) == (2, "")
    assert err.startswith("outcomes: There is no published file at ")


@pytest.mark.parametrize("words", [(), ("table.ods", "--find")])
def test_it_is_a_file_or_the_newest(run: Run, words: tuple[str, ...]) -> None:
    code, out, err = run(*words)
    assert (code, out) == (2, "")
    assert "Give the table's file, or --find." in err


# GOV.UK.


def at(origin: str) -> dict[str, str]:
    return {"GOVUK_URL": origin, "GOVUK_FILES_URL": origin}


def test_the_newest_table_is_found_archived_and_compared(run: Run, published: Path, same: bytes) -> None:
    sha256 = hashlib.sha256(same).hexdigest()
    with govuk(same) as site:
        code, out, err = run("--find", **at(site.origin))
        assert asked(site) == ASKED
    assert (code, out) == (0, "")
    assert err.splitlines()[0] == f"outcomes: {site.origin}/media/6870/{FILE} is archived as {sha256}."
    assert Archive(published.parent / "archive").read(sha256) == same


def test_a_file_on_another_host_is_not_asked_for(run: Run, same: bytes) -> None:
    with govuk(same, files="https://files.example") as site:
        code, out, err = run("--find", **at(site.origin))
        assert asked(site) == ASKED[:2]
    assert (code, out) == (2, "")
    assert "The host files.example is not among those that settings allow" in err
    assert err.count("\n") == 1


@pytest.mark.parametrize(
    ("place", "reply", "says"),
    [
        (0, Reply(b"down", 503), "The host has failed (503)"),
        (0, as_json({"results": []}), "None of the 0 results is a release"),
        (1, Reply(b"<html>"), "The answer is no JSON"),
        (2, Reply(b"gone", 404), "404"),
        (2, Reply(b"<html>not found</html>"), f"{FILE} is not Ofsted's table"),
    ],
)
def test_an_answer_that_is_none_is_one_line(run: Run, same: bytes, place: int, reply: Reply, says: str) -> None:
    with govuk(same) as site:
        path = next(path for path in site.replies if path.startswith(ASKED[place]))
        site.gives(path, reply)
        code, out, err = run("--find", **at(site.origin))
    assert (code, out) == (2, "")
    assert says in err
    assert err.count("\n") == 1


def test_govuk_is_not_asked_without_a_contact(run: Run) -> None:
    code, out, err = run("--find", GOVUK_URL="https://www.gov.example", GOVUK_FILES_URL="https://files.gov.example")
    assert (code, out) == (2, "")
    assert err.startswith("outcomes: OUTCOMES_CONTACT is not set")
