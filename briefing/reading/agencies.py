"""Which news agency wrote a story, from the marks that agencies leave in their text.

A dateline ("(Reuters) -"), a sign-off ("Reporting by … Editing by …"), a credit line, or somebody
who "told AFP" mark the story as the agency's.  An agency as a *source* ("state news agency Xinhua",
"AFP reported", "according to Reuters") does not.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from briefing.language.base import together
from briefing.records import UNKNOWN

_WORDS: Final = together()
AGENCIES: Final = _WORDS.groups("outlets.agencies")
"""Name of an agency: the spellings of its mark, as regular expressions."""

_ANY: Final = "|".join(f"(?P<a{n}>{'|'.join(marks)})" for n, marks in enumerate(AGENCIES.values()))
_NAMES: Final = tuple(AGENCIES)
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
_END_MARK: Final = re.compile(
    rf"(?:[.!?\"”’']\s*(?:[—–-]+\s?|\(|\[)|^\W{{0,3}})(?:{_ANY})[)\]]?\s*$"
)


def find_agency(paragraphs: Sequence[str], around: Sequence[str] = ()) -> str:
    """Return the agency that wrote a story, or ``unknown``.

    `paragraphs` is the story's own text in order, `around` the lines that stand next to it and
    were removed (bylines, credits).  Marks are asked in the order of their strength.
    """
    for paragraph in paragraphs[:3]:
        found = _named(_DATELINE.match(paragraph[:200]))
        if found != UNKNOWN:
            return found
    for line in around:
        found = _named(_CREDIT.match(line.strip())) if len(line) <= 160 else UNKNOWN
        if found != UNKNOWN:
            return found
    return _in_text(paragraphs)


def _in_text(paragraphs: Sequence[str]) -> str:
    if not paragraphs:
        return UNKNOWN
    last = paragraphs[-1]
    found = _named(_END_MARK.search(last[-60:]))
    if found != UNKNOWN:
        return found
    for name, form in _SIGN_OFFS.items():
        if any(form.search(paragraph) for paragraph in paragraphs[-3:]):
            return name
    for paragraph in paragraphs:
        if not any(verb in paragraph for verb in _TELLING):
            continue
        found = _named(_TOLD.search(paragraph))
        if found != UNKNOWN:
            return found
    return UNKNOWN


def _named(match: re.Match[str] | None) -> str:
    if match is None:
        return UNKNOWN
    for group, value in match.groupdict().items():
        if value is not None:
            return _NAMES[int(group[1:])]
    return UNKNOWN
