"""Who is speaking: a person's name, role and organisation from the words around "said"."""

from __future__ import annotations

import re
from dataclasses import dataclass

SAID = re.compile(
    r"\b(?:said|says|saying|added|adds|commented|comments|explained|explains|stated|states|continued"
    r"|continues|concluded"
    r"|concludes|remarked|responded|reflected|told\b[^:“\"]{0,40})\b"
)
_TITLE = (
    r"(?:Councillor|Cllr|Coun|Cllrs|Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Professor|Sir|Dame|Lord|Lady|Baroness|Rev"
    r"|Reverend|Alderman|The Hon|Rt Hon)\.?"
)
_PARTICLE = r"(?:de|del|della|den|der|di|du|la|le|van|von|bin|al|el|st|ap)"
_WORD = r"(?:[A-Z](?:[\w’'-]*\w)?\.?|[dD]['’][A-Z]\w+)"
_NAME = rf"(?:{_WORD}(?:\s+(?:{_PARTICLE}\s+){{0,2}}{_WORD}){{1,3}})"
_TITLED = re.compile(rf"(?:(?P<titles>{_TITLE}(?:\s+(?:and\s+)?{_TITLE})*)\s+)?(?P<name>{_NAME}|{_WORD})\Z")
_HONOURS = re.compile(r",?\s+(?:(?:CBE|OBE|MBE|KBE|BEM|DL|JP|QPM|MP|KC|QC|PhD|S?HMI)\b,?\s*)+(?=,|$)")
_PARTY = re.compile(
    r"\s*\((?:Lab(?:our)?|Con(?:servative)?|LD|Lib(?:eral)? ?Dem(?:ocrat)?s?|Green(?: Party)?|Ind(?:ependent)?"
    r"|Reform(?: UK)?|Labour and Co-?op(?:erative)?)\)"
)
_ROLE_NOUN = re.compile(
    r"\b(?:member|leader|director|chair(?:man|woman|person)?|mayor|officer|head|manager|chief|minister|lead"
    r"|deputy|commissioner"
    r"|inspector|president|portfolio|executive|principal|secretary|advis[eo]r|champion|superintendent|nurse"
    r"|ceo|dcs|governor"
    r"|social worker|carer|convenor|holder|trustee|spokes\w+|councillor)\b",
    re.IGNORECASE,
)
_NOT_NAMES = re.compile(
    r"^(?:The|A|An|He|She|They|It|We|I|In|On|At|Ofsted|Inspectors?|Council|Councillors?|Report|This|That"
    r"|These|Their|His|Her"
    r"|Children|Services?|Care|Spokes\w+|Leaders?|Staff|One|Another|Both|Our|As|But|And|Also|However|Who|What|When)$"
)
_NOT_IN_NAMES = re.compile(
    r"\b(?:Council|Ofsted|Inspectors?|Report|Services?|Children|Families|Department|Trust|Commission"
    r"|Authority|Partnership|Board"
    r"|Spokes\w+|Inspectorate|Government|Cabinet|Member|Director|Executive|Leader|Mayor|Chair|Chief|Officer"
    r"|Education|Care)\b"
)
_LEAD_IN = re.compile(
    r"^(?:(?:[A-Z][a-z]+ing|In (?:response|reaction|reply|a statement)|Following|After|Responding|Today"
    r"|Meanwhile|Earlier|On behalf)\b"
    r"[^,]*,\s*)+"
)
_ORGANISATION = re.compile(
    r"^(?P<role>.+(?<!Borough)(?<!City)(?<!County)),?\s+(?:at|of|for|from|with)\s+(?:the\s+)?"
    r"(?P<organisation>(?:[A-Z][\w’'&-]*\s+(?:(?:of|and|for|upon|on|in|the|with|&)\s+)*)+"
    r"(?:Council|Trust|Partnership|Board|Commission|Authority|Company|Police|Constabulary|ICB|First|Borough|Service)"
    r"(?:\s+[A-Z][\w’'-]*)*|Ofsted|NHS(?:\s+[A-Z][\w’'-]*)+)$"
)
_OWNER = re.compile(
    r"^(?P<organisation>(?:The\s+|the\s+)?(?:[A-Z][\w’'-]*\s+)*(?:[Cc]ouncil|Trust|Partnership|Authority"
    r"|Board|Borough))['’]s?\s+(?P<role>.+)$"
)
_WHO = re.compile(r"^(?:who\s+is\s+|who\s+was\s+|the\s+council['’]s\s+)?(?:also\s+)?(?:the\s+)?(?=\w)", re.IGNORECASE)
_OFFICE = re.compile(
    r"^(?P<role>(?:(?:Deputy|Executive|Lord|Acting|Interim|City|Borough|County)\s+)*(?:Mayor|Leader|Director"
    r"|Chair|Commissioner|Chief Executive)"
    r"(?:\s+(?:of|for)\s+(?:the\s+)?(?:[A-Z][\w’'&-]*(?:\s+(?:and|of|upon|on|for)\s+|\s+)?)+?)?)\s*,?\s*$"
)


@dataclass(frozen=True)
class Speaker:
    """A named person, with role and organisation as printed (None where not printed)."""

    name: str
    role: str | None = None
    organisation: str | None = None


def speaker_before(words: str) -> Speaker | None:
    """Return who is named in front of "said": "Mark Smith, director for people", "The leader, Cllr A. Jones,"."""
    sentence = _HONOURS.sub("", _PARTY.sub("", _last_sentence(words)))
    opening = _LEAD_IN.match(sentence)
    if opening and not re.search(rf"\b{_TITLE}\s+[A-Z]", opening[0]):
        sentence = sentence[opening.end() :]
    sentence = sentence.strip(" ,–—-:")
    parts = _parts(sentence)
    for at, part in enumerate(parts):
        named = _named(part)
        if named is None:
            continue
        name, office = named
        after = ", ".join(parts[at + 1 :]).strip(" ,")
        after = "" if after.startswith("and ") else after  # a second speaker
        before = ", ".join([*parts[:at], *([office] if office else [])]).strip(" ,")
        role = after if _ROLE_NOUN.search(after) else before if _ROLE_NOUN.search(before) else after or office
        return _speaker(name, role)
    return None


def speaker_after(words: str) -> Speaker | None:
    """Return who is named behind "said": "Councillor Jane Roe, cabinet member for children."."""
    return speaker_before(re.split(r"(?<=\w\w)[.;](?:\s|$)|[“\":]", words.strip(), maxsplit=1)[0])


def surname_of(words: str) -> str | None:
    """Return the name when the words in front of "added" are nothing but one: "Cllr Roe", "Jane Roe"."""
    named = _named(_last_sentence(words).strip(" ,–—-:"))
    return named[0] if named else None


def is_pronoun(words: str) -> bool:
    """Whether the words in front of "added" are a pronoun, which stands for the last who spoke."""
    return bool(
        re.fullmatch(
            r"(?:And |But )?(?:he|she|they)(?: also| then| has| have)?",
            _last_sentence(words).strip(" ,"),
            re.IGNORECASE,
        )
    )


def _last_sentence(words: str) -> str:
    """The last sentence of some words; a point after one letter or a title ends none."""
    cut = 0
    for match in re.finditer(r"[.!?][”\"’']?\s+(?=[A-Z“\"])", words):
        before = words[: match.start()]
        if not re.search(rf"(?:\b[A-Z]|\b{_TITLE[:-3]})$", before):
            cut = match.end()
    return words[cut:].strip()


def _parts(sentence: str) -> list[str]:
    return [part.strip() for part in re.split(r"\s*[,;]\s*|\s+[–—-]\s+|\s*\(\s*|\s*\)\s*", sentence) if part.strip()]


def _named(part: str) -> tuple[str, str | None] | None:
    """The name that a part ends with, and the office printed in front of it ("Leader of the Council Cllr Jane Roe")."""
    whole = _TITLED.fullmatch(part)
    if whole and _is_name(whole["name"], titled=bool(whole["titles"])):
        return whole["name"], None
    titled = re.search(rf"(?:^|\s){_TITLE}(?:\s+{_TITLE})*\s+(?P<name>{_NAME}|{_WORD})$", part)
    if titled and _is_name(titled["name"], titled=True):
        return titled["name"], part[: titled.start()].strip(" ,") or None
    words = part.split()
    for take in (3, 2):
        name = " ".join(words[-take:])
        office = " ".join(words[:-take])
        if office and _ROLE_NOUN.search(office) and _TITLED.fullmatch(name) and _is_name(name, titled=False):
            if take == 3 and not _OFFICE.match(office):
                continue
            return name, office
    return None


def _is_name(name: str, *, titled: bool) -> bool:
    words = name.split()
    if _NOT_NAMES.match(words[0]) or _NOT_IN_NAMES.search(name):
        return False
    return titled or len(words) >= 2


def _speaker(name: str, role: str | None) -> Speaker:
    if not role:
        return Speaker(name)
    owned = _OWNER.match(role)
    if owned:
        return Speaker(name, _tidy(owned["role"]), owned["organisation"].removeprefix("The ").removeprefix("the "))
    at = _ORGANISATION.match(role)
    if at:
        return Speaker(name, _tidy(at["role"]), at["organisation"].removeprefix("the "))
    return Speaker(name, _tidy(role))


def _tidy(role: str) -> str | None:
    return _WHO.sub("", role).strip(" ,:–—-") or None
