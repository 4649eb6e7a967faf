"""Links from a release to the inspectorate's reports."""

from __future__ import annotations

import re
from urllib.parse import unquote

from transform.press.records import Page

_FILE = re.compile(r"\bfiles(?:\.api)?\.ofsted\.gov\.uk/v1/file/(\d{5,12})(?!\d)", re.IGNORECASE)
_PROVIDER = re.compile(r"\breports\.ofsted\.gov\.uk/provider/44/(\d{4,7})(?!\d)", re.IGNORECASE)


def report_links(page: Page) -> tuple[str, ...]:
    """Return the addresses of Ofsted's files and provider pages that a release links to or prints, each once.

    They are written as Ofsted writes them, whatever a mail programme wrapped around them.
    """
    found: list[str] = []
    for printed in (*page.links, *page.paragraphs):
        address = unquote(printed)
        for match in _FILE.finditer(address):
            found.append(f"https://files.ofsted.gov.uk/v1/file/{match[1]}")
        for match in _PROVIDER.finditer(address):
            found.append(f"https://reports.ofsted.gov.uk/provider/44/{match[1]}")
    return tuple(dict.fromkeys(found))
