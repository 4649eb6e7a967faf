"""Links from a release to the inspectorate's reports."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import unquote

if TYPE_CHECKING:
    from transform.press.records import Page

_FILE = re.compile(r"\bfiles(?:\.api)?\.ofsted\.gov\.uk/v1/file/(\d{5,12})(?!\d)", re.IGNORECASE)
_PROVIDER = re.compile(r"\breports\.ofsted\.gov\.uk/provider/44/(\d{4,7})(?!\d)", re.IGNORECASE)


def report_links(page: Page) -> tuple[str, ...]:
    """Return the addresses of Ofsted's files and provider pages that a release links to or prints, each once.

    They are written as Ofsted writes them, whatever a mail programme wrapped around them.
    """
    printed = [unquote(text) for text in (*page.links, *page.paragraphs)]
    files = [f"https://files.ofsted.gov.uk/v1/file/{found}" for text in printed for found in _FILE.findall(text)]
    urns = [found for text in printed for found in _PROVIDER.findall(text)]
    providers = [f"https://reports.ofsted.gov.uk/provider/44/{urn}" for urn in urns]
    return tuple(dict.fromkeys([*files, *providers]))
