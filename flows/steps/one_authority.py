"""A refresh of one authority: its page, its reports, its newsroom, and nothing of others."""

from __future__ import annotations

from flows.steps.authorities import Authority
from flows.steps.press import newsrooms_of
from flows.steps.refresh import DIRECTLY, Perform, RefreshSummary, recorded
from flows.steps.run import Run
from transform.generation import reader_version, release_reader_version
from warehouse.press_queries import items_to_fetch, releases_to_read
from warehouse.selection import Choice, chosen, documents_of, listing_of
from warehouse.store import documents_to_read, files_to_fetch


def refresh_authority(run: Run, authority: Authority, perform: Perform = DIRECTLY) -> RefreshSummary:
    """Read an authority's page, fetch, read and load what of it is not held, ask its newsroom, and publish.

    The search is asked only when it has never listed the authority.

    Raises:
        PublishRefusedError: when the finished build fails its checks; what was loaded stays.
        RegisterError: when the register of newsrooms cannot be used, before anything is asked.
    """
    urn = authority.ofsted_urn or ""
    newsrooms = [newsroom for newsroom in newsrooms_of(run) if newsroom.ofsted_urn == urn]
    listed = listing_of(run.con, urn)
    with recorded(run, "refresh") as total:
        pages = [listed] if listed else [found for found in total.search(perform) if found.ofsted_urn == urn]
        total.sweep_all(perform, () if listed else pages, pages)
        files = {report.file_id for report in chosen(run.con, Choice(urns=frozenset({urn})))}
        total.fetch_all(perform, [file for file in files_to_fetch(run.con, run.clock()) if file.file_id in files])
        documents = documents_of(run.con, files)
        total.read_all(perform, [each for each in documents_to_read(run.con, reader_version()) if each in documents])
        total.sweep_newsrooms(perform, newsrooms, None)
        total.fetch_releases(perform, newsrooms, items_to_fetch(run.con, run.clock()))
        releases = releases_to_read(run.con, release_reader_version())
        total.read_releases(perform, [release for release in releases if release.ofsted_urn == urn])
        return total.publish(perform)
