"""What is new: Ofsted's search for the latest report of every authority, and the pages of those that changed."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import timedelta

from extract.http import FetchError, Response
from extract.ofsted import ProviderPage, ReportLink, list_providers, read_provider
from extract.pages import PageError
from flows.steps.clock import ClockError, check_clock
from flows.steps.run import Run
from transform.faults import place
from warehouse.queries import pages_not_had
from warehouse.rows import Fetch, FetchKind, FetchOutcome, ProviderListing, ProviderSweep, Publication
from warehouse.store import known_providers

LOG = logging.getLogger(__name__)

# Ofsted inspects 153 councils; one can be split or merged, a dozen cannot vanish between two searches.
MOST_MISSING = 5


def search(run: Run) -> tuple[list[ProviderListing], list[Fetch]]:
    """Ask Ofsted's search for every authority and the date of its latest report.

    A search that lists clearly fewer authorities than before is a problem of the run: what it does list is used.

    Raises:
        FetchError, PageError: when the search cannot be asked or read: then nothing is known to be new.
        ClockError: when this machine's clock is wrong.
    """
    fetches: list[Fetch] = []

    def ask(url: str) -> bytes:
        response = run.session.get(url)
        if not fetches:
            check_clock(run, response)
        fetches.append(fetched(response, FetchKind.SEARCH, FetchOutcome.UNCHANGED))
        return response.body

    try:
        found = list_providers(ask, run.settings.ofsted_url)
    except (FetchError, PageError, ClockError):
        raise
    except Exception as error:  # what no reader foresaw is told as what it did foresee
        raise PageError(run.settings.ofsted_url, place(error)) from error
    listings = [
        ProviderListing(provider.urn, provider.name, provider.latest_report_on, provider.url)
        for provider in found.providers
    ]
    if found.total is not None and not found.complete:
        detail = f"The search says that there are {found.total} authorities and lists {len(listings)}."
        run.note_problem(run.settings.ofsted_url, detail)
    gone = sorted(set(known_providers(run.con)) - {listing.ofsted_urn for listing in listings})
    if len(gone) > MOST_MISSING:
        detail = (
            f"The search no longer lists {len(gone)} authorities that it listed before: {', '.join(gone[:5])} ...; "
        )
        run.note_problem(run.settings.ofsted_url, detail + "what is held of them is kept.")
    run.progress("search", len(listings), len(listings))
    return listings, fetches


def providers_announced(run: Run, listings: Sequence[ProviderListing]) -> list[ProviderListing]:
    """Return the authorities whose latest report is not the one last seen, or whose page was never read."""
    known = known_providers(run.con)
    return [
        listing
        for listing in listings
        if (held := known.get(listing.ofsted_urn)) is None
        or held.swept_at is None
        or held.latest_report_on != listing.latest_report_on
    ]


def providers_due(run: Run, listings: Sequence[ProviderListing]) -> list[ProviderListing]:
    """Return the authorities whose latest report is not the one last seen, or whose page was not read for long.

    One whose page could not be read when it was last asked for is due as well, whenever that was.
    """
    announced = {listing.ofsted_urn for listing in providers_announced(run, listings)}
    known = known_providers(run.con)
    failed_before = pages_not_had(run.con)
    oldest = run.clock() - timedelta(days=run.settings.sweep_days)
    return [
        listing
        for listing in listings
        if listing.ofsted_urn in announced
        or listing.provider_url in failed_before
        or ((swept := known[listing.ofsted_urn].swept_at) is not None and swept <= oldest)
    ]


def sweep(run: Run, providers: Sequence[ProviderListing]) -> tuple[list[ProviderSweep], list[Fetch]]:
    """Read the pages of these authorities. One that fails is a problem of the run and does not stop the others.

    There are fewer requests than authorities when so many failed in a row that the run gave up asking.
    """
    sweeps: list[ProviderSweep] = []
    fetches: list[Fetch] = []
    for number, provider in enumerate(providers, 1):
        try:
            response = run.session.get(provider.provider_url)
        except FetchError as error:
            run.note_problem(provider.provider_url, error.detail)
            fetches.append(failed(run, error, FetchKind.PROVIDER))
            run.failures_in_a_row[FetchKind.PROVIDER] += 1
            if run.gives_up(FetchKind.PROVIDER):
                break
            continue
        run.failures_in_a_row[FetchKind.PROVIDER] = 0
        try:
            page = _page_of(provider, response, run.settings.files_url)
        except PageError as error:
            run.note_problem(provider.provider_url, error.detail)
            # The page is kept, so that whoever mends the reader sees what it met.
            kept = run.archive.put(response.body)
            fetches.append(fetched(response, FetchKind.PROVIDER, FetchOutcome.REJECTED, kept, detail=error.detail))
            continue
        fetches.append(fetched(response, FetchKind.PROVIDER, FetchOutcome.UNCHANGED))
        publications = tuple(_publication(provider.ofsted_urn, report) for report in page.reports)
        sweeps.append(ProviderSweep(provider.ofsted_urn, response.requested_at, publications))
        for link in page.foreign_links:
            LOG.warning("%s links to %s, which is not the file host and is not followed.", provider.name, link)
        for problem in page.problems:
            LOG.warning("%s: %s", provider.name, problem)
        run.progress("authorities' pages", number, len(providers))
    return sweeps, fetches


def _page_of(provider: ProviderListing, response: Response, files_url: str) -> ProviderPage:
    try:
        page = read_provider(response.body, response.final_url, files_url)
    except PageError:
        raise
    except Exception as error:  # what no reader foresaw stops no other authority's page
        raise PageError(response.final_url, place(error)) from error
    if page.urn != provider.ofsted_urn:
        # A successor's page, to which its predecessor's address may lead, lists what is not the predecessor's.
        detail = f"The page is that of {page.name}, URN {page.urn}, and not of URN {provider.ofsted_urn}."
        raise PageError(response.final_url, detail)
    return page


def _publication(urn: str, report: ReportLink) -> Publication:
    return Publication(urn, report.file_id, report.label, report.published_on, report.url)


def fetched(
    response: Response,
    kind: FetchKind,
    outcome: FetchOutcome,
    sha256: str | None = None,
    *,
    file_id: str | None = None,
    detail: str | None = None,
) -> Fetch:
    """Return the row of a request that was answered."""
    return Fetch(
        url=response.url,
        kind=kind,
        requested_at=response.requested_at,
        seconds=response.seconds,
        outcome=outcome,
        final_url=response.final_url,
        status=response.status,
        headers=dict(response.headers),
        bytes=len(response.body),
        document_sha256=sha256,
        file_id=file_id,
        detail=detail,
    )


def failed(
    run: Run, error: FetchError, kind: FetchKind, file_id: str | None = None, *, url: str | None = None
) -> Fetch:
    """Return the row of a request that gave nothing; `url` is what was asked for when redirects led elsewhere."""
    return Fetch(
        url=url or error.url,
        kind=kind,
        requested_at=run.clock(),
        seconds=0.0,
        outcome=FetchOutcome.FAILED,
        status=error.status,
        file_id=file_id,
        detail=str(error),
    )
