"""Which news agency wrote a story, from the marks that agencies leave in their text.

A dateline ("(Reuters) -", "/PRNewswire/"), a sign-off ("Reporting by … Editing by …", "… replaced. PTI"),
a credit line or a byline that names it ("By Ilse Brandt, dpa", "Herald staff and Reuters") mark the story
as the agency's.  An agency as a *source* ("state news agency Xinhua", "AFP reported", "according to
Reuters") does not.  Somebody who "told AFP" is a mark only where no outlet is known: of eleven such
stories of outlets that printed their own text (621 of four days), ten were not the agency's.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from briefing.language.base import together
from briefing.records import UNKNOWN

_WORDS: Final = together()
AGENCIES: Final = _WORDS.groups("outlets.agencies")
"""Name of an agency: the spellings of its mark, as regular expressions."""

_ANY: Final = "|".join(f"(?P<a{n}>{'|'.join(marks)})" for n, marks in enumerate(AGENCIES.values()))
_NAMES: Final = tuple(AGENCIES)
_WIRE: Final = re.compile(
    rf"^.{{0,90}}?(?:/(?:{_ANY})[^/\n]{{0,20}}/|\((?:{_ANY.replace('?P<a', '?P<b')})\))\s?(?:--|[—–-])"
)
_DATELINE: Final = re.compile(
    rf"^[^()\n]{{0,90}}\((?:{_ANY})(?:[/,][^()]{{1,30}})?\)\s*(?:[—–:|.-]|--|$)|"
    rf"^(?:[A-Z][\w.'’/,-]*\s){{1,6}}[A-Z][a-z]{{2,8}}\.?\s\d{{1,2}}\s?\((?:{_ANY.replace('?P<a', '?P<b')})\)"
)
_ARTICLE: Final = rf"(?:{_WORDS.pattern('outlets.agency_article')}\s)?"
_CREDIT: Final = re.compile(
    rf"^\W{{0,3}}(?i:(?:{_WORDS.pattern('outlets.credits')}|©|\(c\))\W{{0,3}}(?:\d{{4}}\s)?)?{_ARTICLE}"
    rf"(?:{_ANY})(?i:\W{{0,3}}(?:\d{{4}}|{_WORDS.pattern('outlets.behind_credits')}))?\W{{0,3}}$"
)
_NOUN: Final = _WORDS.pattern("outlets.agency_noun")
_TOLD: Final = re.compile(
    rf"\b{_WORDS.pattern('outlets.told')}\s{_ARTICLE}(?:{_NOUN}\s)?"
    rf"(?:{_ANY})(?:\s(?:{_NOUN}|{_WORDS.pattern('outlets.behind_told')})\b|[,.;:)\"'”’]|$)"
)
_TELLING: Final = _WORDS.phrases("outlets.told_parts")
_SIGN_OFFS: Final = {
    name: re.compile("|".join(forms)) for name, forms in _WORDS.groups("outlets.sign_offs").items()
}
_INITIALS: Final = r"(?:\s[a-z]{2,4}){0,5}"
"""Of those who wrote and edited a text, behind the mark: "dpa xx yd ps"."""
_END_MARK: Final = re.compile(
    rf"(?:[.!?\"”’']\s*(?:[—–-]+\s?|\(|\[|\s)|^\W{{0,3}})(?:{_ANY}){_INITIALS}[)\]]?\s*$"
)
_END_CREDIT: Final = re.compile(
    r"(?<=[.!?\"”’'])\s*(?:\((?P<round>[^()\n]{2,40})\)|\[(?P<square>[^\[\]\n]{2,40})\]|/(?P<bare>[^/\s]{2,20})/?)\s*$"
)
"""Who wrote a text, behind its last sentence: "(Reuters)", "[AP]", "(AFP, own report)", "/TASR/"."""
_PHOTOGRAPHER: Final = re.compile(r"[^\W\d_]+\.?(?:\s[^\W\d_]+\.?)+/")
"""Whose picture it is: "Jan Velm/Reuters"; who writes for an agency signs with initials."""
_FROM: Final = re.compile(rf"\s{_WORDS.pattern('outlets.reports_from')}\s[^\W\d_]")
_FROM_PLACE: Final = re.compile(rf"(?<!\w)(?:{_ANY}){_FROM.pattern}")
_PARTS: Final = re.compile(
    rf"\s*[|·•,()\[\]]\s*|\s*/\s*|\s+[-–—]\s+|(?:^|\s+){_WORDS.pattern('outlets.joins_credits')}\s+|:\s+"
)
_JOIN: Final = re.compile(rf"^{_WORDS.pattern('outlets.joins_credits')}\s+")
_PICTURE: Final = re.compile(
    rf"(?i)\b{_WORDS.pattern('outlets.pictures')}\b|^\W*\[\d|[A-Za-z]/[A-Z]\w+\s[A-Z]"
)
_STATE: Final = 2
"""Characters of marks that are a state's or a country's as well: "Harrisburg, PA"."""
_LONGEST_CREDIT: Final = 90
_LONG_PART: Final = 4
"""Words of a part of a credit line; where one has more, the line is a headline or a sentence."""


_ONE: Final = re.compile(rf"(?:{_WORDS.pattern('outlets.agency_article')}\s)?(?:{_ANY})")


@lru_cache(maxsize=4096)
def is_agency(name: str) -> bool:
    """Whether a name is an agency's."""
    return _ONE.fullmatch(name.strip()) is not None


@lru_cache(maxsize=4096)
def agency_named(name: str) -> str:
    """Return the agency that a spelling stands for ("Associated Press", "dpa-infocom"), or ""."""
    found = _named(_ONE.fullmatch(name.strip()))
    return "" if found == UNKNOWN else found


@lru_cache(maxsize=4096)
def end_credit(paragraph: str) -> tuple[int, str]:
    """Return where the credit begins that ends a paragraph behind its last sentence, and the agency that it names; the paragraph's end and ``unknown`` where there is none."""
    found = _END_CREDIT.search(paragraph, max(0, len(paragraph) - _LONGEST_CREDIT))
    credit = next(filter(None, found.groups())) if found else ""
    is_of_picture = _PHOTOGRAPHER.match(credit) or _PICTURE.search(paragraph)
    agency = UNKNOWN if is_of_picture else _in_credit(credit)
    return (found.start(), agency) if found and agency != UNKNOWN else (len(paragraph), UNKNOWN)


def find_agency(
    paragraphs: Sequence[str],
    around: Sequence[str] = (),
    bylines: Sequence[str] = (),
    outlet: str = UNKNOWN,
) -> str:
    """Return the agency that wrote a story, or ``unknown``.

    `paragraphs` is the story's own text in order, `around` the lines that stand next to it and
    were removed, `bylines` those of them that can only be the story's own (bylines, sources), and `outlet`
    who published it, where that is known.  Marks are asked in the order of their strength.
    """
    for paragraph in paragraphs[:3]:
        head = paragraph[:200]
        if "(" not in head and "/" not in head:  # between which an agency stands: most have neither
            continue
        found = _named(_DATELINE.match(head) or _WIRE.match(head))
        if found != UNKNOWN:
            return found
    for line in around:
        found = _credited(line) if len(line) <= 160 else UNKNOWN
        if found != UNKNOWN:
            return found
    for line in bylines:
        found = _in_credit(line.strip())
        if found != UNKNOWN:
            return found
    signed = _signed_off([*paragraphs[-3:], *bylines])
    if signed != UNKNOWN:
        return signed
    return _in_text(paragraphs, told=outlet == UNKNOWN)


@lru_cache(maxsize=4096)
def _credited(line: str) -> str:
    """The agency whose name, or a credit of it, a whole line is."""
    return _named(_CREDIT.match(line.strip()))


@lru_cache(maxsize=4096)
def _in_credit(line: str) -> str:
    """The agency that a byline, source or sign-off names beside others; none in the credit of a picture."""
    if len(line) > _LONGEST_CREDIT or _PICTURE.search(line):
        return UNKNOWN
    parts = [_JOIN.sub("", part) for part in _PARTS.split(line) if part]
    if any(len(part.split()) > _LONG_PART for part in parts):
        return UNKNOWN
    for part in parts:
        if is_agency(part) and (
            len(part) > _STATE or part == line or f"/{part}" in line or "(" in line
        ):
            return _named(_ONE.fullmatch(part))
    return _named(_END_MARK.fullmatch(line))


def _in_text(paragraphs: Sequence[str], *, told: bool) -> str:
    if not paragraphs:
        return UNKNOWN
    signed = end_credit(paragraphs[-1])[1]
    if signed != UNKNOWN:
        return signed
    end, opening = paragraphs[-1][-60:], paragraphs[0][:400]
    is_sent = _FROM.search(opening) is not None  # many times cheaper than the agencies' names
    found = _named(_END_MARK.search(end) or (_FROM_PLACE.search(opening) if is_sent else None))
    if found != UNKNOWN:
        return found
    for paragraph in paragraphs if told else ():
        if not any(verb in paragraph for verb in _TELLING):
            continue
        found = _named(_TOLD.search(paragraph))
        if found != UNKNOWN:
            return found
    return UNKNOWN


def _signed_off(lines: Sequence[str]) -> str:
    """The agency whose form of a sign-off stands in one of the lines: "Reporting by … Editing by …"."""
    for name, form in _SIGN_OFFS.items():
        if any(form.search(line) for line in lines):
            return name
    return UNKNOWN


def _named(match: re.Match[str] | None) -> str:
    if match is None:
        return UNKNOWN
    for group, value in match.groupdict().items():
        if value is not None:
            return _NAMES[int(group[1:])]
    return UNKNOWN
