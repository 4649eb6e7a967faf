"""What stands on a newsroom's page around the story: navigation, related news, sharing, cookies, footers.

Related news carries other councils' inspections and other stories' grades, so it has to go before anything is read.
"""

from __future__ import annotations

import re

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString

_NEVER_TEXT = (
    "script", "style", "noscript", "template", "svg", "iframe", "object", "embed", "canvas", "audio", "video", "math",
    "select", "textarea", "button", "input", "dialog", "figcaption", "head",
)  # fmt: skip
_AROUND = ("nav", "aside", "footer", "header")
_ROLES = frozenset({"navigation", "banner", "contentinfo", "complementary", "search", "dialog", "alertdialog", "menu"})
_NAMED = re.compile(
    r"(?:^|[-_])(?:related|share|shares|sharing|sharethis|social|addtoany|addthis|cookies?|consent"
    r"|breadcrumbs?|newsletter"
    r"|subscribe|subscription|signup|pagination|pager|sidebar|comments?|skip|skiplinks?|advert|adverts"
    r"|promos?|recommended"
    r"|popular|trending|latest|nav|navbar|navigation|menu|footer|feedback|masthead|tagcloud|whatsnew|onthispage|toc"
    r"|more-?news|other-?news|recent-?(?:news|posts)|read-?next|sr-only|visually-?hidden|screen-reader-text"
    r"|nonvisual)(?:[-_]|$)"
)
_LAYOUT = re.compile(
    r"^(?:has|with|no|without|is|not|layout|body|page|single|type|template|theme|hide"
    r"|show)(?:[-_]|$)"
)
_TEASER = re.compile(r"(?:^|[-_])(?:teasers?|cards?|views-row|listing|tiles?|news-?item|list-?item)(?:[-_]|$)")
_CHANGED = re.compile(r"updat|modif|amend|last-?review", re.IGNORECASE)
_LONGEST_DATE_LINE = 120
_GENERIC_HEADING = re.compile(
    r"(?:(?:the |our |all )?(?:latest |council |local )?"
    r"(?:news(?:room| room| centre| archive| article| story| and (?:events|media|features))?"
    r"|media (?:centre|releases?|room)|press (?:office|releases?|room)))",
    re.IGNORECASE,
)


def text_of(tag: Tag) -> str:
    """Return an element's text with single spaces."""
    return " ".join(tag.get_text(" ").split())


def remove_furniture(soup: BeautifulSoup) -> Tag | None:
    """Take out of the tree what is not the story, and return the story's heading, if the page has one."""
    for tag in soup.find_all(_NEVER_TEXT):
        tag.decompose()
    heading = _heading(soup)
    above = {id(tag) for tag in (heading, *heading.parents)} if heading else set()
    for tag in soup.find_all(lambda tag: _is_furniture(tag)):
        if not tag.decomposed and id(tag) not in above:
            tag.decompose()
    for tag in soup.find_all(lambda tag: _is_list_of_links(tag) or _is_teaser(tag, heading)):
        if not tag.decomposed and id(tag) not in above:
            tag.decompose()
    return heading


def _heading(soup: BeautifulSoup) -> Tag | None:
    """The first main heading: in the main part rather than in the site's header, and not the section's name."""
    found = [tag for tag in soup.find_all("h1") if text_of(tag)]
    in_main = [tag for tag in found if tag.find_parent(["main", "article"]) or tag.find_parent(role="main")]
    outside = [tag for tag in found if not tag.find_parent(_AROUND)]
    own = [tag for tag in (in_main or outside or found) if not tag.find_parent(["nav", "aside", "footer"])]
    for tag in own:
        if not _GENERIC_HEADING.fullmatch(text_of(tag)):
            return tag
    for section in own[:1]:
        below = section.find_next(["h2"])
        if isinstance(below, Tag) and text_of(below) and not below.find_parent(["nav", "aside", "footer"]):
            return below
    return own[0] if own else None


def _is_furniture(tag: Tag) -> bool:
    if tag.name in ("html", "body", "main"):
        return False
    if tag.name in _AROUND:
        inside = tag.name in ("header", "footer") and tag.find_parent(["article", "main", "blockquote"])
        return not inside or (tag.name == "footer" and not tag.find_parent("blockquote"))
    if tag.get("hidden") is not None or str(tag.get("aria-hidden", "")).lower() == "true":
        return True
    if re.search(r"display\s*:\s*none", str(tag.get("style", ""))[:500], re.IGNORECASE):
        return True
    if str(tag.get("role", "")).lower() in _ROLES:
        return True
    names = _names(tag)
    return _says_changed(tag, names) or any(_NAMED.search(name) and not _LAYOUT.match(name) for name in names)


def _says_changed(tag: Tag, names: list[str]) -> bool:
    """Whether an element gives the day on which the page was changed; one class may say both that and "published"."""
    if tag.get("itemprop") == "dateModified":
        return True
    named = " ".join(names)
    if not _CHANGED.search(named) or "publish" in named:
        return False
    text = text_of(tag)
    return len(text) <= _LONGEST_DATE_LINE and any(letter.isdigit() for letter in text)


def _names(tag: Tag) -> list[str]:
    """Give an element's classes and id in lower case, `camelCase` as `camel-case`."""
    printed = [*tag.get_attribute_list("class")[:40], tag.get("id")]
    return [re.sub(r"(?<=[a-z])(?=[A-Z])", "-", str(name)[:80]).lower() for name in printed if name]


def _is_list_of_links(tag: Tag) -> bool:
    """Whether each item of a list is a link, or starts with one as the teasers of other stories do."""
    if tag.name not in ("ul", "ol"):
        return False
    items = [item for item in tag.find_all("li", recursive=False) if text_of(item)]
    return bool(items) and (
        all(_linked(item) >= 0.9 for item in items)
        or (len(items) > 1 and all(_starts_with_link(item) for item in items))
    )


def _linked(item: Tag) -> float:
    return sum(len(text_of(link)) for link in item.find_all("a")) / max(1, len(text_of(item)))


def _starts_with_link(item: Tag) -> bool:
    for node in item.descendants:
        if isinstance(node, NavigableString) and node.strip():
            return node.find_parent("a") is not None
    return False


def _is_teaser(tag: Tag, heading: Tag | None) -> bool:
    """Whether a box is headed with a link to another story."""
    boxed = tag.name == "article" or any(_TEASER.search(name) for name in _names(tag))
    if not boxed or tag is heading:
        return False
    headed = tag.find(["h2", "h3", "h4", "h5"])
    return headed is not None and (headed.find("a") is not None or headed.find_parent("a") is not None)
