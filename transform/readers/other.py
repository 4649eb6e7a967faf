"""An Ofsted report or letter of a kind that no reader reads: it is stored and listed, and nothing is claimed of it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from transform.records import DocumentIssue, Inspection, Severity
from transform.vocabulary import Framework

if TYPE_CHECKING:
    from transform.document import Document

_OFSTED = re.compile(r"\bofsted\b|majesty’?'?s (chief )?inspector", re.IGNORECASE)
_CHILDREN = re.compile(
    r"\bchild(ren)?\b|\byoung people\b|\bcare leavers\b|\bspecial educational needs\b", re.IGNORECASE
)
_FIRST_PAGES = 2


def recognises(document: Document) -> bool:
    """Say whether the first pages name the inspectorate and speak of children."""
    text = "\n".join(page.text for page in document.pages[:_FIRST_PAGES])
    return bool(_OFSTED.search(text) and _CHILDREN.search(text))


def read(document: Document) -> tuple[Inspection, ...]:
    """Return the inspection without a fact, and the issue that says so."""
    issue = DocumentIssue(
        kind="framework_not_read",
        severity=Severity.INFO,
        detail="The document is from Ofsted, but of a kind that is not read. It is kept, and nothing is claimed of it.",
        page=1,
    )
    return (Inspection(Framework.OTHER, None, None, None, issues=(issue,)),)
