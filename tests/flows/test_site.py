"""The site of the sample edition: its figures, links and feeds, and what is written anew."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from datetime import timedelta
from functools import cache
from pathlib import Path
from urllib.parse import urldefrag, urlsplit

import duckdb
import feedparser
import pytest
from bs4 import BeautifulSoup
from typer.testing import CliRunner

from flows.ask import QuestionError
from flows.cli import app
from flows.site.build import build_site
from flows.site.folder import SiteError
from flows.steps.run import utc_now
from tests.flows.sample_site import files, opened
from tests.flows.site_figures import parsed, wrong_figures
from warehouse.publish import publish
from warehouse.store import connect

ADDRESS = "https://outcomes.example.org/site/"


@pytest.fixture(scope="module")
def published(published_sample: Path) -> Path:
    return published_sample


@pytest.fixture(scope="module")
def folder(published: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("site")
    before = published.read_bytes()
    built = build_site(published, made)
    assert built.files.written == built.files.files
    assert published.read_bytes() == before
    return made


@pytest.fixture(scope="module")
def addressed(published: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site as it is made for an address."""
    made = tmp_path_factory.mktemp("addressed")
    build_site(published, made, ADDRESS)
    return made


@cache
def read(page: Path) -> BeautifulSoup:
    return parsed(page)


@pytest.fixture(scope="module")
def con(published: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    with opened(published) as con:
        yield con


def pages(folder: Path) -> list[Path]:
    return sorted(folder.rglob("*.html"))


def urn(page: Path) -> str:
    found = re.search(r"Ofsted number (\d+)", page.read_text(encoding="utf-8"))
    assert found
    return found[1]


def one(con: duckdb.DuckDBPyConnection, query: str) -> tuple[object, ...]:
    row = con.execute(query).fetchone()
    assert row
    return row


def test_each_figure_is_what_the_query_beside_it_gives(folder: Path, con: duckdb.DuckDBPyConnection) -> None:
    # The pages of authorities of which nothing is held are all alike: one of them stands for the others.
    held = {str(row[0]) for row in con.execute("SELECT ofsted_urn FROM inspections").fetchall()} | {"80455"}
    looked_at = [page for page in pages(folder) if page.parent == folder or urn(page) in held]
    told = {page: wrong_figures(page, con) for page in looked_at}
    assert not {page: wrong for page, (_, wrong) in told.items() if wrong}
    assert sum(figures for figures, _ in told.values()) > 5000


def test_a_wrong_figure_is_noticed(folder: Path, con: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    right = (folder / "authority" / "cheshire-east.html").read_text(encoding="utf-8")
    assert not wrong_figures(folder / "authority" / "cheshire-east.html", con)[1]
    for old, new in ((' data-value="inadequate"', ' data-value="good"'), (">16 May 2024<", ">17 May 2024<")):
        changed = right.replace(old, new, 1)
        assert changed != right
        page.write_text(changed, encoding="utf-8")
        assert wrong_figures(page, con)[1]


def test_every_authority_that_exists_has_a_page(folder: Path, con: duckdb.DuckDBPyConnection) -> None:
    names = {row[0] for row in con.execute("SELECT name FROM authorities WHERE valid_to IS NULL").fetchall()}
    headings = {read(page).find("h1").get_text() for page in (folder / "authority").glob("*.html")}  # type: ignore[union-attr]
    assert headings == names
    assert len(names) == 153


def test_every_link_within_the_site_leads_somewhere(folder: Path) -> None:
    anchors = {page.resolve(): {str(tag["id"]) for tag in read(page).select("[id]")} for page in pages(folder)}
    for page in pages(folder):
        for link in read(page).select("a[href], link[href], script[src]"):
            target, anchor = urldefrag(str(link.get("href") or link.get("src")))
            if urlsplit(target).scheme:
                continue
            place = (page.parent / target).resolve() if target else page.resolve()
            assert place.is_file(), (page, link)
            assert not anchor or anchor in anchors[place], (page, link)


def test_what_is_not_judged_is_told_with_its_reason(folder: Path, con: duckdb.DuckDBPyConnection) -> None:
    (name,) = one(con, "SELECT authority FROM latest_judgements WHERE overall_effectiveness_status LIKE 'not app%'")
    page = read(folder / "authority" / f"{str(name).lower().replace(' ', '-')}.html")
    assert "until 31 March 2026" in page.get_text()
    cell = read(folder / "judgements.html").find("th", attrs={"data-value": str(name)})
    assert cell is not None
    assert cell.parent is not None
    assert "Overall effectiveness not applicable" in cell.parent.get_text()


def test_the_page_of_an_authority_of_which_nothing_is_held_says_so(folder: Path) -> None:
    text = read(folder / "authority" / "isles-of-scilly.html").get_text()
    assert "No full inspection of Isles of Scilly is held" in text


def test_a_release_stands_beside_the_report(folder: Path, con: duckdb.DuckDBPyConnection) -> None:
    query = "SELECT authority, title FROM press_releases WHERE inspection_id IS NOT NULL AND claims > 0 ORDER BY title"
    name, title = one(con, query)
    page = read(folder / "authority" / f"{str(name).lower().replace(' ', '-')}.html")
    section = page.find("section", attrs={"aria-labelledby": "council"})
    assert section is not None
    assert str(title) in section.get_text()
    assert "The report says" in section.get_text()


def test_the_page_permits_nothing_but_the_sites_own_files(folder: Path) -> None:
    for page in pages(folder):
        soup = read(page)
        policy = soup.find("meta", attrs={"http-equiv": "Content-Security-Policy"})
        assert policy is not None
        assert "default-src 'none'" in str(policy["content"])
        assert "unsafe" not in str(policy["content"])
        # What the policy would stop is not there: inline scripts that run, styles, handlers.
        assert not [
            tag for tag in soup.select("script") if not tag.get("src") and tag.get("type") != "application/json"
        ]
        assert not soup.select("style, [style], [onclick], [onload], [onerror], iframe, object, embed")


def test_the_same_data_gives_the_same_bytes_so_nothing_is_written_again(
    published: Path, folder: Path, tmp_path: Path
) -> None:
    shutil.copytree(folder, tmp_path / "site")
    done = CliRunner().invoke(app, ["--home", str(published.parent), "site", str(tmp_path / "site")])
    assert done.exit_code == 0
    assert re.fullmatch(r"\d{3} files, 0 written, 0 removed: .*index\.html\n", done.output)
    assert files(tmp_path / "site") == files(folder)


def test_only_what_changed_is_written(published: Path, folder: Path, tmp_path: Path) -> None:
    shutil.copytree(folder, tmp_path / "site")
    # Published again a day later, with nothing new: only pages that give the day of the data are written.
    later = tmp_path / "later.duckdb"
    working = connect(published.parent / "warehouse.duckdb")
    publish(working, later, utc_now() + timedelta(days=1))
    working.close()
    assert build_site(later, tmp_path / "site").files.written == 2
    changed = {path for path, content in files(tmp_path / "site").items() if content != files(folder)[path]}
    assert changed == {"index.html", "coverage.html", ".outcomes-site.json"}


def test_an_address_changes_nothing_but_the_feeds(folder: Path, addressed: Path) -> None:
    changed = {path for path, content in files(addressed).items() if content != files(folder)[path]}
    assert {Path(path).suffix for path in changed} == {".xml", ".json"}


@pytest.mark.parametrize("address", ["", ADDRESS])
def test_feeds_are_well_formed_and_made_of_the_data_alone(
    folder: Path, addressed: Path, con: duckdb.DuckDBPyConnection, address: str
) -> None:
    site = addressed if address else folder
    judged = con.execute(
        "SELECT DISTINCT inspection_id, authority, published_on FROM inspections JOIN judgements "
        "USING (inspection_id, authority, published_on) ORDER BY published_on DESC, inspection_id"
    ).fetchall()
    feed = feedparser.parse((site / "feed.xml").read_bytes())
    assert not feed.bozo
    assert [entry.published[:10] for entry in feed.entries] == [str(row[2]) for row in judged][:50]
    assert len({entry.id for entry in feed.entries}) == len(feed.entries)
    assert all(re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", entry.id) for entry in feed.entries)
    assert feed.feed.updated == max(entry.updated for entry in feed.entries)
    for entry, row in zip(feed.entries, judged, strict=False):
        assert entry.title.startswith(f"{row[1]}: ")
        assert entry.link.startswith(ADDRESS if address else "authority/")
        assert (site / entry.link.removeprefix(ADDRESS)).is_file()
    of_authority = feedparser.parse((site / "authority" / "cheshire-east.xml").read_bytes())
    assert len(of_authority.entries) == sum(row[1] == "Cheshire East" for row in judged)
    assert {entry.id for entry in of_authority.entries} <= {entry.id for entry in feed.entries}


def test_entries_keep_their_names_wherever_the_site_is_put(folder: Path, addressed: Path) -> None:
    feeds = [feedparser.parse((place / "feed.xml").read_bytes()) for place in (folder, addressed)]
    assert [entry.id for entry in feeds[0].entries] == [entry.id for entry in feeds[1].entries]
    assert feeds[0].feed.id == feeds[1].feed.id


@pytest.mark.parametrize(
    "address", ["outcomes.example.org", "ftp://example.org/", "https://a b/", "https://x/?q=1", ""]
)
def test_what_is_no_address_is_told_in_one_line(published: Path, tmp_path: Path, address: str) -> None:
    with pytest.raises(SiteError, match="is no address of a site") as told:
        build_site(published, tmp_path / "site", address)
    assert "\n" not in str(told.value)
    assert not (tmp_path / "site").exists()


def test_without_a_published_file_nothing_is_made(tmp_path: Path) -> None:
    done = CliRunner().invoke(app, ["--home", str(tmp_path / "home"), "site", str(tmp_path / "site")])
    assert "There is no published file" in str(done.exception)
    assert not (tmp_path / "site").exists()


def test_a_published_file_that_lacks_what_the_site_shows_is_told_in_one_line(published: Path, tmp_path: Path) -> None:
    older = tmp_path / "older.duckdb"
    shutil.copy(published, older)
    with duckdb.connect(str(older)) as con:
        con.execute("DROP VIEW due_next")
    with pytest.raises(QuestionError, match="'outcomes publish' builds it anew") as told:
        build_site(older, tmp_path / "site")
    assert "\n" not in str(told.value)
    with duckdb.connect(str(older)) as con:
        con.execute("CREATE VIEW due_next AS SELECT 1 AS one")
    with pytest.raises(QuestionError, match="lacks what the site shows"):
        build_site(older, tmp_path / "site")
