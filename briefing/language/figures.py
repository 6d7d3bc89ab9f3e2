"""Quantities in a sentence: what is counted, how much, how exactly, and where it stands.

`$1bn` and `1 billion dollars`, `twelve` and `12`, `per cent` and `%` come out the same, so that
spelling never looks like a disagreement.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice
from typing import Final, Literal

from briefing.language.tokens import stem
from briefing.language.words import STOP_WORDS, fold

Bound = Literal["exact", "about", "at least", "at most"]

ROUNDED: Final = 0.1
"""Values that differ by no more than this share can be one value, told more and less exactly."""

_ONES: Final = dict(
    zip(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
        ],
        range(20),
        strict=True,
    )
)
_TENS: Final = dict(
    zip(
        ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"],
        range(20, 100, 10),
        strict=True,
    )
)
_SCALES: Final = {
    "hundred": 1e2,
    "thousand": 1e3,
    "k": 1e3,
    "million": 1e6,
    "mln": 1e6,
    "m": 1e6,
    "mn": 1e6,
    "mm": 1e6,
    "billion": 1e9,
    "bn": 1e9,
    "b": 1e9,
    "trillion": 1e12,
    "tn": 1e12,
    "dozen": 12.0,
    "lakh": 1e5,
    "crore": 1e7,
}
SPELT: Final = frozenset((*_ONES, *_TENS, *_SCALES))
"""Words of numbers."""
_SPELT: Final = "|".join(sorted((*_ONES, *_TENS), key=len, reverse=True))
_CURRENCY: Final = {
    "$": "dollar",
    "us$": "dollar",
    "usd": "dollar",
    "dollar": "dollar",
    "dollars": "dollar",
    "€": "euro",
    "eur": "euro",
    "euro": "euro",
    "euros": "euro",
    "£": "pound",
    "gbp": "pound",
    "pound": "pound",
    "pounds": "pound",
    "¥": "yen",
    "yen": "yen",
    "yuan": "yuan",
    "₹": "rupee",
    "rs": "rupee",
    "rupee": "rupee",
    "rupees": "rupee",
    "rouble": "rouble",
    "roubles": "rouble",
    "rubles": "rouble",
    "franc": "franc",
    "francs": "franc",
}
_UNITS: Final = {
    "%": "percent",
    "percent": "percent",
    "pct": "percent",
    "km": "kilometre",
    "kilometre": "kilometre",
    "kilometres": "kilometre",
    "kilometer": "kilometre",
    "kilometers": "kilometre",
    "mile": "mile",
    "miles": "mile",
    "metre": "metre",
    "metres": "metre",
    "meter": "metre",
    "meters": "metre",
    "tonne": "tonne",
    "tonnes": "tonne",
    "ton": "tonne",
    "tons": "tonne",
    "magnitude": "magnitude",
}
_NUMBER: Final = re.compile(
    rf"""(?<![\w.,/:-])
    (?P<currency>(?:us|a|c)?[$]|[€£¥₹]|\b(?:usd|eur|gbp|rs)\.?\s?)?\s?
    (?P<number>\d{{1,3}}(?:,\d{{2,3}})+(?:\.\d+)?|\d+(?:\.\d+)?|\b(?:{_SPELT})(?:[- ](?:{_SPELT}))?\b)
    (?![\d/:]|-\d|(?:st|nd|rd|th)\b|[.,]\d)
    (?P<scale>(?:[\s-]?(?:hundred|thousand|million|billion|trillion|mln|bn|tn|mn|mm|dozen|lakh|crore)\b|(?:m|k|b)\b)*)
    (?P<unit>\s?%|[\s-](?:per\s?cent|percent|pct|dollars?|us\sdollars?|euros?|pounds?|yen|yuan|rupees?
      |roubles?|rubles|francs?|km|kilomet(?:re|er)s?|miles?|met(?:re|er)s?|tonnes?|tons?)\b)?""",
    re.IGNORECASE | re.VERBOSE,
)
_BOUNDS: Final[tuple[tuple[Bound, re.Pattern[str]], ...]] = (
    (
        "at least",
        re.compile(
            r"(?:at least|more than|over|no fewer than|no less than|upwards of|as many as|above|exceeding|not less than)\s(?:the\s)?$",
            re.IGNORECASE,
        ),
    ),
    (
        "at most",
        re.compile(
            r"(?:fewer than|less than|at most|up to|under|below|no more than)\s$", re.IGNORECASE
        ),
    ),
    (
        "about",
        re.compile(
            r"(?:about|around|some|roughly|nearly|almost|approximately|an estimated|close to|estimated|an average of|circa)\s$",
            re.IGNORECASE,
        ),
    ),
)
_MONTH: Final = re.compile(
    r"\b(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?\s(?:the\s)?$",
    re.IGNORECASE,
)
_MONTH_AFTER: Final = re.compile(
    r"^\s(?:of\s)?(?:jan|feb|march|mar\.|april|apr\.|may\b|june?|july?|aug|sept?|oct|nov|dec)",
    re.IGNORECASE,
)
_CLOCK: Final = re.compile(
    r"^\s?(?:[ap]\.?m\b|o'clock|gmt|hrs\b|hours\b|local time)", re.IGNORECASE
)
_AGE: Final = re.compile(r"^[-\s]years?[-\s]olds?\b|^,? ?years? of age", re.IGNORECASE)


_MAGNITUDE: Final = re.compile(r"\bmagnitude(?: of)?[- ]0|0[- ]magnitude\b", re.IGNORECASE)
"""How the strength of an earthquake stands around its figure (here 0)."""


@dataclass(frozen=True)
class Quantity:
    """One quantity: its value, what it measures, and its characters within the sentence."""

    value: float
    unit: str
    """A currency, `percent`, a measure, `year`, or empty for a plain count."""
    noun: str
    """The stem of the counted thing (the first content word behind the number), if any."""
    bound: Bound
    start: int
    end: int
    counted: str = ""
    """What follows up to the counted noun, as written (` undersea cables`, `-page`)."""

    @property
    def digits(self) -> int:
        """How many significant digits the value has, zeros at its end left out."""
        return len(f"{self.value:.12e}".partition("e")[0].replace(".", "").rstrip("0"))

    def agrees(self, other: Quantity) -> bool:
        """Whether both can be the same measured thing with the same value."""
        return self.unit == other.unit and abs(self.value - other.value) <= 1e-9 * abs(self.value)

    def allows(self, other: Quantity) -> bool:
        """Whether both can be true of the same thing: `more than 50` and 53, `nearly 5,000` and 4,930."""
        if self.agrees(other):
            return True
        near = abs(self.value - other.value) <= ROUNDED * max(self.value, other.value)
        rounder, exact = sorted((self, other), key=lambda quantity: quantity.digits)
        rough = rounder.bound in ("about", "at most") and rounder.digits < exact.digits
        if self.unit != other.unit or (rough and near):
            return self.unit == other.unit
        low, high = sorted((self, other), key=lambda quantity: quantity.value)
        return near and (low.bound == "at least" or high.bound == "at most")


def find_quantities(text: str) -> tuple[Quantity, ...]:
    """Return the quantities of a sentence in order; dates, clock times, ages and ordinals are none.

    A plain four-digit number from 1900 to 2099 without a counted noun comes out with unit `year`.
    """
    found = []
    for match in _NUMBER.finditer(text):
        before, after = text[: match.start("number")], text[match.end() :]
        if _is_other(before, after, match):
            continue
        found.append(_quantity(match, before, after))
    return tuple(found)


def _is_other(before: str, after: str, match: re.Match[str]) -> bool:
    number = match["number"]
    alone = not match["currency"] and not match["unit"] and not match["scale"]
    small = alone and number.isdigit() and int(number) <= 31
    if small and (_MONTH.search(before) or _MONTH_AFTER.match(after)):
        return True
    if alone and (_CLOCK.match(after) or _AGE.match(after) or after.startswith("-year")):
        return True
    # "one" is mostly a pronoun: it counts only before a noun that it counts in the singular.
    if number.lower() == "one" and alone:
        return not re.match(
            r"\s(?:person|man|woman|child|boy|girl|people|soldier|officer|passenger|worker|dead|death|other)",
            after,
        )
    return bool(alone and re.search(r"[A-Za-z]-$", before))


def _quantity(match: re.Match[str], before: str, after: str) -> Quantity:
    value = _value(match["number"])
    for scale in re.findall(r"[a-z]+", match["scale"].lower()):
        value *= _SCALES[scale]
    unit = _unit(match) or ("magnitude" if _MAGNITUDE.search(before + "0" + after[:12]) else "")
    noun, counted = ("", "") if unit else _noun(after)
    plain = match["number"].isdigit() and len(match["number"]) == 4 and not match["scale"]
    if plain and not unit and 1900 <= value <= 2099 and (not noun or _year_before(before)):
        unit, noun, counted = "year", "", ""
    lead_in = text_before_currency(before, match)
    bound: Bound = next((name for name, found in _BOUNDS if found.search(lead_in)), "exact")
    start = match.start("currency") if match["currency"] else match.start("number")
    return Quantity(value, unit, noun, bound, start, match.end(), counted)


def text_before_currency(before: str, match: re.Match[str]) -> str:
    """Return the text in front of the number and its currency sign."""
    return before[: match.start("currency")] if match["currency"] else before


def _year_before(before: str) -> bool:
    return bool(
        re.search(
            r"\b(?:in|since|by|of|from|until|till|during|early|late|mid|the|,)\s$",
            before,
            re.IGNORECASE,
        )
    )


def _value(number: str) -> float:
    if number[0].isdigit():
        return float(number.replace(",", ""))
    return float(
        sum(_ONES.get(part, _TENS.get(part, 0)) for part in re.split(r"[- ]", number.lower()))
    )


def _unit(match: re.Match[str]) -> str:
    sign = (match["currency"] or "").strip().strip(".").lower()
    if sign:
        return _CURRENCY.get(
            sign, {"a$": "australian dollar", "c$": "canadian dollar"}.get(sign, "dollar")
        )
    word = (match["unit"] or "").strip(" -").lower().replace(" ", "")
    if word.startswith("us"):
        return "dollar"
    return _CURRENCY.get(word) or _UNITS.get(word, "")


_WORD: Final = re.compile(r"[A-Za-z][\w'’-]*")
_PLURAL: Final = re.compile(r"[^su\W]s$")
_PLURALS: Final = frozenset(("people", "men", "women", "children", "police", "crew", "staff"))


def _noun(after: str) -> tuple[str, str]:
    """Return the stem of the counted noun, and the text up to its end.

    It is the first plural of the phrase behind the figure, else its first word: `three undersea
    cables` counts cables, while `five wounded` and `48-page` have no plural.
    """
    first: tuple[str, str] | None = None
    for match in islice(_WORD.finditer(re.split(r"[.,;:()\"“”]", after[:60])[0]), 3):
        word, folded = match.group(), fold(match.group())
        if folded in {"other", "more", "new", "further", "additional"}:
            continue
        if folded in STOP_WORDS and not word.isupper():
            break
        found = stem(folded), after[: match.end()]
        if folded in _PLURALS or _PLURAL.search(folded):
            return found
        first = first or found
    return first or ("", "")
