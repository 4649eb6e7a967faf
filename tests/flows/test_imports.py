"""Which part may import which, as the code says it and as it happens."""

from __future__ import annotations

import ast
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from flows.sample.site import serve_sample

ROOT = Path(__file__).parents[2]
PARTS = ("extract", "transform", "warehouse", "flows")
MAY_IMPORT = {
    "extract": {"extract"},
    "transform": {"transform"},
    "warehouse": {"warehouse", "transform"},
    "flows": set(PARTS),
}
# What of the readers' side the warehouse may know: the types that it is handed, the codes in them, and the rules by
# which a release is compared with a report, which need what only the warehouse holds side by side.
WAREHOUSE_KNOWS = {
    "transform.records",
    "transform.vocabulary",
    "transform.press.records",
    "transform.press.reconcile",
}
# The only modules that may import Prefect.
OF_PREFECT = {
    "flows.backfill",
    "flows.compare",
    "flows.dask_readers",
    "flows.deployments",
    "flows.events",
    "flows.left_behind",
    "flows.messages",
    "flows.naming",
    "flows.prefect_yaml",
    "flows.publish",
    "flows.refresh",
    "flows.serve",
    "flows.tasks",
    "flows.watch",
    "flows.writing",
}


def modules(part: str) -> Iterator[tuple[str, Path]]:
    for path in sorted((ROOT / part).rglob("*.py")):
        names = path.relative_to(ROOT).with_suffix("").parts
        yield ".".join(names[:-1] if names[-1] == "__init__" else names), path


def imported(path: Path) -> set[str]:
    """The names of all that a module imports, also inside functions and for the type checker only."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path} imports relatively"
            base = node.module or ""
            of_package = (ROOT / base.replace(".", "/")).is_dir()
            found.update(f"{base}.{alias.name}" if of_package else base for alias in node.names)
    return found


def test_there_is_something_to_look_at() -> None:
    assert all(len(list(modules(part))) > 5 for part in PARTS)
    assert "flows.settings" in imported(ROOT / "flows" / "cli.py")
    assert "flows.ask" in imported(ROOT / "flows" / "console.py")


@pytest.mark.parametrize("part", PARTS)
def test_a_part_imports_only_what_stands_before_it(part: str) -> None:
    wrong = {
        f"{name} imports {other}"
        for name, path in modules(part)
        for other in imported(path)
        if other.partition(".")[0] in PARTS and other.partition(".")[0] not in MAY_IMPORT[part]
    }
    assert not wrong


def test_the_warehouse_knows_the_records_of_the_readers_only() -> None:
    wrong = {
        f"{name} imports {other}"
        for name, path in modules("warehouse")
        for other in imported(path)
        if other.startswith("transform") and other not in WAREHOUSE_KNOWS
    }
    assert not wrong


def test_only_the_flows_import_prefect() -> None:
    importing = {
        name
        for part in PARTS
        for name, path in modules(part)
        if any(other.partition(".")[0] == "prefect" for other in imported(path))
    }
    assert importing == OF_PREFECT


def test_nothing_but_the_entry_to_a_flow_imports_the_modules_that_import_prefect() -> None:
    importing = {name for name, path in modules("flows") if OF_PREFECT & imported(path)}
    assert importing - OF_PREFECT == {"flows.console", "flows.cli"}


def loaded(home: Path, *commands: list[str]) -> list[dict[str, bool]]:
    """Run commands one after the other in one new process, and say which modules are loaded after each."""
    program = """
import json, sys
from flows.cli import main
told = []
for words in json.loads(sys.argv[1]):
    sys.argv = ["outcomes", *words]
    try:
        main()
    except SystemExit as end:
        assert not end.code, (words, end.code)
    told.append({name: name in sys.modules for name in ("prefect", "duckdb", "requests", "pypdfium2")})
print("\\n" + json.dumps(told))
"""
    with serve_sample() as address:
        environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith("OUTCOMES_")},
            "OUTCOMES_HOME": str(home),
            "OUTCOMES_OFSTED_URL": address,
            "OUTCOMES_FILES_URL": address,
            "OUTCOMES_PAUSE": "0",
            "OUTCOMES_WORKERS": "1",
        }
        done = subprocess.run(
            [sys.executable, "-c", program, json.dumps(commands)],
            capture_output=True,
            text=True,
            env=environment,
            cwd=ROOT,
            check=False,
        )
    assert done.returncode == 0, done.stderr
    found: list[dict[str, bool]] = json.loads(done.stdout.splitlines()[-1])
    return found


def test_commands_do_not_wait_for_what_they_do_not_need(tmp_path: Path) -> None:
    commands = [["--help"], ["refresh"], ["sql", "SELECT 1"], ["status"], ["why", "Trafford"], ["settings"]]
    help_page, *others = loaded(tmp_path, *commands)
    assert not any(help_page[name] for name in ("prefect", "duckdb", "requests", "pypdfium2"))
    assert not any(each["prefect"] for each in others)
