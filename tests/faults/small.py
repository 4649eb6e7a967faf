"""A small part of the real corpus: every framework, thirteen authorities, and what the imitated newsrooms write of."""

from __future__ import annotations

import csv
from pathlib import Path

from tests.replica import corpus

FILES = (
    *("50098215", "59000037", "50255618"),  # Kirklees: two ILACS, a JTAI
    *("50141243", "59000016", "50247203"),  # Cheshire East
    *("50074947", "50206433", "59000097", "50308602"),  # Trafford: ILACS and area SEND
    *("50063436", "50200027", "59000090", "50282104"),  # Stoke-on-Trent
    *("50004405", "50274369"),  # Camden: a SIF and an ILACS
    "2754428",  # Warwickshire: SIF
    "50004249",  # Kent: of no reader's kind
    "50262710",  # Cumberland
    "50266091",  # Westminster
    "50289041",  # Warwickshire
    "50285393",  # North East Lincolnshire
    "50283932",  # Bath and North East Somerset
    "50300420",  # North Lincolnshire
    "50294204",  # Redcar and Cleveland
    "50276862",  # Devon
)


def small_corpus(folder: Path, without: frozenset[str] = frozenset()) -> Path:
    """Make a corpus of links in a folder, in the form that the imitation of the sites serves.

    The authorities of the URNs `without` are left out.
    """
    whole = corpus()
    assert whole
    (folder / "files").mkdir(parents=True)
    with (whole / "publications.csv").open() as given, (folder / "publications.csv").open("w") as made:
        rows = csv.DictReader(given)
        writer = csv.DictWriter(made, rows.fieldnames or ())
        writer.writeheader()
        for row in rows:
            if row["file_id"] in FILES and row["urn"] not in without:
                writer.writerow(row)
                (folder / "files" / f"{row['file_id']}.pdf").symlink_to(whole / "files" / f"{row['file_id']}.pdf")
    return folder
