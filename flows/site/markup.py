"""Templates: all that comes from reports and councils is shown as text, and only web addresses become links."""

from __future__ import annotations

import math
import re
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from flows.site import words

# Signs that no page shows and that act on what stands around them: controls, and marks of the writing's direction.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028\u2029\u202a-\u202e\u2060-\u2069\ufeff\ufffe\uffff]"
)


def environment() -> Environment:
    """Return the environment of the site's templates."""
    made = Environment(
        loader=FileSystemLoader(Path(__file__).with_name("templates")),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        finalize=clean,
    )
    made.filters.update(
        day=day, url=url, area=words.area, framework=words.framework, grade=words.grade, mark=words.mark
    )
    made.filters.update(plain=words.plain, page=page_of, sentence=sentence, iso_day=iso_day, share=share)
    made.globals.update(
        states=words.STATES, verdicts=words.VERDICTS, publication_states=words.PUBLICATION_STATES, state=words.state
    )
    return made


def clean(value: Any) -> Any:
    """Return a value as the page shows it: nothing for null, and no signs that nobody sees and that do something."""
    if value is None:
        return ""
    if isinstance(value, Markup):
        return value
    return _INVISIBLE.sub("", value) if isinstance(value, str) else value


def day(value: date | None) -> str:
    """Return a day as people write it, `2 July 2024`; nothing for none."""
    return f"{value.day} {value:%B %Y}" if value else ""


def iso_day(text: str | None) -> str:
    """Return a day that is written `2024-07-02` as people write it; other texts as they are."""
    try:
        return day(date.fromisoformat(text)) if text else ""
    except ValueError:
        return text or ""


def share(value: float) -> str:
    """Return a share from 0 to 1 in per cent, rounded down: only all of it is 100 %."""
    return f"{math.floor(value * 1000) / 10:g} %"


def sentence(text: str | None) -> str:
    """Return a reason that names areas by their codes and days as `2024-07-02`, in the words of the site."""
    named = re.sub(r"\b[a-z]+(?:_[a-z]+)+\b", lambda code: words.area(code[0]).lower(), text or "")
    return re.sub(r"\b\d{4}-\d\d-\d\d\b", lambda found: iso_day(found[0]), named)


def url(address: str | None) -> str:
    """Return an address that is fit for a link, which only one of the web is; nothing for others."""
    if not address or clean(address) != address or re.search(r"[\s\"'<>`\\]", address):
        return ""
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    return address if parts.scheme in ("http", "https") and parts.hostname else ""


def page_of(address: str | None, page: int | None) -> str:
    """Return the link to a page of a report."""
    link = url(address)
    return f"{link}#page={page}" if link and page and "#" not in link else link


def slug(name: str) -> str:
    """Return a name as part of a file's name: small letters, digits and hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")
