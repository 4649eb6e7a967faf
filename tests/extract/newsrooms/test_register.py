from __future__ import annotations

import csv
from datetime import date
from importlib import resources
from pathlib import Path

import pytest

from extract.newsrooms.register import COLUMNS, Adapter, Newsroom, RegisterError, read_register

GOOD = ["80000", "Anyshire", "https://www.anyshire.gov.uk/news", "feed", "feed=https://www.anyshire.gov.uk/rss/news"]


def register(folder: Path, *rows: list[str], header: tuple[str, ...] = COLUMNS) -> Path:
    path = folder / "register.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([header, *([*row, *[""] * (len(COLUMNS) - len(row))] for row in rows)])
    return path


def room(address: str, **settings: str) -> Newsroom:
    return Newsroom("80000", "Anyshire", address, Adapter.FEED, settings)


def test_a_row_is_read(tmp_path: Path) -> None:
    listing = "https://news.anyshire.gov.uk/all/{page}"
    settings = f"feed=https://www.anyshire.gov.uk/rss?a=b; listing={listing} ; first=0;item=li > a"
    row = [*GOOD[:4], settings, "seen in 2020", "2026-11-23", "2020-04-01", "2027-03-31"]
    assert read_register(register(tmp_path, row)) == (
        Newsroom(
            ofsted_urn="80000",
            authority="Anyshire",
            address="https://www.anyshire.gov.uk/news",
            adapter=Adapter.FEED,
            settings={
                "feed": "https://www.anyshire.gov.uk/rss?a=b",
                "listing": listing,
                "first": "0",
                "item": "li > a",
            },
            evidence="seen in 2020",
            verified_on=date(2026, 11, 23),
            valid_from=date(2020, 4, 1),
            valid_to=date(2027, 3, 31),
            folder=tmp_path,
        ),
    )


@pytest.mark.parametrize(
    ("column", "value", "said"),
    [
        (0, "", "Ofsted URN"),
        (0, "E06", "Ofsted URN"),
        (1, "", "a name"),
        (2, "www.anyshire.gov.uk", "address 'www.anyshire.gov.uk' cannot be used"),
        (2, "file:///etc/passwd", "cannot be used"),
        (3, "rss", "'rss' is no adapter"),
        (3, "listing", "needs the setting 'listing'"),
        (4, "", "needs the setting 'feed'"),
        (4, "feed", "the setting 'feed' should"),
        (4, "feed=", "should be one of"),
        (4, "food=x", "'food=x' should be one of"),
        (4, "feed=https://a.uk/; feed=https://b.uk/", "each of them once"),
        (4, "feed=/rss", "feed '/rss' cannot be used"),
        (4, "feed=https://a.uk/; first=one", "'first' should be a whole number"),
        (4, "feed=https://a.uk/; item=li[", "'item' is no CSS selector"),
        (6, "23/11/2026", "verified_on should be a date"),
        (7, "2026-13-01", "valid_from should be a date"),
        (8, "soon", "valid_to should be a date"),
    ],
)
def test_a_mistake_is_told_with_its_line(tmp_path: Path, column: int, value: str, said: str) -> None:
    row = [*GOOD, *[""] * (len(COLUMNS) - len(GOOD))]
    row[column] = value
    other = ["80001", *GOOD[1:]]
    with pytest.raises(RegisterError, match=said) as caught:
        read_register(register(tmp_path, other, row))
    assert "register.csv, line 3" in str(caught.value)


def test_other_files_are_refused(tmp_path: Path) -> None:
    with pytest.raises(RegisterError, match="cannot be read"):
        read_register(tmp_path / "nowhere.csv")
    with pytest.raises(RegisterError, match="first line should be"):
        read_register(register(tmp_path, header=("urn", "name")))
    (tmp_path / "binary.csv").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(RegisterError, match="cannot be read"):
        read_register(tmp_path / "binary.csv")
    short = register(tmp_path)
    short.write_text(",".join(COLUMNS) + "\n80000,Anyshire\n")
    with pytest.raises(RegisterError, match="9 fields"):
        read_register(short)


def test_an_address_stands_once(tmp_path: Path) -> None:
    with pytest.raises(RegisterError, match="twice"):
        read_register(register(tmp_path, GOOD, GOOD))


def test_hosts_are_those_of_the_rows_addresses_with_and_without_www() -> None:
    found = room("https://www.anyshire.gov.uk/news", feed="http://news.anyshire.gov.uk/feed", item="https://x.uk").hosts
    assert found == {"www.anyshire.gov.uk", "anyshire.gov.uk", "news.anyshire.gov.uk", "www.news.anyshire.gov.uk"}
    assert room("http://127.0.0.1:8901/news").hosts == {"127.0.0.1:8901"}
    assert room("http://localhost:8901/").hosts == {"localhost:8901"}
    assert room("http://[::1]:8901/").hosts == {"[::1]:8901"}


@pytest.mark.parametrize(
    ("url", "own"),
    [
        ("https://www.anyshire.gov.uk/x", True),
        ("http://anyshire.gov.uk/x", True),
        ("https://anyshire.gov.uk:443/x", True),
        ("https://anyshire.gov.uk:8443/x", False),
        ("https://evil.uk/www.anyshire.gov.uk", False),
        ("https://www.anyshire.gov.uk.evil.uk/", False),
        ("https://www.anyshire.gov.uk@evil.uk/", False),
        ("http://127.0.0.1/", False),
        ("ftp://www.anyshire.gov.uk/", False),
        ("", False),
    ],
)
def test_what_is_the_newsrooms_own(url: str, own: bool) -> None:
    assert room("https://www.anyshire.gov.uk/news").is_own(url) is own


def test_items_on_a_shared_host_are_within_a_path() -> None:
    shared = room("https://news.example/uk/anyshire/latest", within="/uk/anyshire/")
    assert shared.is_own_item("https://news.example/uk/anyshire/1")
    assert not shared.is_own_item("https://news.example/uk/othershire/1")


def test_a_newsroom_has_its_time() -> None:
    now = Newsroom("1", "A", "https://a.uk", Adapter.FEED, {}, valid_from=date(2021, 4, 1), valid_to=date(2023, 3, 31))
    days = [date(2021, 3, 31), date(2021, 4, 1), date(2023, 3, 31), date(2023, 4, 1)]
    assert [now.valid_on(day) for day in days] == [False, True, True, False]
    assert room("https://a.uk").valid_on(date(1990, 1, 1))


def test_the_projects_register_fits_its_authorities() -> None:
    newsrooms = read_register()
    text = (resources.files("warehouse") / "authorities.csv").read_text("utf-8")
    authorities = {row["name"]: row for row in csv.DictReader(text.splitlines())}
    urns = {row["ofsted_urn"] for row in authorities.values() if row["ofsted_urn"]}
    assert len(newsrooms) == 155
    present = {room.ofsted_urn for room in newsrooms if room.valid_to is None}
    assert present <= urns
    # For one council no address is known.
    assert len(urns - present) == 1
    for newsroom in newsrooms:
        gone = authorities[newsroom.authority]["abolished_on"] if newsroom.authority in authorities else ""
        assert str(newsroom.valid_to or "") == gone
        assert newsroom.evidence
        assert newsroom.verified_on is None


def test_no_two_newsrooms_share_a_host_in_part() -> None:
    sets = {newsroom.hosts for newsroom in read_register()}
    hosts = [host for hosts in sets for host in hosts]
    assert len(hosts) == len(set(hosts))


def test_every_newsroom_can_be_watched_and_read_back() -> None:
    for newsroom in read_register():
        assert {"feed", "rest", "listing"} & set(newsroom.settings)
        assert {"rest", "listing", "sitemap"} & set(newsroom.settings)
        assert "inferred" in newsroom.evidence or set(newsroom.settings) <= {"feed", "listing", "within"}
