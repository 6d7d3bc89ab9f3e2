"""Spellings of one name put into one form, so that they neither part facts nor look like a clash."""

from __future__ import annotations

import re
from typing import Final

from briefing.language.words import fold

_VARIANTS: Final = (
    ("Turkey", "Türkiye", "Turkiye"),
    ("Gaza", "Gaza Strip", "the Gaza Strip", "Gaza enclave"),
    ("United States", "U.S.", "US", "U.S", "USA", "United States of America"),
    ("United Kingdom", "U.K.", "UK", "Britain", "Great Britain"),
    ("United Nations", "U.N.", "UN"),
    ("European Union", "E.U.", "EU"),
    ("Kyiv", "Kiev"),
    ("Odesa", "Odessa"),
    ("Kharkiv", "Kharkov"),
    ("Lviv", "Lvov"),
    ("Zaporizhzhia", "Zaporozhye"),
    ("Beijing", "Peking"),
    ("Mumbai", "Bombay"),
    ("Kolkata", "Calcutta"),
    ("Chennai", "Madras"),
    ("Bengaluru", "Bangalore"),
    ("Myanmar", "Burma"),
    ("Ivory Coast", "Côte d'Ivoire", "Cote d'Ivoire"),
    ("Czech Republic", "Czechia"),
    ("Eswatini", "Swaziland"),
    ("East Timor", "Timor-Leste"),
    ("Cape Verde", "Cabo Verde"),
    ("North Macedonia", "Macedonia"),
    ("Netherlands", "Holland"),
    ("Qaddafi", "Gaddafi", "Gadhafi", "Kadafi", "Qadhafi"),
    ("Hezbollah", "Hizbollah", "Hizbullah", "Hezbullah"),
    ("Quran", "Koran", "Qur'an"),
    ("Houthi", "Huthi"),
    ("Houthis", "Huthis"),
    ("al-Qaeda", "al Qaeda", "al-Qaida", "al Qaida"),
    ("Islamic State", "ISIS", "ISIL", "Daesh", "IS group"),
    ("Muhammad", "Mohammed", "Mohammad", "Mohamed"),
    ("Zelensky", "Zelenskyy", "Zelenskiy"),
    ("Khamenei", "Khamanei"),
    ("Netanyahu", "Nethanyahu"),
    ("per cent", "percent", "pct"),
)
"""Common double spellings in English-language news; the first of a row is the form all take."""

_FORM: Final = {variant: row[0] for row in _VARIANTS for variant in row[1:]}
_ANY: Final = re.compile(
    r"(?<![\w])(?:"
    + "|".join(re.escape(v) for v in sorted(_FORM, key=len, reverse=True))
    + r")(?!\w)"
)
_TITLES: Final = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|Sir|Sen|Rep|Gov|Gen|Prof)\.? (?=[A-Z])")


def canonical(text: str) -> str:
    """Return `text` with each known double spelling in its one form and courtesy titles left out."""
    return _TITLES.sub("", _ANY.sub(lambda match: _FORM[match.group()], text))


def same_name(first: str, second: str) -> bool:
    """Whether two names are spellings of one, or one is a part of the other (`Xi`, `Xi Jinping`)."""
    one, other = (fold(canonical(name)).split() for name in (first, second))
    return one == other or set(one) <= set(other) or set(other) <= set(one)
