"""Numbers in a text: digits and words read to one value, with the characters they stand on.

::

    text ─ lexemes (digits, number words, codes) ─ rules, first that holds ─▶ Numeral, …

`half a million`, `500,000` and `0.5m` have one key; `a few hundred` and `the mid-20s` have one that
only they have; `U-20`, `G7` and `24/7` are names.  All words are data: ``<code>/figures.toml``.
Each lexeme is looked at a fixed number of times, so that the time is linear in the text.
"""

from __future__ import annotations

import math
from functools import lru_cache
from typing import Final, Literal, NamedTuple

from briefing.language.figures.lexemes import Row, Sum
from briefing.language.figures.lexicon import Lexicon, lexicon_of

Kind = Literal["cardinal", "ordinal", "fraction", "vague", "decade", "name"]

_VULGAR: Final = {"½": 1 / 2, "⅓": 1 / 3, "⅔": 2 / 3, "¼": 1 / 4, "¾": 3 / 4}
_LONGEST: Final = 15
"""Digits that a float holds exactly; what is longer is a code and counts nothing."""


class Numeral(NamedTuple):
    """A number: its values from `low` to `high`, most often one, and its characters."""

    key: str
    """One form for all ways to write the same number: `250`, `17th`, `2/3`, `100 few`."""
    low: float
    high: float
    kind: Kind
    start: int
    end: int
    scale: float = 1
    """The power of ten that stands behind it as a word: 1e6 in `5 million`."""


class Found(NamedTuple):
    """What a rule read, and the first lexeme behind it."""

    after: int
    kind: Kind
    low: float
    key: str = ""
    high: float | None = None
    scale: float = 1


@lru_cache(maxsize=4096)
def find_numerals(text: str, language: str = "en") -> tuple[Numeral, ...]:
    """Return the numbers of `text` in order; none overlaps another."""
    row = Row(text, lexicon_of(language))
    found, at = [], 0
    while at < len(row.lexemes):
        read = _read(row, at)
        if read:
            start, end = row.lexemes[at].start, row.lexemes[read.after - 1].end
            high = read.low if read.high is None else read.high
            key = read.key or written(read.low)
            found.append(Numeral(key, read.low, high, read.kind, start, end, read.scale))
        at = read.after if read else at + 1
    return tuple(found)


def _read(row: Row, at: int) -> Found | None:
    """Read the number that begins at lexeme `at`, by the first rule that holds."""
    for rule in _WORDED if row.lexemes[at].kind == "word" else _DIGITAL:
        found = rule(row, at)
        if found:
            return found
    return None


def written(value: float) -> str:
    """Return the one way in which a value is written in keys."""
    if not math.isfinite(value):
        return repr(value)
    value = float(f"{value:.12g}")
    return str(int(value)) if value == int(value) and abs(value) < 10**_LONGEST else repr(value)


# -- digits -------------------------------------------------------------------------------------


def _code(row: Row, at: int) -> Found | None:
    """Read `U-20`, `G7` and `24/7`: names that count nothing."""
    lexeme = row.lexemes[at]
    if lexeme.kind == "code":
        return Found(at + 1, "name", 0.0, lexeme.text.replace("-", "").rstrip("s"))
    if lexeme.kind == "digits" and lexeme.text.count("/") == 1 and not row.glued(at + 1):
        return Found(at + 1, "name", 0.0, lexeme.text)
    return None


def _digits(row: Row, at: int) -> Found | None:
    words, lexeme = row.words, row.lexemes[at]
    value = _value(lexeme.text, words) if lexeme.kind == "digits" else None
    if value is None:
        return None
    ending = row.next(at + 1) if row.glued(at + 1) else ""
    if ending in words.ordinal_endings and value == int(value):
        return Found(at + 2, "ordinal", value, f"{int(value)}th")
    if ending in words.decade_endings and len(lexeme.text) in {2, 4} and value % 10 == 0:
        return _years(at + 2, value, "")
    if row.next(at + 1) in words.something and value % 10 == 0:
        return Found(at + 2, "vague", value, f"{int(value)}something", value + 9)
    if ending and not (words.scale_behind(ending) or ending in words.unit_words):
        return None
    return _scaled(row, at + 1, value)


def _value(digits: str, words: Lexicon) -> float | None:
    """Return the value of digits with decimal and grouping marks, None where they are no number."""
    vulgar = _VULGAR.get(digits[-1:], 0)
    plain = digits[:-1] if vulgar else digits
    if len(plain) > 2 * _LONGEST or (plain and not words.number.fullmatch(plain)):
        return None
    plain = plain.replace(words.grouping, "") if words.grouping else plain
    whole, _, rest = plain.partition(words.decimal) if words.decimal else (plain, "", "")
    if len(whole.lstrip("0")) > _LONGEST:
        return None
    return float(f"{whole or 0}.{rest or 0}") + vulgar


def _scaled(row: Row, at: int, value: float) -> Found:
    """Read what may follow digits: `and a half`, `bn`, `lakh crore`."""
    after, half = _and_fraction(row, at)
    value, scale = value + half, 1.0
    while behind := _scale_at(row, after):
        scale *= behind
        after += 1
    return Found(after, "cardinal", value * scale, scale=scale)


def _scale_at(row: Row, at: int) -> float:
    word = row.next(at)
    if row.glued(at) and word in row.words.letter_scales:
        return row.words.letter_scales[word]
    return row.words.scales.get(word) or row.words.short_scales.get(word, 0)


def _and_fraction(row: Row, at: int) -> tuple[int, float]:
    """Return what is behind `and a half` where that stands at `at`, and its value."""
    words = row.words
    if row.next(at) in words.joiners and row.next(at + 1) in words.articles:
        part = row.next(at + 2)
        if part in words.fractions and part not in words.ordinals:
            return at + 3, 1 / words.fractions[part]
    return at, 0.0


# -- years, and what is vague -------------------------------------------------------------------


def _decade(row: Row, at: int) -> Found | None:
    """Read `mid-20s` and `late 1990s`."""
    part, following = row.lexemes[at].text, row.next(at + 1)
    if part not in row.words.decade_parts or not following.isdecimal():
        return None
    whole = _digits(row, at + 1)
    if whole is None or not whole.key.endswith("s"):
        return None
    low, high = row.words.decade_parts[part]
    return _years(whole.after, whole.low, f"{part}-", low, high)


def _years(after: int, value: float, part: str, low: int = 0, high: int = 9) -> Found:
    kind: Kind = "decade" if value >= 1000 else "vague"
    return Found(after, kind, value + low, f"{part}{int(value)}s", value + high)


def _something(row: Row, at: int) -> Found | None:
    """Read `twentysomething` and `twenty-something`."""
    words, first = row.words, row.lexemes[at].text
    value = words.somethings.get(first, 0)
    parted = words.tens.get(first, 0) if row.next(at + 1) in words.something else 0
    if not (value or parted):
        return None
    value = value or parted
    return Found(at + (2 if parted else 1), "vague", value, f"{int(value)}something", value + 9)


def _vague(row: Row, at: int) -> Found | None:
    """Read `a few hundred`, `several dozen` and `tens of thousands`."""
    words = row.words
    first = at + (row.lexemes[at].text in words.articles)
    word = row.next(first) if first > at else row.lexemes[at].text
    few = word if word in words.vague else ""
    after = row.skip(first + 1, words.of) if few else at
    scales = words.scales if few else words.plural_scales
    total = 1.0
    while after < len(row.lexemes):
        following = row.next(after) if after > at else row.lexemes[at].text
        if following not in scales:
            break
        total *= scales[following]
        after += 1
        if not few and row.next(after) in words.of and row.next(after + 1) in scales:
            after += 1
    if total == 1:
        return None
    return Found(after, "vague", 2 * total, f"{written(total)} {few or 'many'}", 10 * total)


# -- words --------------------------------------------------------------------------------------


def _portion(row: Row, at: int) -> Found | None:
    """Read `half a million` and `two-thirds`, and `a third` where it is one of something."""
    words, first = row.words, row.lexemes[at].text
    led = first in words.articles or words.ones.get(first) == 1
    many = words.ones.get(first, 0) > 1 and row.next(at + 1) in words.fractions_many
    part = row.next(at + 1) if led or many else first
    size = (words.fractions_many if many else words.fractions).get(part, 0)
    if not size:
        return None
    after = at + 1 + (led or many)
    count = words.ones[first] if many else 1
    scaled = _scaled(row, row.skip(row.skip(after, words.of), words.articles), count / size)
    if scaled.scale > 1:
        return scaled
    named = not (led or many) and part not in words.bare_fractions
    following = words.shares_of if led or many else words.shares_of | words.shares_bare
    alone = row.stands_alone(after, following) and row.before(at) not in words.shares_not
    if not many and (named or not alone):
        return None
    return Found(after, "fraction", count / size, f"{int(count)}/{int(size)}")


def _spelt(row: Row, at: int) -> Found | None:
    """Read `two hundred and fifty`, `a dozen`, `two and a half million`."""
    words, first = row.words, row.lexemes[at].text
    spelt, after = Sum(joins=row.before(at) not in words.between), at
    if first in words.bare_scales or (first in words.articles and row.next(at + 1) in words.scales):
        spelt.group = 1
        after = at + (first in words.articles)
    elif first not in words.small:
        return None
    while after < len(row.lexemes):
        word = row.next(after) if after > at else first
        step = _add(row, after, word, spelt)
        if not step:
            break
        after += step
        if row.lexemes[after - 1].text in words.ordinals:
            return Found(after, "ordinal", spelt.value, f"{int(spelt.value)}th")
    after, half = _and_fraction(row, after)
    if half:
        value = spelt.value + half * (spelt.scale if spelt.group == 0 else 1)
        return _scaled(row, after, value)
    return Found(after, "cardinal", spelt.value, scale=spelt.scale)


def _add(row: Row, at: int, word: str, spelt: Sum) -> int:
    """Add the number word at `at`, and return how many lexemes that took: 0 where it cannot follow."""
    words = row.words
    if word in words.scales:
        return int(spelt.least > 12 and spelt.multiply(words.scales[word]))
    joined = spelt.joins and word in words.joiners and spelt.scale >= 100
    if joined and not _goes_on(row, at + 1, spelt):
        return 0
    small = row.next(at + 1) if joined else word
    value = words.small.get(small, 0) or _last_ordinal(row, at, spelt, word)
    lonely = spelt.scale > 1 and not joined and small in words.one
    if (small not in words.small and not value) or lonely or spelt.least <= 12:
        return 0
    if not spelt.takes(value) or (value == 0 and spelt.value):
        return 0
    spelt.group += value
    return 1 + joined


def _last_ordinal(row: Row, at: int, spelt: Sum, word: str) -> float:
    """Return the ordinal that ends `twenty-first`, 0 where it is a word of its own."""
    value = row.words.ordinals.get(word, 0)
    lexemes = row.lexemes
    hyphen = at > 0 and row.text[lexemes[at - 1].end : lexemes[at].start] in {"-", "‑"}
    return value if hyphen and value < 10 and spelt.group % 100 >= 20 else 0


def _goes_on(row: Row, at: int, spelt: Sum) -> bool:
    """Whether `and` leads on to the rest of a number: not in `between two thousand and three thousand`."""
    words = row.words
    after = at
    while after < at + 2 and row.next(after) in words.small:
        after += 1
    scale = words.scales.get(row.next(after), 0)
    return after > at and scale not in {12, 100} and scale < spelt.least


def _ordinal(row: Row, at: int) -> Found | None:
    value = row.words.ordinals.get(row.lexemes[at].text)
    return Found(at + 1, "ordinal", value, f"{int(value)}th") if value else None


_DIGITAL: Final = (_code, _digits)
_WORDED: Final = (_decade, _something, _vague, _portion, _spelt, _ordinal)
