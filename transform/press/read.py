"""From a newsroom's archived page to a release with all that it says."""

from __future__ import annotations

from transform.document import UnreadableError
from transform.faults import place
from transform.generation import release_reader_version
from transform.press.claims import claims_of
from transform.press.kinds import kind_of
from transform.press.links import report_links
from transform.press.lists import listed_findings
from transform.press.page import read_page
from transform.press.records import AuthorityNames, Release, ReleaseKind, ReleaseReading
from transform.press.statements import statements
from transform.press.windows import INSPECTIONS, VISITS, Stated, stated_visit, stated_window
from transform.records import Unreadable

_ABOUT_THE_COUNCIL = INSPECTIONS | VISITS


def read_release(html: bytes, url: str, names: AuthorityNames) -> ReleaseReading:
    """Return what the present reader makes of a page; never raises for what a body holds.

    A body that gives no release carries the reason: those of `transform.press.page.read_page`, or `reader_failed` (a
    fault of ours, with its place).

    Raises:
        MemoryError: when reading takes more memory than the process may have.
    """
    try:
        return ReleaseReading(release_reader_version(), _release(html, url, names))
    except UnreadableError as error:
        return ReleaseReading(release_reader_version(), unreadable=Unreadable(error.reason, error.detail))
    except MemoryError:
        raise
    except Exception as error:  # a page must not stop the others; the place goes to the quarantine
        return ReleaseReading(release_reader_version(), unreadable=Unreadable("reader_failed", place(error)))


def _release(html: bytes, url: str, names: AuthorityNames) -> Release:
    page = read_page(html, url)
    kind = kind_of(page, names)
    window = stated_window(page) if kind in INSPECTIONS else Stated()
    visited = stated_visit(page) if kind in VISITS else Stated()
    claimed = claims_of(page, kind, window.window, names)
    about = kind in _ABOUT_THE_COUNCIL or kind is ReleaseKind.OTHER
    return Release(
        page=page,
        kind=kind,
        window=window.window,
        visited=visited.window,
        claims=claimed.claims,
        unsure=claimed.unsure,
        earlier=claimed.earlier,
        statements=statements(page) if about else (),
        findings=listed_findings(page) if kind in _ABOUT_THE_COUNCIL else (),
        report_links=report_links(page),
        issues=(*window.issues, *visited.issues),
    )
