"""Pages that newsrooms send with status 200 in place of a release: 'not found', 'unavailable', 'maintenance'."""

from __future__ import annotations

import html
import re

HEADING = re.compile(rb"<h1\b[^>]{0,500}>(.{1,300}?)</h1>", re.IGNORECASE | re.DOTALL)
TAG = re.compile(r"<[^>]{0,300}>")
# The whole of a heading: a release may well be about a service that is unavailable.
SAYS = re.compile(
    r"""
    (?:sorry\W+)? (?:(?:http\ )?(?:error\ )?[45]\d\d(?:\ error)?\W*)? (?:the\ |this\ )?
    (?: (?:page|report|article|document|content|item)?\ ?(?:was\ |is\ |could\ )?(?:cannot|can\ not|not)\ (?:be\ )?found
      | (?:page|site|website|service)?\ ?(?:is\ )?(?:temporarily\ |currently\ )?unavailable
      | (?:site\ |website\ )?(?:is\ )?(?:under\ |down\ for\ )?maintenance
      | internal\ server\ error | bad\ gateway | forbidden | access\ denied | application\ error
      | something\ (?:has\ gone|went)\ wrong | an\ error\ (?:has\ )?occurred | error
    )
    | (?:error\ )?[45]\d\d(?:\ error)?
    """,
    re.VERBOSE,
)


def error_heading(body: bytes) -> str | None:
    """Return the heading of a page that says that it is not what was asked for; None when none says so."""
    for match in HEADING.finditer(body):
        text = TAG.sub(" ", html.unescape(match[1].decode("utf-8", errors="replace")))
        text = " ".join(text.split()).strip(" .!:-–")
        if SAYS.fullmatch(text.lower()):
            return text
    return None
