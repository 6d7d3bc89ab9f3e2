"""Which news agency wrote a story, from the marks that agencies leave in their text.

A dateline ("(Reuters) -"), a sign-off ("Reporting by … Editing by …"), a credit line, or somebody
who "told AFP" mark the story as the agency's.  An agency as a *source* ("state news agency Xinhua",
"AFP reported", "according to Reuters") does not.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from briefing.records import UNKNOWN

AGENCIES: Final = {
    "AFP": "AFP|Agence France-Presse",
    "AP": "AP|Associated Press",
    "Reuters": "Reuters|Thomson Reuters Foundation",
    "Xinhua": "Xinhua",
    "dpa": "dpa|DPA|Deutsche Presse-Agentur",
    "PTI": "PTI|Press Trust of India",
    "ANI": "ANI|Asian News International",
    "IANS": "IANS|Indo-Asian News Service",
    "UPI": "UPI|United Press International",
    "PA": "PA|PA Media|Press Association",
    "EFE": "EFE",
    "ANSA": "ANSA",
    "TASS": "TASS|ITAR-TASS",
    "RIA Novosti": "RIA Novosti",
    "Interfax": "Interfax",
    "Kyodo": "Kyodo(?: News)?",
    "Jiji": "Jiji(?: Press)?",
    "Yonhap": "Yonhap(?: News Agency)?",
    "Anadolu": "AA|Anadolu(?: Agency)?",
    "Bernama": "Bernama|BERNAMA",
    "Antara": "ANTARA|Antara",
    "AAP": "AAP|Australian Associated Press",
    "Canadian Press": "CP|Canadian Press",
    "Bloomberg": "Bloomberg(?: News)?",
    "CNA": "CNA|Central News Agency",
    "WAM": "WAM",
    "SPA": "SPA|Saudi Press Agency",
    "MENA": "MENA",
    "NAN": "NAN|News Agency of Nigeria",
}
"""Name of an agency: the spellings of its mark, as a regular expression."""

_ANY: Final = "|".join(f"(?P<a{n}>{marks})" for n, marks in enumerate(AGENCIES.values()))
_NAMES: Final = tuple(AGENCIES)
_DATELINE: Final = re.compile(
    rf"^[^()\n]{{0,90}}\((?:{_ANY})(?:[/,][^()]{{1,30}})?\)\s*(?:[—–:|.-]|--|$)|"
    rf"^(?:[A-Z][\w.'’/,-]*\s){{1,6}}[A-Z][a-z]{{2,8}}\.?\s\d{{1,2}}\s?\((?:{_ANY.replace('?P<a', '?P<b')})\)"
)
_CREDIT: Final = re.compile(
    rf"^\W{{0,3}}(?i:(?:source|by|credits?|text|story|agency|from|copyright|©|\(c\))\W{{0,3}}(?:\d{{4}}\s)?)?(?:[Tt]he\s)?"
    rf"(?:{_ANY})(?i:\W{{0,3}}(?:\d{{4}}|news agency|via\s.{{2,30}}|all rights reserved.{{0,80}}))?\W{{0,3}}$"
)
_TOLD: Final = re.compile(
    rf"\b(?:told|telling|tells|in an interview with|speaking to|spoke to|said in an interview with)\s(?:the\s|The\s)?"
    rf"(?:news agency\s)?(?:{_ANY})(?:\s(?:news agency|on|in|by|that|from|at|after|during|this)\b|[,.;:)\"'”’]|$)"
)
_TELLING: Final = ("told ", "tell", "interview with ", "speaking to ", "spoke to ")
"""One of these is in everything that _TOLD matches: six times cheaper than the pattern."""
_SIGN_OFF: Final = re.compile(
    r"\(?(?:Additional )?[Rr]eporting by [^.;()]{3,200}[;.]\s?(?:Additional reporting by [^;]{3,200}; ?)?"
    r"(?:Writing by [^;]{3,100}; ?)?[Ee]diting by "
)
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
    if any(
        "diting by " in paragraph and _SIGN_OFF.search(paragraph) for paragraph in paragraphs[-3:]
    ):
        return "Reuters"  # no other agency signs its stories in this form
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
